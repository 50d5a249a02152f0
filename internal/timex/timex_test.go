package timex

import (
	_ "embed"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

//go:embed testdata/expressions.txt
var expressions string

func newTagger(t testing.TB) *Tagger {
	t.Helper()
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestExpressions reads testdata/expressions.txt; its head describes the format.
func TestExpressions(t *testing.T) {
	g := newTagger(t)
	var sentence string
	var want []string
	check := func() {
		if sentence == "" {
			return
		}
		d := split(t, sentence, "2023-09-14")
		g.Find(d)
		compare(t, d, want)
	}
	for _, line := range strings.Split(expressions, "\n") {
		switch {
		case strings.HasPrefix(line, "#") || line == "":
		case line[0] == '\t':
			if line != "\tnone" {
				want = append(want, line[1:])
			}
		default:
			check()
			sentence, want = line, nil
		}
	}
	check()
}

func compare(t *testing.T, d *doc.Doc, want []string) {
	t.Helper()
	var got []string
	for i, x := range d.Times.All() {
		s := d.TextOf(timeSpan(d, &x)) + " = " + x.Value
		if i < len(want) && strings.Contains(want[i], "..") {
			s += " " + x.From + ".." + x.To
		}
		got = append(got, s)
	}
	if g, w := strings.Join(got, "\n\t"), strings.Join(want, "\n\t"); g != w {
		t.Errorf("%s\ngot\n\t%s\nwant\n\t%s", d.Text, g, w)
	}
}

func TestUnknownPublication(t *testing.T) {
	g := newTagger(t)
	for text, want := range map[string]string{
		"He left on Wednesday.":       "XXXX-WXX-3",
		"He left on September 13.":    "XXXX-09-13",
		"He left in September.":       "XXXX-09",
		"He left yesterday.":          "XXXX-XX-XX",
		"He left last week.":          "XXXX-WXX",
		"He left two months ago.":     "XXXX-XX",
		"He left on 4 March 2016.":    "2016-03-04",
		"He left at 5 p.m. and slept": "T17:00",
	} {
		d := split(t, text, "")
		g.Find(d)
		if d.Times.Len() != 1 || d.Times.At(0).Value != want {
			t.Errorf("%q: got %+v, want %s", text, d.Times.All(), want)
		}
	}
}

func TestDateline(t *testing.T) {
	g := newTagger(t)
	d := split(t, "Friday, January 4, 2019\nMiners met on Wednesday.\n", "")
	g.Find(d)
	times := d.Times.All()
	if len(times) != 2 || !times[0].Dateline || times[1].Dateline || times[1].Value != "2019-01-02" {
		t.Errorf("got %+v", times)
	}
	d = split(t, "GENEVA, June 16 (Wire) - Envoys met on Tuesday.\n", "2021-06-16")
	g.Find(d)
	if times = d.Times.All(); len(times) != 2 || !times[0].Dateline || times[1].Value != "2021-06-15" {
		t.Errorf("got %+v", times)
	}
}

func TestCivil(t *testing.T) {
	for n := -800000; n < 800000; n += 37 {
		y, m, d := civil(n)
		if dayNumber(y, m, d) != n {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", n, y, m, d, dayNumber(y, m, d))
		}
	}
	if weekday(dayNumber(2023, 9, 14)) != 4 {
		t.Error("2023-09-14 was a Thursday")
	}
	for _, c := range []struct{ y, m, d, wy, w int }{{2015, 8, 20, 2015, 34}, {2021, 1, 3, 2020, 53}, {2018, 12, 31, 2019, 1}} {
		if wy, w := isoWeek(dayNumber(c.y, c.m, c.d)); wy != c.wy || w != c.w {
			t.Errorf("%v: got %d-W%d", c, wy, w)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, line := range strings.Split(expressions, "\n") {
		f.Add(line, true)
	}
	f.Add("February 31, year 99999, the 99th century, 0 years ago, 9999 years ago, 99999999999 days later", true)
	f.Add("31 June 9999 – next year; “today” 24:00 0000 UTC 00/00/0000", false)
	g := newTagger(f)
	f.Fuzz(func(t *testing.T, text string, dated bool) {
		text = strings.ToValidUTF8(text, "?")
		published := ""
		if dated {
			published = "2023-09-14"
		}
		d := split(t, text, published)
		g.Find(d)
		end := int32(0)
		for _, x := range d.Times.All() {
			span := timeSpan(d, &x)
			if x.Value == "" || span.Start < end || span.Len() <= 0 || int(span.End) > len(text) {
				t.Fatalf("%q: bad time %+v after byte %d", text, x, end)
			}
			if x.From != "" && (len(x.From) != 10 || x.To != "" && x.From > x.To) {
				t.Fatalf("%q: bad days %+v", text, x)
			}
			end = span.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g := newTagger(b)
	var text strings.Builder
	for _, line := range strings.Split(expressions, "\n") {
		if line != "" && line[0] != '#' && line[0] != '\t' {
			text.WriteString(line + "\nThe chairman of the committee told reporters that the members of the party had not been asked about it.\n")
		}
	}
	d := split(b, text.String(), "2023-09-14")
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		d.Times = doc.Layer[doc.Time]{}
		g.Find(d)
	}
	b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
