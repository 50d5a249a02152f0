package claim

import (
	"slices"

	"herodotus/internal/doc"
)

// verb tries a reading of a verb. It tells whether the cue is settled: a claim was made, or the verb is
// denied and makes none.
func (f *finder) verb(c *cue, at doc.Range) bool {
	v := at.Start
	if f.unsaid(v) {
		return true
	}
	if c.source == "obj" {
		if f.objectAt(c, at) < 0 {
			return false
		}
		f.citing = append(f.citing, pending{c, at})
		return true
	}
	if c.has(relayed) {
		if f.d.Tokens[v].Tag != doc.TagVBN || f.agent(v) < 0 || f.oblique(v, "as") >= 0 || !f.afterNoun(v) {
			return false
		}
		f.citing = append(f.citing, pending{c, at})
		return true
	}
	pieces, s, head := f.said(c, at)
	if len(pieces) == 0 {
		return false
	}
	src := f.sourceAt(head)
	if c.source == "" && head >= 0 && head < v && !f.passive(v) {
		if name := f.nameBeside(v, head); name >= 0 {
			src = source{name, doc.Named}
		}
	}
	if m := f.resumed(v); m >= 0 && c.source == "" {
		src = source{m, f.kindOf(m, f.d.Mentions.At(m).Head)}
		head = f.d.Mentions.At(m).Head
	}
	if !f.plausible(c, v, s, src, head) {
		return false
	}
	f.add(c, at, src, pieces, s)
	return true
}

// unsaid tells whether the speech act of verb v did not take place: "did not say", "declined to say".
func (f *finder) unsaid(v int32) bool {
	for _, k := range f.tree.Kids(v) {
		if k > v {
			break
		}
		switch f.d.Lemma(k) {
		case "not", "n't", "never", "nor", "neither":
			return f.d.Tokens[k].Rel.Base() == doc.Advmod
		}
	}
	t := &f.d.Tokens[v]
	if t.Head < 0 {
		return false
	}
	switch t.Rel {
	case doc.Xcomp:
		return f.refuse[f.d.Lemma(t.Head)] || f.unsaid(t.Head)
	case doc.Conj: // "declined to name or describe"; "did not confirm or deny"
		return f.d.Tokens[t.Head].Tag == doc.TagVB && t.Tag == doc.TagVB && f.unsaid(t.Head)
	}
	return false
}

// said gives what a verb cue claims, in which shape, and the head of the words that name the source.
func (f *finder) said(c *cue, at doc.Range) ([]doc.Range, shape, int32) {
	if c.source == "" && c.has(thatClause) && c.has(quotation) {
		if a, ok := f.asideOf(c, at); ok {
			head := a.subject
			if head < 0 {
				head = f.speaker(c, at)
			}
			return f.tidy(a.pieces()), thatClause, head
		}
	}
	if q := f.speechAfter(at.End); q != nil && c.source == "" && c.has(quotation) {
		return []doc.Range{q.inner}, quotation, f.speaker(c, at)
	}
	pieces, s := f.content(c, at)
	switch v := at.Start; {
	case c.act == quoteAct && s == objPhrase:
		if p := f.quotedWords(v); p != nil {
			pieces, s = p, thatClause
		}
	case len(pieces) == 0 && f.led(v, "as"):
		pieces, s = f.quotedAside(f.d.Tokens[v].Head), thatClause
	}
	return pieces, s, f.speaker(c, at)
}

// speechAfter gives the spoken quotation that begins at token i, or behind the comma or colon there, or nil.
func (f *finder) speechAfter(i int32) *quote {
	if int(i) < len(f.d.Tokens) && isLead(f.d.Form(i)) {
		i++
	}
	if q := f.opening(i); q != nil && q.speech && q.inner.Len() > 0 {
		return q
	}
	return nil
}

// quoteAct is the act of relaying another's words with "quote somebody as saying".
const quoteAct = "quote"

