package claim

import "herodotus/internal/doc"

// A report often stands behind or inside what is reported: "The talks failed, the minister said", "The talks,
// said an official, failed". Parsers trained on other text often get these wrong, so that they are found by
// commas and finite verbs; the tree only names the subject.

// aside is an attribution set off by commas or quotation marks.
type aside struct {
	phrase  doc.Range // subject, cue and what belongs to them
	subject int32     // head of the subject
	// whole: the words before the phrase are a clause by themselves.
	whole bool
	left  doc.Range // the words before the phrase, back to the sentence's start or a semicolon
	right doc.Range // those behind it, when they go on with the clause; else empty
}

// asideOf finds the aside with the cue.
func (f *finder) asideOf(c *cue, at doc.Range) (aside, bool) {
	v := at.Start
	s := f.d.SentenceOf(v).Range
	if !f.d.Tokens[v].Tag.Finite() && f.d.Tokens[v].POS == doc.VERB && f.tree.Kid(v, doc.Aux) < 0 || f.passive(v) {
		return aside{}, false
	}
	a := aside{phrase: doc.Range{Start: v, End: f.breakAfter(v, s.End)}, subject: doc.None}
	before := v
	for before > s.Start && f.auxiliary(before-1) {
		before--
	}
	inverted := f.inverted(&a, v, before, s)
	if inverted {
		a.phrase.Start = before
	} else if !f.subjectBefore(&a, v, before, s) {
		return aside{}, false
	}
	behind := doc.Range{Start: at.End, End: a.phrase.End}
	if inverted {
		behind.Start = max(a.subject+1, f.tree.Subtree(a.subject).End)
	}
	if !f.adverbial(c, behind) || f.opensSpeech(a.phrase.End) || f.distantThat(at) >= 0 {
		return aside{}, false
	}
	f.flank(&a, s)
	if a.whole && f.leadsOn(&a, s) {
		return aside{}, false
	}
	return a, a.whole || a.right.Len() > 0 || f.endsQuote(a.phrase.Start)
}

// flank finds the content on both sides of an aside whose phrase is known.
func (f *finder) flank(a *aside, s doc.Range) {
	if end := f.breakAfter(a.phrase.Start, s.End); f.afterRelative(a.phrase.Start, s) && end+1 < s.End { // "an act that, he said, would …"
		a.right, a.whole = doc.Range{Start: end, End: f.endOfSaid(end+1, a.phrase.Start)}, true
		return
	}
	a.left = doc.Range{Start: f.clauseStart(s.Start, a.phrase.Start), End: a.phrase.Start}
	a.whole = f.isClause(a.left)
	a.right = f.rightOf(a, s)
	last := f.stretch(a.phrase.Start-1, s)
	if a.right.Len() > 0 && last.Start > a.left.Start && f.relative(last) && !f.hasFinite(last) {
		a.left = last // "…, either of which, he said, would …"
	}
	if q := f.quoteBefore(a.phrase.Start); q != nil && q.open > a.left.Start && a.right.Len() == 0 && f.is(q.open-1, ",") &&
		f.hasFinite(q.inner) && !f.hasFinite(doc.Range{Start: a.left.Start, End: q.open}) {
		a.left = q.outer() // "After the vote, “we are ready,” he said": the circumstances are the reporter's
	}
}

// opensSpeech tells whether a spoken quotation begins at token i: what stands before it leads in what follows.
func (f *finder) opensSpeech(i int32) bool {
	for k := range f.quotes {
		if q := &f.quotes[k]; q.open == i && q.speech {
			return true
		}
	}
	return false
}

// afterRelative tells whether a relative pronoun stands before token i, with a comma between.
func (f *finder) afterRelative(i int32, s doc.Range) bool {
	if i-2 <= s.Start || !f.is(i-1, ",") {
		return false
	}
	switch t := &f.d.Tokens[i-2]; t.Tag {
	case doc.TagWDT, doc.TagWP:
		return true
	case doc.TagDT, doc.TagIN:
		return f.d.Lemma(i-2) == "that"
	}
	return false
}

// leadsOn tells whether what looks like an aside reports the quotation that follows it, the words before having a cue of
// their own: "… said: “…?” The minister said, “…”".
func (f *finder) leadsOn(a *aside, s doc.Range) bool {
	i := a.phrase.End
	return i+1 < s.End && isLead(f.d.Form(i)) && markOf(f.d.Form(i+1)) != noMark && f.reports(a.left)
}

