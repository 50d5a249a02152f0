// Package quantity reads how many a text speaks of: "at least 22", "between 20 and 30", "tens of thousands".
//
// In: a tokenised document and a token. Out: the least and the most that the words there stand for, with the words. What
// words count how much stands in quantities.txt.
package quantity

import (
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// Quantity is a number as a text gives it: from Least to Most, either Open when the text does not bound it there.
type Quantity struct {
	Least, Most float64
	Words       doc.Range
}

// Open is the bound of a quantity that the text leaves open.
const Open = -1

// After gives the number that follows the verb at token t with nothing but what bounds it between: the parser
// often takes "at least 22 people" or "up to 300 villagers" for no object.
func (r *Reader) After(d *doc.Doc, t int32) (Quantity, bool) {
	for i, end := t+1, d.SentenceOf(t).End; i < end && i-t <= 4; i++ {
		switch d.Tokens[i].POS {
		case doc.NUM:
			return r.At(d, i)
		case doc.NOUN, doc.PROPN, doc.PRON, doc.VERB, doc.PUNCT:
			if _, unit := r.units[strings.TrimSuffix(strings.ToLower(d.Form(i)), "s")]; unit {
				return r.At(d, i)
			}
			return Quantity{}, false
		}
	}
	return Quantity{}, false
}

// At reads the number of which token t is a part, with what bounds it.
func (r *Reader) At(d *doc.Doc, t int32) (Quantity, bool) {
	s := d.SentenceOf(t)
	from, to := t, t+1
	for from > s.Start && r.Part(d, from-1) {
		from--
	}
	for to < s.End && r.Part(d, to) {
		to++
	}
	q, ok := r.read(d, from, to)
	if !ok {
		return q, false
	}
	if low, high, ok := r.span(d, from, to); ok {
		return Quantity{low.Least, high.Most, doc.Range{Start: low.Words.Start, End: high.Words.End}}, true
	}
	return r.bounded(d, q), true
}

// span reads two numbers with a word between that makes a range of them, of which tokens from to to are one: "20 to 30",
// "between 20 and 30".
func (r *Reader) span(d *doc.Doc, from, to int32) (low, high Quantity, ok bool) {
	s := d.SentenceOf(from)
	for _, at := range [2]int32{from - 1, to} { // the word between
		if at-1 < s.Start || at+1 >= s.End || d.Tokens[at-1].POS != doc.NUM || d.Tokens[at+1].POS != doc.NUM {
			continue
		}
		between := strings.EqualFold(d.Form(at), "and") && at-2 >= s.Start && strings.EqualFold(d.Form(at-2), "between")
		if !between && !strings.EqualFold(d.Form(at), "to") {
			continue
		}
		low, okLow := r.read(d, at-1, at)
		high, okHigh := r.read(d, at+1, at+2)
		if okLow && okHigh && low.Least < high.Most {
			return low, high, true
		}
	}
	return low, high, false
}

// Part tells whether a token goes on a number: "2 million", "tens of thousands", "two dozen".
func (r *Reader) Part(d *doc.Doc, t int32) bool {
	f := strings.ToLower(d.Form(t))
	if _, ok := r.units[strings.TrimSuffix(f, "s")]; ok {
		return true
	}
	if f == "of" && t > 0 && t+1 < int32(len(d.Tokens)) {
		before, after := strings.ToLower(d.Form(t-1)), strings.ToLower(d.Form(t+1))
		_, ok := r.units[strings.TrimSuffix(after, "s")]
		return ok && (before == "tens" || before == "hundreds" || before == "thousands")
	}
	return f == "tens" || f == "dozen" || f == "dozens" || f == "scores" || d.Tokens[t].POS == doc.NUM
}

// read reads the words of a number.
func (r *Reader) read(d *doc.Doc, from, to int32) (Quantity, bool) {
	n, seen := [2]float64{}, false
	for t := from; t < to; t++ {
		f := strings.ToLower(strings.ReplaceAll(d.Form(t), ",", ""))
		one := strings.TrimSuffix(f, "s")
		switch unit, isUnit := r.units[one]; {
		case f == "tens":
			n, seen = [2]float64{10, 99}, true
		case f == "of":
		case isUnit && seen:
			n = times(n, unit[0])
		case isUnit:
			n, seen = unit, true
		case one == "dozen" && seen && f == "dozen":
			n = times(n, 12)
		default:
			x, ok := r.number(f, one)
			if !ok {
				return Quantity{}, false
			}
			n, seen = x, true
		}
	}
	return Quantity{n[0], n[1], doc.Range{Start: from, End: to}}, seen
}

// number reads a single word.
func (r *Reader) number(f, one string) ([2]float64, bool) {
	if x, err := strconv.ParseFloat(f, 64); err == nil && x >= 0 && x < 1e9 {
		return [2]float64{x, x}, true
	}
	if x, ok := r.numbers[f]; ok {
		return x, true
	}
	x, ok := r.numbers[one]
	if tens, rest, cut := strings.Cut(f, "-"); !ok && cut { // "twenty-two"
		a, okA := r.numbers[tens]
		b, okB := r.numbers[rest]
		return [2]float64{a[0] + b[0], a[1] + b[1]}, okA && okB
	}
	return x, ok
}

func times(n [2]float64, unit float64) [2]float64 {
	for i := range n {
		if n[i] != Open {
			n[i] *= unit
		}
	}
	return n
}

// bounded takes in the words before a number that bound it: "at least 22", "as many as 100".
func (r *Reader) bounded(d *doc.Doc, q Quantity) Quantity {
	s := d.SentenceOf(q.Words.Start)
	at := q.Words.Start
	for at > s.Start && hedge(d, at-1) {
		at--
	}
	for i := range r.bounds {
		b := &r.bounds[i]
		n := at - int32(len(b.words))
		if n < s.Start || !reads(d, n, b.words) {
			continue
		}
		q.Words.Start = n
		exact := q.Least
		q.Least, q.Most = exact+b.least, exact+b.most
		if b.openLeast {
			q.Least = Open
		}
		if b.openMost {
			q.Most = Open
		}
		return q
	}
	q.Words.Start = at
	return q
}

// hedge tells whether a word only says that the number is no exact one.
func hedge(d *doc.Doc, t int32) bool {
	for _, s := range [...]string{"about", "around", "some", "nearly", "almost", "approximately", "roughly", "estimated", "another"} {
		if strings.EqualFold(d.Form(t), s) {
			return true
		}
	}
	return false
}

// reads tells whether the words stand at token t.
func reads(d *doc.Doc, t int32, words []string) bool {
	for i, s := range words {
		if !strings.EqualFold(d.Form(t+int32(i)), s) {
			return false
		}
	}
	return true
}