// quotedWords gives what somebody is quoted as saying: in the passive ("was quoted by the agency as saying that …"), or
// where the words come first; nil where the object and its verb belong to the content ("quoted him as saying that …").
func (f *finder) quotedWords(v int32) []doc.Range {
	said := f.oblique(v, "as")
	if said < 0 {
		return nil
	}
	p := f.tidy([]doc.Range{{Start: said + 1, End: f.endOfSaid(said+1, v)}})
	if len(p) == 0 {
		return f.quotedAside(v)
	}
	if !f.passive(v) {
		return nil
	}
	if f.d.Lemma(p[0].Start) == "that" {
		p[0].Start++
	}
	return p
}

// quotedAside gives the words before "…, he was quoted as saying" or "…, the agency quoted him as saying", where h is the
// quoting verb.
func (f *finder) quotedAside(h int32) []doc.Range {
	if h < 0 || f.d.Tokens[h].POS != doc.VERB {
		return nil
	}
	s := f.d.SentenceOf(h).Range
	a := aside{phrase: doc.Range{Start: h, End: f.breakAfter(h, s.End)}}
	before := h
	for before > s.Start && f.auxiliary(before-1) {
		before--
	}
	if !f.subjectBefore(&a, h, before, s) {
		return nil
	}
	f.flank(&a, s)
	if !a.whole && !f.endsQuote(a.phrase.Start) {
		return nil
	}
	return f.tidy(a.pieces())
}

// speaker gives the head of the words that name the source of a verb cue, or None.
func (f *finder) speaker(c *cue, at doc.Range) int32 {
	v := at.Start
	switch c.source {
	case "":
		if f.passive(v) {
			return f.agent(v)
		}
		if f.d.Tokens[v].POS != doc.VERB {
			return f.beside(v)
		}
		if f.anySubject(v) < 0 {
			if h := f.adjacent(v); h >= 0 && f.canSpeak(h) {
				return h
			}
			if h := f.interrupted(v); h >= 0 && (f.canSpeak(h) || f.document[f.d.Lemma(h)]) {
				return h
			}
		}
		if h := f.subject(v); h >= 0 {
			return h
		}
		return f.beside(v)
	case "obj":
		return f.objectAt(c, at)
	}
	return f.oblique(v, c.source)
}

// adjacent gives the noun right before finite verb v, where the tree has no subject for it: hung elsewhere, it is its subject
// all the same.
func (f *finder) adjacent(v int32) int32 {
	i, aux := v, false
	for i > 0 && f.auxiliary(i-1) {
		i--
		aux = aux || f.d.Tokens[i].POS == doc.AUX
	}
	if !f.d.Tokens[v].Tag.Finite() && !aux || i == f.d.SentenceOf(v).Start || f.isBreak(i-1) || f.inTime(i-1) {
		return doc.None
	}
	if t := f.d.Tokens[i-1].Tag; t == doc.TagWDT || t == doc.TagWP {
		return doc.None
	}
	return f.nounBefore(i)
}

// interrupted gives the noun that a relative clause or participle between commas parts from finite verb v: "Oslo, which
// joined in 1949, denies".
func (f *finder) interrupted(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i := v
	for i > s.Start && f.auxiliary(i-1) {
		i--
	}
	if !f.afterComma(i) {
		return doc.None
	}
	between := f.stretch(i-1, s)
	if between.Start <= s.Start || !f.is(between.Start-1, ",") {
		return doc.None
	}
	if f.relative(between) || f.d.Tokens[between.Start].Tag == doc.TagVBN {
		return f.nounBefore(between.Start)
	}
	return doc.None
}

// beside gives the noun that stands before verb v, where the tree has lost its subject: directly, or before an apposition or
// relative clause between commas.
func (f *finder) beside(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i := v
	for i > s.Start && f.auxiliary(i-1) {
		i--
	}
	if i > s.Start && f.is(i-1, ",") {
		between := f.stretch(i-1, s)
		if between.Start > s.Start && f.is(between.Start-1, ",") && (!f.hasFinite(between) || f.relative(between)) {
			if h := f.nounBefore(between.Start); h >= 0 {
				return h
			}
		}
	}
	if f.is(i-1, ")") { // "the Border Guard Service (BGS) said"
		for i--; i > s.Start && !f.is(i, "("); i-- {
		}
	}
	if h := f.nounBefore(i); h >= 0 {
		return h
	}
	if i-1 > s.Start && f.d.Tokens[i-1].POS == doc.ADJ { // "the military said"
		return i - 1
	}
	if v+1 < s.End && f.d.Tokens[v+1].POS == doc.PROPN {
		return v + 1
	}
	// "The mayor, who has denied that he knew of it, said …": the noun that opens the sentence.
	comma := f.breakAfter(s.Start, s.End)
	if comma+1 < i && f.is(comma, ",") && f.afterComma(i) && f.relative(doc.Range{Start: comma + 1, End: i}) {
		return f.nounBefore(comma)
	}
	return doc.None
}

