package event_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"herodotus/internal/claim"
	"herodotus/internal/coref"
	"herodotus/internal/doc"
	"herodotus/internal/event"
	"herodotus/internal/frame"
	"herodotus/internal/geo"
	"herodotus/internal/kb"
	"herodotus/internal/ner"
	"herodotus/internal/syntax"
	"herodotus/internal/timex"
	"herodotus/internal/tokenize"
)

// stages runs all stages up to events, as package pipeline does.
type stages struct {
	parser   *syntax.Parser
	base     *kb.Base
	names    *ner.Recognizer
	times    *timex.Tagger
	places   *geo.Gazetteer
	entities *coref.Resolver
	claims   *claim.Extractor
	events   *event.Extractor
}

var load = sync.OnceValues(func() (*stages, error) {
	s := &stages{}
	var err error
	try := func(f func() error) {
		if err == nil {
			err = f()
		}
	}
	try(func() (e error) { s.parser, e = syntax.New(); return })
	try(func() (e error) { s.base, e = kb.Open(); return })
	try(func() (e error) { s.names, e = ner.New(); return })
	try(func() (e error) { s.times, e = timex.New(); return })
	try(func() (e error) { s.places, e = geo.Open(); return })
	try(func() (e error) { s.claims, e = claim.New(); return })
	try(func() (e error) { s.events, e = event.New(); return })
	if err == nil {
		s.entities = coref.New(s.base)
	}
	return s, err
})

// read runs the stages before events on a text.
func (s *stages) read(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	d.Published = time.Date(2023, 9, 14, 0, 0, 0, 0, time.UTC)
	tokenize.Split(d)
	s.parser.Tag(d)
	s.base.Annotate(d)
	s.names.Find(d)
	s.parser.Parse(d)
	s.times.Find(d)
	s.places.Resolve(d)
	s.entities.Resolve(d)
	s.claims.Extract(d)
	return d
}

