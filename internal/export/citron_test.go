package export

import (
	"encoding/json"
	"strings"
	"testing"

	"herodotus/record"
)

func TestCitron(t *testing.T) {
	// Offsets are characters: each quotation mark is three bytes and one character.
	const want = `{"id":"d1","text":"Kim visited Moscow. “Kim invited Putin,” KCNA said.",` +
		`"quotes":[{"id":"c1","cue":{"start":46,"end":50,"text":"said"},"sources":[{"start":41,"end":45,"text":"KCNA"}],` +
		`"contents":[{"start":20,"end":40,"text":"“Kim invited Putin,”"}],"coreferences":[],"confidence":0}],"coreference_groups":[]}` + "\n"
	var out strings.Builder
	if err := Citron(&out, report()); err != nil || out.String() != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, out.String(), want)
	}
}

// A pronoun's name, an unnamed source, the marks of a quotation, and characters of one to four bytes.
func TestCitronParts(t *testing.T) {
	text := "Zoë 🙂 won. “Good,” she said. Reportedly it rained."
	quote := func(s string) record.Quote {
		at := strings.Index(text, s)
		return record.Quote{Span: record.Span{Start: at, End: at + len(s)}, Text: s}
	}
	r := &record.Record{
		Document: record.Document{ID: "d", Text: text},
		Entities: []record.Entity{{ID: "e1", Name: "Zoë"}},
		Mentions: []record.Mention{{ID: "m1", Entity: "e1", Kind: "name", Quote: quote("Zoë")}, {ID: "m2", Entity: "e1", Kind: "pronoun", Quote: quote("she")}},
		Claims: []record.Claim{
			{ID: "c1", Source: record.Source{Entity: ptr("e1"), Mention: ptr("m2"), Kind: "named"}, Cue: ptr(quote("said")), Content: []record.Span{quote("Good").Span}},
			{ID: "c2", Source: record.Source{Kind: "anonymous"}, Cue: ptr(quote("Reportedly")), Content: []record.Span{quote("it rained").Span}},
		},
	}
	var out strings.Builder
	if err := Citron(&out, r); err != nil {
		t.Fatal(err)
	}
	var got citronDoc
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	chars := []rune(text)
	check := func(s citronSpan, want string) {
		t.Helper()
		if s.Text != want || string(chars[s.Start:s.End]) != want {
			t.Errorf("got %+v, %q, want %q", s, string(chars[s.Start:s.End]), want)
		}
	}
	check(got.Quotes[0].Contents[0], "“Good,”")
	check(got.Quotes[0].Sources[0], "she")
	check(got.Quotes[0].Coreferences[0], "Zoë")
	check(got.Quotes[1].Contents[0], "it rained")
	if len(got.Quotes[1].Sources) != 0 || len(got.Groups) != 1 || len(got.Groups[0]) != 2 {
		t.Errorf("got %+v", got)
	}
}
