package store

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"herodotus/record"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"Attacks, attack's and attacks'": "attack attack and attack",
		"Don't cities, buses, glass":     "dont city buse glass",
		"Müller’s Café — São Paulo":      "muller cafe sao paulo",
		"U.S. F-16s, 1,000 (10km)":       "u s f 16 1 000 10km",
		"\x00\xff a\n\tb":                "a b",
		strings.Repeat("x", 99):          strings.Repeat("x", maxWord),
		"Москвы Ελλάδα 東京":               "москвы ελλαδα 東京",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q is folded to %q, want %q", in, got, want)
		}
	}
}

func TestTextQuery(t *testing.T) {
	for in, want := range map[string][2]string{
		"":               {"", ""},
		"—":              {"", ""},
		"Grain deals":    {`"grain" + "deal"`, `'grain' <-> 'deal'`},
		"negotiat*":      {`"negotiat" *`, `'negotiat':*`},
		"peace talks*":   {`"peace" + "talks" *`, `'peace' <-> 'talks':*`},
		`a" OR b' | (c:`: {`"a" + "or" + "b" + "c"`, `'a' <-> 'or' <-> 'b' <-> 'c'`},
	} {
		if got := [2]string{SQLite.TextQuery(in), Postgres.TextQuery(in)}; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Whatever stands in a text is found by its words, on both databases.
func TestWordsAreFound(t *testing.T) {
	letters := rapid.StringOf(rapid.RuneFrom([]rune("aeiSsxyé'’-.*\"&|!:()0159ЖяΩع東 ")))
	onEach(t, func(t *testing.T, s *Store) {
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			words := strings.Fields(letters.Draw(rt, "text") + " end")
			from := rapid.IntRange(0, len(words)-1).Draw(rt, "from")
			to := rapid.IntRange(from+1, len(words)).Draw(rt, "to")
			n++
			r := &record.Record{Schema: record.Schema, Document: record.Document{ID: fmt.Sprint(n), Language: "en", Text: strings.Join(words, " ")}}
			put(t, s, record.Provenance{}, []Item{{Record: r}})
			d := s.Dialect()
			phrase := strings.TrimRight(strings.Join(words[from:to], " "), "*")
			q := d.TextQuery(phrase)
			if q == "" {
				return
			}
			var hits int
			query := "SELECT count(*) FROM documents WHERE doc_id = " + d.Placeholder(1) + " AND " + d.TextMatch("id", 2)
			if err := s.DB().QueryRow(query, fmt.Sprint(n), q).Scan(&hits); err != nil || hits != 1 {
				rt.Fatalf("%q is not found by %q (%s): %v", r.Document.Text, phrase, q, err)
			}
		})
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Attacks on the cities' ports, Müller’s said*")
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range strings.Fields(Fold(text)) {
			if len(w) > maxWord || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
				t.Errorf("%q gives the word %q", text, w)
			}
		}
		for _, d := range []Dialect{SQLite, Postgres} {
			_ = d.TextQuery(text)
		}
	})
}

// Findings that are damaged give an error, never a panic or another record.
func FuzzUnpack(f *testing.F) {
	p, err := newPacker()
	if err != nil {
		f.Fatal(err)
	}
	blob, key, err := p.pack(&record.Record{Schema: record.Schema, Document: record.Document{ID: "d"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(blob)
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := p.unpack(b, key, ""); err == nil && r.Document.ID != "d" {
			t.Errorf("%x was taken for a finding", b)
		}
	})
}
