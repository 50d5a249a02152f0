package coref

import "herodotus/internal/doc"

// attach finds the nominals that describe a name: titles ("Foreign Minister Lavrov"),
// appositions ("Lavrov, the foreign minister,"), predicates ("Lavrov is the minister").
func (r *run) attach() {
	for i := range r.ms {
		m := &r.ms[i]
		if m.Kind != doc.NominalMention || m.typ == doc.NORP || m.thing {
			continue
		}
		if n := r.titled(m); n != none && r.describes(m, n, true) {
			m.of = n
		} else if n := r.apposed(m); n != none && r.describes(m, n, false) {
			m.of = n
		}
	}
	for i := range r.ms {
		if m := &r.ms[i]; m.Kind == doc.NameMention && m.typ == doc.PER {
			r.attachSet(int32(i))
		}
	}
}

// titled gives the name that follows the nominal at once, or none.
func (r *run) titled(m *mention) int32 {
	if int(m.End) >= len(r.d.Tokens) || r.d.Tokens[m.End].Sent != r.d.Tokens[m.Head].Sent {
		return none
	}
	end := r.pastOf(m.End)
	if n := r.cover[end]; n != none && r.ms[n].Start == end && r.ms[n].Kind == doc.NameMention {
		return n
	}
	return none
}

// pastOf gives where a state or body that a title names behind itself ends: "ambassador to
// Germany Ada Stone", "former Vice President of the United States Joe Biden".
func (r *run) pastOf(i int32) int32 {
	switch lower(r.d.Form(i)) {
	case "to", "of", "for":
	default:
		return i
	}
	t := i + 1
	if int(t) < len(r.d.Tokens) && lower(r.d.Form(t)) == "the" {
		t++
	}
	if int(t) >= len(r.d.Tokens) || r.cover[t] == none {
		return i
	}
	n := &r.ms[r.cover[t]]
	if n.Start != t || n.typ != doc.GPE && n.typ != doc.ORG || int(n.End) >= len(r.d.Tokens) {
		return i
	}
	return n.End
}

// apposed gives the name that the tree or a pair of commas sets beside the nominal.
func (r *run) apposed(m *mention) int32 {
	t := &r.d.Tokens[m.Head]
	if t.Rel == doc.Appos && t.Head >= 0 {
		if n := r.cover[t.Head]; n != none {
			return n
		}
	}
	if k := r.tree.Kid(m.Head, doc.Appos); k != none {
		if n := r.cover[k]; n != none {
			return n
		}
	}
	if n := r.ofName(m); n != none {
		return n
	}
	if s := r.tree.Kid(m.Head, doc.Nsubj); s != none && r.tree.Kid(m.Head, doc.Cop) != none {
		return r.cover[s]
	}
	first := r.d.SentenceOf(m.Start).Start
	if t.Rel == doc.Conj || m.Start-2 < first || r.d.Form(m.Start-1) != "," {
		return none
	}
	n := r.cover[m.Start-2]
	if n == none || r.ms[n].End != m.Start-1 {
		return none
	}
	if t.Rel.Base() == doc.Nsubj && !(r.ms[n].Start == first && r.commaBehind(m)) {
		return none // "after the talks with Stone, the minister left"
	}
	return n
}

// commaBehind tells whether a comma closes the phrase that a nominal heads: "Stone, the minister of war, left".
func (r *run) commaBehind(m *mention) bool {
	g, s := r.tree.Subtree(m.Head), r.d.SentenceOf(m.Head)
	return g.End > m.End && r.d.Form(g.End-1) == "," || g.End < s.End && r.d.Form(g.End) == ","
}

// ofName gives the place that "the city of Gao" or "the state of Ohio" are, or none; the
// capital of a state is another thing.
func (r *run) ofName(m *mention) int32 {
	if m.typ != doc.GPE || m.noun == "capital" {
		return none
	}
	k := r.tree.Kid(m.Head, doc.Nmod)
	if k == none || r.cover[k] == none {
		return none
	}
	if c := r.tree.Kid(k, doc.Case); c == none || lower(r.d.Form(c)) != "of" {
		return none
	}
	return r.cover[k]
}

// attachSet looks left of a name between commas for the description that it names:
// "The spokesman for the council, Ali Kadkhodaei, said".
func (r *run) attachSet(i int32) {
	n := &r.ms[i]
	s := r.d.SentenceOf(n.Start)
	if n.Start-2 < s.Start || n.End >= s.End || r.d.Form(n.Start-1) != "," {
		return
	}
	switch r.d.Form(n.End) {
	case ",", ";", ".", "–", "—":
	default:
		if !r.lex.is(r.lemma(n.End), speech) { // "a member of the council, Ada Stone said"
			return
		}
	}
	found := none
	for t := n.Start - 2; t >= max(s.Start, n.Start-12); t-- {
		switch r.d.Tokens[t].POS {
		case doc.NOUN, doc.PROPN, doc.ADJ, doc.DET, doc.ADP, doc.PART, doc.NUM, doc.PUNCT:
		default:
			t = 0
			continue
		}
		if r.d.Form(t) == "," {
			break
		}
		if h := r.headOf[t]; h != none && r.ms[h].Kind == doc.NominalMention && !r.ms[h].thing && r.ms[h].of == none && (r.ms[h].det != indefinite || r.ms[h].Start == s.Start) && r.describes(&r.ms[h], i, false) {
			found = h
		}
	}
	if found != none {
		r.ms[found].of = i
	}
}

