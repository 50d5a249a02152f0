package ner

import (
	"herodotus/internal/doc"
)

// maxDateline is how many tokens a dateline has at most, the closing dash included.
const maxDateline = 16

// datelines makes places of the capitals that open a report: "MEXICO CITY, Nov. 12 — ",
// "GENEVA/NAIROBI (Agency) - ". Names in capitals look alike to the model.
func (s *scratch) datelines(d *doc.Doc) {
	for i := range d.Sentences {
		r := d.Sentences[i].Range
		if i > 0 && d.Sentences[i-1].Para == d.Sentences[i].Para || s.words.list[r.Start].casing != allCapital || !dashed(d, r) {
			continue
		}
		for at := r.Start; at < r.End && s.words.list[at].casing == allCapital; {
			end := at + 1
			for end < r.End && s.words.list[end].casing == allCapital {
				end++
			}
			s.dateline(doc.Range{Start: at, End: end})
			if end == r.End || d.Form(end) != "/" && d.Form(end) != "," {
				break
			}
			at = end + 1
		}
	}
}

// dateline makes a place of one stretch of capitals, unless it is known for a body.
func (s *scratch) dateline(r doc.Range) {
	if s.words.list[r.Start].known&knownORG != 0 {
		return
	}
	s.replace(doc.Name{Range: r, Type: doc.GPE, Score: datelineScore})
}

// datelineScore is how often capitals before a dateline's dash are a place.
const datelineScore = 0.97

// dashed tells whether a dash that stands by itself comes soon, before any verb could.
func dashed(d *doc.Doc, r doc.Range) bool {
	for i := r.Start + 1; i < min(r.End-1, r.Start+maxDateline); i++ {
		switch f := d.Form(i); {
		case f == "—" || f == "–" || f == "--" || f == "-":
			if !tight(d, i+1) || f != "-" {
				return true
			}
		case d.Tokens[i].Tag.Finite():
			return false
		}
	}
	return false
}
