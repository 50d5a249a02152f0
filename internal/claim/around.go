package claim

import (
	"strings"

	"herodotus/internal/doc"
)

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
	if q := f.within[v]; q >= 0 { // inside a quotation an aside parts only that
		s.Start, s.End = max(s.Start, f.quotes[q].inner.Start), min(s.End, f.quotes[q].inner.End)
	}
	if !f.d.Tokens[v].Tag.Finite() && f.d.Tokens[v].POS == doc.VERB && f.tree.Kid(v, doc.Aux) < 0 && !f.pastAside(v) &&
		!(f.d.Tokens[v].Tag == doc.TagVB && f.afterComma(v)) ||
		f.passive(v) && !f.pastAside(v) {
		return aside{}, false
	}
	a := aside{phrase: doc.Range{Start: v, End: f.breakAfter(v, s.End)}, subject: doc.None}
	before := f.verbStart(v)
	inverted := f.inverted(c, &a, v, before, s)
	if inverted {
		a.phrase.Start = before
	} else if !f.subjectBefore(&a, v, before, s) {
		return aside{}, false
	}
	behind := doc.Range{Start: at.End, End: a.phrase.End}
	if inverted {
		behind.Start = max(a.subject+1, f.tree.Subtree(a.subject).End)
	}
	if !f.adverbial(c, behind) || f.leadsIn(&a) || f.distantThat(at) >= 0 {
		return aside{}, false
	}
	f.flank(&a, s)
	if a.whole && f.leadsOn(&a, s) {
		return aside{}, false
	}
	return a, a.whole || a.right.Len() > 0 || f.endsQuote(a.phrase.Start)
}

// pastAside tells whether participle v, right behind somebody who can speak and before nothing that it can govern, is a past that
// the tagger missed: "…, the minister stressed."
func (f *finder) pastAside(v int32) bool {
	s := f.d.SentenceOf(v).Range
	if f.d.Tokens[v].Tag != doc.TagVBN || v == s.Start || f.tree.Kid(v, doc.Aux, doc.AuxPass) >= 0 || f.agent(v) >= 0 {
		return false
	}
	if !f.canSpeak(v - 1) {
		return false
	}
	r := f.stretch(v, s)
	return r.Start > s.Start && !f.hasFinite(r) && (f.isBreak(v+1) || f.inTime(v+1) || f.d.Tokens[v+1].POS == doc.ADP)
}

