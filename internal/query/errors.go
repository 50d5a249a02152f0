package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is a fault of a query with the place where it lies.
type Error struct {
	Query  string `json:"query"`
	At     int    `json:"at"`  // bytes of Query, half-open
	End    int    `json:"end"` //
	Reason string `json:"reason"`
	Hint   string `json:"hint,omitempty"`
}

// Error gives the reason and, below it, the query with a caret under the spot.
func (e *Error) Error() string { return e.Reason + "\n" + e.Caret() }

// Caret gives two lines: the query, and marks below the spot.
func (e *Error) Caret() string {
	// Long queries are cut around the spot; white space of any kind is one column wide.
	const width = 60
	at := min(max(e.At, 0), len(e.Query))
	end := min(max(e.End, at), len(e.Query))
	from := at
	for n := 0; from > 0 && n < width; n++ {
		_, size := utf8.DecodeLastRuneInString(e.Query[:from])
		from -= size
	}
	to := end
	for n := 0; to < len(e.Query) && n < width; n++ {
		_, size := utf8.DecodeRuneInString(e.Query[to:])
		to += size
	}
	head, tail := "", ""
	if from > 0 {
		head = "…"
	}
	if to < len(e.Query) {
		tail = "…"
	}
	pad := utf8.RuneCountInString(head) + utf8.RuneCountInString(e.Query[from:at])
	marks := max(utf8.RuneCountInString(e.Query[at:end]), 1)
	return fmt.Sprintf("  %s%s%s\n  %s%s", head, plainLine(e.Query[from:to]), tail, strings.Repeat(" ", pad), strings.Repeat("^", marks))
}

// plainLine shows white space as blanks and what cannot be shown as "?".
func plainLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return '?'
		}
		return r
	}, s)
}

// nearest gives the word of the list that is closest to s by Levenshtein distance, "" when none is close.
func nearest(s string, list []string) string {
	best, least := "", max(len(s)/2, 1)+1
	low := strings.ToLower(s)
	for _, w := range list {
		if d := distance(low, strings.ToLower(w), least); d < least {
			best, least = w, d
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b, or limit when it is no less.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], limit)
}
