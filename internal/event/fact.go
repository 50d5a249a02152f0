package event

import "herodotus/internal/doc"

// auxiliary is a set of PLOVER's auxiliary modes.
type auxiliary uint8

const (
	auxFuture auxiliary = 1 << iota
	auxHypothetical
	auxHistorical
	auxNegation
)

var auxNames = [...]string{"future", "hypothetical", "historical", "negation"}

func auxOf(name string) auxiliary {
	for i, n := range auxNames {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// names lists the modes in the order of auxNames.
func (a auxiliary) names() []string {
	var out []string
	for i, n := range auxNames {
		if a&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

// judged is what the text makes of an event.
type judged struct {
	belief
	aux auxiliary
	why string // the word that decided
}

// judge gives what the text within a claim's content (None: the whole text)
// makes of the event that token t heads: its own negation and modality, and
// those of the words it stands under.
func (w *work) judge(t, claim int32, depth int) judged { return w.judgeOver(t, doc.None, claim, depth) }

// judgeOver is judge for a word that stands over dependent below, whose "no" is
// the dependent's own.
func (w *work) judgeOver(t, below, claim int32, depth int) judged {
	own := w.own(t, below, claim)
	if c := w.candAt[t]; c >= 0 && depth == 0 && w.cands[c].sense.own != "" {
		b, _ := parseBelief(string(w.cands[c].sense.own)) // checked when the lexicon was loaded
		own = judged{belief: b}
	}
	t = w.measuring(t)
	g := w.governor(t)
	if g < 0 || depth > maxClimb {
		return own
	}
	if !w.within(g, claim) {
		// "pledged to withdraw": what is claimed is an aim, as the cue says.
		if o := w.operatorOver(t, g); o != nil && w.verbal(t) && w.infinitive(t) {
			return combine(own, judged{o.apply(certain), auxOf(o.aux), w.d.Form(g)})
		}
		return own
	}
	up := w.context(t, g, claim, depth+1)
	return combine(own, up)
}

// governor gives the word that t stands under. An infinitive that the parser
// hung on an actor belongs to the verb: "urged states to recognise him".
func (w *work) governor(t int32) int32 {
	g := w.tok(t).Head
	if g >= 0 && w.rel(t) == doc.Acl && w.mentionAt[g] >= 0 && w.infinitive(t) {
		if h := w.tok(g).Head; h >= 0 && w.verbal(h) && h < t {
			return h
		}
	}
	return g
}

func combine(own, up judged) judged {
	out := judged{own.under(up.belief), own.aux | up.aux, own.why}
	if out.why == "" || up.certainty < own.certainty {
		if up.why != "" {
			out.why = up.why
		}
	}
	return out
}

// within tells whether a token stands in the claim's content.
func (w *work) within(t, claim int32) bool {
	if claim < 0 {
		return true
	}
	for _, r := range w.d.Claims.At(claim).Content {
		if r.Has(t) {
			return true
		}
	}
	return false
}

// own gives what a word's own dependents make of it.
func (w *work) own(t, below, claim int32) judged {
	j := judged{belief: certain}
	noun := !w.verbal(t)
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.Advmod, doc.Cc, doc.CcPreconj:
			if !w.ofInfinitive(k, t) {
				w.apply(&j, k, opAdv)
			}
		case doc.Aux:
			if claim >= 0 && w.utterance(t) && w.futureModal(k) {
				continue
			}
			if claim >= 0 && equalFold(w.d.Form(k), "would") && w.d.Claims.At(claim).Quote != doc.Direct {
				j.aux, j.certainty = j.aux|auxFuture, min(j.certainty, 2) // "he said he would go": will, told later
			} else {
				w.apply(&j, k, opAux)
			}
		case doc.Mark, doc.Case:
			w.apply(&j, k, opMark)
		case doc.Amod:
			w.apply(&j, k, opMod)
		case doc.Det:
			w.apply(&j, k, opDet)
		case doc.Nsubj, doc.NsubjPass, doc.Obj:
			if c := w.candAt[k]; !noun && k != below && (c < 0 || w.eaten[k] >= 0) {
				w.negatedArg(&j, k)
			}
		}
	}
	if c := w.candAt[t]; c >= 0 && !noun {
		w.negatedPart(&j, t)
	}
	if !noun && w.conditionBefore(t) {
		j.belief, j.aux, j.why = belief{}, j.aux|auxHypothetical, "condition"
	}
	if t >= 2 && equalFold(w.d.Form(t-1), "to") {
		switch f := w.d.Form(t - 2); {
		case equalFold(f, "yet"):
			j.negative, j.why = !j.negative, f
		case equalFold(f, "due"):
			j.certainty, j.aux, j.why = min(j.certainty, 2), j.aux|auxFuture, f
		}
	}
	if w.perfectWould(t) {
		j.belief = belief{}
	}
	if w.scheduled(t) {
		j.belief, j.aux = j.under(belief{certainty: 2}), j.aux|auxFuture
	}
	return j
}

// utterance tells whether t is a threat or promise: one that is told in a claim
// is made by being told, though it stands in the future.
func (w *work) utterance(t int32) bool {
	c := w.candAt[t]
	return c >= 0 && (w.cands[c].sense.typ == "THREATEN" || w.cands[c].sense.typ == "AGREE")
}

func (w *work) futureModal(k int32) bool {
	if equalFold(w.d.Form(k), "would") {
		return true
	}
	o := w.x.ops.find(w.lemma[k], 0, opSlot{kind: opAux})
	return o != nil && o.aux == "future"
}

// ofInfinitive tells whether adverb k between a verb and its infinitive belongs to the latter: "promised never to yield".
func (w *work) ofInfinitive(k, t int32) bool {
	return k > t && int(k+1) < len(w.d.Tokens) && w.tok(k+1).Tag == doc.TagTO
}

// apply lets dependent k work on the value of the word above it.
func (w *work) apply(j *judged, k int32, kind opKind) {
	o := w.x.ops.find(w.lemma[k], w.posOf(k), opSlot{kind: kind})
	if o == nil {
		if o = w.x.ops.find(w.form[k], w.posOf(k), opSlot{kind: kind}); o == nil {
			return
		}
	}
	b := o.affirmed
	if j.negative {
		b = o.negated
	}
	// A negation after a modal keeps the modal's certainty: "will not" is PR-.
	if kind == opAdv && o.affirmed.negative && o.affirmed.certainty == 3 {
		b.certainty = j.certainty
		if c := w.negatedModal(k); c >= 0 {
			b.certainty = c
		}
	} else {
		b.certainty = min(b.certainty, j.certainty)
	}
	j.belief, j.aux, j.why = b, j.aux|auxOf(o.aux), w.d.Form(k)
}

// negatedModal gives the certainty of "cannot" and "could not", -1 where no such modal stands before the negation.
func (w *work) negatedModal(not int32) int8 {
	if not == 0 {
		return -1
	}
	o := w.x.ops.find(w.lemma[not-1], 0, opSlot{kind: opAux})
	if o == nil || o.affirmed.negative == o.negated.negative {
		return -1
	}
	return o.negated.certainty
}

func (w *work) posOf(t int32) byte {
	switch w.tok(t).POS {
	case doc.VERB, doc.AUX:
		return 'v'
	case doc.ADJ:
		return 'a'
	}
	return 'n'
}

// negatedArg: "no troops were sent", "they made no promise".
func (w *work) negatedArg(j *judged, k int32) {
	d := w.tree.Kid(k, doc.Det)
	no := d >= 0 && w.isNo(d)
	switch {
	case no, w.isNo(k):
		j.negative = !j.negative
		j.why = "no"
	}
}

// isNo tells whether the token is "no", "nobody", "none" …
func (w *work) isNo(t int32) bool {
	for _, s := range [...]string{"no", "nobody", "none", "nothing", "neither"} {
		if equalFold(w.d.Form(t), s) {
			return true
		}
	}
	return false
}

// negatedPart looks at the words on which a light verb's sense rests: "took no part in the talks" is seen by
// negatedArg; "entered into no agreement" here.
func (w *work) negatedPart(j *judged, t int32) {
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Obl && w.eaten[k] == w.candAt[t] {
			w.negatedArg(j, k)
		}
	}
}

// conditionBefore tells whether "if" or the like opens the clause of verb t,
// by the words before it: the parser may have hung it elsewhere.
func (w *work) conditionBefore(t int32) bool {
	s := w.d.SentenceOf(t)
	for k := t - 1; k >= s.Start && t-k <= subjectReach; k-- {
		tok := w.tok(k)
		if tok.POS == doc.VERB && k != t-1 || tok.POS == doc.PUNCT {
			return false
		}
		if tok.POS == doc.SCONJ || tok.Tag == doc.TagIN {
			o := w.x.ops.find(w.lemma[k], 0, opSlot{kind: opMark})
			if o != nil && o.aux == "hypothetical" && !equalFold(w.d.Form(k), "than") {
				return true
			}
		}
	}
	return false
}

// perfectWould: "would have imposed" did not come about or is not known to have.
func (w *work) perfectWould(t int32) bool {
	would, have := false, false
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Aux {
			would = would || equalFold(w.d.Form(k), "would") || equalFold(w.d.Form(k), "could")
			have = have || would && equalFold(w.d.Form(k), "have")
		}
	}
	return have
}

