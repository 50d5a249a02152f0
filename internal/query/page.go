package query

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"herodotus/internal/store"
)

// defaultLimit is the size of a page where nothing is said.
const defaultLimit = 50

// order is how answers are sorted: by a column and then by id, both the same way.
type order struct {
	key    string // of sorts
	column string
	down   bool
	base   string // alias of the rows
}

// order reads Sort. Without one the newest come first.
func (q *Query) order() (order, error) {
	key, down := strings.CutPrefix(q.Sort, "-")
	if key == "" {
		key, down = "date", true
	}
	if !slices.Contains(sorts[q.kind()], key) {
		return order{}, fmt.Errorf("%s cannot be sorted by %q; known: %s", q.kind(), key, strings.Join(sorts[q.kind()], ", "))
	}
	base := string(q.kind().base())
	column := map[string]string{"date": "day", "corroborated": "independent"}[key]
	if column == "" {
		column = key
	}
	return order{key, base + "." + column, down, base}, nil
}

// at is a place in the order: after this row.
type at struct {
	value string // of the column; "" null, which comes last
	id    int64
}

// cursor writes the place so that it can stand in a URL.
func (o order) cursor(a at) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s %t %s %d", o.key, o.down, a.value, a.id))
}

// ErrCursor says that a cursor is not one of the query's.
var ErrCursor = errors.New("the cursor does not belong to this query")

// place reads a cursor of this order.
func (o order) place(cursor string) (a at, err error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	f := strings.Split(string(b), " ")
	if err != nil || len(f) != 4 || f[0] != o.key || f[1] != strconv.FormatBool(o.down) {
		return a, fmt.Errorf("%w: %.40q", ErrCursor, cursor)
	}
	a.value = f[2]
	if a.id, err = strconv.ParseInt(f[3], 10, 64); err != nil {
		return a, fmt.Errorf("%w: %.40q", ErrCursor, cursor)
	}
	if _, err := strconv.ParseFloat(a.value, 64); err != nil && a.value != "" {
		return a, fmt.Errorf("%w: %.40q", ErrCursor, cursor)
	}
	return a, nil
}

// ids gives the numbers of the rows of a page in order, and the cursor of the next page.
func (q *Query) ids(ctx context.Context, st *store.Store, p Page) (ids []int64, next string, err error) {
	o, err := q.order()
	if err != nil {
		return nil, "", err
	}
	limit := p.Limit
	if limit <= 0 {
		limit = q.Limit
	}
	if limit <= 0 {
		limit = defaultLimit
	}
	limit = min(limit, MaxLimit)
	var from *at
	if p.After != "" {
		a, err := o.place(p.After)
		if err != nil {
			return nil, "", err
		}
		from = &a
	}
	found, err := q.walk(ctx, st, o, from, limit+1)
	if err != nil {
		return nil, "", err
	}
	if len(found) > limit {
		found = found[:limit]
		next = o.cursor(found[limit-1])
	}
	for _, f := range found {
		ids = append(ids, f.id)
	}
	return ids, next, nil
}

// walk gives up to limit places after from. Rows whose column is null come last,
// in a statement of their own: the databases disagree about where nulls stand.
func (q *Query) walk(ctx context.Context, st *store.Store, o order, from *at, limit int) ([]at, error) {
	var out []at
	phases, wanted := []bool{false, true}, limit
	if o.key != "date" {
		phases = phases[:1] // the other columns are never null
	}
	if o.key != "date" && o.key != "id" {
		wanted = 0 // no index has this order: all must be found before the first is known
	}
	for _, null := range phases {
		if len(out) >= limit || !null && from != nil && from.value == "" && o.key == "date" {
			continue
		}
		s, err := q.selection(ctx, st, wanted)
		if err != nil {
			return nil, err
		}
		part, err := o.fetch(ctx, st, s, from, null, limit-len(out))
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// fetch reads the places of one statement, those with the column or those without.
func (o order) fetch(ctx context.Context, st *store.Store, s *selection, from *at, null bool, limit int) ([]at, error) {
	if from != nil && null == (from.value == "") {
		s.where = append(s.where, o.beyond(s.builder, *from))
	}
	direction := ""
	if o.down {
		direction = " DESC"
	}
	by := o.base + ".id" + direction
	if null {
		s.where = append(s.where, o.column+" IS NULL")
	} else if o.key != "id" {
		s.where = append(s.where, o.column+" IS NOT NULL")
		by = o.column + direction + ", " + by
	}
	query := s.sql(o.base+".id, "+o.column, nil, " ORDER BY "+by+" LIMIT "+s.arg(limit))
	var out []at
	err := rows(ctx, st, query, s.args, func(r *sql.Rows) error {
		var a at
		var v sql.NullFloat64
		if err := r.Scan(&a.id, &v); err != nil {
			return err
		}
		if v.Valid {
			a.value = strconv.FormatFloat(v.Float64, 'f', -1, 64)
		}
		out = append(out, a)
		return nil
	})
	return out, err
}

// beyond gives the condition that a row comes after a place.
func (o order) beyond(b *builder, a at) string {
	op := ">"
	if o.down {
		op = "<"
	}
	if a.value == "" || o.key == "id" {
		return o.base + ".id " + op + " " + b.arg(a.id)
	}
	n, _ := strconv.ParseFloat(a.value, 64) // place has proved it
	return "(" + o.column + ", " + o.base + ".id) " + op + " (" + b.number(n) + ", " + b.arg(a.id) + ")"
}

// Total counts all answers.
func (q *Query) Total(ctx context.Context, st *store.Store) (int, error) {
	s, err := q.selection(ctx, st, 0)
	if err != nil {
		return 0, err
	}
	var n int
	err = st.DB().QueryRowContext(ctx, s.sql("count(*)", nil, ""), s.args...).Scan(&n)
	return n, err
}
