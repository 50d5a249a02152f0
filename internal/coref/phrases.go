package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// findNominals collects the noun phrases that can act: role nouns and bodies that the
// knowledge base recognises, and the nouns of words.txt.
func (r *run) findNominals() {
	for i := int32(0); i < int32(len(r.d.Tokens)); i++ {
		t := &r.d.Tokens[i]
		if !r.mayHead(i) || r.cover[i] != none {
			continue
		}
		m := mention{Mention: doc.Mention{Head: i, Kind: doc.NominalMention, Entity: none}, known: r.roleAt[i], of: none}
		g := doc.Range{Start: i, End: i + 1}
		if m.known != none {
			k := r.d.Known.At(m.known)
			if i != r.headNoun(k.Range) {
				continue
			}
			g.Start, g.End = min(g.Start, k.Start), max(g.End, k.End)
			m.typ, m.plural = k.Type, k.Plural
		}
		w, ok := r.lex.noun(r.lemma(i))
		if !ok && t.Tag == doc.TagNNPS { // "the Chagossians"
			w, ok = r.lex.byEnding(r.lemma(i))
		}
		if ok && w.class == quantity && m.known == none {
			r.addQuantity(i)
			continue
		}
		if m.known == none && (!ok || !r.asNoun(t)) {
			r.addThing(i)
			continue
		}
		if r.hyphened(i) || w.class == state && (r.isCondition(i) || r.beforeNoun(i)) {
			continue
		}
		m.noun, m.word = r.lemma(i), w
		m.plural = m.plural || w.plural || t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS || t.Tag == doc.TagVBZ
		if r.isModifier(i, g, &m) {
			continue
		}
		if w.class == document && !r.isSource(i) {
			r.addThing(i)
			continue
		}
		r.shape(&m, g)
		r.add(m)
	}
}

// mayHead tells whether the tag of token i lets it head a noun phrase.
func (r *run) mayHead(i int32) bool {
	switch t := &r.d.Tokens[i]; t.POS {
	case doc.NOUN, doc.PROPN, doc.NUM, doc.ADJ, doc.DET, doc.PRON:
		return true
	case doc.VERB:
		return t.Tag == doc.TagVBN || r.misread(i)
	}
	return false
}

// misread tells whether a verb in -s is a noun of persons that the tagger missed: a
// number, an adjective or a comma stands before it, a verb after it ("two aides said").
func (r *run) misread(i int32) bool {
	t := &r.d.Tokens[i]
	if t.Tag != doc.TagVBZ {
		return false
	}
	if w, ok := r.lex.noun(r.lemma(i)); !ok || w.class != person {
		return false
	}
	s := r.d.SentenceOf(i)
	if i+1 >= s.End {
		return false
	}
	next := &r.d.Tokens[i+1]
	if i == s.Start {
		return next.Tag.Finite() || next.POS == doc.ADP // "Diplomats in Brussels doubt it"
	}
	switch r.d.Tokens[i-1].POS {
	case doc.NUM, doc.ADJ, doc.DET:
		return true
	case doc.PUNCT, doc.NOUN, doc.PROPN:
		return next.Tag.Finite() || t.Rel.Base() == doc.Nsubj
	}
	return t.Rel.Base() == doc.Nsubj
}

// addQuantity notes "one of them", "several", "both" as the subject of a clause.
func (r *run) addQuantity(i int32) {
	if int(i)+1 >= len(r.d.Tokens) || r.d.Tokens[i].Rel.Base() != doc.Nsubj || r.d.Form(i+1) == "-" {
		return
	}
	if k := r.tree.Kid(i, doc.Nmod); k != none && r.d.Tokens[k].POS == doc.NOUN && !r.acts(k) {
		return // "some of the tests"
	}
	w, _ := r.lex.noun(r.lemma(i))
	start, d := i, bare
	if i > 0 && lower(r.d.Form(i-1)) == "the" {
		start, d = i-1, definite
	}
	r.add(mention{Mention: doc.Mention{Range: doc.Range{Start: start, End: i + 1}, Head: i, Kind: doc.NominalMention, Entity: none},
		typ: doc.PER, known: none, of: none, noun: r.lemma(i), word: w, det: d, plural: w.plural})
}

