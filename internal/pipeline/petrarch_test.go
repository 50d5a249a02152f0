package pipeline

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"herodotus/internal/ingest"
	"herodotus/record"
)

// TestPetrarch codes sentences with dictionaries of our own in PETRARCH's formats.
func TestPetrarch(t *testing.T) {
	dir := filepath.Join("testdata", "petrarch")
	own := func(kind string) []string { return []string{filepath.Join(dir, "own."+kind+".txt")} }
	c, err := New(Options{Petrarch: Petrarch{Actors: own("actors"), Agents: own("agents"), Verbs: own("verbs"), Issues: own("issues")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range c.Warnings() {
		if !strings.HasSuffix(w, "kept as a country of your own") {
			t.Errorf("warning %s", w)
		}
	}
	f, err := os.Open(filepath.Join(dir, "sentences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		want, rest, ok := strings.Cut(s.Text(), "\t")
		if strings.HasPrefix(want, "#") || !ok {
			continue
		}
		day, text, _ := strings.Cut(rest, "\t")
		r, err := c.Code(ingest.Article{Text: text, Published: day})
		if err != nil {
			t.Fatal(err)
		}
		if got := codings(r); got != want {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

// codings writes events as "CODE ACTORS > RECIPIENTS".
func codings(r *record.Record) string {
	var out []string
	for _, e := range r.Events {
		out = append(out, e.Cameo+" "+parties(r, e.Actors)+" > "+parties(r, e.Recipients))
	}
	if out == nil {
		return "none"
	}
	return strings.Join(out, "; ")
}

// parties writes states as "COUNTRY" and others as "COUNTRYSECTOR".
func parties(r *record.Record, args []record.Arg) string {
	var out []string
	for _, a := range args {
		code := deref(a.Country)
		state := slices.ContainsFunc(r.Entities, func(e record.Entity) bool { return e.ID == a.Entity && e.Type == "GPE" })
		if !state {
			code += deref(a.Sector)
		}
		out = append(out, code)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
