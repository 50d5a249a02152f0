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
		case gerund:
			p = f.gerundOf(v)
		case object:
			p = f.objectOf(c, at)
		case objPredicate:
			p = f.objPredicateOf(v)
		case objPhrase:
			p = f.objPhraseOf(c, at, fr.prep)
		case phrase:
			p = f.phraseOf(v, fr.prep)
		}
		if p = f.tidy(p); len(p) > 0 {
			return p, fr.shape
		}
	}
	return nil, 0
}

// clauseOf finds a finite clause that v reports: its complement on either side, or the clause that it
// interrupts or follows as a parenthesis.
func (f *finder) clauseOf(c *cue, at doc.Range) []doc.Range {
	v := at.Start
	left := doc.None
	for _, k := range f.tree.Kids(v) {
		if !f.reported(c, v, k) {
			continue
		}
		if k > v {
			return []doc.Range{f.afterMark(k)}
		}
		left = k
	}
	if p := f.following(c, at); p != nil {
		return p
	}
	if left >= 0 {
		return f.around(f.tree.Subtree(left), f.cuePhrase(v, at))
	}
	t := &f.d.Tokens[v]
	if h := t.Head; h >= 0 && (t.Rel == doc.Parataxis && c.has(quotation) || t.Rel == doc.Advcl && f.led(v, "as")) && f.parenthesis(v) {
		return f.around(f.tree.Subtree(h), f.cuePhrase(v, at))
	}
	return nil
}

// reported tells whether dependent k of v is a clause that v reports.
func (f *finder) reported(c *cue, v, k int32) bool {
	switch f.d.Tokens[k].Rel.Base() {
	case doc.Ccomp:
	case doc.Parataxis:
		if !c.has(quotation) || k > v && !f.joined(v, k) {
			return false
		}
	case doc.Csubj:
		if !f.passive(v) { // "it was reported that"
			return false
		}
	default:
		return false
	}
	return (c.has(whClause) || !f.isQuestion(k)) && (k < v || f.finite(k))
}

// following finds a clause behind v that the tree has attached elsewhere: behind "that", or from the subject of the first
// finite verb on, to the end of what is said.
func (f *finder) following(c *cue, at doc.Range) []doc.Range {
	if !c.has(quotation) && !c.has(infinitive) && c.act != "deny" {
		return nil
	}
	r := doc.Range{Start: at.End, End: f.breakAfter(at.End-1, f.d.SentenceOf(at.Start).End)}
	for i := r.Start; i < r.End; i++ {
		t := &f.d.Tokens[i]
		switch {
		case f.isThat(i):
			return []doc.Range{{Start: i + 1, End: f.endOfSaid(i+1, at.Start)}}
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT, t.Tag == doc.TagWRB, t.Tag == doc.TagTO:
			return nil
		case t.Tag.Finite():
			start := f.subjectStart(i, r)
			if start < 0 {
				return nil
			}
			return []doc.Range{{Start: start, End: f.endOfSaid(i, at.Start)}}
		}
	}
	return nil
}

// subjectStart gives where the clause of finite verb i begins within r, or None when its subject does not stand there.
func (f *finder) subjectStart(i int32, r doc.Range) int32 {
	for _, v := range [...]int32{i, f.d.Tokens[i].Head} {
		if v < 0 {
			continue
		}
		if s := f.tree.Kid(v, doc.Nsubj, doc.NsubjPass, doc.Expl); s >= 0 && r.Has(s) {
			return max(r.Start, f.tree.Subtree(s).Start)
		}
	}
	if i > r.Start && f.nominal(i-1) {
		return r.Start
	}
	return doc.None
}

// endOfSaid gives where a reported clause that begins at i ends: at the sentence's end, a semicolon, the end of the
// quotation around the cue, or where another report begins.
func (f *finder) endOfSaid(i, v int32) int32 {
	end := f.d.SentenceOf(v).End
	for q := range f.quotes {
		if f.quotes[q].inner.Has(v) {
			end = min(end, f.quotes[q].inner.End)
		}
	}
	for j := i; j < end; j++ {
		switch {
		case f.d.Form(j) == ";":
			return j
		case f.d.Tokens[j].POS == doc.CCONJ && j+1 < end && f.reports(doc.Range{Start: j + 1, End: min(end, j+3)}):
			return j
		}
	}
	return end
}

// joined tells whether only a comma, a colon or nothing stands between v and what depends on it as
// parataxis, so that it can be what v says; a semicolon or dash begins something new.
func (f *finder) joined(v, k int32) bool {
	start := f.tree.Subtree(k).Start
	for i := v + 1; i < start; i++ {
		switch f.d.Form(i) {
		case ";", "–", "—", "-":
			return false
		}
	}
	return true
}

