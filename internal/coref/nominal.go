package coref

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// sweep resolves what is left, from left to right.
func (r *run) sweep() {
	for i := range r.ms {
		r.resolve(int32(i))
	}
}

// resolve settles mention i once.
func (r *run) resolve(i int32) {
	m := &r.ms[i]
	if m.done {
		return
	}
	m.done = true
	switch m.Kind {
	case doc.PronounMention:
		r.resolvePronoun(i)
	case doc.NominalMention:
		r.resolveNominal(i)
	case doc.NameMention: // an adjective of a state
		r.join(i, r.entryEntity(m.entry), m.Why)
	}
}

func (r *run) resolveNominal(i int32) {
	m := &r.ms[i]
	if m.of != none {
		e := r.ms[m.of].Entity
		r.absorb(i, e)
		r.join(i, e, "describes the name beside it")
		return
	}
	e, why := r.quantity(i)
	if e == none {
		e, why = r.people(i)
	}
	if e == none {
		e, why = r.group(i)
	}
	if e == none {
		e, why = r.country(i)
	}
	if e == none {
		e, why = r.office(i)
	}
	if e == none {
		e, why = r.earlier(i)
	}
	if e == none {
		e, why = r.found(i)
	}
	r.join(i, e, why)
	if m.noun != "" && m.word.class != quantity {
		r.byName["#"+m.noun] = e
	}
}

// quantity resolves "one of them" to those it is one of, and "both" to the two before.
func (r *run) quantity(i int32) (int32, string) {
	m := &r.ms[i]
	if m.word.class != quantity {
		return none, ""
	}
	if k := r.tree.Kid(m.Head, doc.Nmod); k != none {
		if o := r.at(k); o != none && o != i {
			r.resolve(o)
			if e := r.ms[o].Entity; e != none && r.ents[e].Plural {
				return e, "part of a group"
			}
		}
	}
	if m.noun == "both" {
		for j := i - 1; j >= 0 && r.d.Tokens[m.Head].Sent-r.d.Tokens[r.ms[j].Head].Sent <= 1; j-- {
			if r.ms[j].Entity != none && r.hasPartner(&r.ms[j]) {
				return r.pair(j, i), "the pair named before"
			}
		}
	}
	return none, ""
}

// people resolves a demonym noun: "the Saudis" are the state's side, other uses a people.
func (r *run) people(i int32) (int32, string) {
	m := &r.ms[i]
	if m.typ != doc.NORP || m.entry == nil {
		return none, ""
	}
	if m.det == definite && m.plural {
		return r.entryEntity(m.entry), "a people for its state"
	}
	key := "people:" + m.noun
	if e, ok := r.byName[key]; ok && m.plural {
		return e, "same people"
	}
	e := r.newEntity(doc.NORP)
	x := &r.ents[e]
	x.Name, x.Plural, x.noun = r.d.Words(m.Range), m.plural, m.noun
	if !m.plural {
		x.Type = doc.PER
	}
	r.setCountry(e, m.entry.Country, byBase)
	r.setSector(e, "CVL", byRole)
	r.byName[key] = e
	return e, "people of a state"
}

// country resolves "the country", "the island nation", "his country".
func (r *run) country(i int32) (int32, string) {
	m := &r.ms[i]
	if m.plural || m.det == indefinite || m.word.class != state && m.word.class != neighbour {
		return none, ""
	}
	if m.noun == "state" && m.det == definite && !r.premodified(m) {
		return none, "" // may be a part of a federation
	}
	code, _ := r.origin(i)
	if m.word.class == neighbour {
		if o := r.owner(m); o == none || !r.ents[o].isState() {
			return none, ""
		}
		return r.recentState(i, code), "the other country in focus"
	}
	if isState(code) {
		return r.stateEntity(code), "country of its modifier"
	}
	if m.det != definite && m.det != possessive {
		return none, ""
	}
	if e := r.recentState(i, ""); e != none {
		return e, "country last in focus"
	}
	return r.stateEntity(r.home), "country that the report is about"
}

// recentState gives the state most in focus before mention i, other than one: lately
// named, often named, a subject, what the report is about. The subject of the same
// clause is out ("Germany sent weapons to the country").
func (r *run) recentState(i int32, other string) int32 {
	m := &r.ms[i]
	may := r.lex.epithets[m.noun]
	for t := m.Start; t < m.Head && may == nil; t++ {
		may = r.lex.epithets[r.lemma(t)]
	}
	most := r.tally[r.home]
	best, bestScore := "", float32(-1)
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		c := &r.ms[j]
		if c.Entity == none {
			continue
		}
		seen++
		x := &r.ents[c.Entity]
		if !isState(x.Country) || x.sure < byPhrase || x.Country == other || may != nil && !slices.Contains(may, x.Country) {
			continue
		}
		s := 3 - float32(r.d.Tokens[m.Head].Sent-r.d.Tokens[c.Head].Sent)
		if most > 0 {
			s += 2 * r.tally[x.Country] / most
		}
		if !x.isState() {
			s-- // only somebody or something of that country
		}
		if r.isSubject(c.Head) {
			s += 0.5
			if !r.isSubject(m.Head) && r.sameClause(m.Head, c.Head) {
				s -= 3
			}
		}
		if s > bestScore {
			best, bestScore = x.Country, s
		}
	}
	if best == "" {
		return none
	}
	return r.stateEntity(best)
}

