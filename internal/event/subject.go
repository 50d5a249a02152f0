package event

import "herodotus/internal/doc"

// subjKid gives the subject that stands at the verb or at its auxiliary.
func (w *work) subjKid(v int32) int32 {
	if k := w.subjAt(v); k >= 0 {
		return k
	}
	if k := w.preposed(v); k >= 0 {
		return k
	}
	for _, k := range w.tree.Kids(v) {
		if w.rel(k) == doc.Aux {
			if s := w.subjAt(k); s >= 0 {
				return s
			}
		}
	}
	return -1
}

// subjAt gives the subject among a word's dependents. A bad parse may give
// several: then the last that refers to someone is the likeliest, for what
// stands before it is a title or a place line. What follows a preposition or, of
// several, the verb is none.
func (w *work) subjAt(v int32) int32 {
	best := int32(-1)
	for _, k := range w.tree.Kids(v) {
		if r := w.rel(k); r != doc.Nsubj && r != doc.NsubjPass {
			continue
		}
		if best < 0 || w.naming(k) >= w.naming(best) && !w.misplaced(k, v) || w.misplaced(best, v) {
			best = k
		}
	}
	return best
}

// misplaced tells whether a word that the parser took for the subject of v stands where none does.
func (w *work) misplaced(k, v int32) bool {
	c := w.tree.Kid(k, doc.Case)
	return k > v || c >= 0 && c < k
}

// preposed gives the noun before an active verb that the parser took for its
// object: "until a gunman fired".
func (w *work) preposed(v int32) int32 {
	if w.tok(v).POS != doc.VERB || w.rel(v) == doc.AclRelcl || w.rel(v) == doc.Acl || w.tree.Kid(v, doc.AuxPass) >= 0 {
		return -1
	}
	if k := w.tree.Kid(v, doc.Obj); k >= 0 && k < v && w.nounAt(k) && w.tok(v).Tag != doc.TagVB && w.tok(v).Tag != doc.TagVBG {
		return k
	}
	return -1
}

func (w *work) nounAt(k int32) bool { return w.tok(k).POS == doc.NOUN || w.tok(k).POS == doc.PROPN }

// naming ranks how plainly a token refers: 3 a name, 2 a description, 1 a pronoun, 0 no mention.
func (w *work) naming(k int32) int {
	m := w.mentionAt[k]
	if m < 0 || w.relative(k) {
		return 0
	}
	return 3 - int(w.d.Mentions.At(m).Kind)
}

// surfaceSubj gives the subject of a verb or predicate as it stands or is
// understood: the governor's for infinitives and participles, the noun's for
// what modifies a noun; -1 if there is none.
func (w *work) surfaceSubj(v int32, depth int) int32 {
	if k := w.subjKid(v); k >= 0 {
		return w.resolveRelative(k, v)
	}
	if n := w.reducedAfter(v); n >= 0 {
		return n
	}
	head := w.tok(v).Head
	if head < 0 || depth > maxClimb {
		return -1
	}
	if p := w.parallel(v); p >= 0 {
		return w.surfaceSubj(p, depth+1)
	}
	switch w.rel(v) {
	case doc.Conj:
		if !w.predicate(head) {
			return -1
		}
		return w.surfaceSubj(head, depth+1)
	case doc.Xcomp:
		if w.trailing(v) {
			return w.carriedSubj(v)
		}
		return w.controller(head, v, depth+1)
	case doc.Ccomp, doc.Parataxis:
		if w.finiteClause(v) {
			return -1
		}
		return w.surfaceSubj(head, depth+1)
	case doc.Advcl:
		if !w.predicate(head) {
			return head // a clause of the noun, such as "accused Iran of seizing"
		}
		return w.advclSubj(head, v, depth+1)
	case doc.Acl:
		if w.trailing(v) {
			return w.carriedSubj(v)
		}
		if w.mentionAt[head] >= 0 {
			return head
		}
		if w.infinitive(v) || w.tree.Kid(v, doc.Mark) >= 0 || w.tree.Kid(v, doc.Case) >= 0 {
			return w.nounSubj(head, depth+1)
		}
		return head
	case doc.AclRelcl, doc.Amod:
		return head
	}
	return -1
}

