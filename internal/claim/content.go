package claim

import "herodotus/internal/doc"

// content finds what verb v claims in one of the cue's frames, in their order.
func (f *finder) content(c *cue, at doc.Range) ([]doc.Range, shape) {
	v := at.Start
	for _, fr := range c.frames {
		var p []doc.Range
		switch fr.shape {
		case thatClause:
			p = f.clauseOf(c, at)
		case passiveInfinitive:
			if f.passive(v) {
				p = f.infinitiveOf(v)
			}
		case infinitive:
			p = f.infinitiveOf(v)
		case objInfinitive:
			p = f.objInfinitiveOf(c, at)
		case raised:
			p = f.accusativeInfinitive(v)
		case gerund:
			p = f.gerundOf(v)
		case object:
			p = f.objectOf(c, at)
		case objPredicate:
			p = f.objPredicateOf(at)
		case objPhrase:
			p = f.objPhraseOf(c, at, fr.prep)
		case phrase:
			p = f.phraseOf(at, fr.prep)
		}
		if n := len(p); n > 0 && fr.shape != thatClause && p[n-1].Start > v {
			if end := f.endOfSaid(p[n-1].Start, v); end > p[n-1].Start && !f.is(end, ":") {
				p[n-1].End = min(p[n-1].End, end)
			}
		}
		if fr.shape == object || fr.shape == objPhrase || fr.shape == phrase {
			f.cutAdjunct(p)
		}
		if p = f.tidy(p); len(p) > 0 {
			return p, fr.shape
		}
	}
	return nil, 0
}

// infinitiveOf finds "to …" directly governed by v.
func (f *finder) infinitiveOf(v int32) []doc.Range {
	for _, k := range f.tree.Kids(v) {
		if k > v && f.d.Tokens[k].Rel == doc.Xcomp && f.toInfinitive(k) {
			return []doc.Range{f.tree.Subtree(k)}
		}
	}
	return nil
}

// toInfinitive tells whether the clause with head k begins with "to" ("not to", "never to").
func (f *finder) toInfinitive(k int32) bool {
	for i := f.tree.Subtree(k).Start; i < k; i++ {
		if f.d.Tokens[i].Tag == doc.TagTO {
			return true
		}
		if f.d.Tokens[i].POS != doc.ADV && f.d.Tokens[i].POS != doc.PART {
			break
		}
	}
	return false
}

// objInfinitiveOf finds what somebody is told to do: "urged the sides to talk", "called on Oslo to talk".
func (f *finder) objInfinitiveOf(c *cue, at doc.Range) []doc.Range {
	v := at.Start
	for _, k := range f.tree.Kids(v) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Xcomp, doc.Ccomp, doc.Advcl:
			if k <= v || !f.toInfinitive(k) {
				continue
			}
			if f.objectAt(c, at) < 0 && !f.passive(v) && f.d.Tokens[k].Rel != doc.Ccomp {
				continue
			}
			return []doc.Range{f.tree.Subtree(k)}
		}
	}
	if o := f.objectAt(c, at); o > v {
		for _, k := range f.tree.Kids(o) {
			if k > o && f.d.Tokens[k].Rel == doc.Acl && f.toInfinitive(k) && f.tree.Subtree(k).Start == o+1 { // hung on the object
				return []doc.Range{f.tree.Subtree(k)}
			}
		}
	}
	return nil
}

// gerundOf finds a clause in -ing that v governs: "denied having met him".
func (f *finder) gerundOf(v int32) []doc.Range {
	for _, k := range f.tree.Kids(v) {
		if k <= v || f.d.Tokens[k].Tag != doc.TagVBG && f.gerundAux(k) < 0 {
			continue
		}
		rel := f.d.Tokens[k].Rel.Base()
		switch {
		case rel == doc.Xcomp, rel == doc.Ccomp, rel == doc.Obj, rel == doc.Advcl && k == v+1 && f.d.Tokens[k].Tag == doc.TagVBG:
			r := f.tree.Subtree(k)
			if r.Start-1 > v && f.is(r.Start-1, "ever") {
				r.Start-- // "denied ever having met him"
			}
			return []doc.Range{r}
		}
	}
	return nil
}

// gerundAux gives the auxiliary or copula in -ing of predicate k ("having met", "being a spy"), or None.
func (f *finder) gerundAux(k int32) int32 {
	for _, j := range f.tree.Kids(k) {
		if f.d.Tokens[j].Tag == doc.TagVBG && (f.d.Tokens[j].Rel.Base() == doc.Aux || f.d.Tokens[j].Rel == doc.Cop) {
			return j
		}
	}
	return doc.None
}

// objectAt gives the head of the object of the cue: of its verb, or of its preposition ("called on Oslo").
func (f *finder) objectAt(c *cue, at doc.Range) int32 {
	if len(c.words) > 1 {
		for _, k := range f.tree.Kids(at.Start) {
			if f.d.Tokens[k].Rel.Base() == doc.Obl && f.led(k, c.words[len(c.words)-1]) {
				return k
			}
		}
	}
	return f.tree.Kid(at.Start, doc.Obj, doc.Iobj)
}

// ownWords is how many words a quotation has that stands for all that is said, whatever follows it.
const ownWords = 4

// quotedObject gives the quotation that is the object at token i, with no more than an article before it: "toasted the “future
// strengthening of the alliance” with Oslo"; nil when there is none, or a few words only.
func (f *finder) quotedObject(i int32) *quote {
	if int(i) < len(f.d.Tokens) && f.d.Tokens[i].POS == doc.DET {
		i++
	}
	if q := f.opening(i); q != nil && q.close >= 0 && q.inner.Len() >= ownWords {
		return q
	}
	return nil
}

// objectOf gives the whole object; for a passive the subject.
func (f *finder) objectOf(c *cue, at doc.Range) []doc.Range {
	v := at.Start
	if q := f.quotedObject(at.End); q != nil {
		return []doc.Range{q.inner}
	}
	o := f.objectAt(c, at)
	if o >= 0 && !c.toObj && f.d.Tokens[o].POS != doc.PRON {
		return []doc.Range{f.withComplement(f.tree.Subtree(o), v)}
	}
	if f.d.Tokens[v].POS == doc.NOUN && !c.toObj && !f.isBreak(at.End) { // a verb taken for a noun has no object in the tree
		return []doc.Range{{Start: at.End, End: f.endOfSaid(at.End, v)}}
	}
	if s := f.tree.Kid(v, doc.NsubjPass); s >= 0 && f.agent(v) >= 0 {
		return []doc.Range{f.tree.Subtree(s)}
	}
	return nil
}
