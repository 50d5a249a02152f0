package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"herodotus/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

// articles are the records of our own reports.
func articles(t *testing.T) map[string]*record.Record {
	t.Helper()
	names, err := filepath.Glob("testdata/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no articles", err)
	}
	out := map[string]*record.Record{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var r record.Record
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(name, err)
		}
		out[strings.TrimSuffix(filepath.Base(name), ".json")] = &r
	}
	return out
}

func render(t *testing.T, name string, data any) string {
	t.Helper()
	tmpl, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := tmpl.ExecuteTemplate(&b, name, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestTextIsWhole holds that the pieces are the text, whatever is marked or picked.
func TestTextIsWhole(t *testing.T) {
	for name, r := range articles(t) {
		picks := []Options{{}}
		for _, e := range r.Events {
			picks = append(picks, Options{Event: e.ID})
		}
		for _, c := range r.Claims {
			picks = append(picks, Options{Claim: c.ID})
		}
		for _, o := range picks {
			a := New(r, o)
			var lines []string
			ids := map[string]bool{}
			for _, p := range a.Paragraphs {
				var line strings.Builder
				for _, x := range p.Pieces {
					line.WriteString(x.Text)
					if x.ID != "" && ids[x.ID] {
						t.Errorf("%s: anchor %s twice", name, x.ID)
					}
					ids[x.ID] = true
				}
				lines = append(lines, line.String())
			}
			want := strings.Join(strings.FieldsFunc(r.Document.Text, func(c rune) bool { return c == '\n' }), "\n")
			if got := strings.Join(lines, "\n"); got != want {
				t.Fatalf("%s %+v: the pieces are not the text\n got %q\nwant %q", name, o, got, want)
			}
			for _, e := range a.Events {
				if !ids["in-"+e.ID] {
					t.Errorf("%s: event %s has no anchor in the text", name, e.ID)
				}
			}
		}
	}
}

func TestPickedEventIsLit(t *testing.T) {
	r := articles(t)["war"]
	for _, e := range r.Events {
		a := New(r, Options{Event: e.ID})
		lit := ""
		for _, p := range a.Paragraphs {
			for _, x := range p.Pieces {
				if strings.Contains(" "+x.Class+" ", " lit ") {
					lit += x.Text
				}
			}
		}
		for _, s := range e.Evidence {
			if want := r.Document.Text[s.Start:s.End]; !strings.Contains(lit, strings.ReplaceAll(want, "\n", "")) {
				t.Errorf("%s: evidence %q is not lit in %q", e.ID, want, lit)
			}
		}
		if card := render(t, "event", a.Event); !strings.Contains(card, "Who") || !strings.Contains(card, "How certain") {
			t.Errorf("%s: incomplete card:\n%s", e.ID, card)
		}
	}
}

// TestOverview holds the whole rendering of an article against a golden file.
func TestOverview(t *testing.T) {
	for name, r := range articles(t) {
		a := New(r, Options{})
		got := render(t, "legend", nil) + render(t, "text", a) + render(t, "overview", a)
		golden := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(golden); err != nil || string(want) != got {
			t.Errorf("%s differs (write it anew with -update): %v", golden, err)
		}
	}
}

func ptr[T any](x T) *T { return &x }

// claimed is a text in which one source alone tells an event, and a second one denies another.
func claimed() *record.Record {
	text := "Avala bombed Borduria, Syldavia said. Borduria denied it."
	span := func(s string) record.Span {
		i := strings.Index(text, s)
		return record.Span{Start: i, End: i + len(s)}
	}
	quote := func(s string) record.Quote { return record.Quote{Span: span(s), Text: s} }
	return &record.Record{Document: record.Document{ID: "x", Text: text, URL: ptr("javascript:alert(1)")},
		Entities: []record.Entity{{ID: "e1", Name: "Avala"}, {ID: "e2", Name: "Borduria"}, {ID: "e3", Name: "Syldavia"}},
		Mentions: []record.Mention{{ID: "m1", Entity: "e1", Quote: quote("Avala")}, {ID: "m2", Entity: "e2", Quote: quote("Borduria")}, {ID: "m3", Entity: "e3", Quote: quote("Syldavia")}},
		Claims: []record.Claim{{ID: "c1", Source: record.Source{Entity: ptr("e3"), Mention: ptr("m3")}, Cue: ptr(quote("said")), Content: []record.Span{span("Avala bombed Borduria")}},
			{ID: "c2", Source: record.Source{Entity: ptr("e2")}, Cue: ptr(quote("denied")), Content: []record.Span{span("it")}}},
		Events: []record.Event{{ID: "v1", Type: "ASSAULT", Quad: "material conflict", Trigger: quote("bombed"), Evidence: []record.Span{span("Avala bombed Borduria")}, Claim: ptr("c1"),
			Actors: []record.Arg{{Entity: "e1", Mention: ptr("m1")}}, Recipients: []record.Arg{{Entity: "e2", Mention: ptr("m2")}},
			Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c1", Value: "CT+"}}}}}
}

func TestConfirmed(t *testing.T) {
	a := New(claimed(), Options{})
	if e := a.Events[0]; !e.Lone || e.Status != Claim || e.Glyph != "▽" || a.Unconfirmed != 1 || !strings.Contains(e.Confirmed, "Only Syldavia says so") {
		t.Errorf("one source alone: %+v", e)
	}
	r := claimed()
	r.Events = append(r.Events, record.Event{ID: "v2", Type: "ASSAULT", Trigger: r.Events[0].Trigger, Claim: ptr("c2"), SameAs: ptr("v1"),
		Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c2", Value: "CT-"}}})
	if e := New(r, Options{}).Events[0]; e.Lone || e.Confirmed != "Denied in this text by Borduria." {
		t.Errorf("denied by another: %q", e.Confirmed)
	}
	if e := New(r, Options{}).Events[1]; e.Lone || e.Confirmed != "Denied by Borduria." {
		t.Errorf("a denial: %q", e.Confirmed)
	}
	r.Events[1].Claim, r.Events[1].Factuality = nil, []record.Fact{{Source: "author", Value: "CT+"}}
	if e := New(r, Options{}).Events[0]; e.Lone || e.Confirmed != "Confirmed in this text by the writer." {
		t.Errorf("confirmed by the writer: %q", e.Confirmed)
	}
	if a.URL != "" {
		t.Errorf("a script became a link: %q", a.URL)
	}
}

// TestHostile feeds any text and any spans: nothing panics, and no markup of the text survives.
func TestHostile(t *testing.T) {
	tmpl, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := claimed()
		r.Document.Text = rapid.SampledFrom([]string{"", "<script>alert(1)</script>\n", `"><img src=x onerror=alert(1)>`}).Draw(t, "head") + rapid.String().Draw(t, "text") + r.Document.Text
		n := len(r.Document.Text)
		at := func(label string) record.Span {
			a, b := rapid.IntRange(0, n).Draw(t, label), rapid.IntRange(0, n).Draw(t, label)
			return record.Span{Start: min(a, b), End: max(a, b)}
		}
		r.Entities[0].Name = "<script>alert(2)</script>"
		r.Claims[0].Content, r.Events[0].Evidence = []record.Span{at("content")}, []record.Span{at("evidence")}
		r.Mentions[0].Span, r.Events[0].Trigger.Span = at("mention"), at("trigger")
		r.Events[0].SameAs, r.Claims[1].Parent = ptr("v1"), ptr("c2")
		a := New(r, Options{Event: "v1"})
		var b bytes.Buffer
		for _, name := range []string{"text", "overview"} {
			if err := tmpl.ExecuteTemplate(&b, name, a); err != nil {
				t.Fatal(err)
			}
		}
		if err := tmpl.ExecuteTemplate(&b, "event", a.Event); err != nil {
			t.Fatal(err)
		}
		if s := b.String(); strings.Contains(s, "<script") || strings.Contains(s, "<img") {
			t.Fatalf("markup of the text survived: %s", s)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	raw, err := os.ReadFile("testdata/war.json")
	if err != nil {
		b.Fatal(err)
	}
	var r record.Record
	if err := json.Unmarshal(raw, &r); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		New(&r, Options{Event: "v1"})
	}
}

func TestNumbers(t *testing.T) {
	n := func(x int) *int { return &x }
	q := func(least, most *int) *record.Quantity { return &record.Quantity{Min: least, Max: most} }
	got := numbers(&record.Magnitude{Dead: q(n(22), nil), Injured: q(n(0), n(30)), Crowd: q(n(5), n(9)), Size: q(n(7), n(7))})
	want := []Number{{"at least 22 dead", ""}, {"up to 30 injured", ""}, {"5 to 9 in the crowd", ""}, {"7 people", ""}}
	if !slices.Equal(got, want) || numbers(nil) != nil {
		t.Errorf("%+v", got)
	}
}
