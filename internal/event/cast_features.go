package event

import (
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
)

// view is what casting sees of an event, the same for all parties.
type view struct {
	c           *candidate
	typ, pos    string
	voice       string
	lemma       string
	sides       string // how many the rules have on each side
	claim       int32
	subject     int32 // of the event's clause
	left, right int32 // heads of the parties next to the trigger
	before      *candidate
	parties     []party
	found       [2]string // how the rules found the first actor and the first recipient
}

func (w *work) viewOf(c, before *candidate, parties []party) view {
	v := view{c: c, typ: c.sense.Type, pos: w.posName(c), voice: "noun", lemma: w.d.Lemma(c.last), before: before, parties: parties,
		claim: w.claimed(c), subject: -1, left: -1, right: -1}
	v.sides = countNames[min(len(c.actors), 2)] + " " + countNames[min(len(c.others), 2)]
	if c.sense.Sym {
		v.sides += " mutual"
	}
	if w.verbal(c.tok) {
		v.voice = "active"
		if w.passive(c.tok) {
			v.voice = "passive"
		}
	} else if h := w.clauseHead(c.tok); w.verbal(h) {
		v.subject = w.surfaceSubj(h, 0)
	}
	v.found = [2]string{foundBy(c.actors), foundBy(c.others)}
	for i := range parties {
		switch h := parties[i].head; {
		case h < 0:
		case h < c.tok && h > v.left:
			v.left = h
		case h > c.tok && (v.right < 0 || h < v.right):
			v.right = h
		}
	}
	return v
}

// foundBy tells how the rules found the first of those on a side.
func foundBy(args []doc.Arg) string {
	switch {
	case len(args) == 0:
		return "nobody"
	case strings.HasPrefix(args[0].Why, whyThrough):
		return "through"
	}
	return args[0].Why
}

// castFeatures describes a party as one that may have a role. Names are readable: they stand in cast.txt, with the role
// behind them.
func (w *work) castFeatures(v *view, p *party, t *ballot) {
	rule := sideNames[p.rule]
	t.add("bias")
	t.add("rule", rule, v.typ)
	t.add("rule", rule, v.pos, v.voice)
	t.add("rule", rule, v.sides)
	t.add("rule", rule, v.sides, v.typ)
	t.add("rule", rule, v.sides, v.pos, v.voice)
	t.add("rule", rule, v.lemma)
	t.add("rule", rule, v.c.sense.Frame)
	t.add("from", p.from, v.sides)
	t.add("from", p.from, v.typ)
	for s, found := range v.found {
		t.addTo(s, "found", found, rule)
		t.addTo(s, "found", found, rule, v.typ)
		t.addTo(s, "found", found, rule, v.voice)
	}
	if p.rule != noSide {
		why := foundBy([]doc.Arg{p.Arg})
		t.add("by", why, rule)
		t.add("by", why, rule, v.typ)
	}
	w.partyFeatures(v, p, rule, t)
	w.companyFeatures(v, p, rule, t)
	if p.head >= 0 {
		w.standFeatures(v, p, rule, t)
	}
}

// partyFeatures tell what a party is.
func (w *work) partyFeatures(v *view, p *party, rule string, t *ballot) {
	e := w.d.Entities.At(p.Entity)
	kind := kindName(e)
	t.add("kind", kind, v.typ)
	t.add("kind", kind, rule)
	t.add("kind", kind, rule, v.typ)
	t.add("kind", kind, v.c.sense.Frame)
	t.add("sector", e.Sector, v.typ)
	t.add("sector", e.Sector, rule)
	if w.country(&p.Arg) == "" {
		t.add("of no country", rule)
	}
	mention := "implied"
	if p.Mention >= 0 {
		mention = w.d.Mentions.At(p.Mention).Kind.String()
	}
	t.add("mention", mention, rule)
	t.add("mention", mention, p.from)
	if v.claim >= 0 && w.isSource(v.claim, p.Entity) {
		cue := "source"
		if w.cueOf(v.c.last) == v.claim {
			cue = "speaker"
		}
		t.add(cue, rule)
		t.add(cue, v.typ)
		t.add(cue, v.sides)
	}
}

func (w *work) isSource(claim, entity int32) bool {
	m := w.d.Claims.At(claim).Source
	return m >= 0 && w.d.Mentions.At(m).Entity == entity
}

// kindName names the kind of an entity.
func kindName(e *doc.Entity) string {
	switch k := kinds(e); {
	case k&frame.RefArmed != 0:
		return "armed"
	case e.Type == doc.GPE && k&frame.RefState != 0:
		if e.Sector == "" {
			return "town"
		}
		return "state"
	case k&frame.RefGov != 0:
		return "officials"
	case e.Type == doc.ORG:
		return "body"
	case e.Plural:
		return "people"
	case e.Type == doc.PER:
		return "person"
	}
	return "thing"
}

