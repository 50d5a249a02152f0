package link

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text: a run of letters, digits and inner apostrophes.
type word struct {
	start, end int
	low        string // lower case, without a possessive ending
	capital    bool
}

// wordsOf splits a text into words. Only what copies and typists leave alone
// counts: punctuation, quotation marks and line breaks do not.
func wordsOf(text string) []word {
	out := make([]word, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += size
			continue
		}
		end := i + size
		for end < len(text) {
			next, n := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(next) && !unicode.IsDigit(next) && !unicode.Is(unicode.Mn, next) && !joins(next, text[end+n:]) {
				break
			}
			end += n
		}
		low := strings.ToLower(text[i:end])
		if at := strings.LastIndexAny(low, "'’"); at > 0 {
			low = low[:at]
		}
		out = append(out, word{i, end, low, unicode.IsUpper(r)})
		i = end
	}
	return out
}

// joins: an apostrophe before a letter, a comma or point before a digit.
func joins(r rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(next)
	case ',', '.':
		return unicode.IsDigit(next)
	}
	return false
}

//go:embed stop.txt
var stopFile string

// stopWords says nothing about what a text is about.
var stopWords = sync.OnceValue(func() map[string]bool { return wordTable(stopFile) })

// wordTable reads a table of words; lines that begin with # are comments.
func wordTable(file string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				out[w] = true
			}
		}
	}
	return out
}

// hash is FNV-1a in 64 bits with a finish that spreads short inputs (the
// finalizer of MurmurHash3, Appleby 2011).
func hash(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
