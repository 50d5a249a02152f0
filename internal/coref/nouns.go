package coref

import (
	"iter"

	"herodotus/internal/doc"
)

// node is the last mention of an entity under a noun; prev leads to the one before it of
// another entity, or none; uses counts the mentions with that noun so far.
type node struct{ mention, prev, uses int32 }

// remember files a resolved noun or name under its head, so that a later phrase with the
// same noun finds it.
func (r *run) remember(i int32) {
	m := &r.ms[i]
	if m.Entity == none || m.Kind == doc.PronounMention || m.Kind == doc.NameMention && m.typ == doc.PER {
		return
	}
	key := r.headKey(m)
	last, ok := r.heads[key]
	if !ok {
		last = none
	}
	if last != none && r.ms[r.nodes[last].mention].Entity == m.Entity {
		r.nodes[last].mention = i
		r.nodes[last].uses++
		return
	}
	uses := int32(1)
	if last != none {
		uses += r.nodes[last].uses
	}
	r.heads[key] = int32(len(r.nodes))
	r.nodes = append(r.nodes, node{i, last, uses})
}

// headKey gives the noun that a phrase is filed under: "river" for "the river" and for
// "Hudson River".
func (r *run) headKey(m *mention) string {
	switch {
	case m.Kind == doc.NameMention:
		return lower(r.d.Form(m.End - 1))
	case m.named:
		return r.lemma(m.Head)
	}
	return m.noun
}

// maxSame is how many mentions under a noun are looked at for one that is meant again.
const maxSame = 12

// antecedents gives the mentions of the same noun that noun phrase i may mean again, the
// nearest first, with what speaks for each.
func (r *run) antecedents(i int32) iter.Seq2[int32, *facts] {
	return func(yield func(int32, *facts) bool) {
		at, nearest := r.phrase.at, true
		for n := 0; at != none && n < maxSame; n++ {
			j := r.nodes[at].mention
			at = r.nodes[at].prev
			if !r.mayRepeat(i, j) {
				continue
			}
			f := r.nounFacts(i, j, nearest)
			if nearest = false; !yield(j, &f) {
				return
			}
		}
	}
}

// mayRepeat tells whether nothing forbids that noun phrase i means what mention j does.
func (r *run) mayRepeat(i, j int32) bool {
	m, c := &r.ms[i], &r.ms[j]
	if c.Range.Overlaps(m.Range) {
		return false
	}
	if r.d.Tokens[m.Head].Sent == r.d.Tokens[c.Head].Sent && r.blocked(m, c) {
		return false
	}
	x := &r.ents[c.Entity]
	if len(x.Members) > 0 || !m.thing && r.onlyHeaded(m, c.Entity) || m.det == numbered && c.det == numbered && r.d.Form(m.Start) != r.d.Form(c.Start) {
		return false
	}
	if m.thing {
		return x.thing || x.Type != doc.PER && (m.det == definite || m.det == possessive || c.Kind != doc.NameMention)
	}
	if x.thing || c.thing {
		return false
	}
	if r.phrase.mods && (m.det == bare || m.det == indefinite || m.det == numbered || r.properly(m)) && !r.saysNothingNew(m, x.Name) {
		return false
	}
	return r.mayBe(m, c.Entity, r.phrase.code) && r.sameKind(m, x)
}

// properly tells whether a capital stands right before a phrase's noun: "the High Court".
func (r *run) properly(m *mention) bool {
	if m.Head == m.Start || r.demAt[m.Head-1] != none {
		return false
	}
	c := r.d.Form(m.Head - 1)[0]
	return c >= 'A' && c <= 'Z'
}

// sameKind tells whether a participant's type lets a phrase of another mean it.
func (r *run) sameKind(m *mention, x *entity) bool {
	switch m.typ {
	case doc.PER:
		return x.Type == doc.PER && !(m.word.male && x.Female || m.word.female && x.Male)
	case doc.NORP:
		return x.Type == doc.NORP || x.Type == doc.PER
	case doc.GPE:
		return (x.Type == doc.GPE || x.Type == doc.LOC) && !(m.word.class == town && x.isState())
	case doc.ORG:
		return x.Type == doc.ORG
	}
	return x.Type != doc.PER && x.Type != doc.NORP && !x.isState()
}

// phrase is what the ranker asks of the noun phrase at hand again and again.
type phrase struct {
	at     int32 // the node of its noun, or none
	base   feature
	mods   bool
	tail   bool
	code   string
	sector string
}

// phraseOf looks a noun phrase up and, when its noun was used before, gathers its facts.
func (r *run) phraseOf(i int32) phrase {
	m := &r.ms[i]
	at, ok := r.heads[r.headKey(m)]
	if !ok {
		return phrase{at: none}
	}
	p := phrase{at: at, base: numFeatures + feature(r.detKind(m))*feature(numNoun), mods: r.premodified(m), tail: r.hasTail(m)}
	if !m.thing {
		p.code, _ = r.origin(i)
		p.sector = r.sectorOf(i)
	}
	return p
}

// again gives the entity that a noun phrase means again, or none.
func (r *run) again(i int32) (int32, string) {
	if r.phrase = r.phraseOf(i); r.phrase.at == none {
		return none, ""
	}
	alone := r.newFacts(i)
	if r.watch != nil {
		r.ask(i, true, alone, r.antecedents(i))
	}
	keen := float32(KeenParties)
	if r.ms[i].thing {
		keen = KeenThings
	}
	best, p := r.choose(alone, r.antecedents(i), keen)
	if r.ms[i].Score = p; best == none {
		return none, ""
	}
	return r.ms[best].Entity, "same noun before"
}
