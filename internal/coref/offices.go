package coref

import (
	"time"

	"herodotus/internal/doc"
)

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
	if o := r.owner(m); title == "" || o != none && r.ents[o].Type == doc.PER && (title == "leader" || title == "spokesperson") {
		return none, "" // "my boss", "his spokesman"
	}
	many := r.lex.is(title, plenty)
	if many && r.hasTail(m) {
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
	if e := r.roleHolder(i, title, code); e != none && (code != "" || r.tree.Kid(m.Head, doc.Nmod) == none) {
		return e, "holds that office in the report"
	}
	switch {
	case many:
		return none, ""
	case from != none && r.ents[from].Type == doc.ORG:
		if r.ents[from].Entry == nil {
			return none, ""
		}
		code = r.ents[from].Entry.Key // "NATO's secretary-general"
	case title == "leader" && m.noun != "leader" && (code == "" || r.ownedByPronoun(m)):
		return none, "" // "the dictator", "your head" may be of anything
	case code == "":
		code = r.home
	}
	if code == "" {
		return none, ""
	}
	k := r.know.Holder(code, m.noun, r.d.Published) // "the monarch" before any leader
	if k == nil || title != "leader" {
		k = r.know.Holder(code, title, r.d.Published)
	}
	if k != nil {
		if e := r.entryEntity(k); e != r.owner(m) { // "his leader" is not he
			return e, r.holderWhy(title, code)
		}
	}
	return none, ""
}

// ownedByPronoun tells whether the possessor in a phrase is a pronoun.
func (r *run) ownedByPronoun(m *mention) bool { return r.d.Tokens[m.Start].Tag == doc.TagPRPS }

// holderWhy says whose office was looked up, and for which day.
func (r *run) holderWhy(title, code string) string {
	why := "holder of " + title + " of " + code
	if r.d.Published.IsZero() {
		return why
	}
	return why + " on " + r.d.Published.Format(time.DateOnly)
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
		e := r.party(j)
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

// sameOffice tells whether a person's title may be the office that a phrase names: the
// phrase "leader" means any ruler, but "the king" is no "leader" of whatever kind.
func (r *run) sameOffice(title, office string) bool {
	return title == office || office == "leader" && r.lex.is(title, ruler)
}
