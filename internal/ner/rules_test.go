package ner

import (
	"os"
	"strings"
	"testing"

	"herodotus/internal/doc"
	"herodotus/internal/tokenize"
)

func TestRules(t *testing.T) {
	s := open(t)
	data, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, para := range strings.Split(string(data), "\n\n") {
		if strings.HasPrefix(para, "#") {
			continue
		}
		para = strings.ReplaceAll(para, `\n`, "\n")
		d := s.prepare(t, marked.ReplaceAllString(para, "$1"))
		s.names.Find(d)
		check(t, d)
		found := map[string]int{}
		for _, n := range d.Names.All() {
			found[d.Words(n.Range)+"|"+n.Type.String()]++
		}
		for _, m := range marked.FindAllStringSubmatch(para, -1) {
			key := m[1] + "|" + m[2]
			if found[key]--; found[key] < 0 {
				t.Errorf("missed %s in %q, found %v", key, d.Text, found)
			}
		}
	}
}

func TestMemory(t *testing.T) {
	var m memory
	m.reset(2)
	if typ, votes, share := m.find(7).winner(); typ != 0 || votes != 0 || share != 0 {
		t.Errorf("an empty memory votes %d, %g, %g", typ, votes, share)
	}
	m.vote(7, 2, 0.9)
	m.vote(7, 1, 0.3)
	m.vote(9, 0, 1)
	if typ, votes, share := m.find(7).winner(); typ != 2 || votes != 0.9 || share < 0.74 || share > 0.76 {
		t.Errorf("winner is %d with %g, %g", typ, votes, share)
	}
	for key := uint64(1); key < 500; key++ { // more than there is room for
		m.vote(key<<20, 0, 1)
	}
	m.reset(2)
	if p := m.find(7); p.key != 0 {
		t.Error("reset forgot nothing")
	}
}

func TestTables(t *testing.T) {
	tables, err := ReadTables()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		want doc.Type
	}{
		{"Black Sea", doc.LOC}, {"Lake Victoria", doc.LOC}, {"Kastrup Airport", doc.FAC}, {"Cook County", doc.GPE},
		{"Paris", doc.NoType}, {"Peace Treaty", doc.NoType},
	} {
		d, _ := doc.New(c.name)
		tokenize.Split(d)
		if got := tables.PlaceType(d, doc.Range{End: int32(len(d.Tokens))}); got != c.want {
			t.Errorf("%s is %q, want %q", c.name, got, c.want)
		}
	}
	for name, want := range map[string]doc.Type{"Second World War": doc.EVENT, "Magnitsky Act": doc.OBJ, "Windows": doc.MISC} {
		d, _ := doc.New(name)
		tokenize.Split(d)
		if got := tables.ThingType(d, doc.Range{End: int32(len(d.Tokens))}); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for text, name := range map[string]string{titlesText: "titles", headsText: "heads", compoundsText: "compounds"} {
		for _, f := range tableLines(text) {
			for i, w := range f {
				if typ, _ := doc.ParseType(w); w != strings.ToLower(w) && (i > 0 || typ == doc.NoType) {
					t.Errorf("%s: %q is not lower case", name, w)
				}
			}
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(namesModel[:64])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := Load(b); err == nil && r == nil {
			t.Error("neither a recognizer nor an error")
		}
	})
}
