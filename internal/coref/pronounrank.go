package coref

import (
	"herodotus/internal/doc"
)

// noneFeatures describes the choice of no antecedent for pronoun i.
func (r *run) noneFeatures(i int32) (f facts) {
	t := &r.d.Tokens[r.ms[i].Head]
	f.addIf(r.ms[i].pro.points, nonePoints)
	f.addIf(t.Rel.Base() == doc.Nsubj, noneSubject)
	f.addIf(t.Rel.Base() == doc.Obj, noneObject)
	f.addIf(t.Head >= 0 && r.tree.Kid(t.Head, doc.Cop) != none && t.Rel.Base() == doc.Nsubj, noneCopula)
	switch r.ms[i].pro.gender {
	case 'm', 'f':
		f.add(noneHe)
	case 'n':
		f.add(noneIt)
		f.addIf(r.ms[i].pro.poss, noneIts)
	default:
		f.add(noneThey)
	}
	return f
}

// possible tells whether mention j, dist sentences back, can be what pronoun i means.
func (r *run) possible(i, j, dist int32) bool {
	m, c := &r.ms[i], &r.ms[j]
	if dist == 0 && r.blocked(m, c) {
		return false
	}
	if c.thing {
		if r.d.Tokens[c.Head].Rel == doc.Compound {
			return false
		}
		return (m.pro.gender == 'n' || m.pro.gender == 0) && m.plural == c.plural && dist <= 2
	}
	if m.pro.points {
		return false
	}
	e := &r.ents[c.Entity]
	if q := r.quoteAt[m.Head]; q != none && r.quotes[q].speaker == c.Entity && r.quoteAt[c.Head] != q {
		return false // a speaker says "I"
	}
	human := e.Type == doc.PER || e.Type == doc.NORP
	switch m.pro.gender {
	case 'm':
		return human && !e.Plural && !e.Female
	case 'f':
		return human && !e.Plural && !e.Male
	case 'n':
		return !human && !e.Plural && !c.plural
	}
	return e.Plural || e.Type == doc.ORG || e.isState() || r.hasPartner(c)
}

// way is what a walk back from a pronoun has passed: whether any candidate, and the
// nearest subject that is a participant.
type way struct {
	any     bool
	subject int32
}

func (w *way) pass(c *mention, subject bool) {
	w.any = true
	if subject && w.subject == none && !c.thing {
		w.subject = c.Entity
	}
}

// features describes mention j, dist sentences back, as the antecedent of pronoun i.
func (r *run) features(i, j, dist int32, w *way) (f facts) {
	m, c := &r.ms[i], &r.ms[j]
	f.addIf(!w.any, nearest)
	f.addIf(w.subject != none && w.subject != c.Entity, passedSubject)
	w.pass(c, r.isSubject(c.Head))
	f.addIf(r.d.SentenceOf(m.Head).Para == r.d.SentenceOf(c.Head).Para, sameParagraph)
	f.add([...]feature{sameSentence, oneBack, twoBack, threeBack, fourBack}[min(dist, 4)])
	if dist == 0 {
		f.addIf(m.Head-c.Head < 5, withinFive)
		f.addIf(m.Head-c.Head < 12, withinTwelve)
	}
	r.addGrammar(&f, m, c)
	r.addForm(&f, m, c)
	f.addIf(r.quoteAt[m.Head] != r.quoteAt[c.Head], acrossQuotes)
	f.addIf(r.speaks(m.Head) && r.speaks(c.Head), bothSpeak)
	f.addIf(dist == 0 && r.inSpeaker(m.Head, c.Head), inSpeaker)
	f.addIf(!c.thing && r.leads(c.Entity), leading)
	f.addIf(r.d.SentenceOf(c.Head).Heading, inHeading)
	f.addIf(r.cover[r.d.SentenceOf(c.Head).Start] == j || c.Start <= r.d.SentenceOf(c.Head).Start, firstOfSentence)
	r.addKind(&f, m, c, dist)
	return f
}

// inSpeaker tells whether token c stands inside the subject phrase of the verb of saying
// whose clause pronoun m is the subject of, and does not head it.
func (r *run) inSpeaker(m, c int32) bool {
	v := r.d.Tokens[m].Head
	if v < 0 || r.d.Tokens[v].Rel.Base() != doc.Ccomp || r.d.Tokens[v].Head < 0 || !r.lex.is(r.lemma(r.d.Tokens[v].Head), speech) {
		return false
	}
	s := r.tree.Kid(r.d.Tokens[v].Head, doc.Nsubj)
	return s != none && s != c && r.tree.Subtree(s).Has(c)
}

