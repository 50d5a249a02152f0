package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/vocab"
)

// How far, in tokens, the order of words is trusted where the tree gives nobody.
const (
	subjectReach = 12
	objectReach  = 8
	prepReach    = 10
)

// byOrder appends the participants that the order of words suggests where the
// tree gave none: the noun before an active verb, the noun after it, the noun
// after the preposition. Long sentences are often parsed wrongly, and the words
// around the trigger still tell.
func (w *work) byOrder(dst []doc.Arg, c *candidate, rs frame.Roles) []doc.Arg {
	n := len(dst)
	for _, group := range rs {
		for _, sl := range group {
			if len(sl) != 1 {
				continue
			}
			dst = w.orderSlot(dst, c.tok, sl[0])
		}
		if len(dst) > n {
			return dst
		}
	}
	return dst
}

func (w *work) orderSlot(dst []doc.Arg, t int32, st frame.Step) []doc.Arg {
	verb := w.verbal(t)
	found := int32(-1)
	switch st.Kind {
	case frame.Subj, frame.Obj:
		if !verb {
			return dst
		}
		passive := w.passive(t)
		switch {
		case passive != (st.Kind == frame.Subj):
			if found = w.leftOf(t); found < 0 {
				found = w.carriedSubj(t)
			}
		case passive:
			if found = w.afterPrep(t, w.x.by); found-t > objectReach {
				found = -1
			}
		default:
			found = w.rightOf(t)
		}
	case frame.Prep:
		if found = w.afterPrep(t, st.Prep); found >= 0 && !verb && st.Prep == w.x.in && w.mere(found) {
			found = -1
		}
	case frame.Poss:
		found = w.owner(t)
	}
	if found < 0 {
		return dst
	}
	return w.refer(dst, found, whyOrder)
}

// leftOf finds the mention before a verb that may be its subject.
func (w *work) leftOf(v int32) int32 {
	s := w.d.SentenceOf(v)
	for t := w.beforeAside(v); t >= s.Start && v-t <= subjectReach; t-- {
		tok := w.tok(t)
		if tok.Tag.Finite() && w.rel(t) != doc.Aux && w.rel(t) != doc.AuxPass || tok.Tag == doc.TagColon || tok.Tag == doc.TagOpenQuote || tok.Tag == doc.TagCloseQuote {
			return -1
		}
		if m := w.mentionAt[t]; m >= 0 && w.d.Mentions.At(m).Head == t && !w.accusative(t) && !w.afterPreposition(m) {
			return t
		}
	}
	return -1
}

// carriedSubj gives the subject of the verb before: "…, accusing Kyiv of", "and
// imposed sanctions".
func (w *work) carriedSubj(v int32) int32 {
	s := w.d.SentenceOf(v)
	for t := v - 1; t >= s.Start && v-t <= 3*subjectReach; t-- {
		if tok := w.tok(t); tok.Tag == doc.TagOpenQuote || tok.Tag == doc.TagCloseQuote {
			return -1
		}
		if !w.verbal(t) || w.tok(t).POS != doc.VERB || !w.finiteClause(t) {
			continue
		}
		if k := w.surfaceSubj(t, 0); k >= 0 && k < v && w.mentionAt[k] >= 0 {
			return k
		}
	}
	return -1
}

// accusative tells whether the token is a pronoun that is no subject.
func (w *work) accusative(t int32) bool {
	for _, s := range [...]string{"him", "them", "me", "us", "whom"} {
		if w.d.FormIs(t, s) {
			return true
		}
	}
	return false
}

// beforeAside gives the token from which to look left for the subject of v: a
// relative clause between commas that ends right before the verb is passed over.
func (w *work) beforeAside(v int32) int32 {
	s := w.d.SentenceOf(v)
	for v > s.Start && w.tok(v-1).POS == doc.AUX {
		v--
	}
	if v <= s.Start || w.tok(v-1).Tag != doc.TagComma {
		return v - 1
	}
	for t := v - 2; t > s.Start && v-t <= 2*subjectReach; t-- {
		if (w.tok(t).Tag == doc.TagWDT || w.tok(t).Tag == doc.TagWP) && w.tok(t-1).Tag == doc.TagComma {
			return t - 2
		}
	}
	return v - 1
}

