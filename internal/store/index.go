package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"herodotus/record"
)

var errNoRows = sql.ErrNoRows

// index gathers the rows of a record's events and claims, for queries.
func (t *tx) index(ctx context.Context, doc, run int64, it *Item) error {
	x := newIndexer(t, doc, run, it)
	if err := x.identify(ctx); err != nil {
		return err
	}
	for i := range it.Record.Claims {
		if err := x.claim(ctx, &it.Record.Claims[i]); err != nil {
			return err
		}
	}
	for i := range it.Record.Events {
		if err := x.event(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// indexer turns one record into rows.
type indexer struct {
	t         *tx
	doc, run  int64
	r         *record.Record
	links     *Links
	published Day

	entities map[string]int   // id → place in the record
	actors   map[string]int64 // entity → actors.id
	claims   map[string]*record.Claim
	places   map[string]*record.Place
	mentions map[string]*record.Mention
	times    map[string]*record.Time
}

func newIndexer(t *tx, doc, run int64, it *Item) *indexer {
	r := it.Record
	x := &indexer{t: t, doc: doc, run: run, r: r, links: &it.Links, published: parseDay(r.Document.Published)}
	x.entities = make(map[string]int, len(r.Entities))
	for i := range r.Entities {
		x.entities[r.Entities[i].ID] = i
	}
	x.actors = make(map[string]int64, len(r.Entities))
	x.claims = byID(r.Claims, func(c *record.Claim) string { return c.ID })
	x.places = byID(r.Places, func(p *record.Place) string { return p.ID })
	x.mentions = byID(r.Mentions, func(m *record.Mention) string { return m.ID })
	x.times = byID(r.Times, func(t *record.Time) string { return t.ID })
	return x
}

// identify finds or adds the identities of all who take part in events or make claims.
func (x *indexer) identify(ctx context.Context) error {
	need := func(entity string) error {
		i, ok := x.entities[entity]
		if _, done := x.actors[entity]; done || !ok {
			return nil
		}
		id, err := x.t.actor(ctx, x.identity(i))
		x.actors[entity] = id
		return err
	}
	for i := range x.r.Claims {
		if e := x.r.Claims[i].Source.Entity; e != nil {
			if err := need(*e); err != nil {
				return err
			}
		}
	}
	for i := range x.r.Events {
		for _, args := range [][]record.Arg{x.r.Events[i].Actors, x.r.Events[i].Recipients} {
			for _, a := range args {
				if err := need(a.Entity); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func byID[T any](list []T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(list))
	for i := range list {
		m[id(&list[i])] = &list[i]
	}
	return m
}

// identity is what the linker found, else a key of the entity's own.
func (x *indexer) identity(i int) Actor {
	if i < len(x.links.Actors) && x.links.Actors[i].Key != "" {
		return x.links.Actors[i]
	}
	e := &x.r.Entities[i]
	a := Actor{Name: e.Name, Type: e.Type, Country: str(e.Country), Sector: str(e.Sector), Wikidata: str(e.IDs.Wikidata)}
	if a.Wikidata != "" {
		a.Key = "wikidata:" + a.Wikidata
	} else {
		a.Key = "name:" + Fold(e.Name) + "|" + e.Type + "|" + a.Country
	}
	return a
}

// actor gives the id of an identity, which is added when new.
func (t *tx) actor(ctx context.Context, a Actor) (int64, error) {
	key := clean(a.Key)
	if id, ok := t.s.actors[key]; ok {
		return id, nil
	}
	if id, ok := t.born[key]; ok {
		return id, nil
	}
	var id int64
	err := t.row(ctx, "SELECT id FROM actors WHERE key = ?", key).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		if id, err = t.id(ctx, "actors"); err != nil {
			return 0, err
		}
		t.actors.add(id, key, clean(a.Name), Fold(a.Name), clean(a.Type), text(a.Country), text(a.Sector), text(a.Wikidata))
	}
	if err != nil {
		return 0, err
	}
	t.born[key] = id
	return id, nil
}

// source gives the identity of who makes a claim, nil when the text names nobody.
func (x *indexer) source(c *record.Claim) any {
	if c == nil || c.Source.Entity == nil {
		return nil
	}
	if id, ok := x.actors[*c.Source.Entity]; ok {
		return id
	}
	return nil
}

// claim gathers the row of one claim.
func (x *indexer) claim(ctx context.Context, c *record.Claim) error {
	id, err := x.t.id(ctx, "claims")
	if err != nil {
		return err
	}
	var name, cue any
	if m := x.mentions[str(c.Source.Mention)]; m != nil {
		name = text(m.Text)
	}
	if c.Cue != nil {
		cue = text(c.Cue.Text)
	}
	day := x.published
	if tm := x.times[str(c.Time)]; tm != nil && parseDay(tm.From) != NoDay {
		day = parseDay(tm.From)
	}
	var start, end int
	if n := len(c.Content); n > 0 {
		start, end = c.Content[0].Start, c.Content[n-1].End
	}
	x.t.claims.add(id, x.doc, x.run, 1, c.ID, x.source(c), c.Source.Kind, name, c.Act, c.Quote, opt(c.Parent), cue, day,
		c.Confidence, start, end, x.pieces(c.Content), bit(c.Attitude))
	return nil
}

// pieces gives the words of several spans.
func (x *indexer) pieces(spans []record.Span) string {
	if len(spans) == 1 {
		return x.r.Document.Text[spans[0].Start:spans[0].End]
	}
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			b.WriteString(" … ")
		}
		b.WriteString(x.r.Document.Text[s.Start:s.End])
	}
	return b.String()
}

// event gathers the rows of one event.
func (x *indexer) event(ctx context.Context, i int) error {
	v := &x.r.Events[i]
	id, err := x.t.id(ctx, "events")
	if err != nil {
		return err
	}
	from, to := parseDay(v.From), parseDay(v.To)
	day := from
	if day == NoDay {
		day = x.published
	}
	row := []any{id, x.doc, x.run, 1, v.ID, v.Type, v.Cameo, v.Quad, v.Score, day, from, to}
	row = append(row, x.first(v.Actors)...)
	row = append(row, x.first(v.Recipients)...)
	row = append(row, x.place(v)...)
	row = append(row, x.factuality(v)...)
	row = append(row, opt(v.SameAs), text(strings.Join(v.Auxiliary, " ")), v.Confidence)
	happening, err := x.happening(i)
	if err != nil {
		return err
	}
	row = append(row, happening...)
	row = append(row, v.Trigger.Start, v.Trigger.End, v.Trigger.Text, x.pieces(v.Evidence))
	row = append(row, magnitude(v)...)
	x.t.events.add(row...)
	x.args(id, "actor", day, v.Actors)
	x.args(id, "recipient", day, v.Recipients)
	for i, m := range v.Modes {
		if !slices.Contains(v.Modes[:i], m) {
			x.t.modes.add(id, m)
		}
	}
	for i, c := range v.Contexts {
		if !slices.Contains(v.Contexts[:i], c) {
			x.t.contexts.add(id, c)
		}
	}
	for n, f := range v.Factuality {
		var claim, source any
		if f.Source != "author" {
			claim, source = f.Source, x.source(x.claims[f.Source])
		}
		x.t.facts.add(id, n, claim, source, f.Value)
	}
	return nil
}

// first gives identity and country of the first participant.
func (x *indexer) first(args []record.Arg) []any {
	if len(args) == 0 {
		return []any{nil, nil}
	}
	return []any{x.actors[args[0].Entity], opt(args[0].Country)}
}

func (x *indexer) args(event int64, role string, day Day, args []record.Arg) {
	for n, a := range args {
		x.t.args.add(event, role, n, x.actors[a.Entity], opt(a.Country), opt(a.Sector), day)
	}
}

// magnitude gives the least and the most of the dead, the injured, the crowd and the seized.
func magnitude(v *record.Event) []any {
	row := make([]any, 8)
	m := v.Magnitude
	if m == nil {
		return row
	}
	for i, q := range []*record.Quantity{m.Dead, m.Injured, m.Crowd, m.Size} {
		if q == nil {
			continue
		}
		row[2*i] = 0 // "up to 30": a number is told, so that its index has it
		if q.Min != nil {
			row[2*i] = *q.Min
		}
		if q.Max != nil {
			row[2*i+1] = *q.Max
		}
	}
	return row
}

// bit is a yes or no as both databases keep it.
func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// place gives name, latitude, longitude, country and GeoNames id.
func (x *indexer) place(v *record.Event) []any {
	p := x.places[str(v.Place)]
	if p == nil {
		return []any{nil, nil, nil, nil, nil}
	}
	row := []any{text(p.Name), nil, nil, opt(p.Country), nil}
	if p.Lat != nil && p.Lon != nil {
		row[1], row[2] = *p.Lat, *p.Lon
	}
	if p.Geonames != nil {
		row[4] = *p.Geonames
	}
	return row
}

// factuality gives the author's value, the claim, its source and its value.
func (x *indexer) factuality(v *record.Event) []any {
	row := []any{nil, opt(v.Claim), nil, nil}
	if v.Claim != nil {
		row[2] = x.source(x.claims[*v.Claim])
	}
	for _, f := range v.Factuality {
		if f.Source == "author" {
			row[0] = f.Value
		} else if v.Claim != nil && f.Source == *v.Claim {
			row[3] = f.Value
		}
	}
	return row
}

// happening gives id, similarity, evidence of the merge and independent sources.
func (x *indexer) happening(i int) ([]any, error) {
	if i >= len(x.links.Happenings) || x.links.Happenings[i].ID == 0 {
		return []any{nil, nil, nil, 1}, nil
	}
	h := &x.links.Happenings[i]
	merge := []byte("[]")
	if h.Evidence != nil {
		var err error
		if merge, err = json.Marshal(h.Evidence); err != nil {
			return nil, err
		}
	}
	return []any{h.ID, h.Similarity, clean(string(merge)), h.Independent}, nil
}
