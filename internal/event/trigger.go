package event

import (
	"sort"

	"herodotus/internal/doc"
	"herodotus/internal/ontology"
)

// findTriggers makes a candidate of each word that signifies an event.
func (w *work) findTriggers() {
	for si := range w.d.Sentences {
		s := &w.d.Sentences[si]
		if s.Heading && !w.finite(s.Range) {
			continue
		}
		for t := s.Start; t < s.End; t++ {
			if (w.lemma[t] | w.form[t]) != 0 {
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
	switch w.tok(t).POS {
	case doc.VERB, doc.ADJ:
	case doc.NOUN, doc.PROPN:
		if w.partOfName(t) || w.rel(t) == doc.Compound {
			return
		}
	default:
		return
	}
	best, next := w.choose(t)
	if best == nil {
		return
	}
	i := int32(len(w.cands))
	top := t
	for h := w.tok(top).Head; h >= t-int32(len(best.before)) && h < t; h = w.tok(top).Head {
		top = h // "state of emergency" is headed by its first word
	}
	w.cands = append(w.cands, candidate{tok: top, last: t, sense: best, next: next})
	w.candAt[t], w.candAt[top] = i, i
	w.eat(i)
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
	for k := range c.sense.conds {
		cond := &c.sense.conds[k]
		if cond.not || cond.any || len(cond.words)+len(cond.phrases) == 0 || cond.at[0].kind == stepSubj {
			continue
		}
		mark := len(w.stack)
		for j, end := w.args(c.tok, cond.at), len(w.stack); j < end; j++ {
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

// fill finds the participants of a candidate.
func (w *work) fill(i int32) {
	c := &w.cands[i]
	if c.filled || c.filling || c.sense.typ == ontology.None {
		return
	}
	c.filling = true
	actors := w.fillRole(nil, c.tok, c.sense, c.sense.actor, i)
	others := w.fillRole(nil, c.tok, c.sense, c.sense.other, i)
	c = &w.cands[i]
	if len(actors) == 0 && c.sense.pos == 'n' {
		if a := w.supported(c.tok); a >= 0 {
			actors = w.refer(actors, a, "support verb")
		}
	}
	if len(actors) == 0 {
		actors = w.byOrder(actors, c, c.sense.actor)
	}
	if len(others) == 0 {
		others = w.byOrder(others, c, c.sense.other)
	}
	if len(others) == 0 && c.sense.pos == 'v' {
		others = w.concerned(others, c)
	}
	if c.sense.pos == 'n' && (c.sense.sym || c.sense.typ == "CONSULT") {
		actors = w.guest(c, actors, others)
	}
	c.actors, c.others = actors, others
	c.filling, c.filled = false, true
	if c.sense.sym {
		for _, a := range c.others {
			c.actors = w.addArg(c.actors, a)
		}
		c.others = nil
		return
	}
	c.others = without(c.others, c.actors)
	w.host(c)
}

// host adds the state of the place where a visit or attack is set when nobody
// is named at the receiving end: "will visit factories in the Far East".
func (w *work) host(c *candidate) {
	if len(c.others) > 0 || len(c.actors) == 0 {
		return
	}
	switch {
	case c.sense.typ == "CONSULT" && len(c.sense.modes) > 0 && c.sense.modes[0] == "visit":
	case c.sense.typ == "ASSAULT":
	default:
		return
	}
	p := w.placeOf(c)
	if p < 0 {
		return
	}
	country := w.d.Places.At(p).Country
	for i := range c.actors {
		if w.country(&c.actors[i]) == country {
			return
		}
	}
	if s := w.stateBy(country); s >= 0 {
		c.others = append(c.others, doc.Arg{Mention: w.d.Places.At(p).Mention, Entity: s, Why: "place"})
	}
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
func (w *work) fillRole(dst []doc.Arg, t int32, s *sense, rs roles, cand int32) []doc.Arg {
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

func (w *work) fillSlot(dst []doc.Arg, t int32, s *sense, sl slot, cand int32) []doc.Arg {
	if sl[0].kind == stepEvent {
		return w.embedded(dst, t, s, sl[0].role, cand)
	}
	mark := len(w.stack)
	from := w.args(t, sl)
	why := w.x.lex.vocab.slotText(sl)
	mod := sl[len(sl)-1].kind == stepMod
	for i, end := from, len(w.stack); i < end; i++ {
		if a := w.stack[i]; a != t && !(mod && w.town(a)) {
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

// embedded appends the participants of the event that stands inside this one.
func (w *work) embedded(dst []doc.Arg, t int32, s *sense, role byte, cand int32) []doc.Arg {
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
func (w *work) unnamed(dst []doc.Arg, t int32, s *sense, role byte) []doc.Arg {
	n := len(dst)
	for _, sl := range s.emb {
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

// concerned appends the one whom an act of speech concerns when its own
// arguments do not say: the subject of what is demanded or alleged, the object
// of what is promised, the one on whose conduct a threat depends.
func (w *work) concerned(dst []doc.Arg, c *candidate) []doc.Arg {
	switch c.sense.typ {
	case "REQUEST", "ACCUSE", "AGREE", "REJECT", "THREATEN":
	default:
		return dst
	}
	n := len(dst)
	if dst = w.answered(dst, c); len(dst) > n {
		return dst
	}
	if t := c.tok + 1; int(t) < len(w.d.Tokens) && (c.sense.typ == "REQUEST" || c.sense.typ == "ACCUSE") && equalFold(w.d.Form(t), "that") {
		if dst = w.refer(dst, w.rightOf(t), "subject of the clause"); len(dst) > n {
			return dst
		}
	}
	for _, k := range w.tree.Kids(c.tok) {
		switch r := w.rel(k); {
		case k < c.tok || len(dst) > n:
		case r == doc.Ccomp && (c.sense.typ == "REQUEST" || c.sense.typ == "ACCUSE"):
			dst = w.refer(dst, w.subjKid(k), "subject of the clause")
		case (r == doc.Xcomp || r == doc.Advcl) && w.infinitive(k) && c.sense.typ != "REQUEST":
			dst = w.beneficiary(dst, k)
		case r == doc.Obl && c.sense.typ == "REQUEST" && w.hasCase(k, w.x.forWord):
			dst = w.refer(dst, k, "for")
		case r == doc.Advcl && c.sense.typ == "THREATEN" && w.conditional(k):
			dst = w.refer(dst, w.subjKid(k), "condition")
		}
	}
	return dst
}

// answered appends the one who spoke first when the trigger is the answer to a
// request, offer or charge that is its object: "accepted the invitation".
func (w *work) answered(dst []doc.Arg, c *candidate) []doc.Arg {
	o := w.deepObj(c.tok, 0)
	if o < 0 || w.verbal(o) || w.candAt[o] < 0 || c.sense.typ != "AGREE" && c.sense.typ != "REJECT" {
		return dst
	}
	i := w.candAt[o]
	switch w.cands[i].sense.typ {
	case "REQUEST", "AGREE", "ACCUSE":
	default:
		return dst
	}
	if w.fill(i); len(w.cands[i].actors) > 0 {
		return appendOthers(dst, w.cands[i].actors, c.actors)
	}
	for k := i - 1; k >= 0 && i-k <= borrowReach; k-- {
		if w.cands[k].sense.typ == w.cands[i].sense.typ && w.kin(w.cands[k].tok, o) {
			w.fill(k)
			return appendOthers(dst, w.cands[k].actors, c.actors)
		}
	}
	return dst
}

// appendOthers appends the arguments whose entity is not among those of except.
func appendOthers(dst, args, except []doc.Arg) []doc.Arg {
	for _, a := range args {
		if !hasEntity(except, a.Entity) && !hasEntity(dst, a.Entity) {
			a.Why = "of what is answered"
			dst = append(dst, a)
		}
	}
	return dst
}

// conditional tells whether a clause begins with "if" or "unless".
func (w *work) conditional(v int32) bool {
	m := w.tree.Kid(v, doc.Mark)
	return m >= 0 && (equalFold(w.d.Form(m), "if") || equalFold(w.d.Form(m), "unless") || equalFold(w.d.Form(m), "until"))
}

// beneficiary appends the one whom a verb concerns.
func (w *work) beneficiary(dst []doc.Arg, v int32) []doc.Arg {
	n := len(dst)
	if dst = w.refer(dst, w.deepObj(v, 0), "object of the embedded clause"); len(dst) > n {
		return dst
	}
	for _, p := range [...]word{w.x.to, w.x.with, w.x.against, w.x.forWord, w.x.on, w.x.from} {
		mark := len(w.stack)
		w.prepArgs(v, p)
		for i, end := mark, len(w.stack); i < end; i++ {
			dst = w.refer(dst, w.stack[i], "embedded clause")
		}
		w.stack = w.stack[:mark]
		if len(dst) > n {
			return dst
		}
	}
	return dst
}

// embeddedIn gives the candidate that stands in one of the sense's embedding slots, or -1.
func (w *work) embeddedIn(t int32, s *sense) int32 {
	for _, sl := range s.emb {
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