// describes tells whether a nominal can describe a name: kinds and numbers agree.
func (r *run) describes(m *mention, n int32, asTitle bool) bool {
	x := &r.ms[n]
	if x.Kind != doc.NameMention || x.Range.Has(m.Head) || m.plural && !asTitle {
		return false
	}
	switch m.typ {
	case doc.PER:
		return x.typ == doc.PER && m.word.class != crowd
	case doc.ORG:
		return x.typ == doc.ORG || x.typ == doc.FAC && m.word.class == armed
	case doc.GPE:
		return x.typ == doc.GPE || x.typ == doc.LOC
	case doc.FAC:
		return x.typ == doc.FAC || x.typ == doc.ORG || x.typ == doc.LOC
	}
	return false
}

// absorb carries what a description says over to its entity.
func (r *run) absorb(i, e int32) {
	m := &r.ms[i]
	code, _ := r.origin(i)
	r.setCountry(e, code, byPhrase)
	if code != "" && !isState(code) && m.typ == doc.PER {
		r.setCountry(e, code, byCapacity) // the UN's secretary-general speaks for the UN
	}
	if s := r.sectorOf(i); s != "" {
		r.setSector(e, s, byPhrase)
	}
	x := &r.ents[e]
	x.Male, x.Female = x.Male || m.word.male, x.Female || m.word.female
	if m.word.class != noClass {
		x.class = m.word.class
	}
	if m.typ == doc.PER {
		r.addRole(e, r.officeOf(m), code)
	}
}

// absorbRest carries what a title of many says over to those named after the first:
// "officers Ada Stone and Ivan Petrov".
func (r *run) absorbRest(i int32) {
	m := &r.ms[i]
	if !m.plural || m.typ != doc.PER {
		return
	}
	for _, k := range r.tree.Kids(r.ms[m.of].Head) {
		if n := r.cover[k]; n != none && r.d.Tokens[k].Rel == doc.Conj && r.ms[n].typ == doc.PER && r.ms[n].Kind == doc.NameMention && r.ms[n].Entity != none {
			r.absorb(i, r.ms[n].Entity)
		}
	}
}

// officeOf gives the title that a role noun stands for, as the knowledge base spells it.
func (r *run) officeOf(m *mention) string {
	if m.known != none {
		k := r.d.Known.At(m.known)
		if k.Office != "" {
			return k.Office
		}
		return lower(r.d.Words(k.Range))
	}
	return m.noun
}

// origin gives the country that a phrase names for its head, and the entity that stands
// for it or none: "the Russian minister", "Iran's army", "its leader", "the court in Minsk".
func (r *run) origin(i int32) (string, int32) {
	m := &r.ms[i]
	for t := m.Start; t < m.End; t++ {
		if c, e := r.countryAt(t, i); c != "" && !r.backs(t) {
			return c, e
		}
	}
	for _, k := range r.tree.Kids(m.Head) {
		if k < m.End || r.d.Tokens[k].Rel.Base() != doc.Nmod {
			continue
		}
		c := r.tree.Kid(k, doc.Case)
		if c == none {
			continue
		}
		switch lower(r.d.Form(c)) {
		case "of", "for", "from", "in", "at", "with", "within", "inside":
			if code, e := r.countryUnder(k, i); code != "" {
				return code, e
			}
		}
	}
	return "", none
}

// backs tells whether a name only backs what the phrase means: "Iran-backed militants".
func (r *run) backs(t int32) bool {
	return int(t)+2 < len(r.d.Tokens) && r.d.Form(t+1) == "-" && r.lex.is(lower(r.d.Form(t+2)), backing)
}

// countryUnder gives the country of the noun phrase headed by token k.
func (r *run) countryUnder(k, except int32) (string, int32) {
	if code, e := r.countryAt(k, except); code != "" {
		return code, e
	}
	for t := r.leftEdge(k); t < k; t++ {
		if code, e := r.countryAt(t, except); code != "" {
			return code, e
		}
	}
	for _, kk := range r.tree.Kids(k) { // "the head of the army of Mali"
		if kk > k && r.d.Tokens[kk].Rel.Base() == doc.Nmod {
			if code, e := r.countryAt(kk, except); code != "" {
				return code, e
			}
		}
	}
	return "", none
}

// countryAt gives the country that token t names or whose mention stands on it.
func (r *run) countryAt(t, except int32) (string, int32) {
	if k := r.demAt[t]; k != none {
		return r.d.Known.At(k).Entry.Country, none
	}
	for _, i := range [...]int32{r.cover[t], r.headOf[t]} {
		if i == none || i == except || r.ms[i].Entity == none {
			continue
		}
		if e := r.ms[i].Entity; r.ents[e].Country != "" {
			return r.ents[e].Country, e
		}
	}
	return "", none
}
