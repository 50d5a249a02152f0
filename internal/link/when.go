package link

import (
	"time"

	"herodotus/record"
)

// How well the day of an event is known.
const (
	guessed  = iota // from the day of the report
	interval        // some days
	exact           // one day
)

// span of days.
type span struct {
	first, last int32 // NoDay: open
	known       int   // guessed, interval or exact
}

// settleDays guesses the days of what has no date, and takes what is long over for past.
func (x *linking) settleDays(t *told) {
	if t.days.known > guessed {
		t.past = t.past || x.day != NoDay && t.days.last < x.day-pastDays
		return
	}
	switch {
	case x.day == NoDay || t.past:
		t.days = span{NoDay, NoDay, guessed}
	case t.planned:
		t.days = span{x.day, x.day + planDays, guessed}
	default:
		t.days = span{x.day - newsDays, x.day, guessed}
	}
}

const (
	pastDays = 40 // older events are history to a report
	planDays = 30 // within which an announced event is looked for
	newsDays = 2  // a report without a date is of today or the days before
	longDays = 62 // a longer interval ("in 2023") tells nothing about the day
)

// eventDays are those of the record. Where the words say that the event is past, a
// date of these days is that of the telling ("on Sunday, the anniversary of").
func (x *linking) eventDays(e *record.Event, past bool, ago int32) span {
	from, to := dayOf(e.From), dayOf(e.To)
	if recent := max(from, to); past && x.day != NoDay && (recent == NoDay || recent > x.day-pastDays) {
		if ago == 0 {
			return span{NoDay, NoDay, guessed}
		}
		slack := 20 + ago/8
		return span{x.day - ago - slack, x.day - ago + slack, interval}
	}
	switch {
	case from == NoDay && to == NoDay:
		return span{NoDay, NoDay, guessed}
	case from == NoDay:
		from = to
	case to == NoDay: // "since Friday"
		to = max(from, x.day)
	}
	switch {
	case from == to:
		return span{from, to, exact}
	case to-from > longDays && from <= x.day && x.day <= to:
		return span{NoDay, NoDay, guessed}
	}
	return span{from, to, interval}
}

func dayText(d int32) string {
	if d == NoDay {
		return "unknown"
	}
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// dayOf reads the day of an RFC 3339 date or date-time; NoDay when there is none.
func dayOf(s *string) int32 {
	if s == nil || len(*s) < len(time.DateOnly) {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, (*s)[:len(time.DateOnly)])
	if err != nil {
		return NoDay
	}
	return int32(t.Unix() / 86400)
}
