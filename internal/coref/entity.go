package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// newEntity adds an entity of a type.
func (r *run) newEntity(t doc.Type) int32 {
	r.ents = append(r.ents, entity{Entity: doc.Entity{Type: t}, last: none, best: none, owner: none})
	return int32(len(r.ents) - 1)
}

// entryEntity gives the entity of a knowledge-base entry, made when it is new.
func (r *run) entryEntity(k *doc.Entry) int32 {
	if e, ok := r.byEntry[k]; ok {
		return e
	}
	i := r.newEntity(k.Type)
	r.byEntry[k] = i
	e := &r.ents[i]
	e.Entry, e.Name, e.Wikidata, e.Geonames = k, k.Name, k.Wikidata, k.Geonames
	e.Male, e.Female = k.Male, k.Female
	r.setCountry(i, k.Country, byBase)
	if k.Type == doc.GPE && k.Sector == "" {
		r.setSector(i, "GOV", byBase)
	}
	e.Sectors = k.Sectors
	r.addOffices(i, k)
	return i
}

// addOffices gives an entity the sector of the entry, and a person the offices held on
// the day of the report, whose sector comes first; who holds none any more and is nothing
// else is a former official (ELI).
func (r *run) addOffices(i int32, k *doc.Entry) {
	held, past := false, false
	for _, government := range [...]bool{true, false} { // a minister in parliament is a minister
		for j := range k.Offices {
			o := &k.Offices[j]
			if (o.Sector == "GOV" || o.Sector == "") != government {
				continue
			}
			if !o.Holds(r.d.Published) {
				past = past || !r.d.Published.IsZero() && o.From.Before(r.d.Published)
				continue
			}
			held = true
			r.addRole(i, o.Title, o.Of)
			r.setSector(i, orElse(o.Sector, "GOV"), byBase)
		}
	}
	if past && !held && (k.Sector == "BUS" || k.Sector == "CVL" || k.Sector == "EDU" || k.Sector == "JRN") {
		r.setSector(i, "ELI", byBase) // a businessman who was president is news as the latter
	}
	r.setSector(i, k.Sector, byBase)
	if past && !held {
		r.setSector(i, "ELI", byRole)
	}
}

// stateEntity gives the entity of a state by its code, or none for an unknown code.
func (r *run) stateEntity(code string) int32 {
	if k := r.know.Country(code); k != nil {
		return r.entryEntity(k)
	}
	return none
}

// isState tells whether an entity is a state, not a region or town of one.
func (x *entity) isState() bool {
	return x.Type == doc.GPE && x.Entry != nil && x.Entry.Key == x.Country && isState(x.Country)
}

// isState tells a country's code from those of international bodies and movements.
func isState(code string) bool {
	switch code {
	case "", "UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC":
		return false
	}
	return true
}

// join makes mention i refer to entity e.
func (r *run) join(i, e int32, why string) {
	m := &r.ms[i]
	m.done = true
	if e == none {
		return
	}
	m.Entity, m.Why = e, why
	x := &r.ents[e]
	if x.count == 0 || i < x.first {
		x.first = i
	}
	x.last, x.count = i, x.count+1
	if k := leaderKind(x); r.leader[k] == none || x.count > r.ents[r.leader[k]].count {
		r.leader[k] = e
	}
	if m.Kind != doc.NameMention {
		return
	}
	if m.entry != nil && x.Entry == nil && !m.town && !m.seat && (x.best == none || r.sameEnd(x.best, m.entry.Name)) {
		r.adopt(e, m.entry)
	}
	if m.entry != nil && m.entry == x.Entry && x.Type == doc.ORG && r.d.Words(m.Range) == m.entry.Name {
		x.plainly = true
	}
	if m.seat && m.entry != nil {
		r.setCountry(e, m.entry.Country, byBase)
		r.setSector(e, orElse(m.entry.Sector, "GOV"), byBase)
	}
	if m.town && m.entry != nil {
		r.setCountry(e, m.entry.Country, byBase)
	}
	if p := r.placeAt[m.Head]; p != none && (m.typ == doc.LOC || m.typ == doc.GPE || m.typ == doc.FAC) {
		pl := r.d.Places.At(p)
		r.setCountry(e, pl.Country, byNear)
		if x.Geonames == 0 && x.Entry == nil {
			x.Geonames = pl.Geonames
		}
	}
	if x.best == none || r.fuller(i, x.best) {
		x.best = i
	}
}

// leaderKind tells persons from all else.
func leaderKind(x *entity) int {
	if x.Type == doc.PER {
		return 1
	}
	return 0
}

// leads tells whether an entity is the person, or among all else the one, with the most mentions so far.
func (r *run) leads(e int32) bool {
	x := &r.ents[e]
	return x.count > 2 && r.leader[leaderKind(x)] == e
}

// sameEnd tells whether a mention ends in the last word of a known name: an acronym that
// this report gives to another body says nothing of that body.
func (r *run) sameEnd(i int32, name string) bool {
	words := r.d.Words(r.ms[i].Range)
	return strings.EqualFold(words[strings.LastIndexByte(words, ' ')+1:], name[strings.LastIndexByte(name, ' ')+1:])
}

// adopt ties an entity that was found by its words to the entry of one of its names.
func (r *run) adopt(e int32, k *doc.Entry) {
	if _, taken := r.byEntry[k]; taken {
		return
	}
	r.byEntry[k] = e
	x := &r.ents[e]
	x.Entry, x.Wikidata, x.Male, x.Female, x.Type = k, k.Wikidata, k.Male, k.Female, k.Type
	x.Sectors = k.Sectors
	r.setCountry(e, k.Country, byBase)
	r.addOffices(e, k)
}

// fuller tells whether mention i gives its entity a better name than mention j.
func (r *run) fuller(i, j int32) bool {
	a, b := r.d.Words(r.ms[i].Range), r.d.Words(r.ms[j].Range)
	if k := r.ms[i].entry; r.ms[i].typ == doc.GPE && k != nil && (a == k.Name) != (b == k.Name) {
		return a == k.Name
	}
	if pi, pj := r.namedPlainly(&r.ms[i]), r.namedPlainly(&r.ms[j]); r.ms[i].typ == doc.GPE && pi != pj {
		return pi
	}
	if ua, ub := a == strings.ToUpper(a), b == strings.ToUpper(b); ua != ub {
		return ub // acronyms and headings in capitals say less
	}
	return r.ms[i].typ != doc.GPE && len(a) > len(b)
}

func (r *run) setCountry(e int32, code string, s sureness) {
	if code != "" && s > r.ents[e].sure {
		r.ents[e].Country, r.ents[e].sure = code, s
	}
}

func (r *run) setSector(e int32, sector string, s sureness) {
	if sector != "" && s > r.ents[e].apt {
		r.ents[e].Sector, r.ents[e].apt = sector, s
	}
}

// addRole notes a role once.
func (r *run) addRole(e int32, title, of string) {
	x := &r.ents[e]
	for i := range x.Roles {
		o := &x.Roles[i]
		if o.Title == title && (o.Of == of || o.Of == "" || of == "") {
			o.Of = orElse(o.Of, of)
			return
		}
	}
	x.Roles = append(x.Roles, doc.Role{Title: title, Of: of})
}

func orElse(s, or string) string {
	if s == "" {
		return or
	}
	return s
}
