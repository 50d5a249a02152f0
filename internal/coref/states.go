package coref

import (
	"slices"
)

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
