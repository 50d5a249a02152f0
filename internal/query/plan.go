package query

import (
	"context"
	"slices"
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

// countLimit bounds the counting of one condition; more is simply many. Rows that
// are found through other tables are slow to count and soon many.
const (
	countLimit     = 20_000
	slowCountLimit = 3_000
)

// draw is a statement that gives all events that fulfil a condition, perhaps more.
type draw struct {
	sql  string
	args []any
	n    int     // rows, as far as counted
	many bool    // more than counted
	part float64 // of all events, about
}

// plan chooses how to come by the events. limit is how many are wanted; 0 means all.
func (q *Query) plan(ctx context.Context, st *store.Store, limit int) (origin, error) {
	walk := origin{from: "events e"}
	if q.kind() != KindEvents || q.root == nil {
		return walk, nil
	}
	p := planner{ctx: ctx, st: st, days: q.days(), limit: countLimit}
	if err := st.DB().QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM events").Scan(&p.total); err != nil {
		return walk, err
	}
	if limit == 0 {
		p.limit = max(p.limit, int(p.total/3)) // it pays up to there, see below
	}
	d, err := p.draw(q.root)
	if err != nil || d == nil || d.many {
		return walk, err
	}
	steps := p.total
	if limit > 0 {
		steps = min(steps, float64(limit)/max(d.part, 1/p.total))
	}
	// Rows that are drawn are scattered and cost about three times those that are walked over.
	if 3*float64(d.n) < steps {
		return origin{"(SELECT DISTINCT every.event FROM (" + d.sql + ") every) drawn CROSS JOIN events e", d.args}, nil
	}
	return walk, nil
}

// planner looks for the rarest condition.
type planner struct {
	ctx   context.Context
	st    *store.Store
	days  value   // that the whole query demands
	total float64 // events
	limit int     // up to which conditions are counted
}

// draw gives the best statement for a node, nil when no index serves it.
func (p *planner) draw(n node) (*draw, error) {
	switch n := n.(type) {
	case *term:
		if parts := apart(n); parts != nil {
			return p.draw(parts)
		}
		return p.one(n)
	case all:
		return p.least(n)
	case some:
		return p.union(n)
	}
	return nil, nil
}

// few is how many events are few enough not to look for a rarer condition.
const few = 1000

// least gives the rarest of conditions that must all hold; its part of the
// events is taken as if they were independent. Those that are quick to count come first.
func (p *planner) least(nodes []node) (best *draw, err error) {
	part := 1.0
	for _, quick := range []bool{true, false} {
		for _, n := range nodes {
			if t, ok := n.(*term); ok && quickDraws[t.key.Name] != quick || !ok && quick {
				continue
			}
			if best != nil && best.n < few {
				break
			}
			d, err := p.draw(n)
			if err != nil {
				return nil, err
			}
			if d == nil {
				continue
			}
			part *= d.part
			if best == nil || d.n < best.n {
				best = d
			}
		}
	}
	if best != nil {
		best.part = part
	}
	return best, nil
}

// quickDraws are the keys whose draw reads one index with the days in it.
var quickDraws = map[string]bool{"actor": true, "recipient": true, "party": true, "dyad": true, "type": true, "country": true, "happening": true,
	"date": true, "after": true, "before": true, "mode": true, "dead": true, "injured": true, "crowd": true, "size": true}

// union puts the statements of alternatives together, when all have one.
func (p *planner) union(nodes []node) (*draw, error) {
	out := &draw{}
	var parts []string
	for _, n := range nodes {
		d, err := p.draw(n)
		if err != nil || d == nil {
			return nil, err
		}
		// Numbered placeholders count from the first argument of the whole.
		parts = append(parts, renumber(p.st.Dialect(), d.sql, len(d.args), len(out.args)))
		out.args = append(out.args, d.args...)
		out.n += d.n
		out.many = out.many || d.many
		out.part += d.part
	}
	out.sql = strings.Join(parts, " UNION ALL ")
	return out, nil
}

// renumber shifts the n placeholders of a statement. The highest goes first, so
// that ?12 is not taken for ?1. Statements hold no text of people, only placeholders.
func renumber(d store.Dialect, sql string, n, by int) string {
	for i := n; i >= 1 && by > 0; i-- {
		sql = strings.ReplaceAll(sql, d.Placeholder(i), "\x00"+decimal(int64(i+by))+"\x01")
	}
	mark := strings.TrimSuffix(d.Placeholder(1), "1")
	return strings.NewReplacer("\x00", mark, "\x01", "").Replace(sql)
}

// one counts one condition.
func (p *planner) one(t *term) (*draw, error) {
	b := &builder{d: p.st.Dialect()}
	s, err := b.draw(t, p.days)
	if err != nil || s == "" {
		return nil, err
	}
	d := &draw{sql: s, args: b.args}
	limit := slowCountLimit
	if quickDraws[t.key.Name] {
		limit = p.limit
	}
	probe := "SELECT count(*) FROM (" + s + " LIMIT " + (&builder{d: b.d, args: b.args}).arg(limit) + ") x"
	if err := p.st.DB().QueryRowContext(p.ctx, probe, append(slices.Clone(d.args), limit)...).Scan(&d.n); err != nil {
		return nil, err
	}
	d.part = float64(d.n) / max(p.total, 1)
	if d.n >= limit {
		d.n, d.many, d.part = p.limit, true, max(d.part, 1.0/8) // a guess
	}
	return d, nil
}

// conjuncts gives the conditions that must all hold.
func (q *Query) conjuncts() []node {
	if a, ok := q.root.(all); ok {
		return a
	}
	return []node{q.root}
}

// apart takes a dyad apart into conditions on one participant each; nil for another term.
func apart(t *term) node {
	if t.key.Name != "dyad" {
		return nil
	}
	from := func(a, b side) node {
		return all{&term{key: keyNamed("actor"), values: []value{{a: a}}}, &term{key: keyNamed("recipient"), values: []value{{a: b}}}}
	}
	var out some
	for _, v := range t.values {
		out = append(out, from(v.a, v.b))
		if !v.directed {
			out = append(out, from(v.b, v.a))
		}
	}
	return out
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
	case "dyad", "score", "confidence", "quad", "cameo", "factuality", "claim", "claimed", "evidence", "language", "copy", "attitude":
		return "", nil
	}
	b.drawing = true
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
