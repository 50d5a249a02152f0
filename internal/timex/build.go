package timex

import "herodotus/internal/doc"

// A builder makes a time of a match, or declines.
type builder func(*finder, *match) (result, bool)

// builders are the kinds of rules.txt.
var builders = map[string]builder{
	"date": buildDate, "iso": buildISO, "numeric": buildNumeric, "dayrange": buildDayRange, "dayofmonth": buildDayOfMonth,
	"weekday": buildWeekday, "relday": buildRelDay, "anaday": buildAnaDay, "deictic": buildDeictic,
	"thispart": buildThisPart, "daybefore": buildDayBefore, "dayafter": buildDayAfter,
	"relunit": buildRelUnit, "relmonth": buildRelMonth, "weekend": buildWeekend, "half": buildHalf, "quarter": buildQuarter,
	"same": buildSame, "step": buildStep, "ago": buildAgo, "shift": buildShift, "in": buildIn,
	"month": buildMonth, "monthspan": buildMonthSpan, "yearspan": buildYearSpan, "year": buildYear, "season": buildSeason,
	"decade": buildDecade, "century": buildCentury, "clock": buildClock, "duration": buildDuration, "set": buildSet, "ref": buildRef,
	"named": buildNamed, "no": buildNothing,
}

// placed is the result for a moment.
func placed(m moment, why string) (result, bool) {
	if y, _, _ := civil(m.at); y < 1 || y > 9999 {
		return result{}, false
	}
	return result{moment: m, placed: true, why: why}, true
}

// vague is the result for what cannot be placed.
func vague(t doc.TimeType, value string) (result, bool) { return result{typ: t, value: value}, true }

// Reasons, for explain.
const (
	fromText    = "as written"
	fromWriting = "from the day of writing"
	fromFocus   = "from the time spoken of"
	fromPast    = "latest before the day of writing"
	fromFuture  = "next after the day of writing"
)

// reasonOf names a tense's choice.
func reasonOf(t tense) string {
	if t == future {
		return fromFuture
	}
	return fromPast
}

// buildNothing takes what only looks like a time.
func buildNothing(*finder, *match) (result, bool) { return result{nothing: true}, true }
