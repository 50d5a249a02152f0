package frame

import (
	"embed"
	"fmt"

	"herodotus/internal/model"
)

//go:embed lexicon/*.txt
var lexiconFS embed.FS

// Builtin gives the files of the built-in lexicon in the order of their names.
func Builtin() ([]File, error) {
	entries, err := lexiconFS.ReadDir("lexicon")
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		text, err := lexiconFS.ReadFile("lexicon/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("built-in lexicon: %w", err)
		}
		out = append(out, File{e.Name(), string(text)})
	}
	return out, nil
}

// Sum names the built-in files by their names and content.
func Sum() string {
	files, err := Builtin()
	if err != nil {
		return "" // Load reports the same error
	}
	var texts []string
	for _, f := range files {
		texts = append(texts, f.Name, f.Text)
	}
	return model.SumAll(texts...)
}
