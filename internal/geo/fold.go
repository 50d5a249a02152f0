package geo

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form that the index is sorted by: lower case, no accents, hyphens as spaces, no full stops or
// apostrophes. "Saint-Denis", "St. Denis" differ still: the gazetteer has either.
func Fold(s string) string { return string(appendFold(nil, s)) }

// appendFold appends the folded name to b.
func appendFold(b []byte, s string) []byte {
	start := len(b)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return appendFoldRunes(b[:start], s)
		}
		b = appendFoldASCII(b, start, c)
	}
	return trimSpace(b, start)
}

func appendFoldASCII(b []byte, start int, c byte) []byte {
	switch {
	case 'A' <= c && c <= 'Z':
		return append(b, c+'a'-'A')
	case c == '.' || c == '\'' || c == '`':
		return b
	case c == '-' || c == ' ' || c == '\n' || c == '\t' || c == '/' || c == ',':
		if n := len(b); n > start && b[n-1] != ' ' {
			return append(b, ' ')
		}
		return b
	}
	return append(b, c)
}

func trimSpace(b []byte, start int) []byte {
	if n := len(b); n > start && b[n-1] == ' ' {
		return b[:n-1]
	}
	return b
}

// letters that Unicode does not decompose.
var letters = strings.NewReplacer("ø", "o", "Ø", "o", "ł", "l", "Ł", "l", "đ", "d", "Đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "Æ", "ae",
	"œ", "oe", "Œ", "oe", "þ", "th", "Þ", "th", "ð", "d", "Ð", "d", "ə", "a", "Ə", "a", "ħ", "h", "Ħ", "h", "–", "-", "’", "'", "‘", "'",
	"ʻ", "'", "ʼ", "'", "ʿ", "'", "ʾ", "'", "\u00a0", " ")

func appendFoldRunes(b []byte, s string) []byte {
	start := len(b)
	for _, r := range norm.NFD.String(letters.Replace(s)) {
		switch {
		case r < utf8.RuneSelf:
			b = appendFoldASCII(b, start, byte(r))
		case unicode.Is(unicode.Mn, r):
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return trimSpace(b, start)
}
