package claim

import (
	"strings"

	"herodotus/internal/doc"
)

// mark is what a quotation mark may do.
type mark uint8

const (
	noMark mark = iota
	opener
	closer
	either     // straight double marks
	single     // straight single marks and the curly closing one, which is also an apostrophe
	openSingle // the curly opening one
)

// markOf tells what quotation mark a token is.
func markOf(form string) mark {
	switch form {
	case "“", "„", "«", "``":
		return opener
	case "”", "»", "''":
		return closer
	case `"`:
		return either
	case "'", "’":
		return single
	case "‘":
		return openSingle
	}
	return noMark
}

// quote is a stretch of text in quotation marks.
type quote struct {
	inner doc.Range // the tokens between the marks
	open  int32     // the opening mark
	// close is the closing mark; None where the text forgot it, or where the quotation
	// goes on in the next paragraph, which opens with a mark of its own.
	close int32
	inn   bool // stands inside another quotation
	cont  bool // continues the quotation of the paragraph before
	// speech: somebody's words, as opposed to a title, a nickname or a word held at arm's length.
	speech bool
}

// outer gives the quotation with its marks.
func (q *quote) outer() doc.Range {
	r := doc.Range{Start: q.open, End: q.inner.End}
	if q.close >= 0 {
		r.End = q.close + 1
	}
	return r
}

// findQuotes pairs the document's quotation marks, sets doc.Quoted on the tokens between
// them and appends the quotations to qs, in the order of their opening marks.
//
// Pairs never leave a paragraph; a mark that is still open at its end is closed there. Where the next
// paragraph begins with another opening mark, the quotation is taken to go on (a printers' custom).
func findQuotes(d *doc.Doc, qs []quote) []quote {
	p := pairing{d: d, qs: qs, double: -1, inner: -1}
	for s := 0; s < len(d.Sentences); {
		end := s + 1
		for end < len(d.Sentences) && d.Sentences[end].Para == d.Sentences[s].Para {
			end++
		}
		p.paragraph(doc.Range{Start: d.Sentences[s].Start, End: d.Sentences[end-1].End})
		s = end
	}
	for i := range p.qs {
		q := &p.qs[i]
		for t := q.inner.Start; t < q.inner.End; t++ {
			d.Tokens[t].Flags |= doc.Quoted
		}
		q.speech = isSpeech(d, q)
	}
	return p.qs
}

// pairing is the state of the search: the open quotations, as indexes into qs, or -1.
type pairing struct {
	d      *doc.Doc
	qs     []quote
	double int
	inner  int
	// running: the last paragraph ended within a quotation.
	running bool
}

func (p *pairing) paragraph(r doc.Range) {
	for i := r.Start; i < r.End; i++ {
		t := &p.d.Tokens[i]
		if t.End-t.Start > 3 { // no mark is longer
			continue
		}
		switch m := markOf(p.d.Form(i)); m {
		case noMark:
		case opener:
			p.openDouble(i, r)
		case closer:
			p.closeDouble(i)
		case either:
			if p.double < 0 || p.opens(i) && p.d.Tokens[i].Flags&doc.SpaceBefore != 0 {
				p.openDouble(i, r)
			} else {
				p.closeDouble(i)
			}
		default:
			p.single(i, r, m)
		}
	}
	p.endParagraph(r.End)
}

// opens tells whether the mark stands directly before a word.
func (p *pairing) opens(i int32) bool {
	return i+1 < int32(len(p.d.Tokens)) && p.d.Tokens[i+1].Flags&doc.SpaceBefore == 0
}

func (p *pairing) openDouble(i int32, r doc.Range) {
	if p.double >= 0 { // the mark before was never closed
		p.drop(i)
	}
	p.double = len(p.qs)
	p.qs = append(p.qs, quote{open: i, close: doc.None, cont: p.running && i == r.Start, inner: doc.Range{Start: i + 1, End: i + 1}})
	p.running = false
}

func (p *pairing) closeDouble(i int32) {
	if p.double < 0 {
		return
	}
	q := &p.qs[p.double]
	q.inner.End, q.close = i, i
	if p.inner >= 0 {
		p.forget(p.inner)
	}
	p.double, p.inner = -1, -1
}

