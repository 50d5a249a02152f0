package timex

import "herodotus/internal/doc"

// number joins spelled numbers of several words: "twenty-five", "two hundred", "a dozen", "10 thousand".
func (x *lexer) number() {
	out := x.words[:0]
	for i := 0; i < len(x.words); {
		used := x.tens(i)
		if used == 0 {
			used = x.scaled(i)
		}
		w := x.words[i]
		if used > 1 {
			w.last, w.end = x.words[i+used-1].last, x.words[i+used-1].end
		}
		out = append(out, w)
		i += max(used, 1)
	}
	x.words = out
}

// tens turns "twenty" or "twenty-five" at word i into a number and tells how many words it took.
func (x *lexer) tens(i int) int {
	w := &x.words[i]
	if w.classes&cTens.bit() == 0 {
		return 0
	}
	n, used := w.value(cTens), 1
	next := i + 1
	if next < len(x.words) && x.words[next].entry == x.t.hyphen {
		next++
	}
	if next < len(x.words) && x.words[next].entry != nil && x.words[next].classes&cNum.bit() != 0 && x.words[next].value(cNum) < 10 {
		n, used = n+x.words[next].value(cNum), next+1-i
	}
	w.become(n)
	return used
}

// scaled does so for "a hundred" or "three dozen".
func (x *lexer) scaled(i int) int {
	w := &x.words[i]
	if i+1 >= len(x.words) || x.words[i+1].classes&cScale.bit() == 0 {
		return 0
	}
	n := 1
	switch {
	case w.classes&cNum.bit() != 0:
		n = w.value(cNum)
	case w.end-w.start > 2 || w.lit != x.t.words["a"].lit:
		return 0
	}
	w.become(n * scales[x.words[i+1].value(cScale)])
	return 2
}

// become makes the word a plain number.
func (w *word) become(n int) { w.classes, w.entry, w.lit, w.n = cNum.bit(), nil, 0, int32(n) }

// company takes the class of month or weekday from ambiguous words ("may", "March", "Sun") that stand alone.
func (x *lexer) company() {
	const calendar = 1<<cMonth | 1<<cWeekday
	for i := range x.words {
		w := &x.words[i]
		if w.classes&calendar == 0 {
			continue
		}
		tag := x.d.Tokens[w.first].Tag
		verb := tag != doc.NoTag && tag != doc.TagNNP && tag != doc.TagNNPS && tag != doc.TagNN && tag != doc.TagNNS
		if x.personal(w.first) || w.entry.weak && (verb || !x.accompanied(i)) {
			w.classes &^= calendar
		}
	}
}

// personal tells whether a token lies in the name of a person: "Theresa May", "April Jones".
func (x *lexer) personal(tok int32) bool {
	for x.name < len(x.names) && x.names[x.name].End <= tok {
		x.name++
	}
	return x.name < len(x.names) && x.names[x.name].Type == doc.PER && x.names[x.name].Has(tok)
}

// accompanied tells whether a neighbour of an ambiguous word makes it a date.
func (x *lexer) accompanied(i int) bool {
	const before = 1<<cPrep | 1<<cRel | 1<<cMode | 1<<cDayNum | 1<<cAna | 1<<cWeekday
	const after = 1<<cDayNum | 1<<cYear
	if i+1 < len(x.words) {
		if x.words[i+1].classes&after != 0 {
			return true
		}
		// "March on Washington", "May of the UK"
		if w := &x.words[i+1]; w.classes&cPrep.bit() != 0 && i == 0 {
			return false
		}
	}
	if i == 0 {
		return false
	}
	p := &x.words[i-1]
	return p.classes&before != 0 || p.entry == x.t.hyphen || i > 1 && p.entry == x.t.comma && x.words[i-2].classes&before != 0
}