// scheduled: "is to visit", "are to meet".
func (w *work) scheduled(t int32) bool {
	if !w.verbal(t) || !w.infinitive(t) {
		return false
	}
	for _, k := range w.tree.Kids(t) {
		if r := w.rel(k); (r == doc.Cop || r == doc.Aux) && w.tok(k).Tag.Finite() {
			return true
		}
	}
	return false
}

// context gives what the governor g makes of t, which stands below it.
func (w *work) context(t, g, claim int32, depth int) judged {
	plain := judged{belief: certain}
	switch w.rel(t) {
	case doc.Conj:
		return w.conjContext(t, g, claim, depth)
	case doc.AclRelcl, doc.Parataxis, doc.Appos, doc.Compound, doc.NmodPoss:
		return plain
	case doc.Amod:
		return plain
	}
	if o := w.operatorOver(t, g); o != nil {
		up := w.judgeOver(g, t, claim, depth)
		return judged{o.apply(up.belief), up.aux&^auxNegation | auxOf(o.aux), w.d.Form(g)}
	}
	return w.defaultContext(t, g, claim, depth)
}

// operatorOver gives the operator of governor g for t: the lexicon's own (val=), or the table's.
func (w *work) operatorOver(t, g int32) *operator {
	if c := w.candAt[g]; c >= 0 {
		s := w.cands[c].sense
		if o := s.valOperator(); o != nil && w.standsIn(t, g, s.emb) {
			return o
		}
	}
	pos := w.posOf(g)
	phrasal := w.phrasal(g)
	for _, slot := range w.slotsOf(t, g) {
		if slot.kind == 0 {
			break
		}
		if o := w.x.ops.find(phrasal, pos, slot); o != nil {
			return o
		}
		if o := w.x.ops.find(w.lemma[g], pos, slot); o != nil {
			return o
		}
		if pos == 'v' { // participles listed as adjectives ("determined to leave")
			if o := w.x.ops.find(w.form[g], 'a', slot); o != nil {
				return o
			}
		}
	}
	return nil
}

