package doc

import (
	"strings"
	"testing"
	"unsafe"
)

// parsed makes a document of one sentence per heads list over the words of text.
func parsed(t *testing.T, text string, heads ...int32) *Doc {
	t.Helper()
	d, err := New(text)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for i, w := range strings.Fields(text) {
		at += strings.Index(text[at:], w)
		d.Tokens = append(d.Tokens, Token{Start: int32(at), End: int32(at + len(w)), Head: heads[i], Rel: Dep})
		at += len(w)
	}
	d.Sentences = []Sentence{{Range: Range{0, int32(len(d.Tokens))}}}
	return d
}

func TestTokenIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(Token{}); n > 32 {
		t.Errorf("a token takes %d bytes, want 32 or less", n)
	}
}

func TestTagNamesRoundTrip(t *testing.T) {
	for p := POS(1); p < numPOS; p++ {
		if q, ok := ParsePOS(p.String()); !ok || q != p {
			t.Errorf("POS %d %q does not come back", p, p)
		}
	}
	for x := Tag(1); x < numTag; x++ {
		if y, ok := ParseTag(x.String()); !ok || y != x {
			t.Errorf("tag %d %q does not come back", x, x)
		}
	}
	for r := Rel(1); r < numRel; r++ {
		if q, ok := ParseRel(r.String()); !ok || q != r {
			t.Errorf("relation %d %q does not come back", r, r)
		}
		base, _, _ := strings.Cut(r.String(), ":")
		if r.Base().String() != base {
			t.Errorf("base of %q is %q", r, r.Base())
		}
	}
}

func TestLayerTellsNoneFromNotLooked(t *testing.T) {
	var l Layer[Name]
	if l.Looked() {
		t.Error("a new layer says that it was looked at")
	}
	l.Set(nil)
	if !l.Looked() || l.Len() != 0 {
		t.Error("a layer set to nothing must be looked at and empty")
	}
	defer func() {
		if recover() == nil {
			t.Error("a second Set must panic")
		}
	}()
	l.Set(nil)
}

func TestCheck(t *testing.T) {
	ok := func() *Doc { return parsed(t, "Kim met Putin today", 1, NoHead, 1, 1) }
	tests := []struct {
		name  string
		spoil func(d *Doc)
		want  string // part of the error; "" for none
	}{
		{"sound", func(d *Doc) {}, ""},
		{"two roots", func(d *Doc) { d.Tokens[0].Head = NoHead }, "2 roots"},
		{"cycle", func(d *Doc) { d.Tokens[0].Head, d.Tokens[2].Head = 2, 0 }, "cycle"},
		{"self", func(d *Doc) { d.Tokens[3].Head = 3 }, "cycle"},
		{"head outside", func(d *Doc) { d.Tokens[0].Head = 9 }, "outside"},
		{"token order", func(d *Doc) { d.Tokens[1].Start = 0 }, "token 1"},
		{"token past the end", func(d *Doc) { d.Tokens[3].End = 99 }, "token 3"},
		{"gap between sentences", func(d *Doc) { d.Sentences[0].Start = 1 }, "sentence 0"},
		{"name outside", func(d *Doc) { d.Names.Set([]Name{{Range: Range{3, 5}}}) }, "name 0"},
		{"mention without entity", func(d *Doc) { d.Mentions.Set([]Mention{{Range: Range{0, 1}, Entity: 0}}) }, "mention 0"},
	}
	for _, c := range tests {
		d := ok()
		c.spoil(d)
		err := d.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestTree(t *testing.T) {
	d := parsed(t, "the old man of Rome spoke", 2, 2, 5, 4, 2, NoHead)
	tree := NewTree(d)
	if got := tree.Subtree(2); got != (Range{0, 5}) {
		t.Errorf("subtree of man is %v", got)
	}
	if got := tree.Kids(2); len(got) != 3 || got[0] != 0 || got[2] != 4 {
		t.Errorf("dependents of man are %v", got)
	}
	if h := tree.HeadOf(Range{0, 5}); h != 2 {
		t.Errorf("head of the subject is token %d", h)
	}
	if !tree.Under(3, 5) || tree.Under(5, 3) {
		t.Error("Under has the direction wrong")
	}
}

func TestFormIs(t *testing.T) {
	d := &Doc{Text: "No Way", Tokens: []Token{{Start: 0, End: 2}, {Start: 3, End: 6}}}
	if !d.FormIs(0, "no") || !d.FormIs(1, "way") || d.FormIs(0, "way") || d.FormIs(-1, "no") || d.FormIs(2, "no") {
		t.Error("the form of a token is not told, or one outside the text")
	}
}
