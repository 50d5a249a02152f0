package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/vocab"
)

// args pushes the tokens that stand in a slot of trigger t on w.stack and gives
// where they begin; the caller restores the stack's length.
func (w *work) args(t int32, s frame.Slot) (from int) {
	from = len(w.stack)
	w.step(t, s[0])
	for _, st := range s[1:] {
		to := len(w.stack)
		for i := from; i < to; i++ {
			w.step(w.stack[i], st)
		}
		from = to
	}
	return from
}

// step pushes the tokens that stand in one relation to token t.
func (w *work) step(t int32, st frame.Step) {
	if w.mistagged[t] && w.stepByOrder(t, st) {
		return
	}
	switch st.Kind {
	case frame.Subj:
		w.push(w.deepSubj(t, 0))
	case frame.Obj:
		w.push(w.deepObj(t, 0))
	case frame.Iobj:
		if w.passive(t) { // "was given a fine"
			w.push(w.surfaceSubj(t, 0))
		} else if o := w.tree.Kid(t, doc.Iobj); o >= 0 {
			w.push(o)
		} else if o := w.tree.Kid(t, doc.Obj); o >= 0 && o != w.lastObj(t) {
			w.push(o)
		}
	case frame.Poss:
		w.pushAll(t, doc.NmodPoss, doc.NoRel)
	case frame.Mod:
		w.pushAll(t, doc.Amod, doc.Compound)
		w.pushAll(t, doc.NmodDesc, doc.NmodUnmarked)
	case frame.Head:
		w.push(w.modified(t))
	case frame.Xcomp:
		w.infinitives(t)
	case frame.Ccomp:
		w.pushAll(t, doc.Ccomp, doc.NoRel)
	case frame.Advcl:
		w.pushAll(t, doc.Advcl, doc.NoRel)
	case frame.Acl:
		w.pushAll(t, doc.Acl, doc.AclRelcl)
	case frame.Prt:
		w.particles(t)
	case frame.Prep:
		w.prepArgs(t, st.Prep)
	}
}

func (w *work) push(t int32) {
	if t >= 0 {
		w.stack = append(w.stack, t)
	}
}

func (w *work) pushAll(t int32, a, b doc.Rel) {
	for _, k := range w.tree.Kids(t) {
		if r := w.rel(k); r == a || r == b && b != doc.NoRel {
			w.stack = append(w.stack, k)
		}
	}
}

// infinitives pushes the verb's or noun's infinitive and predicate complements,
// among them those that the parser took for a purpose or hung on the object:
// "urged states to recognise him".
func (w *work) infinitives(t int32) {
	n := len(w.stack)
	w.pushAll(t, doc.Xcomp, doc.NoRel)
	if len(w.stack) > n {
		return
	}
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.Advcl, doc.Ccomp, doc.Acl, doc.Csubj:
			if k > t && w.infinitive(k) {
				w.push(k)
			}
		case doc.Obj, doc.Iobj, doc.Obl, doc.NsubjPass:
			if a := w.tree.Kid(k, doc.Acl); a > t && w.mentionAt[k] >= 0 && w.infinitive(a) {
				w.push(a)
			}
		}
	}
	if len(w.stack) == n {
		w.push(w.nextInfinitive(t))
	}
}

// nextInfinitive gives the infinitive that follows t with no more than
// punctuation between, which cuts it off for the parser: "will not hesitate”
// to impose".
func (w *work) nextInfinitive(t int32) int32 {
	i, end := t+1, w.d.SentenceOf(t).End
	for i < end && w.tok(i).POS == doc.PUNCT {
		i++
	}
	if i+1 < end && w.d.FormIs(i, "to") && w.tok(i+1).Tag == doc.TagVB {
		return i + 1
	}
	return -1
}

// modified gives the noun that a participle or adjective stands by.
func (w *work) modified(t int32) int32 {
	switch w.rel(t) {
	case doc.Amod, doc.Acl, doc.AclRelcl:
		return w.tok(t).Head
	}
	return -1
}

// particles pushes the verb's particles and adverbs.
func (w *work) particles(t int32) {
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.CompoundPrt, doc.Advmod, doc.Case:
			w.stack = append(w.stack, k)
		}
	}
	// A particle that the parser hung elsewhere still stands next to its verb.
	if n := t + 1; int(n) < len(w.d.Tokens) && w.tok(n).Head != t && w.tok(n).Sent == w.tok(t).Sent {
		if tag := w.tok(n).Tag; tag == doc.TagRP || tag == doc.TagIN {
			w.stack = append(w.stack, n)
		}
	}
}

// prepArgs pushes what the preposition p links to t. Where to hang a
// prepositional phrase is what parsers most often get wrong, so the phrases
// of a verb's object and of a noun's verb are looked at as well.
func (w *work) prepArgs(t int32, p vocab.Word) {
	n := len(w.stack)
	w.prepKids(t, p)
	if len(w.stack) > n {
		return
	}
	if w.verbal(t) {
		if prt := w.tree.Kid(t, doc.CompoundPrt); prt >= 0 && w.Lemma[prt] == p { // "called on Iran" read as a phrasal verb
			w.push(w.deepObj(t, 0))
			return
		}
		if o := w.tree.Kid(t, doc.Obj, doc.Xcomp); o >= 0 && w.rel(o) == doc.Obj {
			w.prepKids(o, p)
		}
		return
	}
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Nmod && len(w.stack) == n && w.hasCase(k, w.x.of) {
			w.prepKids(k, p) // "the invasion of Kuwait by Iraq", hung on the wrong noun
		}
	}
	if len(w.stack) > n {
		return
	}
	h := w.tok(t).Head
	switch w.rel(t) {
	case doc.Obj, doc.Obl:
		w.prepAfter(h, p, t)
	case doc.Nsubj, doc.NsubjPass:
		if p != w.x.by { // "the attack was condemned by the Union", which did not attack
			w.prepAfter(h, p, t)
		}
	case doc.Conj:
		if h >= 0 && !w.verbal(h) {
			w.prepAfter(h, p, t) // "threats and attacks against X"
		}
	}
	if len(w.stack) == n {
		if c := w.tree.Kid(t, doc.Conj); c >= 0 && !w.verbal(c) {
			w.prepKids(c, p)
		}
	}
}

func (w *work) prepKids(t int32, p vocab.Word) { w.prepAfter(t, p, -1) }

// prepAfter pushes the dependents of t with preposition p that stand after token after.
func (w *work) prepAfter(t int32, p vocab.Word, after int32) {
	for _, k := range w.tree.Kids(t) {
		if k <= after {
			continue
		}
		switch w.rel(k) {
		case doc.Obl, doc.OblAgent, doc.Nmod, doc.Advcl, doc.Acl, doc.OblUnmarked, doc.NmodUnmarked:
			if w.hasCase(k, p) && (w.timeAt[k] < 0 || w.seeTimes) {
				w.push(w.resolveRelative(k, t))
			}
		}
	}
}
