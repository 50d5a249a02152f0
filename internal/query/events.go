package query

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"herodotus/internal/store"
)

// Events gives a page of events and the cursor of the next page, "" at the end.
func (q *Query) Events(ctx context.Context, st *store.Store, p Page) ([]Event, string, error) {
	e := *q
	e.Kind = KindEvents
	ids, next, err := e.ids(ctx, st, p)
	if err != nil {
		return nil, "", err
	}
	events, err := loadEvents(ctx, st, ids)
	return events, next, err
}

// chunk bounds the placeholders of one statement.
const chunk = 500

// eachChunk calls f with "(?, ?, …)" and arguments for parts of ids.
func eachChunk(st *store.Store, ids []int64, f func(marks string, args []any) error) error {
	for len(ids) > 0 {
		part := ids[:min(len(ids), chunk)]
		ids = ids[len(part):]
		b := builder{d: st.Dialect()}
		marks := make([]string, len(part))
		for i, id := range part {
			marks[i] = b.arg(id)
		}
		if err := f("("+strings.Join(marks, ", ")+")", b.args); err != nil {
			return err
		}
	}
	return nil
}

// loadEvents reads events whole, in the order of ids.
func loadEvents(ctx context.Context, st *store.Store, ids []int64) ([]Event, error) {
	byID := make(map[int64]*Event, len(ids))
	out := make([]Event, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		if err := loadEventRows(ctx, st, marks, args, byID); err != nil {
			return err
		}
		if err := loadArgs(ctx, st, marks, args, byID); err != nil {
			return err
		}
		if err := loadLists(ctx, st, marks, args, byID); err != nil {
			return err
		}
		return loadFacts(ctx, st, marks, args, byID)
	})
	return out, err
}

// sourceColumns are those of a document that scanSource reads.
const sourceColumns = "d.id, d.doc_id, d.title, d.url, d.publisher, d.agency, d.published, d.story"

// fields gives where sourceColumns are scanned to.
func (s *Source) fields() []any {
	return []any{&s.Document, &s.DocID, &s.Title, &s.URL, &s.Publisher, &s.Agency, &s.Published, &s.Story}
}

func loadEventRows(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Event) error {
	query := `SELECT e.id, e.local, e.type, e.cameo, e.quad, e.score, e.from_day, e.to_day, e.day, e.place_name, e.lat, e.lon, e.place_country,
		e.geonames, e.author_value, e.claim, e.confidence, e.happening, e.independent, e.trigger_text, e.evidence,
		e.dead_min, e.dead_max, e.injured_min, e.injured_max, e.crowd_min, e.crowd_max, e.size_min, e.size_max, c.act, coalesce(i.name, c.source_text), ` + sourceColumns + `
		FROM events e JOIN documents d ON d.id = e.document
		LEFT JOIN claims c ON c.document = e.document AND c.run = e.run AND c.current = 1 AND c.local = e.claim
		LEFT JOIN actors i ON i.id = c.source WHERE e.id IN ` + marks
	return rows(ctx, st, query, args, func(r *sql.Rows) error {
		var e Event
		var from, to, day sql.NullInt64
		var place, author *string
		var p Place
		var n [4]Quantity
		err := r.Scan(append([]any{&e.ID, &e.Local, &e.Type, &e.Cameo, &e.Quad, &e.Score, &from, &to, &day, &place, &p.Lat, &p.Lon, &p.Country,
			&p.Geonames, &author, &e.Claim, &e.Confidence, &e.Happening, &e.Independent, &e.Trigger, &e.Evidence,
			&n[0].Min, &n[0].Max, &n[1].Min, &n[1].Max, &n[2].Min, &n[2].Max, &n[3].Min, &n[3].Max, &e.ClaimAct, &e.ClaimSource}, e.Source.fields()...)...)
		if err != nil {
			return err
		}
		e.From, e.To, e.Day = dateOrNull(from), dateOrNull(to), dateOrNull(day)
		if place != nil {
			p.Name = *place
			e.Place = &p
		}
		e.Magnitude = magnitude(n)
		e.Status = statusOf(author, e.Claim != nil)
		e.Modes, e.Contexts, e.Actors, e.Recipients, e.Factuality = []string{}, []string{}, []Actor{}, []Actor{}, []Fact{}
		*byID[e.ID] = e
		return nil
	})
}