// phrasal gives a verb with its particle ("call_off"), 0 when it has none that a table knows.
func (w *work) phrasal(v int32) word {
	p := w.tree.Kid(v, doc.CompoundPrt)
	if p < 0 {
		return 0
	}
	return w.x.lex.vocab.find(w.d.Lemma(v) + "_" + w.d.Form(p))
}

// standsIn tells whether t stands in one of the slots of g.
func (w *work) standsIn(t, g int32, slots []slot) bool {
	mark := len(w.stack)
	defer func() { w.stack = w.stack[:mark] }()
	for _, s := range slots {
		for i := w.args(g, s); i < len(w.stack); i++ {
			if w.stack[i] == t {
				return true
			}
		}
	}
	return false
}

// slotsOf names the slots in which t stands below g.
func (w *work) slotsOf(t, g int32) (out [3]opSlot) {
	n := 0
	add := func(s opSlot) {
		if n < len(out) {
			out[n] = s
			n++
		}
	}
	switch w.rel(t).Base() {
	case doc.Xcomp:
		add(opSlot{kind: opXcomp})
	case doc.Ccomp:
		add(opSlot{kind: opCcomp})
	case doc.Csubj:
		add(opSlot{kind: opXcomp})
		add(opSlot{kind: opSubj})
	case doc.Obj:
		add(opSlot{kind: opObj})
	case doc.Nsubj:
		if w.verbal(g) && w.passive(g) {
			add(opSlot{kind: opObj})
		} else {
			add(opSlot{kind: opSubj})
		}
	case doc.Acl, doc.Advcl:
		if p := w.preposition(t); p != 0 {
			add(opSlot{opPrep, p})
		}
		if w.infinitive(t) {
			add(opSlot{kind: opXcomp})
		}
		if w.rel(t) == doc.Acl {
			add(opSlot{kind: opAcl})
		} else {
			add(opSlot{kind: opAdvcl})
		}
	case doc.Obl, doc.Nmod:
		if p := w.preposition(t); p != 0 {
			add(opSlot{opPrep, p})
		}
	}
	return out
}

// preposition gives the preposition or conjunction that introduces t, 0 for none.
func (w *work) preposition(t int32) word {
	if c := w.tree.Kid(t, doc.Case, doc.Mark); c >= 0 {
		return w.lemma[c]
	}
	return 0
}