// sameClause tells whether token i depends on the verb that token subject is the subject of.
func (r *run) sameClause(i, subject int32) bool {
	v := r.d.Tokens[subject].Head
	return v >= 0 && r.d.Tokens[v].Sent == r.d.Tokens[i].Sent && r.tree.Under(i, v)
}

// office resolves a role that one person holds: by the text's own words, then by the
// knowledge base for the day of the report.
func (r *run) office(i int32) (int32, string) {
	m := &r.ms[i]
	if m.typ != doc.PER || m.plural || m.det == indefinite || m.det == numbered || r.marked(m, notYet) || r.marked(m, former) {
		return none, ""
	}
	title := ""
	switch {
	case m.known != none && r.d.Known.At(m.known).Office != "":
		title = r.d.Known.At(m.known).Office
	case m.word.class == leader:
		title = "leader"
	case m.noun == "counterpart":
		title = r.ownersOffice(m)
	}
	if title == "" {
		return none, ""
	}
	code, from := r.origin(i)
	if m.noun == "counterpart" {
		if code = r.adjective(m); code == "" {
			return none, "" // somebody else's, and not home's either
		}
	}
	if code == "" && m.det == bare {
		return none, ""
	}
	if e := r.roleHolder(i, title, code); e != none {
		return e, "holds that office in the report"
	}
	if from != none && r.ents[from].Type == doc.ORG {
		return none, ""
	}
	why := "known holder of the office"
	if code == "" {
		code, why = r.home, "holder in the country that the report is about"
	}
	if !isState(code) {
		return none, ""
	}
	k := r.know.Holder(code, m.noun, r.d.Published) // "the monarch" before any leader
	if k == nil || title != "leader" {
		k = r.know.Holder(code, title, r.d.Published)
	}
	if k != nil {
		if e := r.entryEntity(k); e != r.owner(m) { // "his leader" is not he
			return e, why
		}
	}
	return none, ""
}

// adjective gives the country of the demonym in a phrase ("his Turkish counterpart"), or "".
func (r *run) adjective(m *mention) string {
	for t := m.Start; t < m.Head; t++ {
		if k := r.demAt[t]; k != none {
			return r.d.Known.At(k).Entry.Country
		}
	}
	return ""
}

// ownersOffice gives the office of the person that a possessive pronoun or name means.
func (r *run) ownersOffice(m *mention) string {
	if i := r.cover[m.Start]; i != none && r.ms[i].Entity != none {
		if x := &r.ents[r.ms[i].Entity]; len(x.Roles) > 0 {
			return x.Roles[0].Title
		}
	}
	return ""
}

// roleHolder looks back for a person with the office, of the country if one is given.
func (r *run) roleHolder(i int32, office, code string) int32 {
	owner := r.owner(&r.ms[i]) // "his host" is not he
	for j, seen := i-1, 0; j >= 0 && seen < 2*window; j-- {
		e := r.ms[j].Entity
		if e == none {
			continue
		}
		seen++
		x := &r.ents[e]
		if x.Type != doc.PER || x.Plural || code != "" && x.Country != code || e == owner {
			continue
		}
		for _, role := range x.Roles {
			if r.sameOffice(role.Title, office) {
				return e
			}
		}
	}
	return none
}

// sameOffice tells whether two titles may mean one office: "leader" is any ruler's.
func (r *run) sameOffice(a, b string) bool {
	return a == b || (a == "leader" || b == "leader") && r.lex.is(a, ruler) && r.lex.is(b, ruler)
}

// earlier resolves a description to what the report has told of before.
func (r *run) earlier(i int32) (int32, string) {
	m := &r.ms[i]
	if m.det == indefinite || m.det == numbered || r.marked(m, former) {
		return none, ""
	}
	if m.det == bare && !m.plural && m.typ == doc.PER {
		return none, ""
	}
	code, _ := r.origin(i)
	if e, ok := r.byName["#"+m.noun]; ok && r.mayBe(m, e, code) && r.sameWords(m, e) {
		return e, "same description before"
	}
	if m.plural || m.det == bare || m.det == possessive {
		return none, ""
	}
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		e := r.ms[j].Entity
		if e == none || r.ms[j].Range.Covers(m.Range) || m.Range.Covers(r.ms[j].Range) {
			continue
		}
		seen++
		if r.mayBe(m, e, code) && r.fitsNoun(m, e) {
			return e, "last one that fits the description"
		}
	}
	if m.word.class == person && m.det == definite {
		return r.lastPerson(i, code), "last person in focus"
	}
	return none, ""
}

