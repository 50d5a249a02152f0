package store

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// postgresURL gives the URL of an empty schema; it is dropped after the test.
func postgresURL(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("HERODOTUS_POSTGRES")
	if dsn == "" {
		if mustPostgres && os.Getenv("CI") == "true" {
			t.Fatal("HERODOTUS_POSTGRES is not set: .ci/postgres starts a server and prints its URL")
		}
		t.Skip("PostgreSQL is not tested: HERODOTUS_POSTGRES names no server (.ci/postgres starts one)")
	}
	return freshSchema(t, dsn)
}

// freshSchema gives the URL of an empty schema of a PostgreSQL database; a file name stays as it is.
func freshSchema(t testing.TB, dsn string) string {
	t.Helper()
	if !strings.HasPrefix(dsn, "postgres") {
		return dsn
	}
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), time.Now().UnixNano())
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
	return u.String()
}
