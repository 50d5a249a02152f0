package coref

import (
	"strings"

	"herodotus/internal/doc"
)

// nounFeature is a fact about a noun phrase and a candidate antecedent, or about the
// phrase alone. Each counts differently with the kind of the phrase's determiner, so that
// weights.txt has a line for every kind and fact ("the/same-noun").
type nounFeature uint8

const (
	sameNoun nounFeature = iota
	sameLastWord
	wholeSame
	modsNone
	modsDropped // the candidate's name has modifiers, the phrase none
	modsKept    // all of the phrase's modifiers stand in the candidate's name
	modsNew     // the phrase has modifiers, the candidate's name none
	modsClash
	tailNew // something that tells it apart stands after the phrase's noun
	tailSame
	here
	back1
	back2
	back3
	back6
	back11
	back21
	firstTried
	meantOnce
	meantTwice
	meantOften
	anteThe
	anteA
	anteBare
	anteOwned
	anteName
	anteHeading
	anteSubject
	thingOfParty // a thing phrase, a participant before it
	partyOfParty
	numberDiffers
	ownerSame
	ownerDiffers
	countrySame
	countryUnknown
	sectorDiffers
	bothSubject
	bothCompound
	anteCompound
	oneParagraph
	sameHost    // both depend on the same word
	inQuotes    // one stands in a quotation that the other does not
	aloneAlways // facts about the phrase alone begin here
	alonePlural
	aloneMods
	aloneTail
	aloneThing
	aloneSubject
	aloneSource
	aloneInCompound
	aloneInHeading
	aloneNamed
	aloneFrequent // its noun has been used three times or more
	aloneQuoted
	numNoun
)

var nounFeatureNames = [numNoun]string{"same-noun", "same-last-word", "whole-same", "mods-none",
	"mods-dropped", "mods-kept", "mods-new", "mods-clash", "tail-new", "tail-same", "here", "back-1", "back-2", "back-3", "back-6", "back-11",
	"back-21", "first-tried", "meant-once", "meant-twice", "meant-often", "ante-the", "ante-a", "ante-bare", "ante-owned", "ante-name",
	"ante-heading", "ante-subject", "thing-of-party", "party-of-party", "number-differs", "owner-same", "owner-differs",
	"country-same", "country-unknown", "sector-differs", "both-subject", "both-compound", "ante-compound", "one-paragraph", "same-host", "in-quotes", "alone", "alone-plural", "alone-mods", "alone-tail", "alone-thing", "alone-subject",
	"alone-source", "alone-in-compound", "alone-in-heading", "alone-named", "alone-frequent", "alone-quoted"}

// detKind is the kind of a phrase's determiner as the ranker tells them.
type detKind uint8

const (
	withThe detKind = iota
	withThis
	withA
	withNumber
	withOwner
	withNothing
	numDetKinds
)

var detKindNames = [numDetKinds]string{"the", "this", "a", "number", "owner", "bare"}

func (r *run) detKind(m *mention) detKind {
	switch m.det {
	case definite:
		switch lower(r.d.Form(m.Start)) {
		case "this", "that", "these", "those":
			return withThis
		}
		return withThe
	case indefinite:
		return withA
	case numbered:
		return withNumber
	case possessive:
		return withOwner
	}
	return withNothing
}

// nounSet collects noun features for one kind of determiner.
type nounSet struct {
	facts
	base feature
}

func (s *nounSet) is(x nounFeature) { s.add(s.base + feature(x)) }
func (s *nounSet) isIf(ok bool, x nounFeature) {
	if ok {
		s.is(x)
	}
}

// newFacts describes the choice that noun phrase i means nothing told of before.
func (r *run) newFacts(i int32) facts {
	m := &r.ms[i]
	t := &r.d.Tokens[m.Head]
	s := nounSet{base: r.phrase.base}
	s.is(aloneAlways)
	s.isIf(m.plural, alonePlural)
	s.isIf(r.phrase.mods, aloneMods)
	s.isIf(r.phrase.tail, aloneTail)
	s.isIf(m.thing, aloneThing)
	s.isIf(r.isSubject(m.Head), aloneSubject)
	s.isIf(r.speaks(m.Head), aloneSource)
	s.isIf(t.Rel == doc.Compound, aloneInCompound)
	s.isIf(r.d.SentenceOf(m.Head).Heading, aloneInHeading)
	s.isIf(m.named, aloneNamed)
	s.isIf(r.nodes[r.phrase.at].uses > 2, aloneFrequent)
	s.isIf(r.quoteAt[m.Head] != none, aloneQuoted)
	s.add(firstGroup + feature(t.Cluster>>8))
	return s.facts
}

