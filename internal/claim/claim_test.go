package claim

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"herodotus/internal/coref"
	"herodotus/internal/doc"
	"herodotus/internal/geo"
	"herodotus/internal/kb"
	"herodotus/internal/ner"
	"herodotus/internal/syntax"
	"herodotus/internal/timex"
	"herodotus/internal/tokenize"
)

// stages runs all that comes before claims.
type stages struct {
	parser   *syntax.Parser
	base     *kb.Base
	names    *ner.Recognizer
	times    *timex.Tagger
	places   *geo.Gazetteer
	entities *coref.Resolver
}

func openStages(t testing.TB) *stages {
	t.Helper()
	s := &stages{}
	var err error
	check := func(e error) {
		if e != nil {
			t.Fatal(e)
		}
	}
	s.parser, err = syntax.New()
	check(err)
	s.base, err = kb.Open()
	check(err)
	s.names, err = ner.New()
	check(err)
	s.times, err = timex.New()
	check(err)
	s.places, err = geo.Open()
	check(err)
	s.entities = coref.New(s.base)
	return s
}

func (s *stages) run(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	tokenize.Split(d)
	s.parser.Tag(d)
	s.base.Annotate(d)
	s.names.Find(d)
	s.parser.Parse(d)
	s.times.Find(d)
	s.places.Resolve(d)
	s.entities.Resolve(d)
	return d
}

// list writes a document's claims as testdata/claims.txt does.
func list(d *doc.Doc) string {
	var b strings.Builder
	for _, c := range d.Claims.All() {
		source := "-"
		if c.Source >= 0 {
			source = d.Words(d.Mentions.At(c.Source).Range)
		}
		if c.Parent >= 0 {
			source = "^" + source
		}
		var pieces []string
		for _, r := range c.Content {
			pieces = append(pieces, d.Words(r))
		}
		fmt.Fprintf(&b, "> %s <%s> %s: %s\n", source, d.Words(c.Cue), c.Quote, strings.Join(pieces, " | "))
	}
	return b.String()
}

func TestClaims(t *testing.T) {
	s := openStages(t)
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(file), "\n\n") {
		var text, want string
		for line := range strings.Lines(block) {
			switch {
			case strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, ">"):
				want += strings.TrimRight(line, "\n") + "\n"
			default:
				text += line
			}
		}
		if text == "" {
			continue
		}
		t.Run(text[:min(len(text), 40)], func(t *testing.T) {
			d := s.run(t, strings.TrimSpace(text))
			x.Extract(d)
			if got := list(d); got != want {
				t.Errorf("%s\ngot\n%swant\n%s", text, got, want)
			}
			if err := d.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestConcurrent proves that one extractor serves several goroutines and that their work does not mix.
func TestConcurrent(t *testing.T) {
	s := openStages(t)
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const text = "The talks failed, the minister said. “We tried,” he added."
	want := s.run(t, text)
	x.Extract(want)
	done := make(chan string)
	for range 4 {
		d := s.run(t, text)
		go func() {
			x.Extract(d)
			done <- list(d)
		}()
	}
	for range 4 {
		if got := <-done; got != list(want) {
			t.Errorf("got\n%swant\n%s", got, list(want))
		}
	}
}

func FuzzExtract(f *testing.F) {
	s := openStages(f)
	x, err := New()
	if err != nil {
		f.Fatal(err)
	}
	text, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, block := range strings.Split(string(text), "\n\n") {
		f.Add(block)
	}
	f.Add("said, said: “said” according to said, who said – said; said as said by said.")
	f.Add("“Quoted by “him as saying” that, and said. According to, he said")
	f.Fuzz(func(t *testing.T, text string) {
		d := s.run(t, strings.ToValidUTF8(text, "?"))
		x.Extract(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for i, c := range d.Claims.All() {
			if len(c.Content) == 0 {
				t.Fatalf("claim %d has no content in %q", i, text)
			}
			for _, r := range c.Content {
				if r.Len() <= 0 {
					t.Fatalf("claim %d has an empty piece in %q", i, text)
				}
			}
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	s := openStages(b)
	x, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := s.run(b, strings.Repeat(string(text), 4))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Claims = doc.Layer[doc.Claim]{}
		x.Extract(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
