package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"herodotus/record"
)

// advises checks an error's words and that it comes with advice.
func advises(t *testing.T, err error, words, advice string) {
	t.Helper()
	var f *Fault
	if !errors.As(err, &f) || !strings.Contains(f.Error(), words) || !strings.Contains(f.Advice, advice) {
		t.Errorf("got %v with the advice %q, want %q with %q", err, func() string {
			if f == nil {
				return ""
			}
			return f.Advice
		}(), words, advice)
	}
}

func TestOpenFaults(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	foreign := filepath.Join(dir, "foreign.db")
	s := open(t, foreign)
	for _, q := range []string{"PRAGMA application_id = 7", "DROP TABLE goose_db_version"} {
		if _, err := s.change(t.Context(), "spoil", q); err != nil {
			t.Fatal(err)
		}
	}
	newer := filepath.Join(dir, "newer.db")
	s = open(t, newer)
	if _, err := s.change(t.Context(), "spoil", "UPDATE goose_db_version SET version_id = 999 WHERE version_id = 2"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		dsn, words, advice string
		o                  Options
	}{
		{filepath.Join(dir, "none.db"), "no such file", "herodotus add makes one", Options{MustExist: true}},
		{filepath.Join(dir, "none.db"), "no such file", "herodotus add makes one", Options{ReadOnly: true}},
		{filepath.Join(dir, "no", "folder.db"), "there is no folder", "", Options{}},
		{dir, "is a folder", "--db names a file", Options{}},
		{write("text.db", strings.Repeat("no database ", 100)), "not an SQLite database", "name another", Options{}},
		{foreign, "is a database of another program", "--db names", Options{}},
		{newer, "was made by a newer herodotus", "use the newer", Options{}},
		{"postgres://u:secret@127.0.0.1:1/x", "postgres://u:xxxxx@127.0.0.1:1/x", "is the server running", Options{}},
		{"postgres://u:secret@[::1", "is no URL", "--db names", Options{}},
	} {
		s, err := Open(t.Context(), c.dsn, c.o)
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", c.dsn)
			continue
		}
		advises(t, err, c.words, c.advice)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is told: %v", err)
		}
	}
}

// A full disk is simulated by a bound on the file's pages: SQLite gives the same error.
func TestFullDisk(t *testing.T) {
	name := filepath.Join(t.TempDir(), "news.db")
	s := open(t, name)
	items := varied(t, 40)
	put(t, s, record.Provenance{}, items[:10])
	if _, err := s.change(t.Context(), "bound", "PRAGMA max_page_count = 1"); err != nil { // that is, no more than there are
		t.Fatal(err)
	}
	_, err := s.Put(t.Context(), 1, items[10:])
	advises(t, err, "the disk is full", "free some space")
	s.Close()

	s = open(t, name)
	if p, err := s.Verify(t.Context(), func(fault string) { t.Error(fault) }); err != nil || p.Documents != 10 {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := s.Put(t.Context(), 1, items); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestReadOnly(t *testing.T) {
	name := filepath.Join(t.TempDir(), "news.db")
	s := open(t, name)
	items := varied(t, 4)
	put(t, s, record.Provenance{}, items)
	if _, err := s.change(t.Context(), "bar writes", "PRAGMA query_only = 1"); err != nil {
		t.Fatal(err)
	}
	_, err := s.AddToken(t.Context(), Token{})
	advises(t, err, "it is read-only", "may not be written")
	s.Close()

	s, err = Open(t.Context(), name, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Record(t.Context(), items[0].Record.Document.ID); err != nil {
		t.Error(err)
	}
	_, err = s.Put(t.Context(), 1, items)
	advises(t, err, "opened for reading only", "open it for writing")
	if _, err := s.Record(t.Context(), "nobody"); !errors.Is(err, ErrNotFound) || !strings.Contains(fmt.Sprint(err), "nobody") {
		t.Error(err)
	}
}
