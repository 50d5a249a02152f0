package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/ontology"
)

// settle decides which candidates become events and lists them in w.kept.
func (w *work) settle() {
	for i := range w.cands {
		c := &w.cands[i]
		s := c.sense
		c.dropped = s.typ != ontology.None && (s.needA && len(c.actors) == 0 || s.needR && len(c.others) == 0)
	}
	for i := range w.cands {
		c := &w.cands[i]
		if c.sense.typ == ontology.None || c.dropped {
			continue
		}
		if by := w.eaten[c.tok]; by >= 0 && by != int32(i) && !w.cands[by].dropped {
			continue
		}
		if w.promised(c) || !w.known(c) {
			continue
		}
		w.kept = append(w.kept, int32(i))
	}
}

// known tells whether enough is known of an event to write it down. Without
// any participant it must at least be of a kind that is news by itself, at a
// known place.
func (w *work) known(c *candidate) bool {
	if len(c.actors)+len(c.others) > 0 {
		return true
	}
	switch c.sense.typ {
	case "PROTEST", "ASSAULT", "COERCE":
		return w.placeOf(c) >= 0
	}
	return false
}

// promised tells whether the candidate is what a promise, threat or demand is
// about: that is part of the promise and no event of its own.
func (w *work) promised(c *candidate) bool {
	t := c.tok
	for range 3 {
		g := w.governor(t)
		if g < 0 {
			return false
		}
		switch w.rel(t) {
		case doc.Conj:
			t = g
			continue
		case doc.Xcomp, doc.Ccomp:
		case doc.Acl, doc.Advcl:
			if !w.infinitive(t) {
				return false
			}
		default:
			return false
		}
		if o := w.candAt[g]; o >= 0 && !w.cands[o].dropped {
			switch w.cands[o].sense.typ {
			case "AGREE", "THREATEN", "REQUEST", "REJECT":
				return w.rel(t) != doc.Ccomp || w.tok(t).Tag == doc.TagVB
			}
		}
		return false
	}
	return false
}
