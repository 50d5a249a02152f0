package export

import (
	"strings"
	"testing"

	"herodotus/record"
)

func ptr[T any](x T) *T { return &x }

// report is a small record: the writer tells a visit, KCNA an invitation.
func report() *record.Record {
	text := "Kim visited Moscow. “Kim invited Putin,” KCNA said."
	quote := func(s string) record.Quote {
		at := strings.Index(text, s)
		return record.Quote{Span: record.Span{Start: at, End: at + len(s)}, Text: s}
	}
	return &record.Record{
		Document: record.Document{ID: "d1", Published: ptr("2023-09-14"), Text: text},
		Entities: []record.Entity{{ID: "e1", Name: "Kim Jong-un", Country: ptr("PRK"), Sector: ptr("GOV")}, {ID: "e2", Name: "KCNA", Country: ptr("PRK")}},
		Mentions: []record.Mention{{ID: "m1", Entity: "e2", Quote: quote("KCNA")}},
		Places:   []record.Place{{ID: "p1", Name: "Moscow"}},
		Claims: []record.Claim{{ID: "c1", Source: record.Source{Entity: ptr("e2"), Mention: ptr("m1"), Kind: "named"}, Cue: ptr(quote("said")), Act: "report",
			Content: []record.Span{quote("Kim invited Putin").Span}, Quote: "direct"}},
		Events: []record.Event{
			{ID: "v1", Type: "CONSULT", Modes: []string{"visit"}, Quad: "verbal cooperation", Actors: []record.Arg{{Entity: "e1"}}, Place: ptr("p1"),
				From: ptr("2023-09-13"), To: ptr("2023-09-13"), Evidence: []record.Span{quote("Kim visited Moscow").Span}, Confidence: 0.9,
				Factuality: []record.Fact{{Source: "author", Value: "CT+"}}},
			{ID: "v2", Type: "REQUEST", Quad: "verbal conflict", Actors: []record.Arg{{Entity: "e1"}}, Claim: ptr("c1"), Trigger: quote("invited"),
				Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c1", Value: "CT+"}}, Why: []string{"frame invite"}}},
	}
}

func TestAccount(t *testing.T) {
	const want = `d1 · 2023-09-14 · 2 events, 1 claims

● Kim Jong-un (PRK GOV) → CONSULT visit, on 2023-09-13, in Moscow  v1
  the writer: happened · confidence 0.90
  “Kim visited Moscow”

According to KCNA (PRK) — said [named, direct]
  “Kim invited Putin”

    ○ Kim Jong-un (PRK GOV) → REQUEST  v2
      the writer: does not say · KCNA (PRK): happened · confidence 0.00
      · frame invite
`
	var out strings.Builder
	if err := Account(&out, report(), AccountOptions{}); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestAccountOptions(t *testing.T) {
	for _, c := range []struct {
		opts      AccountOptions
		has, lack string
	}{
		{AccountOptions{Color: true}, "\x1b[", "zzz"},
		{AccountOptions{Claims: true}, "According to KCNA", "CONSULT"},
		{AccountOptions{Event: "v2"}, "REQUEST", "CONSULT"},
	} {
		var out strings.Builder
		if err := Account(&out, report(), c.opts); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), c.has) || strings.Contains(out.String(), c.lack) {
			t.Errorf("%+v gives\n%s", c.opts, out.String())
		}
	}
	if err := Account(&strings.Builder{}, report(), AccountOptions{Event: "v9"}); err == nil || !strings.Contains(err.Error(), "v1 to v2") {
		t.Errorf("an unknown event gives %v", err)
	}
}

func TestWrap(t *testing.T) {
	got := strings.Join(wrap("a bb “ccc” incomprehensibilities d", 8), "|")
	if want := "a bb|“ccc”|incomprehensibilities|d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestClaims(t *testing.T) {
	const want = `{"document":"d1","id":"c1","source":"KCNA","kind":"named","country":"PRK","sector":null,"cue":"said","act":"report","content":["Kim invited Putin"],"quote":"direct","parent":null}` + "\n"
	var out strings.Builder
	if err := Claims(&out, report()); err != nil || out.String() != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, out.String(), want)
	}
}
