package coref

import "herodotus/internal/doc"

// findPronouns collects personal and possessive pronouns and relative pronouns.
func (r *run) findPronouns() {
	for i := int32(0); i < int32(len(r.d.Tokens)); i++ {
		t := &r.d.Tokens[i]
		switch t.Tag {
		case doc.TagPRP, doc.TagPRPS, doc.TagWP, doc.TagWPS, doc.TagWDT:
		default:
			continue
		}
		p, ok := r.lex.pronoun(r.d.Form(i))
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
				r.join(i, r.ms[a].Entity, "relative clause")
			}
		}
	case m.pro.person == '1':
		r.resolveFirst(i)
	default:
		r.resolveThird(i)
	}
}

// resolveFirst resolves "I" to the speaker of the quotation, "we" to the speaker's side.
func (r *run) resolveFirst(i int32) {
	m := &r.ms[i]
	q := r.quoteAt[m.Head]
	if q == none {
		return
	}
	s := r.speaker(q)
	if s == none {
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

// resolveThird looks back for the antecedent that scores best.
func (r *run) resolveThird(i int32) {
	best, bestScore := none, float32(-1)
	for j, seen := i-1, 0; j >= 0 && seen < window; j-- {
		c := &r.ms[j]
		if c.Entity == none || c.drop {
			continue
		}
		seen++
		dist := r.d.Tokens[r.ms[i].Head].Sent - r.d.Tokens[c.Head].Sent
		if dist > 4 {
			break
		}
		if s, ok := r.rate(i, j, dist); ok && s > bestScore {
			best, bestScore = j, s
		}
	}
	if best == none {
		return
	}
	if r.ms[i].plural {
		if g := r.pair(best, i); g != none {
			r.join(i, g, "the pair named before")
			return
		}
	}
	r.join(i, r.ms[best].Entity, r.antecedentWhy(best))
}

// antecedentWhy names the ground of a choice.
func (r *run) antecedentWhy(j int32) string {
	if r.isSubject(r.ms[j].Head) {
		return "nearest fitting subject"
	}
	return "nearest fitting mention"
}

// rate scores mention j as the antecedent of pronoun i; false when it cannot be.
// Weights follow Lappin and Leass (1994): recency, subjecthood, repetition.
func (r *run) rate(i, j, dist int32) (float32, bool) {
	m, c := &r.ms[i], &r.ms[j]
	e := &r.ents[c.Entity]
	agree, ok := r.agrees(m, c, e)
	if !ok || dist == 0 && r.blocked(m, c) {
		return 0, false
	}
	if q := r.quoteAt[m.Head]; q != none && r.quotes[q].speaker == c.Entity && r.quoteAt[c.Head] != q {
		return 0, false // a speaker says "I"
	}
	s := 10 + agree - 3*float32(dist)
	if dist == 0 {
		s += 1 - float32(m.Head-c.Head)/40
	}
	if r.isSubject(c.Head) {
		s += 2.5
	} else if r.d.Tokens[c.Head].Rel == doc.NmodPoss || c.Kind == doc.PronounMention {
		s += 0.8
	} else if r.d.Tokens[c.Head].Rel.Base() == doc.Obl || r.d.Tokens[c.Head].Rel.Base() == doc.Nmod {
		s -= 0.8
	}
	if r.isSubject(m.Head) && r.isSubject(c.Head) {
		s++
	}
	s += 0.4 * float32(min(e.count, 4))
	if r.speaks(m.Head) && r.speaks(c.Head) {
		s += 2
	}
	if r.quoteAt[m.Head] != r.quoteAt[c.Head] {
		s--
	}
	return s, true
}

// agrees tells whether number, gender and kind allow the antecedent, and how well.
func (r *run) agrees(m, c *mention, e *entity) (float32, bool) {
	human := e.Type == doc.PER || e.Type == doc.NORP
	switch m.pro.gender {
	case 'm':
		return r.gendered(human && !e.Plural && !e.Female, e.Male)
	case 'f':
		return r.gendered(human && !e.Plural && !e.Male, e.Female)
	case 'n':
		if human || e.Plural || c.plural {
			return 0, false
		}
		switch e.Type {
		case doc.ORG, doc.GPE:
			return 1, true
		case doc.LOC:
			return -3, true
		}
		return 0, true
	}
	switch {
	case e.Plural:
		return 2, true
	case r.hasPartner(c):
		return 1.5, true
	case e.Type == doc.ORG:
		return 0, true
	case e.Type == doc.GPE:
		return -2, true
	}
	return 0, false
}

// gendered scores a person for "he" or "she".
func (r *run) gendered(can, sure bool) (float32, bool) {
	if sure {
		return 1, can
	}
	return 0, can
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
	a, b := &r.d.Tokens[m.Head], &r.d.Tokens[c.Head]
	return a.Head == b.Head && a.Head >= 0 || a.Head == c.Head
}

// isSubject tells whether token i is, or is coordinated with, a subject.
func (r *run) isSubject(i int32) bool {
	for hops := 0; r.d.Tokens[i].Rel == doc.Conj && r.d.Tokens[i].Head >= 0 && hops < 6; hops++ {
		i = r.d.Tokens[i].Head
	}
	b := r.d.Tokens[i].Rel.Base()
	return b == doc.Nsubj || b == doc.Csubj
}

// speaks tells whether token i is the subject of a verb of saying.
func (r *run) speaks(i int32) bool {
	t := &r.d.Tokens[i]
	return t.Rel == doc.Nsubj && t.Head >= 0 && r.lex.is(r.lemma(t.Head), speech)
}
