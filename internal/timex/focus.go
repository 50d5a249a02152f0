package timex

import (
	"strconv"

	"herodotus/internal/doc"
)

// buildSame: "that same day", "later that week", "the morning", "at midnight".
func buildSame(f *finder, m *match) (result, bool) {
	u := f.unitOf(m)
	if u < day || u == season && !f.dated {
		return result{}, false
	}
	// "the night Kennedy was shot" is told by what follows.
	if m.has(cPart) && m.end < len(f.words) && f.form(m.start) == "the" && f.begins(m.end) {
		return result{}, false
	}
	near := nearSame
	if m.has(cPart) || m.rule.arg != "" {
		near = nearPart
	}
	if first := f.form(m.start); first == "that" || first == "That" {
		near = nearSame
	}
	ref, ok := f.reference(near)
	if near == nearPart && f.dated && (ref > f.written || f.written-ref > freshDays) {
		ref = f.written
	}
	if u > day && f.recent() {
		ref, ok = f.focus.at, true
		if f.focus.unit > u && f.focus.unit != weekend {
			return vague(doc.DATE, unplaced[u])
		}
	}
	if !ok {
		return vague(doc.DATE, unplaced[u])
	}
	r := around(u, ref)
	if u == season {
		y, _, _ := civil(ref)
		r = inSeason(y, m.val(cSeason))
	}
	if r.unit == day {
		r.part = m.val(cPart)
	}
	return placed(r, fromFocus)
}

// unitOf gives the unit that the match names; the day when it names a part of one.
func (f *finder) unitOf(m *match) unit {
	if u, err := strconv.Atoi(m.rule.arg); err == nil && u > 0 {
		return unit(u)
	}
	switch {
	case m.has(cUnit):
		return unit(m.val(cUnit))
	case m.has(cSeason):
		return season
	}
	return day
}

// buildStep: "the following month", "the night before".
func buildStep(f *finder, m *match) (result, bool) {
	u, n := f.unitOf(m), m.val(cAna)+m.val(cRel)+m.val(cShift)
	switch m.rule.arg {
	case "next":
		if p := m.start; p > 0 && u > day && durative(f.form(p-1)) {
			return vague(doc.DURATION, "P1"+unitLetters[u])
		}
		n = 1
	case "-4":
		u, n = day, -1
	case "4":
		u, n = day, 1
	case "-1":
		n = -1
	}
	if u < day {
		return result{}, false
	}
	// "the day after the attack" is a day that only the attack knows.
	if m.has(cShift) && !f.closes(m.end) {
		return result{}, false
	}
	ref, ok := f.reference(nearSame)
	if u > day && f.recent() {
		ref, ok = f.focus.at, true
	}
	if !ok {
		return vague(doc.DATE, unplaced[u])
	}
	r := around(u, ref).plus(n)
	if r.unit == day {
		r.part = m.val(cPart)
	}
	return placed(r, fromFocus)
}

func durative(s string) bool {
	return s == "over" || s == "in" || s == "within" || s == "during" || s == "for" || s == "Over" || s == "In" || s == "Within"
}

// closes tells whether nothing that "after" could govern follows: the words end before i, or a sign or a verb follows.
func (f *finder) closes(i int) bool {
	if i >= len(f.words) || f.form(i-1) == "earlier" || f.form(i-1) == "later" {
		return true
	}
	switch t := &f.d.Tokens[f.words[i].first]; t.POS {
	case doc.NoPOS:
		return !isLetter(f.d.Text[t.Start]) && !isDigit(f.d.Text[t.Start])
	case doc.PUNCT, doc.VERB, doc.AUX, doc.ADP, doc.CCONJ:
		return true
	}
	return false
}

// begins tells whether a clause seems to begin with word i.
func (f *finder) begins(i int) bool {
	switch t := &f.d.Tokens[f.words[i].first]; t.POS {
	case doc.PROPN, doc.PRON, doc.DET:
		return true
	case doc.NoPOS:
		return isLetter(f.d.Text[t.Start])
	}
	return false
}
