package quantity

import (
	"fmt"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

// numerals are the words that the tests' tagger takes for numbers.
var numerals = strings.Fields("one two three fourteen fifty twenty hundred thousand million")

// sentence makes a document of the words; digits and numerals are numbers, all else nothing.
func sentence(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	at := int32(0)
	for w := range strings.FieldsSeq(text) {
		t := doc.Token{Start: at, End: at + int32(len(w))}
		if w[0] >= '0' && w[0] <= '9' {
			t.POS = doc.NUM
		}
		for _, n := range numerals {
			if strings.EqualFold(w, n) {
				t.POS = doc.NUM
			}
		}
		d.Tokens = append(d.Tokens, t)
		at += int32(len(w)) + 1
	}
	d.Sentences = []doc.Sentence{{Range: doc.Range{End: int32(len(d.Tokens))}}}
	return d
}

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAt reads the number at the word in brackets.
func TestAt(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"some [5,000] farmers", "5000-5000 some 5,000"},
		{"at least [22] people", "22-? at least 22"},
		{"at least some [22] people", "22-? at least some 22"},
		{"more than an estimated [500] ships", "501-? more than an estimated 500"},
		{"up to a [hundred] boats", "?-100 up to a hundred"},
		{"Up to [300] boats", "?-300 Up to 300"},
		{"fewer than [200] people", "?-199 fewer than 200"},
		{"[20] or more people", "20-? 20 or more"},
		{"[100] + people", "100-? 100 +"},
		{"between [20] and 30 rebels", "20-30 20 and 30"},
		{"20 to [30] rebels", "20-30 20 to 30"},
		{"[20] - 30 rebels", "20-30 20 - 30"},
		{"[two] or three men", "2-3 two or three"},
		{"two to three [dozen] men", "24-36 two to three dozen"},
		{"two and [three] men", "3-3 three"},
		{"rose from 14 to [22]", "22-22 22"},
		{"[dozens] of men", "24-99 dozens"},
		{"a [dozen] men", "12-12 a dozen"},
		{"more than two [dozen] men", "25-? more than two dozen"},
		{"a few [hundred] men", "300-? a few hundred"},
		{"a couple of [dozen] men", "24-24 a couple of dozen"},
		{"[half] a million people", "500000-500000 half a million"},
		{"[Hundreds] of thousands of people", "100000-999000 Hundreds of thousands"},
		{"tens of [thousands] of people", "10000-99000 tens of thousands"},
		{"[1.5] million people", "1500000-1500000 1.5 million"},
		{"two hundred and [fifty] men", "250-250 two hundred and fifty"},
		{"one thousand two [hundred] men", "1200-1200 one thousand two hundred"},
		{"[Twenty] - two men", "22-22 Twenty - two"},
		{"[nobody] came", "0-0 nobody"},
		{"[a] man", "1-1 a"},
		{"the [man] came", "none"},
	} {
		d, at := marked(c.text)
		got := "none"
		if q, ok := r.At(d, at); ok {
			got = fmt.Sprintf("%s-%s %s", end(q.Least), end(q.Most), d.Words(q.Words))
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
	for _, at := range []int32{-1, 3} { // outside the text
		if _, ok := r.At(sentence("some 5,000 farmers"), at); ok || r.Part(sentence("some 5,000 farmers"), at) {
			t.Errorf("a number at %d", at)
		}
	}
}

// marked makes a document of words of which one stands in brackets, and gives its token.
func marked(text string) (*doc.Doc, int32) {
	at := int32(0)
	for i, w := range strings.Fields(text) {
		if w[0] == '[' {
			at = int32(i)
		}
	}
	return sentence(strings.NewReplacer("[", "", "]", "").Replace(text)), at
}

func end(x float64) string {
	if x == Open {
		return "?"
	}
	return fmt.Sprint(int(x))
}

func TestAfter(t *testing.T) {
	r := reader(t)
	for text, want := range map[string]string{"killed at least 22 people": "22-?", "hurt dozens": "24-99", "met the mayor": "none"} {
		got := "none"
		if q, ok := r.After(sentence(text), 0); ok {
			got = end(q.Least) + "-" + end(q.Most)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// FuzzAt: any words at any place give a number whose ends are in order, or none.
func FuzzAt(f *testing.F) {
	f.Add("two to three dozen and half a million of tens - 5", uint8(3))
	f.Add("at least a few hundred or more", uint8(4))
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string, at uint8) {
		d := sentence(strings.ToValidUTF8(text, ""))
		if len(d.Tokens) == 0 {
			return
		}
		for _, i := range []int32{int32(at) - 1, int32(at) % int32(len(d.Tokens))} {
			q, ok := r.At(d, i)
			if ok && (q.Words.Start < 0 || int(q.Words.End) > len(d.Tokens) || q.Least != Open && q.Most != Open && q.Least > q.Most) {
				t.Errorf("%q at %d: %+v", text, i, q)
			}
		}
		r.After(d, int32(at)%int32(len(d.Tokens)))
	})
}

func BenchmarkAt(b *testing.B) {
	r := reader(b)
	d := sentence("more than two hundred and fifty men")
	b.ReportAllocs()
	for b.Loop() {
		r.At(d, 3)
	}
}
