package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/quantity"
)

// casualtyAt tells how token t tells of casualties. A participle is looked up by its form as well: "12 wounded".
func (w *work) casualtyAt(t int32) casualty {
	if k, ok := w.x.casualties[w.Lemma[t]]; ok && (k.how >= byNumber || w.verbal(t)) && k.how != byCount && k.how != byCrowd {
		return k
	}
	if !w.verbal(t) {
		if k := w.x.casualties[w.Form[t]]; k.how == byNumber {
			return k
		}
	}
	return casualty{}
}

// befalls tells whether the casualties that token t tells of are those of the event: it is its word, stands below it
// ("attacked a post, killing eleven"), or above it ("were killed in the attack", "the bombing killed two").
func (w *work) befalls(t int32, c *candidate) bool {
	const reach = 3
	for i, n := t, 0; i >= 0 && n <= reach; i, n = w.tok(i).Head, n+1 {
		if i == c.tok {
			return true
		}
		if w.rel(i) == doc.AclRelcl && w.tok(i).Head != c.tok {
			break // "marched in a town where six had died"
		}
		if k := w.candAt[i]; i != t && k >= 0 && w.cands[k].sense.Type == "ASSAULT" {
			break // another attack has them
		}
	}
	if t == c.last {
		return true
	}
	for i, n := c.tok, 0; i >= 0 && n <= reach; i, n = w.tok(i).Head, n+1 {
		if i == t {
			return true
		}
		if i != c.tok && w.verbal(i) {
			break
		}
	}
	return w.sharesVerb(t, c)
}

// sharesVerb tells whether casualties and an event that is a noun stand side by side under a verb that is no event itself:
// "the bombing left no casualties", "the toll climbed to 22 after the bombing".
func (w *work) sharesVerb(t int32, c *candidate) bool {
	if w.verbal(c.tok) || w.verbal(t) {
		return false
	}
	g := w.verbOver(t)
	return g >= 0 && g == w.verbOver(c.tok) && w.candAt[g] < 0 && w.x.casualties[w.Lemma[g]].how == 0
}

// verbOver gives the nearest verb above a token.
func (w *work) verbOver(t int32) int32 {
	for n := 0; t >= 0 && n < maxClimb; n++ {
		if t = w.tok(t).Head; t >= 0 && w.verbal(t) {
			return t
		}
	}
	return -1
}

// casualties counts those whom the word at t befell, and those coordinated with them.
func (w *work) casualties(t int32, how casualtyHow) (quantity.Quantity, bool) {
	if how != bySubject && t > 0 && w.x.quantities.Part(w.d, t-1) { // "12 killed, dozens wounded"
		return w.x.quantities.At(w.d, t-1)
	}
	if k := w.countOver(t); k >= 0 {
		return w.toldNumber(k, t)
	}
	switch how {
	case byToll:
		return w.toldNumber(t, t)
	case byObject:
		q, ok := w.summed(w.deepObj(t, 0))
		if n, counted := w.x.quantities.After(w.d, t); counted && !w.passive(t) && (!ok || q.Least == 1 && q.Most == 1) {
			return n, true
		}
		return q, ok
	case bySubject:
		return w.summed(w.surfaceSubj(t, 0))
	}
	if q, ok := w.counted(t); ok {
		return q, true
	}
	if s := w.tree.Kid(t, doc.Nsubj, doc.NsubjPass); s >= 0 && w.tree.Kid(t, doc.Cop, doc.AuxPass) >= 0 { // "four were killed" as an adjective
		return w.summed(s)
	}
	if n := w.modified(t); n >= 0 {
		return w.counted(n)
	}
	for _, k := range w.tree.Kids(t) { // "the deaths of 22 men"
		if w.rel(k) == doc.Nmod && w.hasCase(k, w.x.of) {
			return w.summed(k)
		}
	}
	if w.rel(t) == doc.Xcomp { // "left 40 people dead"
		return w.summed(w.controller(w.tok(t).Head, t, 0))
	}
	return w.x.quantities.After(w.d, t) // "killed two and wounded more than 40", where the tagger took the verb for an adjective
}

// summed counts those at token t and those coordinated with them: "two guards and a driver".
func (w *work) summed(t int32) (quantity.Quantity, bool) {
	if t < 0 {
		return quantity.Quantity{}, false
	}
	q, ok := w.quantityOf(t)
	if !ok {
		return q, false
	}
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) != doc.Conj || w.verbal(k) || w.casualtyBetween(t, k) {
			continue
		}
		more, ok := w.quantityOf(k)
		if !ok || q.Least == quantity.Open || more.Least == quantity.Open {
			continue
		}
		q.Least += more.Least
		if q.Most != quantity.Open && more.Most != quantity.Open {
			q.Most += more.Most
		} else {
			q.Most = quantity.Open
		}
		q.Words.End = max(q.Words.End, more.Words.End)
	}
	return q, true
}

// casualtyBetween tells whether another word of casualties stands between two tokens: "killed one soldier and wounded two".
func (w *work) casualtyBetween(a, b int32) bool {
	for t := a + 1; t < b; t++ {
		if w.casualtyAt(t).how != 0 || w.x.casualties[w.Form[t]].how != 0 {
			return true
		}
	}
	return false
}

// countOver gives the noun for a count that counts those of whom the word at t tells, -1 if there is none: "the number of
// dead", "the number killed".
func (w *work) countOver(t int32) int32 {
	for h, n := w.tok(t).Head, 0; h >= 0 && n < 2; h, n = w.tok(h).Head, n+1 {
		if w.x.casualties[w.Lemma[h]].how == byCount && h < t {
			return h
		}
		if w.verbal(h) {
			break
		}
	}
	return -1
}

// toldNumber gives the number that a noun for a toll has reached, as its sentence says behind token from: "the toll rose to
// 31", "the number of dead has reached 55", "a death toll of 19".
func (w *work) toldNumber(noun, from int32) (quantity.Quantity, bool) {
	if r := w.rel(noun); r == doc.Obj && w.x.casualties[w.Lemma[noun]].how == byToll && !w.d.FormIs(noun+1, "of") {
		return quantity.Quantity{}, false // "bringing the toll to 40" adds up several events
	}
	for t, end := from+1, w.d.SentenceOf(noun).End; t < end; t++ {
		if w.casualtyAt(t).how != 0 || w.d.FormIs(t, ";") {
			break
		}
		if w.timeAt[t] >= 0 || !w.x.quantities.Part(w.d, t) {
			continue
		}
		q, ok := w.x.quantities.At(w.d, t)
		if ok && q.Words.Start > from && w.reached(q.Words.Start-1) {
			return q, true
		}
	}
	return quantity.Quantity{}, false
}

// reached tells whether the word at token t leads to what a toll is: "to", "at", "of", or the verb itself.
func (w *work) reached(t int32) bool {
	if w.d.FormIs(t, "to") || w.d.FormIs(t, "at") || w.d.FormIs(t, "of") {
		return true
	}
	return w.verbal(t) && w.candAt[t] < 0
}
