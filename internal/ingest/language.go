package ingest

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// A text that is too short or too mixed to tell counts as English: a French
// article coded as English costs a little time, an English one left out is lost.
const (
	maxLanguage = 3000 // bytes looked at: more does not change the finding
	fewWords    = 8    // below this nothing is certain
	// Of running English text some 40 % are function words of our list, of lists
	// of names and figures a tenth; a long text with hardly any is not English.
	longText, hardlyAny = 60, 0.04
)

// setLanguage finds the language and refuses others than English, unless all
// are wanted. What the input declares decides where the text is too short.
func (d *draft) setLanguage(anyLanguage bool) error {
	l, sure := language(d.Text)
	if declared := languageOf(d.Language); !sure && declared.code != "" {
		l = declared
	}
	d.Language = l.code
	if l.code != "en" && !anyLanguage {
		return because(OtherLanguage, "is in %s, not in English", l.name)
	}
	return nil
}

// tongue is a language by its ISO 639-1 code and its English name.
type tongue struct{ code, name string }

var english = tongue{"en", "English"}

// language tells the language of a text and whether that is certain.
func language(text string) (tongue, bool) {
	if len(text) > maxLanguage {
		text = strings.ToValidUTF8(text[:maxLanguage], "")
	}
	if l, other := otherScript(text); other {
		return l, true
	}
	hits, words := countWords(text)
	en, best := hits[0], 0 // English stands first in the table
	for i, n := range hits {
		if n > hits[best] {
			best = i
		}
	}
	switch {
	case words < fewWords:
		return english, false
	case best != 0 && hits[best] >= 3 && hits[best] > en+en/2+1 && float64(hits[best]) > 0.12*float64(words):
		return profiles().tongues[best], true
	case words >= longText && float64(en) < hardlyAny*float64(words):
		return guessed(text, tongue{"und", "an unknown language"}), true
	}
	return english, en >= 3
}

// otherScript tells texts of which most letters are not Latin.
func otherScript(text string) (tongue, bool) {
	latin, other := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				latin++
			}
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	if other <= latin || other < fewWords {
		return tongue{}, false
	}
	return guessed(text, tongue{"und", "another script"}), true
}

// guessed asks whatlanggo, whose finding is only used for the name of what
// surely is not English.
func guessed(text string, unknown tongue) tongue {
	l := whatlanggo.DetectLang(text)
	if code := l.Iso6391(); code != "" && l != whatlanggo.Eng {
		return tongue{code, l.String()}
	}
	return unknown
}

//go:embed stopwords.txt
var stopwordsText string

// table of function words: for each word the languages that have it.
type wordProfiles struct {
	tongues []tongue
	of      map[string][]int
}

var profiles = sync.OnceValue(func() wordProfiles {
	p := wordProfiles{of: map[string][]int{}}
	for line := range strings.Lines(stopwordsText) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		n := len(p.tongues)
		p.tongues = append(p.tongues, tongue{f[0], f[1]})
		for _, w := range f[2:] {
			if !slices.Contains(p.of[w], n) {
				p.of[w] = append(p.of[w], n)
			}
		}
	}
	return p
})

// countWords counts the words of a text, and for each language its function words among them.
func countWords(text string) (hits []int, words int) {
	p := profiles()
	hits = make([]int, len(p.tongues))
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		for _, l := range p.of[w] {
			hits[l]++
		}
	}
	return hits, words
}

// languageOf reads a declared language: "en", "en-GB", "eng", "fr_FR", "French".
func languageOf(s string) tongue {
	s, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
	if s == "eng" {
		return english
	}
	for _, l := range profiles().tongues {
		if s == l.code || s == strings.ToLower(l.name) {
			return l
		}
	}
	if len(s) == 2 && s[0] >= 'a' && s[1] >= 'a' && s != "xx" {
		return tongue{s, fmt.Sprintf("language %q", s)}
	}
	return tongue{}
}
