package syntax

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// collect makes the units of a sentence: each token one, but a person's name
// one in all, its parts drawn as the treebanks do: the first is the head. It
// gives the names that are left for the sentences to come.
func (s *scratch) collect(d *doc.Doc, r doc.Range, names []doc.Name) []doc.Name {
	s.units, s.unitAt = s.units[:0], s.unitAt[:0]
	for i := r.Start; i < r.End; {
		for len(names) > 0 && names[0].Start < i {
			names = names[1:]
		}
		end := i + 1
		if len(names) > 0 && names[0].Start == i && names[0].End <= r.End {
			retag(d, &names[0])
			if names[0].Type == doc.PER && plainName(d, names[0].Range) {
				end = names[0].End
				flatten(d.Tokens, names[0].Range)
			}
		}
		s.units = append(s.units, d.Tokens[i])
		s.unitAt = append(s.unitAt, i)
		i = end
	}
	return names
}

// retag makes proper nouns of a name's words that the tagger, which knows no
// names, took for others: all of a person's, and names of one word.
func retag(d *doc.Doc, n *doc.Name) {
	switch {
	case n.Type == doc.PER && plainName(d, n.Range):
	case n.Len() == 1 && (n.Type == doc.GPE || n.Type == doc.LOC || n.Type == doc.ORG) && capital(d.Form(n.Start)):
	default:
		return
	}
	for i := n.Start; i < n.End; i++ {
		t := &d.Tokens[i]
		if t.POS != doc.PUNCT && t.Tag != doc.TagNNP && t.Tag != doc.TagNNPS {
			t.Tag, t.POS = doc.TagNNP, doc.PROPN
			d.Lemmas[i] = d.Form(i)
		}
	}
}

// plainName tells whether the range can be a person's name as it stands: it
// begins and ends with a capital or after a hyphen, and joins no two names.
func plainName(d *doc.Doc, r doc.Range) bool {
	last := r.End - 1
	if !capital(d.Form(r.Start)) || !capital(d.Form(last)) && !(last > r.Start && d.Tokens[last-1].Tag == doc.TagHYPH) {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		switch d.Tokens[i].Tag {
		case doc.TagCC, doc.TagPOS, doc.TagComma, doc.TagColon, doc.TagPeriod:
			return false
		}
	}
	return true
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// flatten draws the arcs inside a name; its first word stays without a head.
func flatten(tokens []doc.Token, r doc.Range) {
	for i := r.Start + 1; i < r.End; i++ {
		t := &tokens[i]
		t.Head, t.Rel = r.Start, doc.Flat
		if t.POS == doc.PUNCT && i+1 < r.End {
			t.Head, t.Rel = i+1, doc.Punct
		}
	}
}
