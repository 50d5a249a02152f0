package timex

import (
	"strconv"

	"herodotus/internal/doc"
)

// amount is a number of units as a match tells it: "three", "a", "several", "a year and a half".
type amount struct {
	n     int
	half  bool // and a half
	vague bool
	unit  unit
}

func (f *finder) amountOf(m *match) amount {
	a := amount{n: 1, unit: unit(m.val(cUnit) + m.val(cUnits))}
	if n, ok := m.nth(cNum, 0); ok {
		a.n = n
	} else if m.has(cVague) || m.has(cUnits) {
		a.vague = true
	}
	for i := m.start; i < m.end; i++ {
		if f.form(i) == "half" || f.form(i) == "Half" {
			a.half = true
			if !m.has(cNum) && i <= m.start+1 && m.end-m.start <= 4 && f.form(m.end-1) != "half" {
				a.n = 0
			}
		}
	}
	return a
}

// value writes the amount as a TIMEX3 duration.
func (a amount) value() string {
	n, u := a.n, a.unit
	switch u {
	case fortnight:
		n, u = n*2, week
	case decade:
		n, u = n*10, year
		if a.half && !a.vague {
			n, a.half = n+5, false
		}
	case century:
		n, u = n*100, year
		if a.half && !a.vague {
			n, a.half = n+50, false
		}
	case hour:
		if a.half && n == 0 {
			n, u, a.half = 30, minute, false
		}
	}
	p := "P"
	if u <= hour {
		p = "PT"
	}
	switch {
	case a.vague:
		if a.unit <= hour {
			p = "PT"
		}
		return p + "X" + unitLetters[a.unit]
	case a.half:
		return p + strconv.Itoa(n) + ".5" + unitLetters[u]
	}
	return p + strconv.Itoa(n) + unitLetters[u]
}

func buildDuration(f *finder, m *match) (result, bool) {
	a := f.amountOf(m)
	if m.rule.arg == "X" {
		return vague(doc.DURATION, "PX"+unitLetters[a.unit])
	}
	if !m.has(cUnits) && (a.unit == second || a.unit == quarter || a.unit == weekend) || a.n > 1e6 || !m.has(cUnits) && m.has(cNum) && m.words[m.wordOf(cNum)].classes&cYear.bit() != 0 {
		return result{}, false
	}
	// "47.66 seconds": a number that the lexer does not take
	if m.start > 0 && m.has(cUnits) && !m.has(cNum) && m.words[m.start-1].digits {
		return result{}, false
	}
	// "a 14-year-old", "40 years old", "aged 40 years"
	for i := m.end; i < len(f.words) && i < m.end+2; i++ {
		if s := f.form(i); s == "old" || s == "olds" {
			return result{}, false
		}
	}
	return vague(doc.DURATION, a.value())
}

// buildAgo counts back from the day of writing. The answer is as fine as the unit.
func buildAgo(f *finder, m *match) (result, bool) {
	a := f.amountOf(m)
	if a.vague {
		return vague(doc.DATE, "PAST_REF")
	}
	if !f.dated {
		return vague(doc.DATE, unplaced[max(a.unit, day)])
	}
	return placed(a.from(f.written, -1), fromWriting)
}

// buildIn counts forward from the day of writing: "in two weeks' time".
func buildIn(f *finder, m *match) (result, bool) {
	a := f.amountOf(m)
	if a.vague || !f.dated {
		return vague(doc.DATE, "FUTURE_REF")
	}
	return placed(a.from(f.written, 1), fromWriting)
}

// buildShift counts from the time spoken of: "two days earlier", "a year later".
func buildShift(f *finder, m *match) (result, bool) {
	a, dir := f.amountOf(m), m.val(cShift)
	// "two days after the attack" is a distance from what the text tells next.
	if !f.closes(m.end) {
		return vague(doc.DURATION, a.value())
	}
	ref, ok := f.reference(nearShift)
	if a.unit > day && f.recent() && f.focus.unit > day {
		ref, ok = f.focus.at, true
	}
	if a.vague || !ok || a.unit < day {
		return vague(doc.DURATION, a.value())
	}
	return placed(a.from(ref, dir), fromFocus)
}

// from moves a day by the amount. Halves are dropped: nobody means the day by "a year and a half ago".
func (a amount) from(ref, dir int) moment {
	u, n := a.unit, a.n
	switch u {
	case second, minute, hour:
		if u == hour {
			return onDay(ref + dir*(n/24))
		}
		return onDay(ref)
	case fortnight:
		u, n = week, 2*n
	case decade:
		u, n = year, 10*n
	case century:
		u, n = year, 100*n
	}
	return around(u, ref).plus(dir * n)
}

func buildSet(f *finder, m *match) (result, bool) {
	if m.rule.arg != "" {
		if c := f.form(m.start)[0]; c >= 'A' && c <= 'Z' && m.start > 0 {
			return result{}, false // "the Daily Mail"
		}
		return vague(doc.SET, m.rule.arg)
	}
	switch {
	case m.has(cWeekday):
		return vague(doc.SET, "XXXX-WXX-"+strconv.Itoa(m.val(cWeekday)))
	case m.has(cMonth):
		return vague(doc.SET, "XXXX-"+string(appendPadded(nil, m.val(cMonth), 2)))
	case m.has(cPart):
		return vague(doc.SET, "XXXX-XX-XXT"+partNames[m.val(cPart)])
	}
	a := f.amountOf(m)
	if n, ok := m.nth(cOrd, 0); ok {
		a.n = n
	}
	if !m.has(cFreq) {
		a.n = 1 // "three times a week"
	}
	a.vague = false
	return vague(doc.SET, a.value())
}

func buildRef(f *finder, m *match) (result, bool) {
	// "shortly after midnight" dates by what follows, "in the past few years" is a length.
	const goesOn = 1<<cShift | 1<<cVague | 1<<cNum | 1<<cUnit | 1<<cUnits
	if m.end < len(f.words) && f.words[m.end].classes&goesOn != 0 {
		return result{}, false
	}
	return vague(doc.DATE, m.rule.arg)
}
