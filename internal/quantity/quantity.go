// Package quantity reads how many a text speaks of: "at least 22", "between 20 and 30", "tens of thousands".
//
// In: a tokenised document and a token. Out: the least and the most that the words there stand for, with the words. What
// words count how much stands in quantities.txt.
package quantity

import "herodotus/internal/doc"

// Quantity is a number as a text gives it: from Least to Most, either Open when the text does not bound it there.
type Quantity struct {
	Least, Most float64
	Words       doc.Range
}

// Open is the bound of a quantity that the text leaves open.
const Open = -1

// afterReach is how many tokens may stand between a verb and the number that follows it.
const afterReach = 5

// After gives the number that follows the verb at token t with nothing but what bounds it between: the parser often takes
// "at least 22 people" or "up to 300 villagers" for no object.
func (r *Reader) After(d *doc.Doc, t int32) (Quantity, bool) {
	for i, end := t+1, d.SentenceOf(t).End; i < end && i-t <= afterReach; i++ {
		if r.Part(d, i) {
			return r.At(d, i)
		}
		switch d.Tokens[i].POS {
		case doc.NOUN, doc.PROPN, doc.PRON, doc.VERB, doc.PUNCT, doc.CCONJ:
			return Quantity{}, false
		}
	}
	return Quantity{}, false
}

// At reads the number of which token t is a part, with what bounds it.
func (r *Reader) At(d *doc.Doc, t int32) (Quantity, bool) {
	if t < 0 || int(t) >= len(d.Tokens) {
		return Quantity{}, false
	}
	at := r.extent(d, t)
	q, ok := r.read(d, at)
	if !ok {
		return q, false
	}
	if wide, ok := r.between(d, q); ok {
		q = wide
	}
	return r.bounded(d, q), true
}

// extent gives the words of a number around token t.
func (r *Reader) extent(d *doc.Doc, t int32) doc.Range {
	s := d.SentenceOf(t)
	at := doc.Range{Start: t, End: t + 1}
	for at.Start > s.Start && r.Part(d, at.Start-1) {
		at.Start--
	}
	for at.End < s.End && r.Part(d, at.End) {
		at.End++
	}
	return at
}

// between reads two numbers that a word between them makes a range of, one of which is q: "20 to 30", "two to three dozen",
// "between 20 and 30".
func (r *Reader) between(d *doc.Doc, q Quantity) (Quantity, bool) {
	s := d.SentenceOf(q.Words.Start)
	for _, at := range [2]int32{q.Words.Start - 1, q.Words.End} { // the word between
		if at <= s.Start || at+1 >= s.End || !r.joins[d.Form(at)] || !r.Part(d, at-1) || !r.Part(d, at+1) {
			continue
		}
		lower, upper := r.extent(d, at-1), r.extent(d, at+1)
		low, okLow := r.read(d, lower)
		high, okHigh := r.read(d, upper)
		if !okLow || !okHigh || d.FormIs(at, "and") && !d.FormIs(lower.Start-1, "between") || d.FormIs(lower.Start-1, "from") {
			continue // "rose from 14 to 22" ends at 22
		}
		if first, ok := r.read(d, doc.Range{Start: upper.Start, End: upper.Start + 1}); ok && lower.Len() == 1 && low.Least < first.Least {
			low.Least *= high.Least / first.Least
		}
		if low.Least < high.Most || high.Most == Open {
			return Quantity{low.Least, high.Most, doc.Range{Start: lower.Start, End: upper.End}}, true
		}
	}
	return Quantity{}, false
}

// bounded takes in the words beside a number that bound it: "at least 22", "as many as 100", "20 or more".
func (r *Reader) bounded(d *doc.Doc, q Quantity) Quantity {
	for i := range r.after {
		if b := &r.after[i]; reads(d, q.Words.End, b.words) {
			q.apply(b)
			q.Words.End += int32(len(b.words))
			return q
		}
	}
	q.Words.Start = r.hedged(d, q.Words.Start)
	for i := range r.bounds {
		b := &r.bounds[i]
		if n := q.Words.Start - int32(len(b.words)); reads(d, n, b.words) {
			q.apply(b)
			q.Words.Start = n
			return q
		}
	}
	return q
}

// apply makes of a number what a bound does.
func (q *Quantity) apply(b *bound) {
	switch {
	case b.openLeast:
		q.Least = Open
	case q.Least != Open:
		q.Least += b.least
	}
	switch {
	case b.openMost:
		q.Most = Open
	case q.Most != Open:
		q.Most += b.most
	}
}

// hedged gives where the words begin that only say that the number at token t is no exact one.
func (r *Reader) hedged(d *doc.Doc, t int32) int32 {
	for again := true; again; {
		again = false
		for i := range r.hedges {
			if n := t - int32(len(r.hedges[i].words)); reads(d, n, r.hedges[i].words) {
				t, again = n, true
				break
			}
		}
	}
	return t
}

// reads tells whether the words stand at token t, within one sentence.
func reads(d *doc.Doc, t int32, words []string) bool {
	end := t + int32(len(words)) - 1
	if t < 0 || int(end) >= len(d.Tokens) || d.Tokens[t].Sent != d.Tokens[end].Sent {
		return false
	}
	for i, s := range words {
		if !d.FormIs(t+int32(i), s) {
			return false
		}
	}
	return true
}