// afterPreposition tells whether a mention is governed by a preposition; words
// that may as well open a clause ("after North Korea fired") do not count.
func (w *work) afterPreposition(m int32) bool {
	t := w.d.Mentions.At(m).Start - 1
	for ; t >= 0; t-- {
		if w.timeAt[t] >= 0 { // "in 2015 Turkey shot down"
			return false
		}
		switch tag := w.tok(t).Tag; tag {
		case doc.TagDT, doc.TagJJ, doc.TagCD, doc.TagPRPS:
			continue
		case doc.TagNNP, doc.TagNN:
			if w.roleAt[t] {
				continue
			}
		case doc.TagIN, doc.TagTO:
			for _, f := range clauseOpeners {
				if w.d.FormIs(t, f) {
					return false
				}
			}
			return true
		case doc.TagPOS:
			return true
		}
		break
	}
	return false
}

var clauseOpeners = []string{"after", "before", "since", "until", "as", "while", "that", "because", "if", "though", "although", "whether", "than"}

// rightOf finds the mention that follows a verb as its object.
func (w *work) rightOf(v int32) int32 {
	s := w.d.SentenceOf(v)
	for t := v + 1; t < s.End && t-v <= objectReach; t++ {
		if m := w.mentionAt[t]; m >= 0 && w.d.Mentions.At(m).Head == t {
			return t
		}
		switch tok := w.tok(t); {
		case tok.Tag == doc.TagIN, tok.Tag == doc.TagTO, tok.POS == doc.VERB, tok.POS == doc.AUX, tok.POS == doc.PUNCT, tok.POS == doc.CCONJ, tok.POS == doc.SCONJ:
			return -1
		}
	}
	return -1
}

// afterPrep finds the mention that follows the preposition p after the trigger.
func (w *work) afterPrep(t int32, p vocab.Word) int32 {
	if p == 0 {
		return -1
	}
	s := w.d.SentenceOf(t)
	for i := t + 1; i < s.End && i-t <= prepReach; i++ {
		tok := w.tok(i)
		if tok.Tag.Finite() || tok.Tag == doc.TagColon || tok.Tag == doc.TagComma || tok.Tag == doc.TagOpenQuote || tok.Tag == doc.TagCloseQuote {
			return -1
		}
		if w.Lemma[i] == p && (tok.Tag == doc.TagIN || tok.Tag == doc.TagTO || tok.Tag == doc.TagRP) {
			return w.rightOf(i)
		}
	}
	return -1
}

// owner finds the possessor before a noun: "Kyiv's later offensive".
func (w *work) owner(n int32) int32 {
	s := w.d.SentenceOf(n)
	for t := n - 1; t >= s.Start && n-t <= 4; t-- {
		switch w.tok(t).Tag {
		case doc.TagPRPS:
			return t
		case doc.TagPOS:
			for k := t - 1; k >= s.Start && t-k <= 3; k-- {
				if w.mentionAt[k] >= 0 {
					return k
				}
			}
			return -1
		case doc.TagJJ, doc.TagNN, doc.TagNNS, doc.TagCD, doc.TagNNP, doc.TagHYPH, doc.TagVBN:
		default:
			return -1
		}
	}
	return -1
}

// stepByOrder is step for a verb that the tagger took for something else, whose
// tree is therefore worthless; it tells whether it found anything.
func (w *work) stepByOrder(t int32, st frame.Step) bool {
	n := len(w.stack)
	switch st.Kind {
	case frame.Subj:
		w.push(w.leftOf(t))
	case frame.Obj:
		w.push(w.nounAfter(t))
	case frame.Prep:
		s := w.d.SentenceOf(t)
		for i := t + 1; i < s.End && i-t <= prepReach; i++ {
			if w.Lemma[i] == st.Prep && w.tok(i).POS == doc.ADP {
				w.push(w.nounAfter(i))
				break
			}
		}
	}
	return len(w.stack) > n
}

// nounAfter gives the head of the noun phrase that follows t, -1 if something else comes first.
func (w *work) nounAfter(t int32) int32 {
	found := int32(-1)
	for i, end := t+1, w.d.SentenceOf(t).End; i < end && i-t <= objectReach; i++ {
		if i == t+1 && w.particle(i) { // "shot down a plane"
			continue
		}
		switch w.tok(i).POS {
		case doc.NOUN, doc.PROPN, doc.PRON:
			if w.mistagged[i] {
				return found
			}
			found = i
		case doc.DET, doc.ADJ, doc.NUM, doc.ADV, doc.PART:
			if found >= 0 && w.tok(i).Tag != doc.TagPOS {
				return found
			}
		default:
			return found
		}
	}
	return found
}

// particle tells whether a token is a word that goes with a verb.
func (w *work) particle(t int32) bool {
	for _, s := range [...]string{"down", "off", "out", "up", "away", "back"} {
		if w.d.FormIs(t, s) {
			return true
		}
	}
	return false
}
