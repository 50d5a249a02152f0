package eval

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"herodotus/record"
)

// Names of the figures that other code asks for.
const (
	ClaimFound  = "claim: found"
	ClaimSource = "claim: found with the right source"
	EventFound  = "event: found (trigger and PLOVER type)"
	EventWhole  = "event: the whole record right"
	ClaimError  = "claim: calibration error of the confidence"
	EventError  = "event: calibration error of the confidence"
	Mentions    = "entity: mention linked to the right entity and country"
	TimeValue   = "time: value"
	PlaceNear   = "place: within its radius"
	NeverBroken = "never: rules broken (0 is right)"
	SpanText    = "contract: span text equals text[start:end]"
)

// Score adds the figures of one record to the board.
func Score(b *Board, g *Gold, r *record.Record) error {
	s := &scorer{b: b, g: g, r: r, text: r.Document.Text, ent: map[string]*record.Entity{}, men: map[string]*record.Mention{},
		plc: map[string]*record.Place{}, gold: map[string]*GoldEntity{}, names: map[string]map[string]bool{}}
	for i := range r.Entities {
		s.ent[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Mentions {
		s.men[r.Mentions[i].ID] = &r.Mentions[i]
	}
	for i := range r.Places {
		s.plc[r.Places[i].ID] = &r.Places[i]
	}
	for i := range g.Entities {
		e := &g.Entities[i]
		s.gold[e.Name] = e
		s.names[e.Name] = map[string]bool{norm(e.Name): true}
		for _, a := range e.Aliases {
			s.names[e.Name][norm(a)] = true
		}
	}
	if err := s.checkNear(); err != nil {
		return err
	}
	s.entities()
	s.times()
	s.places()
	s.claims()
	s.events()
	s.never()
	s.contract()
	return nil
}

type scorer struct {
	b     *Board
	g     *Gold
	r     *record.Record
	text  string
	ent   map[string]*record.Entity
	men   map[string]*record.Mention
	plc   map[string]*record.Place
	gold  map[string]*GoldEntity
	names map[string]map[string]bool // gold name → normalised aliases

	claimOf map[string]*record.Claim // gold claim → found claim
	eventOf map[int]*record.Event    // index of gold event → found event
	used    map[string]bool          // events that answer some gold item
}

func (s *scorer) all() span { return span{0, len(s.text)} }

func (s *scorer) near(n string) span { return find(s.text, n, s.all()) }

func (s *scorer) checkNear() error {
	var near []string
	for _, x := range s.g.Times {
		near = append(near, x.Near)
	}
	for _, x := range s.g.Places {
		near = append(near, x.Near)
	}
	for _, x := range s.g.Claims {
		near = append(near, x.Near)
	}
	for _, x := range s.g.Events {
		near = append(near, x.Near)
	}
	for _, n := range near {
		if s.near(n) == nowhere {
			return fmt.Errorf("%s: gold text not found: %q", s.g.ID, n)
		}
	}
	return nil
}

func deref(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// isEntity tells whether an entity, or the words of a mention, are the gold entity.
func (s *scorer) isEntity(entity, mention, gold string) bool {
	want := s.names[gold]
	if want == nil {
		want = map[string]bool{norm(gold): true}
	}
	have := []string{}
	if e := s.ent[entity]; e != nil {
		have = append(have, norm(e.Name))
	}
	if m := s.men[mention]; m != nil {
		have = append(have, norm(m.Text))
	}
	for _, h := range have {
		if h == "" {
			continue
		}
		for a := range want {
			if h == a || strings.HasSuffix(h, " "+a) || strings.HasSuffix(a, " "+h) {
				return true
			}
		}
	}
	return false
}

func (s *scorer) sameCountry(have, gold string) bool {
	want := s.gold[gold]
	if want == nil {
		return false
	}
	if len(want.Country) == 1 && want.Country[0] == "*" {
		return true
	}
	if len(want.Country) == 0 {
		return have == ""
	}
	return want.Country.has(have)
}

func (s *scorer) entities() {
	type alias struct {
		text string
		gold *GoldEntity
	}
	var aliases []alias
	for i := range s.g.Entities {
		for _, a := range s.g.Entities[i].Aliases {
			aliases = append(aliases, alias{a, &s.g.Entities[i]})
		}
	}
	// Longest first, in characters, so that a name inside a longer one is not asked for twice.
	sort.SliceStable(aliases, func(i, j int) bool { return runes(aliases[i].text) > runes(aliases[j].text) })
	var taken []span
	for _, a := range aliases {
		for _, at := range findAll(s.text, a.text) {
			if overlapsAny(at, taken) || s.insideWord(at) {
				continue
			}
			taken = append(taken, at)
			ok := s.mentioned(at, a.gold.Name)
			s.b.hit(Mentions, ok)
			if !ok {
				s.b.note(s.g.ID, "entity missed: %q -> %s", a.text, a.gold.Name)
			}
		}
	}
	for i := range s.g.Entities {
		g := &s.g.Entities[i]
		if g.Sector != "" {
			s.b.hit("entity: sector", s.sectorFound(g))
		}
	}
}

func runes(s string) int { return len([]rune(s)) }

func overlapsAny(x span, in []span) bool {
	for _, t := range in {
		if overlap(x, t) > 0 {
			return true
		}
	}
	return false
}

func alnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func (s *scorer) insideWord(x span) bool {
	return x.start > 0 && alnum(s.text[x.start-1]) || x.end < len(s.text) && alnum(s.text[x.end])
}

func (s *scorer) mentioned(at span, gold string) bool {
	for i := range s.r.Mentions {
		m := &s.r.Mentions[i]
		half := 0.5 * float64(min(at.end-at.start, m.End-m.Start))
		if float64(overlap(span{m.Start, m.End}, at)) >= half && s.isEntity(m.Entity, "", gold) &&
			s.sameCountry(deref(s.ent[m.Entity].Country), gold) {
			return true
		}
	}
	return false
}

func (s *scorer) sectorFound(g *GoldEntity) bool {
	want := g.Sectors
	if len(want) == 0 {
		want = []string{g.Sector}
	}
	for i := range s.r.Entities {
		e := &s.r.Entities[i]
		if s.names[g.Name][norm(e.Name)] && Words(want).has(deref(e.Sector)) {
			return true
		}
	}
	return false
}

func (s *scorer) times() {
	for _, g := range s.g.Times {
		at := find(s.text, g.Text, s.near(g.Near))
		ok := false
		for _, t := range s.r.Times {
			ok = ok || overlap(span{t.Start, t.End}, at) > 0 && g.Value.has(t.Value)
		}
		s.b.hit(TimeValue, ok)
		if !ok {
			s.b.note(s.g.ID, "time: %q want %v", g.Text, g.Value)
		}
	}
}

func (s *scorer) places() {
	for _, g := range s.g.Places {
		at := find(s.text, g.Text, s.near(g.Near))
		ok := false
		for _, p := range s.r.Places {
			m := s.men[p.Mention]
			ok = ok || m != nil && overlap(span{m.Start, m.End}, at) > 0 && p.Lat != nil && p.Lon != nil &&
				Kilometres(*p.Lat, *p.Lon, g.Lat, g.Lon) <= g.KM
		}
		s.b.hit(PlaceNear, ok)
		if !ok {
			s.b.note(s.g.ID, "place: %q", g.Text)
		}
	}
}

// Kilometres is the great-circle distance of two points in degrees (haversine).
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	u, v := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := u*u + math.Cos(lat1*rad)*math.Cos(lat2*rad)*v*v
	return 12742 * math.Asin(min(1, math.Sqrt(h)))
}
