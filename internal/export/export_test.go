package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"herodotus/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

// articles are the records of our own articles.
func articles(t testing.TB) []*record.Record {
	t.Helper()
	names, err := filepath.Glob("../../testdata/articles/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	var out []*record.Record
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := &record.Record{}
		if err := json.Unmarshal(b, r); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, r)
	}
	return out
}

func write(t testing.TB, format string, items ...Item) []byte {
	t.Helper()
	f, err := Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := f.New(&out, Options{})
	for _, it := range items {
		if err := w.Write(it); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.Bytes()
}

func items(rs []*record.Record) []Item {
	var out []Item
	for _, r := range rs {
		out = append(out, Item{Record: r})
	}
	return out
}

// TestGolden writes the frozen record of testdata/record.json in every layout of text.
// It is frozen so that the layouts alone move the goldens, not the coding.
func TestGolden(t *testing.T) {
	r := frozen(t)
	for _, f := range Formats() {
		if strings.HasPrefix(f.Name, "parquet") {
			continue // read back in TestParquet
		}
		got := write(t, f.Name, Item{Record: r})
		name := filepath.Join("testdata", "record."+f.Name)
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got; -update writes it anew):\n%s", name, d)
		}
	}
}

func frozen(t testing.TB) *record.Record {
	t.Helper()
	b, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	r := &record.Record{}
	if err := json.Unmarshal(b, r); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return r
}

// rows splits a layout with tabs.
func rows(b []byte) [][]string {
	var out [][]string
	for line := range strings.Lines(string(b)) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return out
}

// checkColumns proves each cell of a table by the kind of its column: i integer, f number (I and F: or empty),
// d date 20230914, D date 2023-09-14, T moment, c CAMEO code, w not empty, s anything.
func checkColumns(t *testing.T, format string, rows [][]string, kinds string) {
	t.Helper()
	for n, row := range rows {
		if len(row) != len(kinds) {
			t.Fatalf("%s: row %d has %d columns, want %d: %q", format, n, len(row), len(kinds), row)
		}
		for i, cell := range row {
			if !fits(cell, kinds[i]) {
				t.Errorf("%s: row %d, column %d: %q is not of kind %c", format, n, i+1, cell, kinds[i])
			}
		}
	}
}

func fits(cell string, kind byte) bool {
	var err error
	switch kind {
	case 'i', 'I':
		if kind == 'I' && cell == "" {
			return true
		}
		_, err = strconv.ParseInt(cell, 10, 64)
	case 'f', 'F':
		if kind == 'F' && cell == "" {
			return true
		}
		_, err = strconv.ParseFloat(cell, 64)
	case 'd':
		_, err = time.Parse("20060102", cell)
	case 'D':
		_, err = time.Parse(time.DateOnly, cell)
	case 'T':
		_, err = time.Parse("20060102150405", cell)
	case 'c': // a CAMEO code
		if len(cell) < 2 || len(cell) > 4 {
			return false
		}
		_, err = strconv.Atoi(cell)
	case 'w':
		return cell != ""
	}
	return err == nil
}

// TestColumns checks each column of the layouts that others' scripts read.
func TestColumns(t *testing.T) {
	all := items(articles(t))
	actor := "ssssssssss"
	geo := "isssSFFs"
	for _, c := range []struct {
		format string
		header []string
		kinds  string
	}{
		{"gdelt", nil, "idiif" + actor + actor + "icccifiiif" + geo + geo + geo + "Tw"},
		{"gdelt-mentions", nil, "iTTiswiiiiiiifss"},
		{"polecat", polecatColumns, "wDwwfwwwwwwwwwwwwwwwwwwwwwwwFFIwwwDwwwww"},
		{"icews", icewsColumns, "iDssswcfsssiissssSFF"},
		{"phoenix", nil, "idiii" + "ssss" + "ssss" + "ccifsFFssswss"},
	} {
		got := rows(write(t, c.format, all...))
		if c.header != nil {
			if d := cmp.Diff(c.header, got[0]); d != "" {
				t.Errorf("%s: header: %s", c.format, d)
			}
			got = got[1:]
		}
		if len(got) < 20 {
			t.Fatalf("%s: only %d rows", c.format, len(got))
		}
		checkColumns(t, c.format, got, c.kinds)
	}
}

