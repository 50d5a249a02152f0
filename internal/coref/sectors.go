package coref

import (
	"herodotus/internal/doc"
)

// sectorOf gives the sector that a nominal says: its body's for those who speak or act
// for one, a former official's, else the noun's own.
func (r *run) sectorOf(i int32) string {
	m := &r.ms[i]
	s := m.word.sector
	if m.known != none {
		s = orElse(r.d.Known.At(m.known).Sector, s)
	}
	for t := m.Start; t < m.Head; t++ {
		l := r.lemma(t)
		if r.lex.is(l, former) {
			return "ELI"
		}
		if k, ok := r.lex.kinds[l]; ok && (s == "" || s == "GOV" || s == "CVL") && (m.word.byBody || m.known == none || !r.d.Known.At(m.known).Has(t)) {
			s = k
		}
	}
	if r.formerly(m.Start) {
		return "ELI"
	}
	if s == "" && m.typ == doc.ORG {
		s = r.traitSector(doc.Range{Start: m.Start, End: m.Head})
	}
	if m.word.byBody || m.word.class == leader || m.typ == doc.PER && r.lex.is(m.noun, chair) {
		return orElse(r.bodySector(m), s)
	}
	return s
}

// formerly tells whether an adverb puts the phrase that begins at token i into the past: "formerly a minister".
func (r *run) formerly(i int32) bool {
	return i > 0 && r.d.Tokens[i-1].POS == doc.ADV && r.lex.is(lower(r.d.Form(i-1)), former)
}

// bodySector gives the sector of the body inside or after the phrase: "police spokesman",
// "a spokesman for the Houthi group".
func (r *run) bodySector(m *mention) string {
	if o := r.owner(m); o != none && (r.ents[o].Type == doc.PER || r.ents[o].Type == doc.ORG) {
		return r.ents[o].Sector // "his office", "its spokeswoman"
	}
	for t := m.Head - 1; t >= m.Start; t-- {
		if s := r.sectorAt(t); s != "" {
			return s
		}
	}
	for _, k := range r.tree.Kids(m.Head) {
		if k >= m.End && r.d.Tokens[k].Rel.Base() == doc.Nmod {
			if c := r.tree.Kid(k, doc.Case); c != none {
				switch lower(r.d.Form(c)) {
				case "of", "for", "in", "at", "within", "from":
					return r.sectorAt(k)
				}
			}
		}
	}
	return ""
}

// sectorAt gives the sector of the body that token t names.
func (r *run) sectorAt(t int32) string {
	if i := r.cover[t]; i != none && r.ms[i].Entity != none && r.ms[i].typ == doc.ORG {
		return r.ents[r.ms[i].Entity].Sector
	}
	if r.demAt[t] != none {
		return "" // "Russian" ends as "historian" does
	}
	if k := r.roleAt[t]; k != none {
		return r.d.Known.At(k).Sector
	}
	if w, ok := r.lex.noun(r.lemma(t)); ok && w.class != state && w.class != town && w.class != kin {
		return w.sector
	}
	return ""
}

// marked tells whether the words before a nominal's head hold one of a class.
func (r *run) marked(m *mention, c class) bool {
	for t := m.Start; t < m.Head; t++ {
		if r.lex.is(r.lemma(t), c) {
			return true
		}
	}
	return false
}
