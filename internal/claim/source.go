package claim

import "herodotus/internal/doc"

// maxClimb bounds the search for a subject up the tree.
const maxClimb = 5

// subject gives the token whose referent does what verb v says, or None: its own subject, the agent of a
// passive, or the subject that it shares with the verb above it.
func (f *finder) subject(v int32) int32 {
	if f.passive(v) {
		return f.agent(v)
	}
	if s := f.anySubject(v); s >= 0 {
		return s
	}
	participle := f.d.Tokens[v].Tag == doc.TagVBG
	for range maxClimb {
		t := &f.d.Tokens[v]
		h := t.Head
		if h < 0 {
			break
		}
		switch r := t.Rel.Base(); {
		case r == doc.Acl:
			if !participle {
				return doc.None
			}
			if !f.afterComma(v) || f.canSpeak(h) {
				return h
			}
		case r == doc.Xcomp:
			if o := f.tree.Kid(h, doc.Obj, doc.Iobj); o >= 0 && o < v {
				return o
			}
		case r == doc.Advcl && f.led(v, "as") && !f.passive(h): // "quoted him as saying"
			return f.tree.Kid(h, doc.Obj)
		case r != doc.Conj && r != doc.Advcl && r != doc.Parataxis && r != doc.Ccomp && !participle:
			return doc.None
		}
		if up := f.d.Tokens[h].Head; participle && f.d.Tokens[h].Rel == doc.Ccomp && up >= 0 && f.cueClaim[up] >= 0 {
			v = h // "said he would go, adding that": it is the sayer who adds
			continue
		}
		s := f.anySubject(h)
		if a := f.agent(h); a >= 0 && f.passive(h) && f.canSpeak(a) && participle {
			s = a // "was blamed by Oslo, saying"
		}
		if s >= 0 && (!participle || f.canSpeak(s)) {
			return s
		}
		v = h
	}
	return doc.None
}

// afterComma tells whether a comma stands before token i.
func (f *finder) afterComma(i int32) bool {
	return i > f.d.SentenceOf(i).Start && f.d.Form(i-1) == ","
}

// canSpeak tells whether token h names somebody who can say something.
func (f *finder) canSpeak(h int32) bool {
	if m := f.byHead[h]; m >= 0 && f.speaks(m) {
		return true
	}
	return f.d.Tokens[h].POS == doc.PROPN || f.anonymous[f.d.Lemma(h)]
}

// anySubject gives the subject of h, whatever its voice: the nearest before it, when the tree has several.
func (f *finder) anySubject(h int32) int32 {
	s := doc.None
	for _, k := range f.tree.Kids(h) {
		if f.d.Tokens[k].Rel.Base() == doc.Nsubj && (s < 0 || k < h) {
			s = k
		}
	}
	if s < 0 {
		return doc.None
	}
	return f.antecedent(s, h)
}

// passive tells whether verb v stands in the passive or is a past participle after its noun.
func (f *finder) passive(v int32) bool {
	t := &f.d.Tokens[v]
	if t.Tag != doc.TagVBN && t.Tag != doc.TagVBD {
		return false
	}
	have := false
	for _, k := range f.tree.Kids(v) {
		if k > v {
			break
		}
		switch f.d.Tokens[k].Rel {
		case doc.Aux, doc.AuxPass:
			switch f.d.Lemma(k) {
			case "be", "get":
				return true
			case "have":
				have = true
			}
		}
	}
	return t.Tag == doc.TagVBN && !have && (t.Rel == doc.Acl || f.tree.Kid(v, doc.OblAgent) >= 0)
}

// agent gives the head of the by-phrase of a passive, or None.
func (f *finder) agent(v int32) int32 {
	if a := f.tree.Kid(v, doc.OblAgent); a >= 0 {
		return a
	}
	return f.oblique(v, "by")
}

// oblique gives the dependent of v that preposition prep leads in, or None.
func (f *finder) oblique(v int32, prep string) int32 {
	for _, k := range f.tree.Kids(v) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Obl, doc.Nmod, doc.Advcl, doc.Acl, doc.Xcomp:
			if f.led(k, prep) {
				return k
			}
		}
	}
	return doc.None
}