// nounFacts describes mention j as what noun phrase i means again.
func (r *run) nounFacts(i, j int32, first bool) facts {
	m, c := &r.ms[i], &r.ms[j]
	x := &r.ents[c.Entity]
	s := nounSet{base: r.phrase.base}
	s.is(likeness(c))
	r.addWording(&s, m, c)
	s.is(distance(r.d.Tokens[m.Head].Sent - r.d.Tokens[c.Head].Sent))
	s.isIf(first, firstTried)
	switch {
	case x.count <= 1:
		s.is(meantOnce)
	case x.count <= 3:
		s.is(meantTwice)
	default:
		s.is(meantOften)
	}
	s.is(anteForm(c))
	s.isIf(r.d.SentenceOf(c.Head).Heading, anteHeading)
	s.isIf(r.isSubject(c.Head), anteSubject)
	s.isIf(m.thing && !x.thing, thingOfParty)
	s.isIf(m.plural != (c.plural || x.Plural), numberDiffers)
	a, b := &r.d.Tokens[m.Head], &r.d.Tokens[c.Head]
	s.isIf(r.isSubject(m.Head) && r.isSubject(c.Head), bothSubject)
	s.isIf(a.Rel == doc.Compound && b.Rel == doc.Compound, bothCompound)
	s.isIf(b.Rel == doc.Compound, anteCompound)
	s.isIf(r.d.SentenceOf(m.Head).Para == r.d.SentenceOf(c.Head).Para, oneParagraph)
	s.isIf(a.Head >= 0 && b.Head >= 0 && a.Head != b.Head && r.lemma(a.Head) == r.lemma(b.Head), sameHost)
	s.isIf(r.quoteAt[m.Head] != r.quoteAt[c.Head], inQuotes)
	if o := r.owner(m); o != none {
		s.isIf(o == x.owner, ownerSame)
		s.isIf(o != x.owner, ownerDiffers)
	}
	if !m.thing {
		code := r.phrase.code
		s.is(partyOfParty)
		s.isIf(code != "" && code == x.Country, countrySame)
		s.isIf(code != "" && x.Country == "", countryUnknown)
		sector := r.phrase.sector
		s.isIf(sector != "" && x.Sector != "" && sector != x.Sector, sectorDiffers)
	}
	return s.facts
}

// likeness tells whether the candidate is of the same noun or a name that ends in it.
func likeness(c *mention) nounFeature {
	if c.Kind == doc.NameMention || c.named {
		return sameLastWord
	}
	return sameNoun
}

// addWording compares what stands before and after the heads.
func (r *run) addWording(s *nounSet, m, c *mention) {
	name := r.d.Words(c.Range)
	mods, theirs := r.phrase.mods, c.Len() > 1 && r.premodified(c)
	switch {
	case strings.EqualFold(r.bareName(m), r.bareName(c)):
		if s.is(wholeSame); !mods {
			s.is(modsNone)
		}
	case !mods && !theirs:
		s.is(modsNone)
	case !mods:
		s.is(modsDropped)
	case r.saysNothingNew(m, name):
		s.is(modsKept)
	case !theirs:
		s.is(modsNew)
	default:
		s.is(modsClash)
	}
	if r.phrase.tail {
		same := r.hasTail(c) && strings.EqualFold(r.fullName(m), r.fullName(c))
		s.isIf(same, tailSame)
		s.isIf(!same, tailNew)
	}
}

// hasTail tells whether a phrase or clause after the noun tells it apart.
func (r *run) hasTail(m *mention) bool {
	for _, k := range r.tree.Kids(m.Head) {
		if k >= m.End {
			switch r.d.Tokens[k].Rel {
			case doc.Nmod, doc.AclRelcl, doc.Acl:
				return true
			}
		}
	}
	return false
}

func distance(sentences int32) nounFeature {
	switch {
	case sentences <= 0:
		return here
	case sentences == 1:
		return back1
	case sentences == 2:
		return back2
	case sentences <= 5:
		return back3
	case sentences <= 10:
		return back6
	case sentences <= 20:
		return back11
	}
	return back21
}

func anteForm(c *mention) nounFeature {
	switch {
	case c.Kind == doc.NameMention || c.named:
		return anteName
	case c.det == definite:
		return anteThe
	case c.det == indefinite || c.det == numbered:
		return anteA
	case c.det == possessive:
		return anteOwned
	}
	return anteBare
}
