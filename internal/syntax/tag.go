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
	text   []byte      // lemmas that are not the form itself
	ends   []int32     // where in text each token's lemma ends
	units  []doc.Token // what the parser sees of a sentence: a person's name is one word
	unitAt []int32     // the token of each unit
}

// openQuote and closeQuote are the hashes that quotation marks get once they are
// tagged, so that straight ones, the treebanks', and curly ones, the news', are one.
var (
	openQuote  = WordHash("“")
	closeQuote = WordHash("”")
)

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
	s.words.Prepare(d, r, p.clusters)
	tag1, tag2 := uint8(0), uint8(0)
	scores := s.scores[:len(p.classes)]
	for i := range s.words.Len() {
		best := 0
		if class, ok := p.sure.Find(s.words.SureKey(i)); ok && int(class) < len(p.classes) {
			best = int(class)
		} else {
			s.keys = s.words.TagKeys(s.keys[:0], &s.atoms, i, tag1, tag2)
			clear(scores)
			p.tags.Score(s.keys, scores)
			best = Best(scores)
		}
		t := &d.Tokens[int(r.Start)+i]
		t.Tag, t.POS = p.classes[best].Tag, p.classes[best].POS
		switch t.Tag {
		case doc.TagOpenQuote:
			t.Hash = openQuote
		case doc.TagCloseQuote:
			t.Hash = closeQuote
		}
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