// addGrammar tells the grammatical roles of the two.
func (r *run) addGrammar(f *facts, m, c *mention) {
	top := r.firstConjunct(c.Head)
	switch t := &r.d.Tokens[top]; r.relation(top) {
	case doc.Nsubj, doc.Csubj:
		f.add(asSubject)
		f.addIf(r.isSubject(m.Head), bothSubjects)
		f.addIf(t.Head >= 0 && r.d.Tokens[t.Head].Rel == doc.Root, mainSubject)
		f.addIf(t.Head >= 0 && r.d.Tokens[m.Head].Sent == t.Sent && r.tree.Under(m.Head, t.Head), clauseSubject)
	case doc.Obj, doc.Iobj:
		f.add(asObject)
	case doc.Obl:
		f.add(asOblique)
	case doc.Nmod:
		f.addIf(t.Rel == doc.NmodPoss, asPossessor)
		f.addIf(t.Rel != doc.NmodPoss, asModifier)
	case doc.Amod, doc.Compound:
		f.add(asAdjective)
	}
}

// addForm tells how the candidate is expressed and how often it was.
func (r *run) addForm(f *facts, m, c *mention) {
	switch {
	case c.thing:
		f.add(byThing)
		f.addIf(c.Kind == doc.PronounMention, bySamePronoun)
		return
	case c.Kind == doc.NameMention:
		f.add(byName)
	case c.Kind == doc.NominalMention:
		f.add(byNominal)
		f.addIf(c.det == indefinite, isIndefinite)
	case c.pro.gender == m.pro.gender && c.pro.number == m.pro.number:
		f.add(bySamePronoun)
	default:
		f.add(byOtherPronoun)
	}
	n := r.ents[c.Entity].count
	f.addIf(n == 1, onceSoFar)
	f.addIf(n > 3, oftenSoFar)
}

// addKind tells what the candidate is, for this pronoun.
func (r *run) addKind(f *facts, m, c *mention, dist int32) {
	it := m.pro.gender == 'n'
	if c.thing {
		f.addIf(m.pro.points && c.Kind == doc.PronounMention, pointsBack)
		f.addIf(m.pro.points && c.Kind != doc.PronounMention, pointsOther)
		f.addIf(r.isSubject(m.Head), thingSubject)
		f.addIf(r.d.Tokens[m.Head].Rel.Base() == doc.Obj, thingObject)
		f.addIf(m.pro.poss, thingOwner)
		f.addIf(r.speaks(m.Head), thingSpeaks)
		f.addIf(c.named, thingNamed)
		f.addIf(c.det == definite, thingDefinite)
		f.addIf(c.det == indefinite, thingIndefinite)
		f.addIf(r.ents[c.Entity].count > 2, thingOften)
		f.addIf(it, itThing)
		f.addIf(it && dist > 0, itDistantThing)
		f.addIf(!it, theyThings)
		return
	}
	e := &r.ents[c.Entity]
	switch {
	case m.pro.gender == 'm' || m.pro.gender == 'f':
		sure := m.pro.gender == 'm' && e.Male || m.pro.gender == 'f' && e.Female
		f.addIf(sure, heSure)
		f.addIf(!sure, heUnsure)
		f.addIf(c.Kind == doc.NominalMention, heByNominal)
	case it:
		f.add(kindFor(e.Type, itBody, itState, itPlace, itOther))
	case e.Plural && (e.Type == doc.PER || e.Type == doc.NORP):
		f.add(theyPersons)
	case e.Plural:
		f.add(theyPlural)
	case r.hasPartner(c):
		f.add(theyPair)
	default:
		f.add(kindFor(e.Type, theyBody, theyState, theyState, theyBody))
	}
}

func kindFor(t doc.Type, body, state, place, other feature) feature {
	switch t {
	case doc.ORG:
		return body
	case doc.GPE:
		return state
	case doc.LOC:
		return place
	}
	return other
}

// firstConjunct climbs from a coordinated noun to the first of the list.
func (r *run) firstConjunct(i int32) int32 {
	for hops := 0; r.d.Tokens[i].Rel == doc.Conj && r.d.Tokens[i].Head >= 0 && hops < 6; hops++ {
		i = r.d.Tokens[i].Head
	}
	return i
}
