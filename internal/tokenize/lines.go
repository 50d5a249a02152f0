package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// line is one line that holds more than white space, without the white space around it.
type line struct {
	start, end int
	width      int  // characters
	indented   bool // white space stands before it
	blank      bool // an empty line, or the start of the text, precedes it
	joined     bool // continues the paragraph of the line before
}

// appendLines finds the lines of a text. What stands before and after a stretch
// of skip are lines of their own, in paragraphs of their own.
func appendLines(lines []line, text string, skip []doc.Span) []line {
	blank := true
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		next, cut := end+1, false
		if len(skip) > 0 && int(skip[0].Start) < end {
			if end, next = int(skip[0].Start), int(skip[0].End); end < start { // inside of the stretch
				end = start
			}
			skip, cut = skip[1:], true
		}
		l := trim(text, start, end)
		if l.start < l.end {
			l.blank, l.indented = blank, l.start > start
			lines = append(lines, l)
		}
		blank = l.start == l.end || cut
		start = max(start, next)
	}
	return lines
}

func trim(text string, start, end int) line {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	return line{start: start, end: end, width: utf8.RuneCountInString(text[start:end])}
}

// Hard-wrapped text (mail, wire copy of old) breaks lines at a margin, so that
// a line break means nothing. We take a text to be so when its lines are at
// most maxWrap characters wide and a good part of its line breaks fall inside
// sentences: the line has no final stop and the next begins in lower case.
const (
	maxWrap     = 100
	minInside   = 2    // breaks inside sentences
	insideShare = 0.25 // of all single line breaks
	// A line shorter than this part of the widest was ended by its author, where
	// it ends with a full stop and where it does not.
	shortStopped, shortOpen = 0.75, 0.55
)

// joinLines marks the lines that continue a paragraph.
func joinLines(lines []line, text string) {
	breaks, inside, widest := 0, 0, 0
	for i := range lines {
		widest = max(widest, lines[i].width)
		if i == 0 || lines[i].blank {
			continue
		}
		breaks++
		if !stopped(text[:lines[i-1].end]) && startsLower(text[lines[i].start:]) {
			inside++
		}
	}
	if widest > maxWrap || inside < minInside || float64(inside) < insideShare*float64(breaks) {
		return
	}
	for i := 1; i < len(lines); i++ {
		l, before := &lines[i], &lines[i-1]
		short := shortOpen
		if stopped(text[:before.end]) {
			short = shortStopped
		}
		full := float64(before.width) >= short*float64(widest) && (!l.indented || before.indented)
		l.joined = !l.blank && !bullet(text[l.start:l.end]) && (full || startsLower(text[l.start:]))
	}
}

// paragraphEnd gives the index after the last line of the paragraph that begins with line i.
func paragraphEnd(lines []line, i int) int {
	for i++; i < len(lines) && lines[i].joined; i++ {
	}
	return i
}

// stopped tells whether the text ends in a mark that ends a sentence, perhaps inside quotes.
func stopped(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', ':':
			return true
		case '"', '”', '’', '\'', ')', ']', '»':
			s = s[:len(s)-n]
		default:
			return false
		}
	}
	return false
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// bullet tells whether a line begins as an item of a list.
func bullet(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case '-', '*', '•', '·', '–', '—', '>', '▪', '●', '|':
		return true
	}
	n := 0
	for n < len(s) && asciiDigit(s[n]) {
		n++
	}
	return 0 < n && n < 3 && n < len(s) && (s[n] == '.' || s[n] == ')')
}
