package link

import (
	_ "embed"
	"slices"
	"sync"

	"herodotus/record"
)

//go:embed denied.txt
var deniedFile string

var deniedWords = sync.OnceValue(func() map[string]bool { return wordTable(deniedFile) })

// Bounds of what a denial that tells nothing itself may be taken to deny.
const (
	denialWords     = 4 // telling words in what is denied
	denialSentences = 3 // back to the accusation
)

// plainDenials finds claims that deny what another source lays at their source's
// door, without telling it again ("the army denied the accusation"), by unit.
func (x *linking) plainDenials(units []*told) [][]int {
	out := make([][]int, len(units))
	for i := range x.rec.Claims {
		c := &x.rec.Claims[i]
		if c.Act != "deny" || len(c.Events) > 0 || c.Cue == nil || c.Source.Entity == nil || !x.pointsBack(c) {
			continue
		}
		if denier := x.actors[*c.Source.Entity]; denier != nil {
			if u := x.accused(units, denier, c); u >= 0 {
				out[u] = append(out[u], i)
			}
		}
	}
	return out
}

// pointsBack: what is denied is no more than a word for what was said.
func (x *linking) pointsBack(c *record.Claim) bool {
	telling, back := 0, len(c.Content) == 0
	stop, table := stopWords(), deniedWords()
	for _, s := range c.Content {
		for _, w := range x.wordsIn(s) {
			back = back || table[w.low]
			if !stop[w.low] {
				telling++
			}
		}
	}
	return back && telling <= denialWords
}

// accused is the last event in the sentences before the denial that another side's
// claim lays at the denier's door, or that somebody claims whom the denial names ("the
// claim from Berlin"); -1 for none.
func (x *linking) accused(units []*told, by *Actor, denial *record.Claim) int {
	best, at := -1, -1
	last := x.sentence(denial.Cue.Start)
	named := x.namedIn(denial.Content)
	for u, t := range units {
		blamed := kin().family[t.typ] == "force" && slices.ContainsFunc(t.actors, by.mayBe)
		for _, i := range t.events {
			e := &x.rec.Events[i]
			if e.Claim == nil || e.Trigger.Start > denial.Cue.Start || e.Trigger.Start < at || x.sentence(e.Trigger.Start) < last-denialSentences {
				continue
			}
			c := x.claims[*e.Claim]
			if c == nil || c.Source.Entity == nil || x.oneSide(*c.Source.Entity, by) {
				continue
			}
			if source := x.actors[*c.Source.Entity]; blamed || source != nil && slices.ContainsFunc(named, source.speaksFor) {
				best, at = u, e.Trigger.Start
			}
		}
	}
	return best
}

// namedIn lists who is named in stretches of the text.
func (x *linking) namedIn(spans []record.Span) []*Actor {
	var out []*Actor
	for i := range x.rec.Mentions {
		m := &x.rec.Mentions[i]
		if a := x.actors[m.Entity]; a != nil && a.Named && slices.ContainsFunc(spans, func(s record.Span) bool { return s.Start <= m.Start && m.End <= s.End }) {
			out = append(out, a)
		}
	}
	return out
}

// speaksFor: the actor is the named one, or of the government of the named state.
func (a *Actor) speaksFor(named *Actor) bool {
	return a.Key == named.Key || a.Country != "" && a.Country == named.Country && a.Sector == "GOV" && named.Type == "GPE"
}

// mayBe: the participant is the actor, or one of its state.
func (a *Actor) mayBe(p party) bool {
	return p.key == a.Key || p.country != "" && p.country == a.Country && (p.sector == a.Sector || p.sector == "GOV" || a.Sector == "GOV")
}

func (x *linking) oneSide(entity string, by *Actor) bool {
	a := x.actors[entity]
	return a != nil && (a.Key == by.Key || a.Country != "" && a.Country == by.Country && a.Sector == by.Sector)
}
