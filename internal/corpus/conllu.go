// Package corpus reads annotated texts. In: files in the layouts that treebanks
// and gold records come in. Out: documents whose layers hold the annotation.
package corpus

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// maxLine is the longest line that the reader takes: GUM's comments are long.
const maxLine = 1 << 20

// OpenConllu reads a CoNLL-U file; gzip is recognised by its first bytes.
func OpenConllu(path string) ([]*doc.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	var in io.Reader = r
	if head, _ := r.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		if in, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	list, err := ReadConllu(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return list, nil
}

// ReadConllu reads CoNLL-U, one document a "newdoc" (one in all where there is
// none). The text is rebuilt from forms and SpaceAfter, a paragraph a line.
// Tags, lemmas, heads and relations stand in the tokens as the file has them;
// what a column leaves open ("_") or what this program has no name for is 0.
func ReadConllu(r io.Reader) ([]*doc.Doc, error) {
	c := conllu{lines: bufio.NewScanner(r)}
	c.lines.Buffer(make([]byte, 1<<16), maxLine)
	for c.lines.Scan() {
		c.line++
		if err := c.read(strings.TrimSuffix(c.lines.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", c.line, err)
		}
	}
	if err := c.lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", c.line+1, err)
	}
	if err := c.endSentence(); err != nil {
		return nil, fmt.Errorf("line %d: %w", c.line, err)
	}
	if err := c.endDoc(); err != nil {
		return nil, fmt.Errorf("line %d: %w", c.line, err)
	}
	return c.docs, nil
}

// conllu is the state of the reader between two lines.
type conllu struct {
	lines *bufio.Scanner
	line  int
	docs  []*doc.Doc

	id    string
	text  strings.Builder
	toks  []doc.Token
	lems  []string
	sents []doc.Sentence
	para  int32

	first int    // token where the sentence began
	gap   string // white space due before the next token
	word  multi
}

// multi is a multi-token word: the tokens from..to share the surface.
type multi struct {
	from, to int
	surface  string
	spaced   bool
	parts    []string
}

func (c *conllu) read(line string) error {
	switch {
	case line == "":
		return c.endSentence()
	case line[0] == '#':
		return c.comment(line)
	}
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, not 10", len(f))
	}
	if f[1] == "" {
		return errors.New("an empty form")
	}
	switch {
	case strings.Contains(f[0], "."):
		return nil // an empty node of the enhanced graph
	case strings.Contains(f[0], "-"):
		return c.wordRange(f)
	}
	return c.token(f)
}

func (c *conllu) comment(line string) error {
	name, value, _ := strings.Cut(strings.TrimSpace(line[1:]), "=")
	switch strings.TrimSpace(name) {
	case "newdoc id", "newdoc":
		if err := c.endSentence(); err != nil {
			return err
		}
		if err := c.endDoc(); err != nil {
			return err
		}
		c.id = strings.TrimSpace(value)
	case "newpar id", "newpar":
		if len(c.toks) > 0 {
			c.para++
			c.gap = "\n\n"
		}
	}
	return nil
}

// wordRange notes that the next tokens share one orthographic word.
func (c *conllu) wordRange(f []string) error {
	from, to, _ := strings.Cut(f[0], "-")
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || a != len(c.toks)-c.first+1 || b < a || b-a > 100 {
		return fmt.Errorf("bad range %q", f[0])
	}
	if c.word.to != 0 {
		return fmt.Errorf("range %q inside another", f[0])
	}
	c.word = multi{from: a, to: b, surface: f[1], spaced: spaceAfter(f[9])}
	return nil
}

func spaceAfter(misc string) bool {
	for m := range strings.SplitSeq(misc, "|") {
		if m == "SpaceAfter=No" {
			return false
		}
	}
	return true
}

func (c *conllu) token(f []string) error {
	id, err := strconv.Atoi(f[0])
	if err != nil || id != len(c.toks)-c.first+1 {
		return fmt.Errorf("token %q where %d is due", f[0], len(c.toks)-c.first+1)
	}
	t := doc.Token{Head: doc.NoHead, Sent: int32(len(c.sents))}
	if f[6] != "_" {
		h, err := strconv.Atoi(f[6])
		if err != nil || h < 0 || h > 1<<20 {
			return fmt.Errorf("bad head %q", f[6])
		}
		t.Head = int32(c.first + h - 1)
		if h == 0 {
			t.Head = doc.NoHead
		}
	}
	t.POS, _ = doc.ParsePOS(f[3])
	t.Tag, _ = doc.ParseTag(f[4])
	t.Rel, _ = doc.ParseRel(f[7])
	c.toks = append(c.toks, t)
	c.lems = append(c.lems, f[2])
	if c.word.to == 0 {
		c.place(f[1])
		c.after(spaceAfter(f[9]))
		return nil
	}
	c.word.parts = append(c.word.parts, f[1])
	if id == c.word.to {
		c.endWord()
	}
	return nil
}

// place writes a form to the text and gives the newest token its offsets.
func (c *conllu) place(form string) {
	t := &c.toks[len(c.toks)-1]
	if c.gap != "" || c.text.Len() == 0 {
		t.Flags |= doc.SpaceBefore
	}
	c.text.WriteString(c.gap)
	t.Start = int32(c.text.Len())
	c.text.WriteString(form)
	t.End = int32(c.text.Len())
	c.gap = ""
}

func (c *conllu) after(space bool) {
	if space {
		c.gap = " "
	}
}

// endWord shares the surface of a multi-token word out among its tokens: as
// their forms say where these make it up ("do" + "n't"), else by their lengths.
func (c *conllu) endWord() {
	w := c.word
	c.word = multi{}
	all := c.toks
	first := len(all) - len(w.parts)
	rest := w.surface
	exact := strings.Join(w.parts, "") == w.surface
	for i, part := range w.parts {
		c.toks = all[:first+i+1]
		piece := part
		if !exact {
			piece = prefix(rest, len(part), len(w.parts)-i-1)
		}
		c.place(piece)
		rest = rest[len(piece):]
		c.toks[first+i].Flags |= doc.WordInside
	}
	c.toks[first].Flags ^= doc.WordInside | doc.WordStart
	c.after(w.spaced)
}

// prefix cuts about n bytes off s, whole runes, leaving one for each of the
// parts still to come where there are enough.
func prefix(s string, n, parts int) string {
	if parts == 0 {
		return s
	}
	end := 0
	for end < len(s) && utf8.RuneCountInString(s[end:]) > parts && (end < n || end == 0) {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return s[:end]
}

func (c *conllu) endSentence() error {
	if c.word.to != 0 {
		return fmt.Errorf("the range of %q has tokens missing", c.word.surface)
	}
	if len(c.toks) == c.first {
		return nil
	}
	for i := c.first; i < len(c.toks); i++ {
		if h := c.toks[i].Head; h >= int32(len(c.toks)) || int(h) == i {
			return fmt.Errorf("token %d has the head %d", i-c.first+1, int(h)-c.first+1)
		}
	}
	c.sents = append(c.sents, doc.Sentence{Range: doc.Range{Start: int32(c.first), End: int32(len(c.toks))}, Para: c.para})
	c.first = len(c.toks)
	return nil
}

func (c *conllu) endDoc() error {
	if len(c.toks) == 0 {
		return nil
	}
	d, err := doc.New(c.text.String())
	if err != nil {
		return err
	}
	d.ID, d.Tokens, d.Lemmas, d.Sentences = c.id, c.toks, c.lems, c.sents
	c.docs = append(c.docs, d)
	*c = conllu{lines: c.lines, line: c.line, docs: c.docs}
	return nil
}
