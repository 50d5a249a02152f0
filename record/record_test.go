package record_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"herodotus/record"
)

// sound gives a small record without fault.
func sound() *record.Record {
	claim, time := "c1", "t1"
	mention := "m1"
	return &record.Record{
		Schema:    record.Schema,
		Document:  record.Document{ID: "d", Language: "en", Text: "Kim met Putin on Wednesday, he said."},
		Sentences: []record.Sentence{{Span: record.Span{Start: 0, End: 36}}},
		Entities:  []record.Entity{{ID: "e1", Name: "Kim", Type: "PER"}, {ID: "e2", Name: "Putin", Type: "PER"}},
		Mentions: []record.Mention{{ID: "m1", Entity: "e1", Quote: quote(0, "Kim"), Kind: "name"},
			{ID: "m2", Entity: "e2", Quote: quote(8, "Putin"), Kind: "name"}},
		Times: []record.Time{{ID: "t1", Quote: quote(17, "Wednesday"), Type: "DATE", Value: "2023-09-13"}},
		Claims: []record.Claim{{ID: "c1", Source: record.Source{Mention: &mention, Kind: "named"}, Act: "report",
			Content: []record.Span{{Start: 0, End: 26}}, Quote: "indirect", Events: []string{"v1"}}},
		Events: []record.Event{{ID: "v1", Type: "CONSULT", Trigger: quote(4, "met"), Time: &time, Claim: &claim,
			Actors: []record.Arg{{Entity: "e1", Mention: &mention}, {Entity: "e2"}}, Evidence: []record.Span{{Start: 0, End: 26}},
			Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c1", Value: "CT+"}}}},
	}
}

func quote(at int, text string) record.Quote {
	return record.Quote{Span: record.Span{Start: at, End: at + len(text)}, Text: text}
}

func TestCheckFindsFaults(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Fatalf("a sound record: %v", err)
	}
	other := "x9"
	for _, c := range []struct {
		want  string
		spoil func(r *record.Record)
	}{
		{"schema", func(r *record.Record) { r.Schema = "herodotus/0" }},
		{"not UTF-8", func(r *record.Record) { r.Document.Text = "Kim met Putin on Wednesday, he sai\xff." }},
		{`is "Kim", not "Un"`, func(r *record.Record) { r.Mentions[0].Text = "Un" }},
		{"outside the text", func(r *record.Record) { r.Sentences[0].End = 99 }},
		{"outside the text", func(r *record.Record) { r.Events[0].Evidence[0].Start = -1 }},
		{"splits a character", func(r *record.Record) {
			r.Document.Text = strings.Replace(r.Document.Text, "Kim", "Kım", 1)
			r.Sentences[0].Start = 2
		}},
		{"used twice", func(r *record.Record) { r.Entities[1].ID = "e1" }},
		{`no entity has the id "x9"`, func(r *record.Record) { r.Mentions[0].Entity = "x9" }},
		{`no time has the id "x9"`, func(r *record.Record) { r.Events[0].Time = &other }},
		{`no claim has the id "x9"`, func(r *record.Record) { r.Events[0].Factuality[1].Source = "x9" }},
		{`no claim has the id "e1"`, func(r *record.Record) { r.Events[0].Claim = &r.Entities[0].ID }},
		{`no event has the id "x9"`, func(r *record.Record) { r.Claims[0].Events[0] = "x9" }},
	} {
		r := sound()
		c.spoil(r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func TestNullsAreWritten(t *testing.T) {
	b, err := sound().Marshal()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"published":null`, `"country":null`, `"wikidata":null`, `"same_as":null`, `"place":null`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is not in %s", want, b)
		}
	}
}

func FuzzCheck(f *testing.F) {
	b, err := sound().Marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var r record.Record
		if json.Unmarshal(b, &r) == nil {
			_ = r.Check() // must not panic, whatever the record says
		}
	})
}

// Records are read line by line; Check proves them before they are used.
func ExampleRecord_Check() {
	line := `{"schema":"herodotus/1","document":{"id":"d","language":"en","text":"Kim met Putin."},
		"entities":[{"id":"e1","name":"Kim Jong-un","type":"PER"}],
		"mentions":[{"id":"m1","entity":"e1","start":0,"end":3,"text":"Un","kind":"name"}]}`
	var r record.Record
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		fmt.Println(err)
	}
	fmt.Println(r.Check())
	// Output: m1: text[0:3] is "Kim", not "Un"
}
