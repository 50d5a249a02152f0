package eval

import (
	"sort"
	"strings"

	"herodotus/record"
)

// candidate rates an event for a gold item: 2 on the trigger, 1 elsewhere in near, 0 not at all.
func (s *scorer) candidate(g *GoldEvent, e *record.Event) int {
	if !Words(g.Types).has(e.Type) {
		return 0
	}
	near, at := s.near(g.Near), span{e.Trigger.Start, e.Trigger.End}
	for _, t := range g.Trigger {
		if x := find(s.text, t, near); x != nowhere && overlap(at, x) > 0 {
			return 2
		}
	}
	if overlap(at, near) == at.end-at.start {
		return 1
	}
	return 0
}

// matchEvents pairs gold items and events: required items first, then those hit
// on the trigger, then those with the shortest near.
func (s *scorer) matchEvents() {
	type pair struct{ optional, miss, near, gold, event int }
	var pairs []pair
	for gi := range s.g.Events {
		g := &s.g.Events[gi]
		optional := 0
		if g.Optional {
			optional = 1
		}
		for ei := range s.r.Events {
			if c := s.candidate(g, &s.r.Events[ei]); c > 0 {
				pairs = append(pairs, pair{optional, -c, runes(g.Near), gi, ei})
			}
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		for _, d := range []int{a.optional - b.optional, a.miss - b.miss, a.near - b.near, a.gold - b.gold} {
			if d != 0 {
				return d < 0
			}
		}
		return a.event < b.event
	})
	s.eventOf, s.used = map[int]*record.Event{}, map[string]bool{}
	for _, p := range pairs {
		if e := &s.r.Events[p.event]; s.eventOf[p.gold] == nil && !s.used[e.ID] {
			s.eventOf[p.gold] = e
			s.used[e.ID] = true
		}
	}
	// A second event for an item already found is excused only if it says so.
	for ei := range s.r.Events {
		e := &s.r.Events[ei]
		if s.used[e.ID] || e.SameAs == nil {
			continue
		}
		for gi := range s.g.Events {
			if s.candidate(&s.g.Events[gi], e) > 0 {
				s.used[e.ID] = true
			}
		}
	}
}

func (s *scorer) events() {
	s.matchEvents()
	for gi := range s.g.Events {
		g := &s.g.Events[gi]
		if g.Optional {
			continue
		}
		if e := s.eventOf[gi]; e != nil {
			s.b.Count(EventFound).Right++
			s.b.Calibration(EventError).Add(e.Confidence, true)
			s.event(g, e)
			continue
		}
		s.b.Count(EventFound).Missed++
		s.b.Count(EventWhole).Missed++
		s.b.note(s.g.ID, "event missed: %s %s %q", g.ID, strings.Join(g.Types, "/"), g.Near)
	}
	for ei := range s.r.Events {
		if e := &s.r.Events[ei]; !s.used[e.ID] {
			s.b.Count(EventFound).Invented++
			s.b.Calibration(EventError).Add(e.Confidence, false)
			s.b.Count(EventWhole).Invented++
			s.b.note(s.g.ID, "event invented: %s %q", e.Type, e.Trigger.Text)
		}
	}
}

func (s *scorer) event(g *GoldEvent, e *record.Event) {
	actors, recipients := s.sides(g, e)
	s.b.hit("event: actors", actors)
	s.b.hit("event: recipients", recipients)
	author, source := s.factuality(g, e)
	s.b.hit("event: factuality for the author", author)
	if len(g.Source) > 0 {
		s.b.hit("event: factuality for the source", source)
	}
	claim := s.inClaim(g, e)
	s.details(g, e)
	whole := s.b.Count(EventWhole)
	if actors && recipients && author && source && claim {
		whole.Right++
		return
	}
	whole.Missed++
	whole.Invented++
	wrong := ""
	for _, x := range []struct {
		name string
		ok   bool
	}{{"actors", actors}, {"recipients", recipients}, {"author", author}, {"source", source}, {"claim", claim}} {
		if !x.ok {
			wrong += " " + x.name
		}
	}
	s.b.note(s.g.ID, "event wrong: %s %v %q:%s", g.ID, g.Types, g.Near, wrong)
}

// sides tells whether actors and recipients are right; in a reciprocal event both count together.
func (s *scorer) sides(g *GoldEvent, e *record.Event) (actors, recipients bool) {
	both := append(append([]string{}, g.Actors...), g.Recipients...)
	if g.Reciprocal {
		refs := append(append([]record.Arg{}, e.Actors...), e.Recipients...)
		return s.side(refs, g.Actors, false, false, both), true
	}
	return s.side(e.Actors, g.Actors, g.ActorsOptional, g.ActorsAny, both),
		s.side(e.Recipients, g.Recipients, g.RecipientsOptional, g.RecipientsAny, both)
}

// side compares one side: each wanted country is there and no other, and one
// wanted entity is named; with anyOf one of the wanted suffices and all that is
// there must be a participant of the event.
func (s *scorer) side(refs []record.Arg, want []string, optional, anyOf bool, allowed []string) bool {
	if len(refs) == 0 {
		return len(want) == 0 || optional
	}
	if len(want) == 0 && !anyOf {
		return optional
	}
	named := false
	for _, r := range refs {
		named = named || s.isOneOf(r, want)
		if anyOf && !s.isOneOf(r, allowed) || !anyOf && !s.countryIn(r, want) {
			return false
		}
	}
	if anyOf {
		return named
	}
	for _, w := range want {
		there := false
		for _, r := range refs {
			there = there || s.sameCountry(s.country(r), w)
		}
		if !there {
			return false
		}
	}
	return named
}

