package timex

import "herodotus/internal/doc"

// word is a unit that patterns see: a token, or a part of one ("2014-2016", "3pm", "mid-May"), or several that
// make one number ("twenty-five").
type word struct {
	first, last int32 // tokens
	start, end  int32 // bytes
	classes     classSet
	lit         uint16
	n           int32  // value of numbers
	entry       *entry // nil for numbers
	tight       bool   // no space before
	digits      bool
}

// value gives the word's value as a member of a class.
func (w *word) value(c class) int {
	if w.entry == nil {
		return int(w.n)
	}
	return int(w.entry.values[c])
}

// lexer cuts the tokens of one sentence into words.
type lexer struct {
	t     *tables
	d     *doc.Doc
	words []word
	names []doc.Name // of the document, and the first that may hold the next token
	name  int
	buf   [32]byte
}

// sentence fills words with those of a sentence.
func (x *lexer) sentence(r doc.Range) {
	x.words = x.words[:0]
	for i := r.Start; i < r.End; i++ {
		t := &x.d.Tokens[i]
		f := x.d.Text[t.Start:t.End]
		switch {
		case len(f) == 0:
		case hasDigit(f):
			x.cut(i, f)
		case f == "." && t.Flags&doc.SpaceBefore == 0 && x.abbreviated():
			// The full stop of "Sept." that the tokenizer set apart.
		default:
			x.plain(i, f)
		}
	}
	x.number()
	x.company()
}

// abbreviated tells whether the last word is a month or a weekday in short form, or "a.m".
func (x *lexer) abbreviated() bool {
	if len(x.words) == 0 {
		return false
	}
	w := &x.words[len(x.words)-1]
	return w.classes&(cMonth.bit()|cWeekday.bit()|cAMPM.bit()) != 0 && w.end-w.start <= 5
}

// plain adds a token without digits, cut at hyphens when the table does not know it whole.
func (x *lexer) plain(i int32, f string) {
	if e := x.lookup(f); e != nil {
		x.add(i, 0, len(f), e)
		return
	}
	at := 0
	for k := 0; k+1 < len(f); k++ {
		if f[k] == '-' && k > at {
			x.add(i, at, k, x.lookup(f[at:k]))
			x.add(i, k, k+1, x.t.hyphen)
			at = k + 1
		}
	}
	if at == 0 && dash(f) {
		x.add(i, 0, len(f), x.t.hyphen)
		return
	}
	x.add(i, at, len(f), x.lookup(f[at:]))
}

func dash(f string) bool { return f == "–" || f == "—" }

// add appends the bytes [from, to) of token i as a word.
func (x *lexer) add(i int32, from, to int, e *entry) {
	t := &x.d.Tokens[i]
	w := word{first: i, last: i, start: t.Start + int32(from), end: t.Start + int32(to), tight: from > 0 || t.Flags&doc.SpaceBefore == 0}
	if e != nil {
		w.entry, w.classes, w.lit = e, e.classes, e.lit
		if capital := x.d.Text[w.start]; capital < 'A' || capital > 'Z' {
			w.classes &^= cMonth.bit() | cWeekday.bit()
		}
	}
	x.words = append(x.words, w)
}

// lookup finds a word in the table whatever its case.
func (x *lexer) lookup(f string) *entry {
	if len(f) > x.t.longest || len(f) > len(x.buf) {
		return nil
	}
	for k := 0; k < len(f); k++ {
		c := f[k]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		x.buf[k] = c
	}
	return x.t.words[string(x.buf[:len(f)])]
}