// auxiliary tells whether token i may stand between a subject and its verb.
func (f *finder) auxiliary(i int32) bool {
	p := f.d.Tokens[i].POS
	return p == doc.AUX || p == doc.ADV
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

// inverted tells whether verb v stands at the beginning of its aside and its subject behind it: "said Ms Lee".
func (f *finder) inverted(a *aside, v, before int32, s doc.Range) bool {
	if before <= s.Start || v+1 >= a.phrase.End || !f.isBreak(before-1) {
		return false
	}
	if k := f.anySubject(v); k >= 0 && k < v {
		return false
	}
	for _, k := range f.tree.Kids(v) {
		if k > v && k < a.phrase.End && f.nominal(k) {
			switch f.d.Tokens[k].Rel.Base() {
			case doc.Nsubj, doc.Obj, doc.Xcomp, doc.Ccomp:
				a.subject = k
				return f.tree.Subtree(k).Start == v+1
			}
		}
	}
	if first := f.d.Tokens[v+1].POS; first == doc.PROPN || first == doc.DET { // its subject has gone astray
		a.subject = f.nounOf(doc.Range{Start: v + 1, End: a.phrase.End}, v)
	}
	return a.subject >= 0
}

// subjectBefore finds the aside's subject before the verb and the beginning of the aside: the stretch back to the
// next break; where a comma stands before the verb, an apposition or a relative clause comes between.
func (f *finder) subjectBefore(a *aside, v, before int32, s doc.Range) bool {
	noun := f.stretch(before, s)
	if noun.Len() == 0 {
		if before-1 <= s.Start || !f.is(before-1, ",") {
			return false
		}
		between := f.stretch(before-1, s)
		if between.Start-1 <= s.Start || !f.is(between.Start-1, ",") || f.hasFinite(between) && !f.relative(between) {
			return false
		}
		noun = f.stretch(between.Start-1, s)
	}
	if noun.Len() == 0 || noun.Start == s.Start || f.hasFinite(noun) || f.relative(noun) {
		return false
	}
	a.phrase.Start = noun.Start
	a.subject = f.nounOf(noun, v)
	return a.subject >= 0
}

// stretch gives the words that end at end, back to the break before them.
func (f *finder) stretch(end int32, s doc.Range) doc.Range {
	r := doc.Range{Start: end, End: end}
	for r.Start > s.Start && !f.isBreak(r.Start-1) {
		r.Start--
	}
	return r
}

// nounOf gives the subject of v within r, or the first noun of r that nothing else in r governs.
func (f *finder) nounOf(r doc.Range, v int32) int32 {
	if k := f.anySubject(v); k >= 0 && r.Has(k) {
		return k
	}
	for i := r.Start; i < r.End; i++ {
		if f.nominal(i) && !r.Has(f.d.Tokens[i].Head) {
			return i
		}
	}
	return doc.None
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

// hasFinite tells whether the stretch has a finite verb.
func (f *finder) hasFinite(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.d.Tokens[i].Tag.Finite() {
			return true
		}
	}
	return false
}

// adverbial tells whether the words between a cue and the next break say no more than to whom, when, where or how it
// was said, so that the content must stand elsewhere.
func (f *finder) adverbial(c *cue, r doc.Range) bool {
	if f.hasClause(r) {
		return false
	}
	if r.Len() <= 0 || c.toObj || f.inTime(r.Start) {
		return true
	}
	switch f.d.Tokens[r.Start].POS {
	case doc.ADV, doc.SCONJ:
		return true
	case doc.ADP:
		switch f.d.Lemma(r.Start) {
		case "for", "of", "against", "about", "with", "up", "out", "off":
			return false
		}
		return true
	}
	return false
}

// inTime tells whether token i begins a time expression, or stands in one.
func (f *finder) inTime(i int32) bool {
	for k := range f.d.Times.All() {
		if f.d.Times.At(int32(k)).Has(i) {
			return true
		}
	}
	return false
}

// hasClause tells whether the words behind a verb up to the next break hold a clause that it can govern, as
// opposed to a relative clause about who is told or when.
func (f *finder) hasClause(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		switch t := &f.d.Tokens[i]; {
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT:
			return false
		case t.Tag.Finite(), t.Tag == doc.TagTO && i+1 < r.End && f.d.Tokens[i+1].Tag == doc.TagVB, f.isThat(i):
			return true
		}
	}
	return false
}

// isThat tells whether token i is the "that" which leads in a clause, whatever the tagger took it for.
func (f *finder) isThat(i int32) bool {
	return f.d.Lemma(i) == "that" && (f.d.Tokens[i].POS == doc.SCONJ || f.d.Tokens[i].Tag == doc.TagWDT)
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

// rightOf gives the words behind an aside when they go on with the clause that it interrupts.
func (f *finder) rightOf(a *aside, s doc.Range) doc.Range {
	none := doc.Range{}
	i := a.phrase.End
	if i >= s.End || !f.is(i, ",") || i+1 >= s.End {
		return none
	}
	r := doc.Range{Start: i + 1, End: s.End}
	for j := r.Start; j < s.End; j++ {
		if f.is(j, ";") {
			r.End = j
			break
		}
	}
	if f.onlyMarks(r) || markOf(f.d.Form(r.Start)) != noMark {
		return none
	}
	if f.endsQuote(a.phrase.Start) {
		return none
	}
	if !a.whole {
		i := r.Start
		for i+1 < r.End && f.d.Tokens[i].POS == doc.ADV {
			i++
		}
		led := f.d.Tokens[a.left.Start].POS
		if f.d.Tokens[i].Tag.Finite() || f.d.Tokens[i].Tag == doc.TagTO || f.subordinate(a.left.Start) || led == doc.ADP && f.isClause(r) {
			return r
		}
		return none
	}
	switch f.d.Lemma(r.Start) {
	case "because", "if", "unless", "whether", "that", "or":
	case "and", "but":
		if f.reports(r) {
			return none
		}
	default:
		return none
	}
	return r
}

// reports tells whether a verb of saying stands in r.
func (f *finder) reports(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if f.d.Tokens[i].POS != doc.VERB {
			continue
		}
		for _, c := range f.readings(i) {
			if c.kind == verbCue && c.has(thatClause) && c.has(quotation) && !c.weak && len(c.words) == 1 {
				return true
			}
		}
	}
	return false
}

// endsQuote tells whether a quotation ends right before token i.
func (f *finder) endsQuote(i int32) bool { return f.quoteBefore(i) != nil }

// quoteBefore gives the quotation that ends right before token i, or nil.
func (f *finder) quoteBefore(i int32) *quote {
	for k := range f.quotes {
		if c := f.quotes[k].close; c >= 0 && (c == i-1 || c == i-2 && f.is(i-1, ",")) {
			return &f.quotes[k]
		}
	}
	return nil
}

// pieces gives the aside's content.
func (a *aside) pieces() []doc.Range {
	p := []doc.Range{a.left}
	if a.right.Len() > 0 {
		p = append(p, a.right)
	}
	return p
}
