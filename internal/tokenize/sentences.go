package tokenize

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// cut divides the paragraph's tokens [from, to) into sentences.
func (s *splitter) cut(from, to, paragraph int32) {
	s.quoted = false
	start := from
	for i := from; i < to; {
		s.count(i)
		end, ends := s.boundary(start, i, to)
		if ends {
			s.sentence(start, end, paragraph)
			start = end
		}
		for i++; i < end; i++ {
			s.count(i)
		}
	}
	if start < to {
		s.sentence(start, to, paragraph)
	}
}

// count keeps track of whether straight double quotation marks are open.
func (s *splitter) count(i int32) {
	if s.lastByte(i) == '"' {
		s.quoted = !s.quoted
	}
}

func (s *splitter) sentence(start, end, paragraph int32) {
	n := int32(len(s.sentences))
	for i := start; i < end; i++ {
		s.tokens[i].Sent = n
	}
	s.sentences = append(s.sentences, doc.Sentence{Range: doc.Range{Start: start, End: end}, Para: paragraph})
}

// maxSentence is where a run of words without a stop is cut, at the next blank:
// no writer's sentence is longer, and the stages behind take time that grows
// faster than a sentence's length.
const maxSentence = 250

// boundary tells whether the sentence that began at start ends with token i
// and the closing marks that cling to it; it gives the index after those.
func (s *splitter) boundary(start, i, to int32) (int32, bool) {
	if i-start >= maxSentence && i+1 < to && s.tokens[i+1].Flags&doc.WordInside == 0 && (s.spaced(i+1) || i-start >= 2*maxSentence) {
		return i + 1, true
	}
	last := s.lastByte(i)
	if last != '.' && last != '!' && last != '?' && !s.ellipsis(i) {
		return i + 1, false
	}
	end, quoted := s.closers(i+1, to)
	if end == to {
		return end, true
	}
	if k, _ := kindAt(s.text, int(s.tokens[i].Start)); k&word != 0 && s.lastByte(end-1) != ']' {
		return end, s.afterAbbreviation(i, end)
	}
	if i == start+1 && s.numeral(start) && last == '.' {
		return end, false // "1. Preheat": the number of an item
	}
	next := s.look(end)
	switch {
	case next == followsMark:
		return end, false
	case next == followsLower:
		return end, end == i+1 && !s.ellipsis(i) && s.spaced(end)
	case quoted && last != '.' && s.saying(end, to):
		return end, false
	}
	return end, s.spaced(end) || next == followsUpper
}

// What the token after a possible end of sentence begins with.
type follows uint8

const (
	followsMark  follows = iota // a mark that cannot open a sentence
	followsLower                // a lower-case letter
	followsUpper                // a capital, or a letter without case
	followsOther                // a figure, an opening quotation mark or bracket, a bullet
)

func (s *splitter) look(i int32) follows {
	r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].Start:])
	switch {
	case unicode.IsLower(r):
		return followsLower
	case unicode.IsLetter(r):
		return followsUpper
	case r == ',' || r == ';' || r == ':' || r == ')' || r == ']' || r == '/' || r == '%' || r == '”':
		return followsMark
	case r == '—' || r == '–' || r == '-':
		return followsMark
	}
	return followsOther
}

// closers gives the index after the quotation marks and brackets that cling to
// the token before i, and whether there is a quotation mark among them.
func (s *splitter) closers(i, to int32) (int32, bool) {
	quoted := false
	for ; i < to; i++ {
		r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].Start:])
		switch r {
		case '”', '’', '»':
			quoted = true
		case '"', '\'':
			if s.spaced(i) && !(s.quoted && !quoted && r == '"' && (i+1 == to || s.spaced(i+1))) {
				return i, quoted
			}
			quoted = true
		case ')', ']', '}':
		case '[':
			if !s.aside(i, to) {
				return i, quoted
			}
			i += 2
		default:
			return i, quoted
		}
	}
	return i, quoted
}

// aside tells whether tokens i, i+1 and i+2 are a note's number, set tight, or an omission: "[6]", "[...]".
func (s *splitter) aside(i, to int32) bool {
	return i+2 < to && s.lastByte(i+2) == ']' && (!s.spaced(i) && s.numeral(i+1) || s.ellipsis(i+1))
}

// afterAbbreviation tells whether a sentence ends on the abbreviation i, when token next follows.
func (s *splitter) afterAbbreviation(i, next int32) bool {
	t := s.tokens[i]
	switch s.abbreviations.get(s.text[t.Start : t.End-1]) {
	case abbrBefore, abbrNumber:
		return false
	}
	n := s.tokens[next]
	return s.look(next) == followsUpper && s.spaced(next) && s.starters.get(s.text[n.Start:n.End]) != 0
}

// saying tells whether a short clause with a verb of speech follows a quotation
// that ended in ? or !: "Why?" Kirby asked.
func (s *splitter) saying(i, to int32) bool {
	for n := int32(0); n < 5 && i < to; i, n = i+1, n+1 {
		t := s.tokens[i]
		if s.speech.get(s.text[t.Start:t.End]) != 0 {
			return n > 0
		}
		if s.lastByte(i) == ',' {
			return false
		}
	}
	return false
}

// numeral tells whether token i is a figure of one or two digits.
func (s *splitter) numeral(i int32) bool {
	t := s.tokens[i]
	return t.End-t.Start <= 2 && asciiDigit(s.text[t.Start])
}

func (s *splitter) spaced(i int32) bool   { return s.tokens[i].Flags&doc.SpaceBefore != 0 }
func (s *splitter) lastByte(i int32) byte { return s.text[s.tokens[i].End-1] }
func (s *splitter) ellipsis(i int32) bool {
	w := s.text[s.tokens[i].Start:s.tokens[i].End]
	return len(w) > 1 && w[:2] == ".." && w[len(w)-1] == '.' || len(w) >= 3 && w[:3] == "…"
}

// maxHeading is the longest heading in tokens; longer lines without a stop are
// sentences that lack one.
const maxHeading = 30

// markHeadings marks the lines of several paragraphs that are no sentences: a
// short paragraph without a final stop, with text after it.
func (s *splitter) markHeadings() {
	for i := 0; i+1 < len(s.sentences); i++ {
		t := &s.sentences[i]
		alone := (i == 0 || s.sentences[i-1].Para != t.Para) && s.sentences[i+1].Para != t.Para
		t.Heading = alone && t.Len() <= maxHeading && !s.closed(t.End-1)
	}
}

// closed tells whether token i ends a sentence or a lead-in, or stands in for an end.
func (s *splitter) closed(i int32) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.tokens[i].Start:])
	switch r {
	case '.', '!', '?', '…', ':', ';', ',', '"', '”', '’', '—':
		return true
	}
	return s.lastByte(i) == '.'
}
