package eval

import (
	"encoding/json"
	"strings"
	"testing"

	"herodotus/internal/corpus"
	"herodotus/record"
)

const text = "President Ana Ruiz visited Oslo on Monday, NTB reported. “We will stay,” she said."

const goldJSON = `{"id":"t","published":"2024-03-12",
 "entities":[{"name":"Ana Ruiz","country":"CHL","sector":"GOV","aliases":["Ana Ruiz"]},
  {"name":"Norway","country":["NOR"],"sector":"GOV","aliases":["Oslo"]},{"name":"NTB","country":"*","sector":"JRN","aliases":["NTB"]}],
 "times":[{"text":"Monday","near":"on Monday","value":["2024-03-11"]}],
 "places":[{"text":"Oslo","near":"visited Oslo","lat":59.9,"lon":10.7,"km":30}],
 "events":[{"id":"E1","types":["CONSULT"],"near":"Ana Ruiz visited Oslo on Monday","trigger":["visited"],"actors":["Ana Ruiz"],
   "recipients":["Norway"],"modes":["visit"],"date":"2024-03-11","place":"Oslo","author":["Uu"],"source":{"C1":["CT+"]},"claim":"C1"},
  {"id":"E2","types":["AGREE"],"near":"We will stay","trigger":["stay"],"actors":["Ana Ruiz"],"recipients":[],"author":["Uu"],"optional":true}],
 "claims":[{"id":"C1","source":"NTB","near":"NTB reported","cue":"reported","content":["President Ana Ruiz visited Oslo on Monday"],"quote":"indirect","kind":"named"},
  {"id":"C2","source":"Ana Ruiz","near":"she said","cue":"said","content":["We will stay"],"quote":["direct"],"kind":["named","role"]}],
 "never":[{"types":["PROTEST"],"near":null,"why":"nobody demonstrates"}]}`

func ptr[T any](x T) *T { return &x }

func quote(s string) record.Quote {
	at := strings.Index(text, s)
	return record.Quote{Span: record.Span{Start: at, End: at + len(s)}, Text: s}
}

