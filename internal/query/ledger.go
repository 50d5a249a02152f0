package query

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"herodotus/internal/store"
)

// Ledger gives a page of contradictions, the latest first: those of which one
// side at least stands in a document that the query finds.
func (q *Query) Ledger(ctx context.Context, st *store.Store, p Page) ([]Contradiction, string, error) {
	o := order{key: "since", column: "l.since_day", down: true, base: "l", nulls: true}
	if p.Limit <= 0 {
		p.Limit = q.Limit
	}
	found, next, err := o.page(ctx, st, p, func(int) (*selection, error) { return q.contradictions(st) })
	if err != nil {
		return nil, "", err
	}
	out, err := loadContradictions(ctx, st, numbers(found))
	return out, next, err
}

// contradictions gives those of the documents that match.
func (q *Query) contradictions(st *store.Store) (*selection, error) {
	s := &selection{builder: &builder{d: st.Dialect()}, from: "contradictions l"}
	d := *q
	d.Kind = KindDocuments
	cond, err := d.condition(s.builder)
	if cond != "" {
		s.where = append(s.where, "EXISTS (SELECT 1 FROM documents d WHERE d.id IN (l.a_document, l.b_document) AND "+cond+")")
	}
	return s, err
}

func loadContradictions(ctx context.Context, st *store.Store, ids []int64) ([]Contradiction, error) {
	byID := make(map[int64]*Contradiction, len(ids))
	out := make([]Contradiction, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		query := `SELECT l.id, l.kind, l.summary, l.since_day, l.story, l.happening, l.changed,
			l.a_local, l.a_name, l.a_day, l.a_start, l.a_end, l.a_text, da.id, da.doc_id, da.title, da.url, da.publisher, da.agency, da.published, da.story,
			l.b_local, l.b_name, l.b_day, l.b_start, l.b_end, l.b_text, db.id, db.doc_id, db.title, db.url, db.publisher, db.agency, db.published, db.story
			FROM contradictions l JOIN documents da ON da.id = l.a_document JOIN documents db ON db.id = l.b_document WHERE l.id IN ` + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var c Contradiction
			var since, dayA, dayB sql.NullInt64
			into := []any{&c.ID, &c.Kind, &c.Summary, &since, &c.Story, &c.Happening, &c.Changed}
			into = append(into, c.A.fields(&dayA)...)
			if err := r.Scan(append(into, c.B.fields(&dayB)...)...); err != nil {
				return err
			}
			c.Since, c.A.Since, c.B.Since = dateOrNull(since), dateOrNull(dayA), dateOrNull(dayB)
			*byID[c.ID] = c
			return nil
		})
	})
	return out, err
}

// fields gives where one side is scanned to.
func (p *Party) fields(day *sql.NullInt64) []any {
	return append([]any{&p.Local, &p.Who, day, &p.Words.Start, &p.Words.End, &p.Words.Text}, p.Source.fields()...)
}

// Persons gives who acts, is acted upon or speaks in the matching events, the most active first.
func (q *Query) Persons(ctx context.Context, st *store.Store, limit int) ([]Person, error) {
	e := *q
	e.Kind = KindEvents
	found := map[int64]*Person{}
	for _, role := range []struct {
		column string
		of     func(*Person) *int
	}{
		{"e.actor", func(p *Person) *int { return &p.Acts }},
		{"e.recipient", func(p *Person) *int { return &p.Recipients }},
		{"e.source", func(p *Person) *int { return &p.Claims }},
	} {
		s, err := e.selection(ctx, st, 0)
		if err != nil {
			return nil, err
		}
		s.where = append(s.where, role.column+" IS NOT NULL")
		err = rows(ctx, st, s.sql(role.column+", count(*)", nil, " GROUP BY "+role.column), s.args, func(r *sql.Rows) error {
			var id int64
			var n int
			if err := r.Scan(&id, &n); err != nil {
				return err
			}
			if found[id] == nil {
				found[id] = &Person{Actor: Actor{ID: id}}
			}
			*role.of(found[id]) = n
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out := make([]Person, 0, len(found))
	for _, p := range found {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b Person) int {
		return cmp.Or(cmp.Compare(b.Acts+b.Recipients+b.Claims, a.Acts+a.Recipients+a.Claims), cmp.Compare(a.ID, b.ID))
	})
	out = top(out, limit)
	return out, namePersons(ctx, st, out)
}

func namePersons(ctx context.Context, st *store.Store, persons []Person) error {
	ids := make([]int64, len(persons))
	byID := map[int64]*Person{}
	for i := range persons {
		ids[i], byID[persons[i].ID] = persons[i].ID, &persons[i]
	}
	return eachChunk(st, ids, func(marks string, args []any) error {
		query := "SELECT id, name, type, country, sector, wikidata FROM actors WHERE id IN " + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var x Person
			if err := r.Scan(&x.ID, &x.Name, &x.Type, &x.Country, &x.Sector, &x.Wikidata); err != nil {
				return err
			}
			p := byID[x.ID]
			p.Actor, p.Type = x.Actor, x.Type
			return nil
		})
	})
}

