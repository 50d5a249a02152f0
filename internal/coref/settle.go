package coref

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// settle names every entity and gives those without a country the one near by, then the
// one that the report is about.
func (r *run) settle() {
	for e := range r.ents {
		r.ents[e].count = 0
	}
	for i := range r.ms {
		m := &r.ms[i]
		if m.Entity == none {
			continue
		}
		x := &r.ents[m.Entity]
		x.acts = x.acts || r.isSubject(m.Head) && r.d.Tokens[r.firstConjunct(m.Head)].Rel != doc.NsubjPass
		if x.count++; x.count == 1 && x.sure == unknown && !x.thing {
			r.inheritCountry(int32(i))
			r.guessCountry(int32(i))
		}
	}
	r.joinMembers()
	r.renameHeaded()
	for e := range r.ents {
		switch x := &r.ents[e]; {
		case x.thing:
		case x.Type == doc.PER, x.Type == doc.NORP:
			r.setSector(int32(e), "CVL", byText)
		case x.Type == doc.GPE && x.acts:
			r.setSector(int32(e), "GOV", byText) // a town that acts is its council, as a state is its government
		}
		r.nameEntity(&r.ents[e])
	}
	for e := range r.ents {
		if x := &r.ents[e]; len(x.Members) == 2 && x.noun == "" {
			x.Name = r.ents[x.Members[0]].Name + " and " + r.ents[x.Members[1]].Name
		}
	}
}

// joinMembers gives a group what its members have in common by now.
func (r *run) joinMembers() {
	for e := range r.ents {
		x := &r.ents[e]
		if len(x.Members) == 0 {
			continue
		}
		country, sector := r.ents[x.Members[0]].Country, r.ents[x.Members[0]].Sector
		for _, o := range x.Members[1:] {
			if r.ents[o].Country != country {
				country = ""
			}
			if r.ents[o].Sector != sector {
				sector = ""
			}
		}
		r.setCountry(int32(e), country, byText)
		r.setSector(int32(e), sector, byText)
	}
}

// renameHeaded names a description that a heading brought up by its first words below,
// where they are whole: headings leave out articles and verbs.
func (r *run) renameHeaded() {
	for i := range r.ms {
		m := &r.ms[i]
		if m.Entity == none || m.Kind != doc.NominalMention || r.d.SentenceOf(m.Head).Heading || !r.premodified(m) {
			continue
		}
		if x := &r.ents[m.Entity]; x.headed && x.best == none && x.noun == m.noun {
			x.Name, x.headed = r.fullName(m), false
		}
	}
}

// nameEntity chooses the canonical name: for states the base's unless the text has its
// own full form, for others the fullest form in the text.
func (r *run) nameEntity(x *entity) {
	if x.best == none {
		return
	}
	m := &r.ms[x.best]
	s := strings.ReplaceAll(r.d.Words(m.Range), "\n", " ")
	upper := s == strings.ToUpper(s)
	switch {
	case x.Entry == nil:
	case x.plainly: // longer names are those of its parts
		x.Name = x.Entry.Name
		return
	case x.Type == doc.GPE && (upper || m.town || m.entry != x.Entry || !r.namedPlainly(m)):
		return
	case x.Type == doc.PER && !strings.Contains(s, " ") && strings.HasSuffix(x.Name, s):
		return
	case upper && len(s) <= 2:
		return
	}
	x.Name = s
}

// namedPlainly tells whether a state is called by a name of its own, not its capital.
func (r *run) namedPlainly(m *mention) bool {
	k := r.nameAt[m.Head]
	return k != none && r.d.Known.At(k).Sense == doc.SenseName
}

// write sets the document's layers: mentions with an entity, entities in order of
// first mention, then those that only groups hold.
func (r *run) write() {
	ids := make([]int32, len(r.ents))
	for e := range ids {
		ids[e] = none
	}
	ms := make([]doc.Mention, 0, len(r.ms))
	order := make([]int32, 0, len(r.ents))
	for i := range r.ms {
		m := &r.ms[i]
		if m.Entity == none || m.thing {
			continue
		}
		if ids[m.Entity] == none {
			ids[m.Entity] = int32(len(order))
			order = append(order, m.Entity)
		}
		ms = append(ms, m.Mention)
		last := &ms[len(ms)-1]
		if last.Entity = ids[m.Entity]; last.Score == 0 {
			last.Score = r.sure.share(m.Why)
		}
	}
	for at := 0; at < len(order); at++ { // grows: members may be groups themselves
		for _, o := range r.ents[order[at]].Members {
			if ids[o] == none {
				ids[o] = int32(len(order))
				order = append(order, o)
			}
		}
	}
	es := make([]doc.Entity, len(order))
	for at, e := range order {
		es[at] = r.ents[e].Entity
		es[at].Members = renumber(es[at].Members, ids)
	}
	for i := range ms {
		x := &es[ms[i].Entity]
		x.Mentions = append(x.Mentions, int32(i))
	}
	r.d.Mentions.Set(ms)
	r.d.Entities.Set(es)
	r.writeThings(ids)
	r.linkPlaces(ms)
}

func renumber(members, ids []int32) []int32 {
	out := slices.Clone(members)
	for i, m := range out {
		out[i] = ids[m]
	}
	return out
}

// linkPlaces gives each place the mention whose head stands on it, or else the first
// name that touches it.
func (r *run) linkPlaces(ms []doc.Mention) {
	for i := range ms {
		if p := r.placeAt[ms[i].Head]; p != none && r.d.Places.At(p).Mention < 0 {
			r.d.Places.At(p).Mention = int32(i)
		}
	}
	for i := range ms {
		for t := ms[i].Start; t < ms[i].End && ms[i].Kind == doc.NameMention; t++ {
			if p := r.placeAt[t]; p != none && r.d.Places.At(p).Mention < 0 {
				r.d.Places.At(p).Mention = int32(i)
			}
		}
	}
}
