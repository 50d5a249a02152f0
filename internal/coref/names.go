package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// findNames collects the names of participants and places: what the recogniser
// found, then what only the knowledge base or the gazetteer knows.
func (r *run) findNames() {
	for i := range r.d.Names.All() {
		n := r.d.Names.At(int32(i))
		if r.isPlainNoun(n.Range) || r.isTwo(n.Range) {
			continue
		}
		if t := r.andIn(n); t != none {
			r.addName(doc.Range{Start: n.Start, End: t}, n.Type)
			if _, ok := r.lex.pronoun(r.d.Form(t + 1)); !ok { // "Rebecca and I"
				r.addName(doc.Range{Start: t + 1, End: n.End}, n.Type)
			}
			continue
		}
		switch n.Type {
		case doc.PER, doc.ORG, doc.GPE, doc.LOC, doc.FAC:
			r.addName(n.Range, n.Type)
		case doc.NORP:
			if r.demAt[n.End-1] == none && !r.modifies(n.End-1) {
				r.addName(n.Range, n.Type)
			}
		}
	}
	for i := range r.d.Known.All() {
		k := r.d.Known.At(int32(i))
		if k.Sense > doc.SenseSeat || k.Sense == doc.SenseDemonym || r.nameAt[k.Start] != int32(i) || r.nameAt[k.End-1] != int32(i) {
			continue
		}
		if r.free(k.Range) && r.d.Tokens[k.Start].POS != doc.VERB {
			r.addName(k.Range, k.Entry.Type)
		}
	}
	r.findSurnames()
	for i := range r.d.Known.All() {
		if k := r.d.Known.At(int32(i)); k.Sense == doc.SenseRole || k.Sense == doc.SenseBody {
			r.nameAfter(k)
		}
	}
}

// findPlaces adds a name for each place that no mention stands on yet.
func (r *run) findPlaces() {
	named := make([]bool, r.d.Places.Len())
	for i := range r.ms {
		if p := r.placeAt[r.ms[i].Head]; p != none && !r.ms[i].thing {
			named[p] = true
		}
	}
	for i, p := range r.d.Places.All() {
		if named[i] {
			continue
		}
		if g := p.Range; r.free(g) {
			r.add(mention{Mention: doc.Mention{Range: g, Head: r.tree.HeadOf(g), Kind: doc.NameMention, Entity: none}, typ: doc.LOC, known: none, of: none})
		}
	}
}

// nameAfter adds the run of proper nouns right after a title or body that no one took
// for a name: "state broadcaster ORTM".
func (r *run) nameAfter(k *doc.Known) {
	end := k.End
	for int(end) < len(r.d.Tokens) && r.d.Tokens[end].POS == doc.PROPN && r.d.Tokens[end].Sent == r.d.Tokens[k.Start].Sent &&
		r.cover[end] == none && r.roleAt[end] == none && r.demAt[end] == none && !r.timeAt[end] {
		end++
	}
	if end == k.End || k.Plural || r.d.Tokens[k.End-1].Rel.Base() == doc.Obj {
		return
	}
	typ := k.Type
	if typ == doc.NoType {
		typ = doc.PER
	}
	r.addName(doc.Range{Start: k.End, End: end}, typ)
}

// isTwo tells whether a name is two states run together ("India and China"); each is
// found by itself.
func (r *run) isTwo(g doc.Range) bool {
	for t := g.Start + 1; t < g.End-1; t++ {
		if r.d.Tokens[t].POS == doc.CCONJ && r.stateAt(t-1) && r.stateAt(t+1) {
			return r.nameAt[t] == none
		}
	}
	return false
}

// stateAt tells whether token t names a state.
func (r *run) stateAt(t int32) bool {
	k := r.nameAt[t]
	return k != none && r.d.Known.At(k).Entry.Type == doc.GPE
}

// isPlainNoun tells whether a name is but a role with capitals: "Protesters gathered",
// "the Leader", "State Department Spokesperson".
func (r *run) isPlainNoun(g doc.Range) bool {
	k := r.roleAt[g.End-1]
	if k == none || r.d.Known.At(k).Type != doc.PER || r.d.Known.At(k).End < g.End {
		return false
	}
	if r.d.Known.At(k).Range.Covers(g) {
		return r.nameAt[g.Start] == none
	}
	return r.nameAt[g.Start] != none || r.roleAt[g.Start] != none || r.demAt[g.Start] != none
}

// free tells whether no mention stands on any token of the range.
func (r *run) free(g doc.Range) bool {
	for t := g.Start; t < g.End; t++ {
		if r.cover[t] != none {
			return false
		}
	}
	return g.Len() > 0
}

