package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// openSQLite opens one connection for the writer and some for readers.
//
// WAL lets readers go on while a batch is written; synchronous=NORMAL survives
// any end of the process, and after a loss of power at most the last batches
// are missing, never a part of one. The log is brought in every 128 MB: pages of
// indexes are written again and again, and each time costs a wait for the disk.
func (s *Store) openSQLite(ctx context.Context, name string, o Options) error {
	s.dialect = SQLite
	st, err := os.Stat(name)
	if err == nil && st.IsDir() {
		return errFolder
	}
	if errors.Is(err, fs.ErrNotExist) && (o.ReadOnly || o.MustExist) {
		return fmt.Errorf("no such file: %w", fs.ErrNotExist)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if dir := filepath.Dir(name); err != nil {
		if st, e := os.Stat(dir); e != nil || !st.IsDir() {
			return fmt.Errorf("there is no folder %s: %w", dir, fs.ErrNotExist)
		}
	}
	if !o.ReadOnly {
		if s.write, err = sql.Open("sqlite", sqliteURI(name, "mode=rwc", "_txlock=immediate",
			"_pragma=journal_mode(WAL)", "_pragma=cache_size(-65536)", "_pragma=wal_autocheckpoint(32000)",
			"_pragma=journal_size_limit(134217728)")); err != nil {
			return err
		}
		s.write.SetMaxOpenConns(1)
		if err := patiently(ctx, s.write.PingContext); err != nil {
			return err
		}
	}
	mode := "mode=ro"
	if o.ReadOnly && unwritable(name) {
		mode = "immutable=1" // WAL needs a file beside it, which cannot be made there
	}
	s.read, err = sql.Open("sqlite", sqliteURI(name, mode, "_pragma=query_only(1)", "_pragma=cache_size(-32768)",
		"_pragma=mmap_size(1073741824)"))
	if err != nil {
		return err
	}
	s.read.SetMaxOpenConns(8)
	s.read.SetMaxIdleConns(8)
	return patiently(ctx, s.read.PingContext)
}

// patiently tries again what SQLite refuses without waiting: to turn a file to
// WAL while another process does the same.
func patiently(ctx context.Context, open func(context.Context) error) error {
	for try := 1; ; try++ {
		err := open(ctx)
		if !busy(err) || try == 50 || ctx.Err() != nil {
			return err
		}
		time.Sleep(time.Duration(try) * 5 * time.Millisecond)
	}
}

// sqliteURI writes the file as a URI, whatever stands in its name.
func sqliteURI(name string, options ...string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	u := "file://" + (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath() +
		"?_pragma=busy_timeout(15000)&_pragma=synchronous(NORMAL)&_pragma=temp_store(MEMORY)"
	for _, o := range options {
		u += "&" + o
	}
	return u
}

// unwritable tells that neither a log nor an index of WAL can be made beside the file.
func unwritable(name string) bool {
	if _, err := os.Stat(name + "-wal"); err == nil {
		return false
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".herodotus-*")
	if err != nil {
		return true
	}
	f.Close()
	os.Remove(f.Name())
	return false
}