// flank finds the content on both sides of an aside whose phrase is known.
func (f *finder) flank(a *aside, s doc.Range) {
	// "an act that, he said, would …"
	if end := f.breakAfter(a.phrase.Start, s.End); f.afterRelative(a.phrase.Start, s) && end+1 < s.End {
		a.right, a.whole = doc.Range{Start: end, End: f.endOfSaid(end+1, a.phrase.Start)}, true
		return
	}
	a.left = doc.Range{Start: f.clauseStart(s.Start, a.phrase.Start), End: a.phrase.Start}
	a.whole = f.isClause(a.left) || f.endsSentence(a, s) && a.left.Len() > shortClause && f.d.Tokens[a.left.Start].POS != doc.ADP
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

// shortClause is the number of words up to which those before an aside must have a verb that the tagger knows.
const shortClause = 4

// endsSentence tells whether an aside, directly behind a comma, is the last of its sentence: what stands before it is what is reported
// then, though the tagger has found no verb in it.
func (f *finder) endsSentence(a *aside, s doc.Range) bool {
	return f.is(a.phrase.End, ".") && a.phrase.End+2 >= s.End && f.is(a.phrase.Start-1, ",") && a.subject >= 0 &&
		(f.canSpeak(a.subject) || f.endsRole(a.subject+1)) && !f.subordinate(a.left.Start)
}

// leadsIn tells whether the words of an aside lead in a quotation that follows them, and none stands before.
func (f *finder) leadsIn(a *aside) bool {
	end := a.phrase.End
	led := int(end) < len(f.d.Tokens) && isLead(f.d.Form(end)) && f.opensSpeech(end+1)
	return f.opensSpeech(end) || led && !f.endsQuote(a.phrase.Start)
}

// opensSpeech tells whether a spoken quotation begins at token i: what stands before it leads in what follows.
func (f *finder) opensSpeech(i int32) bool {
	q := f.opening(i)
	return q != nil && q.speech
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

// inverted tells whether verb v stands at the beginning of its aside and its subject behind it: "said Ms Lee".
func (f *finder) inverted(c *cue, a *aside, v, before int32, s doc.Range) bool {
	if before <= s.Start || v+1 >= a.phrase.End || !f.isBreak(before-1) {
		return false
	}
	if f.d.Tokens[v].Tag == doc.TagVBN && f.tree.Kid(v, doc.Aux) >= 0 { // "…, had recalled its envoy, …"
		return false
	}
	if last := a.phrase.End - 1; v+1 <= last && last-v < subjectLength && f.nounPhrase(v+1, last) && f.canSpeak(last) && f.isBreak(before-1) {
		a.subject = last // "…, reported officials, with …", whatever the tree has for its subject
		return true
	}
	if k := f.anySubject(v); k >= 0 && k < v {
		if o := f.tree.Kid(v, doc.Obj); o > v && f.canSpeak(o) && f.tree.Subtree(o).Start == v+1 && (o+1 == a.phrase.End || f.d.Tokens[o+1].Tag == doc.TagWP) {
			a.subject = o // what stands before the break is the subject of another verb
			return true
		}
		return false
	}
	for _, k := range f.tree.Kids(v) {
		if k > v && k < a.phrase.End && f.nominal(k) {
			switch f.d.Tokens[k].Rel.Base() {
			case doc.Nsubj, doc.Obj, doc.Xcomp, doc.Ccomp:
				a.subject = k
				r := f.tree.Subtree(k)
				return r.Start == v+1 && (r.End == a.phrase.End || f.d.Tokens[k].Rel.Base() == doc.Nsubj || !f.takesObject(v))
			}
		}
	}
	if first := f.d.Tokens[v+1].POS; !c.toObj && (first == doc.PROPN || first == doc.DET) { // its subject has gone astray
		a.subject = f.nounOf(doc.Range{Start: v + 1, End: a.phrase.End}, v)
	}
	return a.subject >= 0
}

// nounPhrase tells whether the tokens from a to b can be one noun phrase.
func (f *finder) nounPhrase(a, b int32) bool {
	for i := a; i <= b; i++ {
		if p := f.d.Tokens[i].POS; !f.nominal(i) && p != doc.DET && p != doc.ADJ && f.d.Tokens[i].Tag != doc.TagPOS {
			return false
		}
	}
	return true
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
	if noun.Len() == 0 || noun.Start == s.Start || f.contrasts(noun.Start) || f.described(noun) < 0 && (f.hasFinite(noun) || f.relative(noun)) {
		return false
	}
	a.phrase.Start = noun.Start
	a.subject = f.nounOf(noun, v)
	return a.subject >= 0
}

// contrasts tells whether token i leads in a clause with a matter of its own: "…, while others said that".
func (f *finder) contrasts(i int32) bool {
	switch f.d.Lemma(i) {
	case "while", "whereas", "although", "though", "because", "but":
		return true
	}
	return false
}

// described gives the noun of a stretch that has a relative clause or participle behind it, "people who know its owners", or None.
func (f *finder) described(r doc.Range) int32 {
	for i := r.Start + 1; i < min(r.End, r.Start+5); i++ {
		switch t := &f.d.Tokens[i]; {
		case t.Tag == doc.TagWP && f.canSpeak(i-1):
			return i - 1
		case t.Tag == doc.TagVBD && strings.HasSuffix(f.d.Form(i), "ed") && f.canSpeak(i-1) && i+1 < r.End && f.d.Tokens[i+1].POS == doc.ADP:
			return i - 1 // "people briefed on the plan", the participle taken for a verb
		case !f.nominal(i) && t.POS != doc.ADJ && t.POS != doc.DET:
			return doc.None
		}
	}
	return doc.None
}

// nounOf gives the subject of v within r, or the first noun of r that nothing else in r governs.
func (f *finder) nounOf(r doc.Range, v int32) int32 {
	if n := f.described(r); n >= 0 {
		return n
	}
	if k := f.anySubject(v); k >= 0 && r.Has(k) {
		return k
	}
	if f.d.Tokens[v].POS != doc.VERB && r.End == v && (f.canSpeak(v-1) || f.endsRole(v)) {
		return v - 1
	}
	for i := r.Start; i < r.End; i++ {
		if f.nominal(i) && !r.Has(f.d.Tokens[i].Head) {
			return i
		}
	}
	return doc.None
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
		if f.d.Tokens[r.Start].Tag == doc.TagVBG && !f.subordinate(a.left.Start) {
			return none
		}
		i := r.Start
		for i+1 < r.End && f.d.Tokens[i].POS == doc.ADV {
			i++
		}
		led := f.d.Tokens[a.left.Start].POS
		goesOn := f.d.Tokens[i].Tag.Finite() || f.d.Tokens[i].Tag == doc.TagTO
		if goesOn || f.subordinate(a.left.Start) || led == doc.ADP && f.isClause(r) {
			return r
		}
		return none
	}
	if f.d.Tokens[a.left.End-1].POS == doc.AUX || f.is(a.left.End-1, ",") && f.d.Tokens[max(a.left.End-2, 0)].POS == doc.AUX {
		return r // "One child was, according to the fire service, among the dead"
	}
	switch f.d.Lemma(r.Start) {
	case "because", "if", "unless", "whether", "that", "or":
	case "and", "but":
		if f.reports(r) || f.ownSubject(r) {
			return none
		}
	default:
		return none
	}
	return r
}

// ownSubject tells whether a subject and a finite verb follow the conjunction that r begins with: "and four men have been arrested".
func (f *finder) ownSubject(r doc.Range) bool {
	for i := r.Start + 1; i < min(r.End, r.Start+subjectLength); i++ {
		switch t := &f.d.Tokens[i]; {
		case t.Tag.Finite():
			return i > r.Start+1 && f.nominal(i-1) && f.d.Tokens[i-1].POS != doc.PRON
		case !f.nominal(i) && t.POS != doc.DET && t.POS != doc.ADJ:
			return false
		}
	}
	return false
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
	if q := f.closing(i - 1); q != nil || !f.is(i-1, ",") {
		return q
	}
	return f.closing(i - 2)
}

// pieces gives the aside's content.
func (a *aside) pieces() []doc.Range {
	p := []doc.Range{a.left}
	if a.right.Len() > 0 {
		p = append(p, a.right)
	}
	return p
}
