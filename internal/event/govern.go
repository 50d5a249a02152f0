package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/vocab"
)

func (w *work) posOf(t int32) byte {
	switch w.tok(t).POS {
	case doc.VERB, doc.AUX:
		return 'v'
	case doc.ADJ:
		return 'a'
	}
	return 'n'
}

// operatorOver gives the operator of governor g for t: the lexicon's own (val=), or the table's.
func (w *work) operatorOver(t, g int32) *operator {
	if c := w.candAt[g]; c >= 0 {
		s := w.cands[c].sense
		presupposed := !w.verbal(t) && w.definite(t)
		if o := valOperator(s.Rule); o != nil && !presupposed && w.standsIn(t, g, s.Emb) {
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
		if o := w.x.ops.find(w.Lemma[g], pos, slot); o != nil {
			return o
		}
		if pos == 'v' { // participles listed as adjectives ("determined to leave")
			if o := w.x.ops.find(w.Form[g], 'a', slot); o != nil {
				return o
			}
		}
	}
	return nil
}

// phrasal gives a verb with its particle ("call_off"), 0 when it has none that a table knows.
func (w *work) phrasal(v int32) vocab.Word {
	p := w.tree.Kid(v, doc.CompoundPrt)
	if p < 0 {
		return 0
	}
	return w.x.lex.Vocab.Find(w.d.Lemma(v) + "_" + w.d.Form(p))
}

// standsIn tells whether t stands in one of the slots of g.
func (w *work) standsIn(t, g int32, slots []frame.Slot) bool {
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
		if !w.definite(t) {
			add(opSlot{kind: opIndefiniteObj})
		}
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
func (w *work) preposition(t int32) vocab.Word {
	if c := w.tree.Kid(t, doc.Case, doc.Mark); c >= 0 {
		return w.Lemma[c]
	}
	return 0
}
