// Package tokenize finds the tokens and sentences of a text.
//
// In: Doc.Text, without the stretches of Doc.Skip. Out: Doc.Tokens with their
// offsets and spacing flags, and Doc.Sentences. Tokens are syntactic words as UD English EWT has them: clitics
// and most hyphenated words are parted, URLs, times and dates are not. Every
// byte that is read and not white space belongs to exactly one token, every token to
// exactly one sentence, and no sentence crosses a paragraph.
//
// What a stretch of text is worth (abbreviation, prefix, unit) stands in
// tables/*.txt; this code holds only the rules that read them.
package tokenize

import (
	"sync"

	"herodotus/internal/doc"
)

// Tokenizer holds the tables. It is immutable and safe for concurrent use.
type Tokenizer struct {
	abbreviations *wordTable // class of abbreviation
	contractions  *wordTable // length of the first part
	prefixes      *wordTable
	units         *wordTable
	endings       *wordTable
	starters      *wordTable
	speech        *wordTable

	scratch sync.Pool // *splitter
}

// New reads the embedded tables.
func New() (*Tokenizer, error) {
	abbreviations, err := parseAbbreviations(abbreviationsText)
	if err != nil {
		return nil, err
	}
	contractions, err := parseContractions(contractionsText)
	if err != nil {
		return nil, err
	}
	return &Tokenizer{
		abbreviations: abbreviations,
		contractions:  contractions,
		prefixes:      parseWords(prefixesText),
		units:         parseWords(unitsText),
		endings:       parseWords(endingsText),
		starters:      parseWords(startersText),
		speech:        parseWords(speechText),
	}, nil
}

// builtin is the tokenizer with the embedded tables, made when first needed.
// The tests prove that the tables can be read.
var builtin = sync.OnceValue(func() *Tokenizer {
	t, err := New()
	if err != nil {
		panic(err)
	}
	return t
})

// Split fills d.Tokens and d.Sentences from d.Text.
func Split(d *doc.Doc) { builtin().Split(d) }

// Split fills d.Tokens and d.Sentences from d.Text.
func (t *Tokenizer) Split(d *doc.Doc) {
	s, _ := t.scratch.Get().(*splitter)
	if s == nil {
		s = &splitter{Tokenizer: t}
	}
	s.text = d.Text
	s.tokens, s.sentences = s.tokens[:0], s.sentences[:0]
	s.lines = appendLines(s.lines[:0], d.Text, d.Skip)
	joinLines(s.lines, d.Text)
	for i, p := int(0), int32(0); i < len(s.lines); p++ {
		n := paragraphEnd(s.lines, i)
		s.paragraph(s.lines[i].start, s.lines[n-1].end, p)
		i = n
	}
	s.markHeadings()
	d.Tokens = append(make([]doc.Token, 0, len(s.tokens)), s.tokens...)
	d.Sentences = append(make([]doc.Sentence, 0, len(s.sentences)), s.sentences...)
	s.text = ""
	t.scratch.Put(s)
}

// splitter is the state of one call of Split.
type splitter struct {
	*Tokenizer
	text      string
	lines     []line
	tokens    []doc.Token
	sentences []doc.Sentence

	space  bool // white space precedes the next token
	quotes int  // single quotation marks that are open in this paragraph
	quoted bool // a straight double quotation mark is open, as far as sentences are cut
}

// paragraph tokenises text[start:end] and cuts it into sentences.
func (s *splitter) paragraph(start, end int, number int32) {
	from := len(s.tokens)
	s.space, s.quotes = true, 0
	s.scan(start, end)
	s.cut(int32(from), int32(len(s.tokens)), number)
}

// emit appends a token.
func (s *splitter) emit(start, end int, flags doc.Flags) {
	if s.space {
		flags |= doc.SpaceBefore
		s.space = false
	}
	s.tokens = append(s.tokens, doc.Token{Start: int32(start), End: int32(end), Head: doc.NoHead, Flags: flags})
}
