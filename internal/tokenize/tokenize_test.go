package tokenize

import (
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func split(t testing.TB, text string) *doc.Doc {
	t.Helper()
	tk, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	tk.Split(d)
	return d
}

// show writes tokens apart by spaces, the words of one orthographic word joined by "+",
// sentences apart by " | ", paragraphs by " || ", headings marked with "#".
func show(d *doc.Doc) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		switch {
		case i == 0:
		case s.Para != d.Sentences[i-1].Para:
			b.WriteString(" || ")
		default:
			b.WriteString(" | ")
		}
		if s.Heading {
			b.WriteString("# ")
		}
		for j := s.Start; j < s.End; j++ {
			if j > s.Start {
				if d.Tokens[j].Flags&doc.WordInside != 0 {
					b.WriteByte('+')
				} else {
					b.WriteByte(' ')
				}
			}
			b.WriteString(strings.Join(strings.Fields(d.Form(j)), "␣"))
		}
	}
	return b.String()
}

func TestSplit(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range strings.Split(string(data), "\n\n") {
		c = strings.TrimSpace(c)
		if c == "" || strings.HasPrefix(c, "#") {
			continue
		}
		text, want, ok := strings.Cut(c, "\n")
		if !ok {
			t.Fatalf("case without result: %q", c)
		}
		text = strings.ReplaceAll(text, `\n`, "\n")
		if diff := cmp.Diff(want, show(split(t, text))); diff != "" {
			t.Errorf("%s\n%s", text, diff)
		}
	}
}

// check proves what every text must satisfy.
func check(t interface{ Fatalf(string, ...any) }, d *doc.Doc) {
	at := 0
	for i := range d.Tokens {
		k := d.Tokens[i]
		if int(k.Start) < at || k.End <= k.Start || int(k.End) > len(d.Text) {
			t.Fatalf("token %d at [%d,%d) after %d in %q", i, k.Start, k.End, at, d.Text)
		}
		gap := d.Text[at:k.Start]
		if strings.TrimFunc(gap, unicode.IsSpace) != "" {
			t.Fatalf("lost %q in %q", gap, d.Text)
		}
		if spaced := i == 0 || gap != ""; spaced != (k.Flags&doc.SpaceBefore != 0) {
			t.Fatalf("token %d of %q: wrong SpaceBefore", i, d.Text)
		}
		if k.Flags&doc.WordInside != 0 && (gap != "" || i == 0 || d.Tokens[i-1].Flags&(doc.WordStart|doc.WordInside) == 0) {
			t.Fatalf("token %d of %q continues no word", i, d.Text)
		}
		at = int(k.End)
	}
	if rest := d.Text[at:]; strings.TrimFunc(rest, unicode.IsSpace) != "" {
		t.Fatalf("lost %q in %q", rest, d.Text)
	}
	next := int32(0)
	for i, s := range d.Sentences {
		if s.Start != next || s.End <= s.Start {
			t.Fatalf("sentence %d is [%d,%d) after %d in %q", i, s.Start, s.End, next, d.Text)
		}
		for j := s.Start; j < s.End; j++ {
			if d.Tokens[j].Sent != int32(i) {
				t.Fatalf("token %d of %q is in sentence %d, not %d", j, d.Text, d.Tokens[j].Sent, i)
			}
		}
		next = s.End
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("sentences end at %d of %d in %q", next, len(d.Tokens), d.Text)
	}
}

func TestProperties(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"a", "Iran", "U.S.", "’s", "'", "\"", "“", "”", ".", "...", "?", "!", ",", "-", "–", "(", ")",
		"[3]", "12", "5pm", "don't", "cannot", " ", " ", "\n", "\n\n", "\u00a0", "http://a.b/c", "x@y.org", "é", "北京", "🇺🇳", "\x00", "\xff", "$", "%", "/", "_"})
	rapid.Check(t, func(r *rapid.T) {
		check(r, split(t, strings.Join(rapid.SliceOf(pieces).Draw(r, "pieces"), "")))
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("TEHRAN, July 20 — “We won’t,” he said.\nThe U.S. didn't.")
	f.Add("\xff\xfe'S\u200b n't \u2028.")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := doc.New(text)
		if err != nil {
			return
		}
		tk, err := New()
		if err != nil {
			t.Fatal(err)
		}
		tk.Split(d)
		check(t, d)
	})
}

func TestTables(t *testing.T) {
	if _, err := parseAbbreviations("maybe foo"); err == nil {
		t.Error("an unknown class was accepted")
	}
	for _, text := range []string{"dont", "dont 9", "dont x"} {
		if _, err := parseContractions(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
	for _, text := range []string{abbreviationsText, prefixesText, contractionsText, unitsText, endingsText, startersText, speechText} {
		for _, f := range tableLines(text) {
			for _, w := range f {
				if w != strings.ToLower(w) || !utf8.ValidString(w) {
					t.Errorf("%q is not lower case", w)
				}
			}
		}
	}
}

const wire = `GENEVA, March 3 (Reuters) - The U.N. envoy, Dr. A. J. Okoye, said on Tuesday that "nothing has been agreed" between the two sides.
“We can’t go on like this,” she told reporters after a three-hour session with Prime Minister al-Rashid’s delegation. “Both armies didn't withdraw by 5:30 p.m. as promised.”
About 1,200 people left the border town, 40 km (25 miles) north of the capital, the agency's spokesman added.
`

func BenchmarkSplit(b *testing.B) {
	tk, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(wire, 5)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		d, _ := doc.New(text)
		tk.Split(d)
		tokens += len(d.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

// TestLongRunsAreCut: words without a stop, and signs without a blank, do not make one endless sentence.
func TestLongRunsAreCut(t *testing.T) {
	for _, text := range []string{strings.Repeat("and so on ", 2000), strings.Repeat("(", 5000), strings.Repeat("don't ", 3000)} {
		d, err := doc.New(text)
		if err != nil {
			t.Fatal(err)
		}
		Split(d)
		for _, s := range d.Sentences {
			if s.Len() > 2*maxSentence+2 {
				t.Errorf("%.20s…: a sentence of %d tokens", text, s.Len())
			}
			if d.Tokens[s.Start].Flags&doc.WordInside != 0 {
				t.Errorf("%.20s…: a sentence begins inside a word", text)
			}
		}
	}
}
