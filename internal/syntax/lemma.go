package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// MaxSuffix is the longest suffix, in bytes, that the lemmatiser looks at.
const MaxSuffix = 7

// Lemmatiser turns a form and its tag into a lemma: the longest known ending
// (the whole form counts as longest) gives the rule.
type Lemmatiser struct {
	rules []lemmaRule
	table *model.Lookup
}

// lemmaRule cuts bytes off the end and adds others; whole puts the others in the form's place.
type lemmaRule struct {
	cut   int
	add   string
	whole bool
}

// LemmaRule writes the rule that makes lemma from form, both in lower case:
// "3+y" for "parties", "=be" where they share no beginning.
func LemmaRule(form, lemma string) string {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && n < len(form) && !utf8.RuneStart(form[n]) {
		n--
	}
	if n == 0 || n*2 < len(form)-3 {
		return "=" + lemma
	}
	return strconv.Itoa(len(form)-n) + "+" + lemma[n:]
}

func parseLemmaRule(s string) (lemmaRule, error) {
	if add, ok := strings.CutPrefix(s, "="); ok {
		return lemmaRule{whole: true, add: add}, nil
	}
	cut, add, ok := strings.Cut(s, "+")
	n, err := strconv.Atoi(cut)
	if !ok || err != nil || n < 0 {
		return lemmaRule{}, fmt.Errorf("bad lemma rule %q", s)
	}
	return lemmaRule{cut: n, add: add}, nil
}

// NewLemmatiser makes a lemmatiser of rules and the endings that lead to them.
func NewLemmatiser(rules []string, table *model.Lookup) (*Lemmatiser, error) {
	l := &Lemmatiser{table: table}
	for _, s := range rules {
		r, err := parseLemmaRule(s)
		if err != nil {
			return nil, err
		}
		l.rules = append(l.rules, r)
	}
	return l, nil
}

// Endings appends a key for each ending of the form, from none to MaxSuffix
// bytes, and last for the whole form.
func Endings(keys []uint64, form []byte, tag doc.Tag, pos doc.POS) []uint64 {
	h := uint64(tag)<<8 | uint64(pos)
	keys = append(keys, model.Key(h, 1))
	for i := len(form) - 1; i >= 0 && i >= len(form)-maxForm; i-- {
		c := form[i]
		if c-'0' < 10 {
			c = '0'
		}
		h = h*0x9e3779b97f4a7c15 + uint64(c) + 1
		if i >= len(form)-MaxSuffix {
			keys = append(keys, model.Key(h, 1))
		}
	}
	return append(keys, model.Key(h, 2))
}

// LemmaBase appends the form as rules see it: ASCII punctuation, lower case.
func LemmaBase(b []byte, form string) []byte {
	n := len(b)
	b = plain(b, form)
	return append(b[:n], lower(b[n:])...)
}

// Append appends the lemma of a form to b.
func (l *Lemmatiser) Append(b []byte, form string, tag doc.Tag, pos doc.POS) []byte {
	start := len(b)
	b = LemmaBase(b, form)
	base := b[start:]
	var store [MaxSuffix + 2]uint64
	keys := Endings(store[:0], base, tag, pos)
	for i := len(keys) - 1; i >= 0; i-- {
		n, ok := l.table.Find(keys[i])
		if !ok {
			continue
		}
		if int(n) >= len(l.rules) {
			break
		}
		r := &l.rules[n]
		if r.whole {
			return append(b[:start], r.add...)
		}
		if r.cut > len(base) || r.cut == len(base) && r.add == "" {
			break
		}
		if pos == doc.PROPN || form == "I" {
			b = plain(b[:start], form)
		}
		if end := len(b) - r.cut; end >= start && (end == len(b) || utf8.RuneStart(b[end])) {
			return append(b[:end], r.add...)
		}
		break
	}
	if pos == doc.PROPN {
		b = plain(b[:start], form)
	}
	return b
}
