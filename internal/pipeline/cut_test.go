package pipeline

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"herodotus/internal/corpus"
	"herodotus/internal/ingest"
)

// TestCutTexts codes texts that end, or begin, in the middle of a sentence, as teasers and cut-off files do: every word of our
// own cases gets its turn as the last of a text and as the first, where a rule that looks one word further would fall off.
// The same words in other orders stand for texts that no grammar foresees.
func TestCutTexts(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../corpus/cases/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	n, rnd := 0, rand.New(rand.NewPCG(1, 2))
	for _, f := range files {
		cases, err := corpus.OpenCases(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range cases {
			if n++; n%cutEvery != 0 {
				continue
			}
			for i, r := range x.Text {
				if r == ' ' {
					cutText(t, c, x.Text[:i], x.Published)
					cutText(t, c, x.Text[i+1:], x.Published)
				}
			}
			words := strings.Fields(x.Text)
			for range shuffles {
				rnd.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
				cutText(t, c, strings.Join(words, " "), x.Published)
			}
		}
	}
}

// shuffles is how many orders of its words each case is coded in.
const shuffles = 20

func cutText(t *testing.T, c *Coder, text, published string) {
	t.Helper()
	if strings.TrimSpace(text) == "" {
		return
	}
	if _, err := c.Code(ingest.Article{Text: text, Published: published}); err != nil {
		t.Errorf("%q: %v", text, err)
	}
}