// finite tells whether the clause with head k has a finite verb or begins with "that".
func (f *finder) finite(k int32) bool {
	if f.d.Tokens[k].Tag.Finite() {
		return true
	}
	for _, j := range f.tree.Kids(k) {
		t := &f.d.Tokens[j]
		switch t.Rel.Base() {
		case doc.Aux, doc.Cop:
			if t.Tag.Finite() {
				return true
			}
		case doc.Nsubj:
			return true
		case doc.Mark:
			if f.d.Lemma(j) == "that" {
				return true
			}
		}
	}
	return false
}

// isQuestion tells whether the clause with head k is an indirect question.
func (f *finder) isQuestion(k int32) bool {
	first := f.tree.Subtree(k).Start
	switch f.d.Lemma(first) {
	case "whether", "if":
		return f.d.Tokens[first].Head == k && f.d.Tokens[first].Rel == doc.Mark && f.d.Lemma(first) == "whether"
	case "how", "why", "where", "when", "who", "what", "which":
		return f.d.Tokens[first].Rel != doc.Mark || f.d.Lemma(first) != "when"
	}
	return false
}

// afterMark gives the clause with head k without the "that" that leads it in.
func (f *finder) afterMark(k int32) doc.Range {
	r := f.tree.Subtree(k)
	for _, j := range f.tree.Kids(k) {
		if j >= k {
			break
		}
		if f.d.Tokens[j].Rel == doc.Mark && f.d.Lemma(j) == "that" && j-r.Start <= 2 {
			r.Start = j + 1
			break
		}
	}
	return r
}

// parenthesis tells whether verb v with its subject is set off by commas, quotation marks or the sentence's end, and
// has little else: "…, he said, …".
func (f *finder) parenthesis(v int32) bool {
	return f.tree.Kid(v, doc.Nsubj, doc.NsubjPass) >= 0 || f.tree.Kid(v, doc.OblAgent) >= 0 || f.oblique(v, "by") >= 0
}

// cuePhrase gives the words that belong to the cue in a parenthesis: from its subject to the next comma.
func (f *finder) cuePhrase(v int32, at doc.Range) doc.Range {
	r := at
	for _, k := range f.tree.Kids(v) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Nsubj, doc.Aux, doc.Advmod, doc.Obj, doc.Iobj, doc.Obl, doc.Advcl, doc.Mark, doc.Xcomp, doc.Conj, doc.Cc:
			s := f.tree.Subtree(k)
			r.Start, r.End = min(r.Start, s.Start), max(r.End, s.End)
		}
	}
	return r
}

// around gives what is left of a clause when the words of an attribution are taken out of it.
func (f *finder) around(r, hole doc.Range) []doc.Range {
	switch {
	case !r.Overlaps(hole):
		return []doc.Range{r}
	case hole.Start <= r.Start:
		return []doc.Range{{Start: hole.End, End: r.End}}
	case hole.End >= r.End:
		return []doc.Range{{Start: r.Start, End: hole.Start}}
	}
	return []doc.Range{{Start: r.Start, End: hole.Start}, {Start: hole.End, End: r.End}}
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

// toInfinitive tells whether the verb (or predicate) k is marked by "to".
func (f *finder) toInfinitive(k int32) bool {
	for _, j := range f.tree.Kids(k) {
		if j > k {
			break
		}
		if f.d.Tokens[j].Tag == doc.TagTO || f.d.Tokens[j].POS == doc.PART && f.d.Lemma(j) == "to" {
			return true
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
	return nil
}

// gerundOf finds a clause in -ing that v governs: "denied having met him".
func (f *finder) gerundOf(v int32) []doc.Range {
	for _, k := range f.tree.Kids(v) {
		if k <= v || f.d.Tokens[k].Tag != doc.TagVBG && f.gerundAux(k) < 0 {
			continue
		}
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Xcomp, doc.Ccomp, doc.Obj:
			return []doc.Range{f.tree.Subtree(k)}
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

// objectOf gives the whole object; for a passive the subject.
func (f *finder) objectOf(c *cue, at doc.Range) []doc.Range {
	v := at.Start
	o := f.objectAt(c, at)
	if o >= 0 && !c.toObj && f.d.Tokens[o].POS != doc.PRON {
		return []doc.Range{f.tree.Subtree(o)}
	}
	if s := f.tree.Kid(v, doc.NsubjPass); s >= 0 && f.agent(v) >= 0 {
		return []doc.Range{f.tree.Subtree(s)}
	}
	return nil
}

// objPredicateOf finds a thing and what it is called: "called the vote a sham", "what it calls a sham".
func (f *finder) objPredicateOf(v int32) []doc.Range {
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
	end := f.breakAfter(lead, f.d.SentenceOf(v).End)
	if p >= 0 {
		end = f.tree.Subtree(p).End
	}
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
		end = f.breakAfter(at.End-1, f.d.SentenceOf(at.Start).End)
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
func (f *finder) phraseOf(v int32, prep string) []doc.Range {
	p := f.oblique(v, prep)
	if p <= v {
		return nil
	}
	return []doc.Range{f.afterPreposition(p)}
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
