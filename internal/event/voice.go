package event

import "herodotus/internal/doc"

// passive tells whether the verb's surface subject is its deep object. It goes
// by the auxiliaries rather than by the labels, which parsers mix up: a main
// verb without any auxiliary is active except in a headline.
func (w *work) passive(v int32) bool {
	if w.reducedAfter(v) >= 0 {
		return true
	}
	for range maxClimb {
		if tag := w.tok(v).Tag; tag != doc.TagVBN && !(tag == doc.TagVBD && (w.bareConjunct(v) || w.reduced(v))) {
			return w.tree.Kid(v, doc.AuxPass) >= 0
		}
		be, have, subj, obj, agent := false, w.perfect(v), false, false, false
		for _, k := range w.tree.Kids(v) {
			switch w.rel(k) {
			case doc.AuxPass:
				be = true
			case doc.Aux, doc.Cop:
				be = be || w.beForm(k)
				have = have || w.haveForm(k)
			case doc.OblAgent:
				agent = true
			case doc.Nsubj, doc.NsubjPass:
				subj = true
			case doc.Obj:
				obj = true
			}
		}
		switch {
		case be:
			return true
		case have:
			return false
		case agent:
			return true
		case obj && (subj || w.rel(v) == doc.Acl):
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

// perfect tells whether a participle hangs on a form of "have" that the parser
// took for its governor: "denied having promised".
func (w *work) perfect(v int32) bool {
	h := w.tok(v).Head
	return w.rel(v) == doc.Xcomp && h >= 0 && w.haveForm(h) && w.tree.Kid(h, doc.Obj) < 0
}

// reduced tells whether a past form modifies a noun without an object of its
// own: "the nine men killed in the raid".
func (w *work) reduced(v int32) bool {
	return w.rel(v) == doc.Acl && w.tree.Kid(v, doc.Nsubj, doc.Obj, doc.Xcomp, doc.Ccomp) < 0
}

// reducedAfter gives the noun that a past form right behind it modifies where
// the parser made a second verb of it: "mourned the civilians killed there".
func (w *work) reducedAfter(v int32) int32 {
	if w.rel(v) != doc.Conj || v == 0 || w.tree.Kid(v, doc.Nsubj, doc.NsubjPass, doc.Obj, doc.Cc, doc.Punct, doc.Aux, doc.AuxPass) >= 0 {
		return -1
	}
	if tag := w.tok(v).Tag; tag != doc.TagVBD && tag != doc.TagVBN {
		return -1
	}
	if p := w.tok(v - 1); p.POS != doc.NOUN && p.POS != doc.PROPN || w.mentionAt[v-1] < 0 {
		return -1
	}
	return v - 1
}

// verbless tells whether the participle modifies the root of a sentence that
// has no finite verb but its own conjuncts: then it is the verb of it ("The two
// leaders spoke", "envoys objected and left").
func (w *work) verbless(v int32) bool {
	s := w.d.SentenceOf(v)
	h := w.tok(v).Head
	if w.rel(h) != doc.Root && w.tok(h).Head >= 0 {
		h = w.tok(h).Head
	}
	if s.Heading || w.rel(h) != doc.Root {
		return false
	}
	for t := s.Start; t < s.End; t++ {
		if w.tok(t).Tag.Finite() && !(w.rel(t) == doc.Conj && w.tok(t).Head == v) {
			return false
		}
	}
	return true
}

func (w *work) beForm(t int32) bool {
	f := w.d.Form(t)
	return doc.FoldsTo(f, "been") || doc.FoldsTo(f, "being") || doc.FoldsTo(f, "be") || doc.FoldsTo(f, "was") || doc.FoldsTo(f, "were") ||
		doc.FoldsTo(f, "is") || doc.FoldsTo(f, "are") || doc.FoldsTo(f, "'s") && w.tok(t).Tag == doc.TagVBZ
}

func (w *work) haveForm(t int32) bool {
	f := w.d.Form(t)
	return doc.FoldsTo(f, "has") || doc.FoldsTo(f, "have") || doc.FoldsTo(f, "had") || doc.FoldsTo(f, "having")
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

// verbal tells whether the token is a verb form.
func (w *work) verbal(v int32) bool {
	t := w.tok(v)
	return t.POS == doc.VERB || t.POS == doc.AUX || w.mistagged[v]
}
