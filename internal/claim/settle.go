package claim

import (
	"slices"
	"sort"

	"herodotus/internal/doc"
)

// add records a claim unless its cue already has one.
func (f *finder) add(c *cue, at doc.Range, src source, pieces []doc.Range, s shape) {
	if f.cueClaim[at.Start] >= 0 {
		return
	}
	for i := range pieces {
		if r := &pieces[i]; r.Start >= at.Start && r.Start < at.End { // "brushed | off the poll"
			r.Start = min(at.End, r.End)
		}
	}
	pieces, q := f.settle(pieces, at, s)
	if len(pieces) == 0 || len(pieces) == 1 && f.pointsOnly(pieces[0]) {
		return
	}
	for i := at.Start; i < at.End; i++ {
		f.cueClaim[i] = int32(len(f.claims))
	}
	// The colon of a heading or behind a name; feelings that somebody has expressed, possibilities that somebody has raised;
	// "in Oslo's view"; what the user says is a cue.
	clear := c.own && !c.weak || c.kind == nounCue && s == clause && f.opensAside(f.tree.Subtree(at.Start).Start) || f.is(at.Start, ":") || f.lentBySaying(c, at)
	word := at.Start
	for f.second && word+1 < at.End && f.d.Tokens[word].POS != f.d.Tokens[at.End-1].POS { // "is not | sure"
		word++
	}
	f.hints = append(f.hints, hint{s, c.name, c.weak, c.kind == nounCue, clear, src.head, word})
	f.claims = append(f.claims, doc.Claim{
		Also:   f.companions(src, at.Start),
		Source: src.mention, SourceKind: src.kind, Addressee: f.addressee(c, at), Cue: at, Act: c.act,
		Content: pieces, Quote: q, Parent: doc.None, Time: doc.None, Commit: c.commit, Confidence: 1,
		Why: c.name + ": " + shapeNames[s],
	})
}

// lentBySaying tells whether a feeling or possibility is one that somebody utters ("expressed fears that", "raised the possibility
// of"), as opposed to one that shows ("shows an interest in").
func (f *finder) lentBySaying(c *cue, at doc.Range) bool {
	if at.Len() < 2 || c.act != "concern" && !(c.act == "speculate" && c.lent) {
		return false
	}
	switch f.d.Lemma(at.Start) {
	case "show", "give", "send", "receive", "extend", "offer":
		return false
	}
	return true
}

// opensAside tells whether preposition i leads in words set off from the rest: "In Oslo's view, …".
func (f *finder) opensAside(i int32) bool {
	start := f.d.SentenceOf(i).Start
	if l := f.d.Lemma(i); l != "in" && l != "by" {
		return false
	}
	return f.onlyMarks(doc.Range{Start: start, End: i}) || f.isBreak(i-1)
}

// pointsOnly tells whether a piece is a word that only points at what is claimed: "which was first reported by", "he said so".
func (f *finder) pointsOnly(r doc.Range) bool {
	if r.Len() != 1 {
		return false
	}
	switch f.d.Lemma(r.Start) {
	case "which", "that", "what", "it", "this", "so", "who", "as", "otherwise":
		return true
	}
	return f.d.Tokens[r.Start].Tag == doc.TagPRP // "senators had called him"
}

// addressee gives the mention of who is told, or None.
func (f *finder) addressee(c *cue, at doc.Range) int32 {
	if c.kind != verbCue {
		return doc.None
	}
	o := doc.None
	if c.toObj || c.has(objInfinitive) {
		o = f.objectAt(c, at)
	}
	if o < 0 {
		o = f.oblique(at.Start, "to")
	}
	if o < 0 || !f.nominal(o) {
		return doc.None
	}
	return f.mentionOf(o)
}

// tidy takes marks and a leading "and" off the ends of content pieces and drops what is empty then.
func (f *finder) tidy(pieces []doc.Range) []doc.Range {
	out := pieces[:0]
	for _, r := range pieces {
		for r.Start < r.End && (f.strippable(r.Start, true) || f.d.Lemma(r.Start) == "and" && f.d.Tokens[r.Start].POS == doc.CCONJ) {
			r.Start++
		}
		for r.Start < r.End && f.strippable(r.End-1, false) {
			r.End--
		}
		if r.Len() > 0 {
			out = append(out, r)
		}
	}
	return out
}

// strippable tells whether token i is punctuation that does not belong to content at whose beginning (lead) or
// end it stands. Brackets and quotation marks that face inwards stay.
func (f *finder) strippable(i int32, lead bool) bool {
	if f.d.Tokens[i].POS != doc.PUNCT {
		return false
	}
	form := f.d.Form(i)
	switch form {
	case "(", "[", "-LRB-", "{":
		return !lead
	case ")", "]", "-RRB-", "}", "?", "!", "%":
		return lead
	}
	if markOf(form) == noMark {
		return true
	}
	if lead {
		return f.opening(i) == nil
	}
	return f.closing(i) == nil
}

// firstQuote gives the index of the first quotation that may hold token i or what follows it.
func (f *finder) firstQuote(i int32) int {
	k := sort.Search(len(f.quotes), func(k int) bool { return f.quotes[k].open >= i })
	for k > 0 {
		if k--; !f.quotes[k].inn {
			break
		}
	}
	return k
}

// settle fits content to the quotation marks around it and tells whose words it is in: a piece that lies in a
// quotation becomes the whole quotation without its marks, a piece that ends inside one takes its rest along.
func (f *finder) settle(pieces []doc.Range, at doc.Range, s shape) ([]doc.Range, doc.Quote) {
	direct, quoted := 0, false
	out := pieces[:0]
	for _, r := range pieces {
		whole := false
		for i := f.firstQuote(r.Start); i < len(f.quotes) && f.quotes[i].open < r.End; i++ {
			q := &f.quotes[i]
			if q.inn || q.inner.Len() == 0 || q.inner.Has(at.Start) || !q.outer().Overlaps(r) {
				continue
			}
			switch o := q.outer(); {
			case o.Covers(r):
				if !q.speech && r.Len() < q.inner.Len() {
					quoted = true
					continue
				}
				r, whole = q.inner, true
			case r.Start >= o.Start:
				r.Start, quoted = o.Start, true
			case r.End <= o.End:
				r.End, quoted = max(o.End, r.End), true
			default:
				quoted = true
			}
		}
		if whole {
			direct++
		}
		if r.Len() > 1 && f.is(r.End-1, ",") {
			r.End-- // the comma before the cue is the writer's, on whichever side of the mark it stands
		}
		if r.Len() > 0 && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	switch {
	case direct > 0 && direct == len(pieces) && (s == thatClause || s == quotation || s == clause):
		return out, doc.Direct
	case direct > 0 || quoted:
		return out, doc.Mixed
	}
	return out, doc.Indirect
}