func loaded(t testing.TB) *stages {
	t.Helper()
	s, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLexiconExamples codes the example sentences of the lexicon: each must
// give an event of its frame's type, those of anti-frames none from that frame.
// The parser errs now and then, so one in seven may fail; run with -v to see which.
func TestLexiconExamples(t *testing.T) {
	s := loaded(t)
	files, err := frame.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := frame.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	failed, n := 0, 0
	for _, ex := range lex.Examples() {
		d := s.read(t, ex.Text)
		s.events.Extract(d)
		if err := d.Check(); err != nil {
			t.Errorf("%s:%d: %v", ex.File, ex.Line, err)
		}
		n++
		if got := types(d); (ex.Type == "NONE") == (len(got) > 0) || ex.Type != "NONE" && !slices.Contains(got, ex.Type) {
			failed++
			t.Logf("%s:%d: %s: got %v, want %s: %s", ex.File, ex.Line, ex.Frame, got, ex.Type, ex.Text)
		}
	}
	t.Logf("%d of %d examples fail", failed, n)
	if failed*7 > n {
		t.Errorf("%d of %d examples fail", failed, n)
	}
}

func types(d *doc.Doc) []string {
	var out []string
	for _, e := range d.Events.All() {
		out = append(out, e.Type)
	}
	return out
}

// TestRoles checks testdata/roles.txt.
func TestRoles(t *testing.T) {
	s := loaded(t)
	f, err := os.Open("testdata/roles.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var d *doc.Doc
	sentence := ""
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
		case line[0] != ' ':
			sentence = line
			d = s.read(t, line)
			s.events.Extract(d)
		default:
			if fault := checkRole(d, strings.TrimSpace(line)); fault != "" {
				t.Errorf("roles.txt:%d: %s\n  want %s\n  %s", n, sentence, strings.TrimSpace(line), fault)
			}
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// checkRole tells what is wrong with an expected event; "" if all is right.
func checkRole(d *doc.Doc, want string) string {
	var got []string
	if typ, ok := strings.CutPrefix(want, "!"); ok {
		if slices.Contains(types(d), typ) {
			return "there is one"
		}
		return ""
	}
	typ, rest, _ := strings.Cut(want, " ")
	trigger, rest, _ := strings.Cut(rest, ":")
	for _, e := range d.Events.All() {
		line := describe(d, &e)
		got = append(got, line)
		if e.Type == typ && strings.Contains(d.Words(e.Trigger), trigger) && fitsRole(d, &e, rest) {
			return ""
		}
	}
	return "got " + strings.Join(got, "\n      ")
}

// fitsRole compares participants, factuality and auxiliary modes with those wanted.
func fitsRole(d *doc.Doc, e *doc.Event, want string) bool {
	var roles, values []string
	for _, f := range strings.Fields(want) {
		if strings.HasPrefix(f, "@") || slices.Contains([]string{"CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu", "negation", "future", "hypothetical", "historical"}, f) {
			values = append(values, f)
		} else {
			roles = append(roles, f)
		}
	}
	actors, recipients, hasRecipients := strings.Cut(strings.Join(roles, " "), "->")
	if actors = sorted(actors); actors != "" && actors != names(d, e.Actors) {
		return false
	}
	if hasRecipients && sorted(recipients) != names(d, e.Recipients) {
		return false
	}
	for _, v := range values {
		source, ofSource := strings.CutPrefix(v, "@")
		switch {
		case ofSource:
			if len(e.Facts) < 2 || string(e.Facts[1].Value) != source {
				return false
			}
		case v[0] >= 'a':
			if !slices.Contains(e.Auxiliary, v) {
				return false
			}
		case string(e.Facts[0].Value) != v:
			return false
		}
	}
	return true
}

// sorted orders the names of a list.
func sorted(list string) string {
	parts := strings.Split(strings.TrimSpace(list), " + ")
	slices.Sort(parts)
	return strings.Join(parts, " + ")
}

func names(d *doc.Doc, args []doc.Arg) string {
	var out []string
	for _, a := range args {
		out = append(out, d.Entities.At(a.Entity).Name)
	}
	if len(out) == 0 {
		return "-"
	}
	slices.Sort(out)
	return strings.Join(out, " + ")
}

func describe(d *doc.Doc, e *doc.Event) string {
	var facts []string
	for _, f := range e.Facts {
		facts = append(facts, string(f.Value))
	}
	return fmt.Sprintf("%s %s: %s -> %s %s %v", e.Type, d.Words(e.Trigger), names(d, e.Actors), names(d, e.Recipients), strings.Join(facts, " @"), e.Auxiliary)
}

// TestDeterministic: the same document gives the same events, also from several goroutines at once.
func TestDeterministic(t *testing.T) {
	s := loaded(t)
	text := "Iran said on Monday that Turkey had attacked Syria. The attack was condemned by France and Germany, which imposed sanctions on Turkey."
	want := ""
	var wg sync.WaitGroup
	results := make([]string, 8)
	for i := range results {
		wg.Go(func() {
			d := s.read(t, text)
			s.events.Extract(d)
			results[i] = fmt.Sprintf("%+v", d.Events.All())
		})
	}
	wg.Wait()
	for _, r := range results {
		if want == "" {
			want = r
		}
		if r != want {
			t.Errorf("events differ:\n%s\n%s", want, r)
		}
	}
}

func BenchmarkExtract(b *testing.B) {
	s := loaded(b)
	text, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		b.Fatal(err)
	}
	docs := s.read(b, string(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d := *docs
		s.events.Extract(&d)
	}
	b.ReportMetric(float64(len(docs.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// FuzzExtract: no text makes the stage fail or write an unsound layer.
func FuzzExtract(f *testing.F) {
	text, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("Iran “will not hesitate” to attack, and and and attacked by by of of. Attack? If not: Iran's Iran's attack on on")
	s := loaded(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 || !utf8.ValidString(text) {
			return
		}
		d := s.read(t, text)
		s.events.Extract(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
