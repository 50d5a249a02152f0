package event

import (
	_ "embed"
	"fmt"

	"herodotus/internal/doc"
	"herodotus/internal/table"
)

//go:embed light.txt
var lightTable string

// light tells of each word what little it adds to the words it carries.
type light uint8

const (
	lightMeasure light = 1 << iota
	lightSupport
	lightHappen
	lightPromise
	lightWeapon
)

var lightKinds = map[string]light{"measure": lightMeasure, "support": lightSupport, "happen": lightHappen, "promise": lightPromise, "weapon": lightWeapon}

func (x *Extractor) loadLight() error {
	var kind light
	return table.Rows("light.txt", lightTable, func(head bool, f []string) error {
		if head {
			if kind = lightKinds[f[0]]; kind == 0 {
				return fmt.Errorf("unknown kind %q", f[0])
			}
			f = f[1:]
		}
		for _, s := range f {
			w := x.lex.Vocab.Add(s)
			for len(x.light) <= int(w) {
				x.light = append(x.light, 0)
			}
			x.light[w] |= kind
		}
		return nil
	})
}

// is tells whether the token's lemma is a light word of the kind.
func (w *work) is(t int32, kind light) bool {
	id := w.Lemma[t]
	return int(id) < len(w.x.light) && w.x.light[id]&kind != 0
}

// measured gives the noun that a measure noun portions ("hours of TALKS"), or -1.
func (w *work) measured(t int32) int32 {
	if !w.is(t, lightMeasure) {
		return -1
	}
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Nmod && w.hasCase(k, w.x.of) {
			return k
		}
	}
	return -1
}

// measuring climbs from a noun to the measure noun above it, if any.
func (w *work) measuring(t int32) int32 {
	if h := w.tok(t).Head; h >= 0 && w.rel(t) == doc.Nmod && w.is(h, lightMeasure) && w.hasCase(t, w.x.of) {
		return h
	}
	return t
}

// supported gives the one who acts when a noun is the object of a support verb, or -1.
func (w *work) supported(t int32) int32 {
	t = w.measuring(t)
	g := w.tok(t).Head
	if g < 0 || !w.verbal(g) {
		return -1
	}
	switch r := w.rel(t); {
	case w.is(g, lightSupport) && (r == doc.Obj || r == doc.NsubjPass), r == doc.Obl && w.hasCase(t, w.x.in):
		return w.deepSubj(g, 0)
	}
	return -1
}

// guest adds the subject of the clause to a mutual event of which only the other
// side is named: "he left after talks with the mayor", "she is on a visit to
// Cyprus", "engaged in a war in Chad". It tells whether all are actors alike.
func (w *work) guest(c *candidate, actors, others []doc.Arg) (a, o []doc.Arg, sym bool) {
	known := len(actors) + len(others)
	switch {
	case c.sense.Type == "CONSULT" && c.sense.Sym:
		if known < 2 {
			actors = w.party(actors, c.tok, known == 0)
		}
	case c.sense.Type == "CONSULT":
		if len(actors) == 0 {
			actors = w.party(actors, c.tok, false)
		}
	case known == 1 && len(actors) == 1 && (actors[0].Why == "with" || actors[0].Why == "in"):
		switch c.sense.Type {
		case "COOPERATE", "AGREE", "ASSAULT":
			if us := without(w.party(nil, c.tok, false), actors); len(us) > 0 {
				return us, actors, false
			}
		}
	}
	return actors, others, c.sense.Sym
}

// party appends the subject of the clause in which noun t stands, and its object
// as well where both are to be those who met.
func (w *work) party(dst []doc.Arg, t int32, both bool) []doc.Arg {
	t = w.measuring(t)
	if s := w.subjKid(t); s >= 0 { // "is on a visit"
		return w.refer(dst, s, "subject of the clause")
	}
	for range 3 {
		h := w.tok(t).Head
		if h < 0 {
			break
		}
		switch w.rel(t) {
		case doc.Obl, doc.Nmod, doc.Conj, doc.Obj, doc.Advcl:
			if w.verbal(h) {
				return w.parties(dst, h, both)
			}
			t = h
			continue
		}
		break
	}
	if w.rel(t) == doc.Nsubj || w.rel(t) == doc.NsubjPass {
		return dst // "because the talks were private": of whoever talks, not of who says so
	}
	if root := w.rootOf(t); w.verbal(root) {
		return w.parties(dst, root, both)
	}
	return dst
}

func (w *work) parties(dst []doc.Arg, v int32, both bool) []doc.Arg {
	s := w.surfaceSubj(v, 0)
	if s < 0 {
		s = w.leftOf(v)
	}
	dst = w.refer(dst, s, "subject of the clause")
	if both && !w.passive(v) {
		dst = w.refer(dst, w.deepObj(v, 0), "object of the clause")
	}
	return dst
}

// rootOf gives the token that heads the sentence of token t.
func (w *work) rootOf(t int32) int32 {
	for h := w.tok(t).Head; h >= 0; h = w.tok(t).Head {
		t = h
	}
	return t
}
