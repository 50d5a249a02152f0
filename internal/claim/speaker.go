package claim

import "herodotus/internal/doc"

// The tree's subject is often the wrong noun of "Foreign Ministry spokeswoman Ann Lee of the party said" or of "Ann Lee,
// the envoy, said"; here the words around the verb and the claims before it tell who speaks.

// nameBeside gives the mention of the person whose name stands before verb v with subject h: directly, as an apposition
// between commas ("the envoy, Ann Lee, said"), or before appositions and relative clauses ("envoy Ann Lee, who was there,
// said"). None when there is none, or when it names somebody else ("the envoy of Ann Lee said").
func (f *finder) nameBeside(v, h int32) int32 {
	s := f.d.SentenceOf(v).Range
	end := v
	for end > s.Start && (f.auxiliary(end-1) || f.inTime(end-1) || f.d.Tokens[end-1].POS == doc.ADP && f.inTime(end)) {
		end--
	}
	if end == s.Start || !f.is(end-1, ",") {
		return f.nameEnding(end, h, s)
	}
	if m := f.apposedName(f.stretch(end-1, s), h); m >= 0 {
		return m
	}
	for range 3 {
		between := f.stretch(end-1, s)
		if between.Start-1 <= s.Start || !f.is(between.Start-1, ",") || f.hasFinite(between) && !f.relative(between) {
			break
		}
		end = between.Start
		if m := f.nameEnding(end-1, h, s); m >= 0 {
			return m
		}
	}
	return doc.None
}

// possessed gives the noun that subject h of verb v owns, where the tree or the tagger has missed that it is the subject: "NATO's chief
// said"; h itself in all other cases.
func (f *finder) possessed(h, v int32) int32 {
	if h < 0 || h+1 >= v || f.d.Tokens[h+1].Tag != doc.TagPOS {
		return h
	}
	last := f.verbStart(v) - 1
	if last > h+1 && last-h < subjectLength && f.nounPhrase(h+2, last) && (f.nominal(last) || f.canSpeak(last) || f.endsRole(last+1)) {
		return last
	}
	return h
}

// apposedName gives the person's name that an apposition begins with, or None.
func (f *finder) apposedName(r doc.Range, h int32) int32 {
	for i := r.Start; i < r.End; i++ {
		if m := f.byHead[i]; m >= 0 && f.isPerson(m) && f.titled(r.Start, f.d.Mentions.At(m).Start) {
			if end := f.d.Mentions.At(m).End; end <= r.End && f.d.Tokens[end].Tag != doc.TagPOS && f.names(h, r.Start, true) {
				return m
			}
			break
		}
	}
	return doc.None
}

// titled tells whether no more than a title stands between a and the name at b: "Commodore", "Ms".
func (f *finder) titled(a, b int32) bool {
	for i := a; i < b; i++ {
		if p := f.d.Tokens[i].POS; p != doc.PROPN && p != doc.NOUN || b-a > 3 {
			return false
		}
	}
	return a <= b
}

// nameEnding gives the person's name that ends at end when it can be that of noun h, or None.
func (f *finder) nameEnding(end, h int32, s doc.Range) int32 {
	start := end
	for start > s.Start && (f.d.Tokens[start-1].POS == doc.PROPN || f.d.Tokens[start-1].Tag == doc.TagHYPH) {
		start--
	}
	for i := start; i < end; i++ {
		m := f.byHead[i]
		if m < 0 || !f.isPerson(m) {
			continue
		}
		if x := f.d.Mentions.At(m); x.Start >= start && x.End == end {
			if f.names(h, start, false) || x.Start > start && !f.isTitle(doc.Range{Start: start, End: x.Start}) {
				return m
			}
		}
	}
	return doc.None
}

// isPerson tells whether the mention is a person's name.
func (f *finder) isPerson(m int32) bool {
	return f.d.Mentions.At(m).Kind == doc.NameMention && f.entity(m).Type == doc.PER
}

// isTitle tells whether the words are a title by themselves ("Prime Minister"), as opposed to the end of one with a
// preposition ("Secretary of State").
func (f *finder) isTitle(r doc.Range) bool {
	for _, k := range f.knownFrom(r.Start) {
		if k.Start > r.Start {
			break
		}
		if k.Sense == doc.SenseRole && k.Range == r {
			return true
		}
	}
	return false
}

// names tells whether a name that begins at start can be that of noun h before it: no preposition or conjunction comes
// between, or the name is an apposition to a definite noun ("a spokesman for the mayor, Ann Lee," names the mayor).
func (f *finder) names(h, start int32, apposed bool) bool {
	if apposed {
		det := f.tree.Kid(h, doc.Det)
		if det < 0 || f.d.Lemma(det) != "a" && f.d.Lemma(det) != "an" || start-2 > h && !f.canBePerson(start-2) {
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

// canBePerson tells whether a name can be that of noun i: not where it is a body or a place ("a spokesman for the ministry, Ann Lee").
func (f *finder) canBePerson(i int32) bool {
	if m := f.mentionOf(i); m >= 0 {
		t := f.entity(m).Type
		return t == doc.PER || t == doc.NoType
	}
	return f.d.Lemma(i) != "office" && f.d.Lemma(i) != "campaign"
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
	told := f.toldBefore(h)
	for i := len(told) - 1; i >= 0; i-- {
		c := &told[i]
		if f.d.Tokens[h].Sent-f.d.Tokens[c.Cue.Start].Sent > speakerReach {
			break
		}
		if c.Source < 0 || c.Cue.Start >= h || f.d.Tokens[c.Cue.Start].Flags&doc.Quoted != 0 {
			continue
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

// resumed gives the source of an earlier claim of the sentence that verb v goes on with: "said it was ready and accused Oslo of
// delay". None when v has a subject of its own.
func (f *finder) resumed(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i, have := v, false
	for i > s.Start && f.auxiliary(i-1) {
		i--
		have = have || f.d.Lemma(i) == "have"
	}
	if i == s.Start || f.d.Tokens[i-1].POS != doc.CCONJ {
		return doc.None
	}
	s.Start = f.clauseStart(s.Start, v)
	told := f.toldBefore(v)
	for k := len(told) - 1; k >= 0; k-- {
		c := &told[k]
		w := c.Cue.Start
		if w < s.Start || c.Source < 0 {
			break
		}
		if w < v && f.quotedWith(w, v) && f.sameTense(w, v, have) {
			return c.Source
		}
	}
	return doc.None
}

// sameTense tells whether verb v, which has "have" before it or not, can go on with what verb w began: "said and accused", "denies
// and has accused".
func (f *finder) sameTense(w, v int32, have bool) bool {
	tag := f.d.Tokens[w].Tag
	if have && (tag == doc.TagVBZ || tag == doc.TagVBP) {
		return true
	}
	return tag == f.d.Tokens[v].Tag && (f.tree.Kid(w, doc.Aux) >= 0) == have
}

// quotedWith tells whether tokens a and b stand in the same quotation, or both outside of any.
func (f *finder) quotedWith(a, b int32) bool { return f.within[a] == f.within[b] }
