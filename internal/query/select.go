package query

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"herodotus/internal/store"
)

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
	m := *q
	m.root = joinTexts(q.root)
	from, err := m.plan(ctx, st, limit)
	if err != nil {
		return nil, err
	}
	s := &selection{builder: &builder{d: st.Dialect(), args: append([]any{}, from.args...)}, from: from.from}
	if limit > 0 {
		if s.page, err = m.frequent(ctx, st); err != nil {
			return nil, err
		}
	}
	switch m.kind() {
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
	if m.kind() == KindClaims {
		if m.root, err = s.byDocuments(ctx, st, &m); err != nil {
			return nil, err
		}
	}
	if m.kind() != KindEvents {
		if m.root, err = s.byEvents(ctx, st, &m); err != nil {
			return nil, err
		}
	}
	cond, err := m.condition(s.builder)
	if cond != "" {
		s.where = append(s.where, cond)
	}
	return s, err
}

// joinTexts makes one condition of all words that must stand in the document,
// since text search finds them together at once, and tests it last.
func joinTexts(root node) node {
	list, ok := root.(all)
	if !ok {
		return root
	}
	var out all
	var text *term
	for _, n := range list {
		t, is := n.(*term)
		if !is || t.key.Name != "text" || len(t.values) != 1 {
			out = append(out, n)
			continue
		}
		if text == nil {
			text = &term{key: t.key, values: []value{{}}}
		}
		text.values[0].words = append(text.values[0].words, t.values[0].words...)
	}
	if text != nil {
		out = append(out, text)
	}
	return out
}

// frequent tells whether testing single documents for words ends soon: nothing
// but words is asked for, and many documents have them. Beside another condition
// that never meets them every event would be tested, which takes a hundred times
// as long as to list the documents.
func (q *Query) frequent(ctx context.Context, st *store.Store) (bool, error) {
	must, ok := q.root.(*term)
	if list, is := q.root.(all); is && len(list) == 1 {
		must, ok = list[0].(*term)
	}
	if !ok || st.Dialect() != store.SQLite || must.key.Name != "text" || len(must.values) != 1 {
		return false, nil
	}
	b := &builder{d: st.Dialect()}
	words := b.phrases(must.values[0].words)
	if words == "" {
		return false, nil
	}
	var n int
	err := st.DB().QueryRowContext(ctx, "SELECT count(*) FROM (SELECT rowid FROM document_words WHERE document_words MATCH "+b.arg(words)+
		" LIMIT "+b.arg(countLimit)+")", b.args...).Scan(&n)
	return n >= countLimit, err
}

// byEvents selects claims or documents by the few events that the query demands,
// when they are few, and gives what else it demands.
func (s *selection) byEvents(ctx context.Context, st *store.Store, q *Query) (node, error) {
	events, others, positive := q.split(eventRows)
	if !positive {
		return q.root, nil
	}
	e := Query{root: events, Kind: KindEvents}
	drawn, err := e.selection(ctx, st, 0)
	if err != nil || drawn.from == "events e" {
		return q.root, err
	}
	columns, of := "e.document", "d.id"
	if q.kind() == KindClaims {
		columns, of = "e.document, e.claim", "(c.document, c.local)"
	}
	s.where = append(s.where, of+" IN ("+renumber(s.d, drawn.sql(columns, nil, ""), len(drawn.args), len(s.args))+")")
	s.args = append(s.args, drawn.args...)
	return others.root(), nil
}

// byDocuments selects claims by the few documents that the query demands, when
// they are few, and gives what else it demands.
func (s *selection) byDocuments(ctx context.Context, st *store.Store, q *Query) (node, error) {
	documents, others, positive := q.split(documentRows)
	if !positive {
		return q.root, nil
	}
	b := &builder{d: s.d}
	cond, err := q.join(b, documents, " AND ", q.plain)
	if err != nil {
		return nil, err
	}
	found := "SELECT d.id FROM documents d WHERE " + cond
	probe := &builder{d: s.d, args: slices.Clone(b.args)}
	var n int
	err = st.DB().QueryRowContext(ctx, "SELECT count(*) FROM ("+found+" LIMIT "+probe.arg(slowCountLimit)+") x", probe.args...).Scan(&n)
	if err != nil || n >= slowCountLimit {
		return q.root, err
	}
	s.where = append(s.where, "c.document IN ("+renumber(s.d, found, len(b.args), len(s.args))+")")
	s.args = append(s.args, b.args...)
	return others.root(), nil
}

// split parts the conditions that must hold into those on a table and the
// others; positive tells that the first do not only rule out.
func (q *Query) split(t table) (of, others all, positive bool) {
	if q.root == nil {
		return nil, nil, false
	}
	for _, n := range q.conjuncts() {
		if q.tableOf(n) != t {
			others = append(others, n)
			continue
		}
		of = append(of, n)
		_, denied := n.(not)
		positive = positive || !denied
	}
	return of, others, positive
}

// root gives the conditions as one, nil when there are none.
func (a all) root() node {
	if len(a) == 0 {
		return nil
	}
	return a
}

// clone gives a selection that can be narrowed down by itself.
func (s *selection) clone() *selection {
	b := *s.builder
	b.args = slices.Clone(s.args)
	return &selection{builder: &b, from: s.from, where: slices.Clone(s.where)}
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
