package claim

import "herodotus/internal/doc"

// plausible tells whether somebody who can speak says this.
func (f *finder) plausible(c *cue, v int32, s shape, src source, head int32) bool {
	if head >= 0 && (f.inTime(head) || f.within[head] >= 0 && !f.quotes[f.within[head]].inner.Has(v)) {
		return false // a day, or one of whom others speak in a quotation
	}
	if head < 0 {
		return f.passive(v) && (s == thatClause || s == passiveInfinitive) && (!c.weak || f.impersonal(v))
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
		return !first || f.d.Tokens[v].Flags&doc.Quoted == 0 || !c.weak && src.mention >= 0
	case src.mention >= 0 && f.speaks(src.mention), src.kind == doc.Document, f.talker[lemma], f.d.Tokens[head].POS == doc.PROPN:
		return true
	case src.mention >= 0 && f.entity(src.mention).Type != doc.NoType && f.entity(src.mention).Type != doc.FAC:
		return false
	}
	return !c.weak && (f.canSpeak(head) || f.spokenBy(v, head, s))
}

// spokenBy tells whether the sentence makes a noun speak that does not: before a verb that is no participle, of which a clause or a
// quotation is what is said ("the marble says that").
func (f *finder) spokenBy(v, head int32, s shape) bool {
	switch s {
	case thatClause, whClause, quotation, clause:
		return head < v && f.d.Tokens[v].Rel != doc.AclRelcl && !f.bareParticiple(v) && f.d.Tokens[v].Tag != doc.TagVBG || s == clause
	}
	return false
}
