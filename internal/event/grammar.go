package event

import (
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/vocab"
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
		return t.POS == doc.PRON && w.d.FormIs(i, "that")
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
	who := w.d.FormIs(pron, "who") || w.d.FormIs(pron, "whom")
	if person != who {
		return -1
	}
	return m.Head
}

// deepObj gives the one acted upon.
func (w *work) deepObj(v int32, depth int) int32 {
	if w.passive(v) {
		if o := w.tree.Kid(v, doc.Obj); o >= 0 && !w.relative(o) { // "was given a fine"
			return o
		}
		return w.surfaceSubj(v, depth)
	}
	if o := w.lastObj(v); o >= 0 {
		return w.resolveRelative(o, v)
	}
	if o := w.afterParticle(v); o >= 0 {
		return o
	}
	if o := w.tree.Kid(v, doc.Iobj); o >= 0 { // "accused Iran of lying", misread
		return o
	}
	if w.rel(v) == doc.AclRelcl && w.gap(v) {
		return w.tok(v).Head
	}
	return w.sharedObj(v)
}

// lastObj gives the verb's object, of two that the parser gave the one that
// stands last: "gave the envoy five days". A second subject that follows the
// verb is one, a finite verb or what is the subject none.
func (w *work) lastObj(v int32) int32 {
	o := int32(-1)
	for _, k := range w.tree.Kids(v) {
		switch w.rel(k) {
		case doc.Obj:
			if !w.tok(k).Tag.Finite() && k != w.preposed(v) {
				o = k
			}
		case doc.Nsubj:
			if s := w.subjAt(v); k > v && s < v && s >= 0 {
				o = k
			}
		}
	}
	return o
}

// afterParticle gives the noun behind a particle that the parser took for its
// preposition: "sealed off the compound".
func (w *work) afterParticle(v int32) int32 {
	for _, k := range w.tree.Kids(v) {
		if w.rel(k) != doc.Obl {
			continue
		}
		if c := w.tree.Kid(k, doc.Case); c == v+1 && w.particle(c) && (int(c+1) >= len(w.d.Tokens) || !w.d.FormIs(c+1, "of")) {
			return k
		}
	}
	return -1
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
func (w *work) hasCase(k int32, p vocab.Word) bool {
	if p == 0 {
		return false
	}
	for _, c := range w.tree.Kids(k) {
		if r := w.rel(c); r != doc.Case && r != doc.Mark {
			continue
		}
		if w.Lemma[c] == p || w.fixedCase(c, p) {
			return true
		}
	}
	return false
}

// fixedCase compares a preposition of several words, such as "because_of".
func (w *work) fixedCase(c int32, p vocab.Word) bool {
	first, rest, ok := strings.Cut(w.x.lex.Vocab.String(p), "_")
	if !ok || !w.d.FormIs(c, first) {
		return false
	}
	for next := c + 1; rest != ""; next++ {
		first, rest, _ = strings.Cut(rest, "_")
		if int(next) >= len(w.d.Tokens) || !w.d.FormIs(next, first) {
			return false
		}
	}
	return true
}
