package event

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/vocab"
)

// host adds the state of the place where a visit or attack is set when nobody
// is named at the receiving end: "will visit factories in the Far East".
func (w *work) host(c *candidate) {
	if len(c.others) > 0 && !w.premises(c) || len(c.actors) == 0 {
		return
	}
	switch {
	case c.sense.Type == "CONSULT" && len(c.sense.Modes) > 0 && c.sense.Modes[0] == "visit":
	case c.sense.Type == "ASSAULT":
	default:
		return
	}
	p := w.placeOf(c)
	if p < 0 || len(c.others) == 0 && w.verbal(c.tok) && w.deepObj(c.tok, 0) >= 0 && c.sense.Type == "ASSAULT" {
		return // somebody is attacked, only not anyone known
	}
	country := w.d.Places.At(p).Country
	for i := range c.actors {
		if w.country(&c.actors[i]) == country {
			return
		}
	}
	if s := w.stateBy(country); s >= 0 {
		c.others = append(c.others[:0], doc.Arg{Mention: w.d.Places.At(p).Mention, Entity: s, Why: "place"})
	}
}

// premises tells whether what is visited are works and sites rather than hosts.
func (w *work) premises(c *candidate) bool {
	if c.sense.Type != "CONSULT" {
		return false
	}
	for i := range c.others {
		a := &c.others[i]
		e := w.d.Entities.At(a.Entity)
		if a.Mention < 0 || w.d.Mentions.At(a.Mention).Kind != doc.NominalMention || e.Type == doc.PER || e.Type == doc.GPE || e.Sector != "" && e.Sector != "BUS" {
			return false
		}
	}
	return true
}

// concerned appends the one whom an act of speech concerns when its own
// arguments do not say: the subject of what is demanded or alleged, the object
// of what is promised, the one on whose conduct a threat depends.
func (w *work) concerned(dst []doc.Arg, c *candidate) []doc.Arg {
	switch c.sense.Type {
	case "REQUEST", "ACCUSE", "AGREE", "REJECT", "THREATEN":
	case "COOPERATE": // "buying Turkish drones"
		return w.refer(dst, w.deepObj(c.tok, 0), "what is traded")
	default:
		return dst
	}
	n := len(dst)
	if dst = w.answered(dst, c); len(dst) > n {
		return dst
	}
	if t := c.tok + 1; int(t) < len(w.d.Tokens) && (c.sense.Type == "REQUEST" || c.sense.Type == "ACCUSE") && w.d.FormIs(t, "that") {
		if dst = w.refer(dst, w.rightOf(t), "subject of the clause"); len(dst) > n {
			return dst
		}
	}
	for _, k := range w.tree.Kids(c.tok) {
		switch r := w.rel(k); {
		case r == doc.Ccomp && c.sense.Type == "THREATEN" && len(dst) == n:
			dst = w.refer(dst, w.subjKid(k), "subject of the clause")
		case k < c.tok || len(dst) > n:
		case r == doc.Ccomp && (c.sense.Type == "REQUEST" || c.sense.Type == "ACCUSE"):
			dst = w.refer(dst, w.subjKid(k), "subject of the clause")
		case (r == doc.Xcomp || r == doc.Advcl) && w.infinitive(k) && c.sense.Type != "REQUEST":
			dst = w.beneficiary(dst, k)
		case r == doc.Obl && c.sense.Type == "ACCUSE" && w.hasAnyCase(k, accuseOver):
			dst = w.refer(dst, k, "what is criticised")
		case r == doc.Obl && c.sense.Type == "REQUEST" && w.hasCase(k, w.x.forWord):
			dst = w.refer(dst, k, "for")
		case r == doc.Advcl && c.sense.Type == "THREATEN" && w.conditional(k):
			dst = w.refer(dst, w.subjKid(k), "condition")
		}
	}
	if len(dst) == n && c.sense.Type == "THREATEN" {
		dst = w.refer(dst, w.conditionAfter(c.tok), "condition")
	}
	if h := w.tok(c.tok).Head; len(dst) == n && h >= 0 && w.rel(c.tok) == doc.Parataxis && c.sense.Type == "THREATEN" {
		dst = w.refer(dst, w.subjKid(h), "subject of the clause") // "X will suffer, Y warned"
	}
	if len(dst) == n {
		dst = w.besides(dst, c)
	}
	return dst
}

// besides appends the one who acts in the clause above a relative clause: "deported
// a man who had asked for asylum" tells whom he asked.
func (w *work) besides(dst []doc.Arg, c *candidate) []doc.Arg {
	if w.rel(c.tok) != doc.AclRelcl || c.sense.Type != "REQUEST" {
		return dst
	}
	n := w.tok(c.tok).Head
	h := w.tok(n).Head
	if h < 0 || w.candAt[h] < 0 || w.rel(n) != doc.Obj {
		return dst
	}
	return w.refer(dst, w.deepSubj(h, 0), "subject of the clause above")
}

// answered appends the one who spoke first when the trigger is the answer to a
// request, offer or charge that is its object: "accepted the invitation".
func (w *work) answered(dst []doc.Arg, c *candidate) []doc.Arg {
	o := w.deepObj(c.tok, 0)
	if o < 0 || w.verbal(o) || c.sense.Type != "AGREE" && c.sense.Type != "REJECT" {
		return dst
	}
	if w.candAt[o] < 0 {
		return w.replied(dst, c, o)
	}
	i := w.candAt[o]
	switch w.cands[i].sense.Type {
	case "REQUEST", "AGREE", "ACCUSE", "THREATEN":
	default:
		return dst
	}
	if w.fill(i); len(w.cands[i].actors) > 0 {
		return appendOthers(dst, w.cands[i].actors, c.actors)
	}
	for k := i - 1; k >= 0 && i-k <= borrowReach; k-- {
		if w.cands[k].sense.Type == w.cands[i].sense.Type && w.kin(w.cands[k].tok, o) {
			w.fill(k)
			return appendOthers(dst, w.cands[k].actors, c.actors)
		}
	}
	return dst
}