// Stories gives a page of stories, the latest first.
func Stories(ctx context.Context, st *store.Store, p Page) ([]Story, string, error) {
	o := order{key: "last", column: "s.last_day", down: true, base: "s", nulls: true}
	found, next, err := o.page(ctx, st, p, func(int) (*selection, error) {
		return &selection{builder: &builder{d: st.Dialect()}, from: "stories s"}, nil
	})
	if err != nil {
		return nil, "", err
	}
	out, err := loadStories(ctx, st, numbers(found))
	return out, next, err
}

func loadStories(ctx context.Context, st *store.Store, ids []int64) ([]Story, error) {
	byID := make(map[int64]*Story, len(ids))
	out := make([]Story, len(ids))
	for i, id := range ids {
		byID[id] = &out[i]
	}
	err := eachChunk(st, ids, func(marks string, args []any) error {
		query := "SELECT id, title, first_day, last_day, documents, outlets FROM stories WHERE id IN " + marks
		return rows(ctx, st, query, args, func(r *sql.Rows) error {
			var s Story
			var from, to sql.NullInt64
			if err := r.Scan(&s.ID, &s.Title, &from, &to, &s.Documents, &s.Outlets); err != nil {
				return err
			}
			s.From, s.To = dateOrNull(from), dateOrNull(to)
			*byID[s.ID] = s
			return nil
		})
	})
	return out, err
}

// OneStory gives a story with its documents and real-world events, the earliest first.
func OneStory(ctx context.Context, st *store.Store, id int64) (Story, []Document, []Happening, error) {
	stories, err := loadStories(ctx, st, []int64{id})
	if err != nil {
		return Story{}, nil, nil, err
	}
	if stories[0].ID == 0 {
		return Story{}, nil, nil, fmt.Errorf("story %d: %w", id, store.ErrNotFound)
	}
	b := builder{d: st.Dialect()}
	var ids []int64
	query := "SELECT id FROM documents WHERE story = " + b.arg(id) + " ORDER BY coalesce(day, 2147483647), id LIMIT " + b.arg(MaxLimit)
	err = rows(ctx, st, query, b.args, func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		ids = append(ids, n)
		return err
	})
	if err != nil {
		return Story{}, nil, nil, err
	}
	documents, err := loadDocuments(ctx, st, ids, nil)
	if err != nil {
		return Story{}, nil, nil, err
	}
	happenings, err := happeningsOf(ctx, st, id)
	return stories[0], documents, happenings, err
}

func happeningsOf(ctx context.Context, st *store.Store, story int64) ([]Happening, error) {
	b := builder{d: st.Dialect()}
	query := `SELECT id, story, type, first_day, last_day, documents, independent, status FROM happenings WHERE story = ` + b.arg(story) +
		" ORDER BY coalesce(first_day, 2147483647), id LIMIT " + b.arg(MaxLimit)
	out := []Happening{}
	err := rows(ctx, st, query, b.args, func(r *sql.Rows) error {
		var h Happening
		var from, to sql.NullInt64
		err := r.Scan(&h.ID, &h.Story, &h.Type, &from, &to, &h.Documents, &h.Independent, &h.Status)
		h.From, h.To = dateOrNull(from), dateOrNull(to)
		out = append(out, h)
		return err
	})
	return out, err
}