// plausible tells whether somebody who can speak says this.
func (f *finder) plausible(c *cue, v int32, s shape, src source, head int32) bool {
	if head < 0 {
		return f.passive(v) && (s == thatClause || s == passiveInfinitive) && !c.weak
	}
	if s == passiveInfinitive {
		return true
	}
	person := f.d.Tokens[head].POS == doc.PRON
	lemma := f.d.Lemma(head)
	switch {
	case person:
		if lemma == "it" && src.mention < 0 || lemma == "this" || lemma == "that" || lemma == "there" {
			return false
		}
		first := lemma == "I" || lemma == "i" || lemma == "we" || lemma == "you"
		return !first || !c.weak && src.mention >= 0
	case src.mention >= 0 && f.speaks(src.mention), src.kind == doc.Document, f.talker[lemma], f.d.Tokens[head].POS == doc.PROPN:
		return true
	case src.mention >= 0 && f.entity(src.mention).Type != doc.NoType && f.entity(src.mention).Type != doc.FAC:
		return false
	}
	return !c.weak
}

// relay handles "citing officials": the officials are the source of what the clause above claims. It is tried
// after all other cues.
func (f *finder) relay(c *cue, at doc.Range) {
	if c.has(relayed) {
		f.carry(c, at)
		return
	}
	h := f.d.Tokens[at.Start].Head
	head := f.speaker(c, at)
	src := f.sourceAt(head)
	if h < 0 || head < 0 || f.cueClaim[at.Start] >= 0 {
		return
	}
	if f.cueClaim[h] < 0 { // "Reports citing officials say …": the verb above the noun
		h = f.d.Tokens[h].Head
	}
	speaks := f.canSpeak(head) || f.document[f.d.Lemma(head)]
	if speaks && h >= 0 && f.cueClaim[h] >= 0 {
		parent := f.cueClaim[h]
		above := f.claims[parent]
		f.add(c, at, src, above.Content, thatClause)
		f.claims[len(f.claims)-1].Quote = above.Quote
		f.claims[len(f.claims)-1].Parent = parent
		return
	}
	if speaks {
		return
	}
	if by := f.subject(at.Start); by >= 0 {
		f.add(c, at, f.sourceAt(by), f.tidy([]doc.Range{f.tree.Subtree(head)}), object)
	}
}

// afterNoun tells whether a noun, or a noun and a comma, stands before verb v.
func (f *finder) afterNoun(v int32) bool {
	return f.nominal(v-1) || f.afterComma(v) && f.nominal(v-2)
}

// carry handles "quoted by the agency" and "carried by the agency": the agency relays the claim of the sentence that is nearest.
func (f *finder) carry(c *cue, at doc.Range) {
	s := f.d.SentenceOf(at.Start).Range
	best := doc.None
	within := func(r doc.Range) bool { return r.Has(at.Start) }
	for k := range f.claims {
		cue := f.claims[k].Cue.Start
		if !s.Has(cue) || !f.quotedWith(cue, at.Start) || slices.ContainsFunc(f.claims[k].Content, within) {
			continue
		}
		if best < 0 || max(cue-at.Start, at.Start-cue) < max(f.claims[best].Cue.Start-at.Start, at.Start-f.claims[best].Cue.Start) {
			best = int32(k)
		}
	}
	if best < 0 || f.claims[best].Parent >= 0 || f.cueClaim[at.Start] >= 0 {
		return
	}
	inner := f.claims[best]
	f.add(c, at, f.sourceAt(f.agent(at.Start)), slices.Clone(inner.Content), relayed)
	k := int32(len(f.claims) - 1)
	f.claims[k].Quote, f.claims[best].Parent = inner.Quote, k
}