// led tells whether preposition prep marks token k.
func (f *finder) led(k int32, prep string) bool {
	for _, m := range f.tree.Kids(k) {
		if m > k {
			break
		}
		if r := f.d.Tokens[m].Rel; (r == doc.Case || r == doc.Mark) && f.d.Lemma(m) == prep {
			return true
		}
	}
	return false
}

// antecedent gives the noun that a relative pronoun stands for; other tokens as they are.
func (f *finder) antecedent(s, v int32) int32 {
	switch f.d.Tokens[s].Tag {
	case doc.TagWDT, doc.TagWP:
	default:
		return s
	}
	near := f.nounBefore(s)
	for range maxClimb {
		t := &f.d.Tokens[v]
		if t.Rel == doc.AclRelcl && t.Head >= 0 && (near < 0 || f.tree.Under(near, t.Head)) {
			return t.Head
		}
		if t.Rel != doc.Conj || t.Head < 0 {
			break
		}
		v = t.Head
	}
	return near
}

// nounBefore gives the head of the noun phrase that ends before token i, or before the comma before it; None when
// something else stands there.
func (f *finder) nounBefore(i int32) int32 {
	start := f.d.SentenceOf(i).Start
	if i > start && f.d.Form(i-1) == "," {
		i--
	}
	if i <= start || !f.nominal(i-1) {
		return doc.None
	}
	h := i - 1
	for range maxClimb {
		up := f.d.Tokens[h].Head
		if up < start || up >= i || !f.nominal(up) {
			break
		}
		h = up
	}
	return h
}

// source is who makes a claim: the head token of the words that name it, and what kind of source it is.
type source struct {
	mention int32
	kind    doc.SourceKind
}

// noSource is that of hearsay ("reportedly").
var noSource = source{doc.None, doc.Anonymous}

// sourceAt makes a source of the noun phrase with head h.
func (f *finder) sourceAt(h int32) source {
	if h < 0 {
		return noSource
	}
	noun := f.d.Tokens[h].POS != doc.PROPN
	if noun && f.document[f.d.Lemma(h)] {
		m := f.maker(h)
		if m < 0 || f.d.Mentions.At(m).Kind == doc.NominalMention {
			if own := f.mentionOf(h); own >= 0 {
				m = own
			}
		}
		return source{m, doc.Document}
	}
	m := f.person(h)
	if m < 0 {
		m = f.mentionOf(h)
	}
	if f.d.Tokens[h].POS == doc.PRON {
		if last := f.lastSource(h); last >= 0 && (m < 0 || !f.corefers(m, last)) {
			m = last
		}
	}
	if m < 0 {
		m = f.holder(h)
	}
	return source{m, f.kindOf(m, h)}
}

// nameBeside gives the mention of the person whose name stands right before verb v with subject h, or between commas before it
// ("the envoy, Ann Lee, said"); None when there is none, or when it names somebody else ("the envoy of Ann Lee said").
func (f *finder) nameBeside(v, h int32) int32 {
	s := f.d.SentenceOf(v).Range
	end := v
	for end > s.Start && f.auxiliary(end-1) {
		end--
	}
	start := end
	apposed := start > s.Start && f.d.Form(start-1) == ","
	if apposed {
		end--
		start = f.stretch(end, s).Start
	} else {
		for start > s.Start && (f.d.Tokens[start-1].POS == doc.PROPN || f.d.Tokens[start-1].Tag == doc.TagHYPH) {
			start--
		}
	}
	for i := start; i < end; i++ {
		m := f.byHead[i]
		if m < 0 {
			continue
		}
		x := f.d.Mentions.At(m)
		if x.Kind == doc.NameMention && f.entity(m).Type == doc.PER && x.Start >= start &&
			(!apposed && x.End == end || apposed && x.Start == start && f.d.Tokens[x.End].Tag != doc.TagPOS) {
			if f.names(h, start, apposed) || x.Start > start && !f.isTitle(doc.Range{Start: start, End: x.Start}) {
				return m
			}
		}
	}
	return doc.None
}

// isTitle tells whether the words are a title by themselves ("Prime Minister"), as opposed to the end of one with a
// preposition ("Secretary of State").
func (f *finder) isTitle(r doc.Range) bool {
	for i := range f.d.Known.All() {
		if k := f.d.Known.At(int32(i)); k.Sense == doc.SenseRole && k.Range == r {
			return true
		}
	}
	return false
}

