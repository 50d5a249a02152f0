package store

import (
	"context"
	"strings"
)

// bulk gathers rows of one table and writes many with one statement, which
// costs a third of one statement a row.
type bulk struct {
	table   string
	columns []string
	onTwice string // what happens to a row whose key is there already
	rows    []any
}

// maxArgs bounds the arguments of one statement; SQLite's default limit is
// 32766, PostgreSQL's 65535, and more than some hundred gain nothing.
const maxArgs = 800

func newBulk(table, columns string) *bulk {
	return &bulk{table: table, columns: strings.Fields(columns)}
}

func (b *bulk) add(values ...any) { b.rows = append(b.rows, values...) }

// flush writes all rows: full statements first, then by halves, so that few
// different statements must be prepared.
func (b *bulk) flush(ctx context.Context, t *tx) error {
	width := len(b.columns)
	rest := b.rows
	for n := max(1, maxArgs/width); len(rest) > 0; {
		if len(rest) < n*width {
			n = max(1, n/2)
			continue
		}
		if err := t.exec(ctx, b.statement(t.s, n), rest[:n*width]...); err != nil {
			return err
		}
		rest = rest[n*width:]
	}
	clear(b.rows)
	b.rows = b.rows[:0]
	return nil
}

func (b *bulk) statement(s *Store, rows int) string {
	var q strings.Builder
	q.WriteString("INSERT INTO " + b.table + " (" + strings.Join(b.columns, ", ") + ") VALUES ")
	for i := range rows {
		if i > 0 {
			q.WriteString(", ")
		}
		q.WriteString("(" + s.marks(i*len(b.columns)+1, (i+1)*len(b.columns)) + ")")
	}
	q.WriteString(b.onTwice)
	return q.String()
}
