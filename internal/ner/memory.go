package ner

import (
	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// memory is what a document has shown of its names: votes for types by phrase.
// Open addressing; it is small and used again.
type memory struct {
	slots []memo
	used  int
}

// memo holds the votes for one phrase, by index into typeList: the sum of the
// probabilities of the names that were it, or began or ended with it.
type memo struct {
	key   uint64
	votes [len(typeList)]float32
}

func (m *memory) reset(names int) {
	n := 64
	for n < 8*names {
		n *= 2
	}
	if len(m.slots) < n {
		m.slots = make([]memo, n)
	} else {
		clear(m.slots)
	}
	m.used = 0
}

// find gives the memo of a key, or the empty one where it would go.
func (m *memory) find(key uint64) *memo {
	mask := uint64(len(m.slots) - 1)
	for i := key >> 20; ; i++ {
		if p := &m.slots[i&mask]; p.key == key || p.key == 0 {
			return p
		}
	}
}

// vote adds to the votes of a phrase.
func (m *memory) vote(key uint64, typ int, by float32) {
	p := m.find(key)
	if p.key == 0 {
		if m.used >= len(m.slots)*3/4 {
			return // cannot be: reset made room for four phrases a name
		}
		m.used++
		p.key = key
	}
	p.votes[typ] += by
}

// winner gives the type with most votes, those votes and their share of all.
func (p *memo) winner() (typ int, votes, share float32) {
	sum := float32(0)
	for t, v := range p.votes {
		sum += v
		if v > votes {
			typ, votes = t, v
		}
	}
	if sum == 0 {
		return 0, 0, 0
	}
	return typ, votes, votes / sum
}

// phrase gives the key of the words of a range; forms of one word share it.
func (w *Words) phrase(r doc.Range) uint64 {
	key := uint64(1)
	for i := r.Start; i < r.End; i++ {
		key = model.Key(key, uint64(w.list[i].lower))
	}
	return key | 1
}

func typeIndex(t doc.Type) int {
	for i, u := range typeList {
		if u == t {
			return i
		}
	}
	return len(typeList) - 1
}

// How sure the document must be of a phrase, and how unsure a name, for the
// document to overrule the sentence; the score that a name gets that only the
// document tells. Tuned on reports with listed participants.
const (
	unsure     = 0.75
	sureVotes  = 0.85
	sureShare  = 0.75
	fromMemory = 0.75
)

// remember collects the votes of all names.
func (s *scratch) remember() {
	m := &s.memory
	m.reset(len(s.names))
	for _, n := range s.names {
		t := typeIndex(n.Type)
		m.vote(s.words.phrase(n.Range), t, n.Score)
		if n.Type != doc.PER || n.Len() < 2 {
			continue
		}
		// A person goes on under the surname, wherever that stands: Smith, Kim.
		for _, i := range []int32{n.Start, n.End - 1} {
			if s.words.list[i].casing >= upperCase {
				m.vote(s.words.phrase(doc.Range{Start: i, End: i + 1}), t, n.Score)
			}
		}
	}
}

// agree lets the document settle the types of names that a sentence left open.
func (s *scratch) agree() {
	for i := range s.names {
		n := &s.names[i]
		if n.Score >= unsure {
			continue
		}
		p := *s.memory.find(s.words.phrase(n.Range))
		p.votes[typeIndex(n.Type)] -= n.Score
		if t, votes, share := p.winner(); votes >= sureVotes && share >= sureShare {
			n.Type, n.Score = typeList[t], max(n.Score, fromMemory)
		}
	}
}

// recall adds the names that a sentence missed and the document knows: capitals
// that stand alone and are a confident name elsewhere.
func (s *scratch) recall(d *doc.Doc) {
	found := s.names
	next := 0
	for i := int32(0); int(i) < len(d.Tokens); {
		for next < len(found) && found[next].End <= i {
			next++
		}
		limit := d.SentenceOf(i).End
		if next < len(found) {
			if found[next].Start <= i {
				i = found[next].End
				continue
			}
			limit = min(limit, found[next].Start)
		}
		if n := s.known(d, i, limit); n.Len() > 0 {
			s.names = append(s.names, n)
			i = n.End
			continue
		}
		i++
	}
}

// known gives the longest name at token i that the document is sure of elsewhere.
func (s *scratch) known(d *doc.Doc, i, limit int32) (best doc.Name) {
	if !s.lonely(d, i) {
		return best
	}
	for end := i + 1; end <= min(limit, i+4); end++ {
		r := doc.Range{Start: i, End: end}
		t, votes, share := s.memory.find(s.words.phrase(r)).winner()
		if votes >= sureVotes && share >= sureShare {
			best = doc.Name{Range: r, Type: typeList[t], Score: fromMemory * share}
		}
	}
	if best.Len() > 0 && int(best.End) < len(d.Tokens) && best.End < d.SentenceOf(i).End && s.words.list[best.End].casing >= upperCase && !s.heading(d, i) {
		return doc.Name{}
	}
	return best
}

// lonely tells whether token i may begin a name that was missed: a capital that
// continues no run of capitals, is no date and is not written small elsewhere.
func (s *scratch) lonely(d *doc.Doc, i int32) bool {
	w := &s.words.list[i]
	if w.casing < upperCase || w.seen&seenLower != 0 {
		return false
	}
	r := d.SentenceOf(i).Range
	before := s.words.at(r, i-1)
	if numeral(d, r, i-1) || numeral(d, r, i+1) || w.lex&uint32(LexCommon) != 0 && d.Tokens[i].Tag != doc.TagNNP {
		return false
	}
	return before.casing < upperCase || s.heading(d, i) || i-1 == r.Start
}

func (s *scratch) heading(d *doc.Doc, i int32) bool {
	t := d.SentenceOf(i)
	return t.Heading || s.words.titleCase(t.Range)
}

func numeral(d *doc.Doc, r doc.Range, i int32) bool {
	return r.Has(i) && d.Tokens[i].Tag == doc.TagCD
}
