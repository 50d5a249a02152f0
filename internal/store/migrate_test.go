package store

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/internal/store/storetest"
	"herodotus/record"
)

var update = flag.Bool("update", false, "make the archive of the newest schema where testdata has none")

// TestOldSchemas opens an archive of each schema that was ever released, brings
// it up to date, proves it and writes to it. Files in testdata are never made again.
func TestOldSchemas(t *testing.T) {
	newest := len(must(t, func() ([]string, error) { return filepath.Glob("migrations/*.sql") }))
	if last := oldFile(newest); *update && !exists(last) {
		makeOld(t, last)
	}
	for version := 1; version <= newest; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			name := unzipped(t, oldFile(version))
			if _, err := Open(t.Context(), name, Options{ReadOnly: true}); version < newest {
				advises(t, err, "was made by an older herodotus", "open it once for writing")
			}
			s := open(t, name)
			p, err := s.Verify(t.Context(), func(fault string) { t.Error(fault) })
			if err != nil || p.Documents != 2 || p.Findings != 3 {
				t.Errorf("%+v %v", p, err)
			}
			r, err := s.Record(t.Context(), "doc-000000")
			if err != nil || r.Check() != nil || !strings.Contains(r.Document.Text, "Correction.") {
				t.Errorf("%v", err)
			}
			items := varied(t, 3)[2:]
			if out := put(t, s, record.Provenance{Version: "3"}, items); !out[0].Added || out[0].Document != 3 {
				t.Errorf("%+v", out)
			}
			if n := found(t, s, "correction"); n != 1 {
				t.Errorf("%d documents found", n)
			}
		})
	}
}

// What version 3 draws from records is what new documents have from the start.
func TestRedraw(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		items := varied(t, 30)
		for i := range items {
			title := fmt.Sprintf("Floods in region %d", i)
			items[i].Record.Document.Title = &title
			items[i].Record.Claims = slices.Clone(items[i].Record.Claims)
			items[i].Record.Claims[0].Attitude = i%3 == 0
		}
		put(t, s, record.Provenance{Version: "1"}, items)
		drawn := func() (lines []string) {
			lines, err := list(t.Context(), s, "list", func(scan func(...any) error) (l string, err error) {
				err = scan(&l)
				return l, err
			}, `SELECT document || local || coalesce(dead_min, -1) || ' ' || coalesce(dead_max, -1) || ' ' || coalesce(injured_min, -1) || ' ' ||
				coalesce(injured_max, -1) || ' ' || coalesce(crowd_min, -1) || ' ' || coalesce(size_max, -1) FROM events WHERE coalesce(dead_min, injured_min, crowd_min, size_min) IS NOT NULL
				UNION ALL SELECT document || local FROM claims WHERE attitude = 1 UNION ALL SELECT 'title' || count(*) FROM documents d WHERE `+
				s.dialect.TitleMatch("d.id", 1)+" ORDER BY 1", s.dialect.TextQuery("flood"))
			if err != nil {
				t.Fatal(err)
			}
			return lines
		}
		want := drawn()
		for _, q := range []string{"UPDATE events SET dead_min = NULL, dead_max = NULL, injured_min = NULL, injured_max = NULL, crowd_min = NULL, size_max = NULL, size_min = NULL",
			"UPDATE claims SET attitude = 0", "DELETE FROM title_words"} {
			if _, err := s.change(t.Context(), "empty", q); err != nil {
				t.Fatal(err)
			}
		}
		x := must(t, func() (*sql.Tx, error) { return s.conn.BeginTx(t.Context(), nil) })
		if err := errors.Join(s.redraw(t.Context(), x), x.Commit()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, drawn()); diff != "" || len(want) < 20 || !slices.Contains(want, "title30") {
			t.Errorf("%d lines: %s", len(want), diff)
		}
	})
}

func oldFile(version int) string { return fmt.Sprintf("testdata/schema-%d.db.gz", version) }

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func must[T any](t *testing.T, f func() (T, error)) T {
	t.Helper()
	v, err := f()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// makeOld writes an archive of two documents, one of them in two versions.
func makeOld(t *testing.T, file string) {
	name := filepath.Join(t.TempDir(), "old.db")
	s := open(t, name)
	items := varied(t, 2)
	put(t, s, record.Provenance{Version: "1"}, items)
	newer := *items[0].Record
	newer.Document.Text += "Correction.\n"
	put(t, s, record.Provenance{Version: "2"}, []Item{{Record: &newer}})
	s.Close()
	var b bytes.Buffer
	z := must(t, func() (*gzip.Writer, error) { return gzip.NewWriterLevel(&b, gzip.BestCompression) })
	if _, err := z.Write(must(t, func() ([]byte, error) { return os.ReadFile(name) })); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

func unzipped(t *testing.T, file string) string {
	t.Helper()
	f := must(t, func() (*os.File, error) { return os.Open(file) })
	defer f.Close()
	z := must(t, func() (*gzip.Reader, error) { return gzip.NewReader(f) })
	name := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(name, must(t, func() ([]byte, error) { return io.ReadAll(z) }), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// Many processes may make one archive at once.
func TestOpenedTogether(t *testing.T) {
	for database, dsn := range map[string]func(testing.TB) string{
		"sqlite": func(t testing.TB) string { return filepath.Join(t.TempDir(), "a.db") }, "postgres": storetest.Postgres} {
		t.Run(database, func(t *testing.T) {
			name := dsn(t)
			var wg sync.WaitGroup
			for i := range 4 {
				wg.Go(func() {
					s, err := Open(t.Context(), name, Options{})
					if err != nil {
						t.Error(err)
						return
					}
					defer s.Close()
					if err := s.Skip(t.Context(), Skip{Input: fmt.Sprint(i), Reason: "x"}); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if st, err := open(t, name).Stats(t.Context()); err != nil || st.Skipped["x"] != 4 {
				t.Errorf("%v %v", st.Skipped, err)
			}
		})
	}
}

// Both databases have the same tables and columns.
func TestSameSchema(t *testing.T) {
	lite, pg := open(t, filepath.Join(t.TempDir(), "a.db")), open(t, storetest.Postgres(t))
	columns := func(s *Store, query string) []string {
		out, err := list(t.Context(), s, "list columns", func(scan func(...any) error) (c string, err error) {
			err = scan(&c)
			return c, err
		}, query)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := columns(lite, `SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')
		AND m.name NOT LIKE '%_words%' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%' ORDER BY 1`)
	got := columns(pg, `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()
		AND table_name NOT LIKE '%_words%' AND table_name NOT LIKE 'goose%' ORDER BY (table_name || '.' || column_name) COLLATE "C"`)
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 100 {
		t.Error(diff)
	}
}
