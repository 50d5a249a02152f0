package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// weighCountries gives named entities the country that their own words, modifiers and
// descriptions tell, and finds the country that the report is about.
func (r *run) weighCountries() {
	for i := range r.ms {
		if m := &r.ms[i]; m.Kind == doc.NameMention && m.Entity != none {
			r.fromWords(int32(i))
			r.fromTitle(m)
		}
	}
	for range 2 { // a person's country may come from a body's, described elsewhere
		for i := range r.ms {
			if m := &r.ms[i]; m.of != none {
				r.absorb(int32(i), r.ms[m.of].Entity)
				r.absorbRest(int32(i))
			}
		}
	}
	r.tallyCountries()
}

// fromWords reads the country and sector inside a name and just before it: "Bank of
// Japan", "the Russian Interfax", "Turkey's Erdogan", "Buhari of Nigeria".
func (r *run) fromWords(i int32) {
	m := &r.ms[i]
	e := m.Entity
	if m.typ == doc.GPE && r.ents[e].Entry != nil {
		return
	}
	if m.typ == doc.ORG || m.typ == doc.FAC {
		for t := m.Start; t < m.End; t++ {
			if c := r.knownCountry(t, m.Range); c != "" {
				r.setCountry(e, c, byPhrase)
				break
			}
		}
		r.fromBody(m)
	}
	edge := r.leftEdge(m.Start)
	for t := edge; t < m.Start && !r.accredited(edge); t++ {
		if c, _ := r.countryAt(t, i); c != "" {
			r.setCountry(e, c, byPhrase)
			break
		}
	}
	r.fromClass(i)
	for _, k := range r.tree.Kids(m.Head) {
		if c := r.tree.Kid(k, doc.Case); k >= m.End && c != none && r.d.Tokens[k].Rel.Base() == doc.Nmod {
			if f := r.d.Form(c); f == "of" || f == "from" {
				code, o := r.countryAt(k, i)
				r.setCountry(e, code, byPhrase)
				if o != none && m.typ == doc.PER && r.ents[o].Type == doc.ORG {
					r.setSector(e, r.ents[o].Sector, byRole) // "Ada Stone of The Times"
				}
			}
		}
	}
}

// fromBody reads the sector of a body from its name: from its noun, else from a word that tells more.
func (r *run) fromBody(m *mention) {
	for t := m.End - 1; t >= m.Start; t-- {
		s := r.nounSector(t)
		if s == "" {
			continue
		}
		if l := r.lemma(t); r.lex.is(l, vague) {
			s = orElse(r.traitSector(doc.Range{Start: m.Start, End: t}), s)
		}
		r.setSector(m.Entity, s, byPhrase)
		return
	}
	if c := r.ents[m.Entity].Country; c != "UNO" && c != "EUR" && c != "IGO" {
		r.setSector(m.Entity, r.traitSector(m.Range), byRole)
	}
}

// nounSector gives the sector of a body's noun inside a name: "Wiltshire Council".
func (r *run) nounSector(t int32) string {
	if k := r.roleAt[t]; k != none && r.d.Known.At(k).Type != doc.PER {
		return r.d.Known.At(k).Sector
	}
	l := r.lemma(t)
	w, ok := r.lex.noun(l)
	if !ok {
		w, ok = r.lex.noun(strings.TrimSuffix(l, "s"))
	}
	if ok && (w.class == body || w.class == media || w.class == armed || w.class == house) {
		return w.sector
	}
	return ""
}

// traitSector gives the sector that a word in a body's name or phrase tells, the last that does:
// "Legal Defense Fund", "student groups", "Star TV"; or "".
func (r *run) traitSector(g doc.Range) string {
	for t := g.End - 1; t >= g.Start; t-- {
		w := lower(r.d.Form(t))
		if s, ok := r.lex.traits[w]; ok {
			return s
		}
		if at := strings.LastIndexAny(w, "-."); at > 0 { // "WXYZ-TV", "faith-based"
			if s, ok := r.lex.traits[w[at:]]; ok {
				return s
			}
		}
	}
	return ""
}

// accredited tells whether a country's name at token t says where someone is posted:
// "ambassador to Germany Ada Stone".
func (r *run) accredited(t int32) bool {
	return t > 1 && lower(r.d.Form(t-1)) == "to" && r.roleAt[t-2] != none
}

// fromClass gives a name the country of the class that it is an example of: "German
// firms including Siemens".
func (r *run) fromClass(i int32) {
	h := r.firstConjunct(r.ms[i].Head)
	c := r.tree.Kid(h, doc.Case)
	if c == none || r.d.Tokens[h].Head < 0 {
		return
	}
	if f := lower(r.d.Form(c)); f != "including" && f != "like" && f != "such" {
		return
	}
	if n := r.at(r.d.Tokens[h].Head); n != none && r.ms[n].Kind == doc.NominalMention && !r.ms[n].thing {
		code, _ := r.origin(n)
		r.setCountry(r.ms[i].Entity, code, byPhrase)
	}
}

// knownCountry gives the country of a state or people named inside a longer name.
func (r *run) knownCountry(t int32, whole doc.Range) string {
	if k := r.demAt[t]; k != none {
		return r.d.Known.At(k).Entry.Country
	}
	known := r.d.Known.All()
	if k := r.nameAt[t]; k != none && known[k].Len() < whole.Len() && known[k].Entry.Type == doc.GPE {
		return known[k].Entry.Country
	}
	if e, ok := r.byName["PER"+lower(r.d.Form(t))]; ok { // "the Trump administration"
		return r.ents[e].Country
	}
	if p := r.placeAt[t]; p != none && r.d.Places.At(p).Score > sureOfPlace {
		return r.d.Places.At(p).Country
	}
	return ""
}

