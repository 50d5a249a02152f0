package export

import (
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"herodotus/record"
)

// Citron writes a record's claims as a line in the annotation format of the BBC's quote extractor, so that its evaluator,
// annotator and viewer can read them: https://github.com/bbc/citron/blob/main/docs/data_format.md. Offsets there are
// characters (code points), contents have their quotation marks, and an unnamed source is an empty list. The property
// "id", which tells the documents of a run apart, is ours.
func Citron(w io.Writer, r *record.Record) error {
	x := citron{text: r.Document.Text, chars: charIndex(r.Document.Text)}
	out := citronDoc{ID: r.Document.ID, Text: x.text, Quotes: []citronQuote{}, Groups: [][]citronSpan{}}
	named, groups := x.mentions(r)
	mentions := byID(r.Mentions, func(m *record.Mention) string { return m.ID })
	for i := range r.Claims {
		c := &r.Claims[i]
		q := citronQuote{ID: c.ID, Sources: []citronSpan{}, Contents: []citronSpan{}, Coreferences: []citronSpan{}, Confidence: c.Confidence}
		if c.Cue != nil {
			cue := x.span(c.Cue.Span)
			q.Cue = &cue
		}
		if m := mentions[value(c.Source.Mention)]; m != nil {
			q.Sources = append(q.Sources, x.span(m.Span))
			if name, ok := named[m.Entity]; ok && m.Kind != "name" {
				q.Coreferences = append(q.Coreferences, name)
			}
		}
		for _, s := range c.Content {
			q.Contents = append(q.Contents, x.span(x.marked(s)))
		}
		out.Quotes = append(out.Quotes, q)
	}
	out.Groups = append(out.Groups, groups...)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

type citronDoc struct {
	ID     string         `json:"id"`
	Text   string         `json:"text"`
	Quotes []citronQuote  `json:"quotes"`
	Groups [][]citronSpan `json:"coreference_groups"`
}

type citronQuote struct {
	ID           string       `json:"id"`
	Cue          *citronSpan  `json:"cue"`
	Sources      []citronSpan `json:"sources"`
	Contents     []citronSpan `json:"contents"`
	Coreferences []citronSpan `json:"coreferences"` // the name of a source that is no name
	Confidence   float64      `json:"confidence"`
}

type citronSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// citron turns spans of bytes into spans of characters.
type citron struct {
	text  string
	chars []int // how many characters begin before each byte
}

func charIndex(text string) []int {
	index, n := make([]int, len(text)+1), 0
	for i := range len(text) {
		index[i] = n
		if i+1 == len(text) || utf8.RuneStart(text[i+1]) {
			n++
		}
	}
	index[len(text)] = n
	return index
}

func (x *citron) span(s record.Span) citronSpan {
	return citronSpan{x.chars[s.Start], x.chars[s.End], x.text[s.Start:s.End]}
}

// marked gives a piece of content with the pair of quotation marks around it and the comma or full stop within them, if
// they are there.
func (x *citron) marked(s record.Span) record.Span {
	before, n := utf8.DecodeLastRuneInString(x.text[:s.Start])
	end := s.End
	if end < len(x.text) && (x.text[end] == ',' || x.text[end] == '.') {
		end++
	}
	after, k := utf8.DecodeRuneInString(x.text[end:])
	if strings.ContainsRune("“\"‘'«„", before) && strings.ContainsRune("”\"’'»“", after) {
		return record.Span{Start: s.Start - n, End: end + k}
	}
	return s
}

// mentions gives the first name of each entity that has one, and the mentions of those entities that have several, in the
// order of the entities.
func (x *citron) mentions(r *record.Record) (named map[string]citronSpan, groups [][]citronSpan) {
	named = make(map[string]citronSpan)
	all := make(map[string][]citronSpan)
	for i := range r.Mentions {
		m := &r.Mentions[i]
		s := x.span(m.Span)
		all[m.Entity] = append(all[m.Entity], s)
		if _, ok := named[m.Entity]; !ok && m.Kind == "name" {
			named[m.Entity] = s
		}
	}
	for i := range r.Entities {
		if g := all[r.Entities[i].ID]; len(g) > 1 {
			groups = append(groups, g)
		}
	}
	return named, groups
}
