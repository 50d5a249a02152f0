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
	nulls  bool   // the column may be null
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
	column := map[string]string{"date": "day", "corroborated": "independent", "dead": "dead_min", "injured": "injured_min", "crowd": "crowd_min", "size": "size_min"}[key]
	if column == "" {
		column = key
	}
	return order{key, base + "." + column, down, base, key == "date" || strings.HasSuffix(column, "_min")}, nil
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
	if p.Limit <= 0 {
		p.Limit = q.Limit
	}
	found, next, err := o.page(ctx, st, p, func(limit int) (*selection, error) {
		if o.key != "date" && o.key != "id" {
			limit = 0 // no index has this order: all must be found before the first is known
		}
		return q.selection(ctx, st, limit)
	})
	return numbers(found), next, err
}

func numbers(found []at) []int64 {
	ids := make([]int64, len(found))
	for i, f := range found {
		ids[i] = f.id
	}
	return ids
}

// page gives the places of a page and the cursor of the next. Rows whose column
// is null come last, in a statement of their own: the databases disagree about
// where nulls stand. sel gives the rows, of which so many are wanted.
func (o order) page(ctx context.Context, st *store.Store, p Page, sel func(limit int) (*selection, error)) (out []at, next string, err error) {
	limit := p.Limit
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
	s, err := sel(limit + 1)
	if err != nil {
		return nil, "", err
	}
	for _, null := range []bool{false, true} {
		past := !null && from != nil && from.value == "" && o.nulls
		if past || null && !o.nulls || len(out) > limit {
			continue
		}
		part, err := o.fetch(ctx, st, s.clone(), from, null, limit+1-len(out))
		if err != nil {
			return nil, "", err
		}
		out = append(out, part...)
	}
	if len(out) > limit {
		out = out[:limit]
		next = o.cursor(out[limit-1])
	}
	return out, next, nil
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
