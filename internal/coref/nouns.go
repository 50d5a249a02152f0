package coref

import (
	"iter"
	"strings"

	"herodotus/internal/doc"
)

// node is the last mention of an entity under a noun; prev leads to the one before it of
// another entity, or none; uses counts the mentions with that noun so far.
type node struct{ mention, prev, uses int32 }

// remember files a resolved noun or name under its head, so that a later phrase with the
// same noun finds it.
func (r *run) remember(i int32) {
	m := &r.ms[i]
	if m.Entity == none || m.Kind == doc.PronounMention {
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

const (
	maxSame  = 8  // entities of one noun that a phrase is compared with
	maxOther = 12 // entities of other nouns that a definite phrase is compared with
	farOther = 3  // sentences back that those may stand
)

// antecedents gives the mentions that noun phrase i may mean again, one of each entity,
// with what speaks for each: those of the same noun, the nearest first, and for a definite
// phrase those of other nouns close by.
func (r *run) antecedents(i int32) iter.Seq2[int32, *facts] {
	return func(yield func(int32, *facts) bool) {
		m := &r.ms[i]
		var seen [maxSame + maxOther]int32
		n := 0
		isNew := func(e int32) bool {
			for _, x := range seen[:n] {
				if x == e {
					return false
				}
			}
			seen[n] = e
			n++
			return true
		}
		at, ok := r.heads[r.headKey(m)]
		for ok && at != none && n < maxSame {
			j := r.nodes[at].mention
			at = r.nodes[at].prev
			if !r.mayRepeat(i, j) || !isNew(r.ms[j].Entity) {
				continue
			}
			if f := r.nounFacts(i, j, n == 1); !yield(j, &f) {
				return
			}
		}
		if m.det != definite || m.named {
			return
		}
		n = max(n, maxSame)
		for j := i - 1; j >= 0 && n < len(seen); j-- {
			if r.d.Tokens[m.Head].Sent-r.d.Tokens[r.ms[j].Head].Sent > farOther {
				return
			}
			if r.ms[j].Entity == none || !r.mayRepeat(i, j) || !isNew(r.ms[j].Entity) {
				continue
			}
			if f := r.nounFacts(i, j, n == maxSame+1); !yield(j, &f) {
				return
			}
		}
	}
}

// mayRepeat tells whether nothing forbids that noun phrase i means what mention j does.
func (r *run) mayRepeat(i, j int32) bool {
	m, c := &r.ms[i], &r.ms[j]
	if c.Entity == none || c.Range.Overlaps(m.Range) || c.pro.relative || c.pro.person == '1' || c.pro.person == '2' {
		return false
	}
	if r.d.Tokens[m.Head].Sent == r.d.Tokens[c.Head].Sent && r.blocked(m, c) {
		return false
	}
	x := &r.ents[c.Entity]
	if len(x.Members) > 0 || m.det == numbered && c.det == numbered && r.d.Form(m.Start) != r.d.Form(c.Start) {
		return false
	}
	if m.thing {
		return x.thing || x.Type != doc.PER
	}
	if x.thing || c.thing {
		return false
	}
	if r.premodified(m) && (m.det == bare || m.det == indefinite || m.det == numbered || r.properly(m)) && !r.saysNothingNew(m, x.Name) {
		return false
	}
	code, _ := r.origin(i)
	return r.mayBe(m, c.Entity, code) && r.sameKind(m, x)
}

// properly tells whether a capital stands right before a phrase's noun: "the High Court".
func (r *run) properly(m *mention) bool {
	c := r.d.Form(m.Head - 1)[0]
	return m.Head > m.Start && c >= 'A' && c <= 'Z' && r.demAt[m.Head-1] == none
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

// again gives the entity that a noun phrase means again, or none.
func (r *run) again(i int32) (int32, string) {
	alone := r.newFacts(i)
	r.ask(i, true, alone, r.antecedents(i))
	best, bestScore := none, r.score(&alone)
	for j, f := range r.antecedents(i) {
		if s := r.score(f); s > bestScore {
			best, bestScore = j, s
		}
	}
	if best == none {
		return none, ""
	}
	if strings.EqualFold(r.headKey(&r.ms[best]), r.headKey(&r.ms[i])) {
		return r.ms[best].Entity, "same noun before"
	}
	return r.ms[best].Entity, "likeliest mention before"
}
