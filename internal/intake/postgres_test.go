package intake

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"herodotus/internal/store"
)

// onPostgres opens an empty archive in a schema of its own on the server that HERODOTUS_POSTGRES names.
func onPostgres(t *testing.T) *store.Store {
	t.Helper()
	dsn := os.Getenv("HERODOTUS_POSTGRES")
	if dsn == "" {
		t.Skip("PostgreSQL is not tested: HERODOTUS_POSTGRES names no server (.ci/postgres starts one)")
	}
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("intake_%d_%d", os.Getpid(), time.Now().UnixNano())
	if _, err := db.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	st, err := store.Open(t.Context(), u.String(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// Both databases end with the same rows.
func TestPostgresHasTheSameTables(t *testing.T) {
	pg, lite := onPostgres(t), open(t)
	list := reports(30)
	for _, st := range []*store.Store{pg, lite} {
		if _, err := run(t, t.Context(), st, seq(list), Options{}); err != nil {
			t.Fatal(err)
		}
		if _, err := st.Verify(t.Context(), func(f string) { t.Error(f) }); err != nil {
			t.Error(err)
		}
	}
	same(t, dump(t, lite), dump(t, pg))
}
