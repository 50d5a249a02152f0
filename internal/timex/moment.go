package timex

import "strconv"

// A unit is a length of time in words.txt's numbering.
type unit int

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	week
	month
	year
	decade
	century
	fortnight
	quarter
	weekend
	half
	season
)

// unitLetters are TIMEX3's; unknown numbers of decades and centuries are PXDE and PXCE.
var unitLetters = [...]string{second: "S", minute: "M", hour: "H", day: "D", week: "W", month: "M", year: "Y",
	decade: "DE", century: "CE", fortnight: "W", quarter: "Q", weekend: "WE", half: "M", season: "SE"}

var seasonNames = [...]string{1: "SP", 2: "SU", 3: "FA", 4: "WI"}
var partNames = [...]string{1: "MO", 2: "MI", 3: "AF", 4: "EV", 5: "NI", 6: "DT"}

// moment is a stretch of the calendar: a day, a week, a month …
type moment struct {
	unit unit
	// at is the first day, as a day number; of a season, a quarter or a half its first day too.
	at int
	// days is the length of an irregular stretch in days, 0 for a whole unit.
	days int
	// part is a part of the day, minutes a time of day plus one; 0 when none is told.
	part, minutes int
	utc           bool
	// season is 1 to 4 for spring to winter.
	season int
}

// onDay, inMonth and inYear make moments.
func onDay(n int) moment        { return moment{unit: day, at: n} }
func inMonth(y, m int) moment   { return moment{unit: month, at: dayNumber(y, m, 1)} }
func inYear(y int) moment       { return moment{unit: year, at: dayNumber(y, 1, 1)} }
func inWeek(n int) moment       { return moment{unit: week, at: n - weekday(n) + 1} }
func inWeekend(n int) moment    { return moment{unit: weekend, at: n - weekday(n) + 6} }
func inQuarter(y, q int) moment { return moment{unit: quarter, at: dayNumber(y, 3*q-2, 1)} }
func inHalf(y, h int) moment    { return moment{unit: half, at: dayNumber(y, 6*h-5, 1)} }

// inSeason takes the seasons of the northern half as weather services do: spring begins in March. Winter counts to the
// year that it begins in.
func inSeason(y, s int) moment { return moment{unit: season, at: dayNumber(y, 3*s, 1), season: s} }

// around gives the unit that holds a day.
func around(u unit, n int) moment {
	y, m, _ := civil(n)
	switch u {
	case week, fortnight:
		return inWeek(n)
	case weekend:
		return inWeekend(n)
	case month:
		return inMonth(y, m)
	case quarter:
		return inQuarter(y, (m+2)/3)
	case year:
		return inYear(y)
	case decade:
		return moment{unit: decade, at: dayNumber(y-floorMod(y, 10), 1, 1)}
	case century:
		return moment{unit: century, at: dayNumber(y-floorMod(y-1, 100), 1, 1)}
	}
	return onDay(n)
}

// plus moves a moment by n of its own units.
func (m moment) plus(n int) moment {
	y, mo, d := civil(m.at)
	switch m.unit {
	case week, weekend:
		m.at += 7 * n
	case month:
		m.at = dayNumber(y, mo+n, d)
	case quarter:
		m.at = dayNumber(y, mo+3*n, d)
	case half:
		m.at = dayNumber(y, mo+6*n, d)
	case year, season:
		m.at = dayNumber(y+n, mo, d)
	case decade:
		m.at = dayNumber(y+10*n, mo, d)
	case century:
		m.at = dayNumber(y+100*n, mo, d)
	default:
		m.at += n
	}
	return m
}

// last gives the last day of the moment.
func (m moment) last() int {
	if m.days > 0 {
		return m.at + m.days - 1
	}
	if m.unit == weekend {
		return m.at + 1
	}
	if m.unit == season {
		y, mo, _ := civil(m.at)
		return dayNumber(y, mo+3, 1) - 1
	}
	return m.plus(1).at - 1
}

// value writes the moment as TIMEX3 does.
func (m moment) value() string {
	y, mo, _ := civil(m.at)
	b := make([]byte, 0, 24)
	switch {
	case m.days > 0:
		b = append(appendDay(b, m.at), '/')
		return string(appendDay(b, m.last()))
	case m.unit == week || m.unit == weekend:
		wy, w := isoWeek(m.at)
		b = appendPadded(append(appendPadded(b, wy, 4), "-W"...), w, 2)
		if m.unit == weekend {
			b = append(b, "-WE"...)
		}
	case m.unit == month:
		b = appendPadded(append(appendPadded(b, y, 4), '-'), mo, 2)
	case m.unit == quarter:
		b = strconv.AppendInt(append(appendPadded(b, y, 4), "-Q"...), int64(mo+2)/3, 10)
	case m.unit == half:
		b = strconv.AppendInt(append(appendPadded(b, y, 4), "-H"...), int64(mo+5)/6, 10)
	case m.unit == season:
		b = append(append(appendPadded(b, y, 4), '-'), seasonNames[m.season]...)
	case m.unit == year:
		b = appendPadded(b, y, 4)
	case m.unit == decade:
		b = append(appendPadded(b, y/10, 3), 'X')
	case m.unit == century:
		b = append(appendPadded(b, (y-1)/100, 2), "XX"...)
	default:
		b = m.appendTime(appendDay(b, m.at))
	}
	return string(b)
}

// appendTime adds the part or time of day.
func (m moment) appendTime(b []byte) []byte {
	switch {
	case m.minutes > 0:
		b = appendPadded(append(b, 'T'), (m.minutes-1)/60, 2)
		b = appendPadded(append(b, ':'), (m.minutes-1)%60, 2)
		if m.utc {
			b = append(b, 'Z')
		}
	case m.part > 0:
		b = append(append(b, 'T'), partNames[m.part]...)
	}
	return b
}

// timeOfDay tells whether the moment is finer than a day.
func (m moment) timeOfDay() bool { return m.minutes > 0 || m.part > 0 }

// dayText writes a day as YYYY-MM-DD.
func dayText(n int) string { return string(appendDay(make([]byte, 0, 10), n)) }

func appendDay(b []byte, n int) []byte {
	y, m, d := civil(n)
	b = append(appendPadded(b, y, 4), '-')
	b = append(appendPadded(b, m, 2), '-')
	return appendPadded(b, d, 2)
}

func appendPadded(b []byte, n, width int) []byte {
	n = max(n, 0)
	for p := pow10(width - 1); p > 1 && n < p; p /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func pow10(n int) int {
	p := 1
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
