package ingest

import (
	_ "embed"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"herodotus/internal/doc"
)

//go:embed boilerplate.txt
var boilerplateText string

// rule tells lines that are not part of a report; boilerplate.txt explains the columns.
type rule struct {
	where    string
	triggers []string
	pattern  *regexp.Regexp
	longest  int // characters that the pattern can match: longer lines need not be tried
}

// rules are made when first needed; the tests prove that the table can be read.
var rules = sync.OnceValue(func() []rule {
	list, err := parseRules(boilerplateText)
	if err != nil {
		panic(err)
	}
	return list
})

func parseRules(text string) ([]rule, error) {
	var list []rule
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("boilerplate.txt:%d: %d columns, want 3", n, len(f))
		}
		pattern := f[2]
		if f[0] != "tail" {
			pattern = "^(?:" + pattern + ")$"
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return nil, fmt.Errorf("boilerplate.txt:%d: %w", n, err)
		}
		tree, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			return nil, fmt.Errorf("boilerplate.txt:%d: %w", n, err)
		}
		r := rule{f[0], strings.Split(f[1], "|"), re, longest(tree)}
		if r.where == "tail" {
			r.longest = longestLine
		}
		list = append(list, r)
	}
	return list, nil
}

// longest gives how many characters an expression matches at most, as far as longestLine.
func longest(re *syntax.Regexp) int {
	n := 0
	switch re.Op {
	case syntax.OpLiteral:
		n = len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		n = 1
	case syntax.OpStar, syntax.OpPlus:
		n = longestLine
	case syntax.OpRepeat:
		if n = longestLine; re.Max >= 0 {
			n = re.Max * longest(re.Sub[0])
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			n = max(n, longest(sub))
		}
	default:
		for _, sub := range re.Sub {
			n += longest(sub)
		}
	}
	return min(n, longestLine)
}

const (
	topLines    = 8   // bylines stand among the first lines
	longestLine = 700 // bytes; what is longer is running text, of which only the end may be a credit
	longestTail = 500
	longestItem = 160 // of a list of links
)

// boilerplate finds the stretches of a text that are not the report.
func boilerplate(text string) []doc.Span {
	var spans []doc.Span
	n, list := 0, false
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		line := strings.TrimSpace(text[start:end])
		if line == "" {
			start = end + 1
			continue
		}
		from := start + strings.Index(text[start:end], line[:1])
		at, opens := match(line, n < topLines)
		switch {
		case at < 0 && list && len(line) <= longestItem && !sentence(line):
			at = 0
		case at < 0:
			list = false
		default:
			list = list && at == 0 || opens
		}
		if at >= 0 {
			spans = append(spans, doc.Span{Start: int32(from + at), End: int32(from + len(line))})
		}
		n++
		start = end + 1
	}
	return spans
}

// match tells where the boilerplate of a line begins, -1 if nowhere, and
// whether the line opens a list.
func match(line string, top bool) (at int, opens bool) {
	if len(line) > longestLine {
		cut := len(line) - longestTail
		for cut < len(line) && line[cut]&0xc0 == 0x80 { // the middle of a character
			cut++
		}
		if at, _ = matchRules(line[cut:], "tail"); at >= 0 {
			return cut + at, false
		}
		return -1, false
	}
	if !letters(line) {
		return 0, false
	}
	if top {
		return matchRules(line, "tail", "line", "list", "top")
	}
	return matchRules(line, "tail", "line", "list")
}

func matchRules(line string, where ...string) (at int, opens bool) {
	lower, runes := strings.ToLower(line), utf8.RuneCountInString(line)
	for _, r := range rules() {
		if runes > r.longest || !slices.Contains(where, r.where) || !slices.ContainsFunc(r.triggers, func(t string) bool { return strings.Contains(lower, t) }) {
			continue
		}
		if m := r.pattern.FindStringIndex(line); m != nil {
			return m[0], r.where == "list"
		}
	}
	return -1, false
}

// letters tells a line from a rule made of dashes or stars.
func letters(line string) bool {
	return strings.IndexFunc(line, func(r rune) bool { return r >= 0x80 || 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' }) >= 0
}

// sentence tells whether a line ends as a sentence does.
func sentence(line string) bool {
	line = strings.TrimRight(line, "\"”’')»")
	return line != "" && strings.ContainsRune(".!?…:;,", rune(line[len(line)-1]))
}