// TestMentionsJoinEvents holds that each event has one row, and a mention that leads to it.
func TestMentionsJoinEvents(t *testing.T) {
	all := items(articles(t))
	told := map[string]bool{}
	for _, r := range rows(write(t, "gdelt-mentions", all...)) {
		told[r[0]] = true
	}
	seen := map[string]bool{}
	for _, r := range rows(write(t, "gdelt", all...)) {
		if seen[r[0]] || !told[r[0]] {
			t.Errorf("event %s: twice %v, mentioned %v", r[0], seen[r[0]], told[r[0]])
		}
		seen[r[0]] = true
	}
}

func TestParquet(t *testing.T) {
	all := items(articles(t))
	events, err := parquet.Read[EventRow](bytes.NewReader(write(t, "parquet", all...)), int64(len(write(t, "parquet", all...))))
	if err != nil {
		t.Fatal(err)
	}
	var want []EventRow
	for _, it := range all {
		v := look(it)
		for _, e := range v.wanted() {
			want = append(want, v.eventRow(e))
		}
	}
	if d := cmp.Diff(want, events, cmp.Transformer("list", list)); d != "" {
		t.Error(d)
	}
	b := write(t, "parquet-claims", all...)
	claims, err := parquet.Read[ClaimRow](bytes.NewReader(b), int64(len(b)))
	if err != nil || len(claims) == 0 || claims[0].Act == "" {
		t.Errorf("%d claims, %v", len(claims), err)
	}
}

func TestCSV(t *testing.T) {
	for _, format := range []string{"csv", "csv-claims"} {
		got, err := csv.NewReader(bytes.NewReader(write(t, format, items(articles(t))...))).ReadAll()
		if err != nil || len(got) < 10 {
			t.Fatalf("%s: %d rows, %v", format, len(got), err)
		}
	}
	if got := string(write(t, "csv")); !strings.HasPrefix(got, "document,event,title,") || strings.Count(got, "\n") != 1 {
		t.Errorf("without items there is %q, want a header", got)
	}
}

