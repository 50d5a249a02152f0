package syntax

import (
	"unicode"

	"herodotus/internal/doc"
)

// maxDateline is the longest dateline, in tokens.
const maxDateline = 14

// dateline gives the tokens of a dateline that opens the sentence, its dash
// included: "NEW DELHI, March 3 —". The treebanks have none, and its town would
// pass for the subject. The range is empty where there is none.
func dateline(d *doc.Doc, r doc.Range) doc.Range {
	none := doc.Range{Start: r.Start, End: r.Start}
	if r.Len() < 4 || !allCapitals(d.Form(r.Start)) {
		return none
	}
	sure := false // something that only a dateline has
	for i := r.Start; i < min(r.End-3, r.Start+maxDateline); i++ {
		switch d.Form(i) {
		case "—", "–", "--", "-":
			spaced := d.Tokens[i].Flags&doc.SpaceBefore != 0 && d.Tokens[i+1].Flags&doc.SpaceBefore != 0
			opens := shape(normalise(nil, d.Form(i+1)))&3 != shapeLower
			if i == r.Start || !spaced || !opens || !sure && dashed(d, doc.Range{Start: i + 1, End: r.End}) {
				return none
			}
			return doc.Range{Start: r.Start, End: i + 1}
		case ",", "(", ")", "/":
			sure = true
			continue
		}
		switch d.Tokens[i].Tag {
		case doc.TagNNP, doc.TagNNPS, doc.TagCD, doc.TagPeriod:
		default:
			if !allCapitals(d.Form(i)) {
				return none
			}
		}
	}
	return none
}

// dashed tells whether a dash with spaces is in the range: "NATO — the alliance — said".
func dashed(d *doc.Doc, r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch d.Form(i) {
		case "—", "–", "--", "-":
			if d.Tokens[i].Flags&doc.SpaceBefore != 0 {
				return true
			}
		}
	}
	return false
}

// allCapitals tells whether the form has three letters or more, all capitals.
func allCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 2
}

// attachDateline draws the arcs of a dateline: its first word is beside the
// sentence's root (parataxis), the others depend on it.
func attachDateline(tokens []doc.Token, date, r doc.Range) {
	if date.Len() == 0 {
		return
	}
	first := &tokens[date.Start]
	for i := date.End; i < r.End; i++ {
		if tokens[i].Head == doc.NoHead {
			first.Head, first.Rel = i, doc.Parataxis
		}
	}
	for i := date.Start + 1; i < date.End; i++ {
		t, before := &tokens[i], &tokens[i-1]
		t.Head, t.Rel = date.Start, doc.NmodUnmarked
		switch {
		case t.POS == doc.PUNCT || t.POS == doc.SYM:
			t.Rel = doc.Punct
		case before.POS == doc.PUNCT:
		case t.Tag == doc.TagCD:
			t.Head, t.Rel = i-1, doc.Nummod
		default:
			t.Rel = doc.Flat
		}
	}
}
