package event

import (
	"time"

	"herodotus/internal/doc"
)

// clauseHead gives the verb of the clause in which token t stands.
func (w *work) clauseHead(t int32) int32 {
	for range 2 * maxClimb {
		h := w.tok(t).Head
		if h < 0 || w.verbal(t) {
			return t
		}
		switch w.rel(t) {
		case doc.Root, doc.Ccomp, doc.Advcl, doc.AclRelcl, doc.Parataxis, doc.Xcomp:
			return t
		}
		t = h
	}
	return t
}

// distance counts how far above token k token t stands in the tree, or the
// clause of t; -1 when k belongs to another clause. A nearer event of the
// same sentence claims its own times and places.
func (w *work) distance(k, t, clause int32) int {
	n := 0
	for i := k; i >= 0 && n < 2*maxClimb; i, n = w.tok(i).Head, n+1 {
		if i == t {
			return n
		}
		if i == clause {
			return n + maxClimb
		}
		if c := w.candAt[i]; i != k && c >= 0 && (w.eaten[i] < 0 || w.eaten[i] != w.candAt[t]) {
			return -1
		}
		switch w.rel(i) {
		case doc.Acl:
			if w.verbal(i) {
				return -1
			}
		case doc.AclRelcl, doc.Ccomp, doc.Parataxis, doc.Advcl:
			return -1
		}
	}
	return -1
}

// timeOf gives the time expression that stands nearest to the event in the
// tree, or None.
func (w *work) timeOf(c *candidate) int32 { return w.circumstance(c, w.timeHead) }

// placeOf gives the place at which the clause sets the event, or None.
func (w *work) placeOf(c *candidate) int32 { return w.circumstance(c, w.placeHead) }

// circumstance looks for the nearest time or place in the event's own clause, then
// in those clauses with which it shares its circumstances: "arrived on Monday
// and met", "used a visit in May to offer". The function at gives what begins
// at a token and its head.
func (w *work) circumstance(c *candidate, at func(t int32, c *candidate) (found, head int32)) int32 {
	s := w.d.SentenceOf(c.tok)
	top, clause := c.tok, w.clauseHead(c.tok)
	for range 4 {
		best, near := doc.None, 1000
		for t := s.Start; t < s.End; t++ {
			found, head := at(t, c)
			if found < 0 {
				continue
			}
			if n := w.distance(head, top, clause); n >= 0 && n < near {
				best, near = found, n
			}
		}
		if best >= 0 {
			return best
		}
		h := w.tok(clause).Head
		if h < 0 {
			return doc.None
		}
		switch w.rel(clause) {
		case doc.Conj, doc.Xcomp:
		case doc.Advcl:
			if w.finiteClause(clause) {
				return doc.None
			}
		default:
			return doc.None
		}
		top, clause = h, w.clauseHead(h)
	}
	return doc.None
}

// timeHead gives the time expression that begins at t, if it may date an event, and its head.
func (w *work) timeHead(t int32, _ *candidate) (found, head int32) {
	i := w.timeAt[t]
	if i < 0 {
		return doc.None, doc.None
	}
	tm := w.d.Times.At(i)
	if tm.Start != t || tm.Dateline || tm.Type == doc.DURATION || tm.Type == doc.SET || tm.From == "" && tm.To == "" {
		return doc.None, doc.None
	}
	return i, w.tree.HeadOf(tm.Range)
}

// placeHead gives the place that begins at t, if it tells where an event is, and its head.
func (w *work) placeHead(t int32, c *candidate) (found, head int32) {
	i := w.placeAt[t]
	if i < 0 || w.d.Places.At(i).Start != t {
		return doc.None, doc.None
	}
	h := w.topOfName(w.tree.HeadOf(w.d.Places.At(i).Range))
	if !w.locative(h, c) {
		return doc.None, doc.None
	}
	return i, h
}

// topOfName climbs from a part of a place's description ("Vostochny cosmodrome") to its head.
func (w *work) topOfName(t int32) int32 {
	for range 3 {
		switch w.rel(t) {
		case doc.Compound, doc.Flat, doc.Appos, doc.NmodUnmarked, doc.NmodDesc, doc.Conj:
			t = w.tok(t).Head
		case doc.Nmod: // "the town of Afrin", but not "the invasion of Kuwait"
			if h := w.tok(t).Head; w.hasCase(t, w.x.of) && w.candAt[h] < 0 {
				t = h
				continue
			}
			return t
		default:
			return t
		}
	}
	return t
}

// locative tells whether a place stands where an event takes place: after a
// preposition of place, or as what is visited.
func (w *work) locative(t int32, c *candidate) bool {
	switch w.rel(t) {
	case doc.Obl, doc.Nmod:
		return w.hasAnyCase(t, placePrepositions) || w.tok(t).Head == c.tok && w.hasCase(t, w.x.of)
	case doc.Obj:
		return w.tok(t).Head == c.tok
	case doc.NsubjPass:
		return w.tok(t).Head == c.tok && w.placeAt[t] >= 0
	}
	return false
}

var placePrepositions = []string{"in", "at", "near", "to", "into", "on", "off", "outside", "inside", "across", "around", "over", "from",
	"through", "throughout", "toward", "towards", "along", "within"}

// historicalDays is how long before the report an event must lie to belong to
// an earlier run of events when the text gives no more than its date.
const historicalDays = 300

// historical tells whether the event lies before the present run of events: an
// adjective says so, its date does, or the only dates of its sentence.
func (w *work) historical(c *candidate, tm int32) bool {
	for _, k := range w.tree.Kids(c.tok) {
		switch w.rel(k) {
		case doc.Amod, doc.Advmod:
			for _, s := range historicalWords {
				if w.d.FormIs(k, s) {
					return true
				}
			}
		}
	}
	if w.d.Published.IsZero() {
		return false
	}
	if tm >= 0 {
		return w.old(tm)
	}
	s := w.d.SentenceOf(c.tok)
	found := false
	for t := s.Start; t < s.End; t++ {
		if i := w.timeAt[t]; i >= 0 && w.d.Times.At(i).Type == doc.DATE && w.d.Times.At(i).To != "" {
			if !w.old(i) {
				return false
			}
			found = true
		}
	}
	return found
}

// old tells whether a time expression lies long before the report.
func (w *work) old(tm int32) bool {
	to, err := time.Parse("2006-01-02", w.d.Times.At(tm).To)
	return err == nil && w.d.Published.Sub(to) > historicalDays*24*time.Hour
}

var historicalWords = []string{"previous", "previously", "former", "formerly", "earlier", "past"}
