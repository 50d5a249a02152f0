package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks an SQLite file as ours ("HERO"), so that another
// program's file is not written to.
const applicationID = 0x4845524f

// migrate brings the tables to the newest version. Each version is one file,
// never edited once released. Another process may be doing the same: whoever
// comes second fails and looks again.
func (s *Store) migrate(ctx context.Context) error {
	steps, err := s.steps()
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		done, err := s.migrateOnce(ctx, steps)
		if done && !busy(err) || try == 10 || ctx.Err() != nil {
			return err
		}
		time.Sleep(time.Duration(try) * 20 * time.Millisecond)
	}
}

// migrateOnce tells whether all is done; it is not worth another try when the
// fault is the database's own.
func (s *Store) migrateOnce(ctx context.Context, steps []*goose.Migration) (done bool, err error) {
	newest := steps[len(steps)-1].Version
	have, err := s.version(ctx)
	switch {
	case err != nil:
		return true, err
	case have == newest:
		return true, nil
	case have > newest:
		return true, fmt.Errorf("%w: its tables are of version %d, this program knows %d", errNewer, have, newest)
	case s.write == nil:
		return true, fmt.Errorf("%w: its tables are of version %d, this program's of %d", ErrOlder, have, newest)
	}
	if have == 0 {
		if err := s.claimFile(ctx); err != nil {
			return true, err
		}
	}
	dialect := goose.DialectSQLite3
	if s.dialect == Postgres {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, s.write, nil, goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return true, err
	}
	_, err = p.Up(ctx)
	return err == nil, err
}

// ErrOlder says that a store opened for reading only must first be brought up to date.
var ErrOlder = errors.New("was made by an older herodotus")

var (
	errNewer   = errors.New("was made by a newer herodotus")
	errForeign = errors.New("is a database of another program")
)

// version tells which migrations a database has had; 0 is a new one.
func (s *Store) version(ctx context.Context) (int64, error) {
	var n int64
	query := "SELECT count(*) FROM sqlite_master WHERE name = 'goose_db_version'"
	if s.dialect == Postgres {
		query = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('goose_db_version')"
	}
	if err := s.read.QueryRowContext(ctx, query).Scan(&n); err != nil || n == 0 {
		return 0, err
	}
	err := s.read.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&n)
	return n, err
}

// claimFile marks an empty SQLite file as ours and refuses one with other tables.
func (s *Store) claimFile(ctx context.Context) error {
	if s.dialect != SQLite {
		return nil
	}
	var id, tables int // in this order: another process may mark the file now, and then make its tables
	if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err != nil {
		return err
	}
	if err := s.write.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if tables > 0 && id != applicationID {
		return errForeign
	}
	_, err := s.write.ExecContext(ctx, "PRAGMA application_id = "+strconv.Itoa(applicationID))
	return err
}

// steps are the migrations in the dialect of the database, oldest first.
func (s *Store) steps() ([]*goose.Migration, error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	var steps []*goose.Migration
	for _, f := range files {
		number, _, _ := strings.Cut(f.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", f.Name(), err)
		}
		text, err := migrations.ReadFile(path.Join("migrations", f.Name()))
		if err != nil {
			return nil, err
		}
		statements := translate(string(text), s.dialect)
		steps = append(steps, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			for _, q := range statements {
				if _, err := tx.ExecContext(ctx, q); err != nil {
					return fmt.Errorf("%s: %w", q, err)
				}
			}
			if version == drawnVersion {
				return s.redraw(ctx, tx)
			}
			return nil
		}}, nil))
	}
	return steps, nil
}

// translate gives the statements of a migration for one database. SQLite's
// type names stand in the file.
func translate(text string, d Dialect) []string {
	types := strings.NewReplacer(" INTEGER", " BIGINT", " BLOB", " BYTEA", " REAL", " DOUBLE PRECISION", " WITHOUT ROWID", "")
	var statements []string
	var b strings.Builder
	mine := true
	for line := range strings.Lines(text) {
		if only, ok := strings.CutPrefix(strings.TrimSpace(line), "-- only "); ok {
			mine = only == d.String()
			continue
		}
		code, _, _ := strings.Cut(line, "--")
		if !mine || strings.TrimSpace(code) == "" {
			continue
		}
		if d == Postgres {
			code = types.Replace(code)
		}
		b.WriteString(strings.TrimRight(code, " \n") + "\n")
		if strings.HasSuffix(strings.TrimSpace(code), ";") {
			statements = append(statements, strings.TrimSpace(b.String()))
			b.Reset()
		}
	}
	return statements
}
