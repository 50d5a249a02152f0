package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// Things are what no one is: no participant of events, no source of claims. They are
// resolved because "it" and "they" may mean them, and because a reader follows them as
// well. Those that are mentioned twice have a layer of their own, Doc.Things.

// addThing notes a noun that is no participant, or the whole name that it heads.
func (r *run) addThing(i int32) {
	t := &r.d.Tokens[i]
	if t.POS != doc.NOUN && t.POS != doc.PROPN || r.placeAt[i] != none || r.timeAt[i] {
		return
	}
	m := mention{Mention: doc.Mention{Head: i, Kind: doc.NominalMention, Entity: none}, typ: doc.MISC, known: none, of: none,
		thing: true, plural: t.Tag == doc.TagNNS || t.Tag == doc.TagNNPS}
	if n := r.thingAt[i]; n != none {
		m.Range = r.d.Names.At(n).Range
		if i != r.tree.HeadOf(m.Range) {
			return
		}
		m.named, m.noun = true, r.key(m.Range)
		r.add(m)
		return
	}
	if !r.standsAlone(i) {
		return
	}
	m.noun = r.lemma(i)
	m.Range = doc.Range{Start: i, End: i + 1}
	if t.Rel != doc.Compound { // what stands before "visa" in "a new visa application" is not its own
		r.shape(&m, m.Range)
	}
	r.add(m)
}

// standsAlone tells whether a noun's place in the tree lets it mean something by itself.
func (r *run) standsAlone(i int32) bool {
	t := &r.d.Tokens[i]
	switch t.Rel.Base() {
	case doc.Flat, doc.Fixed, doc.Goeswith, doc.Amod, doc.Det, doc.Case, doc.Cc, doc.Mark, doc.Advmod, doc.Discourse:
		return false
	case doc.Compound: // "the visa application"
		return t.POS == doc.NOUN
	}
	return r.lex.titles[r.d.Form(i)].class != title && !r.lex.is(r.lemma(i), light)
}

// party gives the participant that mention j refers to, or none.
func (r *run) party(j int32) int32 {
	if r.ms[j].thing {
		return none
	}
	return r.ms[j].Entity
}

// resolveThing finds the thing of the same noun that a phrase means again, or founds one.
func (r *run) resolveThing(i int32) {
	m := &r.ms[i]
	if e := r.predicated(i); e != none {
		m.Entity, m.Why = e, "says what the one beside it is"
		if r.ents[e].thing {
			r.join(i, e, m.Why)
		}
		return
	}
	if e, why := r.again(i); e != none {
		r.join(i, e, why)
		return
	}
	r.foundThing(i, "thing")
}

// foundThing makes a thing of mention i.
func (r *run) foundThing(i int32, why string) {
	m := &r.ms[i]
	m.thing = true
	e := r.newEntity(doc.MISC)
	x := &r.ents[e]
	x.thing, x.Name, x.noun, x.Plural, x.owner = true, r.fullName(m), m.noun, m.plural, r.owner(m)
	x.headed = r.d.SentenceOf(m.Head).Heading
	r.join(i, e, why)
}

// predicated gives what a noun is said of by "is" or stands beside, or none: "Tulsa is a
// city", "Rohingya, a minority".
func (r *run) predicated(i int32) int32 {
	m := &r.ms[i]
	if m.named || m.det == numbered || m.det == bare && r.d.Tokens[m.Head].Rel != doc.Appos {
		return none
	}
	of := none
	if t := &r.d.Tokens[m.Head]; t.Rel == doc.Appos {
		of = t.Head
	} else if r.tree.Kid(m.Head, doc.Cop) != none && r.tree.Kid(m.Head, doc.Case) == none {
		of = r.tree.Kid(m.Head, doc.Nsubj)
	}
	if of == none || of > m.Head {
		return none
	}
	a := r.at(of)
	if a == none || a >= i || r.ms[a].plural != m.plural || r.ms[a].pro.relative {
		return none
	}
	r.resolve(a)
	return r.ms[a].Entity
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
	if e := r.interviewed(); e != none && m.pro.number == 's' {
		r.join(i, e, "the one interviewed")
		return
	}
	m.thing = true
	if m.pro.number == 's' {
		r.join(i, r.voice(writer), "the writer")
		return
	}
	r.join(i, r.voice(writers), "the writer's side")
}

// openingSentences is how many sentences may tell that a report is an interview.
const openingSentences = 6

// interviewed gives the only person whom the opening of a report tells to be interviewed, or none.
func (r *run) interviewed() int32 {
	if !r.sought {
		r.sought = true
		r.guest = r.findGuest()
	}
	return r.guest
}

func (r *run) findGuest() int32 {
	guest := none
	for s := 0; s < min(openingSentences, len(r.d.Sentences)); s++ {
		g, found := r.d.Sentences[s].Range, false
		for t := g.Start; t < g.End && !found; t++ {
			found = strings.HasPrefix(lower(r.d.Form(t)), "interview")
		}
		for t := g.Start; t < g.End && found; t++ {
			m := r.cover[t]
			if m == none || r.ms[m].typ != doc.PER || r.ms[m].Kind != doc.NameMention || r.ms[m].Start != t || r.ms[m].Entity == guest {
				continue
			}
			if guest != none {
				return none
			}
			guest = r.ms[m].Entity
		}
	}
	return guest
}

// writeThings sets the layer of things mentioned twice or more, and of what things a
// participant is said to be; ids are the participants' places in Doc.Entities.
func (r *run) writeThings(ids []int32) {
	at := make([]int32, len(r.ents))
	var out []doc.Thing
	add := func(m *mention) {
		if m.Entity == none {
			return
		}
		x := &r.ents[m.Entity]
		if x.thing && x.count < 2 || !x.thing && ids[m.Entity] == none {
			return
		}
		if at[m.Entity] == 0 {
			t := doc.Thing{Name: x.Name, Plural: x.Plural, Entity: ids[m.Entity]}
			if x.thing {
				t.Mentions = make([]doc.Mention, 0, x.count)
			}
			out = append(out, t)
			at[m.Entity] = int32(len(out))
		}
		t := &out[at[m.Entity]-1]
		t.Mentions = append(t.Mentions, m.Mention)
		last := &t.Mentions[len(t.Mentions)-1]
		if last.Entity = none; m.named {
			last.Kind = doc.NameMention
		}
		if last.Score == 0 {
			last.Score = r.sure.share(m.Why)
		}
	}
	for i := range r.ms {
		if r.ms[i].thing {
			add(&r.ms[i])
		}
	}
	for i := range r.inner {
		add(&r.inner[i])
	}
	for i := range out {
		byStart(out[i].Mentions)
	}
	r.d.Things.Set(out)
}
