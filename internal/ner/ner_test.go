package ner

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"herodotus/internal/doc"
	"herodotus/internal/kb"
	"herodotus/internal/syntax"
	"herodotus/internal/tokenize"
)

// stages are those that run before the recogniser.
type stages struct {
	parser *syntax.Parser
	base   *kb.Base
	names  *Recognizer
}

func open(t testing.TB) *stages {
	t.Helper()
	var s stages
	var err error
	if s.parser, err = syntax.New(); err != nil {
		t.Fatal(err)
	}
	if s.base, err = kb.Open(); err != nil {
		t.Fatal(err)
	}
	if s.names, err = New(); err != nil {
		t.Fatal(err)
	}
	return &s
}

// prepare makes a document that only lacks names.
func (s *stages) prepare(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	tokenize.Split(d)
	s.parser.Tag(d)
	s.base.Annotate(d)
	return d
}

var marked = regexp.MustCompile(`\[([^|\]]+)\|([A-Z]+)\]`)

// TestFind reads texts whose names are marked "[Ann Lee|PER]". A model is never
// sure of all, so a share of them must be found, and few others.
func TestFind(t *testing.T) {
	s := open(t)
	data, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	hits, want, got := 0, 0, 0
	for _, para := range strings.Split(string(data), "\n\n") {
		if strings.HasPrefix(para, "#") {
			continue
		}
		text := marked.ReplaceAllString(para, "$1")
		d := s.prepare(t, text)
		s.names.Find(d)
		check(t, d)
		var gold, found []string
		for _, m := range marked.FindAllStringSubmatch(para, -1) {
			gold = append(gold, m[1]+"|"+m[2])
		}
		for _, n := range d.Names.All() {
			if n.Type != doc.NORP {
				found = append(found, strings.Join(strings.Fields(d.Words(n.Range)), " ")+"|"+n.Type.String())
			}
		}
		want, got = want+len(gold), got+len(found)
		for _, g := range gold {
			if i := slices.Index(found, g); i >= 0 {
				found = slices.Delete(found, i, i+1)
				hits++
				continue
			}
			t.Logf("missed %s", g)
		}
		for _, f := range found {
			t.Logf("extra  %s", f)
		}
	}
	if p, r := float64(hits)/float64(got), float64(hits)/float64(want); p < 0.85 || r < 0.85 {
		t.Errorf("precision %.2f, recall %.2f", p, r)
	}
}

// check proves what every layer of names must satisfy.
func check(t testing.TB, d *doc.Doc) {
	t.Helper()
	end := int32(0)
	for _, n := range d.Names.All() {
		if n.Start < end || n.Len() <= 0 || int(n.End) > len(d.Tokens) {
			t.Fatalf("name %v after %d of %d tokens", n.Range, end, len(d.Tokens))
		}
		if d.Tokens[n.Start].Sent != d.Tokens[n.End-1].Sent {
			t.Fatalf("name %q crosses a sentence", d.Words(n.Range))
		}
		if n.Type == doc.NoType || !(n.Score > 0 && n.Score <= 1.001) {
			t.Fatalf("name %q has type %q, score %g", d.Words(n.Range), n.Type, n.Score)
		}
		end = n.End
	}
}

func TestFindOddText(t *testing.T) {
	s := open(t)
	for _, text := range []string{"", " \n", "?", "\xff\xfe", "A", "The", "Mr.", "'s", strings.Repeat("Ann ", 3000), strings.Repeat("北京", 500), "Al - - - of the"} {
		d := s.prepare(t, text)
		s.names.Find(d)
		check(t, d)
		if !d.Names.Looked() {
			t.Errorf("%q: not looked", text)
		}
	}
}

func TestSameTextSameNames(t *testing.T) {
	s := open(t)
	text := marked.ReplaceAllString(wire, "$1")
	a, b := s.prepare(t, text), s.prepare(t, text)
	s.names.Find(a)
	s.names.Find(b)
	if !slices.Equal(a.Names.All(), b.Names.All()) {
		t.Error("two runs differ")
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	if _, err := Load(nil); err == nil {
		t.Error("nothing was loaded as a model")
	}
	b := bytes.Clone(namesModel)
	b[len(b)/2] ^= 1
	if _, err := Load(b); err == nil {
		t.Error("a damaged model was loaded")
	}
}

func TestBare(t *testing.T) {
	tables, err := ReadTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in, want string
		typ      doc.Type
	}{
		{"the United Nations", "United Nations", doc.ORG},
		{"Russian President Ivan Petrov's", "Ivan Petrov", doc.PER},
		{"Mr. Lee", "Lee", doc.PER},
		{"President", "President", doc.PER},
		{"The", "", doc.ORG},
		{"Prime Minister's Office", "Prime Minister's Office", doc.ORG},
	} {
		d, _ := doc.New(c.in)
		tokenize.Split(d)
		r := tables.Bare(d, doc.Range{End: int32(len(d.Tokens))}, c.typ)
		if got := d.Words(r); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

const wire = `GENEVA, March 3 - The United Nations envoy, Adaeze Okoye, said on Tuesday that Norway and the African Union would host talks.
She told reporters after meeting Prime Minister Karim al-Rashid and Kim Jong-un's sister that the Ministry of Defence in Khartoum had agreed.
Okoye will fly to Port Sudan and the Red Sea coast next week, the agency Interfax added.
`

func BenchmarkFind(b *testing.B) {
	s := open(b)
	text := strings.Repeat(wire, 5)
	d := s.prepare(b, text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		d.Names = doc.Layer[doc.Name]{}
		s.names.Find(d)
		tokens += len(d.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
