package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a stretch of a word: bare, or what stood in quotation marks.
type piece struct {
	text    string
	quoted  bool
	at, end int // bytes of the query, marks included
}

// word is what stands between blanks and parentheses: type:ASSAULT, near:"Kyiv"/50km.
type word struct {
	pieces  []piece
	at, end int
}

// bare gives the text of a word without quotation marks, "" when it has some.
func (w word) bare() string {
	if len(w.pieces) == 1 && !w.pieces[0].quoted {
		return w.pieces[0].text
	}
	return ""
}

// text gives all pieces in one.
func (w word) text() string {
	var b strings.Builder
	for _, p := range w.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// quoted tells whether any piece is.
func (w word) quoted() bool {
	for _, p := range w.pieces {
		if p.quoted {
			return true
		}
	}
	return false
}

// cut splits a word at the first of the separators that stands outside quotation marks.
func (w word) cut(seps string) (before, after word, sep byte) {
	for i, p := range w.pieces {
		if p.quoted {
			continue
		}
		at := strings.IndexAny(p.text, seps)
		if at < 0 {
			continue
		}
		before = word{at: w.at, end: p.at + at, pieces: append([]piece{}, w.pieces[:i]...)}
		if at > 0 {
			before.pieces = append(before.pieces, piece{text: p.text[:at], at: p.at, end: p.at + at})
		}
		after = word{at: p.at + at + 1, end: w.end}
		if at+1 < len(p.text) {
			after.pieces = append(after.pieces, piece{text: p.text[at+1:], at: p.at + at + 1, end: p.end})
		}
		after.pieces = append(after.pieces, w.pieces[i+1:]...)
		return before, after, p.text[at]
	}
	return w, word{at: w.end, end: w.end}, 0
}

// split cuts a word at every separator outside quotation marks.
func (w word) split(sep string) []word {
	var out []word
	for {
		before, after, found := w.cut(sep)
		out = append(out, before)
		if found == 0 {
			return out
		}
		w = after
	}
}

// closing pairs the quotation marks that people type and paste.
var closing = map[rune]rune{'"': '"', '“': '”', '„': '“', '«': '»'}

// space passes over white space and gives the next position.
func (p *parser) space() int {
	for p.pos < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		if !unicode.IsSpace(r) {
			break
		}
		p.pos += n
	}
	return p.pos
}

// word reads up to the next blank or parenthesis outside quotation marks.
func (p *parser) word() (word, error) {
	w := word{at: p.pos}
	bare := p.pos
	flush := func() {
		if bare < p.pos {
			w.pieces = append(w.pieces, piece{text: p.src[bare:p.pos], at: bare, end: p.pos})
		}
	}
	for p.pos < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		if unicode.IsSpace(r) || r == '(' || r == ')' {
			break
		}
		end, opens := closing[r]
		if !opens {
			p.pos += n
			continue
		}
		flush()
		q, err := p.quote(n, end)
		if err != nil {
			return w, err
		}
		w.pieces = append(w.pieces, q)
		bare = p.pos
	}
	flush()
	w.end = p.pos
	return w, nil
}

// quote reads a quotation whose mark is n bytes long; a backslash takes the next character as it is.
func (p *parser) quote(n int, end rune) (piece, error) {
	q := piece{quoted: true, at: p.pos}
	p.pos += n
	var b strings.Builder
	for p.pos < len(p.src) {
		r, size := utf8.DecodeRuneInString(p.src[p.pos:])
		p.pos += size
		if r == end {
			q.text, q.end = b.String(), p.pos
			return q, nil
		}
		if r == '\\' && p.pos < len(p.src) {
			r, size = utf8.DecodeRuneInString(p.src[p.pos:])
			p.pos += size
		}
		b.WriteRune(r)
	}
	return q, p.fault(q.at, q.at+n, "this quotation mark is never closed", `write a quotation mark inside one as \"`)
}
