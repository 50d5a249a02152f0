package claim

import "herodotus/internal/doc"

// What the words behind a cue tell: content, or no more than the circumstances of the speech.

// adverbial tells whether the words between a cue and the next break say no more than to whom, when, where or how it
// was said, so that the content must stand elsewhere.
func (f *finder) adverbial(c *cue, r doc.Range) bool {
	if f.hasClause(c, r) {
		return false
	}
	if r.Len() <= 0 || c.toObj || f.inTime(r.Start) {
		return true
	}
	switch f.d.Tokens[r.Start].POS {
	case doc.ADV, doc.SCONJ:
		return true
	case doc.ADP:
		switch prep := f.d.Lemma(r.Start); prep {
		case "of", "about", "against":
			return !f.speaksOf(r.Start-1, prep)
		case "for", "with", "up", "out", "off":
			return false
		}
		return true
	}
	return false
}

// hasClause tells whether the words behind a verb up to the next break hold a clause that it can govern, as
// opposed to a relative clause about who is told or when.
func (f *finder) hasClause(c *cue, r doc.Range) bool {
	lead := r.Len() > 0 && f.d.Tokens[r.Start].POS == doc.ADP && !c.has(infinitive) && !c.has(objInfinitive)

	if r.Len() > 0 && f.circumstance(r.Start) {
		return false
	}
	for i := r.Start; i < r.End; i++ {
		switch t := &f.d.Tokens[i]; {
		case c.toObj && f.isThat(i):
			return true
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT:
			return false
		case t.Tag.Finite(), t.Tag == doc.TagTO && i+1 < r.End && f.d.Tokens[i+1].Tag == doc.TagVB && !lead, f.isThat(i):
			return true
		}
	}
	return false
}

// circumstance tells whether a clause that begins at token i says when something was said.
func (f *finder) circumstance(i int32) bool {
	switch f.d.Lemma(i) {
	case "after", "before", "as", "when", "while":
		return true
	}
	return false
}

// speaksOf tells whether verb v says what preposition prep leads in ("spoke of a plot"; "said of the plot" does not).
func (f *finder) speaksOf(v int32, prep string) bool {
	for _, c := range f.readings(v) {
		for _, fr := range c.frames {
			if fr.prep == prep && fr.shape == phrase {
				return true
			}
		}
	}
	return false
}

// takesObject tells whether verb v has a reading with a thing for its object: "condemned the move".
func (f *finder) takesObject(v int32) bool {
	for _, c := range f.readings(v) {
		if c.kind == verbCue && len(c.words) == 1 && (c.has(object) || c.has(objPhrase) || c.has(objPredicate)) {
			return true
		}
	}
	return false
}

// saysOnly tells whether what follows a cue can be nothing but what is said, as far as this reading of it goes: it takes no object
// and is told to nobody.
func (f *finder) saysOnly(c *cue, at doc.Range) bool {
	t := &f.d.Tokens[at.Start]
	if c.weak || c.toObj || c.has(object) || !c.has(quotation) || !t.Tag.Finite() || int(at.End) >= len(f.d.Tokens) {
		return false
	}
	next := &f.d.Tokens[at.End]
	return f.d.Lemma(at.End) == "both" || next.POS == doc.DET || next.POS == doc.ADJ || next.POS == doc.NUM || f.nominal(at.End)
}

// inRelative tells whether no more than a noun phrase stands between a relative pronoun and verb v.
func (f *finder) inRelative(v int32) bool {
	i := f.verbStart(v) - 1
	for s := f.d.SentenceOf(v).Start; i > s && (f.nominal(i) || f.d.Tokens[i].POS == doc.DET || f.d.Tokens[i].POS == doc.ADJ); i-- {
		if t := f.d.Tokens[i].Tag; t == doc.TagWDT || t == doc.TagWP {
			return true
		}
	}
	return i >= 0 && f.isThat(i)
}

