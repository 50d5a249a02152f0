package geo

import (
	"bufio"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

//go:embed testdata/places.txt
var placesText string

func open(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// marked makes a document of a line of testdata/places.txt.
func marked(t testing.TB, line string) *doc.Doc {
	t.Helper()
	var text strings.Builder
	type mark struct {
		start, end int
		label      string
		state      bool
	}
	var marks []mark
	for rest := line; rest != ""; {
		at := strings.IndexAny(rest, "[{")
		if at < 0 {
			text.WriteString(rest)
			break
		}
		text.WriteString(rest[:at])
		inner, after, ok := strings.Cut(rest[at+1:], map[byte]string{'[': "]", '{': "}"}[rest[at]])
		space := strings.LastIndexByte(inner, ' ')
		if !ok || space < 0 {
			t.Fatalf("bad mark in %q", line)
		}
		start := text.Len()
		text.WriteString(inner[:space])
		marks = append(marks, mark{start, text.Len(), inner[space+1:], rest[at] == '{'})
		rest = after
	}
	d := split(t, text.String())
	var names []doc.Name
	var known []doc.Known
	for _, m := range marks {
		r := tokens(d, m.start, m.end)
		if m.state {
			code, demonym := strings.CutSuffix(m.label, "-")
			k := doc.Known{Range: r, Entry: &doc.Entry{Key: code, Country: code, Type: doc.GPE}}
			if demonym {
				k.Sense = doc.SenseDemonym
			}
			known = append(known, k)
			continue
		}
		typ, ok := doc.ParseType(m.label)
		if !ok {
			t.Fatalf("no type of names: %q", m.label)
		}
		names = append(names, doc.Name{Range: r, Type: typ, Score: 1})
	}
	d.Names.Set(names)
	d.Known.Set(known)
	return d
}

// split makes a document of one sentence: letters and digits are words, every other sign is a token.
func split(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) {
			r, size := utf8.DecodeRuneInString(text[i+n:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				if n == 0 {
					n = size
				}
				break
			}
			n += size
		}
		if text[i] != ' ' && text[i] != '\n' {
			d.Tokens = append(d.Tokens, doc.Token{Start: int32(i), End: int32(i + n), Head: doc.NoHead})
		}
		i += n
	}
	d.Sentences = []doc.Sentence{{Range: doc.Range{Start: 0, End: int32(len(d.Tokens))}}}
	return d
}

func tokens(d *doc.Doc, start, end int) doc.Range {
	r := doc.Range{Start: -1}
	for i, k := range d.Tokens {
		if int(k.Start) >= start && int(k.End) <= end {
			if r.Start < 0 {
				r.Start = int32(i)
			}
			r.End = int32(i + 1)
		}
	}
	return r
}

// TestPlaces reads testdata/places.txt; its head describes the format.
func TestPlaces(t *testing.T) {
	g := open(t)
	var line string
	var want []string
	check := func() {
		if line == "" {
			return
		}
		d := marked(t, line)
		g.Resolve(d)
		got := d.Places.All()
		bad := len(got) != len(want)
		for i := 0; !bad && i < len(want); i++ {
			var lat, lon float32
			w := strings.Fields(want[i])
			country := ""
			if last := w[len(w)-1]; last[0] >= 'A' {
				country, w = last, w[:len(w)-1]
			}
			fmt.Sscan(w[len(w)-2]+" "+w[len(w)-1], &lat, &lon)
			p := &got[i]
			near := 60.0
			if p.Geonames == 0 || p.Name == p.RunnerUp || lat == float32(int(lat)) {
				near = 300
			}
			bad = p.Country != country || kilometres(p.Lat, p.Lon, lat, lon) > near || p.Mention != doc.None || p.Score <= 0 || p.Score > 1
		}
		if bad {
			t.Errorf("%s\ngot", line)
			for _, p := range got {
				t.Logf("\t%s %.2f %.2f %s %s score %.2f, %s, runner-up %s", p.Name, p.Lat, p.Lon, p.Country, p.Admin1, p.Score, p.Why, p.RunnerUp)
			}
		}
	}
	for s := bufio.NewScanner(strings.NewReader(placesText)); s.Scan(); {
		switch l := s.Text(); {
		case l == "" || l[0] == '#':
		case l[0] == '\t':
			if l != "\tnone" {
				want = append(want, l[1:])
			}
		default:
			check()
			line, want = l, nil
		}
	}
	check()
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"São Paulo": "sao paulo", "Saint-Denis": "saint denis", "Washington, D.C.": "washington dc",
		"Łódź": "lodz", "Ma’rib": "marib", "  Rio  de Janeiro ": "rio de janeiro", "": "", "Москва": "москва", "Nuuk": "nuuk"} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSides(t *testing.T) {
	for in, want := range map[string]side{"northern": north, "southeast": south | east, "Western": west, "north-east": north | east,
		"northernmost": north, "modern": 0, "": 0, "easter": 0} {
		if got := sideOf(in); in != "" && got != want {
			t.Errorf("sideOf(%q) = %d, want %d", in, got, want)
		}
	}
}

// TestTables: what the tables name can be found, and no region lies where no one would look for it.
func TestTables(t *testing.T) {
	g := open(t)
	if len(g.regions) < 600 || len(g.countries) < 240 || len(g.countries) > maxCountries {
		t.Errorf("%d regions, %d countries", len(g.regions), len(g.countries))
	}
	for _, r := range g.regions {
		i, ok := g.byCode[r.country]
		if !ok || g.countries[i].inIndex < 0 {
			continue
		}
		lat, lon, sdLat, sdLon := g.index.spread(g.countries[i].inIndex)
		far := kilometres(r.lat, r.lon, float32(lat), float32(lon))
		if reach := 1000 + 6*111*(sdLat+sdLon); far > reach {
			t.Errorf("%s at %.1f %.1f lies %.0f km from the middle of %s", r.name, r.lat, r.lon, far, r.country)
		}
	}
}

func TestIndex(t *testing.T) {
	g := open(t)
	for name, id := range map[string]int32{"Istanbul": 745044, "Constantinople": 745044, "Aleppo": 170063, "Kyiv": 703448, "Kiev": 703448} {
		found := false
		for _, p := range g.index.lookup([]byte(Fold(name)), nil) {
			found = found || !p.division && g.index.place(p.record).id == id
		}
		if !found {
			t.Errorf("%s is not in the index as %d", name, id)
		}
	}
	for i := 0; i < g.index.placeNames.n; i += 997 {
		name, found := g.index.placeNames.at(i), false
		for _, p := range g.index.lookup([]byte(Fold(name)), nil) {
			found = found || !p.division && p.record == i
		}
		if !found {
			t.Errorf("record %d, %q, cannot be looked up", i, name)
		}
	}
	if got := g.index.lookup([]byte("no such place at all"), nil); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}

// smallIndex is a whole index of one country, one division and one town, all called Oz.
func smallIndex() []byte {
	le := binary.LittleEndian
	list := func(postings ...byte) []byte { return append([]byte{0, 0, 0, 0, 0, 2, 'o', 'z'}, postings...) }
	records := append([]byte("OZ"), make([]byte, countryLen-2+divisionLen+placeLen)...)
	a, b, c := list(), list(), list(2, 2, 0)
	b2 := []byte(magic)
	at := uint32(headerLen + len(records))
	for _, v := range []uint32{1, 1, 1, 1, at, at + uint32(len(a)), at + uint32(len(a)+len(b))} {
		b2 = le.AppendUint32(b2, v)
	}
	return slices.Concat(b2, records, a, b, c)
}

func TestSmallIndex(t *testing.T) {
	x, err := openIndex(string(smallIndex()))
	if err != nil {
		t.Fatal(err)
	}
	if got := x.lookup([]byte("oz"), nil); len(got) != 2 || !got[0].division || got[1].division || x.placeNames.at(0) != "oz" {
		t.Errorf("got %+v", got)
	}
	for n := range smallIndex() {
		if x, err := openIndex(string(smallIndex()[:n])); err == nil {
			x.lookup([]byte("oz"), nil)
		}
	}
}

func FuzzOpenIndex(f *testing.F) {
	f.Add(smallIndex(), "oz")
	f.Add([]byte(indexData[:200]), "paris")
	f.Add([]byte(magic), "")
	small := []byte(magic + strings.Repeat("\x00", 28))
	f.Add(small, "x")
	f.Fuzz(func(t *testing.T, b []byte, key string) {
		x, err := openIndex(string(b))
		if err != nil {
			return
		}
		for _, p := range x.lookup([]byte(key), nil) {
			if p.division {
				x.division(p.record)
				x.divisionNames.at(p.record)
			} else {
				x.place(p.record)
				x.placeNames.at(p.record)
			}
		}
		x.placeNames.at(0)
	})
}

func FuzzResolve(f *testing.F) {
	g := open(f)
	f.Add("Paris, Texas, and the Strait of Hormuz near St. John's, D.C.")
	f.Add("the - of - “Gulf” – Al-Aqsa, Al-")
	f.Fuzz(func(t *testing.T, text string) {
		d := split(t, strings.ToValidUTF8(text, "?"))
		g.Resolve(d)
		end := int32(0)
		for _, p := range d.Places.All() {
			if p.Start < end || p.Len() <= 0 || p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 {
				t.Fatalf("%q: bad place %+v after token %d", text, p, end)
			}
			end = p.End
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	g := open(b)
	var lines []string
	for s := bufio.NewScanner(strings.NewReader(placesText)); s.Scan(); {
		if l := s.Text(); l != "" && l[0] != '#' && l[0] != '\t' {
			lines = append(lines, l, "The chairman of the committee told reporters that the members of the party had not been asked about it.")
		}
	}
	d := marked(b, strings.Join(lines, " "))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Places = doc.Layer[doc.Place]{}
		g.Resolve(d)
	}
	b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}
