package kb

import (
	"fmt"
	"strings"
	"time"
)

// maxFields is the number of columns that the widest table has.
const maxFields = 12

// row is one line of a table. Columns that the line leaves out are empty.
type row struct {
	file string
	line int
	f    [maxFields]string
}

// errorf gives an error that names the file and line.
func (r *row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// eachRow calls use for every line of a table: columns between tabs, "#" begins
// a comment line, blank lines are skipped.
func eachRow(file, text string, columns int, use func(*row) error) error {
	r := row{file: file}
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		r.line++
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		n := 0
		for more := true; more; n++ {
			if n == columns {
				return r.errorf("more than %d columns", columns)
			}
			r.f[n], line, more = strings.Cut(line, "\t")
			r.f[n] = strings.TrimSpace(r.f[n])
		}
		for ; n < columns; n++ {
			r.f[n] = ""
		}
		if err := use(&r); err != nil {
			return err
		}
	}
	return nil
}

// eachItem calls use for the items of a cell, which "|" separates.
func eachItem(cell string, use func(string)) {
	for cell != "" {
		var item string
		item, cell, _ = strings.Cut(cell, "|")
		if item = strings.TrimSpace(item); item != "" {
			use(item)
		}
	}
}

// day reads YYYY, YYYY-MM or YYYY-MM-DD and gives its first day, or the day after its last.
func day(s string, after bool) (time.Time, error) {
	part := [3]int{0, 1, 1}
	n := 0
	for rest, more := s, true; more; n++ {
		var digits string
		digits, rest, more = strings.Cut(rest, "-")
		if n == len(part) || len(digits) == 0 || len(digits) > 4 {
			return time.Time{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
		}
		part[n] = 0
		for _, c := range []byte(digits) {
			if c < '0' || c > '9' {
				return time.Time{}, fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
			}
			part[n] = part[n]*10 + int(c-'0')
		}
	}
	t := time.Date(part[0], time.Month(part[1]), part[2], 0, 0, 0, 0, time.UTC)
	if t.Year() != part[0] || int(t.Month()) != part[1] || t.Day() != part[2] {
		return time.Time{}, fmt.Errorf("date %q is not in the calendar", s)
	}
	if after {
		t = t.AddDate(b2i(n == 1), b2i(n == 2), 0)
	}
	return t, nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