// beyondAside gives the verb whose subject stands right behind a cue and is parted from it by a relative clause, participle or
// apposition between commas ("say the museum, which opened in May, is too small"), or None.
func (f *finder) beyondAside(at doc.Range) int32 {
	end := f.d.SentenceOf(at.Start).End
	first := f.breakAfter(at.End-1, end)
	second := f.breakAfter(first, end)
	if second+1 >= end || !f.is(first, ",") || !f.is(second, ",") || !f.d.Tokens[second+1].Tag.Finite() {
		return doc.None
	}
	subject, between := doc.Range{Start: at.End, End: first}, doc.Range{Start: first + 1, End: second}
	if subject.Len() == 0 || !f.nominal(first-1) || f.hasFinite(subject) || f.hasFinite(between) && !f.relative(between) {
		return doc.None
	}
	switch f.d.Tokens[at.End].POS {
	case doc.ADP, doc.ADV, doc.SCONJ:
		return doc.None
	}
	return second + 1
}

// behindCue gives the words behind a cue in which its clause begins: up to the next break, or behind a comma that follows no more
// than a day ("reported on Thursday, coverage had risen").
func (f *finder) behindCue(at doc.Range) doc.Range {
	end := f.d.SentenceOf(at.Start).End
	r := doc.Range{Start: at.End, End: f.clauseBreak(at.End, end)}
	if r.Len() == 0 || !f.is(r.End, ",") || r.End+1 >= end {
		return r
	}
	for i := r.Start; i < r.End; i++ {
		if !f.inTime(i) && f.d.Tokens[i].POS != doc.ADP {
			return r
		}
	}
	return doc.Range{Start: r.End + 1, End: f.clauseBreak(r.End+1, end)}
}

// behindListener gives where what is said begins, at i or behind the name of who is told it, where the tree took the name for a part
// of it: "told the Daily Post | the road was closed".
func (f *finder) behindListener(i, end int32) int32 {
	if i != end {
		return i
	}
	h := i
	for int(h)+1 < len(f.d.Tokens) && (f.d.Tokens[h].POS == doc.DET || f.d.Tokens[h].POS == doc.PROPN) && f.byHead[h] < 0 {
		h++
	}
	m := f.byHead[h]
	if m < 0 || f.d.Mentions.At(m).Kind != doc.NameMention || f.d.Mentions.At(m).Start > h {
		return i
	}
	next := f.d.Mentions.At(m).End
	if int(next) >= len(f.d.Tokens) {
		return i
	}
	switch t := &f.d.Tokens[next]; t.POS {
	case doc.DET, doc.PROPN, doc.ADV, doc.NUM, doc.ADJ:
		return next
	case doc.PRON:
		if t.Tag == doc.TagPRP {
			return next
		}
	}
	return i
}

// leadsToSaying tells whether "to" and a verb of speech stand at token i: the cue is the latter then.
func (f *finder) leadsToSaying(i int32) bool {
	return int(i)+1 < len(f.d.Tokens) && f.d.Tokens[i].Tag == doc.TagTO && f.d.Tokens[i+1].Tag == doc.TagVB && f.speechVerb(i+1)
}

// holdsCue tells whether a claim's cue stands in the pieces.
func (f *finder) holdsCue(pieces []doc.Range) bool {
	for _, r := range pieces {
		for i := r.Start; i < r.End; i++ {
			if f.cueClaim[i] >= 0 {
				return true
			}
		}
	}
	return false
}

// wordless tells whether what somebody refuses to do is to speak: "declined to say", "refused to comment".
func (f *finder) wordless(pieces []doc.Range) bool {
	for _, r := range pieces {
		for i := r.Start; i < min(r.End, r.Start+phraseGap); i++ {
			if f.is(i, "concede") {
				return false
			}
			if f.speechVerb(i) || f.is(i, "discuss") || f.is(i, "speculate") {
				return true
			}
		}
	}
	return false
}
