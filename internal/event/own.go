package event

import "herodotus/internal/doc"

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
			if claim >= 0 && w.d.FormIs(k, "would") && w.d.Claims.At(claim).Quote != doc.Direct {
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
	if t >= 2 && w.d.FormIs(t-1, "to") {
		switch f := w.d.Form(t - 2); {
		case doc.FoldsTo(f, "yet"):
			j.negative, j.why = !j.negative, f
		case doc.FoldsTo(f, "due"):
			j.certainty, j.aux, j.why = min(j.certainty, 2), j.aux|auxFuture, f
		}
	}
	if t >= 2 && w.d.FormIs(t-1, "from") && w.d.FormIs(t-2, "far") {
		j.negative, j.why = !j.negative, "far from"
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
	return c >= 0 && (w.cands[c].sense.Type == "THREATEN" || w.cands[c].sense.Type == "AGREE")
}

func (w *work) futureModal(k int32) bool {
	if w.d.FormIs(k, "would") {
		return true
	}
	o := w.x.ops.find(w.Lemma[k], 0, opSlot{kind: opAux})
	return o != nil && o.aux == "future"
}

// ofInfinitive tells whether adverb k between a verb and its infinitive belongs to the latter: "promised never to yield".
func (w *work) ofInfinitive(k, t int32) bool {
	return k > t && int(k+1) < len(w.d.Tokens) && w.tok(k+1).Tag == doc.TagTO
}

// apply lets dependent k work on the value of the word above it.
func (w *work) apply(j *judged, k int32, kind opKind) {
	o := w.x.ops.find(w.Lemma[k], w.posOf(k), opSlot{kind: kind})
	if o == nil {
		if o = w.x.ops.find(w.Form[k], w.posOf(k), opSlot{kind: kind}); o == nil {
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
	o := w.x.ops.find(w.Lemma[not-1], 0, opSlot{kind: opAux})
	if o == nil || o.affirmed.negative == o.negated.negative {
		return -1
	}
	return o.negated.certainty
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
		if w.d.FormIs(t, s) {
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
			o := w.x.ops.find(w.Lemma[k], 0, opSlot{kind: opMark})
			if o != nil && o.aux == "hypothetical" && !w.d.FormIs(k, "than") {
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
			would = would || w.d.FormIs(k, "would") || w.d.FormIs(k, "could")
			have = have || would && w.d.FormIs(k, "have")
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