func TestCell(t *testing.T) {
	for in, want := range map[string]string{"": "", "plain": "plain", "=1+2": "'=1+2", "+1": "'+1", "-x": "'-x", "@sum": "'@sum", "\t=1": "'\t=1"} {
		if got := Cell(in, false); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := Cell("=1", true); got != "=1" {
		t.Errorf("raw: %q", got)
	}
}

func TestGeoJSON(t *testing.T) {
	var c struct {
		Type     string
		Features []struct {
			Type     string
			Geometry struct {
				Type        string
				Coordinates []float64
			}
		}
	}
	if err := json.Unmarshal(write(t, "geojson", items(articles(t))...), &c); err != nil || c.Type != "FeatureCollection" || len(c.Features) == 0 {
		t.Fatalf("%v: %+v", err, c)
	}
	for _, f := range c.Features {
		if x := f.Geometry.Coordinates; f.Geometry.Type != "Point" || len(x) != 2 || x[0] < -180 || x[0] > 180 || x[1] < -90 || x[1] > 90 {
			t.Errorf("%+v", f)
		}
	}
	if got := string(write(t, "geojson")); got != `{"type":"FeatureCollection","features":[]}`+"\n" {
		t.Errorf("nothing gives %q", got)
	}
}

// wellFormed reads XML to its end.
func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestXML(t *testing.T) {
	for _, r := range articles(t) {
		for _, format := range []string{"timeml", "naf"} {
			if err := wellFormed(write(t, format, Item{Record: r})); err != nil {
				t.Errorf("%s of %s: %v", format, r.Document.ID, err)
			}
		}
	}
}

// TestTimeMLKeepsText holds that the text within TEXT is the article's.
func TestTimeMLKeepsText(t *testing.T) {
	for _, r := range articles(t) {
		var doc struct {
			Text struct {
				Inner string `xml:",innerxml"`
			} `xml:"TEXT"`
		}
		if err := xml.Unmarshal(write(t, "timeml", Item{Record: r}), &doc); err != nil {
			t.Fatal(err)
		}
		var plain strings.Builder
		d := xml.NewDecoder(strings.NewReader("<x>" + doc.Text.Inner + "</x>"))
		for {
			tok, err := d.Token()
			if err != nil {
				break
			}
			if c, ok := tok.(xml.CharData); ok {
				plain.Write(c)
			}
		}
		if plain.String() != r.Document.Text {
			t.Errorf("%s: the text changed:\n%s", r.Document.ID, cmp.Diff(r.Document.Text, plain.String()))
		}
	}
}

// TestBratOffsets holds that each text-bound line says what stands at its offsets.
func TestBratOffsets(t *testing.T) {
	for _, r := range articles(t) {
		text := []rune(r.Document.Text)
		known := map[string]bool{}
		for _, row := range rows(write(t, "brat", Item{Record: r})) {
			known[row[0]] = true
			if row[0][0] != 'T' {
				continue
			}
			_, at, _ := strings.Cut(row[1], " ")
			var words []string
			for _, piece := range strings.Split(at, ";") {
				from, to, _ := strings.Cut(piece, " ")
				a, err1 := strconv.Atoi(from)
				b, err2 := strconv.Atoi(to)
				if err1 != nil || err2 != nil || a >= b || b > len(text) {
					t.Fatalf("%s: %q", r.Document.ID, row)
				}
				words = append(words, string(text[a:b]))
			}
			if got := strings.Join(words, " "); got != row[2] {
				t.Errorf("%s: %s says %q, the text %q", r.Document.ID, row[0], row[2], got)
			}
		}
		if !known["E1"] || !known["A1"] {
			t.Errorf("%s: no events", r.Document.ID)
		}
	}
}

// TestSelection holds that layouts write only the events asked for, and the claims they stand in.
func TestSelection(t *testing.T) {
	r := report()
	r.Claims[0].Events = []string{"v2"}
	for _, c := range []struct {
		format string
		events map[string]Across
		want   int
	}{
		{"csv", map[string]Across{"v1": {}}, 2},
		{"csv-claims", map[string]Across{"v1": {}}, 1},
		{"csv-claims", map[string]Across{"v2": {}}, 2},
		{"plover", map[string]Across{}, 0},
		{"plover", nil, 2},
	} {
		if got := bytes.Count(write(t, c.format, Item{Record: r, Events: c.events}), []byte("\n")); got != c.want {
			t.Errorf("%s of %v: %d lines, want %d", c.format, c.events, got, c.want)
		}
	}
}

// TestHappenings holds that GDELT's table has one row for an event of two documents, with their numbers.
func TestHappenings(t *testing.T) {
	a, b := report(), report()
	b.Document.ID = "d2"
	known := map[string]Across{"v1": {Happening: 7, Mentions: 3, Documents: 2, Independent: 2}}
	got := rows(write(t, "gdelt", Item{Record: a, Events: known}, Item{Record: b, Events: known}))
	if len(got) != 1 || got[0][31] != "3" || got[0][32] != "2" || got[0][33] != "2" {
		t.Errorf("got %q", got)
	}
}

// TestHostile holds that no layout breaks on any text.
func TestHostile(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.StringMatching(`[^\x00]{0,12}`)
		r := hostile(word.Draw(rt, "before"), word.Draw(rt, "name"), word.Draw(rt, "after"))
		for _, f := range Formats() {
			b := write(t, f.Name, Item{Record: r})
			switch f.Name {
			case "timeml", "naf":
				if err := wellFormed(b); err != nil {
					rt.Fatalf("%s: %v in %q", f.Name, err, b)
				}
			case "gdelt", "gdelt-mentions", "icews", "polecat", "phoenix":
				want := map[string]int{"gdelt": 61, "gdelt-mentions": 16, "icews": 20, "polecat": 40, "phoenix": 26}[f.Name]
				for _, row := range rows(b) {
					if len(row) != want {
						rt.Fatalf("%s: %d columns in %q", f.Name, len(row), row)
					}
				}
			case "csv", "csv-claims":
				if _, err := csv.NewReader(bytes.NewReader(b)).ReadAll(); err != nil {
					rt.Fatalf("%s: %v in %q", f.Name, err, b)
				}
			}
			if !strings.HasPrefix(f.Name, "parquet") && !utf8.Valid(b) {
				rt.Fatalf("%s is not UTF-8", f.Name)
			}
		}
	})
}

