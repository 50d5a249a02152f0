package event

import (
	"strings"

	"herodotus/internal/doc"
)

// maxClimb bounds walks up and down the tree, which a bad parse may make long.
const maxClimb = 8

func (w *work) tok(i int32) *doc.Token { return &w.d.Tokens[i] }

func (w *work) rel(i int32) doc.Rel { return w.d.Tokens[i].Rel }

// relative tells whether token i is a relative pronoun.
func (w *work) relative(i int32) bool {
	switch t := w.tok(i); t.Tag {
	case doc.TagWDT, doc.TagWP:
		return true
	case doc.TagIN, doc.TagDT: // "that" as the tagger may take it
		return t.POS == doc.PRON && equalFold(w.d.Form(i), "that")
	}
	return false
}

// antecedent gives the noun that the relative clause of verb v modifies, or -1.
func (w *work) antecedent(v int32) int32 {
	for n := 0; v >= 0 && n < maxClimb; n++ {
		switch w.rel(v) {
		case doc.AclRelcl:
			return w.tok(v).Head
		case doc.Conj, doc.Xcomp, doc.Ccomp:
			v = w.tok(v).Head
		default:
			return -1
		}
	}
	return -1
}

// resolveRelative replaces a relative pronoun by its antecedent.
func (w *work) resolveRelative(arg, v int32) int32 {
	if arg < 0 || !w.relative(arg) {
		return arg
	}
	if a := w.nearest(arg); a >= 0 {
		return a
	}
	if a := w.antecedent(v); a >= 0 {
		return a
	}
	return arg
}

// nearest gives the mention that ends right before a relative pronoun, if it
// is of the pronoun's kind: "a copy of that of Britain, which expelled".
func (w *work) nearest(pron int32) int32 {
	t := pron - 1
	if t >= 0 && w.tok(t).Tag == doc.TagComma {
		t--
	}
	if t < 0 || w.tok(t).Sent != w.tok(pron).Sent || w.endAt[t] < 0 {
		return -1
	}
	m := w.d.Mentions.At(w.endAt[t])
	person := w.d.Entities.At(m.Entity).Type == doc.PER
	who := equalFold(w.d.Form(pron), "who") || equalFold(w.d.Form(pron), "whom")
	if person != who {
		return -1
	}
	return m.Head
}

