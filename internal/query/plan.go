package query

import (
	"context"
	"database/sql"
	"strings"

	"herodotus/internal/store"
)

// A query for events is answered in one of two ways. Walking down the days and
// testing each event stops as soon as a page is full, which is soon where
// matches are many. Drawing the events of the rarest condition first, by its
// index, is better where they are few. The databases cannot tell: conditions
// sit in other tables and hang together. So the rarest is found by counting
// each up to a limit.

// origin is where the rows of a statement come from.
type origin struct {
	from string // "events e", or the rarest condition's events joined to it
	args []any  // of from; they come first
}

// countLimit bounds the counting of one condition; more is simply many.
const countLimit = 20_000

// draw is a statement that gives all events that fulfil one condition, perhaps more.
type draw struct {
	sql  string
	args []any
	n    int // rows, up to countLimit
}

// plan chooses how to come by the events. limit is how many are wanted; 0 means all.
func (q *Query) plan(ctx context.Context, st *store.Store, limit int) (origin, error) {
	walk := origin{from: "events e"}
	if q.kind() != KindEvents || q.root == nil {
		return walk, nil
	}
	draws, err := q.draws(st.Dialect())
	if err != nil || len(draws) == 0 {
		return walk, err
	}
	var total int
	if err := st.DB().QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM events").Scan(&total); err != nil {
		return walk, err
	}
	least, steps := -1, float64(total)
	if limit > 0 {
		steps = float64(limit)
	}
	for i := range draws {
		d := &draws[i]
		probe := "SELECT count(*) FROM (" + d.sql + " LIMIT " + (&builder{d: st.Dialect(), args: d.args}).arg(countLimit) + ") x"
		if err := st.DB().QueryRowContext(ctx, probe, append(d.args, countLimit)...).Scan(&d.n); err != nil {
			return walk, err
		}
		if d.n == countLimit {
			steps *= 8 // a guess: one event in eight
		} else {
			steps *= float64(total) / float64(max(d.n, 1))
		}
		if least < 0 || d.n < draws[least].n {
			least = i
		}
	}
	// Rows that are drawn are scattered and cost about three times those that are walked over.
	if d := draws[least]; d.n < countLimit && 3*float64(d.n) < min(steps, float64(total)) {
		return origin{"(SELECT DISTINCT every.event FROM (" + d.sql + ") every) drawn CROSS JOIN events e", d.args}, nil
	}
	return walk, nil
}

// conjuncts gives the conditions that must all hold.
func (q *Query) conjuncts() []node {
	if a, ok := q.root.(all); ok {
		return a
	}
	return []node{q.root}
}

// draws gives a statement for each condition that an index serves.
func (q *Query) draws(d store.Dialect) ([]draw, error) {
	days := q.days()
	var out []draw
	for _, n := range q.conjuncts() {
		t, ok := n.(*term)
		if !ok {
			continue
		}
		for _, x := range halves(t) {
			b := &builder{d: d}
			s, err := b.draw(x, days)
			if err != nil {
				return nil, err
			}
			if s != "" {
				out = append(out, draw{sql: s, args: b.args})
			}
		}
	}
	return out, nil
}

// halves takes a dyad apart into conditions that it implies.
func halves(t *term) []*term {
	if t.key.Name != "dyad" || len(t.values) != 1 {
		return []*term{t}
	}
	a, b := *keyNamed("party"), *keyNamed("party")
	if t.values[0].directed {
		a, b = *keyNamed("actor"), *keyNamed("recipient")
	}
	return []*term{{key: &a, values: []value{{a: t.values[0].a}}}, {key: &b, values: []value{{a: t.values[0].b}}}}
}

// days joins the ranges of days that the query demands.
func (q *Query) days() value {
	var out value
	for _, n := range q.conjuncts() {
		t, ok := n.(*term)
		if !ok || len(t.values) != 1 || t.of(KindEvents) != eventRows {
			continue
		}
		switch t.key.Name {
		case "date", "after", "before":
			v := t.values[0]
			if v.lo.set && (!out.lo.set || v.lo.n > out.lo.n) {
				out.lo = v.lo
			}
			if v.hi.set && (!out.hi.set || v.hi.n < out.hi.n) {
				out.hi = v.hi
			}
		}
	}
	return out
}

// draw gives "SELECT … AS event" for a condition, "" when no index serves it.
func (b *builder) draw(t *term, days value) (string, error) {
	switch t.key.Name {
	case "actor", "recipient", "party":
		return b.drawArgs(t, days), nil
	case "mode", "context":
		var values []string
		for _, v := range t.values {
			values = append(values, v.text)
		}
		return "SELECT m.event FROM event_" + t.key.Name + "s m WHERE " + b.in("m."+t.key.Name, values), nil
	case "score", "confidence", "quad", "cameo", "factuality", "claim", "claimed", "evidence", "status", "language", "copy":
		return "", nil
	}
	table := t.of(KindEvents)
	where, err := b.where(t, table)
	if err != nil {
		return "", err
	}
	switch table {
	case documentRows:
		return "SELECT z.id AS event FROM documents d CROSS JOIN events z WHERE z.document = d.id AND z.current = 1 AND " + where, nil
	case claimRows:
		return "SELECT z.id AS event FROM claims c CROSS JOIN events z WHERE z.document = c.document AND z.current = 1 AND z.claim = c.local AND c.current = 1 AND " + where, nil
	}
	return "SELECT e.id AS event FROM events e WHERE e.current = 1 AND " + where + " AND " + b.between("e.day", days), nil
}

// drawArgs draws by participant.
func (b *builder) drawArgs(t *term, days value) string {
	s := t.values[0].a
	if len(t.values) != 1 || s.country == "" && s.name == "" && s.wikidata == "" {
		return ""
	}
	role := ""
	if t.key.Name != "party" {
		role = "p.role = '" + t.key.Name + "' AND "
	}
	return "SELECT p.event FROM event_args p WHERE " + role + b.argIs(s, "p.country", "p.actor") + " AND " + b.between("p.day", days)
}

// rows runs a statement and scans each row.
func rows(ctx context.Context, st *store.Store, query string, args []any, scan func(*sql.Rows) error) error {
	rs, err := st.DB().QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rs.Close()
	for rs.Next() {
		if err := scan(rs); err != nil {
			return err
		}
	}
	return rs.Err()
}

// selection is a statement without its columns: FROM … WHERE ….
type selection struct {
	*builder
	from  string
	where []string // all must hold
}

// selection of the events, claims or documents that match. limit is how many are wanted; 0 means all.
func (q *Query) selection(ctx context.Context, st *store.Store, limit int) (*selection, error) {
	from, err := q.plan(ctx, st, limit)
	if err != nil {
		return nil, err
	}
	s := &selection{builder: &builder{d: st.Dialect(), args: append([]any{}, from.args...)}, from: from.from}
	switch q.kind() {
	case KindEvents:
		if from.args != nil {
			s.where = append(s.where, "e.id = drawn.event")
		}
		s.where = append(s.where, "e.current = 1")
	case KindClaims:
		s.from = "claims c"
		s.where = append(s.where, "c.current = 1")
	case KindDocuments:
		s.from = "documents d"
	}
	cond, err := q.condition(s.builder)
	if cond != "" {
		s.where = append(s.where, cond)
	}
	return s, err
}

// sql gives the whole statement.
func (s *selection) sql(columns string, joins []string, tail string) string {
	out := "SELECT " + columns + " FROM " + s.from
	for _, j := range joins {
		out += " " + j
	}
	if len(s.where) > 0 {
		out += " WHERE " + strings.Join(s.where, " AND ")
	}
	return out + tail
}
