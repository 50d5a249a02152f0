package claim

import "herodotus/internal/doc"

// objPredicateOf finds a thing and what it is called: "called the vote a sham", "what it calls a sham".
func (f *finder) objPredicateOf(at doc.Range) []doc.Range {
	v := at.Start
	o, x := doc.None, f.tree.Kid(v, doc.Xcomp, doc.Ccomp)
	for _, k := range f.tree.Kids(v) {
		switch r := f.d.Tokens[k].Rel.Base(); {
		case r != doc.Obj && r != doc.Iobj:
		case o < 0:
			o = k
		case x < 0: // the predicate taken for a second object
			x = k
		}
	}
	if x >= 0 && f.toInfinitive(x) {
		return nil
	}
	switch {
	case o > v && x > o:
		return []doc.Range{f.join(o, x)}
	case x > v:
		return []doc.Range{f.tree.Subtree(x)}
	case o > v && f.d.Tokens[v].Rel == doc.AclRelcl:
		return []doc.Range{f.tree.Subtree(o)}
	}
	return f.calledWhat(at)
}

// calledWhat finds a thing and what it is called by the words alone: up to the end of a quotation ("called the vote “a
// sham”"), or of the clause when an indefinite noun follows another ("called the vote a sham").
func (f *finder) calledWhat(at doc.Range) []doc.Range {
	if f.passive(at.Start) || int(at.End) >= len(f.d.Tokens) || f.d.Tokens[at.End].POS == doc.ADP { // "called on drivers to “slow down”"
		return nil
	}
	end := f.clauseBreak(at.End, f.d.SentenceOf(at.Start).End)
	for i := at.End; i < end; i++ {
		t := &f.d.Tokens[i]
		switch {
		case t.POS == doc.PUNCT:
			if q := f.opening(i); q != nil && q.close >= 0 {
				if next := f.quoteAfterAnd(q.outer().End); next != nil {
					q = next
				}
				return []doc.Range{{Start: at.End, End: q.outer().End}}
			}
		case t.Tag.Finite(), t.Tag == doc.TagWP, t.Tag == doc.TagWDT:
			return nil
		case i > at.End+1 && t.POS == doc.DET && (f.d.Lemma(i) == "a" || f.d.Lemma(i) == "an") && f.nominal(i-1):
			return []doc.Range{{Start: at.End, End: end}}
		}
	}
	return nil
}

// quoteAfterAnd gives the quotation behind "and" at token i ("“rude” and “reckless”"), or nil.
func (f *finder) quoteAfterAnd(i int32) *quote {
	if int(i)+1 >= len(f.d.Tokens) || f.d.Tokens[i].POS != doc.CCONJ {
		return nil
	}
	if q := f.opening(i + 1); q != nil && q.close >= 0 {
		return q
	}
	return nil
}

// join gives the words from the beginning of a's phrase to the end of b's.
func (f *finder) join(a, b int32) doc.Range {
	ra, rb := f.tree.Subtree(a), f.tree.Subtree(b)
	return doc.Range{Start: min(ra.Start, rb.Start), End: max(ra.End, rb.End)}
}

// objPhraseOf finds a thing and a phrase about it: "accused Oslo of spying", "described it as a coup".
func (f *finder) objPhraseOf(c *cue, at doc.Range, prep string) []doc.Range {
	v := at.Start
	o := f.objectAt(c, at)
	p := f.oblique(v, prep)
	if p < 0 && o >= 0 {
		p = f.oblique(o, prep)
	}
	lead := f.preposition(p, prep, at)
	if lead < 0 {
		return nil
	}
	end := f.clauseBreak(lead+1, f.d.SentenceOf(v).End)
	if p >= 0 && f.isBreak(f.tree.Subtree(p).End) {
		end = f.tree.Subtree(p).End
	}
	end = min(end, f.endOfSaid(lead, v))
	if f.passive(v) || f.d.Tokens[v].Rel == doc.AclRelcl && o < v || lead == at.End {
		return []doc.Range{{Start: lead + 1, End: end}}
	}
	return []doc.Range{{Start: at.End, End: end}}
}

