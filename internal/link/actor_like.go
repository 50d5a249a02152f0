package link

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// How alike two bearers of a name are: what sameActor takes, and what each sign counts.
const (
	sameActor    = 2.0
	fullName     = 3.0 // the same name of several words
	initialName  = 2.0 // "J. Smith" and "John Smith"
	singleName   = 1.5 // the same single word, a surname or an acronym
	sameCountry  = 1.0
	otherCountry = -3.0
	otherPerson  = -9.0 // both have several words, and they differ
)

// likeness of a described entity to a remembered identity.
func (v *identity) likeness(w *identity) float64 {
	if classOf(v.typ) != classOf(w.typ) || v.wikidata != "" && w.wikidata != "" && v.wikidata != w.wikidata {
		return 0
	}
	var s float64
	switch classOf(v.typ) {
	case "person":
		s = personLikeness(v.aliases, w.aliases)
	case "body":
		s = bodyLikeness(v.aliases, w.aliases)
	default:
		if intersects(v.aliases, w.aliases) {
			s = singleName
		}
	}
	if s <= 0 {
		return 0
	}
	switch {
	case v.country == "" || w.country == "":
		if slices.ContainsFunc(v.aliases, generic) {
			return 0 // a ministry without a country may be anyone's
		}
	case v.country == w.country:
		s += sameCountry
	default:
		s += otherCountry
	}
	return s
}

func intersects(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func personLikeness(a, b []string) float64 {
	best := 0.0
	differ := false
	for _, p := range a {
		for _, q := range b {
			several := strings.Contains(p, " ") && strings.Contains(q, " ")
			switch {
			case p == q && several:
				return fullName
			case p == q:
				best = max(best, singleName)
			case several && initialOf(p, q):
				best = max(best, initialName)
			case several:
				differ = true
			case lastName(p) == lastName(q):
				best = max(best, singleName)
			}
		}
	}
	if differ && best < initialName {
		return otherPerson
	}
	return best
}

// initialOf: the same last name, and one first name begins the other.
func initialOf(p, q string) bool {
	if lastName(p) != lastName(q) {
		return false
	}
	f, g := firstName(p), firstName(q)
	return strings.HasPrefix(f, g) || strings.HasPrefix(g, f)
}

func firstName(folded string) string {
	first, _, _ := strings.Cut(folded, " ")
	return first
}

func bodyLikeness(a, b []string) float64 {
	best := 0.0
	for _, p := range a {
		for _, q := range b {
			switch {
			case p == q && strings.Contains(p, " "):
				return fullName
			case p == q, acronym(p) == q, acronym(q) == p:
				best = max(best, singleName)
			}
		}
	}
	return best
}

//go:embed generic.txt
var genericFile string

// generic names are borne by a body of every country.
func generic(folded string) bool {
	table := genericWords()
	for _, w := range strings.Fields(folded) {
		if !table[w] {
			return false
		}
	}
	return true
}

var genericWords = sync.OnceValue(func() map[string]bool { return wordTable(genericFile) })
