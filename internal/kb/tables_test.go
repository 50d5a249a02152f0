package kb

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"herodotus/internal/doc"
)

func TestUserTables(t *testing.T) {
	l := newLoader()
	if err := l.load(fstest.MapFS{}, true); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "organisations.tsv", "acme\tAcme Corp\tUSA\tBUS\tAcme\nhamas\t\t\t\tThe Movement\n")
	write(t, dir, "persons.tsv", "vladimir-putin\t\t\t\t\tchairman 2050-01-01..\tVova\n")
	b, err := Open(WithDir(dir))
	if err != nil {
		t.Fatal(err)
	}
	if ms := b.Find("Acme and Vova and the Movement", time.Time{}); len(ms) < 2 || ms[0].Entry.Key != "acme" || ms[1].Entry.Key != "vladimir-putin" {
		t.Errorf("user entries are not found: %+v", ms)
	}
	if sums := b.Sums(); len(sums["kb"]) != 64 || len(sums["user/persons.tsv"]) != 64 || len(sums) != 3 {
		t.Errorf("digests of the tables: %v", sums)
	}
	on := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	if e := b.Holder("RUS", "president", on); e == nil || e.Key != "vladimir-putin" {
		t.Errorf("an extended entry lost its offices: %+v", e)
	}
	if e := b.Holder("RUS", "chairman", on.AddDate(30, 0, 0)); e == nil || e.Key != "vladimir-putin" {
		t.Errorf("an extended entry has not got its new office: %+v", e)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"persons.tsv", "# x\n\na-b\tA B\tXXX\n", "persons.tsv:3: no state \"XXX\""},
		{"persons.tsv", "a-b\tA B\tUSA\tFOO\n", "persons.tsv:1: no PLOVER sector \"FOO\""},
		{"persons.tsv", "a-b\tA B\tUSA\t\tx\n", "persons.tsv:1: sex \"x\" is neither m nor f"},
		{"persons.tsv", "a-b\tA B\tUSA\t\tm\tjester 2000..\n", "persons.tsv:1: no office \"jester\""},
		{"persons.tsv", "a-b\tA B\tUSA\t\tm\tpresident 2000-13..\n", "persons.tsv:1: date \"2000-13\" is not in the calendar"},
		{"persons.tsv", "a-b\tA B\tUSA\t\tm\tpresident 2001..1999\n", "persons.tsv:1: president 2001..1999 ends before it begins"},
		{"states.tsv", "ZZZ\tZed\t\t\t91\t0\n", "states.tsv:1: coordinates \"91\", \"0\" are not degrees"},
		{"seats.tsv", "The Shed\tnowhere\n", "seats.tsv:1: no entry \"nowhere\""},
		{"bodies.tsv", "a\tb\tGOV\td\te\n", "bodies.tsv:1: more than 4 columns"},
	} {
		dir := t.TempDir()
		write(t, dir, c.file, c.text)
		if _, err := Open(WithDir(dir)); err == nil || err.Error() != "user dictionary: "+c.want {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
}

func TestPlural(t *testing.T) {
	for one, want := range map[string]string{
		"soldier": "soldiers", "policeman": "policemen", "deputy": "deputies", "boy": "boys", "witness": "witnesses", "coach": "coaches",
		"ministry of defence": "ministries of defence", "human": "humans", "member of parliament": "members of parliament",
	} {
		if got := plural(one); got != want {
			t.Errorf("plural of %s: %s, want %s", one, got, want)
		}
	}
}

func TestLatin(t *testing.T) {
	if n := len(latin); n != 0x180-0xC0 {
		t.Fatalf("latin has %d letters", n)
	}
	for _, pair := range [][2]string{{"Élysée", "elysee"}, {"Łódź", "Lodz"}, {"Şırnak", "Sirnak"}, {"Ñ", "n"}, {"Ž", "z"}, {"Đ", "d"}, {"ŵ", "w"}} {
		a, b := appendWords(nil, pair[0], 0), appendWords(nil, pair[1], 0)
		if len(a) != 1 || len(b) != 1 || a[0].hash != b[0].hash {
			t.Errorf("%s and %s differ", pair[0], pair[1])
		}
	}
	for word, want := range map[string]uint8{"Élan": capital, "élan": anyCase, "ÉLAN": capitals, "Źle": capital, "źle": anyCase, "U.S.": capitals, "us": anyCase} {
		if got := appendWords(nil, word, 0)[0].class; got != want {
			t.Errorf("case of %s: %d, want %d", word, got, want)
		}
	}
}

// FuzzTable feeds arbitrary bytes to the reader as a user's table of each kind.
func FuzzTable(f *testing.F) {
	for _, seed := range []string{"a\tA\tUSA\tGOV\tm\tpresident 2000..2001|king@GBR ..\tB|C\tQ1", "ZZZ\tZed\tQ1\t1\t2\t3\t\tZ|the Z\tZeds\tZedtown\t1\t2", "\t\t\n#\n \n", "x\t=\tGOV"} {
		for which := range tables {
			f.Add(uint8(which), seed)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		l := newLoader()
		l.b.entries["USA"] = &doc.Entry{Key: "USA", Name: "United States", Country: "USA", Type: doc.GPE}
		l.b.offices["president"] = "GOV"
		file := tables[int(which)%len(tables)].file
		if err := l.load(fstest.MapFS{file: {Data: []byte(text)}}, true); err == nil {
			l.finish().Find(text, time.Time{})
		}
	})
}

// FuzzFind looks arbitrary text up; spans must lie in it.
func FuzzFind(f *testing.F) {
	b := open(f)
	f.Add("the Russian president’s spokesman - Kim Jong-un, U.S.")
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range b.Find(text, time.Time{}) {
			if text[m.Span.Start:m.Span.End] != m.Text || m.Text == "" {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}

// TestNounsHaveOneReading keeps the tables of nouns free of words that stand twice with different sectors.
func TestNounsHaveOneReading(t *testing.T) {
	b := open(t)
	for node, first := range b.trie.nodes {
		var seen int32 = -1
		for p := first; p != 0; p = b.trie.patterns[p].next {
			m := b.trie.patterns[p].meaning
			k := b.meanings[m]
			if k.Entry != nil {
				continue
			}
			if seen >= 0 && b.meanings[seen] != k {
				t.Errorf("node %d: %s %q (%v) and %s %q (%v)", node, b.meanings[seen].Sector, b.meanings[seen].Office, b.meanings[seen].Sense, k.Sector, k.Office, k.Sense)
			}
			seen = m
		}
	}
}
