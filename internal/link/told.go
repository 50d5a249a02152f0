package link

import (
	"slices"
	"time"

	"herodotus/record"
)

// party is a participant as it is compared across documents.
type party struct {
	key, name, country, sector string
	named                      bool
}

func (p *party) fields(c *codec) {
	for _, s := range []*string{&p.key, &p.name, &p.country, &p.sector} {
		c.str(s)
	}
	c.bool(&p.named)
}

// spot is where an event took place.
type spot struct {
	name, country string
	geonames      int
	lat, lon      float32
	state         bool // no more than the country is known
}

func (s *spot) fields(c *codec) {
	c.str(&s.name)
	c.str(&s.country)
	c.int(&s.geonames)
	c.coordinate(&s.lat)
	c.coordinate(&s.lon)
	c.bool(&s.state)
}

// How well the day of an event is known.
const (
	guessed  = iota // from the day of the report
	interval        // some days
	exact           // one day
)

// span of days.
type span struct {
	first, last int32 // NoDay: open
	known       int   // guessed, interval or exact
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
	triggers           []string // stems
	words              vector   // of the evidence
	numbers            []number
}

// tellings gathers the record's events with their repetitions, in the order of the first.
func (x *linking) tellings() []*told {
	at := map[string]int{}
	for i := range x.rec.Events {
		at[x.rec.Events[i].ID] = i
	}
	heads := map[int]*told{}
	var out []*told
	for i := range x.rec.Events {
		head := i
		for range len(x.rec.Events) {
			same := x.rec.Events[head].SameAs
			if same == nil {
				break
			}
			head = at[*same]
		}
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
		t.triggers = append(t.triggers, stem(foldName(e.Trigger.Text)))
		t.numbers = append(t.numbers, x.numbersOf(i)...)
	}
	if t.place.name == "" {
		t.near = x.placesNear(t)
	}
	x.settleDays(t)
	t.words = x.evidenceWords(t)
}

// settleDays guesses the days of what has no date, and takes what is long over for past.
func (x *linking) settleDays(t *told) {
	if t.days.known > guessed {
		t.past = t.past || x.day != NoDay && t.days.last < x.day-pastDays
		return
	}
	switch {
	case x.day == NoDay || t.past:
		t.days = span{NoDay, NoDay, guessed}
	case t.planned:
		t.days = span{x.day, x.day + planDays, guessed}
	default:
		t.days = span{x.day - newsDays, x.day, guessed}
	}
}

const (
	pastDays = 40 // older events are history to a report
	planDays = 30 // within which an announced event is looked for
	newsDays = 2  // a report without a date is of today or the days before
	longDays = 62 // a longer interval ("in 2023") tells nothing about the day
)

// eventDays are those of the record. Where the words say that the event is past, a
// date of these days is that of the telling ("on Sunday, the anniversary of").
func (x *linking) eventDays(e *record.Event, past bool, ago int32) span {
	from, to := dayOf(e.From), dayOf(e.To)
	if recent := max(from, to); past && x.day != NoDay && (recent == NoDay || recent > x.day-pastDays) {
		if ago == 0 {
			return span{NoDay, NoDay, guessed}
		}
		slack := 20 + ago/8
		return span{x.day - ago - slack, x.day - ago + slack, interval}
	}
	switch {
	case from == NoDay && to == NoDay:
		return span{NoDay, NoDay, guessed}
	case from == NoDay:
		from = to
	case to == NoDay: // "since Friday"
		to = max(from, x.day)
	}
	switch {
	case from == to:
		return span{from, to, exact}
	case to-from > longDays && from <= x.day && x.day <= to:
		return span{NoDay, NoDay, guessed}
	}
	return span{from, to, interval}
}

func dayText(d int32) string {
	if d == NoDay {
		return "unknown"
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// parties gives the participants; a group stands for its members.
func (x *linking) parties(args []record.Arg) []party {
	var out []party
	for _, a := range args {
		for _, id := range x.membersOf(a.Entity) {
			actor := x.actors[id]
			if actor == nil {
				continue
			}
			p := party{actor.Key, actor.Name, actor.Country, actor.Sector, actor.Named}
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

func (x *linking) membersOf(entity string) []string {
	for i := range x.rec.Entities {
		if e := &x.rec.Entities[i]; e.ID == entity && len(e.Members) > 0 {
			return e.Members
		}
	}
	return []string{entity}
}

func (x *linking) spot(id string) spot {
	for i := range x.rec.Places {
		p := &x.rec.Places[i]
		if p.ID != id {
			continue
		}
		s := spot{name: p.Name, country: value(p.Country)}
		if p.Geonames != nil {
			s.geonames = int(*p.Geonames)
		}
		if p.Lat != nil && p.Lon != nil {
			s.lat, s.lon = float32(*p.Lat), float32(*p.Lon)
		}
		if a := x.actorOfMention(p.Mention); a != nil {
			s.state = a.Type == "GPE" && a.Wikidata != "" && p.Admin1 == nil
		}
		return s
	}
	return spot{}
}

// placesNear gives the places named in the sentences that tell the event.
func (x *linking) placesNear(t *told) []spot {
	var near []spot
	for i := range x.rec.Places {
		p := &x.rec.Places[i]
		at := x.startOf(p.Mention)
		for _, e := range t.events {
			if s := x.sentenceOf(x.rec.Events[e].Trigger.Start); s.Start <= at && at < s.End && len(near) < nearPlaces {
				near = append(near, x.spot(p.ID))
				break
			}
		}
	}
	return near
}

const nearPlaces = 3

func (x *linking) sentenceOf(at int) record.Sentence {
	for _, s := range x.rec.Sentences {
		if s.Start <= at && at < s.End {
			return s
		}
	}
	return record.Sentence{}
}

func (x *linking) startOf(mention string) int {
	for i := range x.rec.Mentions {
		if m := &x.rec.Mentions[i]; m.ID == mention {
			return m.Start
		}
	}
	return -1
}

func (x *linking) actorOfMention(id string) *Actor {
	for i := range x.rec.Mentions {
		if m := &x.rec.Mentions[i]; m.ID == id {
			return x.actors[m.Entity]
		}
	}
	return nil
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
				if stop[w.low] || len(w.low) < 3 || seen[h] || x.inName(w.start) {
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

// inName: a name stands at that byte.
func (x *linking) inName(at int) bool {
	if x.names == nil {
		x.names = make([]bool, len(x.rec.Document.Text)+1)
		for i := range x.rec.Mentions {
			if m := &x.rec.Mentions[i]; m.Kind == "name" {
				for b := m.Start; b < m.End && b < len(x.names); b++ {
					x.names[b] = true
				}
			}
		}
	}
	return x.names[at]
}

const evidenceTerms = 32

// wordsIn gives the words of a stretch of text.
func (x *linking) wordsIn(s record.Span) []word {
	from, _ := slices.BinarySearchFunc(x.words, s.Start, func(w word, t int) int { return w.start - t })
	to, _ := slices.BinarySearchFunc(x.words, s.End, func(w word, t int) int { return w.start - t })
	return x.words[from:max(from, to)]
}
