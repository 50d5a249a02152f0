package query

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/store"
)

// column is something to count by.
type column struct {
	name string
	help string
	// What it is in the database for each kind of answer; "" where there is no such thing.
	events, claims, documents string
	join                      string              // a table that it needs; e, c or d stand for the rows
	fold                      func(string) string // makes one value of several: days of a week
}

// columns are all that Count takes.
var columns = []column{
	{name: "day", help: "day", events: "e.day", claims: "c.day", documents: "d.day", fold: func(s string) string { return step(s, "day") }},
	{name: "week", help: "week, by its Monday", events: "e.day", claims: "c.day", documents: "d.day", fold: func(s string) string { return step(s, "week") }},
	{name: "month", help: "month", events: "e.day", claims: "c.day", documents: "d.day", fold: func(s string) string { return step(s, "month") }},
	{name: "year", help: "year", events: "e.day", claims: "c.day", documents: "d.day", fold: func(s string) string { return step(s, "year") }},
	{name: "type", help: "event type", events: "e.type"},
	{name: "mode", help: "mode, one for each that an event has", events: "mo.mode", join: "LEFT JOIN event_modes mo ON mo.event = e.id"},
	{name: "context", help: "context, one for each", events: "cx.context", join: "LEFT JOIN event_contexts cx ON cx.event = e.id"},
	{name: "quad", help: "quadrant", events: "e.quad"},
	{name: "cameo", help: "CAMEO code", events: "e.cameo"},
	{name: "dyad", help: "countries of the first actor and recipient", events: "coalesce(e.actor_country, '?') || '>' || coalesce(e.recipient_country, '?')"},
	{name: "actor", help: "first actor's name", events: "ai.name", join: "LEFT JOIN actors ai ON ai.id = e.actor"},
	{name: "recipient", help: "first recipient's name", events: "ri.name", join: "LEFT JOIN actors ri ON ri.id = e.recipient"},
	{name: "actor_country", help: "first actor's country", events: "e.actor_country"},
	{name: "recipient_country", help: "first recipient's country", events: "e.recipient_country"},
	{name: "status", help: "fact, claim, denied, possible, open", events: "CASE WHEN e.author_value = 'CT+' THEN 'fact' WHEN e.author_value = 'CT-' THEN 'denied' WHEN e.author_value <> 'Uu' THEN 'possible' WHEN e.claim IS NOT NULL THEN 'claim' ELSE 'open' END"},
	{name: "source", help: "in whose words", events: "si.name", claims: "si.name", join: "LEFT JOIN actors si ON si.id = $.source"},
	{name: "act", help: "speech act", events: "ac.act", claims: "c.act", join: "LEFT JOIN claims ac ON ac.document = e.document AND ac.current = 1 AND ac.local = e.claim"},
	{name: "quote", help: "direct, indirect, mixed", claims: "c.quote"},
	{name: "source_kind", help: "named, role, anonymous, document", claims: "c.source_kind"},
	{name: "place", help: "place", events: "e.place_name"},
	{name: "country", help: "country of the place", events: "e.place_country"},
	{name: "publisher", help: "publisher", events: "bd.publisher", claims: "bd.publisher", documents: "d.publisher", join: "JOIN documents bd ON bd.id = $.document"},
	{name: "agency", help: "agency", events: "bd.agency", claims: "bd.agency", documents: "d.agency", join: "JOIN documents bd ON bd.id = $.document"},
	{name: "language", help: "language", events: "bd.language", claims: "bd.language", documents: "d.language", join: "JOIN documents bd ON bd.id = $.document"},
	{name: "story", help: "story, by its title", events: "bs.title", claims: "bs.title", documents: "bs.title", join: "JOIN documents bd ON bd.id = $.document; LEFT JOIN stories bs ON bs.id = bd.story"},
	{name: "independent", help: "independent sources", events: "e.independent"},
}

// Columns lists the names that Count takes, with what they are.
func Columns() [][2]string {
	var out [][2]string
	for _, c := range columns {
		out = append(out, [2]string{c.name, c.help})
	}
	return out
}

