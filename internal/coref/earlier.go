package coref

import (
	"strings"

	"herodotus/internal/doc"
)

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
	if e, ok := r.byName["#"+m.noun]; ok && !r.onlyHeaded(m, e) && r.mayBe(m, e, code) && r.sameWords(m, e) {
		return e, "same description before"
	}
	if m.plural || m.det == bare || m.det == possessive {
		return none, ""
	}
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		e := r.party(j)
		if e == none || r.ms[j].Range.Covers(m.Range) || m.Range.Covers(r.ms[j].Range) {
			continue
		}
		seen++
		if r.mayBe(m, e, code) && !r.onlyHeaded(m, e) && r.fitsNoun(m, e) {
			if union := r.stateEntity("EUR"); m.noun == "bloc" && r.ents[e].Country == "EUR" && union != none {
				e = union // not one of its institutions
			}
			return e, "last one that fits the description"
		}
	}
	if m.word.class == person && m.det == definite && !r.hasTail(m) {
		return r.lastPerson(i, code), "last person in focus"
	}
	return none, ""
}

// onlyHeaded tells whether a person was told of by nothing but a heading's "Man" so far,
// who has a name below.
func (r *run) onlyHeaded(m *mention, e int32) bool {
	x := &r.ents[e]
	return m.typ == doc.PER && !m.plural && x.headed && x.best == none
}

// sameWords tells whether a description says nothing new: a bare noun, the same words
// again, the same possessor.
func (r *run) sameWords(m *mention, e int32) bool {
	if m.det == possessive {
		return r.owner(m) != none && r.owner(m) == r.ents[e].owner
	}
	return !r.premodified(m) && m.det != bare || strings.EqualFold(r.fullName(m), r.ents[e].Name)
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

// lastPerson looks back two sentences for the person named last whose sector does not
// contradict "the airman", "the suspect".
func (r *run) lastPerson(i int32, code string) int32 {
	m := &r.ms[i]
	sector := r.sectorOf(i)
	if m.noun == "man" || m.noun == "woman" {
		sector = "" // of any trade
	}
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		c := &r.ms[j]
		if r.party(j) == none {
			continue
		}
		seen++
		if r.d.Tokens[m.Head].Sent-r.d.Tokens[c.Head].Sent > 2 {
			break
		}
		x := &r.ents[c.Entity]
		if x.Type == doc.PER && c.Kind == doc.NameMention && agree(x.Sector, sector) && r.mayBe(m, c.Entity, code) && !c.Range.Overlaps(m.Range) {
			return c.Entity
		}
	}
	return none
}

// agree tells whether two sectors may be one person's: an attacker may be a criminal or a rebel.
func agree(a, b string) bool {
	return a == b || a == "" || b == "" || unlawful(a) && unlawful(b)
}

func unlawful(sector string) bool { return sector == "CRM" || sector == "UAF" || sector == "REB" }

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
