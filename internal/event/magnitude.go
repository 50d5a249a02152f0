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
	byToll
	byCount
	byEither
	byCrowd
)

func (x *Extractor) loadCasualties() error {
	x.casualties = map[vocab.Word]casualty{}
	kinds := map[string]doc.MagnitudeKind{"dead": doc.Dead, "injured": doc.Injured, "-": doc.Dead}
	hows := map[string]casualtyHow{"object": byObject, "subject": bySubject, "number": byNumber, "toll": byToll, "count": byCount, "either": byEither, "crowd": byCrowd}
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
			k := w.casualtyAt(t)
			if k.how == 0 || !w.befalls(t, c) {
				continue
			}
			q, ok := w.casualties(t, k.how)
			none := k.how == byEither && q.Most == 0 // "no casualties": nobody dead, nobody injured
			add(k.kind, q, ok && (none || k.how != byEither))
			add(doc.Injured, q, ok && none)
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

// crowd gives the size of a crowd: of those who protest, of the rally, or of those whom it drew.
func (w *work) crowd(c *candidate) (quantity.Quantity, bool) {
	for i := range c.actors {
		if h := w.headIn(c.actors[i].Mention, c.tok); h >= 0 && !w.befallen(h, c) {
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
			if k >= 0 && k != c.tok && w.person(k) && !w.befallen(k, c) {
				return w.counted(k)
			}
		}
	}
	return quantity.Quantity{}, false
}

var crowdPrepositions = []string{"of", "by", "with"}

// befallen tells whether the one at token t is who another event befell: "40 people were arrested during the protests" tells
// of no crowd of 40.
func (w *work) befallen(t int32, c *candidate) bool {
	g := w.tok(t).Head
	if g < 0 || !w.verbal(g) || w.deepObj(g, 0) != t {
		return false
	}
	if k := w.candAt[g]; k >= 0 && w.cands[k].tok != c.tok {
		return true
	}
	return w.x.casualties[w.Lemma[g]].how == byObject
}
