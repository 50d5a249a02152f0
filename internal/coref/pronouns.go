package coref

import (
	"iter"
	"strings"

	"herodotus/internal/doc"
)

// findPronouns collects personal and possessive pronouns and relative pronouns.
func (r *run) findPronouns() {
	for i := int32(0); i < int32(len(r.d.Tokens)); i++ {
		t := &r.d.Tokens[i]
		switch t.Tag {
		case doc.TagPRP, doc.TagPRPS, doc.TagWP, doc.TagWPS, doc.TagWDT:
		case doc.TagDT:
			if t.POS != doc.PRON {
				continue
			}
		default:
			continue
		}
		p, ok := r.lex.pronoun(r.d.Form(i))
		if t.Tag == doc.TagDT && p.relative { // "that", by itself
			p = pronoun{person: '3', number: 's', gender: 'n', points: true}
		}
		if !ok || r.cover[i] != none || t.Rel == doc.Expl || t.Rel == doc.Det && p.relative {
			continue
		}
		if p.relative && r.relClause(i) == none {
			continue // a question
		}
		r.add(mention{Mention: doc.Mention{Range: doc.Range{Start: i, End: i + 1}, Head: i, Kind: doc.PronounMention, Entity: none},
			known: none, of: none, pro: p, plural: p.number == 'p'})
	}
}

// relClause gives the noun that the relative clause of pronoun i modifies, or none.
func (r *run) relClause(i int32) int32 {
	for hops := 0; i >= 0 && hops < 6; hops++ {
		t := &r.d.Tokens[i]
		if t.Rel == doc.AclRelcl {
			return t.Head
		}
		i = t.Head
	}
	return none
}

// resolvePronoun settles pronoun i; one that finds no antecedent stays without.
func (r *run) resolvePronoun(i int32) {
	m := &r.ms[i]
	switch {
	case m.pro.relative:
		if h := r.relClause(m.Head); h != none {
			if a := r.at(h); a != none && a != i {
				r.resolve(a)
				r.join(i, r.party(a), "relative clause")
			}
		}
	case m.pro.self:
		r.resolveSelf(i)
	case m.pro.person == '1':
		r.resolveFirst(i)
	case m.pro.person == '2':
		m.thing = true
		r.join(i, r.voice(reader), "the one addressed")
	default:
		r.resolveThird(i)
	}
}

// resolveSelf resolves "himself" to the noun beside it or the subject of its verb, else
// as any other pronoun.
func (r *run) resolveSelf(i int32) {
	h := r.d.Tokens[r.ms[i].Head].Head
	for hops := 0; h >= 0 && hops < 3; hops++ {
		a := r.at(h)
		if s := r.tree.Kid(h, doc.Nsubj, doc.NsubjPass); a == none && s != none {
			a = r.at(s)
		}
		if a != none && a != i && !r.ms[a].thing {
			r.resolve(a)
			if e := r.ms[a].Entity; e != none {
				r.join(i, e, "reflexive")
				return
			}
		}
		h = r.d.Tokens[h].Head
	}
	if r.ms[i].pro.person == '1' {
		r.resolveFirst(i)
		return
	}
	if r.ms[i].pro.person == '2' {
		r.ms[i].thing = true
		r.join(i, r.voice(reader), "the one addressed")
		return
	}
	r.resolveThird(i)
}

// resolveFirst resolves "I" to the speaker of the quotation, "we" to the speaker's side.
func (r *run) resolveFirst(i int32) {
	m := &r.ms[i]
	q := r.quoteAt[m.Head]
	s := none
	if q != none {
		s = r.speaker(q)
	}
	if s == none {
		r.resolveWriter(i)
		return
	}
	if m.pro.number == 's' {
		r.join(i, s, "speaker of the quotation")
		return
	}
	e := &r.ents[s]
	if e.Type == doc.PER && (e.Sector == "GOV" || e.Sector == "MIL") && isState(e.Country) {
		s = r.stateEntity(e.Country)
	}
	if s != none {
		r.join(i, s, "the speaker's side")
	}
}

// window is how many mentions a pronoun or description looks back over.
const window = 48

// maxBack is how many sentences back a pronoun's antecedent may stand.
const maxBack = 4

// candidates gives the mentions that pronoun i can mean, the nearest first, with what
// speaks for each.
func (r *run) candidates(i int32) iter.Seq2[int32, *facts] {
	return func(yield func(int32, *facts) bool) {
		w := way{subject: none}
		if j := r.ahead(i); j != none && r.possible(i, j, 0) {
			f := r.features(i, j, 0, &way{subject: none, any: true})
			if f.add(standsAhead); !yield(j, &f) {
				return
			}
		}
		for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
			c := &r.ms[j]
			if c.Entity == none { // left out, or not resolved yet: a speaker may be asked for early
				continue
			}
			if !c.thing {
				seen++
			}
			dist := r.d.Tokens[r.ms[i].Head].Sent - r.d.Tokens[c.Head].Sent
			if dist > maxBack {
				return
			}
			if !r.possible(i, j, dist) {
				continue
			}
			if f := r.features(i, j, dist, &w); !yield(j, &f) {
				return
			}
		}
	}
}

