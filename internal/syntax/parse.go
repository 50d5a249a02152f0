package syntax

import "herodotus/internal/doc"

// Parse sets each token's Head and Rel; Tag must have run. Where the names of
// persons are known already, each is parsed as one word.
func (p *Parser) Parse(d *doc.Doc) {
	s := p.scratch.Get().(*scratch)
	defer p.scratch.Put(s)
	names := d.Names.All()
	for i := range d.Sentences {
		r := d.Sentences[i].Range
		date := dateline(d, r)
		names = s.collect(d, doc.Range{Start: date.End, End: r.End}, names)
		p.parseUnits(s, d.Tokens)
		attachDateline(d.Tokens, date, r)
	}
}

// parseUnits parses the units of a sentence and writes their heads.
func (p *Parser) parseUnits(s *scratch, tokens []doc.Token) {
	if len(s.units) == 0 {
		return
	}
	s.tags = s.tags[:0]
	for i := range s.units {
		s.tags = append(s.tags, p.class[s.units[i].Tag][s.units[i].POS])
	}
	st := &s.state
	st.Reset(s.units, s.tags)
	for !st.Done() {
		m := Shift
		if len(st.Stack()) > 0 { // else there is no choice
			s.keys = st.MoveKeys(s.keys[:0], &s.atoms)
			m = BestMove(st, p.moves.Score(s.keys))
		}
		if m == Shift {
			st.Do(m, 0)
			continue
		}
		rel := p.label(s, m)
		if m == Left && p.subject(rel) && st.Legal(Shift) && st.Relative(st.Next()) {
			st.Do(Shift, 0) // in "Smith, who lied, said", "Smith" is no second subject of "lied"
			continue
		}
		head, dep := st.Arc(m)
		st.Do(m, rel)
		if tag := s.units[dep].Tag; p.subject(rel) && (tag == doc.TagWP || tag == doc.TagWDT) {
			st.MarkRelative(head)
		}
	}
	for i, at := range s.unitAt {
		h, rel := st.Arcs(i)
		if int(h) == len(s.units) {
			tokens[at].Head, tokens[at].Rel = doc.NoHead, doc.Root
		} else {
			tokens[at].Head, tokens[at].Rel = s.unitAt[h], p.rels[rel]
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

// subject tells whether a class of relations is that of a clause's own subject.
func (p *Parser) subject(rel uint8) bool {
	switch p.rels[rel] {
	case doc.Nsubj, doc.NsubjPass, doc.Csubj, doc.CsubjPass:
		return true
	}
	return false
}
