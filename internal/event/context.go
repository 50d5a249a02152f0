package event

import "herodotus/internal/doc"

// conjContext: what a word shares with the one it is coordinated with. A bare
// second verb shares modal and negation ("will visit and meet"), a finite one
// only what stands above both.
func (w *work) conjContext(t, g, claim int32, depth int) judged {
	a, b := w.tok(t), w.tok(g)
	if w.verbal(t) && (a.Tag == b.Tag || a.Tag == doc.TagVB) && !a.Tag.Finite() && w.tree.Kid(t, doc.Aux, doc.AuxPass, doc.Nsubj, doc.NsubjPass) < 0 {
		return w.judgeOver(g, t, claim, depth)
	}
	if w.verbal(t) && !w.finiteClause(t) && w.tree.Kid(t, doc.Nsubj, doc.NsubjPass) >= 0 {
		return judged{belief: certain} // an absolute clause: "…, Russia having been at war"
	}
	h := b.Head
	if h < 0 || depth > maxClimb || !w.within(h, claim) {
		return judged{belief: certain}
	}
	return w.context(g, h, claim, depth+1)
}

// defaultContext is the reading where no table speaks.
func (w *work) defaultContext(t, g, claim int32, depth int) judged {
	plain := judged{belief: certain}
	unsaid := judged{aux: auxFuture, why: w.d.Form(g)}
	switch w.rel(t).Base() {
	case doc.Xcomp:
		if w.infinitive(t) && w.posOf(g) != 'a' {
			return unsaid
		}
		return w.judgeOver(g, t, claim, depth)
	case doc.Acl:
		if w.infinitive(t) && !w.ranked(g) {
			return unsaid
		}
	case doc.Advcl:
		if w.infinitive(t) { // purpose
			return unsaid
		}
		return w.temporal(t, g, claim, depth)
	case doc.Ccomp, doc.Csubj:
		up := w.judgeOver(g, t, claim, depth)
		up.negative = false
		return up
	case doc.Obj, doc.Obl, doc.Nsubj, doc.Nmod:
		if w.prepositional(g) {
			return plain
		}
		if !w.verbal(t) {
			return w.nounContext(t, g, claim, depth)
		}
		return w.judgeOver(g, t, claim, depth)
	}
	return plain
}

// prepositional tells whether a participle serves as a preposition: "nothing was said concerning an agreement".
func (w *work) prepositional(g int32) bool {
	if w.tok(g).Tag != doc.TagVBG {
		return false
	}
	f := w.d.Form(g)
	return doc.FoldsTo(f, "concerning") || doc.FoldsTo(f, "regarding") || doc.FoldsTo(f, "following") || doc.FoldsTo(f, "involving")
}

// ranked tells of "the third president to be impeached": what the infinitive says was done.
func (w *work) ranked(n int32) bool {
	for _, k := range w.tree.Kids(n) {
		if w.rel(k) == doc.Amod || w.rel(k) == doc.Nummod {
			switch tag := w.tok(k).Tag; {
			case tag == doc.TagJJS:
				return true
			}
			for _, s := range [...]string{"first", "second", "third", "fourth", "fifth", "only", "last", "next"} {
				if w.d.FormIs(k, s) {
					return true
				}
			}
		}
	}
	return false
}

// temporal: a clause of time shares the future of its main clause ("when he
// visits, they will sign").
func (w *work) temporal(t, g, claim int32, depth int) judged {
	up := w.judgeOver(g, t, claim, depth)
	if up.aux&auxFuture != 0 && w.tok(t).Tag != doc.TagVBD && w.tok(t).Tag != doc.TagVBN {
		return judged{belief{certainty: min(up.certainty, 2)}, auxFuture, up.why}
	}
	return judged{belief: certain}
}

// nounContext: a definite noun is presupposed, an indefinite one stands and
// falls with its verb ("did not open talks" against "did not attend the talks").
func (w *work) nounContext(t, g, claim int32, depth int) judged {
	up := w.judgeOver(g, t, claim, depth)
	if w.definite(t) {
		if w.is(g, lightSupport) && up.aux&auxFuture != 0 && !up.negative {
			return judged{up.belief, auxFuture, up.why}
		}
		return judged{belief: certain}
	}
	if w.rel(t) == doc.Nmod || w.rel(t) == doc.Obl {
		up.negative = false
	}
	return up
}

// definite tells whether a noun refers to what the reader knows already.
func (w *work) definite(t int32) bool {
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.NmodPoss:
			return true
		case doc.Det:
			f := w.d.Form(k)
			return doc.FoldsTo(f, "the") || doc.FoldsTo(f, "this") || doc.FoldsTo(f, "that") || doc.FoldsTo(f, "these") || doc.FoldsTo(f, "those")
		}
	}
	return false
}
