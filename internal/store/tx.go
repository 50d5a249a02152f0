package store

import (
	"context"
	"database/sql"
	"maps"
)

// writer gives the store's only writing connection; the caller holds s.mu.
func (s *Store) writer(ctx context.Context) (*sql.Conn, error) {
	if s.write == nil {
		return nil, errReadOnly
	}
	if s.conn == nil {
		conn, err := s.write.Conn(ctx)
		if err != nil {
			return nil, err
		}
		s.conn = conn
	}
	return s.conn, nil
}

// drop gives up the writing connection with its prepared statements: a server
// may have ended it. The next write takes a new one.
func (s *Store) drop() {
	if s.conn == nil {
		return
	}
	for _, p := range s.stmts {
		p.Close()
	}
	clear(s.stmts)
	s.conn.Close()
	s.conn = nil
}

// update runs f in one transaction and writes the rows that it gathered.
func (s *Store) update(ctx context.Context, op string, f func(*tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.begin(ctx)
	if err != nil {
		s.drop()
		return s.fault(op, err)
	}
	err = f(t)
	if err == nil {
		err = t.flush(ctx)
	}
	if err == nil {
		err = t.t.Commit()
	}
	if err != nil {
		t.t.Rollback()
		s.drop()
		return s.fault(op, err)
	}
	if len(s.actors) > maxActors {
		clear(s.actors)
	}
	maps.Copy(s.actors, t.born)
	maps.Copy(s.outlets, t.named)
	return nil
}

// maxActors bounds the identities kept in memory, some 100 bytes each.
const maxActors = 1 << 18

// tx is one transaction of the writer, with rows not yet written.
type tx struct {
	s     *Store
	t     *sql.Tx
	docs  map[string]*docState // documents looked up or added
	next  map[string]int64     // table → the last id given
	born  map[string]int64     // identities added
	named map[outlet]bool      // publishers and agencies added
	skips *int64               // 0: no input is noted as skipped

	*rows
}

// lockKey is PostgreSQL's advisory lock of the one writer ("herodotu").
const lockKey = 0x6865726f646f7475

// begin starts the writer's transaction; the caller holds s.mu.
func (s *Store) begin(ctx context.Context) (*tx, error) {
	conn, err := s.writer(ctx)
	if err != nil {
		return nil, err
	}
	t, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	x := &tx{s: s, t: t, docs: map[string]*docState{}, next: map[string]int64{}, born: map[string]int64{}, named: map[outlet]bool{}, rows: s.rows}
	s.rows.drop()
	if s.dialect == Postgres {
		if err := x.exec(ctx, "SELECT pg_advisory_xact_lock($1)", int64(lockKey)); err != nil {
			t.Rollback()
			return nil, err
		}
	}
	return x, nil
}

// flush writes the rows gathered.
func (t *tx) flush(ctx context.Context) error {
	for _, b := range t.all() {
		if err := b.flush(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// id gives the next id of a table: there is one writer, so the highest plus one is free.
func (t *tx) id(ctx context.Context, table string) (int64, error) {
	last, ok := t.next[table]
	if !ok {
		if err := t.row(ctx, "SELECT coalesce(max(id), 0) FROM "+table).Scan(&last); err != nil {
			return 0, err
		}
	}
	t.next[table] = last + 1
	return last + 1, nil
}

// stmt prepares a query once for the store's only writing connection.
func (t *tx) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	p, ok := t.s.stmts[query]
	if !ok {
		var err error
		if p, err = t.s.conn.PrepareContext(ctx, t.s.sql(query)); err != nil {
			return nil, err
		}
		t.s.stmts[query] = p
	}
	return p, nil
}

func (t *tx) exec(ctx context.Context, query string, args ...any) error {
	p, err := t.stmt(ctx, query)
	if err == nil {
		_, err = p.ExecContext(ctx, args...)
	}
	return err
}

func (t *tx) row(ctx context.Context, query string, args ...any) interface{ Scan(...any) error } {
	p, err := t.stmt(ctx, query)
	if err != nil {
		return failed{err}
	}
	return p.QueryRowContext(ctx, args...)
}

// failed is a row that could not be asked for.
type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }
