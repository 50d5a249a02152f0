package query

import (
	"cmp"
	"context"
	"database/sql"
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
	if err != nil {
		return nil, err
	}
	return out, addAccounts(ctx, st, out)
}

// addAccounts tells who else holds which side.
func addAccounts(ctx context.Context, st *store.Store, list []Contradiction) error {
	var ids []int64
	for _, c := range list {
		if c.Happening != nil {
			ids = append(ids, *c.Happening)
		}
	}
	accounts, err := AccountsOf(ctx, st, ids)
	for i, c := range list {
		if c.Happening != nil {
			list[i].Accounts = accounts[*c.Happening]
		}
	}
	return err
}

// fields gives where one side is scanned to.
func (p *Party) fields(day *sql.NullInt64) []any {
	return append([]any{&p.Local, &p.Who, day, &p.Words.Start, &p.Words.End, &p.Words.Text}, p.Source.fields()...)
}

// role is a column in which identities stand, and what it counts.
type role struct {
	column string
	of     func(*Person) *int
}

var roles = []role{
	{"e.actor", func(p *Person) *int { return &p.Acts }},
	{"e.recipient", func(p *Person) *int { return &p.Recipients }},
	{"e.source", func(p *Person) *int { return &p.Claims }},
}

// Persons gives who acts, is acted upon or speaks in the matching events, the most active first.
func (q *Query) Persons(ctx context.Context, st *store.Store, limit int) ([]Person, error) {
	return q.persons(ctx, st, limit, roles)
}

func (q *Query) persons(ctx context.Context, st *store.Store, limit int, in []role) ([]Person, error) {
	e := *q
	e.Kind = KindEvents
	found := map[int64]*Person{}
	for _, r := range in {
		s, err := e.selection(ctx, st, 0)
		if err != nil {
			return nil, err
		}
		s.where = append(s.where, r.column+" IS NOT NULL")
		err = rows(ctx, st, s.sql(r.column+", count(*)", nil, " GROUP BY "+r.column), s.args, func(row *sql.Rows) error {
			var id int64
			var n int
			if err := row.Scan(&id, &n); err != nil {
				return err
			}
			if found[id] == nil {
				found[id] = &Person{Actor: Actor{ID: id}}
			}
			*r.of(found[id]) = n
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

// Voices gives in whose words the matching events stand, the most frequent first.
func (q *Query) Voices(ctx context.Context, st *store.Store, limit int) ([]Person, error) {
	return q.persons(ctx, st, limit, roles[2:])
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
