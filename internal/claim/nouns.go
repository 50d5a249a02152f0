package claim

import "herodotus/internal/doc"

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
	i := f.verbStart(v)
	if !f.d.Tokens[v].Tag.Finite() && f.tree.Kid(v, doc.Aux, doc.AuxPass) < 0 || i == f.d.SentenceOf(v).Start || f.isBreak(i-1) || f.inTime(i-1) {
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
	i := f.verbStart(v)
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
	i := f.verbStart(v)
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
