package claim

import "herodotus/internal/doc"

// What the words behind a cue tell: content, or no more than the circumstances of the speech.

// adverbial tells whether the words between a cue and the next break say no more than to whom, when, where or how it
// was said, so that the content must stand elsewhere.
func (f *finder) adverbial(c *cue, r doc.Range) bool {
	if f.hasClause(c, r) {
		return false
	}
	if r.Len() <= 0 || c.toObj || f.inTime(r.Start) {
		return true
	}
	switch f.d.Tokens[r.Start].POS {
	case doc.ADV, doc.SCONJ:
		return true
	case doc.ADP:
		switch prep := f.d.Lemma(r.Start); prep {
		case "of", "about", "against":
			return !f.speaksOf(r.Start-1, prep)
		case "for", "with", "up", "out", "off":
			return false
		}
		return true
	}
	return false
}

// hasClause tells whether the words behind a verb up to the next break hold a clause that it can govern, as
// opposed to a relative clause about who is told or when.
func (f *finder) hasClause(c *cue, r doc.Range) bool {
	lead := r.Len() > 0 && f.d.Tokens[r.Start].POS == doc.ADP && !c.has(infinitive) && !c.has(objInfinitive)

	if r.Len() > 0 && f.circumstance(r.Start) {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		switch t := &f.d.Tokens[i]; {
		case c.toObj && f.isThat(i):
			return true
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT:
			return false
		case t.Tag.Finite(), t.Tag == doc.TagTO && i+1 < r.End && f.d.Tokens[i+1].Tag == doc.TagVB && !lead, f.isThat(i):
			return true
		}
	}
	return false
}

// circumstance tells whether a clause that begins at token i says when something was said.
func (f *finder) circumstance(i int32) bool {
	switch f.d.Lemma(i) {
	case "after", "before", "as", "when", "while":
		return true
	}
	return false
}

// speaksOf tells whether verb v says what preposition prep leads in ("spoke of a plot"; "said of the plot" does not).
func (f *finder) speaksOf(v int32, prep string) bool {
	for _, c := range f.readings(v) {
		for _, fr := range c.frames {
			if fr.prep == prep && fr.shape == phrase {
				return true
			}
		}
	}
	return false
}
