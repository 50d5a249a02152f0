package query

import (
	"strconv"
	"strings"
	"time"
)

// dayOf gives the number of days from 1970-01-01 to the day of t in UTC, as the store counts.
func dayOf(t time.Time) int32 {
	t = t.UTC()
	return int32(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// dateOf is the day's date, "2023-09-14".
func dateOf(day int32) string { return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly) }

const dateForms = "a date: 2023, 2023-09, 2023-Q3, 2023-W37, 2023-09-14, today, yesterday, 7d (a week ago; w, m, y too), or a range with .. between"

// stretch gives the first and last day of what a word says.
func (p *parser) stretch(s string) (lo, hi float64, ok bool) {
	from, to, ok := stretchOf(strings.ToLower(strings.TrimSpace(s)), p.today)
	return float64(from), float64(to), ok
}

func stretchOf(s string, today int32) (from, to int32, ok bool) {
	switch s {
	case "today", "now":
		return today, today, true
	case "yesterday":
		return today - 1, today - 1, true
	}
	if day, ok := ago(s, today); ok {
		return day, day, true
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return dayOf(t), dayOf(t), true
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(s)); err == nil {
		return dayOf(t), dayOf(t), true
	}
	if t, err := time.Parse("20060102", s); err == nil {
		return dayOf(t), dayOf(t), true
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return dayOf(t), dayOf(t.AddDate(0, 1, -1)), true
	}
	if len(s) < 4 {
		return 0, 0, false
	}
	t, err := time.Parse("2006", s[:4])
	if err != nil {
		return 0, 0, false
	}
	switch rest := strings.TrimPrefix(s[4:], "-"); {
	case len(s) == 4:
		return dayOf(t), dayOf(t.AddDate(1, 0, -1)), true
	case strings.HasPrefix(rest, "q"):
		if n, err := strconv.Atoi(rest[1:]); err == nil && n >= 1 && n <= 4 {
			t = t.AddDate(0, 3*(n-1), 0)
			return dayOf(t), dayOf(t.AddDate(0, 3, -1)), true
		}
	case strings.HasPrefix(rest, "w"):
		if n, err := strconv.Atoi(rest[1:]); err == nil && n >= 1 && n <= 53 {
			// ISO 8601: week 1 is the one with 4 January.
			fourth := dayOf(t) + 3
			first := fourth - weekday(fourth) + int32(7*(n-1))
			return first, first + 6, true
		}
	}
	return 0, 0, false
}

// weekday counts from Monday, 0; 1970-01-01 was a Thursday.
func weekday(day int32) int32 { return ((day+3)%7 + 7) % 7 }

// ago reads 7d, 2w, 3m, 1y: so long before today.
func ago(s string, today int32) (int32, bool) {
	if len(s) < 2 {
		return 0, false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err != nil || n < 0 || n > 10000 {
		return 0, false
	}
	t := time.Unix(int64(today)*86400, 0).UTC()
	switch s[len(s)-1] {
	case 'd':
		return today - int32(n), true
	case 'w':
		return today - int32(7*n), true
	case 'm':
		return dayOf(t.AddDate(0, -n, 0)), true
	case 'y':
		return dayOf(t.AddDate(-n, 0, 0)), true
	}
	return 0, false
}

func readDate(p *parser, w word) (value, error) { return p.span(w, p.stretch, dateForms) }

// readAfter begins with the first day of the stretch: after:2023-09 takes all of September.
func readAfter(p *parser, w word) (value, error) {
	lo, _, ok := p.stretch(w.text())
	if !ok {
		return value{}, p.fault(w.at, w.end, "\""+w.text()+"\" is not a date", "write "+dateForms)
	}
	return value{lo: exactly(lo)}, nil
}

// readBefore ends with the day before the stretch.
func readBefore(p *parser, w word) (value, error) {
	lo, _, ok := p.stretch(w.text())
	if !ok {
		return value{}, p.fault(w.at, w.end, "\""+w.text()+"\" is not a date", "write "+dateForms)
	}
	return value{hi: bound{set: true, open: true, n: lo}}, nil
}
