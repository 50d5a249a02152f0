package kb

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"herodotus/internal/doc"
	"herodotus/internal/petrarch"
)

// openPetrarch loads the base with the dictionaries of testdata/petrarch.
func openPetrarch(t testing.TB) *Base {
	t.Helper()
	b, err := Open(WithDir(filepath.Join("testdata", "petrarch")))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPetrarchTable(t *testing.T) {
	groups, err := cameoGroups()
	if err != nil {
		t.Fatal(err)
	}
	b := open(t)
	for code, g := range groups {
		if g.country != "" && !international[g.country] && b.Country(g.country) == nil {
			t.Errorf("%s: no state %q", code, g.country)
		}
	}
}

// TestPetrarchActors looks sentences up: surface, key of the entry, country and sector on a day.
func TestPetrarchActors(t *testing.T) {
	b := openPetrarch(t)
	for _, c := range []struct{ text, on, words, key, country, sector string }{
		{"Kenya fished.", "2008-01-01", "Kenya", "KEN", "KEN", "GOV"},
		{"The ships left Kisumu.", "2008-01-01", "Kisumu", "KEN", "KEN", "GOV"},
		{"A Westmarker sang.", "2008-01-01", "Westmarker", "WMK", "WMK", "GOV"},
		{"Gen. Oda Nykampa spoke.", "2004-01-01", "Oda Nykampa", "petrarch/oda-nykampa", "KEN", "MIL"},
		{"Then Nykampa spoke.", "2009-12-31", "Nykampa", "petrarch/oda-nykampa", "KEN", "GOV"},
		{"Then Nykampa spoke.", "2010-01-01", "Nykampa", "petrarch/oda-nykampa", "KEN", "ELI"},
		{"Juma Abaruti wrote.", "2008-01-01", "Juma Abaruti", "petrarch/juma-abaruti", "KEN", "OPP"},
		{"The WLA shot.", "2008-01-01", "WLA", "petrarch/westmark-liberation-army", "WMK", "REB"},
		{"The Lake Basin Commission met.", "2008-01-01", "Lake Basin Commission", "petrarch/lake-basin-commission", "IGO", ""},
		{"The Not So Bad met.", "2008-01-01", "Not So Bad", "petrarch/united-nations-basin-office", "UNO", ""},
	} {
		on, _ := time.Parse(time.DateOnly, c.on)
		e, words := firstEntry(b, c.text)
		if e == nil || e.Key != c.key || words != c.words {
			t.Errorf("%s: got %q of %+v, want %q of %s", c.text, words, e, c.words, c.key)
			continue
		}
		if country, sector := b.Standing(e, on); country != c.country || sector != c.sector {
			t.Errorf("%s on %s: %s %s, want %s %s", c.text, c.on, country, sector, c.country, c.sector)
		}
	}
	for key, want := range map[string]doc.Type{"WMK": doc.GPE, "petrarch/oda-nykampa": doc.PER, "petrarch/juma-abaruti": doc.PER,
		"petrarch/westmark-liberation-army": doc.ORG} {
		if got := b.Entry(key).Type; got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
}

// firstEntry gives the longest known stretch that is an entry's.
func firstEntry(b *Base, text string) (e *doc.Entry, words string) {
	d := split(text)
	b.Annotate(d)
	for _, k := range d.Known.All() {
		if w := d.Words(k.Range); k.Entry != nil && len(w) > len(words) {
			e, words = k.Entry, w
		}
	}
	return e, words
}

func TestPetrarchAgents(t *testing.T) {
	b := openPetrarch(t)
	for _, c := range []struct {
		text, sector string
		typ          doc.Type
		plural       bool
	}{
		{"beekeepers", "AGR", doc.PER, true}, {"beekeeper", "AGR", doc.PER, false}, {"ferrywoman", "BUS", doc.PER, false},
		{"soldiers", "GOV", doc.PER, true}, {"harbour navy", "MIL", doc.ORG, false}, {"oxen", "CVL", doc.PER, true}, {"monk", "REL", doc.PER, false},
	} {
		d := split(c.text)
		b.Annotate(d)
		if d.Known.Len() == 0 {
			t.Errorf("%s is not known", c.text)
			continue
		}
		if k := d.Known.At(0); k.Sector != c.sector || k.Type != c.typ || k.Plural != c.plural {
			t.Errorf("%s: %+v, want %+v", c.text, k, c)
		}
	}
	if e, _ := firstEntry(b, "basin observers"); e == nil || e.Country != "IGO" {
		t.Errorf("basin observers: %+v", e)
	}
}

func TestPetrarchWarnings(t *testing.T) {
	b := openPetrarch(t)
	want := []string{"own.actors.txt:24: no ] closes", "own.actors.txt:25: \"051399-060101\" is no date", "own.actors.txt:27: \"kengov\" is no actor code",
		"own.agents.txt:9: no set of words", "own.agents.txt:11: an agent is", "own.actors.txt:8: WMK is no code of ISO", "own.actors.txt:24: BROKEN has no code",
		"own.actors.txt:26: UNCODED has no code", "own.agents.txt:10: the code HAR has no sector"}
	for _, w := range want {
		if !slices.ContainsFunc(b.Warnings(), func(s string) bool { return strings.HasPrefix(s, w) }) {
			t.Errorf("no warning %q", w)
		}
	}
	if t.Failed() || len(b.Warnings()) > 18 {
		t.Errorf("warnings:\n%s", strings.Join(b.Warnings(), "\n"))
	}
	if b.Sums()["user/own.actors.txt"] == "" {
		t.Error("no digest of own.actors.txt")
	}
}

func FuzzPetrarch(f *testing.F) {
	for _, name := range []string{"own.actors.txt", "own.agents.txt"} {
		text, err := os.ReadFile(filepath.Join("testdata", "petrarch", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := petrarch.File{Name: "fuzz.txt", Text: text}
		l := newLoader()
		if err := l.petrarch(&options{actors: []petrarch.File{file}, agents: []petrarch.File{file}}); err != nil {
			t.Error(err)
		}
		l.finish()
	})
}
