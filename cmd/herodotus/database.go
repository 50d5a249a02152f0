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

// open opens the archive; faults come with advice.
func (d *database) open(ctx context.Context, o store.Options) (*store.Store, error) {
	st, err := store.Open(ctx, d.DB, o)
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