func (s *scorer) isOneOf(r record.Arg, want []string) bool {
	for _, w := range want {
		if s.isEntity(r.Entity, deref(r.Mention), w) {
			return true
		}
	}
	return false
}

func (s *scorer) countryIn(r record.Arg, want []string) bool {
	for _, w := range want {
		if s.sameCountry(s.country(r), w) {
			return true
		}
	}
	return false
}

func (s *scorer) country(r record.Arg) string {
	if r.Country != nil {
		return *r.Country
	}
	if e := s.ent[r.Entity]; e != nil {
		return deref(e.Country)
	}
	return ""
}

func (s *scorer) factuality(g *GoldEvent, e *record.Event) (author, source bool) {
	value := map[string]string{}
	for _, f := range e.Factuality {
		value[f.Source] = f.Value
	}
	author = len(g.Author) == 0 || g.Author.has(value["author"])
	source = true
	for id, want := range g.Source {
		c := s.claimOf[id]
		if c == nil && s.optionalClaim(id) {
			continue
		}
		source = source && c != nil && want.has(value[c.ID])
	}
	return author, source
}

func (s *scorer) optionalClaim(id string) bool {
	for _, c := range s.g.Claims {
		if c.ID == id {
			return c.Optional
		}
	}
	return false
}

func (s *scorer) inClaim(g *GoldEvent, e *record.Event) bool {
	if !g.HasClaim {
		return true
	}
	if g.Claim == nil {
		s.b.hit("event: stands in the right claim", e.Claim == nil)
		return e.Claim == nil
	}
	want := s.claimOf[*g.Claim]
	if want == nil && s.optionalClaim(*g.Claim) {
		return true
	}
	ok := want != nil && deref(e.Claim) == want.ID
	s.b.hit("event: stands in the right claim", ok)
	return ok
}

// details are figures that do not count for the whole record.
func (s *scorer) details(g *GoldEvent, e *record.Event) {
	first := len(g.Types) > 0 && e.Type == g.Types[0]
	if g.Date != "" {
		s.b.hit("event: date", strings.HasPrefix(deref(e.From), g.Date) && strings.HasPrefix(deref(e.To), g.Date))
	}
	if g.Place != "" && !g.PlaceOptional {
		s.b.hit("event: place", s.placeRight(g.Place, e))
	}
	if len(g.Modes) > 0 && !g.ModesOptional && first {
		s.b.hit("event: mode", share(g.Modes, e.Modes))
	}
	if len(g.Contexts) > 0 {
		s.b.hit("event: context", share(g.Contexts, e.Contexts))
	}
	if len(g.Aux) > 0 && first {
		s.b.hit("event: auxiliary mode", share(g.Aux, e.Auxiliary))
	}
	if g.SameAs != "" {
		s.b.hit("event: same event linked", s.linked(g, e))
	}
}

func share(a, b []string) bool {
	for _, x := range a {
		if Words(b).has(x) {
			return true
		}
	}
	return false
}

func (s *scorer) linked(g *GoldEvent, e *record.Event) bool {
	for i := range s.g.Events {
		if s.g.Events[i].ID == g.SameAs && s.eventOf[i] != nil {
			first := s.eventOf[i]
			return deref(e.SameAs) == first.ID || deref(first.SameAs) == e.ID || e.SameAs != nil && deref(e.SameAs) == deref(first.SameAs)
		}
	}
	return false
}

func (s *scorer) placeRight(want string, e *record.Event) bool {
	p := s.plc[deref(e.Place)]
	if p == nil {
		return false
	}
	for _, q := range s.g.Places {
		if q.Text == want && p.Lat != nil && p.Lon != nil && Kilometres(*p.Lat, *p.Lon, q.Lat, q.Lon) <= q.KM {
			return true
		}
	}
	names := s.names[want]
	for _, g := range s.g.Entities { // the gold may name the place by an alias
		if names == nil && s.names[g.Name][norm(want)] {
			names = s.names[g.Name]
		}
	}
	m := s.men[p.Mention]
	for _, have := range []string{p.Name, s.ent[m.Entity].Name, m.Text} {
		if h := norm(have); h != "" && (names[h] || strings.Contains(h, norm(want))) {
			return true
		}
	}
	return false
}

// never counts traps that an event walked into, each event once.
func (s *scorer) never() {
	broken := map[string]bool{}
	for _, n := range s.g.Never {
		at := s.all()
		if n.Near != "" {
			at = s.near(n.Near)
		}
		for i := range s.r.Events {
			e := &s.r.Events[i]
			if !broken[e.ID] && at != nowhere && overlap(span{e.Trigger.Start, e.Trigger.End}, at) > 0 && trapped(&n, e) {
				broken[e.ID] = true
				s.b.Share(NeverBroken).Right++
				s.b.note(s.g.ID, "NEVER: %s | %s %s", n.Why, e.Type, e.Trigger.Text)
			}
		}
		s.b.Share(NeverBroken).Of++
	}
}

func trapped(n *GoldNever, e *record.Event) bool {
	if len(n.Types) > 0 && !Words(n.Types).has(e.Type) {
		return false
	}
	if len(n.Value) == 0 {
		return true
	}
	for _, f := range e.Factuality {
		if Words(n.Value).has(f.Value) {
			return true
		}
	}
	return false
}

func (s *scorer) contract() {
	says := func(q record.Quote) { s.b.hit(SpanText, s.text[q.Start:q.End] == q.Text) }
	for _, m := range s.r.Mentions {
		says(m.Quote)
	}
	for _, t := range s.r.Times {
		says(t.Quote)
	}
	for _, e := range s.r.Events {
		says(e.Trigger)
	}
}
