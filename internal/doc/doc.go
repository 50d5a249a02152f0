// Package doc holds one article while it is being coded: the untouched text,
// its tokens and sentences, and one layer for each thing that a stage found.
//
// In: text that ingest has brought to UTF-8 and NFC. Out: layers of spans and
// indexes into that text, never copies of it. Stages write their own layer
// once and read those of earlier stages; Check proves that all indexes and
// offsets hold before a record is made.
package doc

import (
	"fmt"
	"time"
)

// Span is a half-open stretch of bytes of Doc.Text.
type Span struct{ Start, End int32 }

// Len gives the span's length in bytes.
func (s Span) Len() int { return int(s.End - s.Start) }

// Overlaps tells whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Range is a half-open stretch of tokens (indexes into Doc.Tokens).
type Range struct{ Start, End int32 }

// Len gives the number of tokens in the range.
func (r Range) Len() int { return int(r.End - r.Start) }

// Has tells whether token i lies in the range.
func (r Range) Has(i int32) bool { return r.Start <= i && i < r.End }

// Covers tells whether o lies wholly in r.
func (r Range) Covers(o Range) bool { return r.Start <= o.Start && o.End <= r.End }

// Overlaps tells whether the two ranges share a token.
func (r Range) Overlaps(o Range) bool { return r.Start < o.End && o.Start < r.End }

// Layer is what one stage found. A layer that was never set differs from one
// that was set to nothing: the first means "not looked", the second "none".
type Layer[T any] struct {
	items []T
	set   bool
}

// Set stores the stage's findings. A layer is written once; a second write is
// a programming error and panics.
func (l *Layer[T]) Set(items []T) {
	if l.set {
		panic("doc: layer written twice")
	}
	l.items, l.set = items, true
}

// Looked tells whether the stage has run.
func (l *Layer[T]) Looked() bool { return l.set }

// All gives the findings; nil when the stage has not run or found none.
func (l *Layer[T]) All() []T { return l.items }

// Len gives the number of findings.
func (l *Layer[T]) Len() int { return len(l.items) }

// At gives a pointer to finding i.
func (l *Layer[T]) At(i int32) *T { return &l.items[i] }

// Doc is one article. Text never changes after New.
type Doc struct {
	ID, URL, Title, Publisher, Language string
	// Published is the publication day or moment; zero when unknown.
	Published time.Time
	// PublishedText is the date as the record shows it: RFC 3339 date or date-time, or "".
	PublishedText string

	Text string
	// Skip are stretches of Text, in order, that are stored but not coded: credits,
	// captions, links. No token lies in them.
	Skip []Span

	// Written by tokenize.
	Tokens    []Token
	Sentences []Sentence

	// Written by syntax, parallel to Tokens; see Lemma.
	Lemmas []string

	Known    Layer[Known]   // kb: what the knowledge base recognises
	Names    Layer[Name]    // ner
	Times    Layer[Time]    // timex
	Places   Layer[Place]   // geo
	Mentions Layer[Mention] // coref, in text order; claim admits sources that coref did not know
	Entities Layer[Entity]  // coref, in order of first mention; then those that claim admits
	Things   Layer[Thing]   // coref, in order of first mention
	Claims   Layer[Claim]   // claim
	Events   Layer[Event]   // event
	// Attitudes are what sources think, want and feel, claims of another kind: they make no event uncertain.
	Attitudes Layer[Claim] // claim, after event
}

// MaxText is the longest text that is coded, in bytes. Offsets are 32-bit and
// a news report is a few thousand bytes; what is longer is not one article.
const MaxText = 16 << 20

// New makes a document over a text that ingest has normalised.
func New(text string) (*Doc, error) {
	if len(text) > MaxText {
		return nil, fmt.Errorf("text of %d bytes is longer than the limit of %d", len(text), MaxText)
	}
	return &Doc{Text: text, Language: "en"}, nil
}

// TextOf gives the bytes of a span.
func (d *Doc) TextOf(s Span) string { return d.Text[s.Start:s.End] }

// SpanOf gives the bytes that a token range covers; the empty span for an empty range.
func (d *Doc) SpanOf(r Range) Span {
	if r.Len() <= 0 {
		return Span{}
	}
	return Span{d.Tokens[r.Start].Start, d.Tokens[r.End-1].End}
}

// Words gives the text that a token range covers.
func (d *Doc) Words(r Range) string { return d.TextOf(d.SpanOf(r)) }

// Form gives the text of token i.
func (d *Doc) Form(i int32) string { t := &d.Tokens[i]; return d.Text[t.Start:t.End] }

// FormIs tells whether the form of token i is a word, which is given in lower case, capitals aside; there is none outside
// the text.
func (d *Doc) FormIs(i int32, low string) bool {
	return 0 <= i && int(i) < len(d.Tokens) && FoldsTo(d.Form(i), low)
}

// FoldsTo tells whether s is a word, which is given in lower case, capitals (ASCII) aside.
func FoldsTo(s, low string) bool {
	if len(s) != len(low) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != low[i] {
			return false
		}
	}
	return true
}

// Lemma gives the lemma of token i, lower case except for proper nouns.
func (d *Doc) Lemma(i int32) string { return d.Lemmas[i] }

// SentenceOf gives the sentence that token i stands in.
func (d *Doc) SentenceOf(i int32) *Sentence { return &d.Sentences[d.Tokens[i].Sent] }
