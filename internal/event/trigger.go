package event

import (
	"sort"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
)

// findTriggers makes a candidate of each word that signifies an event.
func (w *work) findTriggers() {
	for si := range w.d.Sentences {
		s := &w.d.Sentences[si]
		if s.Heading && !w.finite(s.Range) {
			continue
		}
		for t := s.Start; t < s.End; t++ {
			if (w.Lemma[t] | w.Form[t]) != 0 {
				w.tryTrigger(t)
			}
		}
	}
}

// finite tells whether the range holds a finite verb.
func (w *work) finite(r doc.Range) bool {
	for t := r.Start; t < r.End; t++ {
		if w.tok(t).Tag.Finite() {
			return true
		}
	}
	return false
}

func (w *work) tryTrigger(t int32) {
	if !w.triggerable(t) {
		return
	}
	best, next := w.choose(t)
	if best == nil {
		w.open = append(w.open, t)
		return
	}
	i := int32(len(w.cands))
	top := t
	for h := w.tok(top).Head; h >= t-int32(len(best.Before)) && h < t; h = w.tok(top).Head {
		top = h // "state of emergency" is headed by its first word
	}
	w.cands = append(w.cands, candidate{tok: top, last: t, sense: best, next: next})
	w.candAt[t], w.candAt[top] = i, i
	w.eat(i)
}

// triggerable tells whether a word may signify an event by its part of speech and place.
func (w *work) triggerable(t int32) bool {
	switch pos := w.tok(t).POS; {
	case pos == doc.VERB, pos == doc.ADJ, w.mistagged[t]:
		return true
	case pos == doc.NOUN, pos == doc.PROPN:
		return !w.partOfName(t) && w.rel(t) != doc.Compound && w.rel(t) != doc.Fixed
	}
	return false
}

// partOfName tells whether the token belongs to a name of something that is no event.
func (w *work) partOfName(t int32) bool {
	m := w.mentionAt[t]
	if m >= 0 {
		return true // an actor, such as "protesters"
	}
	return w.inName(t)
}

// inName tells whether the token stands inside a recognised name of an actor or place.
func (w *work) inName(t int32) bool {
	names := w.d.Names.All()
	i := sort.Search(len(names), func(i int) bool { return names[i].End > t })
	if i == len(names) || !names[i].Has(t) {
		return false
	}
	switch names[i].Type {
	case doc.EVENT, doc.MISC, doc.OBJ:
		return false
	}
	return true
}

// eat marks the words on which the candidate's sense rests, so that "launched
// an attack" is one event.
func (w *work) eat(i int32) {
	c := &w.cands[i]
	for k := range c.sense.Conds {
		cond := &c.sense.Conds[k]
		if cond.Not || cond.Any || len(cond.Words)+len(cond.Phrases) == 0 || cond.At[0].Kind == frame.Subj {
			continue
		}
		mark := len(w.stack)
		for j, end := w.args(c.tok, cond.At), len(w.stack); j < end; j++ {
			if t := w.stack[j]; t != c.tok && w.listed(t, cond) {
				w.eaten[t] = i
				if m := w.measured(t); m >= 0 {
					w.eaten[m] = i
				}
			}
		}
		w.stack = w.stack[:mark]
	}
}
