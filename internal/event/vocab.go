package event

// word numbers a word of the lexicon; 0 is every word that the lexicon does not name.
type word int32

// vocab maps words to numbers. Words are folded to lower case (ASCII), for a
// headline's "Attacks" and a name's "Summit" are the same triggers.
type vocab struct {
	table []word // open addressing, a power of two long, at most half full
	words []string
}

func newVocab() *vocab {
	return &vocab{table: make([]word, 1<<12), words: []string{""}}
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

// equalFold compares s with a word that is in lower case already.
func equalFold(s, low string) bool {
	if len(s) != len(low) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if lower(s[i]) != low[i] {
			return false
		}
	}
	return true
}

// find gives the number of a word, 0 when the lexicon does not name it.
func (v *vocab) find(s string) word {
	mask := uint32(len(v.table) - 1)
	for i := hashFold(s) & mask; ; i = (i + 1) & mask {
		w := v.table[i]
		if w == 0 || equalFold(s, v.words[w]) {
			return w
		}
	}
}

// add gives the number of a lower-case word, a new one if need be.
func (v *vocab) add(s string) word {
	if w := v.find(s); w != 0 || s == "" {
		return w
	}
	if 2*len(v.words) >= len(v.table) {
		v.grow()
	}
	w := word(len(v.words))
	v.words = append(v.words, s)
	v.put(w)
	return w
}

func (v *vocab) grow() {
	v.table = make([]word, 2*len(v.table))
	for w := 1; w < len(v.words); w++ {
		v.put(word(w))
	}
}

func (v *vocab) put(w word) {
	mask := uint32(len(v.table) - 1)
	i := hashFold(v.words[w]) & mask
	for v.table[i] != 0 {
		i = (i + 1) & mask
	}
	v.table[i] = w
}