// answers appends those who take or refuse what noun c offers or asks: "Ireland's
// offer was accepted by Monrovia".
func (w *work) answers(dst []doc.Arg, c *candidate) []doc.Arg {
	h := w.tok(c.tok).Head
	if c.sense.POS != 'n' || c.sense.Type != "AGREE" && c.sense.Type != "REQUEST" && c.sense.Type != "AID" || h < 0 || w.candAt[h] < 0 || w.deepObj(h, 0) != c.tok {
		return dst
	}
	if typ := w.cands[w.candAt[h]].sense.Type; !w.verbal(h) || typ != "AGREE" && typ != "REJECT" {
		return dst
	}
	return w.refer(dst, w.deepSubj(h, 0), "who answers")
}

// accused gives those who are charged with the deed: "convicted the colonel of
// the massacre", "blamed the rebels for the attack".
func (w *work) accused(c *candidate) []doc.Arg {
	switch c.sense.Type {
	case "ASSAULT", "COERCE":
	default:
		return nil
	}
	t := w.measuring(c.tok)
	if r := w.rel(t); r != doc.Obl && r != doc.Nmod && r != doc.Advcl || !w.hasAnyCase(t, chargePrepositions) && !w.hasMark(t, chargePrepositions) {
		return nil
	}
	g := w.tok(t).Head
	if w.rel(t) == doc.Nmod { // "guilty of", "counts of"
		g = w.tok(g).Head
	}
	if g < 0 || w.candAt[g] < 0 {
		return nil
	}
	o := w.candAt[g]
	if typ := w.cands[o].sense.Type; typ != "ACCUSE" && typ != "SANCTION" {
		return nil
	}
	w.fill(o)
	out := slices.Clone(w.cands[o].others)
	for i := range out {
		out[i].Why = "the accused"
	}
	return out
}

var chargePrepositions = []string{"of", "for", "with", "over"}

func (w *work) hasMark(t int32, forms []string) bool {
	m := w.tree.Kid(t, doc.Mark)
	return m >= 0 && slices.Contains(forms, strings.ToLower(w.d.Form(m)))
}

// replied appends the one who last addressed the actor, when the object refers
// back to what was said: "Ankara rejected the charge".
func (w *work) replied(dst []doc.Arg, c *candidate, o int32) []doc.Arg {
	if !w.definite(o) || w.mentionAt[o] >= 0 {
		return dst
	}
	actors := w.fillRole(nil, c.tok, c.sense, c.sense.Actor, doc.None)
	for k, n := w.candAt[c.tok]-1, 0; k >= 0 && n < 6; k, n = k-1, n+1 {
		old := &w.cands[k]
		switch old.sense.Type {
		case "ACCUSE", "REQUEST", "AGREE", "THREATEN":
		default:
			continue
		}
		w.fill(k)
		for i := range actors {
			if hasEntity(old.others, actors[i].Entity) {
				return appendOthers(dst, old.actors, actors)
			}
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

var accuseOver = []string{"about", "over", "at", "against"}

// conditionAfter gives the one on whose conduct it depends what becomes of t: "threatened to stop the talks with
// Moscow's envoys if Oslo votes"; -1 if there is no condition.
func (w *work) conditionAfter(t int32) int32 {
	for k, end := t+1, w.d.SentenceOf(t).End; k < end; k++ {
		if w.d.FormIs(k, "if") || w.d.FormIs(k, "unless") {
			return w.rightOf(k)
		}
	}
	return -1
}

// conditional tells whether a clause begins with "if" or "unless".
func (w *work) conditional(v int32) bool {
	m := w.tree.Kid(v, doc.Mark)
	return m >= 0 && (w.d.FormIs(m, "if") || w.d.FormIs(m, "unless") || w.d.FormIs(m, "until"))
}

// beneficiary appends the one whom a verb concerns.
func (w *work) beneficiary(dst []doc.Arg, v int32) []doc.Arg {
	n := len(dst)
	o := w.deepObj(v, 0)
	if w.means(o) {
		if dst = w.receiver(dst, v, w.x.to); len(dst) > n {
			return dst
		}
	}
	if dst = w.refer(dst, o, "object of the embedded clause"); len(dst) > n {
		return dst
	}
	for _, p := range [...]vocab.Word{w.x.to, w.x.with, w.x.against, w.x.forWord, w.x.on, w.x.from} {
		if dst = w.receiver(dst, v, p); len(dst) > n {
			return dst
		}
	}
	if x := w.tree.Kid(v, doc.Xcomp); x > v { // "ship drinking water to", read as an infinitive
		return w.beneficiary(dst, x)
	}
	return dst
}

// receiver appends those who follow preposition p behind verb v.
func (w *work) receiver(dst []doc.Arg, v int32, p vocab.Word) []doc.Arg {
	mark := len(w.stack)
	w.prepArgs(v, p)
	for i, end := mark, len(w.stack); i < end; i++ {
		dst = w.refer(dst, w.stack[i], "embedded clause")
	}
	w.stack = w.stack[:mark]
	return dst
}

// means tells whether a token describes people whom their own state sends: in "contribute 400 troops to the force" it is
// the force that receives.
func (w *work) means(t int32) bool {
	if t < 0 || w.mentionAt[t] < 0 {
		return false
	}
	m := w.d.Mentions.At(w.mentionAt[t])
	return m.Kind == doc.NominalMention && kinds(w.d.Entities.At(m.Entity))&frame.RefArmed != 0
}