// magnitude leaves out what the text does not tell.
func magnitude(n [4]Quantity) *Magnitude {
	var m Magnitude
	for i, into := range []**Quantity{&m.Dead, &m.Injured, &m.Crowd, &m.Size} {
		if n[i].Min != nil || n[i].Max != nil {
			*into = &n[i]
		}
	}
	if m == (Magnitude{}) {
		return nil
	}
	return &m
}

func dateOrNull(n sql.NullInt64) *string {
	if !n.Valid {
		return nil
	}
	s := dateOf(int32(n.Int64))
	return &s
}

// statusOf says what stands behind an event: the writer's value, else that somebody claims it.
func statusOf(author *string, claimed bool) string {
	v := "Uu"
	if author != nil {
		v = *author
	}
	switch {
	case v == "CT+":
		return StatusFact
	case v == "CT-":
		return StatusDenied
	case v != "Uu" && v != "":
		return StatusPossible
	case claimed:
		return StatusClaim
	}
	return StatusOpen
}

func loadArgs(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Event) error {
	query := `SELECT a.event, a.role, i.id, i.name, a.country, a.sector, i.wikidata FROM event_args a JOIN actors i ON i.id = a.actor
		WHERE a.event IN ` + marks + " ORDER BY a.event, a.role, a.n"
	return rows(ctx, st, query, args, func(r *sql.Rows) error {
		var event int64
		var role string
		var a Actor
		if err := r.Scan(&event, &role, &a.ID, &a.Name, &a.Country, &a.Sector, &a.Wikidata); err != nil {
			return err
		}
		if e := byID[event]; role == "actor" {
			e.Actors = append(e.Actors, a)
		} else {
			e.Recipients = append(e.Recipients, a)
		}
		return nil
	})
}

func loadLists(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Event) error {
	for _, l := range []struct {
		query string
		add   func(*Event, string)
	}{
		{"SELECT event, mode FROM event_modes WHERE event IN " + marks, func(e *Event, s string) { e.Modes = append(e.Modes, s) }},
		{"SELECT event, context FROM event_contexts WHERE event IN " + marks, func(e *Event, s string) { e.Contexts = append(e.Contexts, s) }},
	} {
		err := rows(ctx, st, l.query, args, func(r *sql.Rows) error {
			var event int64
			var s string
			err := r.Scan(&event, &s)
			if err == nil {
				l.add(byID[event], s)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, e := range byID { // the databases collate differently
		slices.Sort(e.Modes)
		slices.Sort(e.Contexts)
	}
	return nil
}

func loadFacts(ctx context.Context, st *store.Store, marks string, args []any, byID map[int64]*Event) error {
	query := `SELECT f.event, f.source, f.value, f.claim IS NULL, coalesce(i.name, c.source_text, '') FROM event_facts f JOIN events e ON e.id = f.event
		LEFT JOIN actors i ON i.id = f.source
		LEFT JOIN claims c ON c.document = e.document AND c.run = e.run AND c.current = 1 AND c.local = f.claim
		WHERE f.event IN ` + marks + " ORDER BY f.event, f.n"
	return rows(ctx, st, query, args, func(r *sql.Rows) error {
		var event int64
		var f Fact
		var author bool
		if err := r.Scan(&event, &f.Actor, &f.Value, &author, &f.Source); err != nil {
			return err
		}
		if author {
			f.Source = "author"
		}
		byID[event].Factuality = append(byID[event].Factuality, f)
		return nil
	})
}