// hostile is a record whose every free text is the given one.
func hostile(before, name, after string) *record.Record {
	text := before + name + after
	q := record.Quote{Span: record.Span{Start: len(before), End: len(before) + len(name)}, Text: name}
	whole := []record.Span{{Start: 0, End: len(text)}}
	return &record.Record{Schema: record.Schema,
		Document:  record.Document{ID: text, Title: &text, URL: &text, Publisher: &name, Published: &after, Language: name, Text: text},
		Sentences: []record.Sentence{{Span: whole[0]}},
		Entities:  []record.Entity{{ID: "e1", Name: name, Type: "PER", Country: &name, Sector: &name, Roles: []record.Role{{Title: name}}}},
		Mentions:  []record.Mention{{ID: "m1", Entity: "e1", Quote: q, Kind: "name"}},
		Times:     []record.Time{{ID: "t1", Quote: q, Type: "DATE", Value: name}},
		Places:    []record.Place{{ID: "p1", Mention: "m1", Name: name, Country: &name, Admin1: &after}},
		Claims: []record.Claim{{ID: "c1", Source: record.Source{Entity: ptr("e1"), Mention: ptr("m1"), Kind: "named"}, Cue: &q, Act: name,
			Content: whole, Quote: "direct", Time: ptr("t1"), Events: []string{"v1"}}},
		Events: []record.Event{{ID: "v1", Type: name, Modes: []string{name}, Contexts: []string{name}, Cameo: name, Quad: name,
			Actors: []record.Arg{{Entity: "e1", Mention: ptr("m1"), Country: &name, Sector: &name}}, Place: ptr("p1"), Time: ptr("t1"), From: &name,
			Trigger: q, Evidence: whole, Factuality: []record.Fact{{Source: "author", Value: "Uu"}, {Source: "c1", Value: "CT+"}}, Claim: ptr("c1")}},
	}
}

// TestTables proves the embedded tables.
func TestTables(t *testing.T) {
	if _, err := parseTables(countryTable, cameoTable, actorTable); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ code, scale, name string }{
		{"190", "-10.0", "Use conventional military force"}, {"1213", "-4.0", "Reject material cooperation"}, {"19", "-10.0", "Use conventional military force"},
		{"", "", ""}, {"x", "", ""},
	} {
		if got := cameoOf(c.code); got.scale != c.scale || got.name != c.name {
			t.Errorf("%s: %+v", c.code, got)
		}
	}
	if got := codes().actors["REL"]; got.cameo != "" || got.other != "Religious" {
		t.Errorf("REL: %+v", got)
	}
	if got := codes().countries["RUS"]; got != (country{"RS", "365", "Russia", "Russian Federation"}) {
		t.Errorf("RUS: %+v", got)
	}
	if got := codes().actors["CVL"].other; got != "General Population / Civilian / Social" {
		t.Errorf("CVL: %q", got)
	}
}

func TestFraction(t *testing.T) {
	for in, want := range map[string]string{"2015-02-18": "2015.1315", "2023-09-14": "2023.6959", "": ""} {
		if got := fraction(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func BenchmarkGDELT(b *testing.B) {
	r := report()
	f, _ := Lookup("gdelt")
	w := f.New(io.Discard, Options{})
	for b.Loop() {
		if err := w.Write(Item{Record: r}); err != nil {
			b.Fatal(err)
		}
	}
}
