package link

import (
	"slices"

	"herodotus/record"
)

// party is a participant as it is compared across documents.
type party struct {
	key, name, country, sector string
	named, place               bool
}

func (p *party) fields(c *codec) {
	for _, s := range []*string{&p.key, &p.name, &p.country, &p.sector} {
		c.str(s)
	}
	c.bool(&p.named)
	c.bool(&p.place)
}

// told is one event as a document tells it: an event of the record together with its repetitions.
type told struct {
	events             []int // indexes into the record's events
	typ                string
	modes              []string
	actors, recipients []party
	place              spot
	near               []spot // places in its sentences, where it has none of its own
	days               span
	past, planned      bool
	heading            bool     // told in a heading only
	denied             bool     // somebody says that it is not so
	triggers           []string // stems
	words              vector   // of the evidence
	numbers            []number
}

// tellings gathers the record's events with their repetitions, in the order of the first.
func (x *linking) tellings() []*told {
	heads := map[int]*told{}
	var out []*told
	for i := range x.rec.Events {
		head := x.head(i)
		t := heads[head]
		if t == nil {
			t = &told{typ: x.rec.Events[head].Type}
			heads[head] = t
			out = append(out, t)
		}
		t.events = append(t.events, i)
	}
	for _, t := range out {
		x.fill(t)
	}
	return out
}

// head is the event that the event repeats, after however many steps.
func (x *linking) head(event int) int {
	for range 64 {
		same := x.rec.Events[event].SameAs
		if same == nil {
			break
		}
		earlier, ok := x.events[*same]
		if !ok {
			break
		}
		event = earlier
	}
	return event
}

// fill takes each slot from the first telling that has it.
func (x *linking) fill(t *told) {
	t.days = span{NoDay, NoDay, guessed}
	t.past, t.heading = true, true
	for _, i := range t.events {
		e := &x.rec.Events[i]
		t.heading = t.heading && x.sentenceOf(e.Trigger.Start).Heading
		for _, m := range e.Modes {
			if !slices.Contains(t.modes, m) {
				t.modes = append(t.modes, m)
			}
		}
		if len(t.actors) == 0 {
			t.actors = x.parties(e.Actors)
		}
		if len(t.recipients) == 0 {
			t.recipients = x.parties(e.Recipients)
		}
		if t.place.name == "" && e.Place != nil {
			t.place = x.spot(*e.Place)
		}
		past, ago := x.toldAsPast(e.Trigger.Start)
		if d := x.eventDays(e, past, int32(ago)); d.known > t.days.known {
			t.days = d
		}
		t.past = t.past && (past || slices.Contains(e.Auxiliary, "historical"))
		t.planned = t.planned || slices.Contains(e.Auxiliary, "future") || slices.Contains(e.Auxiliary, "hypothetical")
		t.denied = t.denied || slices.ContainsFunc(e.Factuality, func(f record.Fact) bool { return f.Source != "author" && denies(f.Value) })
		t.triggers = append(t.triggers, stem(foldName(e.Trigger.Text)))
		t.numbers = append(t.numbers, x.numbersOf(i)...)
	}
	if t.place.name == "" {
		t.near = x.placesNear(t)
	}
	x.settleDays(t)
	t.words = x.evidenceWords(t)
}

// parties gives the participants; a group stands for its members.
func (x *linking) parties(args []record.Arg) []party {
	var out []party
	for _, a := range args {
		for _, id := range x.members(a.Entity) {
			actor := x.actors[id]
			if actor == nil {
				continue
			}
			p := party{actor.Key, actor.Name, actor.Country, actor.Sector, actor.Named, classOf(actor.Type) == "place"}
			if id == a.Entity {
				if c := value(a.Country); c != "" {
					p.country = c
				}
				if s := value(a.Sector); s != "" {
					p.sector = s
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// evidenceWords weighs the words of the clauses that tell the event, without names:
// who and where are compared as such.
func (x *linking) evidenceWords(t *told) vector {
	idf, stop := rarity(), stopWords()
	seen := map[uint32]bool{}
	var v vector
	for _, i := range t.events {
		for _, s := range x.rec.Events[i].Evidence {
			for _, w := range x.wordsIn(s) {
				st := stem(w.low)
				h := termID("word", st)
				if stop[w.low] || len(w.low) < 3 || seen[h] || x.names[w.start] {
					continue
				}
				seen[h] = true
				r, ok := idf[st]
				if !ok {
					r = rarest
				}
				v = append(v, term{h, r, st})
			}
		}
	}
	return v.top(evidenceTerms).unit()
}

const evidenceTerms = 32