// isSource tells whether a document speaks: "the statement said", "according to a report".
func (r *run) isSource(i int32) bool {
	if r.speaks(r.firstConjunct(i)) {
		return true
	}
	c := r.tree.Kid(i, doc.Case)
	return c != none && lower(r.d.Form(c)) == "per"
}

// asNoun tells whether a token is used as a noun: "the military said" has an adjective.
func (r *run) asNoun(t *doc.Token) bool {
	switch t.POS {
	case doc.NOUN, doc.PROPN:
		return true
	case doc.VERB:
		if t.Tag == doc.TagVBZ { // see misread
			return true
		}
		fallthrough
	case doc.ADJ: // "the accused said"
		return t.Rel == doc.Nsubj || t.Rel == doc.NsubjPass || t.Rel == doc.Obj
	}
	return false
}

// headNoun gives the head of a recognised role: the noun before its first preposition,
// else the last token ("minister of defense", "prime minister").
func (r *run) headNoun(g doc.Range) int32 {
	for i := g.Start + 1; i < g.End; i++ {
		if r.d.Tokens[i].POS == doc.ADP {
			return i - 1
		}
	}
	return g.End - 1
}

// isModifier tells whether the noun only modifies a later common noun ("police car").
// A noun before a name is a title, and a body is a participant wherever it stands ("the
// foreign ministry spokesman", "police violence"): both are kept. So is what the tree
// hangs on a date.
func (r *run) isModifier(i int32, g doc.Range, m *mention) bool {
	t := &r.d.Tokens[i]
	if t.Head < g.End || r.cover[t.Head] != none || t.Head-i > 4 || r.timeAt[t.Head] {
		return false
	}
	switch t.Rel {
	case doc.Compound, doc.Amod, doc.NmodDesc, doc.NmodUnmarked, doc.Flat, doc.Nummod:
	default:
		return false
	}
	if m.word.class == person && t.Tag == doc.TagNNS && r.headsItself(t.Head) ||
		m.typ == doc.PER && r.d.Tokens[t.Head].Tag == doc.TagNN && strings.HasSuffix(r.d.Form(t.Head), "ed") { // "the minister warned"
		return false
	}
	for j := g.End; j < t.Head; j++ {
		if p := r.d.Tokens[j].POS; p == doc.VERB || p == doc.ADP {
			return false
		}
	}
	return m.known == none || m.typ != doc.ORG
}

// headsItself tells whether the noun that many persons seem to modify is no body of theirs
// ("miners' union") but a predicate or a verb that the tagger missed: "took four guards hostage".
func (r *run) headsItself(i int32) bool {
	w, ok := r.lex.noun(r.lemma(i))
	return !(ok && w.class == body) && r.roleAt[i] == none && r.d.Tokens[i].Tag != doc.TagNNS
}

// shape finds a nominal's left edge, determiner and type.
func (r *run) shape(m *mention, g doc.Range) {
	m.Range = doc.Range{Start: r.leftEdge(g.Start), End: g.End}
	for m.Start < m.Head && (r.d.Tokens[m.Start].POS == doc.PUNCT || r.d.Form(m.Start) == "-") {
		m.Start++
	}
	if c := r.cover[m.Start]; c != none && r.ms[c].Start < m.Start && r.ms[c].Kind == doc.NameMention {
		m.Start = r.ms[c].Start // the tree has split "United States"
	}
	first := &r.d.Tokens[m.Start]
	form := strings.ToLower(r.d.Form(m.Start))
	switch {
	case first.Tag == doc.TagPRPS || r.hasOwner(m):
		m.det = possessive
	case form == "the" || form == "this" || form == "that" || form == "these" || form == "those" || form == "both":
		m.det = definite
	case first.POS == doc.DET && first.Tag != doc.TagPRPS:
		m.det = indefinite
	case first.Tag == doc.TagCD:
		m.det = numbered
	}
	if c := m.word.class; m.typ == doc.NoType || c == town || c == state || c == document {
		switch m.word.class {
		case neighbour:
			if m.typ = doc.GPE; r.hasPerson(m) {
				m.typ = doc.PER
			}
		case state, town:
			m.typ = doc.GPE
		case leader, kin, person, crowd:
			m.typ = doc.PER
		case ship, house:
			m.typ = doc.FAC
		case document:
			m.typ = doc.MISC
		default:
			m.typ = doc.ORG
		}
	}
}

