package query

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"herodotus/internal/store"
)

// Facets are the most frequent values of several columns among the newest
// answers. They are what a page can tell in time whatever is asked: counting
// all answers of a broad question takes seconds in a large archive.
type Facets struct {
	Counts map[string][]Count // by column; the most frequent value first
	Seen   int                // answers that were counted
	More   bool               // there are older ones, which were not
}

// Facets counts by each of the columns alone, among at most so many answers, and
// gives the top values of each. Columns with several values an answer are not taken.
func (q *Query) Facets(ctx context.Context, st *store.Store, most, top int, by ...string) (*Facets, error) {
	cols, err := q.kind().pick(by)
	if err != nil {
		return nil, err
	}
	newest := *q
	newest.Sort = ""
	ids, next, err := newest.ids(ctx, st, Page{Limit: most})
	if err != nil {
		return nil, err
	}
	counts := make([]map[string]int, len(cols))
	for i := range counts {
		counts[i] = map[string]int{}
	}
	if err := q.values(ctx, st, ids, cols, func(i int, value string) { counts[i][value]++ }); err != nil {
		return nil, err
	}
	out := &Facets{Counts: map[string][]Count{}, Seen: len(ids), More: next != ""}
	for i, c := range cols {
		list := make([]Count, 0, len(counts[i]))
		for value, n := range counts[i] {
			list = append(list, Count{Values: []string{value}, Count: n})
		}
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), slices.Compare(a.Values, b.Values)) })
		out.Counts[c.name] = list[:min(top, len(list))]
	}
	return out, nil
}

// values reads columns of answers and calls add for each cell.
func (q *Query) values(ctx context.Context, st *store.Store, ids []int64, cols []column, add func(column int, value string)) error {
	kind := q.kind()
	var exprs, joins []string
	for i := range cols {
		expr, join := cols[i].of(kind)
		exprs = append(exprs, expr)
		for _, j := range join {
			if !slices.Contains(joins, j) {
				joins = append(joins, j)
			}
		}
	}
	from := map[table]string{eventRows: "events e", claimRows: "claims c", documentRows: "documents d"}[kind.base()]
	query := strings.Join(append([]string{"SELECT " + strings.Join(exprs, ", ") + " FROM " + from}, joins...), " ") + " WHERE " + string(kind.base()) + ".id IN "
	cells := make([]sql.NullString, len(cols))
	into := make([]any, len(cols))
	for i := range cells {
		into[i] = &cells[i]
	}
	return eachChunk(st, ids, func(marks string, args []any) error {
		return rows(ctx, st, query+marks, args, func(r *sql.Rows) error {
			if err := r.Scan(into...); err != nil {
				return err
			}
			for i, c := range cells {
				value := c.String
				if f := cols[i].fold; f != nil && c.Valid {
					value = f(value)
				}
				add(i, value)
			}
			return nil
		})
	})
}

// UpTo counts the answers up to a limit; more tells that there are further ones.
func (q *Query) UpTo(ctx context.Context, st *store.Store, most int) (n int, more bool, err error) {
	s, err := q.selection(ctx, st, most+1)
	if err != nil {
		return 0, false, err
	}
	inner := s.sql("1", nil, " LIMIT "+s.arg(most+1))
	if err := st.DB().QueryRowContext(ctx, "SELECT count(*) FROM ("+inner+") x", s.args...).Scan(&n); err != nil {
		return 0, false, err
	}
	return min(n, most), n > most, nil
}