// perfect is the record that the gold asks for.
func perfect() *record.Record {
	return &record.Record{
		Document: record.Document{Text: text},
		Entities: []record.Entity{{ID: "e1", Name: "Ana Ruiz", Country: ptr("CHL"), Sector: ptr("GOV")},
			{ID: "e2", Name: "Norway", Country: ptr("NOR"), Sector: ptr("GOV")}, {ID: "e3", Name: "NTB", Sector: ptr("JRN")}},
		Mentions: []record.Mention{{ID: "m1", Entity: "e1", Quote: quote("Ana Ruiz")}, {ID: "m2", Entity: "e2", Quote: quote("Oslo")},
			{ID: "m3", Entity: "e3", Quote: quote("NTB")}, {ID: "m4", Entity: "e1", Quote: quote("she")}},
		Times:  []record.Time{{ID: "t1", Quote: quote("Monday"), Value: "2024-03-11"}},
		Places: []record.Place{{ID: "p1", Mention: "m2", Name: "Oslo", Lat: ptr(59.91), Lon: ptr(10.75)}},
		Claims: []record.Claim{
			{ID: "c1", Source: record.Source{Entity: ptr("e3"), Mention: ptr("m3"), Kind: "named"}, Cue: ptr(quote("reported")),
				Content: []record.Span{quote("President Ana Ruiz visited Oslo on Monday").Span}, Quote: "indirect"},
			{ID: "c2", Source: record.Source{Entity: ptr("e1"), Mention: ptr("m4"), Kind: "named"}, Cue: ptr(quote("said")),
				Content: []record.Span{quote("We will stay").Span}, Quote: "direct"}},
		Events: []record.Event{{ID: "v1", Type: "CONSULT", Modes: []string{"visit"}, Trigger: quote("visited"), Claim: ptr("c1"),
			Actors: []record.Arg{{Entity: "e1", Mention: ptr("m1")}}, Recipients: []record.Arg{{Entity: "e2", Mention: ptr("m2")}},
			Place: ptr("p1"), From: ptr("2024-03-11"), To: ptr("2024-03-11"), Evidence: []record.Span{quote("visited Oslo").Span},
			Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c1", Value: "CT+"}}}},
	}
}

func TestScore(t *testing.T) {
	for _, c := range []struct {
		name, figure string
		spoil        func(r *record.Record)
		count        Count // of an F figure
		share        Share // of a share
	}{
		{"perfect", EventWhole, func(*record.Record) {}, Count{1, 0, 0}, Share{}},
		{"perfect", ClaimSource, func(*record.Record) {}, Count{2, 0, 0}, Share{}},
		{"perfect", Mentions, func(*record.Record) {}, Count{}, Share{3, 3}},
		{"perfect", "entity: sector", func(*record.Record) {}, Count{}, Share{3, 3}},
		{"perfect", "event: place", func(*record.Record) {}, Count{}, Share{1, 1}},
		{"perfect", NeverBroken, func(*record.Record) {}, Count{}, Share{0, 1}},
		{"wrong type", EventFound, func(r *record.Record) { r.Events[0].Type = "PROTEST" }, Count{0, 1, 1}, Share{}},
		{"trap", NeverBroken, func(r *record.Record) { r.Events[0].Type = "PROTEST" }, Count{}, Share{1, 1}},
		{"optional event", EventFound, func(r *record.Record) {
			r.Events = append(r.Events, record.Event{ID: "v2", Type: "AGREE", Trigger: quote("stay")})
		}, Count{1, 0, 0}, Share{}},
		{"actor missing", EventWhole, func(r *record.Record) { r.Events[0].Actors = nil }, Count{0, 1, 1}, Share{}},
		{"wrong country", EventWhole, func(r *record.Record) { r.Entities[1].Country = ptr("SWE") }, Count{0, 1, 1}, Share{}},
		{"writer commits himself", "event: factuality for the author", func(r *record.Record) { r.Events[0].Factuality[0].Value = "CT+" }, Count{}, Share{0, 1}},
		{"outside its claim", "event: stands in the right claim", func(r *record.Record) { r.Events[0].Claim = nil }, Count{}, Share{0, 1}},
		{"wrong source", ClaimSource, func(r *record.Record) { r.Claims[0].Source = record.Source{Entity: ptr("e2"), Mention: ptr("m2")} }, Count{1, 1, 1}, Share{}},
		{"claim missing", ClaimFound, func(r *record.Record) { r.Claims = r.Claims[:1] }, Count{1, 0, 1}, Share{}},
		{"wrong day", TimeValue, func(r *record.Record) { r.Times[0].Value = "2024-03-18" }, Count{}, Share{0, 1}},
		{"far away", PlaceNear, func(r *record.Record) { r.Places[0].Lat = ptr(50.0) }, Count{}, Share{0, 1}},
	} {
		g, r, b := &Gold{}, perfect(), NewBoard()
		if err := json.Unmarshal([]byte(goldJSON), g); err != nil {
			t.Fatal(err)
		}
		c.spoil(r)
		if err := Score(b, g, r); err != nil {
			t.Fatal(err)
		}
		if got := b.counts[c.figure]; got != nil && *got != c.count {
			t.Errorf("%s: %s is %+v, want %+v\n%s", c.name, c.figure, *got, c.count, strings.Join(b.Notes, "\n"))
		}
		if got := b.shares[c.figure]; got != nil && *got != c.share {
			t.Errorf("%s: %s is %+v, want %+v\n%s", c.name, c.figure, *got, c.share, strings.Join(b.Notes, "\n"))
		}
	}
}

func TestScoreSaysThatTheGoldDoesNotFitTheText(t *testing.T) {
	g := &Gold{Times: []GoldTime{{Near: "nowhere to be found"}}}
	if err := Score(NewBoard(), g, perfect()); err == nil {
		t.Error("gold that does not stand in the text must give an error")
	}
}

func TestCase(t *testing.T) {
	list, err := corpus.ReadCases("x", strings.NewReader(text+"\n"+`> NTB <reported> indirect: President Ana Ruiz visited Oslo on Monday
> Ana Ruiz <said> direct: We will stay
  CONSULT visited: Ana Ruiz -> Sweden/Norway Uu @CT+
  AGREE stay: Ana Ruiz -> - Uu
`))
	if err != nil {
		t.Fatal(err)
	}
	b := NewBoard()
	Case(b, &list[0], perfect())
	for figure, want := range map[string]Count{"events: trigger and type": {1, 0, 1},
		"events: with participants and factuality": {1, 0, 1}, "claims: content and source": {2, 0, 0}} {
		if got := *b.Count(figure); got != want {
			t.Errorf("%s is %+v, want %+v", figure, got, want)
		}
	}
}

func TestGSR(t *testing.T) {
	for _, c := range []struct {
		name, line string
		want       Count
	}{
		{"both", `{"event_2021":"CONSULT","source":[{"code":"CHLGOV"}],"target":[{"code":"NOR"}]}`, Count{1, 0, 0}},
		{"other way round", `{"event_2021":"CONSULT","source":[{"code":"NOR"}],"target":[{"code":"CHL"}]}`, Count{0, 1, 1}},
		{"no target, stray string", `{"event_2021":"CONSULT","source":[{"code":"CHL"}],"target":["x"]}`, Count{1, 0, 0}},
		{"other type", `{"event_2021":"AID","source":[{"code":"CHL"}],"target":[{"code":"NOR"}]}`, Count{0, 1, 1}},
	} {
		s, err := ReadSentences(strings.NewReader(c.line))
		if err != nil {
			t.Fatal(err)
		}
		b := NewBoard()
		GSR(b, &s[0], perfect())
		if got := *b.Count("type and both countries"); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestTable(t *testing.T) {
	b := NewBoard()
	b.Count("found").Right = 1
	b.Count("found").Missed = 1
	b.hit("right", true)
	b.Rate("mean", Rate{F1: 0.5})
	var out strings.Builder
	if err := b.Table(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| found | 0.667 | 1.000 | 0.500 | 1 right, 0 invented, 1 missed |", "| right | 1.000 | | | 1 of 1 |", "| mean | 0.500 |"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}
