package claim

import "herodotus/internal/doc"

// prep handles "according to X": X is the source of the clause around the phrase.
func (f *finder) prep(c *cue, at doc.Range) bool {
	n := f.nounAfter(at)
	if n < 0 || f.d.Tokens[at.End].Tag == doc.TagHYPH { // "per-se"
		return false
	}
	pieces := f.tidy(f.clauseAround(n, at))
	if len(pieces) == 0 {
		return false
	}
	src := f.sourceAt(n)
	if !f.plausible(c, at.Start, clause, src, n) || c.weak && src.kind != doc.Named && src.kind != doc.Document &&
		at.Start > f.d.SentenceOf(n).Start { // "per student"
		return false
	}
	f.add(c, at, src, pieces, clause)
	return true
}

// nounAfter gives the head of the noun phrase that a preposition leads in, or None: by the tree where its answer
// stands before the next break, else the last of the nouns that follow without another preposition between.
func (f *finder) nounAfter(at doc.Range) int32 {
	end := f.phraseEnd(at.End-1, f.d.SentenceOf(at.Start).End)
	n := f.d.Tokens[at.Start].Head
	for range maxClimb {
		if n < 0 || n >= at.End && f.nominal(n) && !f.inTime(n) {
			break
		}
		n = f.d.Tokens[n].Head
	}
	run := f.lastOfRun(at.End, end)
	if n >= at.End && n < end && f.nominal(n) && (run < 0 || n <= run) {
		return n
	}
	return run
}

// phraseEnd gives the next break after i that is no comma of a date ("a March 14, 2019 report").
func (f *finder) phraseEnd(i, end int32) int32 {
	for i = f.breakAfter(i, end); i+1 < end && f.is(i, ",") && f.inTime(i) && f.inTime(i+1); {
		i = f.breakAfter(i, end)
	}
	return i
}

// clauseAround gives the clause that a phrase with head n, led in by at, is an adjunct of. A phrase that opens or closes the
// sentence speaks for all of it; one between commas for the clause that it interrupts.
func (f *finder) clauseAround(n int32, at doc.Range) []doc.Range {
	s := f.d.SentenceOf(n).Range
	if f.onlyMarks(doc.Range{Start: s.Start, End: at.Start}) || f.d.Tokens[at.Start-1].POS == doc.CCONJ || f.isThat(at.Start-1) {
		start := f.sourceEnd(n, s)
		return []doc.Range{{Start: start, End: f.endOfSaid(start, n)}}
	}
	hole := f.tree.Subtree(n)
	hole.Start = at.Start
	a := aside{phrase: hole}
	f.flank(&a, s)
	if topic := f.topicOfNothing(a.left); topic.Len() > 0 && f.d.Lemma(at.Start) == "as" {
		return []doc.Range{topic}
	}
	if a.whole || a.right.Len() > 0 {
		return a.pieces()
	}
	h := f.d.Tokens[n].Head
	for h >= 0 && f.nominal(h) && f.d.Tokens[h].Rel != doc.Root && !f.predicate(h) {
		h = f.d.Tokens[h].Head
	}
	if h < 0 {
		return a.pieces()
	}
	return f.around(f.tree.Subtree(h), hole)
}

// topicOfNothing gives what a clause that denies any word on something is about, or nothing: "no word has come of a deal, as
// mentioned by Oslo" has Oslo mention the deal.
func (f *finder) topicOfNothing(r doc.Range) doc.Range {
	for i := r.Start; i < r.End; i++ {
		switch f.d.Lemma(i) {
		case "concern", "regard", "about", "on", "of":
		default:
			continue
		}
		p := f.d.Tokens[i].Head
		if t := &f.d.Tokens[i]; t.Rel != doc.Case && t.Rel != doc.Mark && t.Tag != doc.TagVBG || p < 0 {
			continue
		}
		for v := i - 1; v >= r.Start; v-- {
			if f.d.Tokens[v].POS == doc.VERB {
				if !f.unsaid(v) {
					return doc.Range{}
				}
				return doc.Range{Start: i + 1, End: r.End}
			}
		}
	}
	return doc.Range{}
}

// sourceEnd gives where the words about a source end that opens its sentence: at the first comma, or behind the
// appositions and relative clauses that follow ("According to Ann Lee, the mayor, who was there, …").
func (f *finder) sourceEnd(n int32, s doc.Range) int32 {
	end := f.phraseEnd(n, s.End)
	if r := (doc.Range{Start: n + 1, End: end}); f.hasFinite(r) && !f.relative(r) { // no comma: "According to the mayor the talks failed"
		end = n + 1
		if sub := f.tree.Subtree(n); sub.End < r.End && !f.hasFinite(doc.Range{Start: n, End: sub.End}) {
			end = sub.End
		}
	}
	for range maxClimb {
		if end+1 >= s.End || !f.is(end, ",") {
			break
		}
		next := doc.Range{Start: end + 1, End: f.breakAfter(end+1, s.End)}
		if next.End+1 >= s.End || !f.is(next.End, ",") {
			break
		}
		first := &f.d.Tokens[next.Start]
		subject := f.d.Tokens[next.End+1].Tag.Finite() || f.relative(doc.Range{Start: next.End + 1, End: s.End})
		apposed := first.POS == doc.DET && !f.hasFinite(next) && !subject
		if !apposed && !f.relative(next) && first.Tag != doc.TagVBN && !f.isName(next) {
			break
		}
		end = next.End
	}
	return end
}

// isName tells whether the stretch is a person's name and no more.
func (f *finder) isName(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if m := f.byHead[i]; m >= 0 && f.isPerson(m) {
			return f.d.Mentions.At(m).Range == r && !f.d.Tokens[r.End+1].Tag.Finite()
		}
	}
	return false
}

