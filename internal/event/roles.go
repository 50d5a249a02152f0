package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/ontology"
)

// fill finds the participants of a candidate.
func (w *work) fill(i int32) {
	c := &w.cands[i]
	if c.filled || c.filling || c.sense.Type == ontology.None {
		return
	}
	c.filling = true
	actors := w.fillRole(nil, c.tok, c.sense, c.sense.Actor, i)
	others := w.fillRole(nil, c.tok, c.sense, c.sense.Other, i)
	c = &w.cands[i]
	if len(actors) == 0 && c.sense.POS == 'n' {
		if a := w.supported(c.tok); a >= 0 {
			actors = w.refer(actors, a, "support verb")
		}
	}
	if len(actors) == 0 {
		actors = w.fallback(actors, c, others)
	}
	if len(others) == 0 {
		others = w.byOrder(others, c, c.sense.Other)
	}
	mutual := c.sense.Type == "AGREE" && len(actors) > 1
	if len(others) == 0 && c.sense.POS != 'n' && !mutual {
		others = w.concerned(others, c)
	}
	if len(actors) == 0 && !c.sense.Sym {
		actors = w.accused(c)
	}
	if len(others) == 0 && !mutual {
		others = w.answers(others, c)
	}
	others = without(others, actors)
	sym := c.sense.Sym
	if c.sense.POS == 'n' {
		actors, others, sym = w.guest(c, actors, others)
	}
	c.actors, c.others = actors, others
	c.filling, c.filled = false, true
	if sym {
		for _, a := range c.others {
			if e := w.d.Entities.At(a.Entity); e.Sector != "" || e.Type != doc.GPE && e.Type != doc.LOC && e.Type != doc.FAC {
				c.actors = w.addArg(c.actors, a) // a town is where they meet
			}
		}
		c.others = nil
		return
	}
	c.others = without(c.others, c.actors)
	w.host(c)
}

// fallback appends the actor where the sense's own slots give none: the noun
// that the order of words suggests, the one whose words the verb reports, the
// subject, the capital that condemns.
func (w *work) fallback(dst []doc.Arg, c *candidate, others []doc.Arg) []doc.Arg {
	verb := w.verbal(c.tok)
	if k := w.cueOf(c.last); verb && k >= 0 && w.d.Claims.At(k).Source >= 0 {
		if src := without(w.addMention(dst, w.d.Claims.At(k).Source, "who says so"), others); len(src) > 0 {
			return src
		}
	}
	if dst = w.byOrder(dst, c, c.sense.Actor); len(dst) > 0 || !verb {
		return dst
	}
	if w.passive(c.tok) {
		return w.capital(dst, c)
	}
	return without(w.refer(dst, w.deepSubj(c.tok, 0), "subject"), others)
}

// capital appends the state that speaks in a passive of an act of speech: "was
// condemned in Canberra".
func (w *work) capital(dst []doc.Arg, c *candidate) []doc.Arg {
	switch c.sense.Type {
	case "ACCUSE", "REJECT", "SUPPORT", "REQUEST":
	default:
		return dst
	}
	for _, k := range w.tree.Kids(c.tok) {
		if w.rel(k) == doc.Obl && w.hasCase(k, w.x.in) && w.state(k) && !w.mere(k) {
			dst = w.refer(dst, k, "in")
		}
	}
	return dst
}

// without removes the arguments whose entity is among those of others.
func without(args, others []doc.Arg) []doc.Arg {
	out := args[:0]
	for _, a := range args {
		if !hasEntity(others, a.Entity) {
			out = append(out, a)
		}
	}
	return out
}

// fillRole appends the participants that the first slot with any gives.
func (w *work) fillRole(dst []doc.Arg, t int32, s *frame.Sense, rs frame.Roles, cand int32) []doc.Arg {
	n := len(dst)
	for _, group := range rs {
		for _, sl := range group {
			dst = w.fillSlot(dst, t, s, sl, cand)
		}
		if len(dst) > n {
			return dst
		}
	}
	return dst
}

