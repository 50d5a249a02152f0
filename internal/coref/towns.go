package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// isTown tells whether a capital's name means the town: after a preposition of place,
// as the goal of a motion, before a local body, in a dateline.
func (r *run) isTown(m *mention) bool {
	d := r.d
	h := m.Head
	for hops := 0; d.Tokens[h].Rel == doc.Conj && d.Tokens[h].Head >= 0 && hops < 4; hops++ {
		h = d.Tokens[h].Head // "in Moscow and Beijing"
	}
	if c := r.preposition(h); c != none {
		prep := strings.ToLower(d.Form(c))
		if r.lex.is(prep, where) {
			return true
		}
		g := d.Tokens[h].Head
		if g >= 0 && r.lex.is(prep, fromTo) {
			return r.lex.is(r.lemma(g), motion)
		}
		if g >= 0 && prep == "of" {
			w, _ := r.lex.noun(r.lemma(g))
			return w.class == town // "the city of Bamako"
		}
		return false
	}
	t := &d.Tokens[h]
	if t.Rel == doc.Obj && t.Head >= 0 {
		return r.lex.is(r.lemma(t.Head), motion)
	}
	if t.Rel == doc.Appos && t.Head >= 0 {
		w, _ := r.lex.noun(r.lemma(t.Head))
		return w.class == town // "the capital, Bamako"
	}
	if t.Rel.Base() == doc.Compound && t.Head > h && (r.isLocal(t.Head) || r.lex.is(r.lemma(t.Head), site)) {
		return true
	}
	return r.inDateline(m.Range) || r.afterCapital(m.Start)
}

// afterCapital tells whether "the capital" and a comma stand right before token i.
func (r *run) afterCapital(i int32) bool {
	return i >= 2 && r.d.Form(i-1) == "," && lower(r.d.Form(i-2)) == "capital"
}

// preposition gives the last preposition before the noun h that belongs to it, or none.
func (r *run) preposition(h int32) int32 {
	last := none
	for _, k := range r.tree.Kids(h) {
		if k < h && r.d.Tokens[k].Rel == doc.Case {
			last = k
		}
	}
	return last
}

// isLocal tells whether a noun names something that towns have: "Moscow court".
func (r *run) isLocal(i int32) bool {
	if w, _ := r.lex.noun(r.lemma(i)); w.class == house {
		return true
	}
	if r.roleAt[i] != none {
		s := r.d.Known.At(r.roleAt[i]).Sector
		return s != "GOV" && s != "MIL"
	}
	return false
}

// inDateline tells whether a name opens a sentence before a dash or in capitals.
func (r *run) inDateline(g doc.Range) bool {
	s := r.d.SentenceOf(g.Start)
	if g.Start-s.Start > 1 || g.End >= s.End {
		return false
	}
	if next := r.d.Form(g.End); next == "—" || next == "–" || next == "--" || next == "(" || next == ":" {
		return true
	}
	w := r.d.Words(g)
	return len(w) > 3 && w == strings.ToUpper(w) && r.d.Form(g.End) == ","
}
