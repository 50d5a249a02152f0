package coref

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"herodotus/internal/doc"
)

// base is a knowledge base of the few things that the test texts speak of.
type base map[string]*doc.Entry

func (b base) Country(code string) *doc.Entry {
	if e := b[code]; e != nil && e.Type == doc.GPE {
		return e
	}
	return nil
}

func (b base) Holder(country, office string, on time.Time) *doc.Entry {
	for _, k := range slices.Sorted(mapKeys(b)) {
		for i := range b[k].Offices {
			if o := &b[k].Offices[i]; o.Of == country && (o.Title == office || office == "leader" || office == "head of state") && o.Holds(on) {
				return b[k]
			}
		}
	}
	return nil
}

func mapKeys(b base) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range b {
			if !yield(k) {
				return
			}
		}
	}
}

// testCase is one file of testdata: a parsed text and what its mentions must refer to.
type testCase struct {
	doc   *doc.Doc
	base  base
	wants []want
	// things holds what stands in Doc.Things: a name, a tab, the mentions between bars.
	things []string
}

type want struct{ text, nth, entity, country, sector string }

// readCase reads a testdata file; README there tells the format.
func readCase(path string) (*testCase, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c := &testCase{base: base{}}
	var known []doc.Known
	var names []doc.Name
	var places []doc.Place
	para := int32(0)
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		key, rest, _ := strings.Cut(in.Text(), "\t")
		p := strings.Split(rest, "\t")
		switch key {
		case "":
		case "text":
			s, err := strconv.Unquote(rest)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			c.doc, _ = doc.New(s)
		case "published":
			c.doc.Published, _ = time.Parse(time.DateOnly, rest)
		case "sentence":
			i := int32(len(c.doc.Tokens))
			para += int32(number(p[0]))
			c.doc.Sentences = append(c.doc.Sentences, doc.Sentence{Range: doc.Range{Start: i, End: i}, Para: para})
		case "token":
			c.addToken(p)
		case "entry":
			e := &doc.Entry{Key: p[0], Name: p[1], Country: p[3], Sector: p[4], Male: p[5] == "m", Female: p[5] == "f"}
			e.Type, _ = doc.ParseType(p[2])
			if len(p) > 7 {
				from, _ := time.Parse(time.DateOnly, p[8])
				e.Offices = []doc.Office{{Title: p[6], Of: p[7], Sector: "GOV", From: from}}
			}
			c.base[e.Key] = e
		case "known":
			k := doc.Known{Range: doc.Range{Start: int32(number(p[0])), End: int32(number(p[1]))}, Sense: doc.Sense(number(p[2])), Entry: c.base[p[3]],
				Sector: p[4], Office: p[6], Plural: p[7] == "pl"}
			k.Type, _ = doc.ParseType(p[5])
			known = append(known, k)
		case "name":
			t, _ := doc.ParseType(p[2])
			names = append(names, doc.Name{Range: doc.Range{Start: int32(number(p[0])), End: int32(number(p[1]))}, Type: t, Score: 1})
		case "place":
			places = append(places, doc.Place{Range: doc.Range{Start: int32(number(p[0])), End: int32(number(p[1]))}, Mention: doc.None, Name: p[2], Country: p[3]})
		case "want":
			c.wants = append(c.wants, want{p[0], p[1], p[2], p[3], p[4]})
		case "thing":
			c.things = append(c.things, rest)
		default:
			return nil, fmt.Errorf("%s:%d: no key %q", path, n, key)
		}
	}
	c.doc.Known.Set(known)
	c.doc.Names.Set(names)
	c.doc.Places.Set(places)
	return c, in.Err()
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// addToken reads start, end, lemma, tag, part of speech, head, relation.
func (c *testCase) addToken(p []string) {
	s := &c.doc.Sentences[len(c.doc.Sentences)-1]
	t := doc.Token{Start: int32(number(p[0])), End: int32(number(p[1])), Head: int32(number(p[5])), Sent: int32(len(c.doc.Sentences) - 1)}
	t.Tag, _ = doc.ParseTag(p[3])
	t.POS, _ = doc.ParsePOS(p[4])
	t.Rel, _ = doc.ParseRel(p[6])
	c.doc.Tokens = append(c.doc.Tokens, t)
	c.doc.Lemmas = append(c.doc.Lemmas, p[2])
	s.End++
}

func TestResolve(t *testing.T) {
	files, err := filepath.Glob("testdata/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".tsv"), func(t *testing.T) {
			c, err := readCase(f)
			if err != nil {
				t.Fatal(err)
			}
			New(c.base).Resolve(c.doc)
			if err := c.doc.Check(); err != nil {
				t.Fatal(err)
			}
			if got := things(c.doc); len(c.things) > 0 && !slices.Equal(got, c.things) {
				t.Errorf("things are %q, want %q", got, c.things)
			}
			for _, w := range c.wants {
				if got := find(c.doc, w.text, number(w.nth)); got != w.entity+" "+w.country+" "+w.sector {
					t.Errorf("%q (%s.) is %q, want %q", w.text, w.nth, got, w.entity+" "+w.country+" "+w.sector)
				}
			}
		})
	}
}

// things gives the layer of things as the test files write it.
func things(d *doc.Doc) []string {
	var out []string
	for _, x := range d.Things.All() {
		var words []string
		for _, m := range x.Mentions {
			words = append(words, d.Words(m.Range))
		}
		out = append(out, x.Name+"\t"+strings.Join(words, "|"))
	}
	return out
}

// find tells what the nth mention with a text refers to; a group by its members.
func find(d *doc.Doc, text string, nth int) string {
	for i := range d.Mentions.All() {
		m := d.Mentions.At(int32(i))
		if d.Words(m.Range) != text {
			continue
		}
		if nth--; nth > 0 {
			continue
		}
		e := d.Entities.At(m.Entity)
		name := e.Name
		if len(e.Members) > 0 {
			name = ""
			for _, o := range e.Members {
				name += "+" + d.Entities.At(o).Name
			}
		}
		return name + " " + e.Country + " " + e.Sector
	}
	return "no mention"
}
