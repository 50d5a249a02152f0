package ingest

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed agencies.txt
var agenciesText string

// agencies gives the name of an agency for each form in which it is credited.
var agencies = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for line := range strings.Lines(agenciesText) {
		name, forms, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		for form := range strings.SplitSeq(forms, "|") {
			names[form] = name
		}
	}
	return names
})

// agencyName tells whether a publisher or author is an agency, and which.
func agencyName(name string) string { return agencies()[strings.TrimSpace(name)] }

const (
	datelineBytes = 150 // of a line, in which a dateline stands
	longestCredit = 120
	endLines      = 4 // in which rights and credits stand
)

// agency tells which agency a report credits; "" where it names none.
func agency(text string) string {
	n := 0
	var last [endLines]string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n < topLines {
			name := dateline(line[:min(len(line), datelineBytes)])
			if name == "" && len(line) <= longestCredit {
				name = byline(line)
			}
			if name != "" {
				return name
			}
		}
		last[n%endLines] = line
		n++
	}
	for i := range min(n, endLines) {
		if name := closing(last[(n-1-i)%endLines]); name != "" {
			return name
		}
	}
	return ""
}

// dateline reads "MOSCOW (Reuters) -", "BEIJING, Sept. 14 (Xinhua) --" and "MOSCOW, September 14. /TASS/.".
func dateline(head string) string {
	for i, r := range head {
		if r != '(' && r != '[' && r != '/' || i > 0 && !strings.ContainsRune(" .,", rune(head[i-1])) {
			continue
		}
		inner, after := head[i+1:], ""
		end := strings.IndexAny(inner, ")]/")
		if end < 0 {
			return ""
		}
		inner, after = inner[:end], strings.TrimSpace(strings.TrimLeft(inner[end:], ")]/"))
		name := agencyName(inner)
		if name != "" && (r == '/' || strings.IndexFunc(after, func(r rune) bool { return strings.ContainsRune("-–—:", r) }) == 0) {
			return name
		}
	}
	return ""
}

// byline reads "By Ann Lee, Associated Press", "By AFP" and "Reuters" on a line of its own.
func byline(line string) string {
	line = strings.TrimRight(line, ".")
	for _, role := range []string{" Writers", " Writer", " writers", " writer", " correspondent", " Correspondent", " staff", " Staff"} {
		line = strings.TrimSuffix(line, role)
	}
	rest, isBy := strings.CutPrefix(line, "By ")
	if !isBy {
		if rest, isBy = strings.CutPrefix(line, "BY "); !isBy {
			rest, isBy = strings.CutPrefix(line, "Source: ")
		}
	}
	if name := agencyName(rest); name != "" || !isBy {
		return name
	}
	for _, sep := range []string{", ", " | ", "/", " for ", " of "} {
		if i := strings.LastIndex(rest, sep); i >= 0 {
			if name := agencyName(rest[i+len(sep):]); name != "" {
				return name
			}
		}
	}
	return ""
}

// closing reads "© 2023 AFP", "Copyright 2023 The Associated Press",
// "(With inputs from PTI)" and "… said. - Bernama".
func closing(line string) string {
	line = line[max(0, len(line)-200):]
	for _, mark := range []string{"©", "opyright", "(c)", "(C)", "nput from ", "nputs from ", "eporting from ", "reports from "} {
		if i := strings.Index(line, mark); i >= 0 {
			rest := strings.TrimLeftFunc(line[i+len(mark):], func(r rune) bool { return !unicode.IsLetter(r) })
			if name := leading(strings.TrimPrefix(strings.TrimPrefix(rest, "by "), "c) ")); name != "" {
				return name
			}
		}
	}
	line = strings.TrimRight(line, ".)]/ ")
	i := strings.LastIndexAny(line, "-–—/([")
	if i < 0 {
		return ""
	}
	_, n := utf8.DecodeRuneInString(line[i:])
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line[:i], " -–—/(["))
	if i > 0 && !strings.ContainsRune(".\"”!?", before) {
		return ""
	}
	return agencyName(line[i+n:])
}

// leading gives the agency whose name a text begins with.
func leading(s string) string {
	words := strings.Fields(s)
	for n := min(len(words), 4); n > 0; n-- {
		name := strings.TrimRight(strings.Join(words[:n], " "), ".,;)")
		if found := agencyName(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")); found != "" {
			return found
		}
	}
	return ""
}