func (w *work) fillSlot(dst []doc.Arg, t int32, s *frame.Sense, sl frame.Slot, cand int32) []doc.Arg {
	if sl[0].Kind == frame.Embedded {
		return w.embedded(dst, t, s, sl[0].Role, cand)
	}
	mark := len(w.stack)
	from := w.args(t, sl)
	why := frame.SlotText(w.x.lex.Vocab, sl)
	last := sl[len(sl)-1]
	mod, in := last.Kind == frame.Mod, last.Kind == frame.Prep && last.Prep == w.x.in
	for i, end := from, len(w.stack); i < end; i++ {
		if a := w.stack[i]; a != t && !(mod && w.town(a)) && !(in && s.Type == "ASSAULT" && w.mere(a)) {
			dst = w.refer(dst, a, why)
		}
	}
	w.stack = w.stack[:mark]
	return dst
}

// town tells whether a token names a place that is no government: in "the
// Pulwama bombing" it tells where.
func (w *work) town(t int32) bool {
	m := w.mentionAt[t]
	if m < 0 {
		return false
	}
	e := w.d.Entities.At(w.d.Mentions.At(m).Entity)
	return e.Sector == "" && (e.Type == doc.GPE || e.Type == doc.LOC || e.Type == doc.FAC)
}

// mere tells whether a token names a town whose state the document does not
// speak of: in "the shooting in Kisumu" nothing but the place.
func (w *work) mere(t int32) bool {
	return w.town(t) && w.stateOf(w.d.Entities.At(w.d.Mentions.At(w.mentionAt[t]).Entity)) < 0
}

// embedded appends the participants of the event that stands inside this one.
func (w *work) embedded(dst []doc.Arg, t int32, s *frame.Sense, role byte, cand int32) []doc.Arg {
	if cand < 0 { // asked before all triggers are known
		return dst
	}
	e := w.embeddedIn(t, s)
	if e < 0 {
		return w.unnamed(dst, t, s, role)
	}
	if e == cand || w.cands[e].filling {
		return dst
	}
	w.fill(e)
	args := w.cands[e].actors
	if role == 'r' {
		args = w.cands[e].others
	}
	for _, a := range args {
		a.Why = "of the embedded event"
		dst = w.addArg(dst, a)
	}
	return dst
}

// unnamed appends the participants of an embedded clause that is no event of
// the lexicon: "refused to sell tanks to Iraq", "demanded that he step down".
func (w *work) unnamed(dst []doc.Arg, t int32, s *frame.Sense, role byte) []doc.Arg {
	n := len(dst)
	for _, sl := range s.Emb {
		mark := len(w.stack)
		for i, end := w.args(t, sl), len(w.stack); i < end && len(dst) == n; i++ {
			x := w.stack[i]
			switch {
			case !w.verbal(x):
			case role == 'a':
				dst = w.refer(dst, w.deepSubj(x, 0), "subject of the embedded clause")
			default:
				dst = w.beneficiary(dst, x)
			}
		}
		w.stack = w.stack[:mark]
	}
	return dst
}

// embeddedIn gives the candidate that stands in one of the sense's embedding slots, or -1.
func (w *work) embeddedIn(t int32, s *frame.Sense) int32 {
	for _, sl := range s.Emb {
		mark := len(w.stack)
		found := doc.None
		for i, end := w.args(t, sl), len(w.stack); i < end && found < 0; i++ {
			found = w.candUnder(w.stack[i], 0)
		}
		w.stack = w.stack[:mark]
		if found >= 0 {
			return found
		}
	}
	return doc.None
}

// candUnder gives the candidate at token t or, if there is none, at its complements.
func (w *work) candUnder(t int32, depth int) int32 {
	if c := w.candAt[t]; c >= 0 {
		return c
	}
	if depth > 2 {
		return doc.None
	}
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.Obj, doc.Xcomp, doc.Ccomp, doc.NsubjPass, doc.Nmod, doc.Obl:
			if c := w.candUnder(k, depth+1); c >= 0 {
				return c
			}
		}
	}
	return doc.None
}
