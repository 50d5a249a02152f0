package vocab

import (
	"slices"

	"herodotus/internal/doc"
)

// Text is a document with its words as numbers.
type Text struct {
	d           *doc.Doc
	Lemma, Form []Word // by token
}

// Number sets the document, whose words are looked up in v.
func (t *Text) Number(v *Words, d *doc.Doc) {
	n := len(d.Tokens)
	t.d, t.Lemma, t.Form = d, slices.Grow(t.Lemma[:0], n)[:n], slices.Grow(t.Form[:0], n)[:n]
	for i := range d.Tokens {
		t.Lemma[i], t.Form[i] = v.Find(d.Lemmas[i]), v.Find(d.Form(int32(i)))
	}
}

// Release lets go of the document and keeps the space.
func (t *Text) Release() { t.d = nil }

// Preceded tells whether the words stand right before token at, hyphens aside.
func (t *Text) Preceded(at int32, words []Word) bool {
	at--
	for i := len(words) - 1; i >= 0; i-- {
		for at >= 0 && t.d.Tokens[at].Tag == doc.TagHYPH {
			at--
		}
		if at < 0 || t.Lemma[at] != words[i] && t.Form[at] != words[i] {
			return false
		}
		at--
	}
	return true
}
