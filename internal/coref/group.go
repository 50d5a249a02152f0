package coref

import "herodotus/internal/doc"

// group resolves "the two leaders", "both sides", "the two countries" to the two that
// are most in focus.
func (r *run) group(i int32) (int32, string) {
	m := &r.ms[i]
	if !m.plural || !r.saysTwo(m) {
		return none, ""
	}
	switch {
	case m.word.class == state || m.word.class == side || m.word.class == neighbour || m.noun == "government":
		return r.twoStates(i)
	case m.word.class == quantity:
		if e, why := r.twoPersons(i, false); e != none {
			return e, why
		}
		return r.twoStates(i)
	case m.typ == doc.PER:
		return r.twoPersons(i, m.word.class == leader || m.known != none && r.d.Known.At(m.known).Office != "")
	}
	return none, ""
}

// saysTwo tells whether the phrase means exactly two known ones.
func (r *run) saysTwo(m *mention) bool {
	if m.noun == "pair" || m.noun == "duo" || m.noun == "two" {
		return m.det == definite
	}
	for t := m.Start; t < m.Head; t++ {
		switch lower(r.d.Form(t)) {
		case "both":
			return true
		case "two":
			return m.det == definite
		}
	}
	return false
}

// twoPersons gives the group of the two persons, or officials, most spoken of lately.
func (r *run) twoPersons(i int32, officials bool) (int32, string) {
	a, b := r.mostRecent(i, func(x *entity) bool {
		return x.Type == doc.PER && !x.Plural && x.best != none && (!officials || len(x.Roles) > 0 && x.Country != "")
	})
	if b == none {
		return none, ""
	}
	return r.newGroup(i, a, b), "the two persons most in focus"
}

// twoStates gives the group of the two states most spoken of lately.
func (r *run) twoStates(i int32) (int32, string) {
	a, b := r.mostRecent(i, func(x *entity) bool {
		return x.isState()
	})
	if b == none {
		return none, ""
	}
	return r.newGroup(i, a, b), "the two countries most in focus"
}

// mostRecent gives the two entities of a kind with the most mentions in the window
// before mention i; of equals the more recent. The first mentioned comes first.
func (r *run) mostRecent(i int32, want func(*entity) bool) (int32, int32) {
	var ids, counts [window]int32
	n := 0
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		e := r.party(j)
		if e == none {
			continue
		}
		seen++
		if !want(&r.ents[e]) {
			continue
		}
		at := 0
		for at < n && ids[at] != e {
			at++
		}
		if at == n {
			ids[n] = e
			n++
		}
		counts[at]++
	}
	a, b := -1, -1
	for at := 0; at < n; at++ {
		switch {
		case a < 0 || counts[at] > counts[a]:
			a, b = at, a
		case b < 0 || counts[at] > counts[b]:
			b = at
		}
	}
	if b < 0 {
		return none, none
	}
	return min(ids[a], ids[b]), max(ids[a], ids[b])
}

// newGroup makes an entity of two members.
func (r *run) newGroup(i, a, b int32) int32 {
	e := r.newEntity(r.ents[a].Type)
	x := &r.ents[e]
	x.Plural, x.Members = true, []int32{a, b}
	x.Name = r.ents[a].Name + " and " + r.ents[b].Name
	if m := &r.ms[i]; m.Kind == doc.NominalMention {
		x.Name, x.noun = r.bareName(m), m.noun
	}
	if r.ents[a].Country == r.ents[b].Country {
		r.setCountry(e, r.ents[a].Country, byPhrase)
	}
	if r.ents[a].Sector == r.ents[b].Sector {
		r.setSector(e, r.ents[a].Sector, byPhrase)
	}
	return e
}

// hasPartner tells whether a mention is coordinated with another by "and".
func (r *run) hasPartner(c *mention) bool {
	if c.Kind == doc.PronounMention {
		return false
	}
	for _, k := range r.tree.Kids(c.Head) {
		if r.d.Tokens[k].Rel == doc.Conj && r.at(k) != none && r.party(r.at(k)) != none {
			return true
		}
	}
	return false
}

// pair gives the group of the mentions coordinated with mention j, or none when it
// stands alone or is many already.
func (r *run) pair(j, i int32) int32 {
	c := &r.ms[j]
	if r.ents[c.Entity].Plural || !r.hasPartner(c) {
		return none
	}
	for _, k := range r.tree.Kids(c.Head) {
		if r.d.Tokens[k].Rel != doc.Conj {
			continue
		}
		if p := r.at(k); p != none && r.party(p) != none && r.ms[p].Entity != c.Entity {
			return r.newGroup(i, c.Entity, r.ms[p].Entity)
		}
	}
	return none
}

// twoBefore gives the group of the only two persons named in this sentence and the one
// before, ahead of mention i: they may be "they".
func (r *run) twoBefore(i int32) int32 {
	a, b := none, none
	for j := i - 1; j >= 0 && r.d.Tokens[r.ms[i].Head].Sent-r.d.Tokens[r.ms[j].Head].Sent <= 1; j-- {
		e := r.party(j)
		if e == none || r.ents[e].Type != doc.PER {
			continue
		}
		switch {
		case r.ents[e].Plural, a != none && b != none && e != a && e != b:
			return none
		case a == none:
			a = e
		case e != a:
			b = e
		}
	}
	if b == none {
		return none
	}
	return r.newGroup(i, min(a, b), max(a, b))
}
