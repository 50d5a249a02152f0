package timex

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// split makes a document of a text with a simple tokenizer, so that this package's tests need no other stage: a line
// is a paragraph, a full stop before a capital ends a sentence, hyphens and quotation marks are tokens.
func split(t testing.TB, text, published string) *doc.Doc {
	t.Helper()
	d, err := doc.New(text)
	if err != nil {
		t.Fatal(err)
	}
	if published != "" {
		if d.Published, err = time.Parse("2006-01-02", published); err != nil {
			t.Fatal(err)
		}
	}
	at, para := 0, int32(0)
	for _, line := range strings.SplitAfter(text, "\n") {
		if strings.TrimSpace(line) != "" {
			splitLine(d, line, at, para)
			para++
		}
		at += len(line)
	}
	return d
}

func splitLine(d *doc.Doc, line string, at int, para int32) {
	first := int32(len(d.Tokens))
	for i := 0; i < len(line); {
		for i < len(line) && (line[i] == ' ' || line[i] == '\n' || line[i] == '\r' || line[i] == '\t') {
			i++
		}
		spaced := true
		for i < len(line) && !strings.ContainsRune(" \n\t\r", rune(line[i])) {
			n := tokenLen(line, i)
			k := doc.Token{Start: int32(at + i), End: int32(at + i + n), Head: doc.NoHead, Sent: int32(len(d.Sentences))}
			if spaced {
				k.Flags = doc.SpaceBefore
			}
			d.Tokens = append(d.Tokens, k)
			spaced = false
			i += n
			if line[i-1] == '.' && n == 1 && i+1 < len(line) && line[i] == ' ' && unicode.IsUpper(rune(line[i+1])) {
				d.Sentences = append(d.Sentences, doc.Sentence{Range: doc.Range{Start: first, End: int32(len(d.Tokens))}, Para: para})
				first = int32(len(d.Tokens))
			}
		}
	}
	if n := int32(len(d.Tokens)); n > first {
		d.Sentences = append(d.Sentences, doc.Sentence{Range: doc.Range{Start: first, End: n}, Para: para})
	}
}

var abbreviations = []string{"Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Mr.", "a.m.", "p.m.", "U.S."}

func tokenLen(s string, i int) int {
	for _, a := range abbreviations {
		if strings.HasPrefix(s[i:], a) {
			return len(a)
		}
	}
	if rest := s[i:]; strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") {
		return strings.Index(rest, "s") + 1
	}
	n := 0
	for i+n < len(s) {
		r, size := utf8.DecodeRuneInString(s[i+n:])
		word := unicode.IsLetter(r) || unicode.IsDigit(r) ||
			n > 0 && (r == ':' || r == ',' || r == '.') && i+n+1 < len(s) && s[i+n+1] >= '0' && s[i+n+1] <= '9' && s[i+n-1] >= '0' && s[i+n-1] <= '9'
		if !word {
			if n == 0 {
				n = size
			}
			break
		}
		n += size
	}
	return n
}
