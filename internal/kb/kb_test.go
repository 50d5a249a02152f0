package kb

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"herodotus/internal/doc"
)

// open loads the base once for all tests.
func open(t testing.TB) *Base {
	t.Helper()
	b, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// table reads a file of testdata.
func table(t *testing.T, name string, columns int, use func(*row)) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := eachRow(name, string(text), columns, func(r *row) error { use(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestHolder(t *testing.T) {
	b := open(t)
	table(t, "holders.tsv", 4, func(r *row) {
		on, err := time.Parse(time.DateOnly, r.f[2])
		if err != nil {
			t.Fatal(err)
		}
		if r.f[3] != "-" && b.Entry(r.f[3]) == nil {
			t.Errorf("holders.tsv:%d: no entry %q", r.line, r.f[3])
		}
		got := "-"
		if e := b.Holder(r.f[0], r.f[1], on); e != nil {
			got = e.Key
		}
		if got != r.f[3] {
			t.Errorf("holders.tsv:%d: %s of %s on %s: got %s, want %s", r.line, r.f[1], r.f[0], r.f[2], got, r.f[3])
		}
	})
}

func TestAnnotate(t *testing.T) {
	b := open(t)
	table(t, "texts.tsv", 2, func(r *row) {
		d := split(r.f[0])
		b.Annotate(d)
		var got []string
		for _, k := range d.Known.All() {
			got = append(got, d.Words(k.Range)+"="+reading(&k))
		}
		var want []string
		eachItem(r.f[1], func(s string) { want = append(want, s) })
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("texts.tsv:%d: %s\n got %s\nwant %s", r.line, r.f[0], strings.Join(got, "|"), strings.Join(want, "|"))
		}
	})
}

// reading writes what a stretch means as texts.tsv does.
func reading(k *doc.Known) string {
	mark := map[doc.Sense]string{doc.SenseDemonym: "~", doc.SenseCapital: "*", doc.SenseSeat: "^", doc.SenseRole: "+", doc.SenseBody: "#"}[k.Sense]
	if k.Entry == nil {
		return k.Sector + mark
	}
	return k.Entry.Key + mark
}

func TestRolesNeedNouns(t *testing.T) {
	b := open(t)
	d := split("official police")
	d.Tokens[0].POS, d.Tokens[1].POS = doc.ADJ, doc.VERB
	b.Annotate(d)
	if n := d.Known.Len(); n != 0 {
		t.Errorf("%d stretches in an adjective and a verb", n)
	}
}

func TestCompoundLeaders(t *testing.T) {
	b := open(t)
	d := split("UN aid chief")
	d.Tokens[0].POS, d.Tokens[1].POS, d.Tokens[2].POS = doc.PROPN, doc.NOUN, doc.NOUN
	b.Annotate(d)
	if k := d.Known.At(1); k.Sense != doc.SenseRole || k.Office != "" {
		t.Errorf("an aid chief leads nothing else: %+v", k)
	}
}

func TestForename(t *testing.T) {
	b := open(t)
	for text, want := range map[string]int{"Eric Trump": 0, "Mr. Trump": 1, "Trump": 1} {
		d := split(text)
		for i := range d.Tokens {
			d.Tokens[i].POS = doc.PROPN
		}
		b.Annotate(d)
		if got := d.Known.Len(); got != want {
			t.Errorf("%s: %d stretches, want %d", text, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	b := open(t)
	on := time.Date(2023, 9, 14, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"North Korean number one":           "kim-jong-un",
		"the Russian head of state":         "vladimir-putin",
		"North Korea’s leader":              "kim-jong-un",
		"prime minister of the Netherlands": "mark-rutte",
		"UN secretary-general":              "antonio-guterres",
		"the Kremlin chief":                 "vladimir-putin",
		"KCNA":                              "kcna",
	} {
		ms := b.Find(text, on)
		if len(ms) == 0 || ms[0].Entry == nil || ms[0].Entry.Key != want {
			t.Errorf("%s: got %+v, want %s first", text, ms, want)
			continue
		}
		if ms[0].Why == "" || ms[0].Text != text[ms[0].Span.Start:ms[0].Span.End] {
			t.Errorf("%s: unexplained or misplaced: %+v", text, ms[0])
		}
	}
}

func TestStanding(t *testing.T) {
	b := open(t)
	for _, c := range []struct{ key, day, country, sector string }{
		{"vladimir-putin", "2023-09-14", "RUS", "GOV"},
		{"barack-obama", "2023-09-14", "USA", "ELI"},
		{"hillary-clinton", "2005-01-01", "USA", "LEG"},
		{"antonio-guterres", "2020-01-01", "UNO", "GOV"},
		{"antonio-guterres", "2000-01-01", "PRT", "GOV"},
		{"boris-johnson", "2020-01-01", "GBR", "GOV"},
		{"daniel-hagari", "2023-11-01", "ISR", "MIL"},
		{"hassan-nasrallah", "2006-07-12", "LBN", "REB"},
		{"jeremy-corbyn", "2018-01-01", "GBR", "OPP"},
		{"greta-thunberg", "2019-09-23", "SWE", "SOC"},
	} {
		on, _ := time.Parse(time.DateOnly, c.day)
		if country, sector := b.Standing(b.Entry(c.key), on); country != c.country || sector != c.sector {
			t.Errorf("%s on %s: %s %s, want %s %s", c.key, c.day, country, sector, c.country, c.sector)
		}
	}
}

func TestStates(t *testing.T) {
	b := open(t)
	for code, want := range map[string]string{"PRK": "Q423", "RUS": "Q159", "USA": "Q30", "UKR": "Q212", "XKX": "Q1246", "PSE": "Q219060", "TWN": "Q865"} {
		e := b.Country(code)
		if e == nil || e.Wikidata != want || !e.Located || e.Sector != "GOV" {
			t.Errorf("%s: %+v, want %s", code, e, want)
		}
	}
	if c := b.Capital("RUS"); c == nil || c.Name != "Moscow" || c.Lat < 55 || c.Lat > 56.5 {
		t.Errorf("capital of Russia: %+v", c)
	}
	if e := b.Country("SUN"); e == nil || e.Country != "RUS" {
		t.Errorf("the Soviet Union stands for Russia: %+v", e)
	}
}

// TestEntries checks what the loader cannot: that entries are whole and that a
// person's offices stand with the one taken last first.
func TestEntries(t *testing.T) {
	b := open(t)
	for key, e := range b.entries {
		if e.Key != key || e.Name == "" || e.Type == doc.NoType {
			t.Errorf("%s: incomplete: %+v", key, e)
		}
		for i := 1; i < len(e.Offices); i++ {
			if e.Offices[i].From.After(e.Offices[i-1].From) {
				t.Errorf("%s: %+v stands before %+v", key, e.Offices[i-1], e.Offices[i])
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		open(b)
	}
}

func BenchmarkAnnotate(b *testing.B) {
	base := open(b)
	const text = "The Russian foreign minister met his North Korean counterpart in Moscow on Tuesday, the state news agency said, " +
		"while soldiers of the national guard kept protesters away from the building, where a spokesman of the European Union " +
		"told reporters that nothing had been agreed and that talks would go on for as long as it took to find a way out. "
	d := split(strings.Repeat(text, 50))
	tokens := len(d.Tokens)
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		e := *d
		e.Known = doc.Layer[doc.Known]{}
		base.Annotate(&e)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func ExampleBase_Find() {
	b, err := Open()
	if err != nil {
		panic(err)
	}
	for _, m := range b.Find("the North Korean number one", time.Date(2023, 9, 14, 0, 0, 0, 0, time.UTC))[:1] {
		fmt.Println(m.Entry.Name)
		fmt.Println(m.Why)
	}
	// Output:
	// Kim Jong-un
	// "North Korean" is North Korea (PRK), "number one" asks for its leader, and Kim Jong-un was supreme leader of North Korea from 17 December 2011
}
