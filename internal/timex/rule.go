package timex

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// maxElements bounds a pattern's length.
const maxElements = 12

// element is one place of a pattern.
type element struct {
	classes  classSet
	lits     []uint16
	optional bool
}

// rule is one line of rules.txt.
type rule struct {
	build    builder
	kind     string
	arg      string
	context  *element // what must stand before, without being a part of the expression
	elements []element
}

// capture says which word an element matched, and as what.
type capture struct {
	word  int16 // -1: the optional element is missing
	class class // literal for a literal
}

// match is a rule that fits at a place.
type match struct {
	rule       *rule
	id         int16  // of the rule
	words      []word // of the sentence
	start, end int    // words of the expression
	caps       [maxElements]capture
}

func (t *tables) addRule(line string) error {
	f := strings.Fields(line)
	if len(f) == 0 || strings.HasPrefix(f[0], "#") {
		return nil
	}
	if len(f) < 2 || len(f)-1 > maxElements {
		return fmt.Errorf("want a kind and 1 to %d elements", maxElements)
	}
	r := rule{}
	r.kind, r.arg, _ = strings.Cut(f[0], ":")
	if r.build = builders[r.kind]; r.build == nil {
		return fmt.Errorf("unknown kind %q", r.kind)
	}
	for i, s := range f[1:] {
		inner, context := strings.CutPrefix(s, "[")
		e, err := t.element(strings.TrimSuffix(inner, "]"))
		switch {
		case err != nil:
			return err
		case context && i == 0:
			r.context = &e
		case context:
			return fmt.Errorf("context %s may stand only at the beginning", s)
		default:
			r.elements = append(r.elements, e)
		}
	}
	t.rules = append(t.rules, r)
	t.indexRule(int16(len(t.rules) - 1))
	return nil
}

func (t *tables) element(s string) (e element, err error) {
	if s != "?" && strings.HasSuffix(s, "?") {
		e.optional, s = true, s[:len(s)-1]
	}
	for _, a := range strings.Split(s, "|") {
		switch c := classNamed(a); {
		case a == "":
			return e, fmt.Errorf("empty alternative in %q", s)
		case c != literal:
			e.classes |= c.bit()
		case a != strings.ToLower(a):
			return e, fmt.Errorf("unknown class %q", a)
		default:
			e.lits = append(e.lits, t.literal(a))
		}
	}
	return e, nil
}

// indexRule files a rule under all that it may begin with.
func (t *tables) indexRule(id int16) {
	for _, e := range t.rules[id].elements {
		for c := class(1); c < numClass; c++ {
			if e.classes&c.bit() != 0 {
				t.byClass[c] = appendOnce(t.byClass[c], id)
			}
		}
		for _, l := range e.lits {
			t.byLit[l] = appendOnce(t.byLit[l], id)
		}
		if !e.optional {
			return
		}
	}
}

func appendOnce(ids []int16, id int16) []int16 {
	if n := len(ids); n > 0 && ids[n-1] == id {
		return ids
	}
	return append(ids, id)
}

// best finds the rule that covers most words from word i on, the earlier of equal ones. Rules in declined are passed over.
func (t *tables) best(words []word, i int, declined []int16, m *match) bool {
	m.rule, m.words, m.start, m.end = nil, words, i, i
	w := &words[i]
	for set := w.classes; set != 0; set &= set - 1 {
		t.try(t.byClass[bits.TrailingZeros32(uint32(set))], declined, m)
	}
	if w.lit != 0 {
		t.try(t.byLit[w.lit], declined, m)
	}
	return m.rule != nil
}

func (t *tables) try(ids, declined []int16, m *match) {
	for _, id := range ids {
		r := &t.rules[id]
		if r.context != nil && (m.start == 0 || !r.context.accepts(&m.words[m.start-1])) || slices.Contains(declined, id) {
			continue
		}
		var caps [maxElements]capture
		end := r.fit(m.words, m.start, 0, &caps)
		if end > m.end || end == m.end && m.rule != nil && id < m.id {
			m.rule, m.id, m.end, m.caps = r, id, end, caps
		}
	}
}

// fit matches the elements from k on to the words from i on and gives the end, or -1. An optional element is taken
// if it can be.
func (r *rule) fit(words []word, i, k int, caps *[maxElements]capture) int {
	if k == len(r.elements) {
		return i
	}
	e := &r.elements[k]
	if i < len(words) {
		if c, ok := e.match(&words[i]); ok {
			caps[k] = capture{int16(i), c}
			if end := r.fit(words, i+1, k+1, caps); end >= 0 {
				return end
			}
		}
	}
	caps[k].word = -1
	if e.optional {
		return r.fit(words, i, k+1, caps)
	}
	return -1
}

func (e *element) accepts(w *word) bool { _, ok := e.match(w); return ok }

// match tells whether the element accepts the word, and as which class.
func (e *element) match(w *word) (class, bool) {
	if set := e.classes & w.classes; set != 0 {
		return class(bits.TrailingZeros32(uint32(set))), true
	}
	return literal, w.lit != 0 && slices.Contains(e.lits, w.lit)
}

// nth gives the value of the n-th word (from 0) that matched as the class.
func (m *match) nth(c class, n int) (int, bool) {
	for k := range m.rule.elements {
		if p := m.caps[k]; p.word >= 0 && p.class == c {
			if n == 0 {
				return m.words[p.word].value(c), true
			}
			n--
		}
	}
	return 0, false
}

// val gives the value of the first word that matched as the class, 0 when none did.
func (m *match) val(c class) int { v, _ := m.nth(c, 0); return v }

// has tells whether a word matched as the class.
func (m *match) has(c class) bool { _, ok := m.nth(c, 0); return ok }
