package store

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxWords bounds the folded bytes of one document that can be searched:
	// PostgreSQL's tsvector holds at most 1 MB.
	maxWords = 400 << 10
	// maxWord bounds one word; longer ones are rubbish (base64, URLs) and are cut.
	maxWord = 40
)

// Fold brings text to the words that search compares, one blank between: lower
// case, no accents, plural endings cut. Both databases store and are asked for
// folded words, so that they find the same.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(min(len(text), maxWords))
	eachWord(text, func(w []byte) bool {
		if b.Len()+len(w) >= maxWords {
			return false
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(w)
		return true
	})
	return b.String()
}

// foldWords gives the words of a query; open tells that the last one stands
// before an asterisk and is only a beginning.
func foldWords(phrase string) (words []string, open bool) {
	phrase = strings.TrimSpace(phrase)
	open = strings.HasSuffix(phrase, "*")
	eachWord(phrase, func(w []byte) bool {
		words = append(words, string(w))
		return len(words) < 64
	})
	if open && len(words) > 0 { // a beginning has no ending to cut
		raw := lower(phrase)
		if i := strings.LastIndexFunc(strings.TrimRight(raw, "*"), notWord); i >= 0 {
			raw = raw[i+1:]
		}
		if raw = strings.TrimRightFunc(raw, notWord); raw != "" {
			words[len(words)-1] = raw
		}
	}
	return words, open
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// lower gives text in lower case without accents.
func lower(text string) string {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	if !ascii {
		text = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(text))
	}
	return strings.ToLower(text)
}

// eachWord calls f with each folded word until f says no. The slice is used again.
func eachWord(text string, f func(word []byte) bool) {
	text = lower(text)
	word := make([]byte, 0, maxWord)
	start := -1
	for i, r := range text + " " {
		switch {
		case r != utf8.RuneError && !notWord(r):
			if start < 0 {
				start = i
			}
		case (r == '\'' || r == '’') && start >= 0 && i+1 < len(text): // "Iran's" and "don't" are one word each
		case start >= 0:
			word = appendWord(word[:0], text[start:i])
			if len(word) > 0 && !f(word) {
				return
			}
			start = -1
		}
	}
}

// appendWord drops apostrophes and cuts plural and possessive endings: Harman's
// S-stemmer ("How effective is suffixing?", JASIS 1991), which hardly ever
// joins words that differ.
func appendWord(b []byte, w string) []byte {
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	for _, r := range w {
		if notWord(r) {
			continue
		}
		if len(b)+utf8.RuneLen(r) > maxWord {
			return b
		}
		b = utf8.AppendRune(b, r)
	}
	n := len(b)
	end := func(s string) bool { return n > len(s)+1 && string(b[n-len(s):]) == s }
	switch {
	case end("ies") && !end("eies") && !end("aies"):
		return append(b[:n-3], 'y')
	case end("es") && !end("aes") && !end("ees") && !end("oes"):
		return b[:n-1]
	case end("s") && !end("us") && !end("ss"):
		return b[:n-1]
	}
	return b
}

// The bounds of PostgreSQL's tsvector, https://www.postgresql.org/docs/current/textsearch-limitations.html.
const (
	maxPosition  = 1<<14 - 1 // of a word in a text
	maxPositions = 255       // of one word
)

// vector writes folded words as PostgreSQL's tsvector, each word once with its
// positions, without PostgreSQL's own parser, which would part words otherwise
// than SQLite.
func vector(folded string) string {
	places := map[string][]int{}
	at := 0
	for w := range strings.FieldsSeq(folded) {
		at++
		if p := places[w]; at <= maxPosition && len(p) < maxPositions || p == nil {
			places[w] = append(p, min(at, maxPosition))
		}
	}
	var b strings.Builder
	b.Grow(len(folded) * 2)
	for _, w := range slices.Sorted(maps.Keys(places)) {
		b.WriteString("'" + w + "':")
		for i, n := range places[w] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(' ')
	}
	return b.String()
}
