package event

import (
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// quantity is a number of people as a text gives it: from least to most, either open when the text does not bound it there.
type quantity struct {
	least, most float64
	words       doc.Range
}

// open is the bound of a quantity that the text leaves open.
const open = -1

// quantityOf gives how many the noun at token t stands for; false where the text gives no number. Of one who is named
// or described in the singular there is one.
func (w *work) quantityOf(t int32) (quantity, bool) {
	if q, ok := w.counted(t); ok {
		return q, true
	}
	if w.single(t) {
		return quantity{1, 1, w.d.Mentions.At(w.mentionAt[t]).Range}, true
	}
	return quantity{}, false
}

// single tells whether a token heads the mention of one person.
func (w *work) single(t int32) bool {
	m := w.mentionAt[t]
	if m < 0 || w.tok(t).Tag == doc.TagNNS || w.d.Mentions.At(m).Kind == doc.PronounMention {
		return false
	}
	e := w.d.Entities.At(w.d.Mentions.At(m).Entity)
	return e.Type == doc.PER && !e.Plural
}

// counted gives the number that stands with the noun at token t.
func (w *work) counted(t int32) (quantity, bool) {
	head := w.measuring(t)
	if head == t { // "a crowd of 5,000"
		if k := w.measuredNumber(t); k >= 0 {
			return w.numberAt(k)
		}
	}
	for _, k := range w.tree.Kids(head) {
		if r := w.rel(k); k < head && (r == doc.Nummod || r == doc.Amod || r == doc.Det || r == doc.Compound) {
			q, ok := w.numberAt(k)
			if ok && r == doc.Det { // "a judge", but not "a group"
				ok = w.single(head)
				q.words.End = head + 1
			}
			if ok {
				return q, true
			}
		}
	}
	for k := head - 1; k >= 0 && head-k <= 4 && w.tok(k).Sent == w.tok(head).Sent; k-- { // hung elsewhere by the parser
		switch w.tok(k).POS {
		case doc.NUM:
			return w.numberAt(k)
		case doc.ADJ, doc.NOUN, doc.PROPN:
		default:
			return w.numberAt(head)
		}
	}
	return w.numberAt(head)
}

// numberAfter gives the number that follows the verb at token t with nothing but what bounds it between: the parser
// often takes "at least 22 people" or "up to 300 villagers" for no object.
func (w *work) numberAfter(t int32) (quantity, bool) {
	for i, end := t+1, w.d.SentenceOf(t).End; i < end && i-t <= 4; i++ {
		switch w.tok(i).POS {
		case doc.NUM:
			return w.numberAt(i)
		case doc.NOUN, doc.PROPN, doc.PRON, doc.VERB, doc.PUNCT:
			if _, unit := w.x.quantities.units[strings.TrimSuffix(strings.ToLower(w.d.Form(i)), "s")]; unit {
				return w.numberAt(i)
			}
			return quantity{}, false
		}
	}
	return quantity{}, false
}

// measuredNumber gives the number that stands behind a noun for a crowd: "a crowd of 5,000".
func (w *work) measuredNumber(t int32) int32 {
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Nmod && w.hasCase(k, w.x.of) && w.tok(k).POS == doc.NUM {
			return k
		}
	}
	return -1
}

// numberAt reads the number of which token t is a part, with what bounds it.
func (w *work) numberAt(t int32) (quantity, bool) {
	s := w.d.SentenceOf(t)
	from, to := t, t+1
	for from > s.Start && w.partOfNumber(from-1) {
		from--
	}
	for to < s.End && w.partOfNumber(to) {
		to++
	}
	q, ok := w.readNumber(from, to)
	if !ok {
		return q, false
	}
	if low, high, ok := w.span(from, to); ok {
		return quantity{low.least, high.most, doc.Range{Start: low.words.Start, End: high.words.End}}, true
	}
	return w.bounded(q), true
}

