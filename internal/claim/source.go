package claim

import (
	"sort"
	"strings"

	"herodotus/internal/doc"
)

// source is who makes a claim, and how the text gives them.
type source struct {
	mention int32
	kind    doc.SourceKind
	head    int32 // of the words that name the source, or None
}

// noSource is that of hearsay ("reportedly").
var noSource = source{doc.None, doc.Anonymous, doc.None}

// sourceAt makes a source of the noun phrase with head h.
func (f *finder) sourceAt(h int32) source {
	if h < 0 {
		return noSource
	}
	t := &f.d.Tokens[h]
	if t.POS != doc.PROPN && t.Tag != doc.TagVBN && f.document[f.d.Lemma(h)] { // "those surveyed" are people
		if n := f.namedMaker(h); n >= 0 {
			m := f.person(n)
			if m < 0 {
				m = f.mentionOf(n)
			}
			return source{m, doc.Document, n}
		}
		m := f.maker(h)
		if m < 0 || f.d.Mentions.At(m).Kind == doc.NominalMention {
			m = f.mentionOf(h)
		}
		return source{m, doc.Document, h}
	}
	m := f.person(h)
	if m < 0 {
		m = f.mentionOf(h)
	}
	if t.POS == doc.PRON {
		if last := f.lastSource(h); last >= 0 && (m < 0 || !f.corefers(m, last)) {
			m = last
		}
	}
	if m < 0 {
		m = f.holder(h)
	}
	return source{m, f.kindOf(m, h), h}
}

// person gives the mention of a person's name in the noun phrase with head h: behind a title ("NATO spokeswoman Ann Lee"), where
// parsers and taggers disagree about the head, or as its apposition ("the envoy, Ann Lee"); None when there is none.
func (f *finder) person(h int32) int32 {
	end := f.d.SentenceOf(h).End
	for i := h; i < end && (i == h || f.nominal(i) || f.d.Tokens[i].Tag == doc.TagHYPH); i++ {
		if m := f.byHead[i]; m >= 0 && f.isPerson(m) {
			return m
		}
	}
	for _, k := range f.tree.Kids(h) {
		if m := f.byHead[k]; m >= 0 && f.d.Tokens[k].Rel == doc.Appos && f.names(h, k, true) && f.isPerson(m) {
			return m
		}
	}
	return doc.None
}

// longMention is more tokens than a mention has.
const longMention = 64

// knownFrom gives what the knowledge base knows from token i on.
func (f *finder) knownFrom(i int32) []doc.Known {
	known := f.d.Known.All()
	return known[sort.Search(len(known), func(k int) bool { return known[k].Start >= i }):]
}

// mentionOf gives the mention that the noun phrase with head h is, or None.
func (f *finder) mentionOf(h int32) int32 {
	if m := f.byHead[h]; m >= 0 {
		return m
	}
	best := doc.None
	mentions := f.d.Mentions.All()[:f.ordered]
	last := sort.Search(len(mentions), func(k int) bool { return mentions[k].Start > h }) - 1
	for m := last; m >= 0 && h-mentions[m].Start < longMention; m-- {
		if x := &mentions[m]; x.Has(h) && (best < 0 || x.Len() < mentions[best].Len()) {
			best = int32(m)
		}
	}
	if best >= 0 {
		return best
	}
	for _, k := range f.tree.Kids(h) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Flat, doc.Appos, doc.Compound:
			if m := f.byHead[k]; m >= 0 {
				return m
			}
		}
	}
	return doc.None
}

// namedMaker gives the head of those by or from whom the document that noun h names comes, right behind it: "estimates by event
// organisers", "a message from an aide, Ann Lee"; None when the text does not tell.
func (f *finder) namedMaker(h int32) int32 {
	if i := h + 1; !f.is(i, "by") && !f.is(i, "from") {
		return doc.None
	}
	n := f.lastOfRun(h+2, f.d.SentenceOf(h).End)
	if n < 0 || !f.canSpeak(n) || f.inTime(n) || f.byHead[n] >= 0 && f.entity(f.byHead[n]).Type == doc.GPE {
		return doc.None
	}
	return n
}

// lastOfRun gives the last noun of the noun phrase that begins at token i, without its complements, or None.
func (f *finder) lastOfRun(i, end int32) int32 {
	n := doc.None
	for ; i < end; i++ {
		switch f.d.Tokens[i].POS {
		case doc.NOUN, doc.PROPN, doc.PRON, doc.NUM:
			n = i
		case doc.DET, doc.ADJ, doc.ADV:
		case doc.PUNCT:
			if f.isBreak(i) && !(f.inTime(i) && f.inTime(i+1)) { // "a March 14, 2019 report"
				return n
			}
		default:
			if f.d.Tokens[i].Tag == doc.TagPOS {
				continue
			}
			return n
		}
	}
	return n
}

