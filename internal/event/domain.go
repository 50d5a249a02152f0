package event

import (
	_ "embed"
	"fmt"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/ontology"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed domains.txt
var domainsTable string

// domains are the fields of domains.txt.
type domains struct {
	names []string          // by domain
	types []map[string]bool // by domain: the event types that it rules out
	words vocab.Sets        // which domains each word belongs to
}

func (x *Extractor) loadDomains() error {
	return table.Rows("domains.txt", domainsTable, func(head bool, f []string) error {
		if head {
			if len(f) < 3 {
				return fmt.Errorf("want NAME TYPES WORDS")
			}
			types := map[string]bool{}
			for t := range strings.SplitSeq(f[1], ",") {
				if t != "-" && ontology.Lookup(t) == nil {
					return fmt.Errorf("%s is no PLOVER type", t)
				}
				types[t] = true
			}
			x.domains.types = append(x.domains.types, types)
			x.domains.names = append(x.domains.names, f[0])
			f = f[2:]
		}
		for _, w := range f {
			x.domains.words.Add(x.lex.Vocab, w, 1<<(len(x.domains.types)-1))
		}
		return nil
	})
}

// domainEvery is how many tokens of a report there are at most for each word of
// a field for the report to be one of that field, and domainLeast how many
// words it must hold at least.
const (
	domainEvery = 60
	domainLeast = 3
)

// figurative tells whether a candidate is a word of conflict in a field where
// it means none: its sentence and its report speak of the field, or its sentence
// does more than once, and nobody armed takes part.
func (w *work) figurative(c *candidate) bool {
	if c.sense.Type == "ASSAULT" && len(c.sense.Modes) == 0 && w.peaceable(c.actors) || w.blow(c) {
		return true
	}
	var here, all [16]int32
	s := w.d.SentenceOf(c.tok)
	for t := s.Start; t < s.End; t++ {
		count(&here, w.x.domains.words.At(&w.Text, t))
	}
	all = *w.domainsOfDoc()
	for i, types := range w.x.domains.types {
		if !types[c.sense.Type] || here[i] == 0 {
			continue
		}
		if here[i] > 1 || all[i] >= domainLeast && all[i]*domainEvery >= int32(len(w.d.Tokens)) {
			return !w.armed(c)
		}
	}
	return false
}

// blow tells whether "the strike", of which nobody is said to take part, is an attack told before rather than a stoppage.
func (w *work) blow(c *candidate) bool {
	if c.sense.Type != "PROTEST" || c.sense.POS != 'n' || len(c.actors) > 0 || !strings.EqualFold(w.d.Lemma(c.last), "strike") {
		return false
	}
	attacks := 0
	for _, i := range w.kept {
		switch w.cands[i].sense.Type {
		case "ASSAULT":
			attacks++
		case "PROTEST":
			return false
		}
	}
	return attacks > 0
}

// peaceable tells whether all of the actors are bodies that use words for
// weapons: churches, companies, papers, societies.
func (w *work) peaceable(actors []doc.Arg) bool {
	for i := range actors {
		e := w.d.Entities.At(actors[i].Entity)
		if e.Type != doc.ORG || e.Plural {
			return false
		}
		switch e.Sector {
		case "REL", "BUS", "JRN", "SOC", "EDU", "MED", "AGR":
		default:
			return false
		}
	}
	return len(actors) > 0
}

func count(n *[16]int32, set uint64) {
	for i := 0; set != 0; i, set = i+1, set>>1 {
		if set&1 != 0 {
			n[i]++
		}
	}
}

// domainsOfDoc counts the words of each field in the whole document once.
func (w *work) domainsOfDoc() *[16]int32 {
	if !w.domainsKnown {
		w.domainsKnown = true
		w.docDomains = [16]int32{}
		for t := range w.d.Tokens {
			count(&w.docDomains, w.x.domains.words.At(&w.Text, int32(t)))
		}
	}
	return &w.docDomains
}

// armed tells whether a participant bears arms.
func (w *work) armed(c *candidate) bool {
	for _, args := range [2][]doc.Arg{c.actors, c.others} {
		for i := range args {
			if kinds(w.d.Entities.At(args[i].Entity))&frame.RefArmed != 0 {
				return true
			}
		}
	}
	return false
}
