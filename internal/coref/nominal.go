package coref

import "herodotus/internal/doc"

// sweep resolves what is left, from left to right.
func (r *run) sweep() {
	for i := range r.ms {
		r.resolve(int32(i))
		r.remember(int32(i))
	}
}

// resolve settles mention i once.
func (r *run) resolve(i int32) {
	m := &r.ms[i]
	if m.done {
		return
	}
	m.done = true
	if m.thing {
		r.resolveThing(i)
		return
	}
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
	if e := r.saidOf(i); e != none {
		r.absorb(i, e)
		r.join(i, e, "said of the person")
		return
	}
	e, why := none, ""
	for _, find := range [...]func(*run, int32) (int32, string){
		(*run).quantity, (*run).people, (*run).group, (*run).country, (*run).office, (*run).earlier, (*run).again, (*run).found,
	} {
		if e, why = find(r, i); e != none {
			break
		}
	}
	r.join(i, e, why)
	if m.noun != "" && m.word.class != quantity {
		r.byName["#"+m.noun] = e
	}
}

// saidOf gives the person of whom a pronoun says what it is: "She is a lawmaker".
func (r *run) saidOf(i int32) int32 {
	m := &r.ms[i]
	if m.typ != doc.PER || m.plural || r.tree.Kid(m.Head, doc.Cop) == none {
		return none
	}
	s := r.tree.Kid(m.Head, doc.Nsubj)
	if s == none || r.cover[s] == none || r.ms[r.cover[s]].Kind != doc.PronounMention || r.cover[s] >= i {
		return none
	}
	e := r.party(r.cover[s])
	if e == none || r.ents[e].Type != doc.PER || r.ents[e].Plural {
		return none
	}
	return e
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
			if e := r.party(o); e != none && r.ents[e].Plural {
				return e, "part of a group"
			}
		}
	}
	if m.noun == "both" {
		for j := i - 1; j >= 0 && r.d.Tokens[m.Head].Sent-r.d.Tokens[r.ms[j].Head].Sent <= 1; j-- {
			if r.party(j) != none && r.hasPartner(&r.ms[j]) {
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

// found makes a new entity of a nominal.
func (r *run) found(i int32) (int32, string) {
	m := &r.ms[i]
	e := r.newEntity(m.typ)
	code, from := r.origin(i)
	x := &r.ents[e]
	x.Name, x.noun, x.Plural, x.class = r.fullName(m), m.noun, m.plural, m.word.class
	x.Male, x.Female, x.owner = m.word.male, m.word.female, r.owner(m)
	x.headed = r.d.SentenceOf(m.Head).Heading
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