// span reads two numbers with a word between that makes a range of them, of which tokens from to to are one: "20 to 30",
// "between 20 and 30".
func (w *work) span(from, to int32) (low, high quantity, ok bool) {
	s := w.d.SentenceOf(from)
	for _, at := range [2]int32{from - 1, to} { // the word between
		if at-1 < s.Start || at+1 >= s.End || w.tok(at-1).POS != doc.NUM || w.tok(at+1).POS != doc.NUM {
			continue
		}
		between := equalFold(w.d.Form(at), "and") && at-2 >= s.Start && equalFold(w.d.Form(at-2), "between")
		if !between && !equalFold(w.d.Form(at), "to") {
			continue
		}
		low, okLow := w.readNumber(at-1, at)
		high, okHigh := w.readNumber(at+1, at+2)
		if okLow && okHigh && low.least < high.most {
			return low, high, true
		}
	}
	return low, high, false
}

// partOfNumber tells whether a token goes on a number: "2 million", "tens of thousands", "two dozen".
func (w *work) partOfNumber(t int32) bool {
	f := strings.ToLower(w.d.Form(t))
	if _, ok := w.x.quantities.units[strings.TrimSuffix(f, "s")]; ok {
		return true
	}
	if f == "of" && t > 0 && t+1 < int32(len(w.d.Tokens)) {
		before, after := strings.ToLower(w.d.Form(t-1)), strings.ToLower(w.d.Form(t+1))
		_, ok := w.x.quantities.units[strings.TrimSuffix(after, "s")]
		return ok && (before == "tens" || before == "hundreds" || before == "thousands")
	}
	return f == "tens" || f == "dozen" || f == "dozens" || f == "scores" || w.tok(t).POS == doc.NUM
}

// readNumber reads the words of a number.
func (w *work) readNumber(from, to int32) (quantity, bool) {
	n, seen := [2]float64{}, false
	for t := from; t < to; t++ {
		f := strings.ToLower(strings.ReplaceAll(w.d.Form(t), ",", ""))
		one := strings.TrimSuffix(f, "s")
		switch unit, isUnit := w.x.quantities.units[one]; {
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
			x, ok := w.number(f, one)
			if !ok {
				return quantity{}, false
			}
			n, seen = x, true
		}
	}
	return quantity{n[0], n[1], doc.Range{Start: from, End: to}}, seen
}

// number reads a single word.
func (w *work) number(f, one string) ([2]float64, bool) {
	if x, err := strconv.ParseFloat(f, 64); err == nil && x >= 0 && x < 1e9 {
		return [2]float64{x, x}, true
	}
	if x, ok := w.x.quantities.numbers[f]; ok {
		return x, true
	}
	x, ok := w.x.quantities.numbers[one]
	if tens, rest, cut := strings.Cut(f, "-"); !ok && cut { // "twenty-two"
		a, okA := w.x.quantities.numbers[tens]
		b, okB := w.x.quantities.numbers[rest]
		return [2]float64{a[0] + b[0], a[1] + b[1]}, okA && okB
	}
	return x, ok
}

func times(n [2]float64, unit float64) [2]float64 {
	for i := range n {
		if n[i] != open {
			n[i] *= unit
		}
	}
	return n
}

// bounded takes in the words before a number that bound it: "at least 22", "as many as 100".
func (w *work) bounded(q quantity) quantity {
	s := w.d.SentenceOf(q.words.Start)
	at := q.words.Start
	for at > s.Start && w.hedge(at-1) {
		at--
	}
	for i := range w.x.quantities.bounds {
		b := &w.x.quantities.bounds[i]
		n := at - int32(len(b.words))
		if n < s.Start || !w.reads(n, b.words) {
			continue
		}
		q.words.Start = n
		exact := q.least
		q.least, q.most = exact+b.least, exact+b.most
		if b.openLeast {
			q.least = open
		}
		if b.openMost {
			q.most = open
		}
		return q
	}
	q.words.Start = at
	return q
}

// hedge tells whether a word only says that the number is no exact one.
func (w *work) hedge(t int32) bool {
	for _, s := range [...]string{"about", "around", "some", "nearly", "almost", "approximately", "roughly", "estimated", "another"} {
		if equalFold(w.d.Form(t), s) {
			return true
		}
	}
	return false
}

// reads tells whether the words stand at token t.
func (w *work) reads(t int32, words []string) bool {
	for i, s := range words {
		if !equalFold(w.d.Form(t+int32(i)), s) {
			return false
		}
	}
	return true
}
