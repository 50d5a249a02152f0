package tokenize

import (
	"herodotus/internal/doc"
	"unicode"
	"unicode/utf8"
)

// kind classes a character for the scanner.
type kind uint8

const (
	letter kind = 1 << iota
	digit
	space
	mark // all else

	word = letter | digit
)

// asciiKind is the kind of each ASCII character. The underscore counts as a letter.
var asciiKind = func() (t [utf8.RuneSelf]kind) {
	for c := range t {
		switch r := rune(c); {
		case unicode.IsLetter(r) || r == '_':
			t[c] = letter
		case unicode.IsDigit(r):
			t[c] = digit
		case unicode.IsSpace(r):
			t[c] = space
		default:
			t[c] = mark
		}
	}
	return t
}()

// kindAt gives the kind and the length of the character at s[i].
func kindAt(s string, i int) (kind, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiKind[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter, n
	case unicode.IsNumber(r):
		return digit, n
	case unicode.IsSpace(r):
		return space, n
	}
	return mark, n
}

// scan emits the tokens of text[p:end].
func (s *splitter) scan(p, end int) {
	text := s.text[:end]
	for p < end {
		// A chunk is what stands between white space.
		start, kinds := p, kind(0)
		for p < end {
			k, n := kindAt(text, p)
			if k == space {
				if p == start {
					s.space = true
					start += n
					p += n
					continue
				}
				break
			}
			kinds |= k
			p += n
		}
		switch {
		case start == p:
		case kinds == letter:
			s.letters(start, p)
		case kinds != letter|mark || !s.lettersAndComma(start, p):
			s.chunk(start, p, end)
		}
	}
}

// letters emits a word without marks or digits.
func (s *splitter) letters(start, end int) {
	if n := s.contractions.get(s.text[start:end]); n > 0 {
		s.emit(start, start+int(n), doc.WordStart)
		s.emit(start+int(n), end, doc.WordInside)
		return
	}
	s.emit(start, end, 0)
}

// lettersAndComma emits the commonest chunk with a mark, a word and a comma; it
// reports false when the chunk is anything else.
func (s *splitter) lettersAndComma(start, end int) bool {
	last := end - 1
	if s.text[last] != ',' {
		return false
	}
	for i := start; i < last; i++ {
		if c := s.text[i]; c >= utf8.RuneSelf || asciiKind[c] != letter {
			return false
		}
	}
	s.letters(start, last)
	s.emit(last, end, 0)
	return true
}

// chunk emits the tokens of a chunk that holds marks.
func (s *splitter) chunk(p, end, limit int) {
	for first := p; p < end; {
		k, _ := kindAt(s.text, p)
		if k&word != 0 || s.beginsWord(p, end) {
			p = s.word(p, end, limit)
			continue
		}
		if n := emoticon(s.text[p:end]); n > 0 && (p == first || n == end-p) {
			s.emit(p, p+n, 0)
			p += n
			continue
		}
		p = s.mark(p, end)
	}
}

// word emits the tokens of the word at p and gives the offset after it.
func (s *splitter) word(p, end, limit int) int {
	if n := s.address(p, end); n > 0 {
		s.emit(p, p+n, 0)
		return p + n
	}
	e := s.wordEnd(p, end)
	if e < end && s.text[e] == '.' && s.keepsStop(p, e, end, limit) {
		s.emit(p, e+1, 0)
		return e + 1
	}
	if e < end && s.text[e] == '$' && e-p <= 3 && upper(s.text[p:e]) {
		s.emit(p, e+1, 0) // US$, A$
		return e + 1
	}
	s.parts(p, e)
	return s.pluralPossessive(p, e, end)
}

// pluralPossessive emits the apostrophe after a plural ("workers' rights"),
// unless it closes a quotation, and gives the offset after it.
func (s *splitter) pluralPossessive(p, e, end int) int {
	n := apostrophe(s.text[e:end])
	if n == 0 || s.quotes > 0 || lower(s.text[e-1]) != 's' || e-p < 2 {
		return e
	}
	if e+n < end {
		if k, _ := kindAt(s.text, e+n); k&word != 0 {
			return e
		}
	}
	s.tokens[len(s.tokens)-1].Flags |= doc.WordStart
	s.emit(e, e+n, doc.WordInside)
	return e + n
}

// runs are the marks that repeat within one token: "...", "--", "!!!".
const runs = "-*=~+<>#^|&$\\"

// mark emits the token of marks at p and gives the offset after it.
func (s *splitter) mark(p, end int) int {
	c := s.text[p]
	_, n := kindAt(s.text, p)
	e := p + n
	switch {
	case c == '.' || c == '!' || c == '?':
		for e < end && (s.text[e] == '.' || s.text[e] == '!' || s.text[e] == '?') {
			e++
		}
	case c == '`' || c == '\'':
		if e < end && s.text[e] == c {
			e++
			break
		}
		s.singleQuote(e, end)
	case c < utf8.RuneSelf:
		for indexByte(runs, c) && e < end && s.text[e] == c {
			e++
		}
	default:
		r, _ := utf8.DecodeRuneInString(s.text[p:])
		if r == '‘' || r == '’' {
			s.singleQuote(e, end)
		} else if unicode.Is(unicode.So, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			e = symbols(s.text, e, end)
		} else if r == '…' {
			for e < end && s.text[e] == '.' {
				e++
			}
		}
	}
	s.emit(p, e, 0)
	return e
}

// symbols gives the end of a run of pictographs with what joins and colours them, control
// characters and broken bytes.
func symbols(text string, p, end int) int {
	for p < end {
		r, n := utf8.DecodeRuneInString(text[p:end])
		if !unicode.In(r, unicode.So, unicode.Cf, unicode.Cc, unicode.Sk, unicode.Mn) && r != utf8.RuneError || unicode.IsSpace(r) {
			break
		}
		p += n
	}
	return p
}

// singleQuote keeps count of the single quotation marks that are open.
func (s *splitter) singleQuote(e, end int) {
	opens := s.space && e < end
	switch {
	case opens:
		s.quotes++
	case s.quotes > 0:
		s.quotes--
	}
}

func indexByte(s string, c byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return true
		}
	}
	return false
}

// apostrophe gives the length of the apostrophe that s begins with, or 0.
func apostrophe(s string) int {
	if s == "" {
		return 0
	}
	if s[0] == '\'' || s[0] == '`' {
		return 1
	}
	if len(s) >= 3 && s[:3] == "’" {
		return 3
	}
	return 0
}

// emoticon gives the length of the face that s begins with, or 0.
func emoticon(s string) int {
	if len(s) < 2 || !indexByte(":;=", s[0]) {
		return 0
	}
	i := 1
	if s[i] == '-' && len(s) > 2 {
		i++
	}
	if !indexByte("()DPpO", s[i]) {
		return 0
	}
	if i+1 < len(s) {
		if k, _ := kindAt(s, i+1); k&word != 0 {
			return 0
		}
	}
	return i + 1
}

func upper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return s != ""
}
