package event

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/vocab"
)

// choose finds the sense of token t whose conditions hold, the most specific
// first, and the next best for explain; nil when the token is no trigger.
func (w *work) choose(t int32) (best, next *frame.Sense) {
	best, next = w.chooseBy(t, w.Lemma[t])
	if f := w.Form[t]; best == nil && f != w.Lemma[t] {
		best, next = w.chooseBy(t, f)
	}
	return best, next
}

func (w *work) chooseBy(t int32, head vocab.Word) (best, next *frame.Sense) {
	if head == 0 {
		return nil, nil
	}
	senses := w.x.lex.Of(head)
	for i := range senses {
		s := &senses[i]
		if !w.fits(t, s) || !w.holdsAll(t, s) {
			continue
		}
		if best != nil {
			return best, s
		}
		best = s
	}
	return best, nil
}

// fits tells whether the token's part of speech is the sense's.
func (w *work) fits(t int32, s *frame.Sense) bool {
	tok := w.tok(t)
	switch s.POS {
	case 'v':
		if tok.POS != doc.VERB && !w.mistagged[t] {
			return false
		}
	case 'n':
		if tok.POS != doc.NOUN && tok.POS != doc.PROPN {
			return false
		}
	case 'a':
		// Participles are adjectives to some and verbs to others ("concerned").
		if tok.POS != doc.ADJ && !(tok.POS == doc.VERB && (tok.Tag == doc.TagVBN || tok.Tag == doc.TagVBG)) {
			return false
		}
	}
	return w.Preceded(t, s.Before)
}

// begins tells whether the phrase begins with token t: "state of emergency", whose head is its first word.
func (w *work) begins(t int32, phrase []vocab.Word) bool {
	for i, p := range phrase {
		at := t + int32(i)
		if int(at) >= len(w.d.Tokens) || w.Lemma[at] != p && w.Form[at] != p {
			return false
		}
	}
	return true
}

func (w *work) holdsAll(t int32, s *frame.Sense) bool {
	for i := range s.Conds {
		if w.holds(t, s, &s.Conds[i]) == s.Conds[i].Not {
			return false
		}
	}
	return true
}

// holds tells whether something in the condition's slot is in its list.
func (w *work) holds(t int32, s *frame.Sense, c *frame.Cond) bool {
	mark := len(w.stack)
	w.seeTimes = true
	from := w.args(t, c.At)
	w.seeTimes = false
	defer func() { w.stack = w.stack[:mark] }()
	if c.Any {
		return len(w.stack) > from
	}
	for i, end := from, len(w.stack); i < end; i++ {
		if w.listed(w.stack[i], c) || c.Refs != 0 && w.refers(w.stack[i], t, s, c.Refs) {
			return true
		}
	}
	return false
}

// listed tells whether the token, or one coordinated with it, is among the condition's words.
func (w *work) listed(t int32, c *frame.Cond) bool {
	if inList(c.Words, w.Lemma[t]) || inList(c.Words, w.Form[t]) {
		return true
	}
	for _, p := range c.Phrases {
		last := p[len(p)-1]
		if (w.Lemma[t] == last || w.Form[t] == last) && w.Preceded(t, p[:len(p)-1]) || w.begins(t, p) {
			return true
		}
	}
	if m := w.measured(t); m >= 0 && w.listed(m, c) {
		return true
	}
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Conj && w.listed(k, c) {
			return true
		}
	}
	return false
}

func inList(list []vocab.Word, x vocab.Word) bool {
	if x == 0 {
		return false
	}
	_, ok := slices.BinarySearch(list, x)
	return ok
}

// refers tells whether token a refers to one of the kinds of things.
func (w *work) refers(a, t int32, s *frame.Sense, want frame.Refs) bool {
	var buf [4]doc.Arg
	w.asking = true
	args := w.refer(buf[:0], a, "")
	w.asking = false
	for _, arg := range args {
		if strings.HasPrefix(arg.Why, whyThrough) && w.measured(a) < 0 {
			continue // the argument itself is asked for
		}
		if kinds(w.d.Entities.At(arg.Entity))&want != 0 {
			return true
		}
		if want&frame.RefForeign != 0 && w.foreign(&arg, t, s) {
			return true
		}
	}
	return false
}

// foreign tells whether the argument's country is another than that of the sense's actors.
func (w *work) foreign(arg *doc.Arg, t int32, s *frame.Sense) bool {
	c := w.country(arg)
	if c == "" {
		return false
	}
	var buf [4]doc.Arg
	for _, a := range w.fillRole(buf[:0], t, s, s.Actor, doc.None) {
		if own := w.country(&a); own != "" && own != c {
			return true
		}
	}
	return false
}
