package tokenize

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed tables/abbreviations.txt
var abbreviationsText string

//go:embed tables/prefixes.txt
var prefixesText string

//go:embed tables/contractions.txt
var contractionsText string

//go:embed tables/units.txt
var unitsText string

//go:embed tables/endings.txt
var endingsText string

//go:embed tables/starters.txt
var startersText string

//go:embed tables/speech.txt
var speechText string

// Classes of abbreviations, as tables/abbreviations.txt explains them. 0 is "not listed".
const (
	abbrBefore byte = iota + 1
	abbrNumber
	abbrEither
	abbrCapital
)

// wordTable maps lower-case words to a byte. It is open addressing over one
// slice, so that a look-up folds case while it hashes and allocates nothing.
type wordTable struct {
	slots []wordSlot // length a power of two
}

type wordSlot struct {
	word  string
	value byte
}

func newWordTable(size int) *wordTable {
	n := 64
	for n < 3*size {
		n *= 2
	}
	return &wordTable{slots: make([]wordSlot, n)}
}

// add stores a word; an earlier value of the word stays.
func (t *wordTable) add(word string, value byte) {
	i := t.find(word)
	if t.slots[i].word == "" {
		t.slots[i] = wordSlot{word, value}
	}
}

// get gives the word's value in any case of its ASCII letters, or 0.
func (t *wordTable) get(word string) byte { return t.slots[t.find(word)].value }

func (t *wordTable) find(word string) int {
	h := uint32(2166136261) // FNV-1a
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(lower(word[i]))) * 16777619
	}
	mask := len(t.slots) - 1
	i := int(h^h>>15) & mask
	for t.slots[i].word != "" && !equalFold(t.slots[i].word, word) {
		i = (i + 1) & mask
	}
	return i
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// equalFold compares a lower-case word with another in any case of its ASCII letters.
func equalFold(low, s string) bool {
	if len(low) != len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if low[i] != lower(s[i]) {
			return false
		}
	}
	return true
}

// tableLines gives the fields of each line that holds any, comments removed.
func tableLines(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func parseAbbreviations(text string) (*wordTable, error) {
	classes := map[string]byte{"before": abbrBefore, "number": abbrNumber, "either": abbrEither, "capital": abbrCapital}
	lines := tableLines(text)
	t := newWordTable(20 * len(lines))
	for _, f := range lines {
		class, ok := classes[f[0]]
		if !ok {
			return nil, fmt.Errorf("abbreviations: unknown class %q", f[0])
		}
		for _, w := range f[1:] {
			t.add(w, class)
		}
	}
	return t, nil
}

// parseWords reads a plain list; each word has the value 1.
func parseWords(text string) *wordTable {
	t := newWordTable(200)
	for _, f := range tableLines(text) {
		for _, w := range f {
			t.add(w, 1)
		}
	}
	return t
}

func parseContractions(text string) (*wordTable, error) {
	t := newWordTable(100)
	for _, f := range tableLines(text) {
		n := 0
		if len(f) == 2 {
			n, _ = strconv.Atoi(f[1])
		}
		if n <= 0 || n >= len(f[0]) {
			return nil, fmt.Errorf("contractions: want a word and the length of its first part, have %q", strings.Join(f, " "))
		}
		t.add(f[0], byte(n))
	}
	return t, nil
}