// hasPerson tells whether the possessor in a phrase is a person: "his former rival".
func (r *run) hasPerson(m *mention) bool {
	t := r.ownerToken(m)
	if t == none {
		return false
	}
	if p, ok := r.lex.pronoun(r.d.Form(t)); ok {
		return p.gender == 'm' || p.gender == 'f'
	}
	return r.cover[t] != none && r.ms[r.cover[t]].typ == doc.PER
}

// hasOwner tells whether a possessor with 's stands in the phrase.
func (r *run) hasOwner(m *mention) bool { return r.ownerToken(m) != none }

// ownerToken gives the last token of the possessor in a phrase, pronoun or name, or none.
func (r *run) ownerToken(m *mention) int32 {
	if r.d.Tokens[m.Start].Tag == doc.TagPRPS {
		return m.Start
	}
	for t := m.Start + 1; t < m.Head; t++ {
		if r.d.Tokens[t].Tag == doc.TagPOS {
			return t - 1
		}
	}
	return none
}

// leftEdge walks left from the head's first token over what can belong to its phrase.
// It trusts word classes more than the tree, which often splits long premodifiers.
func (r *run) leftEdge(i int32) int32 {
	first := max(r.d.SentenceOf(i).Start, i-12)
	for i > first {
		p := &r.d.Tokens[i-1]
		switch p.POS {
		case doc.DET:
			if p.Tag == doc.TagPDT || i-2 < first || r.d.Tokens[i-2].Tag != doc.TagPDT {
				return i - 1
			}
		case doc.PRON:
			if p.Tag == doc.TagPRPS {
				return i - 1
			}
			return i
		case doc.ADJ, doc.NUM:
			if p.Rel == doc.Root || p.Rel == doc.Ccomp {
				return i
			}
		case doc.NOUN, doc.PROPN:
			if r.breaks(i - 1) {
				return i
			}
		case doc.PART:
			if p.Tag != doc.TagPOS {
				return i
			}
		case doc.PUNCT:
			if p.Tag != doc.TagHYPH && r.d.Form(i-1) != "-" {
				return i
			}
		case doc.VERB:
			if (p.Tag != doc.TagVBN && p.Tag != doc.TagVBG) || p.Rel != doc.Amod || r.d.Tokens[i].POS == doc.PROPN {
				return i
			}
		case doc.CCONJ: // "American and South Korean troops"
			if i-2 < first || r.demAt[i] == none || r.demAt[i-2] == none {
				return i
			}
		default:
			return i
		}
		i--
	}
	return i
}

// breaks tells whether noun i, left of a phrase, is an argument of its own, not part of the phrase to its right.
func (r *run) breaks(i int32) bool {
	if next := &r.d.Tokens[i+1]; next.Tag == doc.TagPOS || next.Tag == doc.TagHYPH || r.d.Form(i+1) == "-" {
		return false
	}
	switch t := &r.d.Tokens[i]; t.Rel {
	case doc.Nsubj, doc.NsubjPass, doc.Obj, doc.Iobj, doc.Obl, doc.OblUnmarked, doc.Root, doc.NmodUnmarked:
		return t.Head != i+1 || t.Rel == doc.Nsubj
	}
	return false
}