// cut splits a token with digits into runs of digits, runs of letters and single signs.
func (x *lexer) cut(i int32, f string) {
	for k := 0; k < len(f); {
		switch c := f[k]; {
		case isDigit(c):
			k = x.digits(i, f, k)
		case c < 0x80 && !isLetter(c):
			x.add(i, k, k+1, x.t.words[f[k:k+1]])
			k++
		default:
			at := k
			for k < len(f) && (isLetter(f[k]) || f[k] >= 0x80 || f[k] == '.' && k+1 < len(f) && isLetter(f[k+1])) {
				k++
			}
			if dash(f[at:k]) {
				x.add(i, at, k, x.t.hyphen)
			} else {
				x.add(i, at, k, x.lookup(f[at:k]))
			}
		}
	}
}

// digits adds the number that begins at byte k of token i, with an ordinal's or a decade's ending, and gives its end.
func (x *lexer) digits(i int32, f string, k int) int {
	at, n, width := k, 0, 0
	for ; k < len(f) && (isDigit(f[k]) || f[k] == ',' && k+3 < len(f) && isDigit(f[k+1])); k++ {
		if f[k] != ',' {
			n, width = min(n*10+int(f[k]-'0'), 1e8), width+1
		}
	}
	w := word{n: int32(n), digits: true}
	rest := f[k:]
	switch {
	case at > 0 && isLetter(f[at-1]):
		// "G20", "F16": a name.
	case len(rest) >= 3 && (rest[0] == ':' || rest[0] == '.') && isDigit(rest[1]) && isDigit(rest[2]) && (len(rest) == 3 || !isDigit(rest[3])):
		minutes := int(rest[1]-'0')*10 + int(rest[2]-'0')
		k += 3
		if k+3 <= len(f) && f[k] == ':' && isDigit(f[k+1]) && isDigit(f[k+2]) {
			k += 3
		}
		if n < 24 && minutes < 60 && rest[0] == ':' || n <= 12 && minutes < 60 && x.meridiem(i, f, k) {
			w.classes, w.n = cClock.bit(), int32(n*60+minutes)
		}
	case len(rest) >= 2 && rest[0] == '.' && isDigit(rest[1]):
		for k++; k < len(f) && isDigit(f[k]); k++ {
		}
	case width >= 1 && width <= 2 && ordinalEnd(rest):
		k += 2
		w.classes = cOrd.bit()
		if n >= 1 && n <= 31 {
			w.classes |= cDayNum.bit()
		}
	case (width == 4 || width == 2) && n%10 == 0 && (rest == "s" || rest == "'s" || rest == "’s"):
		k += len(rest)
		w.classes = cDecade.bit()
	case k-at > width: // "1,991"
		w.classes = cNum.bit()
	default:
		w.classes = numberClasses(n, width)
	}
	if e := x.t.words[f[at:k]]; e != nil {
		w.lit = e.lit
	}
	t := &x.d.Tokens[i]
	w.first, w.last, w.start, w.end = i, i, t.Start+int32(at), t.Start+int32(k)
	w.tight = at > 0 || t.Flags&doc.SpaceBefore == 0
	x.words = append(x.words, w)
	return k
}

// numberClasses tells what a plain number may be.
func numberClasses(n, width int) classSet {
	c := cNum.bit()
	if width <= 2 && n >= 1 && n <= 31 {
		c |= cDayNum.bit()
	}
	if width <= 2 && n <= 24 {
		c |= cHour.bit()
	}
	if width == 4 && n >= 1000 && n < 2200 {
		c |= cYear.bit()
	}
	if width == 4 && n/100 < 24 && n%100 < 60 {
		c |= cHHMM.bit()
	}
	return c
}

// meridiem tells whether "am" or "pm" follows byte k of token i.
func (x *lexer) meridiem(i int32, f string, k int) bool {
	if k == len(f) && int(i)+1 < len(x.d.Tokens) {
		f, k = x.d.Form(i+1), 0
	}
	e := x.lookup(f[k:])
	return e != nil && e.classes&cAMPM.bit() != 0
}

func ordinalEnd(s string) bool {
	return s == "st" || s == "nd" || s == "rd" || s == "th"
}

func hasDigit(s string) bool {
	for k := 0; k < len(s); k++ {
		if isDigit(s[k]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
