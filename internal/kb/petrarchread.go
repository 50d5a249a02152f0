package kb

import (
	"strings"
	"time"
	"unicode/utf8"
)

// This file reads the lines of PETRARCH dictionaries. Its input is any bytes;
// what it does not understand it tells and passes over.

// petrarchActor is an actor with its synonyms and codes.
type petrarchActor struct {
	line  int
	names []string // with blanks for underscores, at least one
	codes []petrarchCode
}

// petrarchCode is an actor code and the days on which it holds, as doc.Office has them.
type petrarchCode struct {
	line     int
	code     string
	from, to time.Time
}

func (c *petrarchCode) dated() bool { return !c.from.IsZero() || !c.to.IsZero() }

// petrarchAgent is a role noun with its code.
type petrarchAgent struct {
	line      int
	one, many string // in lower case; many is "" when there is no plural
	code      string
	suffix    bool // the code goes after that of a country: [~GOV]
}

// warner is told of each line that is passed over.
type warner func(file string, line int, format string, args ...any)

// eachPetrarchLine calls use for every line that holds something: comments after
// "#" or ";" and between "<!--" and "-->" are taken off, Latin-1 is made UTF-8.
func eachPetrarchLine(f PetrarchFile, use func(n int, line string)) {
	n, inside := 0, false
	for line := range strings.Lines(f.Text) {
		n++
		if inside {
			_, rest, ended := strings.Cut(line, "-->")
			if !ended {
				continue
			}
			line, inside = rest, false
		}
		if before, rest, found := strings.Cut(line, "<!--"); found {
			_, after, ended := strings.Cut(rest, "-->")
			line, inside = before+" "+after, !ended
		}
		if line = strings.TrimSpace(uncommented(utf8Line(line))); line != "" {
			use(n, line)
		}
	}
}

// uncommented cuts a line at the first "#" or ";" outside brackets.
func uncommented(line string) string {
	depth := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '[':
			depth = 1
		case c == ']':
			depth = 0
		case (c == '#' || c == ';') && depth == 0:
			return line[:i]
		}
	}
	return line
}

// utf8Line takes a line that is no UTF-8 for ISO 8859-1, as older dictionaries are.
func utf8Line(line string) string {
	if utf8.ValidString(line) {
		return line
	}
	out := make([]rune, len(line))
	for i := range out {
		out[i] = rune(line[i])
	}
	return string(out)
}

// readActors reads an actor dictionary:
//
//	NAME_OF_ACTOR_  [CODE]     a name, perhaps with a code
//	+SYNONYM_                  further names of the last actor
//	[CODE <YYMMDD] [CODE >YYYYMMDD] [CODE YYMMDD-YYMMDD]   its codes by date
func readActors(f PetrarchFile, warn warner) []petrarchActor {
	var out []petrarchActor
	eachPetrarchLine(f, func(n int, line string) {
		head, rest, _ := strings.Cut(line, "[")
		if rest != "" {
			rest = "[" + rest
		}
		name := strings.Join(strings.FieldsFunc(strings.TrimPrefix(head, "+"), blank), " ")
		switch {
		case strings.HasPrefix(head, "+") && len(out) == 0, name == "" && len(out) == 0:
			warn(f.Name, n, "no actor stands above %q", line)
			return
		case strings.HasPrefix(head, "+"):
			if name == "" {
				warn(f.Name, n, "a synonym without words")
				return
			}
			a := &out[len(out)-1]
			a.names = append(a.names, name)
		case name != "":
			out = append(out, petrarchActor{line: n, names: []string{name}})
		}
		a := &out[len(out)-1]
		a.codes = append(a.codes, readCodes(f.Name, n, rest, warn)...)
	})
	return out
}

func blank(r rune) bool { return r == '_' || r == ' ' || r == '\t' }