// sameWords tells whether a description says nothing new: a bare noun, the same words
// again, the same possessor.
func (r *run) sameWords(m *mention, e int32) bool {
	if m.det == possessive {
		return r.owner(m) != none && r.owner(m) == r.ents[e].owner
	}
	return !r.premodified(m) || strings.EqualFold(r.bareName(m), r.ents[e].Name)
}

// owner gives the entity that the possessive in the phrase means, or none.
func (r *run) owner(m *mention) int32 {
	if m.det != possessive {
		return none
	}
	if t := r.ownerToken(m); t != none && r.cover[t] != none {
		return r.ms[r.cover[t]].Entity
	}
	return none
}

// premodified tells whether more than a determiner stands before the noun.
func (r *run) premodified(m *mention) bool {
	n := m.Head - m.Start
	if m.det == definite || m.det == indefinite || m.det == possessive {
		n--
	}
	return n > 0
}

// lastPerson looks back two sentences for the person named last whose sector does not
// contradict "the airman", "the suspect".
func (r *run) lastPerson(i int32, code string) int32 {
	m := &r.ms[i]
	sector := r.sectorOf(i)
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		c := &r.ms[j]
		if c.Entity == none {
			continue
		}
		seen++
		if r.d.Tokens[m.Head].Sent-r.d.Tokens[c.Head].Sent > 2 {
			break
		}
		x := &r.ents[c.Entity]
		if x.Type == doc.PER && c.Kind == doc.NameMention && (x.Sector == sector || x.Sector == "" || sector == "") && r.mayBe(m, c.Entity, code) && !c.Range.Overlaps(m.Range) {
			return c.Entity
		}
	}
	return none
}

// mayBe tells whether a description does not contradict an entity.
func (r *run) mayBe(m *mention, e int32, code string) bool {
	x := &r.ents[e]
	if x.Plural != m.plural || len(x.Members) > 0 {
		return false
	}
	return code == "" || x.Country == "" || x.Country == code || x.sure <= byNear
}

// fitsNoun tells whether a noun describes an entity: by a role, a word of its name, its kind.
func (r *run) fitsNoun(m *mention, e int32) bool {
	x := &r.ents[e]
	if m.typ == doc.PER {
		if x.Type != doc.PER {
			return false
		}
		title := r.officeOf(m)
		for _, role := range x.Roles {
			if role.Title == title || !r.premodified(m) && strings.HasSuffix(role.Title, " "+m.noun) {
				return true
			}
		}
		return false
	}
	switch {
	case m.word.class == ship:
		return x.class == ship
	case x.Type != doc.ORG:
		return false
	case r.premodified(m):
		return x.best != none && strings.HasSuffix(lower(r.d.Words(r.ms[x.best].Range)), lower(r.bareName(m)))
	case m.noun == "agency" || m.word.class == media && m.noun != "press" && m.noun != "media":
		return x.Sector == "JRN" || r.nameHas(e, m.noun)
	case m.noun == "group" || m.noun == "organisation" || m.noun == "organization" || m.noun == "movement":
		switch x.Sector {
		case "GOV", "JRN", "LEG", "JUD", "COP", "MIL", "BUS":
			return r.nameHas(e, m.noun)
		}
		return x.best != none
	case m.noun == "bloc" || m.noun == "alliance":
		return x.Country == "EUR" || x.Country == "IGO"
	case m.noun == "company" || m.noun == "firm":
		return x.Sector == "BUS" || x.Country == "MNC"
	}
	switch s := m.word.sector; s {
	case "JUD", "PTY", "BUS", "MED", "EDU": // "the tribunal", "the airline"
		if x.Sector == s {
			return true
		}
	}
	return r.nameHas(e, m.noun)
}

// nameHas tells whether the last word of an entity's name is the noun.
func (r *run) nameHas(e int32, noun string) bool {
	x := &r.ents[e]
	if x.best == none {
		return false
	}
	s := r.d.Words(r.ms[x.best].Range)
	for w := range strings.FieldsSeq(s) {
		if strings.EqualFold(w, noun) {
			return true
		}
	}
	return false
}

// found makes a new entity of a nominal.
func (r *run) found(i int32) (int32, string) {
	m := &r.ms[i]
	e := r.newEntity(m.typ)
	code, from := r.origin(i)
	x := &r.ents[e]
	x.Name, x.noun, x.Plural, x.class = r.bareName(m), m.noun, m.plural, m.word.class
	x.Male, x.Female, x.owner = m.word.male, m.word.female, r.owner(m)
	if from == none || r.ents[from].sure >= byPhrase {
		r.setCountry(e, code, byPhrase)
	} else {
		r.setCountry(e, code, byNear)
	}
	if p := r.placeAt[m.Head]; p != none {
		r.setCountry(e, r.d.Places.At(p).Country, byNear)
	}
	r.setSector(e, r.sectorOf(i), byPhrase)
	if m.typ == doc.PER && !m.plural {
		r.addRole(e, r.officeOf(m), code)
	}
	return e, "description"
}
