package query

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"herodotus/internal/store"
)

// walked gives the ids of all answers, found by testing every row.
func walked(t testing.TB, st *store.Store, q *Query) []int64 {
	t.Helper()
	b := &builder{d: st.Dialect()}
	cond, err := q.condition(b)
	if err != nil {
		t.Fatal(err)
	}
	if cond == "" {
		cond = "1 = 1"
	}
	var ids []int64
	from := map[Kind]string{KindEvents: "e.id FROM events e WHERE e.current = 1", KindClaims: "c.id FROM claims c WHERE c.current = 1", KindDocuments: "d.id FROM documents d WHERE 1 = 1"}
	err = rows(context.Background(), st, "SELECT "+from[q.kind()]+" AND "+cond+" ORDER BY 1", b.args, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestPlans holds that it does not matter how the events are come by: random
// queries give the same with the plan as without.
func TestPlans(t *testing.T) {
	conditions := []string{"type:ASSAULT", "type:REQUEST,ACCUSE", "actor:UKR", "actor:.MIL", "recipient:SDN", "party:RUS", "RUS-UKR", "SDN>SDN", "RUS>UKR",
		`actor:"rapid support"`, "mode:aerial,arrest", "context:military", "date:2023", "after:2022-10", "country:BLR", "near:\"Khartoum\"/100km", "army", "talks",
		"\"grain shipments\"", "act:deny", "act:accuse", "source:UKR", "claimed:RUS", "publisher:example", "corroborated:>=1", "quad:conflict", "claim:no", "document:x", "published:2023-11", "title:drone", "quote:direct",
		"dead:>1", "injured:<100", "attitude:no", "status:reported", "agency:no"}
	for name, st := range archives(t) {
		fill(t, st, articles(t))
		rapid.Check(t, func(rt *rapid.T) {
			var parts []string
			for i := range rapid.IntRange(1, 4).Draw(rt, "conditions") {
				c := rapid.SampledFrom(conditions).Draw(rt, "condition")
				if rapid.IntRange(0, 4).Draw(rt, "denied") == 0 {
					c = "-" + c
				}
				if i > 0 && rapid.IntRange(0, 2).Draw(rt, "or") == 0 {
					c = "or " + c
				}
				if i > 0 && rapid.IntRange(0, 3).Draw(rt, "group") == 0 {
					before, alternative := strings.CutPrefix(parts[i-1], "or ")
					parts[i-1], c = "("+before, c+")"
					if alternative {
						parts[i-1] = "or " + parts[i-1]
					}
				}
				parts = append(parts, c)
			}
			s := strings.Join(parts, " ")
			q, err := ParseAt(s+" sort:id", anyDay)
			if err != nil {
				rt.Fatal(err)
			}
			q.Kind = rapid.SampledFrom([]Kind{KindEvents, KindClaims, KindDocuments}).Draw(rt, "kind")
			want := walked(t, st, q)
			for _, limit := range []int{1000, 3} {
				got, _, err := q.ids(context.Background(), st, Page{Limit: limit})
				if err != nil {
					rt.Fatal(err)
				}
				if !slices.Equal(got, want[:min(limit, len(want))]) {
					rt.Fatalf("%s: %s: got %v, want %v", name, s, got, want)
				}
			}
			if n, more, err := q.UpTo(context.Background(), st, 1000); err != nil || more || n != len(want) {
				rt.Fatalf("%s: %s: %d in all, want %d: %v", name, s, n, len(want), err)
			}
		})
	}
}

// TestRenumber holds that ?1 is not found in ?12.
func TestRenumber(t *testing.T) {
	var marks []string
	for i := 1; i <= 12; i++ {
		marks = append(marks, fmt.Sprintf("?%d", i))
	}
	got := renumber(store.SQLite, strings.Join(marks, " "), 12, 9)
	if want := "?10 ?11 ?12 ?13 ?14 ?15 ?16 ?17 ?18 ?19 ?20 ?21"; got != want {
		t.Errorf("got %s", got)
	}
}
