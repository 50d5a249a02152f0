package timex

import (
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

func buildDate(f *finder, m *match) (result, bool) {
	mo, d := m.val(cMonth), m.val(cDayNum)
	var when moment
	why := fromText
	y, ok := m.nth(cYear, 0)
	switch {
	case ok:
	case m.has(cRel):
		if !f.dated {
			return vague(doc.DATE, "XXXX-"+monthDay(mo, d))
		}
		y, _, _ = civil(f.written)
		y, why = y+m.val(cRel), fromWriting
	default:
		if y, why = f.yearOf(m, mo, d); y == 0 {
			if !validDay(2000, mo, d) {
				return result{}, false
			}
			return vague(doc.DATE, "XXXX-"+monthDay(mo, d))
		}
	}
	if !validDay(y, mo, d) {
		return result{}, false
	}
	when = onDay(dayNumber(y, mo, d))
	when.part = m.val(cPart)
	return placed(when, why)
}

func monthDay(mo, d int) string {
	return string(appendPadded(append(appendPadded(nil, mo, 2), '-'), d, 2))
}

// lookBack and lookAhead are how many days an undated day or month may lie before the day of writing, when the verb
// is past, before the coming one is more likely; and the same the other way.
const (
	lookBack  = 300
	lookAhead = 270
)

// yearOf chooses the year of a day or of a month (d = 0) told without one: 0 when nothing tells.
func (f *finder) yearOf(m *match, mo, d int) (int, string) {
	if !f.dated {
		return 0, ""
	}
	y, nowMonth, _ := civil(f.written)
	at, now := dayNumber(y, mo, max(d, 1)), f.written
	if d == 0 {
		now = dayNumber(y, nowMonth, 1)
	}
	back, ahead := y, y
	if at > now {
		back--
	}
	if at < now {
		ahead++
	}
	if f.since(m.start) {
		return back, fromPast
	}
	t := f.tense(m.start, m.end)
	if told, ok := f.toldYear(); ok && t != future && told < y {
		return told, fromFocus
	}
	behind, before := now-dayNumber(back, mo, max(d, 1)), dayNumber(ahead, mo, max(d, 1))-now
	if t == future && before <= lookAhead || t != future && behind > lookBack {
		return ahead, fromFuture
	}
	return back, fromPast
}

// buildNamed is for days that a name means, whatever the year of writing: the argument is the day.
func buildNamed(_ *finder, m *match) (result, bool) {
	var n [3]int
	for i, s := range strings.SplitN(m.rule.arg, "-", 3) {
		n[i], _ = strconv.Atoi(s)
	}
	return placed(onDay(dayNumber(n[0], n[1], n[2])), fromText)
}

func buildISO(f *finder, m *match) (result, bool) {
	y, mo := m.val(cYear), m.val(cNum)
	d, _ := m.nth(cNum, 1)
	if !validDay(y, mo, d) || !m.compact() {
		return result{}, false
	}
	return placed(onDay(dayNumber(y, mo, d)), fromText)
}

// buildNumeric reads 13/09/2023: the day first unless it cannot be.
func buildNumeric(f *finder, m *match) (result, bool) {
	y, d := m.val(cYear), m.val(cNum)
	mo, _ := m.nth(cNum, 1)
	if mo > 12 {
		d, mo = mo, d
	}
	if !validDay(y, mo, d) || !m.compact() {
		return result{}, false
	}
	return placed(onDay(dayNumber(y, mo, d)), fromText)
}

// compact tells whether no space stands inside the match.
func (m *match) compact() bool {
	for i := m.start + 1; i < m.end; i++ {
		if !m.words[i].tight {
			return false
		}
	}
	return true
}

func buildDayRange(f *finder, m *match) (result, bool) {
	mo, d := m.val(cMonth), m.val(cDayNum)
	e, _ := m.nth(cDayNum, 1)
	y, why := m.val(cYear), fromText
	if y == 0 {
		y, why = f.yearOf(m, mo, d)
	}
	if y == 0 || !validDay(y, mo, d) || !validDay(y, mo, e) || e <= d {
		return result{}, false
	}
	r := onDay(dayNumber(y, mo, d))
	r.days = e - d + 1
	return placed(r, why)
}

func buildDayOfMonth(f *finder, m *match) (result, bool) {
	ref, ok := f.reference(nearSame)
	if w := &m.words[m.end-1]; !ok || w.classes&cOrd.bit() == 0 {
		return result{}, false
	}
	y, mo, _ := civil(ref)
	if d := m.val(cDayNum); validDay(y, mo, d) {
		return placed(onDay(dayNumber(y, mo, d)), fromFocus)
	}
	return result{}, false
}

// buildWeekday lets the verb's tense choose the week: past, the latest such day up to the day of writing; future, the next
// from it on.
func buildWeekday(f *finder, m *match) (result, bool) {
	wd := m.val(cWeekday)
	if name := f.form(m.wordOf(cWeekday)); name[len(name)-1] == 's' && len(name) > 5 {
		return vague(doc.SET, "XXXX-WXX-"+strconv.Itoa(wd))
	}
	if !f.dated {
		return vague(doc.DATE, "XXXX-WXX-"+strconv.Itoa(wd))
	}
	t := f.tense(m.start, m.end)
	if m.start > 0 && t != future {
		// "a strike for Tuesday", "a truce from Sunday" are still to come.
		if p := f.form(m.start - 1); p == "for" || p == "from" {
			t = future
		}
	}
	r := onDay(f.nearest(wd, t))
	r.part = m.val(cPart)
	return placed(r, reasonOf(t))
}

// nearest gives the weekday on the side of the day of writing that the tense tells.
func (f *finder) nearest(wd int, t tense) int {
	if t == future {
		return f.written + floorMod(wd-weekday(f.written), 7)
	}
	return f.written - floorMod(weekday(f.written)-wd, 7)
}

// wordOf gives the word that matched as the class.
func (m *match) wordOf(c class) int {
	for k := range m.rule.elements {
		if m.caps[k].word >= 0 && m.caps[k].class == c {
			return int(m.caps[k].word)
		}
	}
	return m.start
}

// buildRelDay: "last Monday" is before the day of writing, "next Monday" after it, "this Monday" the nearest.
func buildRelDay(f *finder, m *match) (result, bool) {
	wd, rel := m.val(cWeekday), m.val(cRel)
	if !f.dated {
		return vague(doc.DATE, "XXXX-WXX-"+strconv.Itoa(wd))
	}
	var at int
	switch {
	case m.rule.elements[len(m.rule.elements)-1].lits != nil: // "Monday of last week"
		at = f.written - weekday(f.written) + wd + 7*rel
	case rel < 0:
		at = f.written - 1 - floorMod(weekday(f.written)-1-wd, 7)
	case rel > 0:
		at = f.written + 1 + floorMod(wd-weekday(f.written)-1, 7)
	default:
		t := f.tense(m.start, m.end)
		if t == unknown {
			t = future
		}
		at = f.nearest(wd, t)
	}
	r := onDay(at)
	r.part = m.val(cPart)
	return placed(r, fromWriting)
}

// buildAnaDay: "the following Monday".
func buildAnaDay(f *finder, m *match) (result, bool) {
	wd := m.val(cWeekday)
	ref, ok := f.reference(nearSame)
	if !ok {
		return vague(doc.DATE, "XXXX-WXX-"+strconv.Itoa(wd))
	}
	r := onDay(ref + 1 + floorMod(wd-weekday(ref)-1, 7))
	if m.val(cAna)+m.val(cRel) < 0 {
		r.at = ref - 1 - floorMod(weekday(ref)-1-wd, 7)
	}
	r.part = m.val(cPart)
	return placed(r, fromFocus)
}

func buildDeictic(f *finder, m *match) (result, bool) {
	if !f.dated {
		return vague(doc.DATE, "XXXX-XX-XX")
	}
	r := onDay(f.written + m.val(cDeictic))
	r.part = m.val(cPart)
	if p, err := strconv.Atoi(m.rule.arg); err == nil {
		r.part = p
	}
	return placed(r, fromWriting)
}

// buildThisPart: "this morning", "last night", "overnight".
func buildThisPart(f *finder, m *match) (result, bool) {
	part := m.val(cPart)
	if p, err := strconv.Atoi(m.rule.arg); err == nil {
		part = p
	}
	if !f.dated {
		return vague(doc.TIME, "XXXX-XX-XXT"+partNames[part])
	}
	r := onDay(f.written + m.val(cRel))
	r.part = part
	return placed(r, fromWriting)
}

func buildDayBefore(f *finder, m *match) (result, bool) { return f.shiftedDay(-2) }
func buildDayAfter(f *finder, m *match) (result, bool)  { return f.shiftedDay(2) }

func (f *finder) shiftedDay(n int) (result, bool) {
	if !f.dated {
		return vague(doc.DATE, "XXXX-XX-XX")
	}
	return placed(onDay(f.written+n), fromWriting)
}