// preposition gives the token of preposition prep that leads in p behind the cue; where the tree has none (p is None), the next
// such word before a break.
func (f *finder) preposition(p int32, prep string, at doc.Range) int32 {
	end := p
	if p < 0 {
		s := f.d.SentenceOf(at.Start)
		end = f.breakAfter(at.End-1, s.End)
		if second := f.breakAfter(end, s.End); second+1 < s.End && f.is(end, ",") && f.is(second, ",") && f.d.Lemma(second+1) == prep &&
			!f.relative(doc.Range{Start: end + 1, End: second}) {
			return second + 1 // "quoted the envoy, Ann Lee, as saying"
		}
	}
	for i := at.End; i < end; i++ {
		t := &f.d.Tokens[i]
		if p < 0 && (t.Tag.Finite() || t.Tag == doc.TagTO) {
			break
		}
		if f.d.Lemma(i) == prep && (p < 0 || t.Head == p) {
			return i
		}
	}
	return doc.None
}

// phraseOf finds a phrase with the preposition; the content is what follows it.
func (f *finder) phraseOf(at doc.Range, prep string) []doc.Range {
	v := at.Start
	p := f.oblique(v, prep)
	if lead := f.preposition(doc.None, prep, at); p < 0 && lead >= 0 && f.tree.Under(lead, v) {
		p = f.d.Tokens[lead].Head // "spoke to the press about": hung on the press
	}
	if p <= v {
		return nil
	}
	return []doc.Range{f.withComplement(f.afterPreposition(p), v)}
}

// cutAdjunct ends the last of the pieces where the reporter gives the circumstances: "spoke of progress despite the fighting".
func (f *finder) cutAdjunct(pieces []doc.Range) {
	if len(pieces) == 0 {
		return
	}
	r := &pieces[len(pieces)-1]
	for i := r.Start + 1; i < r.End; i++ {
		if p := f.d.Tokens[i].POS; p != doc.ADP && p != doc.SCONJ && p != doc.CCONJ || f.within[i] != f.within[r.Start] {
			continue
		}
		switch f.d.Lemma(i) {
		case "despite", "amid", "because", "although", "while":
			r.End = i
			return
		case "but": // "not the price but the delay" goes on, "the ban, but several of his colleagues" does not
			if f.hasFinite(doc.Range{Start: i, End: min(r.End+1, f.d.SentenceOf(i).End)}) {
				r.End = i
				return
			}
		}
	}
}

// afterPreposition gives the phrase with head p without its preposition.
func (f *finder) afterPreposition(p int32) doc.Range {
	r := f.tree.Subtree(p)
	for _, k := range f.tree.Kids(p) {
		if rel := f.d.Tokens[k].Rel; k < p && (rel == doc.Case || rel == doc.Mark) && k >= r.Start {
			r.Start = k + 1
		}
	}
	return r
}

// withComplement adds to a noun phrase what the tree has cut off: its clause with "that", its phrase with "of" or "for".
func (f *finder) withComplement(r doc.Range, v int32) doc.Range {
	if r.End >= f.d.SentenceOf(v).End {
		return r
	}
	if f.d.Tokens[r.End].Tag == doc.TagVBG && f.nominal(r.End-1) {
		r.End = f.breakAfter(r.End, f.d.SentenceOf(v).End)
		return r
	}
	if f.is(r.End, ",") && (f.is(r.End+1, "including") || f.is(r.End+1, "with")) {
		r.End = f.breakAfter(r.End+1, f.d.SentenceOf(v).End)
		return r
	}
	if f.is(r.End, ",") && f.is(r.End+1, "which") {
		r.End = f.endOfSaid(r.End+1, v)
		return r
	}
	switch f.d.Lemma(r.End) {
	case "that":
		if f.isThat(r.End) {
			r.End = f.endOfSaid(r.End+1, v)
		}
	case "of", "for", "about", "against", "into":
		r.End = f.breakAfter(r.End, f.d.SentenceOf(v).End)
	case "in":
		if n := f.d.Tokens[r.End].Head; n > r.End && !f.inTime(r.End+1) && !f.document[f.d.Lemma(n)] {
			r.End = f.breakAfter(r.End, f.d.SentenceOf(v).End)
		}
	case "to":
		if f.d.Tokens[r.End].Tag == doc.TagTO && f.d.Tokens[r.End-1].POS == doc.NOUN {
			r.End = f.breakAfter(r.End, f.d.SentenceOf(v).End)
		}
	}
	return r
}