// addName adds the name at g, widened to what the knowledge base recognises there.
func (r *run) addName(g doc.Range, typ doc.Type) {
	k := r.nameAt[g.End-1]
	if k != none && r.d.Known.At(k).Range.Covers(g) {
		g = r.d.Known.At(k).Range
	}
	if w, _ := r.lex.noun(r.lemma(g.End - 1)); typ == doc.PER && g.Len() > 1 && w.class == body {
		typ = doc.ORG // "the Trump administration"
	}
	for g.Len() > 1 && (r.d.Tokens[g.Start].POS == doc.ADP || r.d.Tokens[g.Start].POS == doc.DET) && lower(r.d.Form(g.Start)) == r.d.Form(g.Start) {
		g.Start++ // "of the Organization of American States"
	}
	if typ == doc.PER || typ == doc.ORG {
		g = r.untitled(g)
	}
	if typ == doc.PER {
		g = r.withParticle(r.withoutState(g))
	}
	if !r.free(g) {
		return
	}
	m := mention{Mention: doc.Mention{Range: g, Head: r.tree.HeadOf(g), Kind: doc.NameMention, Entity: none}, typ: typ, known: none, of: none}
	if k = r.senseOf(g, typ); k != none {
		e := r.d.Known.At(k)
		m.entry, m.typ = e.Entry, e.Entry.Type
		m.seat = e.Sense == doc.SenseSeat
		m.town = e.Sense == doc.SenseCapital && r.isTown(&m)
	}
	r.add(m)
}

// untitled drops titles and descriptions from the start of a name: "Minister of
// Education Ada Stone", "news agency KCNA".
func (r *run) untitled(g doc.Range) doc.Range {
	for t := g.End - 2; t >= g.Start; t-- {
		if _, ok := r.lex.titles[r.d.Form(t)]; ok {
			return doc.Range{Start: t + 1, End: g.End}
		}
		if w := r.d.Form(t); r.d.Tokens[t].POS == doc.NOUN && w == lower(w) && r.acts(t) {
			return doc.Range{Start: t + 1, End: g.End}
		}
		if k := r.roleAt[t]; k != none && r.d.Known.At(k).End == t+1 && r.d.Known.At(k).Type == doc.PER && r.d.Known.At(k).Start <= g.Start {
			return doc.Range{Start: t + 1, End: g.End}
		}
	}
	return g
}

// add appends a mention and marks its tokens.
func (r *run) add(m mention) int32 {
	i := int32(len(r.ms))
	r.ms = append(r.ms, m)
	for t := m.Start; t < m.End && m.Kind != doc.NominalMention; t++ {
		r.cover[t] = i
	}
	return i
}

// senseOf gives the recognised stretch that says what the name at g is, or none: one
// that covers it, or, for persons, one that leaves only titles and middle names over.
func (r *run) senseOf(g doc.Range, typ doc.Type) int32 {
	k := r.nameAt[g.End-1]
	if k == none {
		return none
	}
	known := r.d.Known.All()
	place := ""
	if p := r.placeAt[g.End-1]; p != none {
		place = r.d.Places.At(p).Country
	}
	best, bestFit := none, 0
	for i := k; i < int32(len(known)) && known[i].Range == known[k].Range; i++ {
		if e := known[i].Entry; e == nil || known[i].Sense == doc.SenseDemonym || e.Type == doc.GPE && place != "" && e.Country != place {
			continue // the gazetteer has weighed the context: Georgia is not always a state
		}
		if fit := r.fit(&known[i], g, typ); fit > bestFit {
			best, bestFit = i, fit
		}
	}
	return best
}

// fit says how well a recognised stretch explains a name of a type; 0 not at all.
func (r *run) fit(k *doc.Known, g doc.Range, typ doc.Type) int {
	e := k.Entry
	person := e.Type == doc.PER
	if !k.Covers(g) && !(person && typ == doc.PER && k.Len() > 1) {
		return 0
	}
	if person != (typ == doc.PER) && (person || g.Len() > 1) && typ != doc.NoType {
		// The recogniser and the knowledge base differ: a lone "Clinton" may be a town.
		if person || typ == doc.PER {
			return 0
		}
	}
	n := 2
	if e.Type == typ {
		n += 2
	}
	for i := range e.Offices {
		if e.Offices[i].Holds(r.d.Published) {
			n++
			break
		}
	}
	if r.lands[e.Country] {
		n++ // of bodies of one acronym, that of a country which the report names
	}
	return n
}

// lemma gives a token's lemma in lower case.
func (r *run) lemma(i int32) string {
	s := ""
	if int(i) < len(r.d.Lemmas) {
		s = r.d.Lemmas[i]
	}
	if s == "" {
		s = r.d.Form(i)
	}
	return lower(s)
}

// lower is strings.ToLower, which it calls only where a capital may stand.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}
