package petrarch

import (
	"strings"
	"time"
)

// Actor is an actor with its synonyms and codes.
type Actor struct {
	Line  int
	Names []string // with blanks for underscores, at least one
	Codes []Code
}

// Code is an actor code and the days on which it holds, as doc.Office has them.
type Code struct {
	Line     int
	Code     string
	From, To time.Time
}

// Dated tells whether the code holds on some days only.
func (c *Code) Dated() bool { return !c.From.IsZero() || !c.To.IsZero() }

// Actors reads an actor dictionary:
//
//	NAME_OF_ACTOR_  [CODE]     a name, perhaps with a code
//	+SYNONYM_                  further names of the last actor
//	[CODE <YYMMDD] [CODE >YYYYMMDD] [CODE YYMMDD-YYMMDD]   its codes by date
func Actors(f File, warn Warner) []Actor {
	var out []Actor
	for r := range rows(f.Text) {
		head, rest, _ := strings.Cut(r.text, "[")
		if rest != "" {
			rest = "[" + rest
		}
		bare, synonym := strings.CutPrefix(head, "+")
		name := spaced(bare)
		switch {
		case len(out) == 0 && (synonym || name == ""):
			warn(f.Name, r.n, "no actor stands above %q", r.text)
			continue
		case synonym && name == "":
			warn(f.Name, r.n, "a synonym without words")
			continue
		case synonym:
			a := &out[len(out)-1]
			a.Names = append(a.Names, name)
		case name != "":
			out = append(out, Actor{Line: r.n, Names: []string{name}})
		}
		a := &out[len(out)-1]
		a.Codes = append(a.Codes, readCodes(f.Name, r.n, rest, warn)...)
	}
	return out
}

// readCodes reads "[AFGGOV <010101] [AFG 010101-050101]".
func readCodes(file string, n int, s string, warn Warner) (out []Code) {
	for {
		_, rest, ok := strings.Cut(s, "[")
		if !ok {
			return out
		}
		item, after, closed := strings.Cut(rest, "]")
		if !closed {
			warn(file, n, "no ] closes %q", rest)
			return out
		}
		s = after
		code, days := item, ""
		if i := strings.IndexAny(item, " \t<>"); i >= 0 {
			code, days = item[:i], strings.Join(strings.Fields(item[i:]), "")
		}
		if first, _, several := strings.Cut(code, "/"); several {
			warn(file, n, "an actor is one thing: of %s only the first code is used", code)
			code = first
		}
		c := Code{Line: n, Code: code}
		if !actorCode(code) {
			warn(file, n, "%q is no actor code", code)
			continue
		}
		var bad string
		if c.From, c.To, bad = readDays(days); bad != "" {
			warn(file, n, "%q is no date; write <YYMMDD, >YYMMDD or YYMMDD-YYMMDD", bad)
			continue
		}
		out = append(out, c)
	}
}

// actorCode tells whether a code is written in capitals and digits and holds a
// group of three at least; "---", "+++" and "###" are no actors.
func actorCode(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < 'A' || s[i] > 'Z') && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return len(s) >= 3
}

// readDays reads "<D", ">D" or "D-D", the days themselves counted, and gives
// what it could not read. "<D>" is a slip that the validation dictionary has.
func readDays(s string) (from, to time.Time, bad string) {
	var ok bool
	switch {
	case s == "":
		return from, to, ""
	case s[0] == '<':
		if to, ok = readDay(strings.TrimSuffix(s[1:], ">")); ok {
			return from, to.AddDate(0, 0, 1), ""
		}
	case s[0] == '>':
		if from, ok = readDay(s[1:]); ok {
			return from, to, ""
		}
	default:
		first, last, _ := strings.Cut(s, "-")
		if from, ok = readDay(first); ok {
			if to, ok = readDay(last); ok && !to.Before(from) {
				return from, to.AddDate(0, 0, 1), ""
			}
		}
	}
	return time.Time{}, time.Time{}, s
}

// readDay reads YYMMDD (years to 30 are of this century) or YYYYMMDD. A
// month or day of 00 is the first; a day beyond its month's last is the last.
func readDay(s string) (time.Time, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return time.Time{}, false
		}
	}
	year := 0
	switch len(s) {
	case 6:
		if year = 1900 + number(s[:2]); year <= 1930 {
			year += 100
		}
	case 8:
		year = number(s[:4])
	default:
		return time.Time{}, false
	}
	rest := s[len(s)-4:]
	month, d := max(1, number(rest[:2])), max(1, number(rest[2:]))
	if month > 12 || d > 31 || year == 0 {
		return time.Time{}, false
	}
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	return time.Date(year, time.Month(month), min(d, last.Day()), 0, 0, 0, 0, time.UTC), true
}

// number reads digits.
func number(s string) (n int) {
	for i := 0; i < len(s); i++ {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