// holder gives the mention of whom the body or office that noun h names belongs to: "Oslo's envoy", "the office of the
// president".
func (f *finder) holder(h int32) int32 {
	if p := f.tree.Kid(h, doc.NmodPoss); p >= 0 && f.byHead[p] >= 0 {
		return f.byHead[p]
	}
	for _, prep := range [...]string{"by", "from", "of"} {
		if n := f.oblique(h, prep); n >= 0 {
			if m := f.mentionOf(n); m >= 0 && f.speaks(m) {
				return m
			}
		}
	}
	return doc.None
}

// maker gives the mention of who made the document that noun h names: "Oslo's report", "a study by the Red Cross", "the
// NATO figures", "a letter signed by the mayor".
func (f *finder) maker(h int32) int32 {
	if m := f.holder(h); m >= 0 {
		return m
	}
	for _, prep := range [...]string{"in", "on"} { // "an article in Le Monde", "a post on Telegram"
		if n := f.oblique(h, prep); n >= 0 {
			if m := f.mentionOf(n); m >= 0 && f.entity(m).Type == doc.ORG {
				return m
			}
		}
	}
	if m := f.makerBehind(h); m >= 0 {
		return m
	}
	if a := f.tree.Kid(h, doc.Acl); a >= 0 && !f.prints(a) {
		if n := f.agent(a); n >= 0 && f.byHead[n] >= 0 {
			return f.byHead[n]
		}
	}
	for _, k := range f.tree.Kids(h) {
		if r := f.d.Tokens[k].Rel.Base(); r == doc.Compound || r == doc.Amod {
			if m := f.byHead[k]; m >= 0 && f.speaks(m) {
				return m
			}
		}
	}
	return doc.None
}

// prints tells whether verb i is of those who pass on what others have made: "a poll published by".
func (f *finder) prints(i int32) bool {
	switch f.d.Lemma(i) {
	case "publish", "carry", "obtain", "see", "print", "broadcast", "seize", "cite":
		return f.d.Tokens[i].POS == doc.VERB
	}
	return false
}

// makerBehind gives the name that "by" leads in behind noun h, before the next verb or break, a person's before others: "a
// tweet on Monday by Oslo mayor Ann Lee".
func (f *finder) makerBehind(h int32) int32 {
	by, first := false, doc.None
	for i := h + 1; i < f.breakAfter(h, f.d.SentenceOf(h).End) && !f.d.Tokens[i].Tag.Finite(); i++ {
		if f.prints(i) {
			return first
		}
		by = by || f.d.Lemma(i) == "by"
		m := f.byHead[i]
		if !by || m < 0 || !f.speaks(m) || f.d.Mentions.At(m).Kind != doc.NameMention {
			continue
		}
		if f.isPerson(m) {
			return m
		}
		if first < 0 {
			first = m
		}
	}
	return first
}

// speaks tells whether the mention is of somebody who can make a statement.
func (f *finder) speaks(m int32) bool {
	switch f.entity(m).Type {
	case doc.PER, doc.ORG, doc.GPE, doc.NORP:
		return true
	}
	return false
}

// entity gives what a mention refers to; an empty one when coreference left it open.
func (f *finder) entity(m int32) *doc.Entity {
	if e := f.d.Mentions.At(m).Entity; e >= 0 && int(e) < f.d.Entities.Len() {
		return f.d.Entities.At(e)
	}
	return &doc.Entity{}
}

// kindOf tells how the text gives the source: by name, by its role, or not at all. A pronoun counts as
// what its entity is called elsewhere.
func (f *finder) kindOf(m, h int32) doc.SourceKind {
	if m < 0 {
		switch {
		case f.d.Tokens[h].POS == doc.PROPN:
			return doc.Named
		case f.d.Tokens[h].POS == doc.NOUN && !f.unnamed[f.d.Lemma(h)]:
			return doc.RoleSource
		}
		return doc.Anonymous
	}
	x := f.d.Mentions.At(m)
	if x.Kind == doc.NameMention {
		return doc.Named
	}
	named := false
	for _, o := range f.entity(m).Mentions {
		if y := f.d.Mentions.At(o); y.Kind == doc.NameMention {
			named = true
			if x.Kind == doc.PronounMention || x.Start <= y.End+1 && y.Start <= x.End+1 { // "the news agency Interfax"
				return doc.Named
			}
		}
	}
	switch {
	case f.entity(m).Type == doc.ORG && f.qualified(x.Range, x.Head):
		return doc.Named
	case !named && (f.unnamed[f.d.Lemma(x.Head)] || f.unnamed[strings.TrimSuffix(strings.ToLower(f.d.Form(x.Head)), "s")]): // "Sources said"
		return doc.Anonymous
	}
	return doc.RoleSource
}

// qualified tells whether a noun phrase with head h says whose body it means: "the Norwegian navy", "the ITAR news agency".
func (f *finder) qualified(r doc.Range, h int32) bool {
	for i := r.Start; i < min(h, r.End); i++ {
		if f.d.Tokens[i].POS == doc.PROPN {
			return true
		}
	}
	for _, k := range f.knownFrom(r.Start) {
		if k.Start >= h {
			break
		}
		if k.Start >= r.Start && k.End <= h+1 && (k.Sense == doc.SenseDemonym || k.Sense == doc.SenseName) {
			return true
		}
	}
	return false
}
