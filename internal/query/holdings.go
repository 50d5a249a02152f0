package query

import (
	"context"

	"herodotus/internal/store"
)

// Holdings are how much an archive holds.
type Holdings struct{ Documents, Events, Claims, Stories int64 }

// HoldingsOf counts them; the events and claims are those of each document's newest run.
func HoldingsOf(ctx context.Context, st *store.Store) (h Holdings, err error) {
	err = st.DB().QueryRowContext(ctx, "SELECT count(*), coalesce(sum(events), 0), coalesce(sum(claims), 0), (SELECT count(*) FROM stories) FROM documents").
		Scan(&h.Documents, &h.Events, &h.Claims, &h.Stories)
	return h, err
}
