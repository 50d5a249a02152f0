package query

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/internal/store"
)

// linked stores the world with a story, happenings of two documents and three contradictions.
func linked(t testing.TB, st *store.Store) {
	t.Helper()
	ctx := context.Background()
	records := world()
	run, err := st.Run(ctx, records[0].Provenance)
	if err != nil {
		t.Fatal(err)
	}
	var items []store.Item
	for _, r := range records {
		items = append(items, store.Item{Record: r})
	}
	day := store.ParseDay("2023-09-14")
	items[0].Agency = "Wire"
	items[0].Links.Story = store.Story{ID: 1, Title: "Strike on a port", FirstDay: day, LastDay: day + 2, Documents: 2, Outlets: 2}
	items[1].Links.Story = items[0].Links.Story
	items[2].Links.Story = store.Story{ID: 2, Title: "Islands", FirstDay: store.NoDay, LastDay: store.NoDay, Documents: 1, Outlets: 1}
	for _, n := range []int{3, 1, 1} {
		items[0].Links.Happenings = append(items[0].Links.Happenings, store.Happening{ID: int64(len(items[0].Links.Happenings) + 1), Type: "ASSAULT",
			FirstDay: day, LastDay: day, Documents: n, Independent: n, Status: map[bool]string{true: "corroborated", false: "disputed"}[n > 1]})
	}
	items[0].Links.Happenings[0].Accounts = []byte(`[{"source":"name:kim|person|PRK","name":"Kim","value":"CT+","since":19614,"chains":[
		{"document":1,"event":"v1","via":["outlet:the example","agency:wire"]},{"document":2,"event":"v1","via":["text:2"]},{"document":99,"event":"v1","via":["noun:army|RUS|MIL"]}]},
		{"source":"agency:tass","name":"TASS","value":"CT-","since":null,"chains":[{"document":2,"event":"c2"}]}]`)
	for i, since := range []store.Day{day, store.NoDay, day + 1} {
		items[1].Links.Contradictions = append(items[1].Links.Contradictions, store.Contradiction{Kind: "denial", Story: 1, Happening: 1, Since: since,
			Changed: i == 2, Summary: "hit, or not",
			A: store.Side{Document: 1, Local: "v1", Start: 0, End: 6, Text: "Russia", Holder: "a", Name: "The Example", Day: day},
			B: store.Side{Document: 2, Local: "c2", Start: 0, End: 3, Text: "Kim", Holder: "b", Name: "KCNA", Day: store.NoDay}})
	}
	if _, err := st.Put(ctx, run, items); err != nil {
		t.Fatal(err)
	}
}

