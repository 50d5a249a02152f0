package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// surroundings are how political a report is: the same words tell of politics in one and of a match, a film or a fire in another.
type surroundings struct {
	known    bool
	politics string // how much of the report speaks of states, officials and the armed
	personal string // how much of it is said by "I" to "you", as in interviews and reviews
	lead     uint64 // fields of speech of its headline and first sentence
}

// shortText is how many tokens a text holds at most of which one or two sentences tell nothing about what it is of.
const shortText = 60

// aroundFeatures tell in what surroundings the word stands.
func (w *work) aroundFeatures(c *candidate, t *model.Tally) {
	s := w.aroundOfDoc()
	typ := c.sense.Type
	t.Add("politics", s.politics)
	t.Add("politics", s.politics, typ)
	t.Add("politics", s.politics, w.posName(c), countNames[min(len(c.actors)+len(c.others), 2)])
	t.Add("personal", s.personal)
	t.Add("personal", s.personal, typ)
	sent := w.d.SentenceOf(c.tok)
	here := countNames[min(w.political(sent.Range), 2)]
	t.Add("politics here", here)
	t.Add("politics here", here, typ)
	t.Add("politics here", here, s.politics)
	for i, name := range w.x.domains.names {
		if s.lead&(1<<i) != 0 {
			t.Add("lead", name)
			t.Add("lead", name, typ)
		}
	}
}

// aroundOfDoc looks at the whole document once.
func (w *work) aroundOfDoc() *surroundings {
	s := &w.around
	if s.known {
		return s
	}
	n := max(len(w.d.Tokens), 1)
	*s = surroundings{known: true,
		politics: rate(w.political(doc.Range{Start: 0, End: int32(len(w.d.Tokens))}), n, 10, 25, 50),
		personal: rate(w.firstPersons(), n, 1, 5, 20)}
	if n < shortText {
		s.politics, s.personal = "short", "short"
	}
	for i := range w.d.Sentences {
		r := &w.d.Sentences[i]
		for k := r.Start; k < r.End; k++ {
			s.lead |= w.x.domains.words.At(&w.Text, k)
		}
		if !r.Heading {
			break
		}
	}
	return s
}

// rate names how often something stands in a text, by its occurrences in a thousand tokens.
func rate(n, tokens int, few, some, many int) string {
	switch n = n * 1000 / tokens; {
	case n < few:
		return "hardly"
	case n < some:
		return "little"
	case n < many:
		return "much"
	}
	return "full"
}

// political counts the mentions of states and their bodies, parties, officials and armed people in a range.
func (w *work) political(r doc.Range) (n int) {
	for t := r.Start; t < r.End; t++ {
		m := w.mentionAt[t]
		if m < 0 || w.d.Mentions.At(m).Head != t {
			continue
		}
		switch e := w.d.Entities.At(w.d.Mentions.At(m).Entity); e.Sector {
		case "GOV", "MIL", "LEG", "JUD", "COP", "REB", "OPP", "PTY", "UAF", "PRM", "SPY", "ELI":
			n++
		default:
			if e.Country == "UNO" || e.Country == "EUR" || e.Country == "IGO" {
				n++
			}
		}
	}
	return n
}

// firstPersons counts the words for those who speak and are spoken to.
func (w *work) firstPersons() (n int) {
	for t := range w.d.Tokens {
		if tag := w.d.Tokens[t].Tag; tag != doc.TagPRP && tag != doc.TagPRPS {
			continue
		}
		for _, f := range [...]string{"i", "you", "my", "your", "me"} {
			if w.d.FormIs(int32(t), f) {
				n++
			}
		}
	}
	return n
}