// readCodes reads "[AFGGOV <010101] [AFG 010101-050101]".
func readCodes(file string, n int, s string, warn warner) (out []petrarchCode) {
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
		c := petrarchCode{line: n, code: code}
		if !actorCode(code) {
			warn(file, n, "%q is no actor code", code)
			continue
		}
		var bad string
		if c.from, c.to, bad = petrarchDays(days); bad != "" {
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

// petrarchDays reads "<D", ">D" or "D-D", the days themselves counted, and gives
// what it could not read. "<D>" is a slip that the validation dictionary has.
func petrarchDays(s string) (from, to time.Time, bad string) {
	var ok bool
	switch {
	case s == "":
		return from, to, ""
	case s[0] == '<':
		if to, ok = petrarchDay(strings.TrimSuffix(s[1:], ">")); ok {
			return from, to.AddDate(0, 0, 1), ""
		}
	case s[0] == '>':
		if from, ok = petrarchDay(s[1:]); ok {
			return from, to, ""
		}
	default:
		first, last, _ := strings.Cut(s, "-")
		if from, ok = petrarchDay(first); ok {
			if to, ok = petrarchDay(last); ok && !to.Before(from) {
				return from, to.AddDate(0, 0, 1), ""
			}
		}
	}
	return time.Time{}, time.Time{}, s
}

// petrarchDay reads YYMMDD (years to 30 are of this century) or YYYYMMDD. A
// month or day of 00 is the first; a day beyond its month's last is the last.
func petrarchDay(s string) (time.Time, bool) {
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

// readAgents reads an agent dictionary:
//
//	!PERSON! = MAN, MEN, WOMAN     a set that stands for each of its words; no plurals are made
//	AGENT_ {PLURAL_} [~GOV]        without braces the plural is regular, {} tells that there is none
func readAgents(f PetrarchFile, warn warner) []petrarchAgent {
	sets := map[string][]string{}
	eachPetrarchLine(f, func(n int, line string) {
		if name, words, ok := strings.Cut(line, "="); ok && line[0] == '!' && !strings.Contains(line, "[") {
			for w := range strings.SplitSeq(words, ",") {
				if w = strings.Join(strings.FieldsFunc(w, blank), " "); w != "" {
					sets[strings.TrimSpace(name)] = append(sets[strings.TrimSpace(name)], w)
				}
			}
		}
	})
	var out []petrarchAgent
	eachPetrarchLine(f, func(n int, line string) {
		if line[0] == '!' && strings.Contains(line, "=") && !strings.Contains(line, "[") {
			return
		}
		head, rest, _ := strings.Cut(line, "[")
		code, _, closed := strings.Cut(rest, "]")
		if !closed {
			warn(f.Name, n, "an agent is NAME_ {PLURAL_} [~CODE]")
			return
		}
		bare := strings.Trim(strings.TrimSpace(code), "~")
		if !actorCode(bare) {
			warn(f.Name, n, "%q is no agent code", code)
			return
		}
		a := petrarchAgent{line: n, code: bare, suffix: strings.HasPrefix(strings.TrimSpace(code), "~")}
		out = appendAgents(out, a, f.Name, head, sets, warn)
	})
	return out
}

// appendAgents adds an agent, once for each word of the set that its name holds.
func appendAgents(out []petrarchAgent, a petrarchAgent, file, head string, sets map[string][]string, warn warner) []petrarchAgent {
	name, many, braces := strings.Cut(head, "{")
	many, _, _ = strings.Cut(many, "}")
	for _, one := range substituted(name, sets) {
		if strings.Contains(one, "!") {
			warn(file, a.line, "no set of words explains %q", one)
			continue
		}
		a.one = strings.ToLower(strings.Join(strings.FieldsFunc(one, blank), " "))
		a.many = strings.ToLower(strings.Join(strings.FieldsFunc(many, blank), " "))
		if a.one == "" {
			warn(file, a.line, "an agent without words")
			continue
		}
		if !braces && !strings.Contains(name, "!") {
			a.many = plural(a.one)
		}
		out = append(out, a)
	}
	return out
}

// substituted gives the name with its first set replaced by each of the set's words.
func substituted(name string, sets map[string][]string) []string {
	i := strings.IndexByte(name, '!')
	if i < 0 {
		return []string{name}
	}
	n := strings.IndexByte(name[i+1:], '!')
	if n < 0 {
		return []string{name}
	}
	words := sets[name[i:i+n+2]]
	if words == nil {
		return []string{name}
	}
	out := make([]string, len(words))
	for k, w := range words {
		out[k] = name[:i] + w + name[i+n+2:]
	}
	return out
}