// sureOfPlace is the score from which a place inside a name tells the name's country.
const sureOfPlace = 0.6

// fromTitle reads a person's gender from "Mr.", "Mrs." and the like, else from the given name.
func (r *run) fromTitle(m *mention) {
	if m.typ != doc.PER {
		return
	}
	defer r.fromGiven(m)
	if m.Start == 0 {
		return
	}
	if w, ok := r.lex.titles[r.d.Form(m.Start-1)]; ok {
		x := &r.ents[m.Entity]
		x.Male, x.Female = x.Male || w.male, x.Female || w.female
	}
}

// fromGiven reads a person's gender from the given name where nothing else tells it. A lone
// word may be a surname.
func (r *run) fromGiven(m *mention) {
	x := &r.ents[m.Entity]
	if x.Male || x.Female || m.Len() < 2 {
		return
	}
	sex, ok := r.lex.given[lower(r.d.Form(m.Start))]
	if !ok { // "Kim Jong-un"
		sex = r.lex.given[lower(r.d.Form(m.End-1))]
	}
	x.Male, x.Female = sex == 'm', sex == 'f'
}

// leastHome is the weight that a country needs for a long report to be about it; a short
// one needs half of its number of sentences.
const leastHome = 6

// tallyCountries weighs the countries of the report's names; the first sentences and
// the dateline count more.
func (r *run) tallyCountries() {
	for i := range r.ms {
		m := &r.ms[i]
		code := ""
		switch {
		case m.Entity != none:
			code = r.ents[m.Entity].Country
		case m.entry != nil:
			code = m.entry.Country
		default:
			code = r.adjective(m)
		}
		if !isState(code) {
			continue
		}
		w := float32(1)
		if r.d.Tokens[m.Head].Sent < 4 {
			w = 2
		}
		if _, seen := r.tally[code]; !seen {
			r.codes = append(r.codes, code)
		}
		r.tally[code] += w
	}
	best := float32(0)
	for _, c := range r.codes {
		if r.tally[c] > best {
			r.home, best = c, r.tally[c]
		}
	}
	if best < min(leastHome, float32(len(r.d.Sentences))/2) {
		r.home = ""
	}
}

// inheritCountry gives a description the country that its possessor or body has been
// found to have by now ("his office").
func (r *run) inheritCountry(i int32) {
	m := &r.ms[i]
	if m.Kind != doc.NominalMention {
		return
	}
	if code, _ := r.origin(i); code != "" {
		r.setCountry(m.Entity, code, byNear)
	}
}

// guessCountry places an entity in a country by where its first mention stands: a
// person in that of the sentence's subject before, a body in that of the last country
// named, others in that of a place; failing these, in the one that the report is about.
func (r *run) guessCountry(i int32) {
	m := &r.ms[i]
	x := &r.ents[m.Entity]
	if len(x.Members) > 0 || x.Type == doc.LOC || x.Type == doc.MISC || x.Type == doc.GPE && x.class == state {
		return
	}
	if code := r.likeliest(r.lex.epithets[r.lemma(m.Head)]); code != "" {
		r.setCountry(m.Entity, code, byNear)
		return
	}
	near := r.partner(i)
	switch {
	case near != none:
	case m.Kind == doc.NameMention && m.typ == doc.PER:
		near = r.nearCountry(i, func(o *mention) bool { return r.isSubject(o.Head) })
	case m.Kind == doc.NominalMention && m.typ == doc.ORG:
		near = r.nearCountry(i, func(*mention) bool { return true })
	default:
		near = r.nearCountry(i, r.placed)
	}
	if near != none {
		r.setCountry(m.Entity, r.ents[near].Country, byNear)
		return
	}
	r.setCountry(m.Entity, r.home, byText)
}

// partner gives the person that stands right before a person's title and "and", and is surely
// of a country: "Israeli prime minister Ada Stone and energy minister Ivan Petrov"; or none.
func (r *run) partner(i int32) int32 {
	m := &r.ms[i]
	if m.typ != doc.PER || m.plural {
		return none
	}
	start := m.Start
	if m.Kind == doc.NameMention {
		start = r.leftEdge(start)
	}
	if start < 2 || r.d.Form(start-1) != "and" || r.cover[start-2] == none {
		return none
	}
	p := &r.ms[r.cover[start-2]]
	if p.Entity == none || p.typ != doc.PER || start == m.Start && m.Kind == doc.NameMention || r.ents[p.Entity].sure < byNear || !isState(r.ents[p.Entity].Country) {
		return none
	}
	return p.Entity
}

// likeliest gives the country of a list that the report speaks of most, or "".
func (r *run) likeliest(codes []string) string {
	best := ""
	for _, c := range codes {
		if w := r.tally[c]; w > 0 && (best == "" || w > r.tally[best]) {
			best = c
		}
	}
	return best
}

// nearCountry gives the entity before mention i in its sentence that surely belongs to a
// country and passes a test, or none.
func (r *run) nearCountry(i int32, test func(*mention) bool) int32 {
	first := r.d.SentenceOf(r.ms[i].Head).Start
	for j := i - 1; j >= 0 && r.ms[j].Start >= first; j-- {
		o := &r.ms[j]
		if e := o.Entity; e != none && e != r.ms[i].Entity && r.ents[e].sure >= byNear && isState(r.ents[e].Country) && test(o) {
			return e
		}
	}
	return none
}

// placed tells whether a mention says where something happens.
func (r *run) placed(m *mention) bool {
	c := r.preposition(m.Head)
	return c != none && r.lex.is(lower(r.d.Form(c)), where)
}