// parallel gives the gerund before "and" whose preposition is that of gerund v:
// "accused Egypt of arming troops and of flying planes"; -1 if there is none.
func (w *work) parallel(v int32) int32 {
	s := w.d.SentenceOf(v)
	if v-2 < s.Start || w.tok(v).Tag != doc.TagVBG || w.tok(v-1).POS != doc.ADP && w.tok(v-1).Tag != doc.TagIN || w.tok(v-2).POS != doc.CCONJ {
		return -1
	}
	for t := v - 3; t > s.Start; t-- {
		if w.tok(t).Tag == doc.TagVBG && w.Lemma[t-1] == w.Lemma[v-1] && w.d.FormIs(t-1, w.d.Form(v-1)) {
			return t
		}
	}
	return -1
}

// controller gives the understood subject of an infinitive under governor g:
// g's object if there is one ("ordered him to leave"), unless g is a verb of
// promising, else g's subject.
func (w *work) controller(g, v int32, depth int) int32 {
	if w.tok(g).POS == doc.VERB && !w.passive(g) && !w.is(g, lightPromise) {
		if o := w.tree.Kid(g, doc.Obj, doc.Iobj); o >= 0 {
			return w.resolveRelative(o, g)
		}
		if o := w.prepArg(g, v); o >= 0 {
			return o
		}
	}
	return w.surfaceSubj(g, depth)
}

// prepArg gives the object of "on" or "for" that controls the infinitive after
// it: "called on Iran to free it", "waited for them to leave".
func (w *work) prepArg(g, v int32) int32 {
	for _, k := range w.tree.Kids(g) {
		if w.rel(k) == doc.Obl && k < v && k > g {
			if c := w.tree.Kid(k, doc.Case); c >= 0 && (w.Lemma[c] == w.x.on || w.Lemma[c] == w.x.upon || w.Lemma[c] == w.x.with) {
				return k
			}
		}
	}
	return -1
}

// advclSubj gives the understood subject of an adverbial clause. After "of",
// "for", "from" it is the object ("accused him of leaking", "barred them from
// entering"), else the main clause's subject.
func (w *work) advclSubj(main, v int32, depth int) int32 {
	if m := w.tree.Kid(v, doc.Mark, doc.Case); m >= 0 {
		switch w.Lemma[m] {
		case w.x.of, w.x.forWord, w.x.from:
			if o := w.deepObj(main, depth); o >= 0 {
				return o
			}
		}
	}
	if w.infinitive(v) && w.x.ops.find(w.Lemma[main], 'v', opSlot{kind: opXcomp}) != nil {
		return w.controller(main, v, depth)
	}
	if w.infinitive(v) && w.passive(main) {
		if by := w.agent(main); by >= 0 {
			return by
		}
	}
	return w.surfaceSubj(main, depth)
}

// nounSubj gives whose act a noun such as "plan" or "decision" is: its
// possessor, or the subject of the verb whose object it is.
func (w *work) nounSubj(n int32, depth int) int32 {
	if p := w.tree.Kid(n, doc.NmodPoss); p >= 0 {
		return p
	}
	for _, k := range w.tree.Kids(n) {
		if w.rel(k) == doc.Nmod && (w.hasCase(k, w.x.by) || w.hasCase(k, w.x.of)) {
			return k
		}
	}
	h := w.tok(n).Head
	switch w.rel(n) {
	case doc.Obj, doc.Obl, doc.Xcomp:
		if h >= 0 && depth < maxClimb {
			return w.deepSubj(h, depth+1)
		}
	}
	return w.tree.Kid(n, doc.Amod, doc.Compound)
}

// agent gives the by-phrase of a passive, or -1.
func (w *work) agent(v int32) int32 {
	if k := w.tree.Kid(v, doc.OblAgent); k >= 0 {
		return k
	}
	for _, k := range w.tree.Kids(v) {
		if w.rel(k) == doc.Obl && w.hasCase(k, w.x.by) && w.timeAt[k] < 0 {
			return k
		}
	}
	return -1
}

// deepSubj gives the one who acts.
func (w *work) deepSubj(v int32, depth int) int32 {
	if w.verbal(v) && w.passive(v) {
		return w.agent(v)
	}
	return w.surfaceSubj(v, depth)
}

// trailing tells whether a participle follows a comma and so tells of the
// clause, not of the noun before it: "attacked a post, killing eleven".
func (w *work) trailing(v int32) bool {
	return v > 0 && w.tok(v).Tag == doc.TagVBG && w.tok(v-1).Tag == doc.TagComma && w.carriedSubj(v) >= 0
}