// names tells whether a name that begins at start can be that of noun h before it: no preposition or conjunction comes between, or
// the name is an apposition to a definite noun ("a spokesman for the mayor, Ann Lee," names the mayor).
func (f *finder) names(h, start int32, apposed bool) bool {
	if apposed {
		det := f.tree.Kid(h, doc.Det)
		if det < 0 || f.d.Lemma(det) != "a" && f.d.Lemma(det) != "an" {
			return true
		}
	}
	for i := h + 1; i < start; i++ {
		if p := f.d.Tokens[i].POS; p == doc.ADP || p == doc.CCONJ {
			return false
		}
	}
	return true
}

// speakerReach is how many sentences back a pronoun may take up the last speaker.
const speakerReach = 1

// lastSource gives the source of the claim before token h, for a pronoun: reports go on with the same speaker more often than
// coreference, which does not know of claims, makes out.
func (f *finder) lastSource(h int32) int32 {
	one := false
	switch f.d.Lemma(h) {
	case "he", "she":
		one = true
	case "they":
	default:
		return doc.None
	}
	for i := len(f.claims) - 1; i >= 0; i-- {
		c := &f.claims[i]
		if c.Source < 0 || c.Cue.Start >= h || f.d.Tokens[c.Cue.Start].Flags&doc.Quoted != 0 {
			continue
		}
		if f.d.Tokens[h].Sent-f.d.Tokens[c.Cue.Start].Sent > speakerReach {
			break
		}
		e := f.entity(c.Source)
		male, female := f.d.Lemma(h) == "he", f.d.Lemma(h) == "she"
		if one && (e.Type != doc.PER || e.Plural) || !one && !e.Plural || male && e.Female || female && e.Male {
			continue
		}
		return c.Source
	}
	return doc.None
}

// corefers tells whether two mentions are of the same entity.
func (f *finder) corefers(a, b int32) bool {
	return f.d.Mentions.At(a).Entity == f.d.Mentions.At(b).Entity
}

// person gives the mention of a person's name in the noun phrase with head h: behind a title ("NATO spokeswoman Ann Lee"), where
// parsers and taggers disagree about the head, or as its apposition ("the envoy, Ann Lee"); None when there is none.
func (f *finder) person(h int32) int32 {
	end := f.d.SentenceOf(h).End
	for i := h; i < end && (i == h || f.nominal(i) || f.d.Tokens[i].Tag == doc.TagHYPH); i++ {
		if m := f.byHead[i]; m >= 0 && f.d.Mentions.At(m).Kind == doc.NameMention && f.entity(m).Type == doc.PER {
			return m
		}
	}
	for _, k := range f.tree.Kids(h) {
		if m := f.byHead[k]; m >= 0 && f.d.Tokens[k].Rel == doc.Appos && f.names(h, k, true) && f.d.Mentions.At(m).Kind == doc.NameMention && f.entity(m).Type == doc.PER {
			return m
		}
	}
	return doc.None
}

// mentionOf gives the mention that the noun phrase with head h is, or None.
func (f *finder) mentionOf(h int32) int32 {
	if m := f.byHead[h]; m >= 0 {
		return m
	}
	best := doc.None
	for m := range f.d.Mentions.All() {
		if x := f.d.Mentions.At(int32(m)); x.Has(h) && (best < 0 || x.Len() < f.d.Mentions.At(best).Len()) {
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

// holder gives the mention of whom the body or office that noun h names belongs to: "Oslo's envoy", "the office of the president".
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
	if a := f.tree.Kid(h, doc.Acl); a >= 0 {
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
		if f.d.Tokens[h].POS == doc.PROPN {
			return doc.Named
		}
		return doc.Anonymous
	}
	x := f.d.Mentions.At(m)
	if x.Kind == doc.NameMention {
		return doc.Named
	}
	named := false
	for _, o := range f.entity(m).Mentions {
		named = named || f.d.Mentions.At(o).Kind == doc.NameMention
	}
	switch {
	case named && x.Kind == doc.PronounMention:
		return doc.Named
	case named:
		return doc.RoleSource
	case f.anonymous[f.d.Lemma(x.Head)] || f.entity(m).Plural:
		return doc.Anonymous
	}
	return doc.RoleSource
}
