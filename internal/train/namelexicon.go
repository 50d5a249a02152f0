package train

import (
	"bufio"
	"cmp"
	_ "embed"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/ner"
)

//go:embed lists/given.txt
var givenList string

//go:embed lists/surnames.txt
var surnameList string

// minPopulation is that of the smallest town in the lexicon of names: smaller
// ones are named like men and things more often than they make news.
const minPopulation = 15000

// nameLexicon makes the table of places, persons' names and common words.
func nameLexicon(data string, docs []*nameDoc) (*model.Lookup, error) {
	bits := map[uint64]uint16{}
	for list, bit := range map[string]uint16{givenList: ner.LexGiven, surnameList: ner.LexSurname} {
		for l := range strings.Lines(list) {
			if !strings.HasPrefix(l, "#") {
				for _, w := range strings.Fields(l) {
					bits[ner.PhraseKey(w)] |= bit
				}
			}
		}
	}
	if err := addPlaces(bits, filepath.Join(data, "gazetteer", "cities5000.tsv.gz"), 1, 6); err != nil {
		return nil, err
	}
	if err := addPlaces(bits, filepath.Join(data, "gazetteer", "admin1.tsv.gz"), 1, -1); err != nil {
		return nil, err
	}
	for _, d := range docs { // states and regions as the knowledge base has them
		for _, k := range d.d.Known.All() {
			if k.Sense == doc.SenseName && k.Entry != nil && k.Entry.Type == doc.GPE {
				bits[ner.PhraseKey(placeWords(k.Entry.Name)...)] |= ner.LexPlace
			}
		}
	}
	addCommon(bits, docs)
	entries := make([]model.Entry, 0, len(bits))
	for k, v := range bits {
		entries = append(entries, model.Entry{Key: k, Value: v})
	}
	slices.SortFunc(entries, func(a, b model.Entry) int { return cmp.Compare(a.Key, b.Key) })
	return model.NewLookup(entries)
}

// addPlaces adds the names in a column of a gazetteer; population is its column, or -1.
func addPlaces(bits map[uint64]uint16, path string, name, population int) error {
	r, done, err := openText(path)
	if err != nil {
		return err
	}
	defer done()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) <= max(name, population) {
			continue
		}
		if population >= 0 {
			if n, err := strconv.Atoi(f[population]); err != nil || n < minPopulation {
				continue
			}
		}
		if words := placeWords(f[name]); len(words) > 0 {
			bits[ner.PhraseKey(words...)] |= ner.LexPlace
		}
	}
	return lines.Err()
}

// placeWords parts a place name as the tokenizer would; nil when it is no use.
func placeWords(name string) []string {
	if i := strings.IndexByte(name, '('); i > 0 {
		name = name[:i]
	}
	words := strings.Fields(strings.ReplaceAll(name, "-", " - "))
	if r, _ := utf8.DecodeRuneInString(name); len(words) > 4 || len(name) < 3 || !unicode.IsUpper(r) {
		return nil
	}
	return words
}

// addCommon marks the words that the training texts mostly write in lower case.
func addCommon(bits map[uint64]uint16, docs []*nameDoc) {
	lower, upper := map[string]int{}, map[string]int{}
	for _, n := range docs {
		for _, s := range n.d.Sentences {
			for i := s.Start; i < s.End; i++ {
				switch f := n.d.Form(i); {
				case capital(f) && i > s.Start:
					upper[strings.ToLower(f)]++
				case !capital(f):
					lower[f]++
				}
			}
		}
	}
	for w, n := range lower {
		if r, _ := utf8.DecodeRuneInString(w); n >= 2 && unicode.IsLetter(r) && n >= 5*upper[w] {
			bits[ner.PhraseKey(w)] |= ner.LexCommon
		}
	}
}
