package train

import (
	"slices"

	"herodotus/internal/event"
)

// tunedFeatures set apart candidates of texts on which the lexicon was tuned: there its senses hold more often, and
// words of which none holds are events more seldom, than in texts never seen. No candidate has them when it is judged.
func tunedFeatures(x *event.Candidate) []string {
	kind := "tuned plain"
	switch {
	case x.Loose:
		kind = "tuned loose"
	case x.Doubted:
		kind = "tuned doubted"
	}
	return []string{"tuned", kind, kind + " " + x.Type}
}

// wanted is an event that a reader noted.
type wanted struct {
	types    []string
	optional bool
	near     int // bytes of the clause: shorter ones choose first
	fit      func(*event.Candidate) int
}

// add labels a document's candidates by the events that they answer, as the scorer has it: required events choose
// first, and those whose trigger was hit.
func (c *eventData) add(set *eventSet, found []event.Candidate, want []wanted) {
	type pair struct{ cost, want, found int }
	var pairs []pair
	fits := make([]bool, len(found))
	for i, g := range want {
		if !g.optional {
			set.required++
		}
		for k := range found {
			f := 0
			if slices.Contains(g.types, found[k].Type) {
				f = g.fit(&found[k])
			}
			fits[k] = fits[k] || f > 0
			if f == 0 || f == 1 && found[k].Doubted { // a doubtful word is the trigger or none
				continue
			}
			cost := (2-f)*4096 + min(g.near, 4095)
			if g.optional {
				cost += 1 << 20
			}
			if found[k].Doubted {
				cost += 8192
			}
			if found[k].Eaten {
				cost += 8192 * 2
			}
			pairs = append(pairs, pair{cost, i, k})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return a.cost - b.cost })
	answered, answers := make([]bool, len(want)), make([]*wanted, len(found))
	for _, p := range pairs {
		if !answered[p.want] && answers[p.found] == nil {
			answered[p.want], answers[p.found] = true, &want[p.want]
		}
	}
	for k := range found {
		s := c.sample(set, &found[k])
		s.weight = 1
		if s.rivals = len(set.samples); k > 0 && found[k-1].Word == found[k].Word {
			s.rivals = set.samples[s.rivals-1].rivals
		}
		switch g := answers[k]; {
		case g != nil:
			s.event = true
			if g.optional {
				s.weight = optionalEvent
			}
		case fits[k] && found[k].SameAs >= 0:
			s.weight = 0
		}
		set.samples = append(set.samples, s)
	}
	c.docs++
}

// sample numbers a candidate's features.
func (c *eventData) sample(set *eventSet, x *event.Candidate) eventSample {
	s := eventSample{doc: c.docs, doubted: x.Doubted}
	names := x.Features
	if set.tuned {
		names = append(names, tunedFeatures(x)...)
	}
	s.features = c.numbers(names)
	return s
}