// single handles a single quotation mark, which may be an apostrophe: it opens only before a word and after
// white space or another mark, and closes only what is open.
func (p *pairing) single(i int32, r doc.Range, m mark) {
	t := &p.d.Tokens[i]
	if p.inner >= 0 {
		if m == single && t.Flags&doc.WordInside == 0 && !p.possessive(i, r) {
			q := &p.qs[p.inner]
			q.inner.End, q.close = i, i
			p.inner = -1
		}
		return
	}
	before := t.Flags&doc.SpaceBefore != 0 || i == r.Start || markOf(p.d.Form(i-1)) != noMark
	if before && p.opens(i) && p.d.Form(i) != "’" && p.closes(i, r) {
		p.inner = len(p.qs)
		p.qs = append(p.qs, quote{open: i, close: doc.None, inn: p.double >= 0, inner: doc.Range{Start: i + 1, End: i + 1}})
	}
}

// possessive tells whether a lone mark after a plural ("the allies' pledge") is more likely an apostrophe than
// the end of a quotation: another mark that can close follows in the paragraph.
func (p *pairing) possessive(i int32, r doc.Range) bool {
	return i > r.Start && strings.HasSuffix(p.d.Form(i-1), "s") && p.d.Tokens[i].Flags&doc.SpaceBefore == 0 && p.closes(i, r)
}

// closes tells whether a single mark after i can close a quotation.
func (p *pairing) closes(i int32, r doc.Range) bool {
	for j := i + 1; j < r.End; j++ {
		t := &p.d.Tokens[j]
		if t.End-t.Start > 3 {
			continue
		}
		switch markOf(p.d.Form(j)) {
		case single:
			if t.Flags&(doc.SpaceBefore|doc.WordInside) == 0 {
				return true
			}
		case closer, opener, openSingle:
			return false
		}
	}
	return false
}

// endParagraph closes what is still open.
func (p *pairing) endParagraph(end int32) {
	if p.inner >= 0 {
		p.forget(p.inner)
	}
	p.running = p.double >= 0
	if p.double >= 0 {
		p.qs[p.double].inner.End = end
	}
	p.double, p.inner = -1, -1
}

// drop ends an unclosed quotation where the next one opens: at the end of its sentence.
func (p *pairing) drop(next int32) {
	q := &p.qs[p.double]
	q.inner.End = min(p.d.SentenceOf(q.open).End, next)
	if p.inner >= 0 {
		p.forget(p.inner)
	}
	p.double, p.inner = -1, -1
}

// forget removes a single mark that turned out to be none.
func (p *pairing) forget(i int) {
	p.qs = append(p.qs[:i], p.qs[i+1:]...)
	if p.double > i {
		p.double--
	}
	p.inner = -1
}

// shortSpeech is the number of words from which a quotation without a verb counts as speech when
// a comma or colon leads into it.
const shortSpeech = 3

// longSpeech is the number of words from which a participle will do for a verb: titles are shorter.
const longSpeech = 8

// isSpeech tells speech from scare quotes and titles: it has a verb of its own, or punctuation joins it to
// the words that report it.
func isSpeech(d *doc.Doc, q *quote) bool {
	if q.inner.Len() == 0 {
		return false
	}
	if q.cont {
		return true
	}
	words, verb, participle := 0, false, false
	for i := q.inner.Start; i < q.inner.End; i++ {
		t := &d.Tokens[i]
		if t.POS != doc.PUNCT {
			words++
		}
		verb = verb || t.Tag.Finite() || t.POS == doc.AUX
		participle = participle || t.Tag == doc.TagVBN && t.Rel != doc.Amod
	}
	verb = verb || participle && words >= longSpeech // a past that the tagger missed
	led := q.open > 0 && isLead(d.Form(q.open-1))
	colon := led && d.Form(q.open-1) == ":"
	ends := strings.ContainsAny(d.Form(q.inner.End-1), ",.?!")
	sentence := q.open == d.SentenceOf(q.open).Start
	switch {
	case verb && words >= shortSpeech:
		return true
	case led || ends && sentence:
		return words >= shortSpeech || verb || colon && ends // "The minister said: “No.”"
	}
	return false
}

// isLead tells whether the token leads into a quotation.
func isLead(form string) bool { return form == "," || form == ":" }
