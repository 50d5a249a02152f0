// Package store keeps records: one SQLite file, or PostgreSQL by URL, with the
// same tables (migrations/) and the same answers.
//
// In: checked records with what links them to others (Put), reasons for what
// was left out (Skip), and what people add (corrections, watches, users).
// Out: records again (Record), figures (Stats), proof that all is sound
// (Verify), the difference between two runs (Diff), and a database handle for
// package query, which writes its own SELECTs.
//
// There is one writer at a time, in one process or many; each Put is one
// transaction, so that a killed process leaves whole documents only. Findings
// are immutable: another version of the engine, of a dictionary or of the text
// adds a row beside the old one, and the newest is what queries see.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// ErrNotFound says that the store has no such thing.
var ErrNotFound = errors.New("not in the store")

// Options of Open; the zero value is useful.
type Options struct {
	ReadOnly  bool // no write is tried, not even a migration
	MustExist bool // an SQLite file is not made when missing
}

// Store is an open archive. It is safe for concurrent use.
type Store struct {
	name    string // as it may be shown: without a password
	dialect Dialect
	read    *sql.DB // many connections
	write   *sql.DB // one connection; nil when read-only
	packer  *packer

	mu      sync.Mutex // held by the one writer of this process
	conn    *sql.Conn  // of write
	stmts   map[string]*sql.Stmt
	inserts map[rowsOf]string
	rows    *rows
	actors  map[string]int64 // identities known to be stored
	outlets map[outlet]bool  // names known to be stored
}

// Open opens the archive and brings its tables to the newest version. The dsn
// is a file name, or a URL that begins with postgres:// or postgresql://.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	s := &Store{name: dsn, stmts: map[string]*sql.Stmt{}, inserts: map[rowsOf]string{}, actors: map[string]int64{}, outlets: map[outlet]bool{}}
	var err error
	if s.packer, err = newPacker(); err != nil {
		return nil, err
	}
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		err = s.openPostgres(ctx, dsn, o)
	} else {
		err = s.openSQLite(ctx, dsn, o)
	}
	s.rows = newRows(s.dialect)
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		s.Close()
		return nil, s.fault("open", err)
	}
	return s, nil
}

// Close ends all connections. SQLite's log is brought into the file, so that
// the one file can be copied.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		if s.dialect == SQLite {
			s.checkpoint()
		}
		s.drop()
		errs = append(errs, s.write.Close())
	}
	if s.packer != nil {
		s.packer.close()
	}
	return errors.Join(errs...)
}

// checkpoint writes SQLite's log into the file. Where another process reads it
// at the moment, the log stays, and the next one to close brings it in.
func (s *Store) checkpoint() {
	ctx := context.Background()
	if c, err := s.writer(ctx); err == nil {
		_, _ = c.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
}

// DB is the handle to read with; writes through it fail on SQLite.
func (s *Store) DB() *sql.DB { return s.read }

// Dialect tells which SQL DB speaks.
func (s *Store) Dialect() Dialect { return s.dialect }

// Name is the file name or the URL without its password.
func (s *Store) Name() string { return s.name }

// sql replaces each ? of a query by the dialect's numbered placeholder.
func (s *Store) sql(query string) string {
	if s.dialect == SQLite {
		return query
	}
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			b.WriteString(s.dialect.Placeholder(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// errReadOnly is given to writers of a store opened for reading.
var errReadOnly = errors.New("opened for reading only")

// change runs one small write of its own, such as a correction, and tells how
// many rows it touched.
func (s *Store) change(ctx context.Context, op, query string, args ...any) (n int64, err error) {
	err = s.small(ctx, op, func(c *sql.Conn) error {
		res, err := c.ExecContext(ctx, s.sql(query), args...)
		if err == nil {
			n, err = res.RowsAffected()
		}
		return err
	})
	return n, err
}

// insert is change for one row whose id the database gives.
func (s *Store) insert(ctx context.Context, op, query string, args ...any) (id int64, err error) {
	err = s.small(ctx, op, func(c *sql.Conn) error {
		return c.QueryRowContext(ctx, s.sql(query+" RETURNING id"), args...).Scan(&id)
	})
	return id, err
}

func (s *Store) small(ctx context.Context, op string, f func(*sql.Conn) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.writer(ctx)
	if err == nil {
		err = f(c)
	}
	if err != nil {
		s.drop()
	}
	return s.fault(op, err)
}

// notFound turns the end of rows into ErrNotFound.
func notFound(err error, what string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf(what+": %w", append(args, ErrNotFound)...)
	}
	return err
}