// of gives the expression and the joins for a kind of answer.
func (c *column) of(k Kind) (expr string, joins []string) {
	base := string(k.base())
	switch k.base() {
	case claimRows:
		expr = c.claims
	case documentRows:
		expr = c.documents
	default:
		expr = c.events
	}
	if c.join == "" || strings.HasPrefix(expr, base+".") {
		return expr, nil
	}
	for _, j := range strings.Split(strings.ReplaceAll(c.join, "$", base), "; ") {
		if k == KindDocuments { // the documents are there already
			j = strings.ReplaceAll(j, "bd.story", "d.story")
		}
		if k != KindDocuments || !strings.Contains(j, "JOIN documents") {
			joins = append(joins, j)
		}
	}
	return expr, joins
}

// pick finds the columns by name.
func (k Kind) pick(by []string) ([]column, error) {
	var out []column
	var names []string
	for i := range columns {
		if expr, _ := columns[i].of(k); expr != "" {
			names = append(names, columns[i].name)
		}
	}
	for _, name := range by {
		i := slices.IndexFunc(columns, func(c column) bool { return c.name == strings.ToLower(strings.TrimSpace(name)) })
		if i >= 0 && slices.Contains(names, columns[i].name) {
			out = append(out, columns[i])
			continue
		}
		return nil, &Unknown{What: "column of " + string(k) + " to count by,", Name: name, Hint: listHint(name, names)}
	}
	if len(out) == 0 {
		return nil, &Unknown{What: "column of " + string(k) + " to count by,", Hint: listHint("", names)}
	}
	return out, nil
}

// Count counts the answers by the values of columns: by time in its order where
// the first column is a time, else the most frequent first.
func (q *Query) Count(ctx context.Context, st *store.Store, by ...string) ([]Count, error) {
	cols, err := q.kind().pick(by)
	if err != nil {
		return nil, err
	}
	s, err := q.selection(ctx, st, 0)
	if err != nil {
		return nil, err
	}
	var exprs, joins []string
	for i := range cols {
		expr, join := cols[i].of(q.kind())
		exprs = append(exprs, expr)
		for _, j := range join {
			if !slices.Contains(joins, j) {
				joins = append(joins, j)
			}
		}
	}
	query := s.sql(strings.Join(exprs, ", ")+", count(*)", joins, " GROUP BY "+strings.Join(exprs, ", "))
	counts := map[string]*Count{}
	err = rows(ctx, st, query, s.args, func(r *sql.Rows) error {
		c, err := scanCount(r, cols)
		if err != nil {
			return err
		}
		key := strings.Join(c.Values, "\x00")
		if known := counts[key]; known != nil {
			known.Count += c.Count
		} else {
			counts[key] = &c
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]Count, 0, len(counts))
	for _, c := range counts {
		out = append(out, *c)
	}
	slices.SortFunc(out, countOrder(cols[0]))
	return out, nil
}

func scanCount(r *sql.Rows, cols []column) (Count, error) {
	values := make([]sql.NullString, len(cols))
	var n int
	into := make([]any, 0, len(cols)+1)
	for i := range values {
		into = append(into, &values[i])
	}
	if err := r.Scan(append(into, &n)...); err != nil {
		return Count{}, err
	}
	c := Count{Values: make([]string, len(cols)), Count: n}
	for i, v := range values {
		c.Values[i] = v.String
		if f := cols[i].fold; f != nil && v.Valid {
			c.Values[i] = f(v.String)
		}
	}
	return c, nil
}

func countOrder(first column) func(a, b Count) int {
	return func(a, b Count) int {
		if first.fold != nil {
			if c := cmp.Compare(a.Values[0], b.Values[0]); c != 0 {
				return c
			}
		}
		if c := cmp.Compare(b.Count, a.Count); c != 0 {
			return c
		}
		return slices.Compare(a.Values, b.Values)
	}
}

// step turns a day's number into the first day of its week, its month or its year, as text.
func step(day, length string) string {
	var n int32
	if _, err := fmt.Sscan(day, &n); err != nil {
		return ""
	}
	switch length {
	case "week":
		return dateOf(n - weekday(n))
	case "month":
		return dateOf(n)[:len("2006-01")]
	case "year":
		return dateOf(n)[:len("2006")]
	}
	return dateOf(n)
}