func TestLedger(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		linked(t, st)
		all, next, err := parsed(t, "").Ledger(ctx, st, Page{})
		if err != nil || len(all) != 3 || next != "" {
			t.Fatalf("%s: %d contradictions, %q, %v", name, len(all), next, err)
		}
		c := all[0]
		if *c.Since != "2023-09-15" || !c.Changed || c.A.DocID != "strike" || c.A.Words != (Quote{0, 6, "Russia"}) || c.A.Who != "The Example" || *c.A.Since != "2023-09-14" ||
			c.B.DocID != "visit" || c.B.Since != nil || *c.Story != 1 || all[2].Since != nil {
			t.Errorf("%s: %+v", name, c)
		}
		if d := cmp.Diff(&Accounts{Happening: 1, Status: "corroborated", Asserting: 3, Denying: 1, Accounts: []Account{
			{Source: "Kim", Value: "CT+", Since: ptr("2023-09-14"), Chains: []Chain{
				{Via: []string{"Wire", "The Example"}, DocID: "strike", Local: "v1", Title: ptr("strike"), Publisher: c.A.Publisher},
				{Via: []string{}, DocID: "visit", Local: "v1", Title: ptr("visit"), Publisher: c.B.Publisher},
				{Via: []string{"army"}, Local: "v1"}}},
			{Source: "TASS", Value: "CT-", Chains: []Chain{{Via: []string{}, DocID: "visit", Local: "c2", Title: ptr("visit"), Publisher: c.B.Publisher}}},
		}}, c.Accounts); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		for _, x := range []struct {
			doc, event string
			n          int
		}{{"strike", "v1", 2}, {"visit", "v1", -1}, {"visit", "v99", -1}, {"none", "v1", -1}} {
			a, err := AccountsOfEvent(ctx, st, x.doc, x.event)
			if err != nil || (a == nil) != (x.n < 0) || a != nil && len(a.Accounts) != x.n {
				t.Errorf("%s: %s %s: %+v %v", name, x.doc, x.event, a, err)
			}
		}
		if row := c.Row(); *row.Asserting != 3 || *row.Denying != 1 {
			t.Errorf("%s: %+v", name, row)
		}
		var ids []int64
		for p := (Page{Limit: 1}); ; {
			part, next, err := parsed(t, "").Ledger(ctx, st, p)
			if err != nil || len(part) != 1 {
				t.Fatalf("%s: %d, %v", name, len(part), err)
			}
			ids = append(ids, part[0].ID)
			if p.After = next; next == "" {
				break
			}
		}
		if want := []int64{all[0].ID, all[1].ID, all[2].ID}; !cmp.Equal(ids, want) {
			t.Errorf("%s: pages give %v, want %v", name, ids, want)
		}
		for query, want := range map[string]int{"odesa": 3, "type:ASSAULT mode:drone": 3, "fiji": 0, "story:1": 3, "story:port": 3, "story:2": 0, "kind:claims source:PRK": 3} {
			if got, _, err := parsed(t, query).Ledger(ctx, st, Page{}); err != nil || len(got) != want {
				t.Errorf("%s: %s: %d contradictions, want %d: %v", name, query, len(got), want, err)
			}
		}
	}
}

func TestLinked(t *testing.T) {
	ctx := context.Background()
	for name, st := range archives(t) {
		linked(t, st)
		stories, next, err := Stories(ctx, st, Page{Limit: 1})
		if err != nil || len(stories) != 1 || stories[0].Title != "Strike on a port" || next == "" {
			t.Fatalf("%s: %+v, %v", name, stories, err)
		}
		if stories, next, err = Stories(ctx, st, Page{Limit: 1, After: next}); err != nil || len(stories) != 1 || stories[0].From != nil || next != "" {
			t.Errorf("%s: %+v, %v", name, stories, err)
		}
		s, documents, happenings, err := OneStory(ctx, st, 1, 10)
		if err != nil || s.Outlets != 2 || len(documents) != 2 || documents[0].DocID != "strike" || len(happenings) != 3 || happenings[0].Independent != 3 || happenings[0].Example.Local != "v1" {
			t.Errorf("%s: %+v %+v %+v %v", name, s, documents, happenings, err)
		}
		if _, _, _, err := OneStory(ctx, st, 99, 10); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
		for _, c := range []struct{ query, want string }{
			{"corroborated:>=2", "strike/v1"},
			{"corroborated:=1 type:ASSAULT", "strike/v3 strike/v2 island/v1"},
			{"status:disputed", "strike/v3 strike/v2"},
			{"happening:1", "strike/v1"},
			{"story:1 type:CONSULT", "visit/v2 visit/v1"},
			{"agency:wire mode:drone", "strike/v2"},
			{"agency:no", "visit/v2 visit/v1 island/v1"},
			{"sort:-corroborated limit:1", "strike/v1"},
		} {
			got, err := found(ctx, st, parsed(t, c.query), Page{})
			if d := cmp.Diff(c.want, strings.Join(got, " ")); d != "" || err != nil {
				t.Errorf("%s: %s: %v %s", name, c.query, err, d)
			}
		}
		for p, err := range parsed(t, "mode:aerial").Pick(ctx, st) {
			if want := (Standpoint{Happening: 1, Mentions: 1, Documents: 3, Independent: 3}); err != nil || p.Events["v1"] != want {
				t.Errorf("%s: %+v, %v", name, p, err)
			}
		}
	}
}
