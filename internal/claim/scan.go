package claim

import (
	"sort"

	"herodotus/internal/doc"
)

// What a reader sees of words and marks without a tree.

// auxiliary tells whether token i may stand between a subject and its verb.
func (f *finder) auxiliary(i int32) bool {
	t := &f.d.Tokens[i]
	return t.POS == doc.AUX || t.POS == doc.ADV || t.POS == doc.ADJ && t.Rel.Base() == doc.Advmod // "has further indicated"
}

// verbStart gives where the words of verb v begin: at the auxiliaries and adverbs before it.
func (f *finder) verbStart(v int32) int32 {
	start := f.d.SentenceOf(v).Start
	for v > start && f.auxiliary(v-1) {
		v--
	}
	return v
}

// isBreak tells whether token i sets an aside off; the end of the text does.
func (f *finder) isBreak(i int32) bool {
	if int(i) >= len(f.d.Tokens) {
		return true
	}
	if f.d.Tokens[i].POS != doc.PUNCT {
		return false
	}
	switch form := f.d.Form(i); form {
	case ",", ";", ":", "–", "—", "--", ".", "!", "?":
		return true
	default:
		return markOf(form) != noMark
	}
}

// breakAfter gives the next break after v.
func (f *finder) breakAfter(v, end int32) int32 {
	for v++; v < end && !f.isBreak(v); v++ {
	}
	return v
}

// stretch gives the words that end at end, back to the break before them.
func (f *finder) stretch(end int32, s doc.Range) doc.Range {
	r := doc.Range{Start: end, End: end}
	for r.Start > s.Start && !f.isBreak(r.Start-1) {
		r.Start--
	}
	return r
}

// relative tells whether the stretch begins as a relative clause.
func (f *finder) relative(r doc.Range) bool {
	for i := r.Start; i < min(r.End, r.Start+3); i++ {
		switch f.d.Tokens[i].Tag {
		case doc.TagWDT, doc.TagWP, doc.TagWPS, doc.TagWRB:
			return true
		}
	}
	return false
}

// hasFinite tells whether the stretch has a finite verb: one of a name is none, a participle with a subject is one that the
// tagger missed.
func (f *finder) hasFinite(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch t := &f.d.Tokens[i]; {
		case f.inName[i] >= 0, t.Tag == doc.TagVBZ && f.talker[f.d.Lemma(i)]: // "witnesses", taken for a verb
		case t.Tag.Finite(), t.Tag == doc.TagVBN && f.tree.Kid(i, doc.Nsubj) >= 0 && !f.passive(i):
			return true
		}
	}
	return false
}

// inTime tells whether token i stands in a time expression.
func (f *finder) inTime(i int32) bool {
	times := f.d.Times.All()
	k := sort.Search(len(times), func(k int) bool { return times[k].End > i })
	return k < len(times) && times[k].Has(i)
}

// isThat tells whether there is a token i and it is the "that" which leads in a clause, whatever the tagger took it for.
func (f *finder) isThat(i int32) bool {
	return i >= 0 && int(i) < len(f.d.Tokens) && f.d.Lemma(i) == "that" && (f.d.Tokens[i].POS == doc.SCONJ || f.d.Tokens[i].Tag == doc.TagWDT)
}

// clauseStart gives where the words before an aside begin: behind the dateline, a semicolon or a colon, else at the
// sentence's start.
func (f *finder) clauseStart(start, end int32) int32 {
	for i := end - 2; i >= start; i-- {
		if f.d.Tokens[i].POS != doc.PUNCT || f.d.Tokens[i].Flags&doc.Quoted != 0 {
			continue
		}
		switch f.d.Form(i) {
		case ";", ":":
			return i + 1
		case "–", "—", "--", "-":
			if f.d.Tokens[i].Flags&doc.SpaceBefore != 0 && !f.hasFinite(doc.Range{Start: start, End: i}) && f.inTime(i-1) {
				return i + 1
			}
		}
	}
	return start
}

