package intake

import (
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"herodotus/internal/store"
	"herodotus/internal/store/storetest"
)

// Both databases end with the same rows.
func TestPostgresHasTheSameTables(t *testing.T) {
	pg, err := store.Open(t.Context(), storetest.Postgres(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pg.Close() })
	lite := open(t)
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
