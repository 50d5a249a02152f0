package tokenize

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// beginsWord tells whether the mark at p belongs to what follows: ".5", "+44", "’90s",
// "@name", "#topic".
func (s *splitter) beginsWord(p, end int) bool {
	c := s.text[p]
	n := 1
	switch {
	case c == '@' || c == '#':
		if p+n == end {
			return false
		}
		k, _ := kindAt(s.text, p+n)
		return k == letter
	case c == '.' || c == '+':
	case apostrophe(s.text[p:end]) > 0:
		n = apostrophe(s.text[p:end])
	default:
		return false
	}
	return p+n < end && asciiDigit(s.text[p+n])
}

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }

// wordEnd gives the end of the word at p: letters and digits with the marks
// that stand inside words, numbers, dates and times.
func (s *splitter) wordEnd(p, end int) int {
	_, n := kindAt(s.text, p)
	i := p + n
	for i < end {
		k, n := kindAt(s.text, i)
		if k == mark {
			if i+n >= end || !s.inside(p, i, i+n, end) {
				break
			}
		}
		i += n
	}
	return i
}

// inside tells whether the mark text[i:j] continues the word that began at p.
func (s *splitter) inside(p, i, j, end int) bool {
	text := s.text
	next, _ := kindAt(text, j)
	if next&word == 0 {
		return false
	}
	before := text[i-1] // never out of range: a mark is not the word's first character, or begins a number
	digits := asciiDigit(before) && asciiDigit(text[j])
	switch text[i] {
	case '.':
		return digits || !glued(text, p, i, j, end)
	case ',', ':':
		return digits
	case '/':
		// 9/11 and 11/28/2000, but 1 / 2 and and / or
		return digits && j+1 < end && (asciiDigit(text[j+1]) || text[j+1] == '/')
	case '&':
		return true
	case '-':
		return s.keepsHyphen(p, i, end)
	}
	return apostrophe(text[i:end]) > 0 && next == letter
}

// glued tells whether the stop at i ends a sentence whose successor follows
// without a space ("said.The"), unlike those in U.S., a.m. and comp.sources.
func glued(text string, p, i, j, end int) bool {
	r, n := utf8.DecodeRuneInString(text[j:end])
	if !unicode.IsUpper(r) || j+n >= end {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[j+n : end])
	before, _ := utf8.DecodeLastRuneInString(text[p:i])
	return unicode.IsLower(after) && unicode.IsLower(before)
}

// keepsHyphen tells whether the hyphen at i stays inside the word that began at p.
func (s *splitter) keepsHyphen(p, i, end int) bool {
	first := s.text[p:i]
	if s.prefixes.get(first) != 0 {
		return true
	}
	return asciiDigit(s.text[p]) && figures(s.text[p:end])
}

// figures tells whether s begins with groups of digits that form one thing: a
// telephone number or a date. "3-4" and "1969-1970" are ranges.
func figures(s string) bool {
	groups, sizes := 0, [3]int{}
	size := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && asciiDigit(s[i]) {
			size++
			continue
		}
		if size == 0 {
			break
		}
		if groups < len(sizes) {
			sizes[groups] = size
		}
		groups++
		size = 0
		if i == len(s) || s[i] != '-' && s[i] != '/' {
			break
		}
	}
	return groups > 2 || groups == 2 && sizes[0] == 3 && sizes[1] == 4
}

// keepsStop tells whether the stop at e belongs to the word text[p:e].
func (s *splitter) keepsStop(p, e, end, limit int) bool {
	if e+1 < end && indexByte(".!?", s.text[e+1]) {
		return false
	}
	w := s.text[p:e]
	if r, n := utf8.DecodeRuneInString(w); n == len(w) {
		if s.abbreviations.get(w) == abbrNumber {
			return asciiDigit(s.nextByte(e+1, limit)) || unicode.IsUpper(r) && s.letterFollows(e+1, limit)
		}
		return unicode.IsUpper(r) && w != "I" && s.letterFollows(e+1, limit)
	}
	if lettersAndStops(w) {
		return true
	}
	switch s.abbreviations.get(w) {
	case abbrBefore, abbrEither:
		return true
	case abbrNumber:
		c := s.nextByte(e+1, limit)
		return asciiDigit(c) || c == '#'
	case abbrCapital:
		return 'A' <= w[0] && w[0] <= 'Z' && e+1 < limit
	}
	return false
}

// lettersAndStops tells whether w is a chain of single letters: "U.S", "e.g".
func lettersAndStops(w string) bool {
	n := 0
	for i := 0; i < len(w); n++ {
		k, size := kindAt(w, i)
		if k != letter {
			return false
		}
		if i += size; i == len(w) {
			return n > 0
		}
		if w[i] != '.' {
			return false
		}
		i++
	}
	return false
}

// nextByte gives the first byte after white space, or 0.
func (s *splitter) nextByte(p, limit int) byte {
	for p < limit {
		k, n := kindAt(s.text, p)
		if k != space {
			return s.text[p]
		}
		p += n
	}
	return 0
}

// letterFollows tells whether a letter, perhaps after a hyphen, is the next thing:
// "J. Smith", "J.-P. Smith", "E. coli".
func (s *splitter) letterFollows(p, limit int) bool {
	for p < limit {
		k, n := kindAt(s.text, p)
		if k != space && s.text[p] != '-' {
			return k == letter
		}
		p += n
	}
	return false
}

// parts emits the word text[p:e], its clitics and units parted.
func (s *splitter) parts(p, e int) {
	if i := s.clitic(p, e); i > p {
		s.parts(p, i)
		last := &s.tokens[len(s.tokens)-1]
		if last.Flags&doc.WordInside == 0 {
			last.Flags |= doc.WordStart
		}
		s.emit(i, e, doc.WordInside)
		return
	}
	if i := s.unit(p, e); i > p {
		s.emit(p, i, 0)
		s.emit(i, e, 0)
		return
	}
	s.letters(p, e)
}

// clitic gives the offset at which the last clitic of a word begins, or p.
func (s *splitter) clitic(p, e int) int {
	for i := e - 1; i > p; i-- {
		n := apostrophe(s.text[i:e])
		if n == 0 {
			if e-i > 5 {
				break
			}
			continue
		}
		switch w := s.text[i+n : e]; {
		case len(w) == 1 && lower(w[0]) == 's':
			if asciiDigit(s.text[i-1]) && i-p < 5 && !indexByte(s.text[p:i], '/') {
				return p // 1980's, 16's
			}
			return i
		case len(w) == 1 && (lower(w[0]) == 'm' || lower(w[0]) == 'd'),
			equalFold("ll", w), equalFold("ve", w), equalFold("re", w):
			return i
		case len(w) == 1 && lower(w[0]) == 't' && lower(s.text[i-1]) == 'n' && i-1 > p:
			return i - 1
		}
		return p
	}
	return p
}

// unit gives the offset at which a unit is glued to a figure, or p.
func (s *splitter) unit(p, e int) int {
	if !asciiDigit(s.text[p]) && s.text[p] != '.' {
		return p
	}
	i := p
	for i < e && (asciiDigit(s.text[i]) || indexByte(".,:", s.text[i])) {
		i++
	}
	if i < e && s.units.get(s.text[i:e]) != 0 {
		return i
	}
	return p
}
