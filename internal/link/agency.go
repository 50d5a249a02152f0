package link

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed agencies.txt
var agencyFile string

// agency is a news agency as agencies.txt has it.
type agency struct{ key, name string }

// newsAgencies is agencies.txt, read.
type newsAgencies struct {
	byKey   map[string]agency
	byName  map[string]agency // as written in the file, and in lower case
	names   []string          // the longest first
	credits []*regexp.Regexp  // % stands for a name
	styles  []style
}

type style struct {
	agency
	line *regexp.Regexp
}

var agencies = sync.OnceValue(func() *newsAgencies {
	t := &newsAgencies{byKey: map[string]agency{}, byName: map[string]agency{}}
	for line := range strings.Lines(agencyFile) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		key, value, _ := strings.Cut(rest, ": ")
		switch kind {
		case "agency":
			list := strings.Split(value, " | ")
			t.byKey[key] = agency{key, list[0]}
			for _, n := range list {
				t.name(n, t.byKey[key])
			}
		case "credit":
			t.credits = append(t.credits, template(rest))
		case "style":
			t.styles = append(t.styles, style{t.byKey[key], template(value)})
		}
	}
	slices.SortStableFunc(t.names, func(a, b string) int { return len(b) - len(a) })
	return t
})

// name files a name; one that is no abbreviation is known in capitals, too.
func (t *newsAgencies) name(n string, a agency) {
	t.byName[n] = a
	t.names = append(t.names, n)
	if !abbreviation(n) {
		t.byName[strings.ToLower(n)], t.byName[strings.ToUpper(n)] = a, a
		t.names = append(t.names, strings.ToUpper(n))
	}
}

func abbreviation(s string) bool {
	return len(s) <= 5 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// template makes a pattern of a line: % is a name, … anything, - any dash.
func template(t string) *regexp.Regexp {
	p := regexp.QuoteMeta(t)
	p = strings.ReplaceAll(p, " -", `\s*(?:[-–—]|--)`)
	p = strings.ReplaceAll(p, "- ", `(?:[-–—]|--)\s*`)
	p = strings.ReplaceAll(p, " …", "…")
	p = strings.ReplaceAll(p, "… ", "…")
	p = strings.ReplaceAll(p, "…", ".*")
	return regexp.MustCompile(`(?is)^[\s*_]*` + p + `[\s.*_]*$`)
}

// creditLines is how many lines at either end of a text are searched for credits,
// headBytes how much of a line: datelines open a paragraph.
const (
	creditLines = 6
	headBytes   = 100
	creditBytes = 300 // no credit is longer
)

// credited finds the agency that a text is credited to; that of a dateline or
// by-line goes before one named at the end.
func (t *newsAgencies) credited(text string) agency {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i, line := range lines {
		if i >= creditLines && i < len(lines)-creditLines {
			continue
		}
		if a := t.creditLine(strings.TrimSpace(line)); a.key != "" {
			return a
		}
	}
	return agency{}
}

func (t *newsAgencies) creditLine(line string) agency {
	parts := datelines(line)
	if len(line) <= creditBytes {
		parts = append(parts, line)
	}
	for _, part := range parts {
		for _, s := range t.styles {
			if s.line.MatchString(part) {
				return s.agency
			}
		}
		name, marked := t.mark(part)
		if name == "" {
			continue
		}
		for _, c := range t.credits {
			if c.MatchString(marked) {
				return t.byName[name]
			}
		}
	}
	return agency{}
}

// mark puts % in place of the longest agency's name in the line.
func (t *newsAgencies) mark(line string) (name, marked string) {
	for _, n := range t.names {
		at := strings.Index(line, n)
		if at < 0 || insideWord(line, at, at+len(n)) {
			continue
		}
		return n, line[:at] + "%" + line[at+len(n):]
	}
	return "", line
}

func insideWord(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	return unicode.IsLetter(before) || unicode.IsLetter(after)
}

// datelines gives what may be a dateline at the head of a paragraph: all up to
// a dash or a closing bracket, the shortest first.
func datelines(line string) []string {
	var out []string
	head := line[:min(len(line), headBytes)]
	for i, r := range head {
		if strings.ContainsRune("-–—)]/", r) && i > 0 {
			out = append(out, head[:i+utf8.RuneLen(r)])
		}
	}
	return out
}

func (t *newsAgencies) named(name string) agency {
	name = strings.TrimSpace(name)
	if a, ok := t.byName[name]; ok {
		return a
	}
	return t.byName[strings.ToLower(name)]
}

// findSource tells who supplied the text and who printed it.
func (x *linking) findSource() error {
	t := agencies()
	publisher := x.publisher()
	if a := t.named(publisher); a.key != "" {
		x.outlet = "agency:" + a.key
	} else if publisher != "" {
		x.outlet = outletKey(publisher)
	}
	x.agency = t.named(x.doc.Agency)
	switch {
	case x.agency.key != "":
	case x.doc.Agency != "":
		x.agency = agency{foldName(x.doc.Agency), x.doc.Agency}
	default:
		if x.agency = t.credited(x.rec.Document.Text); x.agency.key == "" {
			x.agency = t.named(publisher)
		}
	}
	x.result.Agency, x.result.AgencyName = x.agency.key, x.agency.name
	return nil
}

// outletKey is the same for a paper that prints and for one that is quoted.
func outletKey(name string) string { return "outlet:" + foldName(name) }

// publisher is who printed the text, as far as is known.
func (x *linking) publisher() string {
	if x.doc.Publisher != "" {
		return x.doc.Publisher
	}
	return value(x.rec.Document.Publisher)
}
