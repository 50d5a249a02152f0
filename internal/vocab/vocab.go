// Package vocab numbers the words that tables and lexica name, so that a document's words are looked up once and compared
// as numbers from then on.
//
// In: the words of tables; a document. Out: the number of a word, and the document's lemmas and forms as numbers.
package vocab

import "herodotus/internal/doc"

// Word numbers a word; 0 is every word that was not added.
type Word int32

// Words maps words to numbers. They are folded to lower case (ASCII), for a
// headline's "Attacks" and a name's "Summit" are words like others.
type Words struct {
	table []Word // open addressing, a power of two long, at most half full
	words []string
}

// New makes an empty vocabulary.
func New() *Words {
	return &Words{table: make([]Word, 1<<12), words: []string{""}}
}

// hashFold is FNV-1a over the lower-cased bytes.
func hashFold(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(lower(s[i]))) * 16777619
	}
	return h
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// Find gives the number of a word, 0 when it was not added.
func (v *Words) Find(s string) Word {
	mask := uint32(len(v.table) - 1)
	for i := hashFold(s) & mask; ; i = (i + 1) & mask {
		w := v.table[i]
		if w == 0 || doc.FoldsTo(s, v.words[w]) {
			return w
		}
	}
}

// Add gives the number of a lower-case word, a new one if need be.
func (v *Words) Add(s string) Word {
	if w := v.Find(s); w != 0 || s == "" {
		return w
	}
	if 2*len(v.words) >= len(v.table) {
		v.grow()
	}
	w := Word(len(v.words))
	v.words = append(v.words, s)
	v.put(w)
	return w
}

func (v *Words) grow() {
	v.table = make([]Word, 2*len(v.table))
	for w := 1; w < len(v.words); w++ {
		v.put(Word(w))
	}
}

func (v *Words) put(w Word) {
	mask := uint32(len(v.table) - 1)
	i := hashFold(v.words[w]) & mask
	for v.table[i] != 0 {
		i = (i + 1) & mask
	}
	v.table[i] = w
}

// Len gives how many numbers are in use, that of no word among them.
func (v *Words) Len() int { return len(v.words) }

// String gives the word of a number.
func (v *Words) String(w Word) string { return v.words[w] }
