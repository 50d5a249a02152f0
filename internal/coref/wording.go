package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// bareName gives a nominal's words without determiner or possessive pronoun.
func (r *run) bareName(m *mention) string {
	g := m.Range
	if t := &r.d.Tokens[g.Start]; g.Start < m.Head && (t.POS == doc.DET || t.Tag == doc.TagPRPS) {
		g.Start++
	}
	return strings.ReplaceAll(r.d.Words(g), "\n", " ")
}

// longestPhrase is the most tokens after a noun that its name takes in.
const longestPhrase = 6

// fullName gives a nominal's words with the phrase after it that tells it apart: "mayor of
// Soweto", "residents of Greater Santiago".
func (r *run) fullName(m *mention) string {
	name := r.bareName(m)
	for _, k := range r.tree.Kids(m.Head) {
		if k < m.End || r.d.Tokens[k].Rel.Base() != doc.Nmod {
			continue
		}
		c := r.tree.Kid(k, doc.Case)
		g := r.tree.Subtree(k)
		if c != m.End || g.Start != m.End || g.Len() > longestPhrase {
			return name
		}
		if lower(r.d.Form(c)) == "of" {
			for g.Len() > 1 && r.d.Tokens[g.End-1].POS == doc.PUNCT {
				g.End--
			}
			return name + " " + strings.ReplaceAll(r.d.Words(g), "\n", " ")
		}
		return name
	}
	return name
}

// premodified tells whether more than a determiner stands before the noun.
func (r *run) premodified(m *mention) bool {
	n := m.Head - m.Start
	if m.det == definite || m.det == indefinite || m.det == possessive {
		n--
	}
	return n > 0
}

// saysNothingNew tells whether every word before a phrase's noun stands in a name as well.
func (r *run) saysNothingNew(m *mention, name string) bool {
	start := m.Start
	if m.det != bare {
		start++
	}
	for t := start; t < m.Head; t++ {
		if !strings.Contains(name, r.d.Form(t)) {
			return false
		}
	}
	return true
}

// hyphened tells whether a noun is but half of a word that modifies another: "island-wide",
// "state-owned", "all-women crew".
func (r *run) hyphened(i int32) bool {
	t := r.d.Tokens
	if int(i)+2 < len(t) && r.d.Form(i+1) == "-" && t[i].End == t[i+1].Start && t[i+1].End == t[i+2].Start {
		return true
	}
	return i > 0 && int(i)+1 < len(t) && r.d.Form(i-1) == "-" && t[i-1].End == t[i].Start && t[i+1].POS == doc.NOUN && t[i+1].Sent == t[i].Sent
}

// beforeNoun tells whether a common noun follows at once: "state press agency", "a country retreat".
func (r *run) beforeNoun(i int32) bool {
	return int(i)+1 < len(r.d.Tokens) && r.d.Tokens[i+1].POS == doc.NOUN && r.d.Tokens[i+1].Sent == r.d.Tokens[i].Sent && !r.timeAt[i+1]
}

// isCondition tells whether "state" is none of a country: "a state of emergency", "in a
// state of shock".
func (r *run) isCondition(i int32) bool {
	if r.lemma(i) != "state" || int(i)+2 >= len(r.d.Tokens) || lower(r.d.Form(i+1)) != "of" {
		return false
	}
	t := &r.d.Tokens[i+2]
	return t.POS == doc.NOUN && r.cover[i+2] == none
}