// companyFeatures tell how a party stands to those whom the rules name and to the event before.
func (w *work) companyFeatures(v *view, p *party, rule string, t *ballot) {
	for _, x := range [...]struct {
		name string
		args []doc.Arg
	}{{"like actor", v.c.actors}, {"like recipient", v.c.others}} {
		for i := range x.args {
			if a := &x.args[i]; a.Entity != p.Entity && w.country(a) != "" && w.country(a) == w.country(&p.Arg) {
				t.add(x.name, rule)
				t.add(x.name, rule, v.typ)
				break
			}
		}
	}
	if v.before == nil {
		return
	}
	same := "other"
	if v.before.sense.Type == v.typ {
		same = "same"
	}
	if hasEntity(v.before.actors, p.Entity) {
		t.add("before actor", rule, v.sides)
		t.add("before actor", same, rule)
		t.add("before actor", v.before.sense.Type, v.typ, rule)
	}
	if hasEntity(v.before.others, p.Entity) {
		t.add("before recipient", rule, v.sides)
		t.add("before recipient", same, rule)
		t.add("before recipient", v.before.sense.Type, v.typ, rule)
	}
}

// standFeatures tell where a party stands.
func (w *work) standFeatures(v *view, p *party, rule string, t *ballot) {
	tok := v.c.tok
	where, next := "right", p.head == v.right
	if p.head < tok {
		where, next = "left", p.head == v.left
	}
	dist := distanceNames[min(int(near(p.head, tok)), len(distanceNames)-1)]
	t.add(where, dist, v.pos, v.voice)
	t.add(where, dist, rule)
	if next {
		t.add("next", where, v.pos, v.voice)
		t.add("next", where, v.sides, rule)
		t.add("next", where, v.typ, v.voice)
	}
	if p.head == v.subject {
		t.add("subject", rule, v.typ)
		t.add("subject", rule, v.sides)
	}
	kase := "-"
	if k := w.tree.Kid(p.head, doc.Case, doc.Mark); k >= 0 {
		kase = w.d.Lemma(k)
	}
	rel := w.rel(p.head).String()
	t.add("case", kase, v.pos, v.voice)
	t.add("case", kase, v.typ, v.pos)
	t.add("case", kase, v.c.sense.Frame)
	t.add("case", kase, v.lemma)
	t.add("case", kase, rule)
	t.add("relation", rel, where, v.voice)
	t.add("relation", rel, where, rule)
	if w.placeAt[p.head] >= 0 {
		t.add("place", kase, rule)
		t.add("place", v.typ, rule)
	}
	w.kinFeatures(v, p, rule, t)
	path := w.path(tok, p.head)
	for s, found := range v.found {
		t.addTo(s, "found", found, path)
	}
	t.add("path", path, v.voice)
	t.add("path", path, rule)
	t.add("path", path, v.typ, v.voice)
	t.add("path", path, kase)
	t.add("path", path, v.lemma)
}

// kinFeatures tell of the party under which another one stands: one that it is coordinated with, or belongs to.
func (w *work) kinFeatures(v *view, p *party, rule string, t *ballot) {
	for n, k := 0, p.head; n < 3; n++ {
		rel := w.rel(k).Base().String()
		if k = w.tok(k).Head; k < 0 || k == v.c.tok {
			return
		}
		for i := range v.parties {
			if o := &v.parties[i]; o.head == k {
				t.add("under", rel, sideNames[o.rule], rule)
				t.add("under", rel, sideNames[o.rule], v.typ)
				t.add("under", rel, kindName(w.d.Entities.At(o.Entity)), rule)
				return
			}
		}
	}
}

var distanceNames = [...]string{"0", "1", "2", "3", "4", "5", "5", "7", "7", "9", "9", "9", "12", "12", "12", "15", "15", "15", "15", "far"}

// longestPath is how many steps up and how many down a path is told at most.
const longestPath = 4

// path tells the way through the tree from token a to token b: steps up to what they have in common, then down.
func (w *work) path(a, b int32) string {
	var up [longestPath + 1]int32
	n := 0
	for t := b; t >= 0 && n < len(up); t = w.tok(t).Head {
		up[n] = t
		n++
	}
	var buf [96]byte
	out := buf[:0]
	for steps, t := 0, a; t >= 0 && steps <= longestPath; steps, t = steps+1, w.tok(t).Head {
		for i := range n {
			if up[i] != t {
				continue
			}
			for i--; i >= 0; i-- {
				out = append(append(out, '>'), w.rel(up[i]).Base().String()...)
			}
			return string(out)
		}
		out = append(append(out, '<'), w.rel(t).Base().String()...)
	}
	return "far"
}
