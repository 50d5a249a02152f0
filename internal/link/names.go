package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldName brings a name to lower case without accents, article and punctuation.
func foldName(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == '.':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// classOf brings entity types together that different texts give one thing.
func classOf(typ string) string {
	switch typ {
	case "PER":
		return "person"
	case "GPE", "LOC", "FAC":
		return "place"
	case "ORG", "NORP":
		return "body"
	}
	return "thing"
}

// acronym gives the initials of a body's name ("Rapid Support Forces": "rsf"); "" for fewer than three.
func acronym(folded string) string {
	var b strings.Builder
	for _, w := range strings.Fields(folded) {
		switch w {
		case "of", "the", "and", "for", "in", "on":
			continue
		}
		r := []rune(w)
		b.WriteRune(r[0])
	}
	if b.Len() < 3 {
		return ""
	}
	return b.String()
}

// lastName is the last word of a person's name, but for "Jr" and the like.
func lastName(folded string) string {
	f := strings.Fields(folded)
	for len(f) > 1 && (f[len(f)-1] == "jr" || f[len(f)-1] == "sr" || f[len(f)-1] == "ii" || f[len(f)-1] == "iii") {
		f = f[:len(f)-1]
	}
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// headNoun cuts a description down to its last two telling words: "at least nine
// Sudanese civilians" and "civilians" are described alike.
func headNoun(description string) string {
	stop, n := stopWords(), numberWords()
	fields := strings.Fields(description)
	var kept []string
	for i, w := range fields {
		f := foldName(w)
		_, number := n[f]
		first, _ := utf8.DecodeRuneInString(w)
		if f == "" || i < len(fields)-1 && (stop[f] || number || unicode.IsUpper(first)) || strings.ContainsFunc(f, unicode.IsDigit) {
			continue
		}
		kept = append(kept, f)
	}
	return strings.Join(kept[max(0, len(kept)-2):], " ")
}