// adverb handles "reportedly": its clause is claimed by nobody in particular.
func (f *finder) adverb(c *cue, at doc.Range) bool {
	h := f.d.Tokens[at.Start].Head
	for range maxClimb {
		if h < 0 || f.predicate(h) {
			break
		}
		h = f.d.Tokens[h].Head
	}
	r := f.d.SentenceOf(at.Start).Range
	if h >= 0 {
		r = f.tree.Subtree(h)
	}
	if pieces := f.tidy(f.around(r, at)); len(pieces) > 0 {
		f.add(c, at, noSource, pieces, clause)
		return true
	}
	return false
}

// noun handles nouns of speech: "Oslo's claim that", "gave assurances that", "the demand by miners for".
func (f *finder) noun(c *cue, at doc.Range) bool {
	n := at.Start
	pieces, s := f.nounContent(c, n)
	if len(pieces) == 1 && pieces[0].Start > n && s != clause {
		pieces[0] = f.beforePredicate(pieces[0], n, s == thatClause)
	}
	if pieces = f.tidy(pieces); len(pieces) == 0 {
		return false
	}
	lender := f.lender(n)
	if lender >= 0 && f.unsaid(lender) {
		return true
	}
	h := doc.None
	if !c.lent {
		h = f.owner(n)
	}
	if h < 0 && lender >= 0 {
		h = f.subject(lender)
		if h >= 0 && n-lender <= phraseGap {
			at.Start = lender
		}
	}
	if h < 0 && (s != thatClause || c.lent) {
		return false
	}
	src := f.sourceAt(h) // of none for "rumours that"
	if h >= 0 && src.mention < 0 && !f.talker[f.d.Lemma(h)] && f.d.Tokens[h].POS != doc.PRON && f.d.Tokens[h].POS != doc.PROPN {
		return false
	}
	f.add(c, at, src, pieces, s)
	return true
}

// nounContent finds what the noun announces: its clause, the clause that it is equated with, or a phrase.
func (f *finder) nounContent(c *cue, n int32) ([]doc.Range, shape) {
	for _, fr := range c.frames {
		if fr.shape == clause {
			if p := f.tree.Kid(n, doc.Case); p >= 0 && p < n && f.tree.Kid(n, doc.NmodPoss) >= 0 {
				at := doc.Range{Start: min(p, f.tree.Subtree(n).Start), End: n + 1}
				return f.clauseAround(n, at), clause
			}
			continue
		}
		if fr.shape == infinitive {
			if p := f.nounInfinitive(n); p != nil {
				return p, infinitive
			}
			continue
		}
		if fr.shape == phrase {
			p := f.oblique(n, fr.prep)
			if v := f.lender(n); p < 0 && v >= 0 {
				p = f.oblique(v, fr.prep)
			}
			if p > n {
				r := f.withComplement(f.afterPreposition(p), n)
				r.End = min(r.End, f.endOfSaid(r.Start, n))
				return []doc.Range{r}, phrase
			}
			continue
		}
		if p := f.nounClause(n); p != nil {
			return p, thatClause
		}
	}
	return nil, 0
}

// nounClause finds the clause with "that" that says what noun n announces: behind it ("the claim that"), with no more than
// phrases between, or equated with it ("their claim was that").
func (f *finder) nounClause(n int32) []doc.Range {
	end := f.d.SentenceOf(n).End
	for i := n + 1; i < min(end, n+reach/2); i++ {
		t := &f.d.Tokens[i]
		switch {
		case f.isThat(i):
			if t.Tag == doc.TagWDT && (i > n+1 && f.nominal(i-1) || i+1 < end && f.d.Tokens[i+1].Tag.Finite()) { // "findings about the statues that dot the island"
				return nil
			}
			r := doc.Range{Start: i + 1, End: f.endOfSaid(i+1, n)}
			if k := t.Head; k > i && f.tree.Subtree(k).Start >= n && f.tree.Subtree(k).End > i+1 {
				r.End = min(r.End, f.tree.Subtree(k).End)
			}
			return []doc.Range{r}
		case t.Tag.Finite():
			if l := f.d.Lemma(i); l != "be" && l != "remain" || f.d.Tokens[n].Rel.Base() != doc.Nsubj {
				return nil
			}
		case t.POS == doc.VERB, f.isBreak(i):
			return nil
		}
	}
	return nil
}

// owner gives the head of who makes the claim that noun n names, or None.
func (f *finder) owner(n int32) int32 {
	if p := f.tree.Kid(n, doc.NmodPoss); p >= 0 {
		return p
	}
	if n > 0 && f.d.Tokens[n-1].Tag == doc.TagPRPS {
		return n - 1
	}
	for _, prep := range [...]string{"by", "from"} {
		if p := f.oblique(n, prep); p >= 0 {
			return p
		}
	}
	for _, k := range f.tree.Kids(n) {
		if r := f.d.Tokens[k].Rel.Base(); k < n && (r == doc.Amod || r == doc.Compound) && f.byHead[k] >= 0 && f.speaks(f.byHead[k]) {
			return k
		}
	}
	return doc.None
}

// lender gives the verb whose subject makes the claim that noun n names ("issued a warning"), or None.
func (f *finder) lender(n int32) int32 {
	t := &f.d.Tokens[n]
	for t.Rel == doc.Conj && t.Head >= 0 {
		t = &f.d.Tokens[t.Head]
	}
	if t.Rel.Base() == doc.Obj && t.Head >= 0 && f.lend[f.d.Lemma(t.Head)] {
		return t.Head
	}
	return doc.None
}
