package kb

import (
	"slices"

	"herodotus/internal/doc"
)

// scratch is what Annotate needs besides its result; it is used again.
type scratch struct {
	words []word
	found []found
}

// found is a pattern that the text has: words [start, end) of the sentence.
type found struct {
	start, end int32
	meaning    int32
}

// Annotate sets d.Known: every name, demonym, capital, seat of power, role noun
// and body that the knowledge base recognises, in text order, longer ones
// first where two begin together. What lies inside a longer stretch is left
// out ("England" in "Bank of England"), but for names inside roles and bodies
// ("CIA" in "CIA director"); overlapping stretches and several readings of one
// stretch ("Georgia") stay. Tags must be set if role nouns are to be told from
// verbs and adjectives ("official", "police"); without tags every word may be a
// noun.
func (b *Base) Annotate(d *doc.Doc) {
	s := b.scratch.Get().(*scratch)
	known := make([]doc.Known, 0, len(d.Tokens)/6)
	for i := range d.Sentences {
		known = b.sentence(d, d.Sentences[i].Range, s, known)
	}
	b.scratch.Put(s)
	d.Known.Set(known)
}

// sentence appends what one sentence holds.
func (b *Base) sentence(d *doc.Doc, r doc.Range, s *scratch, known []doc.Known) []doc.Known {
	s.words, s.found = s.words[:0], s.found[:0]
	for i := r.Start; i < r.End; i++ {
		s.words = b.appendWords(s.words, d.Form(i), i)
	}
	ws := s.words
	for i := range ws {
		if ws[i].first {
			s.found = b.matches(d, ws, i, s.found)
		}
	}
	slices.SortFunc(s.found, byStart)
	s.found = slices.Compact(s.found)
	var last found // kept; it reaches furthest so far
	for _, f := range s.found {
		if f.end > last.end || f.start == last.start && f.end == last.end {
			last = f
		} else if b.meanings[f.meaning].Entry == nil || b.meanings[last.meaning].Entry != nil {
			continue
		}
		k := b.meanings[f.meaning]
		k.Range = doc.Range{Start: ws[f.start].token, End: ws[f.end-1].token + 1}
		if k.Sense == doc.SenseRole {
			b.formerly(d, ws, f, &k)
			if k.Office == "leader" && compound(d, k.Start) {
				k.Office = "" // "aid chief", "cult leader": not of the state
			}
		}
		if !repeats(known, &k) {
			known = append(known, k)
		}
	}
	return known
}

// repeats tells whether the stretch was found in this reading already: a table
// may name "militias" twice.
func repeats(known []doc.Known, k *doc.Known) bool {
	for i := len(known) - 1; i >= 0 && known[i].Range == k.Range; i-- {
		if known[i] == *k {
			return true
		}
	}
	return false
}

// byStart orders by start, then longer first, then as the tables do.
func byStart(x, y found) int {
	switch {
	case x.start != y.start:
		return int(x.start - y.start)
	case x.end != y.end:
		return int(y.end - x.end)
	}
	return int(x.meaning - y.meaning)
}

// matches appends the patterns that begin with word i.
func (b *Base) matches(d *doc.Doc, ws []word, i int, fs []found) []found {
	node := int32(0)
	for j := i; j < len(ws); j++ {
		if node = b.trie.step(node, ws[j].hash); node == 0 {
			break
		}
		if !ws[j].last {
			continue
		}
		for p := b.trie.nodes[node]; p != 0; p = b.trie.patterns[p].next {
			pat := &b.trie.patterns[p]
			if pat.fits(ws[i:j+1]) && (!pat.article || i > 0 && ws[i-1].hash == b.the) && b.plausible(d, ws, i, j, pat.meaning) {
				fs = append(fs, found{int32(i), int32(j + 1), pat.meaning})
			}
		}
	}
	return fs
}

// plausible tells whether the words [i, j] may have the meaning where they stand.
func (b *Base) plausible(d *doc.Doc, ws []word, i, j int, meaning int32) bool {
	switch k := &b.meanings[meaning]; k.Sense {
	case doc.SenseName:
		if i < j {
			return true
		}
		if ws[i].class == capitals && d.Tokens[ws[i].token].POS == doc.PRON {
			return !shouted(ws) // "THEY TOLD US"
		}
		return k.Type != doc.PER || !b.forename(d, ws, i)
	case doc.SenseRole, doc.SenseBody:
		switch last := &d.Tokens[ws[j].token]; last.POS {
		case doc.NoPOS, doc.NOUN, doc.PROPN:
			return true
		default: // taggers take "police" and "Guards" for other things at times
			return i != j
		}
	case doc.SenseDemonym:
		// "pro-Russian" says whom one is for, not whose one is.
		return i == 0 || b.modifier[ws[i-1].hash] != side || ws[i].token-ws[i-1].token > 2
	}
	return true
}

// shouted tells whether a sentence stands in capitals, so that these say nothing about its words.
func shouted(ws []word) bool {
	for i := range ws {
		if ws[i].class != capitals {
			return false
		}
	}
	return len(ws) > 2
}

// forename tells whether another's first name stands before the surname ws[i]:
// "Eric Trump" is not Trump, but "President Trump" and "Mr. Trump" are.
func (b *Base) forename(d *doc.Doc, ws []word, i int) bool {
	if i == 0 || ws[i].token != ws[i-1].token+1 || ws[i-1].class == anyCase {
		return false
	}
	before := &ws[i-1]
	if d.Tokens[before.token].POS != doc.PROPN || b.modifier[before.hash] == title {
		return false
	}
	node := b.trie.step(0, before.hash)
	return node == 0 || b.trie.nodes[node] == 0
}

// compound tells whether a common noun is joined to the front of token i.
func compound(d *doc.Doc, i int32) bool {
	return i > 0 && d.Tokens[i-1].POS == doc.NOUN && d.Tokens[i-1].Sent == d.Tokens[i].Sent
}

// formerly turns a role of the state into that of a former official when
// "former" precedes it, perhaps with the country's name between.
func (b *Base) formerly(d *doc.Doc, ws []word, f found, k *doc.Known) {
	if k.Office == "" && k.Sector != "GOV" && k.Sector != "LEG" {
		return
	}
	for i := f.start - 1; i >= 0 && i >= f.start-4; i-- {
		if b.modifier[ws[i].hash] == former {
			k.Sector = "ELI"
			return
		}
		switch d.Tokens[ws[i].token].POS {
		case doc.NoPOS, doc.ADJ, doc.NOUN, doc.PROPN:
		default:
			return
		}
	}
}