// passive tells whether the verb's surface subject is its deep object. It goes
// by the auxiliaries rather than by the labels, which parsers mix up: a main
// verb without any auxiliary is active except in a headline.
func (w *work) passive(v int32) bool {
	for range maxClimb {
		if tag := w.tok(v).Tag; tag != doc.TagVBN && !(tag == doc.TagVBD && w.bareConjunct(v)) {
			return w.tree.Kid(v, doc.AuxPass) >= 0
		}
		be, have, subj, obj := false, false, false, false
		for _, k := range w.tree.Kids(v) {
			switch w.rel(k) {
			case doc.AuxPass:
				be = true
			case doc.Aux, doc.Cop:
				be = be || w.beForm(k)
				have = have || w.haveForm(k)
			case doc.OblAgent:
				return true
			case doc.Nsubj, doc.NsubjPass:
				subj = true
			case doc.Obj:
				obj = true
			}
		}
		switch {
		case be:
			return true
		case have, obj && (subj || w.rel(v) == doc.Acl):
			return false
		case w.rel(v) == doc.Acl && w.verbless(v):
			return false
		case subj:
			return w.d.SentenceOf(v).Heading || w.rel(v) == doc.Advcl || w.rel(v) == doc.Xcomp || w.rel(v) == doc.Ccomp
		}
		switch w.rel(v) {
		case doc.Acl, doc.Amod, doc.Advcl, doc.Xcomp, doc.AclRelcl:
			return true
		case doc.Conj: // "was seized and escorted"
			if v = w.tok(v).Head; !w.verbal(v) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// bareConjunct tells whether a verb is coordinated and has no arguments of its
// own, so that it may share the passive before it: "was jailed and freed".
func (w *work) bareConjunct(v int32) bool {
	return w.rel(v) == doc.Conj && w.tree.Kid(v, doc.Nsubj, doc.NsubjPass, doc.Obj, doc.Xcomp, doc.Ccomp, doc.Aux) < 0
}

// verbless tells whether the participle modifies the root of a sentence that
// has no finite verb: then it is the verb of it ("The two leaders spoke").
func (w *work) verbless(v int32) bool {
	s := w.d.SentenceOf(v)
	return !s.Heading && w.rel(w.tok(v).Head) == doc.Root && !w.finite(s.Range)
}

func (w *work) beForm(t int32) bool {
	f := w.d.Form(t)
	return equalFold(f, "been") || equalFold(f, "being") || equalFold(f, "be") || equalFold(f, "was") || equalFold(f, "were") ||
		equalFold(f, "is") || equalFold(f, "are") || equalFold(f, "'s") && w.tok(t).Tag == doc.TagVBZ
}

func (w *work) haveForm(t int32) bool {
	f := w.d.Form(t)
	return equalFold(f, "has") || equalFold(f, "have") || equalFold(f, "had") || equalFold(f, "having")
}

// subjKid gives the subject that stands at the verb or at its auxiliary.
func (w *work) subjKid(v int32) int32 {
	if k := w.subjAt(v); k >= 0 {
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
// stands before it is a title or a place line.
func (w *work) subjAt(v int32) int32 {
	best := int32(-1)
	for _, k := range w.tree.Kids(v) {
		if r := w.rel(k); r != doc.Nsubj && r != doc.NsubjPass {
			continue
		}
		if best < 0 || w.naming(k) >= w.naming(best) {
			best = k
		}
	}
	return best
}

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
	head := w.tok(v).Head
	if head < 0 || depth > maxClimb {
		return -1
	}
	switch w.rel(v) {
	case doc.Conj:
		if !w.predicate(head) {
			return -1
		}
		return w.surfaceSubj(head, depth+1)
	case doc.Xcomp:
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

// finiteClause tells whether the verb or one of its auxiliaries is finite.
func (w *work) finiteClause(v int32) bool {
	if w.tok(v).Tag.Finite() {
		return true
	}
	for _, k := range w.tree.Kids(v) {
		switch w.rel(k) {
		case doc.Aux, doc.AuxPass, doc.Cop:
			if w.tok(k).Tag.Finite() {
				return true
			}
		}
	}
	return false
}

// predicate tells whether a token may head a clause.
func (w *work) predicate(i int32) bool {
	switch w.tok(i).POS {
	case doc.VERB, doc.ADJ, doc.AUX:
		return true
	}
	return w.tree.Kid(i, doc.Cop, doc.Nsubj, doc.NsubjPass) >= 0
}

func (w *work) infinitive(v int32) bool {
	for _, k := range w.tree.Kids(v) {
		if w.tok(k).Tag == doc.TagTO {
			return true
		}
	}
	return false
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
			if c := w.tree.Kid(k, doc.Case); c >= 0 && (w.lemma[c] == w.x.on || w.lemma[c] == w.x.upon || w.lemma[c] == w.x.with) {
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
		switch w.lemma[m] {
		case w.x.of, w.x.forWord, w.x.from:
			if o := w.deepObj(main, depth); o >= 0 {
				return o
			}
		}
	}
	if w.infinitive(v) && w.x.ops.find(w.lemma[main], 'v', opSlot{kind: opXcomp}) != nil {
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

// verbal tells whether the token is a verb form.
func (w *work) verbal(v int32) bool {
	t := w.tok(v)
	return t.POS == doc.VERB || t.POS == doc.AUX
}

// deepObj gives the one acted upon.
func (w *work) deepObj(v int32, depth int) int32 {
	if w.passive(v) {
		return w.surfaceSubj(v, depth)
	}
	if o := w.tree.Kid(v, doc.Obj); o >= 0 {
		return w.resolveRelative(o, v)
	}
	if o := w.tree.Kid(v, doc.Iobj); o >= 0 { // "accused Iran of lying", misread
		return o
	}
	if w.rel(v) == doc.AclRelcl && w.gap(v) {
		return w.tok(v).Head
	}
	return w.sharedObj(v)
}

// gap tells whether a relative clause without relative pronoun lacks an
// object: "the tanker the Guards seized".
func (w *work) gap(v int32) bool {
	subj := false
	for _, k := range w.tree.Kids(v) {
		if w.relative(k) {
			return false
		}
		if r := w.rel(k); r == doc.Nsubj {
			subj = true
		}
	}
	return subj
}

// sharedObj finds the object that coordinated verbs share: "attacked and
// burned the embassy".
func (w *work) sharedObj(v int32) int32 {
	for _, k := range w.tree.Kids(v) {
		if w.rel(k) == doc.Conj && w.tok(k).POS == doc.VERB && k > v && k-v <= 4 {
			if o := w.tree.Kid(k, doc.Obj); o >= 0 && !w.passive(k) {
				return o
			}
		}
	}
	if h := w.tok(v).Head; w.rel(v) == doc.Conj && h >= 0 && w.tok(h).POS == doc.VERB {
		if o := w.tree.Kid(h, doc.Obj); o > v {
			return o
		}
	}
	return -1
}

// hasCase tells whether the preposition p introduces token k.
func (w *work) hasCase(k int32, p word) bool {
	if p == 0 {
		return false
	}
	for _, c := range w.tree.Kids(k) {
		if r := w.rel(c); r != doc.Case && r != doc.Mark {
			continue
		}
		if w.lemma[c] == p || w.fixedCase(c, p) {
			return true
		}
	}
	return false
}

// fixedCase compares a preposition of several words, such as "because_of".
func (w *work) fixedCase(c int32, p word) bool {
	first, rest, ok := strings.Cut(w.x.lex.vocab.words[p], "_")
	if !ok || !equalFold(w.d.Form(c), first) {
		return false
	}
	for next := c + 1; rest != ""; next++ {
		first, rest, _ = strings.Cut(rest, "_")
		if int(next) >= len(w.d.Tokens) || !equalFold(w.d.Form(next), first) {
			return false
		}
	}
	return true
}
