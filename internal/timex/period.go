package timex

import "herodotus/internal/doc"

// unplaced are the values of periods when the day of writing is unknown.
var unplaced = map[unit]string{day: "XXXX-XX-XX", week: "XXXX-WXX", weekend: "XXXX-WXX-WE", month: "XXXX-XX", quarter: "XXXX-QX",
	year: "XXXX", decade: "XXX", century: "XX", season: "XXXX"}

// buildRelUnit: "last week", "earlier this month", "the end of next year", "last summer".
func buildRelUnit(f *finder, m *match) (result, bool) {
	u, rel := unit(m.val(cUnit)), m.val(cRel)
	if m.has(cSeason) {
		u = season
	}
	if u < week {
		return result{}, false
	}
	if !f.dated {
		return vague(doc.DATE, unplaced[u])
	}
	if u == season {
		return placed(f.relSeason(m.val(cSeason), rel), fromWriting)
	}
	return placed(m.stage(around(u, f.written).plus(rel)), fromWriting)
}

// relSeason gives the last complete, the running or nearest, or the next season of the name.
func (f *finder) relSeason(s, rel int) moment {
	y, _, _ := civil(f.written)
	r := inSeason(y+1, s)
	for r.at > f.written || rel < 0 && r.last() >= f.written {
		r = r.plus(-1)
	}
	if rel > 0 || rel == 0 && f.written-r.last() > 180 {
		r = r.plus(1)
	}
	return r
}

// stage narrows a period to its last day for "the end of"; "early" and "late" leave it whole, as TIMEX3's values do.
func (m *match) stage(r moment) moment {
	if m.val(cEdge) != 4 || r.unit != month && r.unit != year {
		return r
	}
	return onDay(r.last())
}

func buildRelMonth(f *finder, m *match) (result, bool) {
	mo, rel := m.val(cMonth), m.val(cRel)
	if !f.dated {
		return vague(doc.DATE, "XXXX-"+string(appendPadded(nil, mo, 2)))
	}
	y, now, _ := civil(f.written)
	switch ofYear := len(m.rule.elements) > 0 && m.rule.elements[len(m.rule.elements)-1].lits != nil; {
	case ofYear:
		y += rel
	case rel < 0 && mo >= now:
		y--
	case rel > 0 && mo <= now:
		y++
	}
	return placed(inMonth(y, mo), fromWriting)
}

func buildWeekend(f *finder, m *match) (result, bool) {
	if !f.dated {
		return vague(doc.DATE, unplaced[weekend])
	}
	r := inWeekend(f.written)
	if t := f.tense(m.start, m.end); t != future && r.at > f.written {
		r = r.plus(-1)
	}
	return placed(r, fromWriting)
}

// buildHalf: "the first half of 2019", "the second half of this year".
func buildHalf(f *finder, m *match) (result, bool) {
	h := m.val(cOrd)
	y, ok := f.yearNamed(m)
	if h < 1 || h > 2 || !ok {
		return result{}, false
	}
	return placed(inHalf(y, h), fromText)
}

func buildQuarter(f *finder, m *match) (result, bool) {
	q := m.val(cOrd) + m.val(cNum)
	y, ok := f.yearNamed(m)
	switch {
	case !ok || q > 4 || q == 0 && !m.has(cRel):
		return result{}, false
	case q == 0:
		return placed(around(quarter, f.written).plus(m.val(cRel)), fromWriting)
	}
	r := inQuarter(y, q)
	if !m.has(cYear) && !m.has(cRel) && r.at > f.written && f.tense(m.start, m.end) != future {
		r = r.plus(-1)
	}
	return placed(r, fromText)
}

// yearNamed gives the year that the match names, or the year of writing shifted by "last" or "next".
func (f *finder) yearNamed(m *match) (int, bool) {
	if y, ok := m.nth(cYear, 0); ok {
		return y, true
	}
	y, _, _ := civil(f.written)
	return y + m.val(cRel), f.dated
}

// buildMonth: "May 2015", "early March", "January".
func buildMonth(f *finder, m *match) (result, bool) {
	mo := m.val(cMonth)
	if y, ok := m.nth(cYear, 0); ok {
		return placed(inMonth(y, mo), fromText)
	}
	y, why := f.yearOf(m, mo, 0)
	if y == 0 {
		return vague(doc.DATE, "XXXX-"+string(appendPadded(nil, mo, 2)))
	}
	return placed(inMonth(y, mo), why)
}

func buildMonthSpan(f *finder, m *match) (result, bool) {
	a, y := m.val(cMonth), m.val(cYear)
	b, _ := m.nth(cMonth, 1)
	if b <= a {
		return result{}, false
	}
	r, _ := placed(inMonth(y, a), fromText)
	r.until, r.spans = inMonth(y, b), true
	return r, true
}

