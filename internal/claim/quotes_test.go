package claim

import (
	"fmt"
	"strings"
	"testing"

	"herodotus/internal/doc"
	"herodotus/internal/tokenize"
)

// split makes a document with tokens and sentences.
func split(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	tokenize.Split(d)
	return d
}

func TestFindQuotes(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"curly", "“We won,” she said.", "[We won,]"},
		{"straight", `"We won," she said. "It is over."`, "[We won,] [It is over.]"},
		{"straight single", "The mayor said: 'We won, it's over.' He left.", "[We won, it's over.]"},
		{"curly single", "‘We won,’ she said, ‘and it’s over.’", "[We won,] [and it’s over.]"},
		{"nested", "“She told me ‘stay away’ and left,” he said.", "[She told me ‘stay away’ and left,] ([stay away])"},
		{"nested straight", `"She told me 'stay away' and left," he said.`, "[She told me 'stay away' and left,] ([stay away])"},
		{"guillemets", "«We won», she said.", "[We won]"},
		{"several sentences", "“We won. It is over. Go home,” she said.", "[We won. It is over. Go home,]"},
		{"apostrophes", "The allies' pledge and Oslo's reply weren't 'new'.", "[new]"},
		{"apostrophes only", "The allies' pledge and the rebels' reply weren't new.", ""},
		{"plural in a quotation", "He called it ‘the allies’ shame’ again.", "[the allies’ shame]"},
		{"two paragraphs", "“We won.\n\n“It is over,” she said.", "[We won.] +[It is over,]"},
		{"never closed", "“We won, she said.\n\nThe vote was on Monday.", "[We won, she said.]"},
		{"closed late", "“We won, she said. “It is over,” she added.", "[We won, she said.] [It is over,]"},
		{"stray closer", "We won,” she said.", ""},
		{"nothing inside", "The “” sign.", "[]"},
		{"no marks", "We won, she said.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := split(t, test.text)
			var got []string
			for _, q := range findQuotes(d, nil) {
				s := "[" + d.Words(q.inner) + "]"
				if q.inn {
					s = "(" + s + ")"
				}
				if q.cont {
					s = "+" + s
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got  %s\nwant %s", s, test.want)
			}
		})
	}
}

func TestQuotedFlags(t *testing.T) {
	d := split(t, "He said “we won” twice.")
	findQuotes(d, nil)
	var got []string
	for i := range d.Tokens {
		if d.Tokens[i].Flags&doc.Quoted != 0 {
			got = append(got, d.Form(int32(i)))
		}
	}
	if fmt.Sprint(got) != "[we won]" {
		t.Errorf("quoted tokens are %v", got)
	}
}

func FuzzFindQuotes(f *testing.F) {
	f.Add("“We won,” she said. 'It's “over”'\n\n\"Go' home”")
	f.Add("'‘’\"“”«»``''")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := doc.New(strings.ToValidUTF8(text, "?"))
		if err != nil {
			return
		}
		tokenize.Split(d)
		last := int32(-1)
		for _, q := range findQuotes(d, nil) {
			if q.open <= last || q.inner.Start != q.open+1 || q.inner.End < q.inner.Start || int(q.inner.End) > len(d.Tokens) {
				t.Fatalf("quotation %+v in %q", q, text)
			}
			if q.close >= 0 && q.close != q.inner.End {
				t.Fatalf("quotation %+v closes elsewhere in %q", q, text)
			}
			last = q.open
		}
	})
}
