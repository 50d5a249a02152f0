package ingest

import (
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads an RFC 3339 date or date-time; "" gives the zero time.
func ParseDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			if t.Year() < 1 {
				break
			}
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("published: %q is neither a date (2023-09-14) nor an RFC 3339 date-time", s)
}

// Years outside of these are no dates of news but zeros and mistakes: printed
// news begins in 1605.
const firstYear, lastYear = 1600, 2100

// moments are layouts with a zone, which fix a moment; days are layouts
// without, of which only the day is certain. Layouts in which day and month
// cannot be told apart (02/03/2023) are not read: that would be a guess.
var (
	moments = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		"2006-01-02 15:04:05 MST", "2006-01-02T15:04Z07:00", "20060102T150405Z0700", "20060102T150405Z07:00", time.RFC1123Z, time.RFC1123,
		"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
		time.RFC850, time.UnixDate, time.RubyDate}
	days = []string{time.DateOnly, "2006-1-2", "2006/01/02", "2006.01.02", "2.1.2006", "20060102", "2006-01-02T15:04:05", "2006-01-02 15:04:05",
		"2006-01-02T15:04", "2006-01-02 15:04", "20060102T150405", "20060102150405", "2 January 2006", "January 2, 2006", "Jan 2, 2006", "2 Jan 2006",
		"Jan. 2, 2006", "Monday, January 2, 2006", "Monday, 2 January 2006", "Monday 2 January 2006", "Mon, 2 Jan 2006", time.ANSIC,
		"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "January 2, 2006 at 3:04 PM", "2 January 2006 15:04"}
)

// readDate reads a date as formats and people write it. It gives an RFC 3339
// date-time where the zone is told, else a date, or the reason why not.
func readDate(s string) (string, error) {
	s = strings.Join(strings.Fields(fraction.ReplaceAllString(s, "$1")), " ")
	for _, layout := range moments {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if zone, offset := t.Zone(); offset == 0 && !utc[zone] { // an abbreviation that Go does not know, with offset 0
			return inRange(t, time.DateOnly)
		}
		return inRange(t, time.RFC3339)
	}
	for _, layout := range days {
		if t, err := time.Parse(layout, s); err == nil {
			return inRange(t, time.DateOnly)
		}
	}
	if t, ok := slashed(s); ok {
		return inRange(t, time.DateOnly)
	}
	if t, err := mail.ParseDate(s); err == nil { // mail's many old forms
		return inRange(t, time.RFC3339)
	}
	return "", fmt.Errorf("published: %q is no date that can be read without guessing", s)
}

// dayMonth finds dates of which day and month come first, in an order that differs by country.
var dayMonth = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b`)

// slashed reads those whose order is plain, because one number is no month or both are the same.
func slashed(s string) (time.Time, bool) {
	m := dayMonth.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	day, month := m[1], m[2]
	a, _ := strconv.Atoi(day)
	b, _ := strconv.Atoi(month)
	if a <= 12 && b > 12 {
		day, month = month, day
	} else if b > 12 || a <= 12 && a != b {
		return time.Time{}, false
	}
	t, err := time.Parse("2-1-2006", day+"-"+month+"-"+m[3])
	return t, err == nil
}

// fraction finds fractions of a second, which no layout needs.
var fraction = regexp.MustCompile(`(:\d\d)[.,]\d{1,9}`)

var utc = map[string]bool{"": true, "UTC": true, "GMT": true, "Z": true, "UT": true}

func inRange(t time.Time, layout string) (string, error) {
	if t.Year() < firstYear || t.Year() >= lastYear {
		return "", fmt.Errorf("published: the year %d is absurd", t.Year())
	}
	if t.Unix() == 0 {
		return "", fmt.Errorf("published: 1970-01-01 at midnight is a clock that was never set")
	}
	return t.Format(layout), nil
}

// readUnix reads a count of seconds or milliseconds since 1970, as JSON and
// Parquet have them.
func readUnix(n int64) (string, error) {
	t := time.Unix(n, 0).UTC()
	if n > 1e11 || n < -1e11 {
		t = time.UnixMilli(n).UTC()
	}
	return inRange(t, time.RFC3339)
}

// setPublished brings the date to RFC 3339. What is no date is left out with a
// warning, never guessed; fallback is the date of articles that carry none.
func (d *draft) setPublished(fallback string) {
	s := strings.TrimSpace(d.Published)
	d.Published = ""
	if s == "" {
		d.Published = fallback
		return
	}
	if _, err := ParseDate(s); err == nil && plausible(s) {
		d.Published = s
		return
	}
	read, err := readDate(s)
	if n, bad := strconv.ParseInt(s, 10, 64); err != nil && bad == nil && len(s) >= 9 {
		read, err = readUnix(n)
	}
	if err != nil {
		d.Warnings = append(d.Warnings, err.Error())
	}
	d.Published = read
}

func plausible(s string) bool {
	t, err := ParseDate(s)
	return err == nil && t.Year() >= firstYear && t.Year() < lastYear && t.Unix() != 0
}
