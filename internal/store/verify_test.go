package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/record"
)

// filled gives a store with three documents, links and a contradiction.
func filled(t *testing.T, s *Store) []Item {
	t.Helper()
	items := varied(t, 3)
	for i := range items {
		l := &items[i].Links
		l.Story = Story{ID: 1, Title: "Flood", FirstDay: 1, LastDay: NoDay, Documents: i + 1, Outlets: 1}
		l.Happenings = make([]Happening, len(items[i].Record.Events))
		l.Happenings[0] = Happening{ID: 1, Type: items[i].Record.Events[0].Type, FirstDay: 1, LastDay: 2, Documents: i + 1,
			Independent: i + 1, Status: "reported", Evidence: []string{"place: x"}}
	}
	trigger := items[0].Record.Events[0].Trigger
	side := Side{Document: 1, Local: items[0].Record.Events[0].ID, Start: trigger.Start, End: trigger.End, Text: trigger.Text, Day: 1}
	items[2].Links.Contradictions = []Contradiction{{Kind: "denial", Story: 1, Happening: 1, Since: 1, A: side, B: side, Summary: "x"}}
	put(t, s, record.Provenance{Version: "1"}, items)
	return items
}

func TestVerifySound(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		filled(t, s)
		p, err := s.Verify(t.Context(), func(fault string) { t.Error(fault) })
		if err != nil || p.Documents != 3 || p.Findings != 3 || p.Quotes < 100 || p.References < 20 {
			t.Errorf("%+v %v", p, err)
		}
		var independent int
		if err := s.DB().QueryRow("SELECT min(independent) FROM events WHERE happening = 1").Scan(&independent); err != nil || independent != 3 {
			t.Errorf("independent sources at the events: %d, %v", independent, err)
		}
	})
}

// Each kind of damage is found and named, also among earlier ones.
func TestVerifyFindsFaults(t *testing.T) {
	damages := []struct{ damage, want string }{
		{"UPDATE documents SET story = 9 WHERE id = 2", "documents doc-000001: story 9 is not in stories"},
		{"UPDATE documents SET events = 0 WHERE id = 2", "document doc-000001: "},
		{"UPDATE findings SET key = 'x' WHERE document = 2", "document doc-000001: run 1: broken finding: its bytes have the digest"},
		{"UPDATE findings SET record = substr(record, 1, 50) WHERE document = 2", "document doc-000001: run 1: broken finding: unexpected EOF"},
		{"DELETE FROM findings WHERE document = 3", "document doc-000002: run 1 has no finding"},
		{"UPDATE events SET trigger_text = 'x' WHERE id = 1", "document doc-000000: event v1 is "},
		{"UPDATE events SET evidence = 'x' WHERE id = 2", "document doc-000000: event v2: its evidence"},
		{"UPDATE events SET happening = 9 WHERE id = 1", "events 1: happening 9 is not in happenings"},
		{"DELETE FROM events WHERE id = 2", "event_args 2: event 2 is not in events"},
		{"DELETE FROM actors WHERE id = 1", "source 1 is not in actors"},
		{"UPDATE claims SET content = 'x' WHERE id = 1", "document doc-000000: claim c1 is "},
		{"DELETE FROM runs", "documents doc-000000: run 1 is not in runs"},
		{"DELETE FROM document_words", "document doc-000000: its words cannot be searched"},
		{"UPDATE contradictions SET a_text = 'x'", `contradiction 1: "x" does not stand at`},
		{"UPDATE contradictions SET b_document = 9", "contradictions 1: b_document 9 is not in documents"},
		{"UPDATE documents SET text = 'X' || text WHERE id = 1", "document doc-000000: its text does not have the digest"},
		{"DELETE FROM happenings", "contradictions 1: happening 1 is not in happenings"},
	}
	onEach(t, func(t *testing.T, s *Store) {
		filled(t, s)
		for _, c := range damages {
			if _, err := s.change(t.Context(), "damage", c.damage); err != nil {
				t.Fatal(err)
			}
			var faults []string
			p, err := s.Verify(t.Context(), func(fault string) { faults = append(faults, fault) })
			if err != nil || p.Faults != len(faults) || !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("%s: %v: none of %d faults is %q", c.damage, err, len(faults), c.want)
			}
		}
	})
}

func TestDiff(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		items := varied(t, 3)
		put(t, s, record.Provenance{Version: "1"}, items)
		other := *items[0].Record
		other.Events = append([]record.Event(nil), other.Events[1:]...) // one is gone
		other.Events[0].Type = "OTHER"
		other.Claims = append([]record.Claim(nil), other.Claims...)
		other.Claims[0].Act = "deny"
		put(t, s, record.Provenance{Version: "2"}, []Item{{Record: &other}, {Record: items[1].Record}})
		got := map[string]Difference{}
		var order []string
		if err := s.Diff(t.Context(), 1, 2, func(d Difference) error {
			got[d.Document] = d
			order = append(order, d.Document)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"doc-000000", "doc-000001", "doc-000002"}, order); diff != "" {
			t.Error(diff)
		}
		d := got["doc-000000"]
		if len(d.Events.Removed) != 1 || len(d.Events.Added) != 0 || len(d.Events.Changed) != 1 ||
			d.Events.Changed[0].Slots["type"][1] != "OTHER" || len(d.Claims.Changed) != 1 || d.Same() {
			t.Errorf("%+v", d)
		}
		if same := got["doc-000001"]; !same.Same() {
			t.Errorf("%+v", same)
		}
		if got["doc-000002"].OnlyIn != 1 {
			t.Errorf("%+v", got["doc-000002"])
		}
		if err := s.Diff(t.Context(), 1, 7, func(Difference) error { return nil }); err == nil || !strings.Contains(err.Error(), "run 7: not in the store") {
			t.Error(err)
		}
	})
}