// isClause tells whether a stretch can stand alone: it has a finite verb outside relative and subordinate clauses.
func (f *finder) isClause(r doc.Range) bool {
	for start := r.Start; start < r.End; {
		end := f.breakAfter(start-1, r.End)
		part := doc.Range{Start: start, End: end}
		if f.hasFinite(part) && !f.relative(part) && !f.subordinate(part.Start) {
			return true
		}
		start = end + 1
	}
	return false
}

// subordinate tells whether a subordinate clause begins at token i.
func (f *finder) subordinate(i int32) bool {
	if i+1 >= int32(len(f.d.Tokens)) {
		return false
	}
	if i+2 < int32(len(f.d.Tokens)) && f.d.Tokens[i].POS == doc.CCONJ {
		i++
	}
	switch f.d.Lemma(i) {
	case "if", "although", "though", "while", "when", "unless", "because", "whereas", "after", "before", "as", "since", "once", "until":
		return true
	case "should", "have", "be": // "Had they known, …"
		return (i == f.d.SentenceOf(i).Start || f.isBreak(i-1)) && (f.nominal(i+1) || f.d.Tokens[i+1].POS == doc.DET)
	}
	return false
}

// clauseBreak gives the next break from i on that is no quotation mark.
func (f *finder) clauseBreak(i, end int32) int32 {
	for i < end && (!f.isBreak(i) || markOf(f.d.Form(i)) != noMark) {
		i++
	}
	return i
}

func isDash(form string) bool { return form == "–" || form == "—" || form == "-" || form == "--" }

// nominal tells whether there is a token i and it can head a noun phrase.
func (f *finder) nominal(i int32) bool {
	if i < 0 || int(i) >= len(f.d.Tokens) {
		return false
	}
	switch f.d.Tokens[i].POS {
	case doc.NOUN, doc.PROPN, doc.PRON, doc.NUM:
		return true
	}
	return false
}

// predicate tells whether token h is the predicate of a clause.
func (f *finder) predicate(h int32) bool {
	return f.d.Tokens[h].POS == doc.VERB || f.tree.Kid(h, doc.Nsubj, doc.NsubjPass, doc.Cop, doc.NsubjOuter) >= 0
}

// onlyMarks tells whether a stretch has no words.
func (f *finder) onlyMarks(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.d.Tokens[i].POS != doc.PUNCT {
			return false
		}
	}
	return true
}

// is tells whether token i has the form; beyond the text there is none.
func (f *finder) is(i int32, form string) bool {
	return i >= 0 && int(i) < len(f.d.Tokens) && f.d.Form(i) == form
}

func (f *finder) lowerCase(i int32) bool {
	c := f.d.Text[f.d.Tokens[i].Start]
	return c >= 'a' && c <= 'z'
}

// afterComma tells whether a comma stands before token i.
func (f *finder) afterComma(i int32) bool {
	return i > f.d.SentenceOf(i).Start && f.is(i-1, ",")
}

// indexQuotes notes for each token which quotation it opens, closes or stands in.
func (f *finder) indexQuotes() {
	n := len(f.d.Tokens)
	f.quoteMark, f.within = fill(f.quoteMark, n), fill(f.within, n)
	for k := range f.quotes { // inner quotations come after the outer ones
		q := &f.quotes[k]
		for i := q.inner.Start; i < q.inner.End; i++ {
			f.within[i] = int32(k)
		}
		f.quoteMark[q.open] = int32(k)
		if q.close >= 0 {
			f.quoteMark[q.close] = int32(k)
		}
	}
}

// opening gives the quotation that token i opens, or nil.
func (f *finder) opening(i int32) *quote {
	if i >= 0 && int(i) < len(f.quoteMark) && f.quoteMark[i] >= 0 {
		if q := &f.quotes[f.quoteMark[i]]; q.open == i {
			return q
		}
	}
	return nil
}

// closing gives the quotation that token i closes, or nil.
func (f *finder) closing(i int32) *quote {
	if i >= 0 && int(i) < len(f.quoteMark) && f.quoteMark[i] >= 0 {
		if q := &f.quotes[f.quoteMark[i]]; q.close == i {
			return q
		}
	}
	return nil
}
