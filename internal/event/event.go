// Package event finds who did what to whom: it turns a parsed document with
// its mentions, times, places and claims into PLOVER events.
//
// In: the tree, d.Known, d.Times, d.Places, d.Mentions, d.Entities and
// d.Claims. Out: d.Events, each with its type, roles, place, time and
// factuality by source. What words mean stands in the lexicon (docs/lexicon.md)
// and the tables beside this file; the code only walks the tree.
package event

import (
	"embed"
	"fmt"
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
