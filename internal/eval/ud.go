package eval

import (
	"bufio"
	"io"
	"strings"

	"herodotus/internal/doc"
)

// UD adds one document's tokens, tags, lemmas and trees to the board: the
// system's document against the gold one over the same text. Words are matched
// by their bytes (the words of one orthographic word also by their order), and
// each figure is an F1 over words as in the CoNLL 2018 shared task; with gold
// tokens it is accuracy. LAS compares relations without subtypes.
func UD(b *Board, gold, system *doc.Doc) {
	g, s := wordKeys(gold), wordKeys(system)
	at := make(map[wordKey]int32, len(s))
	for i, k := range s {
		at[k] = int32(i)
	}
	var hits struct{ words, upos, xpos, lemma, uas, las int }
	for i, k := range g {
		j, ok := at[k]
		if !ok {
			continue
		}
		x, y := &gold.Tokens[i], &system.Tokens[j]
		hits.words++
		hits.upos += one(x.POS == y.POS)
		hits.xpos += one(x.Tag == y.Tag)
		hits.lemma += one(strings.EqualFold(gold.Lemmas[i], system.Lemmas[j]))
		if sameHead(x.Head, y.Head, g, s) {
			hits.uas++
			hits.las += one(x.Rel.Base() == y.Rel.Base())
		}
	}
	sentences(b, gold, system)
	for _, row := range []struct {
		name string
		n    int
	}{{"words", hits.words}, {"UPOS", hits.upos}, {"XPOS", hits.xpos}, {"lemma", hits.lemma}, {"UAS", hits.uas}, {"LAS", hits.las}} {
		c := b.Count(row.name)
		c.Right += row.n
		c.Invented += len(s) - row.n
		c.Missed += len(g) - row.n
	}
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// wordKey names a word: the bytes of its orthographic word, and which of that word's tokens it is.
type wordKey struct {
	start, end int32
	nth        int
}

func wordKeys(d *doc.Doc) []wordKey {
	out := make([]wordKey, len(d.Tokens))
	for i := 0; i < len(d.Tokens); {
		j := i + 1
		if d.Tokens[i].Flags&doc.WordStart != 0 {
			for j < len(d.Tokens) && d.Tokens[j].Flags&doc.WordInside != 0 {
				j++
			}
		}
		for k := i; k < j; k++ {
			out[k] = wordKey{d.Tokens[i].Start, d.Tokens[j-1].End, k - i}
		}
		i = j
	}
	return out
}

func sameHead(x, y int32, g, s []wordKey) bool {
	if x == doc.NoHead || y == doc.NoHead {
		return x == y
	}
	return g[x] == s[y]
}

func sentences(b *Board, gold, system *doc.Doc) {
	want := map[doc.Span]bool{}
	for _, x := range gold.Sentences {
		want[gold.SpanOf(x.Range)] = true
	}
	c, right := b.Count("sentences"), 0
	for _, x := range system.Sentences {
		right += one(want[system.SpanOf(x.Range)])
	}
	c.Right += right
	c.Invented += len(system.Sentences) - right
	c.Missed += len(gold.Sentences) - right
}

// nameSpan is a name in a document, in characters other than white space.
type nameSpan struct {
	doc        string
	start, end int
	typ        string
}

// Names adds the name figures: an IOB2 file against the documents' names;
// spans and types must be the same. GPE and FAC count as LOC; types other than
// PER, ORG and LOC do not count. Documents are matched by their ids, since the
// file may hold them in another order.
func Names(b *Board, iob2 io.Reader, docs []*doc.Doc) error {
	gold, err := readIOB2(iob2)
	if err != nil {
		return err
	}
	c, right, n := b.Count("names"), 0, 0
	for _, d := range docs {
		starts := make([]int, len(d.Tokens)+1)
		for i := range d.Tokens {
			starts[i+1] = starts[i] + solid(d.Form(int32(i)))
		}
		for _, x := range d.Names.All() {
			if typ := coarse(x.Type.String()); typ != "" {
				n++
				right += one(gold[nameSpan{d.ID, starts[x.Start], starts[x.End], typ}])
			}
		}
	}
	c.Right += right
	c.Invented += n - right
	c.Missed += len(gold) - right
	return nil
}

func coarse(typ string) string {
	switch typ {
	case "PER", "ORG", "LOC":
		return typ
	case "GPE", "FAC":
		return "LOC"
	}
	return ""
}

// solid counts the characters of a form that are not white space.
func solid(form string) int { return runes(strings.Join(strings.Fields(form), "")) }

// iob2 reads names off a file in which each sentence has its document's id and
// a running number as "# sent_id = DOC-0001".
type iob2 struct {
	gold map[nameSpan]bool
	doc  string
	pos  int
	open nameSpan // the name that is being read; no type for none
}

func readIOB2(r io.Reader) (map[nameSpan]bool, error) {
	x := iob2{gold: map[nameSpan]bool{}}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if id, ok := strings.CutPrefix(s.Text(), "# sent_id = "); ok {
			x.sentence(id[:max(0, strings.LastIndexByte(id, '-'))])
			continue
		}
		if f := strings.Split(s.Text(), "\t"); len(f) >= 3 && !strings.HasPrefix(f[0], "#") {
			x.token(f[1], f[2])
		}
	}
	x.end()
	return x.gold, s.Err()
}

func (x *iob2) sentence(doc string) {
	x.end()
	if doc != x.doc {
		x.doc, x.pos = doc, 0
	}
}

func (x *iob2) token(form, tag string) {
	from := x.pos
	x.pos += solid(form)
	kind, typ, _ := strings.Cut(tag, "-")
	if kind == "I" && typ != "" && typ == x.open.typ {
		x.open.end = x.pos
		return
	}
	x.end()
	if kind != "O" {
		x.open = nameSpan{x.doc, from, x.pos, typ}
	}
}

func (x *iob2) end() {
	if coarse(x.open.typ) != "" {
		x.gold[x.open] = true
	}
	x.open = nameSpan{}
}
