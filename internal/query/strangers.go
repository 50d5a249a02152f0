package query

import (
	"context"
	"database/sql"
	"strings"

	"herodotus/internal/store"
)

// Stranger is a name of the query that no identity of the archive has.
type Stranger struct {
	Name string `json:"name"`
	Near string `json:"near,omitempty"` // the most similar name that one has
}

// Strangers gives the names in the query that the archive does not know, for
// advice when nothing is found.
func (q *Query) Strangers(ctx context.Context, st *store.Store) ([]Stranger, error) {
	var out []Stranger
	for _, name := range sideNames(q.root) {
		b := &builder{d: st.Dialect()}
		var n int
		query := "SELECT count(*) FROM (SELECT i.id FROM actors i WHERE " + b.named("i.folded", name) + " LIMIT 1) x"
		if err := st.DB().QueryRowContext(ctx, query, b.args...).Scan(&n); err != nil {
			return nil, err
		}
		if n > 0 {
			continue
		}
		near, err := similar(ctx, st, name)
		if err != nil {
			return nil, err
		}
		out = append(out, Stranger{name, near})
	}
	return out, nil
}

// sideNames gives all names of participants in a condition.
func sideNames(n node) []string {
	var out []string
	switch n := n.(type) {
	case all:
		for _, x := range n {
			out = append(out, sideNames(x)...)
		}
	case some:
		for _, x := range n {
			out = append(out, sideNames(x)...)
		}
	case not:
		return sideNames(n.of)
	case *term:
		for _, v := range n.values {
			for _, s := range []side{v.a, v.b} {
				if s.name != "" {
					out = append(out, s.name)
				}
			}
		}
	}
	return out
}

// similar gives the name that is closest among those with a word that begins
// as one of the given name does, "" when none is close.
func similar(ctx context.Context, st *store.Store, name string) (string, error) {
	b := &builder{d: st.Dialect()}
	var begins []string
	for _, w := range strings.Fields(store.Fold(name)) {
		r := []rune(w)
		if len(r) >= 3 {
			begins = append(begins, "' ' || i.folded LIKE "+b.arg("% "+string(r[:3])+"%"))
		}
	}
	if len(begins) == 0 {
		return "", nil
	}
	var names []string
	query := "SELECT i.name FROM actors i WHERE " + strings.Join(begins, " OR ") + " ORDER BY i.id LIMIT 2000"
	err := rows(ctx, st, query, b.args, func(r *sql.Rows) error {
		var s string
		err := r.Scan(&s)
		names = append(names, s)
		return err
	})
	return nearest(name, names), err
}
