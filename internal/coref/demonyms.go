package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// findDemonyms collects peoples ("the Russians") and the adjectives that make a state
// the doer of what a noun says ("a Russian airstrike").
func (r *run) findDemonyms() {
	for i := range r.d.Known.All() {
		k := r.d.Known.At(int32(i))
		if k.Sense != doc.SenseDemonym || r.demAt[k.Start] != int32(i) || !r.free(k.Range) || k.Entry == nil {
			continue
		}
		h := r.tree.HeadOf(k.Range)
		t := &r.d.Tokens[h]
		m := mention{Mention: doc.Mention{Range: k.Range, Head: h, Entity: none}, typ: doc.GPE, entry: k.Entry, known: none, of: none}
		if noun := r.modified(k.End - 1); noun != none {
			if r.acts(noun) {
				continue // part of the nominal's own phrase
			}
			m.Kind, m.Why = doc.NameMention, "adjective of the state"
		} else {
			if t.POS == doc.ADJ && t.Rel != doc.Nsubj && t.Rel.Base() != doc.Obl && t.Rel != doc.Obj {
				continue // "is Russian"
			}
			r.asPeople(&m, t)
		}
		r.add(m)
	}
}

// asPeople makes a demonym noun a people, or with a bare "the" the state's side.
func (r *run) asPeople(m *mention, t *doc.Token) {
	last := strings.ToLower(r.d.Form(m.End - 1))
	m.noun, m.word = last, word{class: crowd, sector: "CVL"}
	m.typ, m.Kind = doc.NORP, doc.NominalMention
	m.plural = t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS || strings.HasSuffix(last, "s") || strings.HasSuffix(last, "ese") || strings.HasSuffix(last, "sh")
	if m.Start > r.d.SentenceOf(m.Start).Start && strings.EqualFold(r.d.Form(m.Start-1), "the") {
		m.det = definite
	} else if !m.plural {
		m.word = word{class: person, sector: "CVL"}
	}
	for j := m.Start; j < m.End; j++ {
		r.cover[j] = int32(len(r.ms))
	}
}

// modified gives the noun that an adjective of a state stands before, or none: by the
// tree, or the end of the run of nouns after a form that is no plural.
func (r *run) modified(i int32) int32 {
	if r.modifies(i) {
		return r.d.Tokens[i].Head
	}
	tag := r.d.Tokens[i].Tag
	last := none
	for j := i + 1; int(j) < len(r.d.Tokens) && tag != doc.TagNNS && tag != doc.TagNNPS && r.d.Tokens[j].Sent == r.d.Tokens[i].Sent; j++ {
		if p := r.d.Tokens[j].POS; p != doc.NOUN && p != doc.PROPN || r.timeAt[j] {
			break
		}
		last = j
		if r.acts(j) {
			break // "Russian President Vladimir Putin"
		}
	}
	return last
}

// modifies tells whether token i stands before a noun that it modifies.
func (r *run) modifies(i int32) bool {
	t := &r.d.Tokens[i]
	switch t.Rel {
	case doc.Amod, doc.Compound, doc.NmodDesc, doc.Flat, doc.Nmod:
		return t.Head > i
	}
	return false
}

// acts tells whether token i heads a noun phrase that is a participant itself.
func (r *run) acts(i int32) bool {
	if r.roleAt[i] != none || r.cover[i] != none {
		return true
	}
	w, ok := r.lex.noun(r.lemma(i))
	return ok && w.class != noClass
}
