package kb

import "unicode/utf8"

// A pattern is a sequence of words. A word is what stands between white space,
// hyphens and apostrophes, without dots, diacritics and case: "Kim Jong-un",
// "U.S." and "d'Orsay" are kim jong un, us and d orsay. So a name is found
// however its hyphens and apostrophes were tokenised. How a pattern is written
// tells what case the text must have, word by word: a word in lower case takes
// any, "Turkey" wants a capital first ("TURKEY" will do), "US" wants capitals.

// Case classes of words, in the order of what they demand.
const (
	anyCase  = iota // "soldiers"
	capital         // "Turkey"
	capitals        // "US"
)

// word is one word of text or pattern.
type word struct {
	hash  uint64
	token int32
	class uint8
	first bool // the token begins with this word
	last  bool // the token ends with this word
}

// FNV-1a, 64 bits (Fowler, Noll, Vo). Words are told apart by their hash alone:
// with 10^5 pattern words a false meeting has a chance of about 10^-14 a word of text.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// latin gives the plain letters of U+00C0 to U+017F.
const latin = "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// appendWords adds the words of one token.
func appendWords(ws []word, s string, token int32) []word {
	begin := len(ws)
	h, letters, upper, lead := uint64(fnvOffset), 0, 0, false
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		up := false
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c, up = c+'a'-'A', true
		case c == '.' && len(s) > 1 || 0x300 <= c && c < 0x370:
			continue // dots of abbreviations, combining marks
		case breaks(c):
			if letters > 0 {
				ws = append(ws, word{hash: h, token: token, class: class(letters, upper, lead)})
			}
			h, letters, upper, lead = fnvOffset, 0, 0, false
			continue
		case 0xC0 <= c && c < 0x180:
			up = upperLatin(c)
			c = rune(latin[c-0xC0])
		}
		if up {
			lead = lead || letters == 0
			upper++
		}
		letters++
		h = (h ^ uint64(c)) * fnvPrime
	}
	if letters > 0 {
		ws = append(ws, word{hash: h, token: token, class: class(letters, upper, lead)})
	}
	if len(ws) > begin {
		ws[begin].first, ws[len(ws)-1].last = true, true
	}
	return ws
}

// breaks tells whether a character separates words inside a token: hyphens and apostrophes.
func breaks(c rune) bool {
	switch c {
	case '-', '\'', '\u2010', '\u2011', '\u2018', '\u2019', '\u02bc', '\u00ad':
		return true
	}
	return false
}

// upperLatin tells whether a letter of U+00C0 to U+017F is upper case. The
// blocks alternate; the parity turns at two places.
func upperLatin(c rune) bool {
	switch {
	case c < 0xE0:
		return c != 0xDF
	case c < 0x100:
		return false
	case c < 0x139 || 0x14A <= c && c < 0x178:
		return c&1 == 0
	}
	return c&1 == 1
}

func class(letters, upper int, lead bool) uint8 {
	switch {
	case upper == letters:
		return capitals
	case lead:
		return capital
	}
	return anyCase
}

// pattern is the end of a path through the trie.
type pattern struct {
	meaning int32  // index into Base.meanings
	next    int32  // further pattern of the same words, or 0
	classes uint64 // two bits a word
	article bool   // "the" must precede: "the Times"
}

// trie finds patterns. Transitions lie in one open-addressing table keyed by
// node and word hash, so that a word that begins no pattern costs one probe.
type trie struct {
	keys     []uint64
	to       []int32
	shift    uint
	nodes    []int32 // first pattern of each node, or 0
	patterns []pattern
	used     int
}

// maxWords is the length of the longest pattern (two bits of pattern.classes a word).
const maxWords = 32

func newTrie(transitions int) *trie {
	bits := uint(10)
	for 1<<bits < transitions*2 {
		bits++
	}
	return &trie{keys: make([]uint64, 1<<bits), to: make([]int32, 1<<bits), shift: 64 - bits,
		nodes: make([]int32, 1, transitions), patterns: make([]pattern, 1, transitions)}
}

// slot gives the place of a transition and whether it is there.
func (t *trie) slot(node int32, hash uint64) (int, bool) {
	key := hash ^ uint64(node)*0x9E3779B97F4A7C15
	mask := len(t.keys) - 1
	for i := int(key * 0xD6E8FEB86659FD93 >> t.shift); ; i = (i + 1) & mask {
		if t.keys[i] == key {
			return i, true
		}
		if t.keys[i] == 0 {
			return i, false
		}
	}
}

// step gives the node that a word leads to, or 0.
func (t *trie) step(node int32, hash uint64) int32 {
	key := hash ^ uint64(node)*0x9E3779B97F4A7C15
	mask := len(t.keys) - 1
	for i := int(key * 0xD6E8FEB86659FD93 >> t.shift); ; i = (i + 1) & mask {
		switch t.keys[i] {
		case key:
			return t.to[i]
		case 0:
			return 0
		}
	}
}

// add puts a pattern into the trie; the same words may have several meanings.
func (t *trie) add(ws []word, meaning int32, article bool) {
	node, classes := int32(0), uint64(0)
	for i := range ws {
		if t.used*2 >= len(t.keys) {
			t.grow()
		}
		s, ok := t.slot(node, ws[i].hash)
		if !ok {
			t.keys[s] = ws[i].hash ^ uint64(node)*0x9E3779B97F4A7C15
			t.to[s] = int32(len(t.nodes))
			t.nodes = append(t.nodes, 0)
			t.used++
		}
		node = t.to[s]
		classes |= uint64(ws[i].class) << (2 * i)
	}
	last := &t.nodes[node]
	for *last != 0 {
		if p := &t.patterns[*last]; p.meaning == meaning && p.classes == classes && p.article == article {
			return
		}
		last = &t.patterns[*last].next
	}
	*last = int32(len(t.patterns))
	t.patterns = append(t.patterns, pattern{meaning: meaning, classes: classes, article: article})
}

// grow doubles the table.
func (t *trie) grow() {
	keys, to := t.keys, t.to
	t.keys, t.to, t.shift = make([]uint64, 2*len(keys)), make([]int32, 2*len(to)), t.shift-1
	mask := len(t.keys) - 1
	for j, key := range keys {
		if key == 0 {
			continue
		}
		i := int(key * 0xD6E8FEB86659FD93 >> t.shift)
		for t.keys[i] != 0 {
			i = (i + 1) & mask
		}
		t.keys[i], t.to[i] = key, to[j]
	}
}

// fits tells whether the words have the case that the pattern demands.
func (p *pattern) fits(ws []word) bool {
	for i := range ws {
		if ws[i].class < uint8(p.classes>>(2*i)&3) {
			return false
		}
	}
	return true
}
