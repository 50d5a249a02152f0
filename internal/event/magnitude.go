package event

import (
	_ "embed"
	"fmt"

	"herodotus/internal/doc"
	"herodotus/internal/quantity"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed casualties.txt
var casualtiesTable string

// casualty tells how a word tells of casualties; the zero value: not at all.
type casualty struct {
	kind doc.MagnitudeKind
	how  casualtyHow
}

type casualtyHow uint8

const (
	byObject casualtyHow = iota + 1
	bySubject
	byNumber
)

func (x *Extractor) loadCasualties() error {
	x.casualties = map[vocab.Word]casualty{}
	kinds := map[string]doc.MagnitudeKind{"dead": doc.Dead, "injured": doc.Injured}
	hows := map[string]casualtyHow{"object": byObject, "subject": bySubject, "number": byNumber}
	var row casualty
	return table.Rows("casualties.txt", casualtiesTable, func(head bool, f []string) error {
		if head {
			if len(f) < 3 || hows[f[1]] == 0 {
				return fmt.Errorf("want KIND HOW WORDS")
			}
			kind, ok := kinds[f[0]]
			if !ok {
				return fmt.Errorf("unknown kind %q", f[0])
			}
			row, f = casualty{kind, hows[f[1]]}, f[2:]
		}
		for _, s := range f {
			x.casualties[x.lex.Vocab.Add(s)] = row
		}
		return nil
	})
}

// magnitudes gives how many an event befell: dead and injured of violence and unrest, the size of a crowd, and how many
// were arrested, expelled or freed.
func (w *work) magnitudes(c *candidate) []doc.Magnitude {
	var out []doc.Magnitude
	add := func(kind doc.MagnitudeKind, q quantity.Quantity, ok bool) {
		for i := range out {
			ok = ok && out[i].Kind != kind
		}
		if ok {
			out = append(out, doc.Magnitude{Kind: kind, Min: int(q.Least), Max: int(q.Most), Words: q.Words})
		}
	}
	switch c.sense.Type {
	case "ASSAULT", "PROTEST":
		s := w.d.SentenceOf(c.tok)
		for t := s.Start; t < s.End; t++ {
			if k := w.casualtyAt(t); k.how != 0 && w.befalls(t, c) {
				q, ok := w.casualties(t, k.how)
				add(k.kind, q, ok)
			}
		}
		if c.sense.Type == "PROTEST" {
			q, ok := w.crowd(c)
			add(doc.Crowd, q, ok)
		}
	case "COERCE", "SANCTION", "RETREAT", "CONCEDE":
		if len(c.others) > 0 {
			if h := w.headIn(c.others[0].Mention, c.tok); h >= 0 {
				q, ok := w.counted(h)
				add(doc.Size, q, ok)
			}
		}
	}
	return out
}

// casualtyAt tells how token t tells of casualties. A participle is looked up by its form as well: "12 wounded".
func (w *work) casualtyAt(t int32) casualty {
	if k, ok := w.x.casualties[w.Lemma[t]]; ok && (k.how == byNumber || w.verbal(t)) {
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
			return false
		}
	}
	return false
}

// casualties counts those whom the word at t befell, and those coordinated with them.
func (w *work) casualties(t int32, how casualtyHow) (quantity.Quantity, bool) {
	if how != bySubject && t > 0 && w.x.quantities.Part(w.d, t-1) { // "12 killed, dozens wounded"
		return w.x.quantities.At(w.d, t-1)
	}
	switch how {
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

// crowd gives the size of a crowd: of those who protest, of the rally, or of those whom it drew.
func (w *work) crowd(c *candidate) (quantity.Quantity, bool) {
	for i := range c.actors {
		if h := w.headIn(c.actors[i].Mention, c.tok); h >= 0 {
			if q, ok := w.counted(h); ok {
				return q, true
			}
		}
	}
	if w.verbal(c.tok) {
		if s := w.deepSubj(c.tok, 0); s >= 0 {
			return w.counted(s)
		}
		return quantity.Quantity{}, false
	}
	for _, k := range w.tree.Kids(c.tok) {
		if w.rel(k) == doc.Nmod && w.hasAnyCase(k, crowdPrepositions) {
			if q, ok := w.counted(k); ok {
				return q, true
			}
		}
	}
	if g := w.tok(c.tok).Head; g >= 0 && w.verbal(g) {
		for _, k := range [2]int32{w.deepSubj(g, 0), w.deepObj(g, 0)} { // "drew 5,000 people", "was attended by"
			if k >= 0 && k != c.tok && w.person(k) {
				return w.counted(k)
			}
		}
	}
	return quantity.Quantity{}, false
}

var crowdPrepositions = []string{"of", "by", "with"}
