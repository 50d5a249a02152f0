package main

import (
	"context"
	"errors"

	"herodotus/internal/store"
)

// database is the flag of every command that works on an archive.
type database struct {
	DB string `name:"db" env:"HERODOTUS_DB" default:"herodotus.db" help:"The archive: an SQLite file, or postgres://user@host/database." placeholder:"FILE|URL" predictor:"file"`
}

// open opens the archive; faults come with advice. An archive of an older
// version is brought up to date first, also where it is only to be read.
func (d *database) open(ctx context.Context, o store.Options) (*store.Store, error) {
	st, err := store.Open(ctx, d.DB, o)
	if !errors.Is(err, store.ErrOlder) {
		return st, advised(err)
	}
	newer, failed := store.Open(ctx, d.DB, store.Options{MustExist: true})
	if failed != nil {
		return nil, advised(err)
	}
	if err := newer.Close(); err != nil {
		return nil, advised(err)
	}
	st, err = store.Open(ctx, d.DB, o)
	return st, advised(err)
}

// advised gives the store's faults their hints.
func advised(err error) error {
	var f *store.Fault
	if errors.As(err, &f) && f.Advice != "" {
		return hinted{err, f.Advice}
	}
	return err
}