// ahead gives the name that is the subject of the sentence whose opening phrase holds
// possessive pronoun i: "In his speech, Putin said"; or none.
func (r *run) ahead(i int32) int32 {
	m := &r.ms[i]
	s := r.d.SentenceOf(m.Head)
	if !m.pro.poss || m.Head-s.Start > 6 {
		return none
	}
	for t := m.Head + 1; t < s.End && t < m.Head+16; t++ {
		if b := r.d.Tokens[t].Rel.Base(); b != doc.Nsubj && b != doc.Root || t <= m.Head+1 {
			continue
		}
		if b := r.d.Tokens[t].Rel.Base(); b == doc.Root {
			return none
		}
		if h := r.d.Tokens[t].Head; h < 0 || r.d.Tokens[h].Rel != doc.Root {
			continue
		}
		if c := r.cover[t]; c != none && r.ms[c].Kind == doc.NameMention && r.ms[c].Entity != none && r.hasComma(m.Head, t) {
			return c
		}
		return none
	}
	return none
}

// hasComma tells whether a comma stands between two tokens.
func (r *run) hasComma(from, to int32) bool {
	for t := from; t < to; t++ {
		if r.d.Form(t) == "," {
			return true
		}
	}
	return false
}

// resolveThird looks back for the antecedent that scores best.
func (r *run) resolveThird(i int32) {
	alone := r.noneFeatures(i)
	if r.watch != nil {
		r.ask(i, false, alone, r.candidates(i))
	}
	best, p := r.choose(alone, r.candidates(i), 0)
	if best == none && r.ms[i].plural && r.isSubject(r.ms[i].Head) {
		r.join(i, r.twoBefore(i), "the two persons named before")
		return
	}
	r.ms[i].Score = p
	if best == none {
		if g := r.ms[i].pro.gender; g != 'm' && g != 'f' {
			r.foundThing(i, "nothing named before")
		}
		return
	}
	if r.ms[best].thing {
		r.ms[i].thing = r.ents[r.ms[best].Entity].thing
		r.join(i, r.ms[best].Entity, r.antecedentWhy(best))
		return
	}
	if r.ms[i].plural {
		if g := r.pair(r.firstNamed(best), i); g != none {
			r.join(i, g, "the pair named before")
			return
		}
	}
	r.join(i, r.ms[best].Entity, r.antecedentWhy(best))
}

// firstNamed gives the first of the participants that mention j is listed with, or j: who means one of "Norway and Denmark" by
// "they" means both.
func (r *run) firstNamed(j int32) int32 {
	if k := r.at(r.firstConjunct(r.ms[j].Head)); k != none && r.party(k) != none {
		return k
	}
	return j
}

// antecedentWhy names the ground of a choice.
func (r *run) antecedentWhy(j int32) string {
	if r.isSubject(r.ms[j].Head) {
		return "nearest fitting subject"
	}
	return "nearest fitting mention"
}

// blocked tells whether a pronoun and a mention before it in the sentence cannot
// corefer: arguments of one verb, or the mention's own phrase holds the pronoun.
func (r *run) blocked(m, c *mention) bool {
	if c.Range.Has(m.Head) || c.Start <= m.Start && m.End <= c.End {
		return true
	}
	if m.pro.poss {
		return r.d.Tokens[m.Head].Head == c.Head
	}
	a, b := &r.d.Tokens[m.Head], &r.d.Tokens[r.firstConjunct(c.Head)]
	if a.Rel == doc.Nmod && a.Head >= 0 { // "acquitted both of them"
		if w, _ := r.lex.noun(r.lemma(a.Head)); w.class == quantity {
			a = &r.d.Tokens[a.Head]
		}
	}
	return a.Head == b.Head && a.Head >= 0 || a.Head == c.Head
}

// isSubject tells whether token i is, or is coordinated with, a subject.
func (r *run) isSubject(i int32) bool {
	b := r.relation(r.firstConjunct(i))
	return b == doc.Nsubj || b == doc.Csubj
}

// relation gives a token's relation; the noun that opens a sentence of the writer's, which
// parsers take for one addressed when a clause follows it, is its subject.
func (r *run) relation(i int32) doc.Rel {
	b := r.d.Tokens[i].Rel.Base()
	if (b == doc.Vocative || b == doc.Dislocated) && r.quoteAt[i] == none {
		return doc.Nsubj
	}
	return b
}

// speaks tells whether token i is the subject of a verb of saying, or "according to" it.
func (r *run) speaks(i int32) bool {
	t := &r.d.Tokens[i]
	if t.Rel == doc.Nsubj && t.Head >= 0 {
		return r.lex.is(r.lemma(t.Head), speech)
	}
	c := r.tree.Kid(i, doc.Case)
	return c != none && strings.EqualFold(r.d.Form(c), "according")
}
