package query

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"herodotus/internal/store"
	"herodotus/internal/store/storetest"
	"herodotus/record"
)

// archives opens an empty store on each database that there is.
func archives(t testing.TB) map[string]*store.Store {
	t.Helper()
	dsns := map[string]string{"sqlite": filepath.Join(t.TempDir(), "test.db")}
	if storetest.Running() {
		dsns["postgres"] = storetest.Postgres(t)
	}
	out := map[string]*store.Store{}
	for name, dsn := range dsns {
		st, err := store.Open(context.Background(), dsn, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		out[name] = st
	}
	return out
}

// articles are the records of our own articles, with publishers.
func articles(t testing.TB) []*record.Record {
	t.Helper()
	names, err := filepath.Glob("../../testdata/articles/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	var out []*record.Record
	for i, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := &record.Record{}
		if err := json.Unmarshal(b, r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		publisher := []string{"The Example", "Été_News"}[i%2]
		r.Document.Publisher = &publisher
		out = append(out, r)
	}
	return out
}

// fill stores the records as one run.
func fill(t testing.TB, st *store.Store, records []*record.Record) {
	t.Helper()
	ctx := context.Background()
	run, err := st.Run(ctx, records[0].Provenance)
	if err != nil {
		t.Fatal(err)
	}
	var items []store.Item
	for _, r := range records {
		items = append(items, store.Item{Record: r})
	}
	if _, err := st.Put(ctx, run, items); err != nil {
		t.Fatal(err)
	}
}

func parsed(t testing.TB, s string) *Query {
	t.Helper()
	q, err := ParseAt(s, anyDay)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// everything asks for all kinds of answer of a query and gives them as text.
func everything(ctx context.Context, st *store.Store, q *Query) (string, error) {
	var b strings.Builder
	out := json.NewEncoder(&b)
	add := func(x any, err error) error {
		if err == nil {
			err = out.Encode(x)
		}
		return err
	}
	events, _, err := q.Events(ctx, st, Page{})
	if err := add(events, err); err != nil {
		return "", fmt.Errorf("events: %w", err)
	}
	claims, _, err := q.Claims(ctx, st, Page{})
	if err := add(claims, err); err != nil {
		return "", fmt.Errorf("claims: %w", err)
	}
	documents, _, err := q.Documents(ctx, st, Page{})
	if err := add(documents, err); err != nil {
		return "", fmt.Errorf("documents: %w", err)
	}
	ledger, _, err := q.Ledger(ctx, st, Page{})
	if err := add(ledger, err); err != nil {
		return "", fmt.Errorf("ledger: %w", err)
	}
	return b.String(), nil
}

// TestSameAnswers asks both databases for the same and compares the answers.
func TestSameAnswers(t *testing.T) {
	sts := archives(t)
	for _, st := range sts {
		fill(t, st, articles(t))
	}
	ctx := context.Background()
	queries := []string{"", "type:ASSAULT or -country:UKR", "-type:AID -publisher:example kind:documents", "act:deny -source_kind:anonymous", "army*",
		"(RUS>UKR or UKR) text:talks", "date:2024 sort:date", "publisher:été", "publisher:t_n", "near:-17,179.9,500km", "near:89,0,500km"}
	for _, k := range Keys() {
		if k.Name != "sort" { // claims cannot be sorted by what its example says
			queries = append(queries, k.Example)
		}
	}
	for _, s := range queries {
		answers := map[string]string{}
		for name, st := range sts {
			q := parsed(t, s)
			a, err := everything(ctx, st, q)
			if err != nil {
				t.Errorf("%s: %s: %v", name, s, err)
			}
			for _, c := range columns {
				if expr, _ := c.of(q.kind()); expr == "" {
					continue
				}
				counts, err := q.Count(ctx, st, c.name, "week")
				if err != nil {
					t.Errorf("%s: %s: count by %s: %v", name, s, c.name, err)
				}
				a += fmt.Sprintln(c.name, counts)
			}
			answers[name] = a
		}
		if b, ok := answers["postgres"]; ok && b != answers["sqlite"] {
			t.Errorf("%s: the databases differ:\n%.3000s\n%.3000s", s, answers["sqlite"], b)
		}
	}
}
