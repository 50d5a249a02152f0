package syntax

import "herodotus/internal/doc"

// scratch is what one document's analysis needs and the next can use again.
type scratch struct {
	words  Words
	keys   []uint64
	atoms  [256]uint32
	scores [256]int32
	tags   []uint8
	state  State
	text   []byte  // lemmas that are not the form itself
	ends   []int32 // where in text each token's lemma ends
}

// Tag sets each token's Tag, POS and Hash and the document's Lemmas.
func (p *Parser) Tag(d *doc.Doc) {
	s := p.scratch.Get().(*scratch)
	defer p.scratch.Put(s)
	for i := range d.Sentences {
		p.tagSentence(s, d, d.Sentences[i].Range)
	}
	p.lemmatise(s, d)
}

func (p *Parser) tagSentence(s *scratch, d *doc.Doc, r doc.Range) {
	s.words.Prepare(d, r)
	tag1, tag2 := uint8(0), uint8(0)
	scores := s.scores[:len(p.classes)]
	for i := range s.words.Len() {
		s.keys = s.words.TagKeys(s.keys[:0], &s.atoms, i, tag1, tag2)
		clear(scores)
		p.tags.Score(s.keys, scores)
		best := Best(scores)
		t := &d.Tokens[int(r.Start)+i]
		t.Tag, t.POS = p.classes[best].Tag, p.classes[best].POS
		tag1, tag2 = uint8(best)+1, tag1
	}
}

// Best gives the class of the highest score, the first of equal ones.
func Best(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// lemmatise sets the lemmas. Those that differ from the form share one string.
func (p *Parser) lemmatise(s *scratch, d *doc.Doc) {
	s.text, s.ends = s.text[:0], s.ends[:0]
	for i := range d.Tokens {
		t := &d.Tokens[i]
		form := d.Text[t.Start:t.End]
		start := len(s.text)
		s.text = p.lemmas.Append(s.text, form, t.Tag, t.POS)
		if string(s.text[start:]) == form {
			s.text = s.text[:start]
		}
		s.ends = append(s.ends, int32(len(s.text)))
	}
	all := string(s.text)
	d.Lemmas = make([]string, len(d.Tokens))
	start := int32(0)
	for i, end := range s.ends {
		if end == start {
			d.Lemmas[i] = d.Form(int32(i))
		} else {
			d.Lemmas[i] = all[start:end]
		}
		start = end
	}
}

// Parse sets each token's Head and Rel; Tag must have run.
func (p *Parser) Parse(d *doc.Doc) {
	s := p.scratch.Get().(*scratch)
	defer p.scratch.Put(s)
	for i := range d.Sentences {
		r := d.Sentences[i].Range
		p.parseSentence(s, d.Tokens[r.Start:r.End], r.Start)
	}
}

func (p *Parser) parseSentence(s *scratch, words []doc.Token, first int32) {
	if len(words) == 0 {
		return
	}
	s.tags = s.tags[:0]
	for i := range words {
		s.tags = append(s.tags, p.class[words[i].Tag][words[i].POS])
	}
	st := &s.state
	st.Reset(words, s.tags)
	for !st.Done() {
		s.keys = st.MoveKeys(s.keys[:0], &s.atoms)
		m := BestMove(st, p.moves.Score(s.keys))
		if m == Shift {
			st.Do(m, 0)
			continue
		}
		st.Do(m, p.label(s, m))
	}
	for i := range words {
		h, rel := st.Arcs(i)
		words[i].Head, words[i].Rel = first+h, p.rels[rel]
		if int(h) == len(words) {
			words[i].Head, words[i].Rel = doc.NoHead, doc.Root
		}
	}
}

// BestMove gives the legal move of the highest score; there always is one before the end.
func BestMove(s *State, scores [3]int32) Move {
	best, found := Shift, false
	for m := Shift; m <= Right; m++ {
		if s.Legal(m) && (!found || scores[m] > scores[best]) {
			best, found = m, true
		}
	}
	return best
}

// label chooses the relation of the arc that a move draws; class 0 is the root's alone.
func (p *Parser) label(s *scratch, m Move) uint8 {
	head, dep := s.state.Arc(m)
	if head == s.state.n {
		return 0
	}
	s.keys = s.state.LabelKeys(s.keys[:0], &s.atoms, head, dep)
	scores := s.scores[:len(p.rels)]
	clear(scores)
	p.arcs.Score(s.keys, scores)
	return uint8(Best(scores[1:]) + 1)
}
