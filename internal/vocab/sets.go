package vocab

import "strings"

// Sets tells of words and phrases to which of up to 64 things they belong, as bits.
type Sets struct {
	words   []uint64 // by word
	phrases map[Word][]phrase
}

// phrase is an entry of several words; it is found by its last one.
type phrase struct {
	before []Word
	set    uint64
}

// Add puts a word, or several joined by "_", into the set.
func (s *Sets) Add(v *Words, entry string, set uint64) {
	var words []Word
	for p := range strings.SplitSeq(entry, "_") {
		words = append(words, v.Add(p))
	}
	last := words[len(words)-1]
	if len(words) > 1 {
		if s.phrases == nil {
			s.phrases = map[Word][]phrase{}
		}
		s.phrases[last] = append(s.phrases[last], phrase{words[:len(words)-1], set})
		return
	}
	for len(s.words) <= int(last) {
		s.words = append(s.words, 0)
	}
	s.words[last] |= set
}

// At gives the things to which token at of the text belongs.
func (s *Sets) At(t *Text, at int32) uint64 {
	set := s.of(t.Lemma[at]) | s.of(t.Form[at])
	if t.Lemma[at] == 0 {
		return set
	}
	for _, p := range s.phrases[t.Lemma[at]] {
		if t.Preceded(at, p.before) {
			set |= p.set
		}
	}
	return set
}

func (s *Sets) of(w Word) uint64 {
	if int(w) < len(s.words) {
		return s.words[w]
	}
	return 0
}
