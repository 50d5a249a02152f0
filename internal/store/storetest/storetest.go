// Package storetest gives tests a PostgreSQL to work on. In: the server that
// HERODOTUS_POSTGRES names; .ci/postgres starts one. Out: URLs of empty schemas.
package storetest

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Postgres gives the URL of an empty schema, which is dropped after the test.
// Without a server the test is skipped; slow tests on a build server fail.
func Postgres(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("HERODOTUS_POSTGRES")
	if dsn == "" {
		if mustPostgres && os.Getenv("CI") == "true" {
			t.Fatal("HERODOTUS_POSTGRES is not set: .ci/postgres starts a server and prints its URL")
		}
		t.Skip("PostgreSQL is not tested: HERODOTUS_POSTGRES names no server (.ci/postgres starts one)")
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

// Running tells whether there is a server.
func Running() bool { return os.Getenv("HERODOTUS_POSTGRES") != "" }
