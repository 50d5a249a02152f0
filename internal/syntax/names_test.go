package syntax

import (
	"testing"

	"herodotus/internal/doc"
)

// TestNamesAreOneWord: a person's name is parsed as one word, with its parts
// flat under the first and proper nouns all, whatever the tagger took them for.
func TestNamesAreOneWord(t *testing.T) {
	p := newParser(t)
	d := spaced(t, "The envoy met Park Jin - ho and Maria da Costa in Hanoi .")
	for i := range d.Tokens[5:7] {
		d.Tokens[5+i].Flags = 0 // "Jin-ho" has no space in it
	}
	p.Tag(d)
	d.Tokens[6].Tag, d.Tokens[6].POS = doc.TagJJ, doc.ADJ
	d.Names.Set([]doc.Name{
		{Range: doc.Range{Start: 3, End: 7}, Type: doc.PER},
		{Range: doc.Range{Start: 8, End: 11}, Type: doc.PER},
		{Range: doc.Range{Start: 12, End: 13}, Type: doc.GPE},
	})
	p.Parse(d)
	want := []struct {
		token, head int32
		rel         doc.Rel
	}{
		{3, 2, doc.Obj}, {4, 3, doc.Flat}, {5, 6, doc.Punct}, {6, 3, doc.Flat},
		{8, 3, doc.Conj}, {9, 8, doc.Flat}, {10, 8, doc.Flat},
	}
	for _, w := range want {
		if tok := d.Tokens[w.token]; tok.Head != w.head || tok.Rel != w.rel {
			t.Errorf("%s: head %d by %s, want %d by %s", d.Form(w.token), tok.Head, tok.Rel, w.head, w.rel)
		}
	}
	if got := d.Tokens[6].Tag; got != doc.TagNNP || d.Lemmas[6] != "ho" {
		t.Errorf("ho is tagged %s with lemma %q", got, d.Lemmas[6])
	}
}

// TestBadNamesAreLeftAlone: a range that joins two names, or crosses a
// sentence, is no name to draw.
func TestBadNamesAreLeftAlone(t *testing.T) {
	p := newParser(t)
	d := spaced(t, "Ann and Bob left . Then Eve came .")
	d.Sentences = []doc.Sentence{{Range: doc.Range{Start: 0, End: 5}}, {Range: doc.Range{Start: 5, End: 9}}}
	p.Tag(d)
	d.Names.Set([]doc.Name{
		{Range: doc.Range{Start: 0, End: 3}, Type: doc.PER},
		{Range: doc.Range{Start: 3, End: 7}, Type: doc.PER},
	})
	p.Parse(d)
	for i, tok := range d.Tokens {
		if tok.Rel == doc.Flat {
			t.Errorf("%s is flat", d.Form(int32(i)))
		}
	}
}
