package store

import (
	"context"
	"database/sql"
	"net/url"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// openPostgres opens one connection for the writer and some for readers.
func (s *Store) openPostgres(ctx context.Context, dsn string, o Options) error {
	s.dialect = Postgres
	if u, err := url.Parse(dsn); err == nil {
		s.name = u.Redacted()
	} else {
		s.name = "postgres://…" // a password may stand anywhere in what cannot be parsed
		return errBadURL
	}
	var err error
	if s.read, err = sql.Open("pgx", dsn); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(16)
	s.read.SetMaxIdleConns(8)
	if err := s.read.PingContext(ctx); err != nil {
		return err
	}
	if o.ReadOnly {
		return nil
	}
	if s.write, err = sql.Open("pgx", dsn); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	return s.write.PingContext(ctx)
}
