package train

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"herodotus/internal/doc"
	"herodotus/internal/ner"
	"herodotus/internal/tokenize"
)

// toy is a language in which feature 1 begins a person, 2 goes on with it, and 3 is no name.
func toy(allow func(feature uint64) uint32) []chainSentence {
	var list []chainSentence
	for _, features := range [][]uint64{{1, 2, 3}, {3, 1, 2}, {3, 3, 1}, {1, 3, 3}} {
		s := chainSentence{weight: 1}
		for _, f := range features {
			s.keys = append(s.keys, []uint64{f})
			s.allowed = append(s.allowed, allow(f))
		}
		list = append(list, s)
	}
	return list
}

func TestCRFLearns(t *testing.T) {
	begin, _ := ner.Begin(doc.PER)
	label := map[uint64]int{1: begin, 2: begin + 1, 3: 0}
	sents := toy(func(f uint64) uint32 { return 1 << label[f] })
	c := newCRF(sents, 1, 0.5, 0.01, 1e-3)
	first, last := 0.0, 0.0
	err := c.train(context.Background(), sents, 50, 1, func(epoch int, loss float64) {
		if epoch == 1 {
			first = loss
		}
		last = loss
	})
	if err != nil {
		t.Fatal(err)
	}
	if last > first/5 {
		t.Errorf("the loss went from %.3f to %.3f", first, last)
	}
	s := sents[0]
	c.resize(len(s.keys))
	c.score(&s)
	out := make([][ner.Labels]float64, len(s.keys))
	c.marginals(nil, out, &c.tFree)
	for i, keys := range s.keys {
		if p := out[i][label[keys[0]]]; p < 0.8 {
			t.Errorf("token %d has its label with %.2f", i, p)
		}
	}
}

// Where everything is allowed there is nothing to learn.
func TestCRFIgnoresTheUnknown(t *testing.T) {
	sents := toy(func(uint64) uint32 { return anyLabel })
	c := newCRF(sents, 1, 0.5, 0, 0)
	if loss := c.learn(&sents[0]); loss > 1e-9 {
		t.Errorf("loss %g", loss)
	}
	for _, z := range c.z {
		if z != [ner.Labels]float32{} {
			t.Errorf("weights moved: %v", z)
		}
	}
}

func TestReadIOB2(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.iob2")
	text := "# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n\n# sent_id = 2\n1\tIt\tO\t-\t-\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readIOB2(path)
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(got["AnnLee"], " "); s != "B-PER I-PER" {
		t.Errorf("tags %q", s)
	}
	if s := strings.Join(got["It"], " "); s != "O" {
		t.Errorf("tags %q", s)
	}
}

// TestWire checks what a report with one listed person leaves open.
func TestWire(t *testing.T) {
	tables, err := ner.ReadTables()
	if err != nil {
		t.Fatal(err)
	}
	d, err := doc.New("Mr. Abel Okoye of the Lagos Times met workers. Workers cheered.")
	if err != nil {
		t.Fatal(err)
	}
	tokenize.Split(d)
	d.Known.Set(nil)
	n := &nameDoc{d: d, allowed: make([]uint32, len(d.Tokens))}
	var g wireGold
	g.Entities = append(g.Entities, struct {
		Name    string
		Type    string
		Aliases []string
	}{"Abel Okoye", "PER", []string{"Mr. Abel Okoye"}}, struct {
		Name    string
		Type    string
		Aliases []string
	}{"workers", "PER", []string{"workers", "Workers"}})
	g.mark(n, tables)
	begin, inside := labelBits(false, doc.PER), labelBits(true, doc.PER)
	want := map[string]uint32{"Mr.": outside, "Abel": begin, "Okoye": inside, "of": outside, "the": outside, "Lagos": anyLabel,
		"Times": anyLabel, "met": outside, "workers": outside, "Workers": outside, "cheered": outside, ".": outside}
	for i := range d.Tokens {
		if f := d.Form(int32(i)); n.allowed[i] != want[f] {
			t.Errorf("%q may be %b, want %b", f, n.allowed[i], want[f])
		}
	}
}
