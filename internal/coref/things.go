package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// Things are what no one is: no participant of events, no source of claims. They are
// resolved because "it" and "they" may mean them, and because a reader follows them as
// well. Those that are mentioned twice have a layer of their own, Doc.Things.

// addThing notes a noun that is no participant.
func (r *run) addThing(i int32) {
	t := &r.d.Tokens[i]
	if t.POS != doc.NOUN && t.POS != doc.PROPN || r.placeAt[i] != none || r.timeAt[i] {
		return
	}
	switch t.Rel.Base() {
	case doc.Nsubj, doc.Obj, doc.Iobj, doc.Obl, doc.Nmod, doc.Appos, doc.Conj, doc.Root, doc.Compound:
	default:
		return
	}
	m := mention{Mention: doc.Mention{Head: i, Kind: doc.NominalMention, Entity: none}, typ: doc.MISC, known: none, of: none,
		thing: true, noun: r.lemma(i), plural: t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS}
	r.shape(&m, doc.Range{Start: i, End: i + 1})
	r.add(m)
}

// party gives the participant that mention j refers to, or none.
func (r *run) party(j int32) int32 {
	if r.ms[j].thing {
		return none
	}
	return r.ms[j].Entity
}

// maxSame is how many things of one noun are looked through for the one meant again.
const maxSame = 6

// resolveThing finds the thing of the same noun that a phrase means again, or founds one.
func (r *run) resolveThing(i int32) {
	m := &r.ms[i]
	last := r.things[0]
	if m.plural {
		last = r.things[1]
	}
	prev, ok := last[m.noun]
	if !ok {
		prev = none
	}
	for e, n := prev, 0; e != none && n < maxSame; e, n = r.ents[e].prev, n+1 {
		if r.sameThing(m, e) {
			r.join(i, e, "same noun before")
			return
		}
	}
	e := r.newEntity(doc.MISC)
	x := &r.ents[e]
	x.thing, x.Name, x.noun, x.Plural, x.owner, x.prev = true, r.fullName(m), m.noun, m.plural, r.owner(m), prev
	last[m.noun] = e
	r.join(i, e, "thing")
}

// sameThing tells whether a phrase can mean a thing of its noun: it says nothing new, or
// the same again.
func (r *run) sameThing(m *mention, e int32) bool {
	switch m.det {
	case indefinite, numbered:
		return false
	case possessive:
		return r.owner(m) != none && r.owner(m) == r.ents[e].owner
	case definite:
		if !r.premodified(m) && r.tree.Kid(m.Head, doc.Nmod) == none {
			return true
		}
	}
	return strings.EqualFold(r.fullName(m), r.ents[e].Name)
}

// Voices of a text outside quotations.
const (
	writer = iota
	writers
	reader
)

// voice gives the entity that "I", "we" or "you" means where no quotation tells.
func (r *run) voice(v int) int32 {
	if r.voices[v] == none {
		e := r.newEntity(doc.MISC)
		r.voices[v] = e
		x := &r.ents[e]
		x.thing, x.Name, x.Plural = true, [...]string{"I", "we", "you"}[v], v == writers
	}
	return r.voices[v]
}

// resolveWriter resolves "I" and "we" where no one is said to speak.
func (r *run) resolveWriter(i int32) {
	m := &r.ms[i]
	m.thing = true
	if m.pro.number == 's' {
		r.join(i, r.voice(writer), "the writer")
		return
	}
	r.join(i, r.voice(writers), "the writer's side")
}

// writeThings sets the layer of things mentioned twice or more.
func (r *run) writeThings() {
	at := make([]int32, len(r.ents))
	var out []doc.Thing
	for i := range r.ms {
		m := &r.ms[i]
		if m.Entity == none {
			continue
		}
		x := &r.ents[m.Entity]
		if !x.thing || x.count < 2 {
			continue
		}
		if at[m.Entity] == 0 {
			out = append(out, doc.Thing{Name: x.Name, Plural: x.Plural, Mentions: make([]doc.Mention, 0, x.count)})
			at[m.Entity] = int32(len(out))
		}
		t := &out[at[m.Entity]-1]
		t.Mentions = append(t.Mentions, m.Mention)
		t.Mentions[len(t.Mentions)-1].Entity = none
	}
	r.d.Things.Set(out)
}