// buildYearSpan: "2014-2016", "2014-16", "2014/15".
func buildYearSpan(f *finder, m *match) (result, bool) {
	a := m.val(cYear)
	b, ok := m.nth(cYear, 1)
	if !ok {
		w := &m.words[m.end-1]
		if b = a - a%100 + m.val(cNum); w.end-w.start != 2 {
			return result{}, false
		}
	}
	if b <= a || !m.compact() || b-a > 200 {
		return result{}, false
	}
	r, _ := placed(inYear(a), fromText)
	r.until, r.spans = inYear(b), true
	return r, true
}

// buildYear takes a bare number for a year when it is a likely one and counts nothing.
func buildYear(f *finder, m *match) (result, bool) {
	y := m.val(cYear)
	sure := m.rule.arg != "" || m.start > 0 && y >= 1500 && m.words[m.start-1].classes&cPrep.bit() != 0 && !f.noun(m.end) || y >= 1500 && f.bracketed(m)
	if !sure && (y < 1900 || y > 2100) || m.end < len(m.words) && m.words[m.end].classes&cCount.bit() != 0 {
		return result{}, false
	}
	if m.start > 0 && !f.freeBefore(m.start) {
		return result{}, false
	}
	if m.end < len(m.words) && m.words[m.end].tight && m.words[m.end].digits {
		return result{}, false
	}
	return placed(inYear(y), fromText)
}

// bracketed tells whether an expression stands right behind or before a bracket, as years of life and of works do.
func (f *finder) bracketed(m *match) bool {
	if m.start == 0 || m.end >= len(f.words) {
		return false
	}
	before, after := f.form(m.start-1), f.form(m.end)
	return (before == "(" || before == "-LRB-" || before == "-" || before == "–") && (after == ")" || after == "-RRB-" || after == "-" || after == "–")
}

// noun tells whether word i is a noun, which a number before it may count.
func (f *finder) noun(i int) bool {
	if i >= len(f.words) {
		return false
	}
	t := &f.d.Tokens[f.words[i].first]
	return t.POS == doc.NOUN || t.POS == doc.PROPN || t.POS == doc.ADJ || t.POS == doc.NoPOS && isLetter(f.d.Text[t.Start])
}

// freeBefore tells whether the number at word i is neither money nor a part of something longer.
func (f *finder) freeBefore(i int) bool {
	p := &f.words[i-1]
	if f.words[i].tight && p.digits {
		return false
	}
	switch f.d.Text[p.start] {
	case '$', '#', '.', '/', ':':
		return p.end-p.start > 1
	}
	s := f.form(i - 1)
	return s != "€" && s != "£" && s != "¥" && s != "No." && s != "US$"
}

func buildSeason(f *finder, m *match) (result, bool) {
	s := m.val(cSeason)
	if y, ok := m.nth(cYear, 0); ok {
		return placed(inSeason(y, s), fromText)
	}
	// "the fall of Kabul"
	if m.end < len(m.words) && f.form(m.end) == "of" {
		return result{}, false
	}
	if !f.dated {
		return vague(doc.DATE, "XXXX-"+seasonNames[s])
	}
	y, _, _ := civil(f.written)
	r := inSeason(y, s)
	if r.at > f.written && f.tense(m.start, m.end) == past {
		r = r.plus(-1)
	}
	return placed(r, fromWriting)
}

// buildDecade: "the 1990s", "the sixties". "His sixties" are an age.
func buildDecade(f *finder, m *match) (result, bool) {
	n := m.val(cDecade)
	if n < 100 {
		n += 1900
	}
	first := m.start
	if w := &m.words[m.wordOf(cDecade)]; !w.digits && m.end-m.start < 2 || n < 1000 {
		return result{}, false
	}
	if first > 0 {
		switch f.form(first - 1) {
		case "his", "her", "their", "my":
			return result{}, false
		}
	}
	return placed(around(decade, dayNumber(n, 1, 1)), fromText)
}

func buildCentury(f *finder, m *match) (result, bool) {
	n := m.val(cOrd)
	if n < 1 || n > 30 {
		return result{}, false
	}
	return placed(moment{unit: century, at: dayNumber((n-1)*100+1, 1, 1)}, fromText)
}

// buildClock leaves the day to leave, which sees the whole sentence.
func buildClock(f *finder, m *match) (result, bool) {
	minutes, ok := m.nth(cClock, 0)
	if !ok {
		if h, isHour := m.nth(cHour, 0); isHour {
			minutes = h * 60
		} else {
			n := m.val(cHHMM)
			minutes = n/100*60 + n%100
		}
	}
	if half, ok := m.nth(cAMPM, 0); ok {
		if minutes >= 13*60 {
			return result{}, false
		}
		minutes = minutes%(12*60) + half*12*60
	}
	if minutes >= 24*60 || m.rule.arg == "bare" && (m.start == 0 || m.words[m.start-1].classes&cPrep.bit() == 0) {
		return result{}, false
	}
	r := moment{unit: noUnit, minutes: minutes + 1, part: m.val(cPart), utc: m.val(cZone) == 1}
	return result{typ: doc.TIME, moment: r, value: string(r.appendTime(nil)), clock: true, why: fromText}, true
}
