package claim

import (
	"strings"

	"herodotus/internal/doc"
)

// verb tries a reading of a verb. It tells whether the cue is settled: a claim was made, or the verb is
// denied and makes none.
func (f *finder) verb(c *cue, at doc.Range) bool {
	v := at.Start
	negated := f.second && f.negated(v) // "does not believe" is an attitude too; its cue says so
	if f.unsaid(v) && !negated {
		return true
	}
	if c.source == "obj" {
		if f.objectAt(c, at) < 0 {
			return false
		}
		f.citing = append(f.citing, pending{c, at})
		return true
	}
	if f.bareParticiple(v) && f.afterComma(v) && f.d.Tokens[at.End-1].POS != doc.ADP && int(at.End) < len(f.d.Tokens) &&
		f.d.Tokens[at.End].POS == doc.ADP && f.agent(v) < 0 && !f.pastAside(v) && !f.canSpeak(v-2) { // "4 percent, compared to 16"
		return true
	}
	if !f.second && !c.has(infinitive) && !c.has(objInfinitive) && f.leadsToSaying(at.End) { // "went on to add"
		return true
	}
	if c.has(relayed) {
		if f.d.Tokens[v].Tag != doc.TagVBN || f.agent(v) < 0 || f.oblique(v, "as") >= 0 || !f.afterNoun(v) {
			return false
		}
		f.citing = append(f.citing, pending{c, at})
		return true
	}
	pieces, s, head := f.said(c, at)
	if f.second && s == infinitive && (f.refuses(v) && f.wordless(pieces) || f.holdsCue(pieces)) {
		return true // "likes to say that …" is a claim already
	}
	if r := f.deniedReports(c, at); r.Len() > 0 {
		pieces, s = f.tidy([]doc.Range{r}), object
	}
	if len(pieces) == 0 {
		return false
	}
	if c.toObj && s == thatClause {
		pieces[0].Start = f.behindListener(pieces[0].Start, at.End)
	}
	if c.source == "" {
		head = f.rightful(f.possessed(head, v), v)
	}
	if n := len(pieces); v > 0 && f.d.Tokens[v-1].Tag == doc.TagWP && pieces[n-1].Start > v { // "voters who think …, stay at home"
		pieces[n-1] = f.beforePredicate(pieces[n-1], v-1, s == thatClause)
	}
	src := f.sourceAt(head)
	if c.source == "" && head >= 0 && head < v && !f.passive(v) {
		if name := f.nameBeside(v, head); name >= 0 {
			src = source{name, doc.Named, head}
		}
	}
	if m := f.resumed(v); m >= 0 && c.source == "" {
		head = f.d.Mentions.At(m).Head
		src = source{m, f.kindOf(m, head), head}
	}
	if !f.plausible(c, v, s, src, head) {
		return false
	}
	if negated {
		at = f.predicateWords(at, f.d.SentenceOf(v).Start-1)
	}
	f.add(c, at, src, pieces, s)
	return true
}

// refuses tells whether token i is a verb under which a speech act does not happen, whatever the tagger took it for.
func (f *finder) refuses(i int32) bool {
	if f.refuse[f.d.Lemma(i)] {
		return true
	}
	stem, ok := strings.CutSuffix(f.d.Form(i), "d")
	return ok && (f.refuse[stem] || f.refuse[strings.TrimSuffix(stem, "e")])
}

// negated tells whether "not" or the like stands at verb v itself.
func (f *finder) negated(v int32) bool {
	for _, k := range f.tree.Kids(v) {
		if k > v {
			break
		}
		switch f.d.Lemma(k) {
		case "not", "n't", "never": // but not the last word of “Absolutely not,” she said
			return f.d.Tokens[k].Rel.Base() == doc.Advmod && f.quotedWith(k, v)
		}
	}
	return false
}

// deniedReports gives what a verb of denial denies where that is a report of something ("denied reports that it had fled"),
// whatever the tree makes of it, or nothing.
func (f *finder) deniedReports(c *cue, at doc.Range) doc.Range {
	if c.act != denyAct || !c.has(object) {
		return doc.Range{}
	}
	if n := f.reportNoun(at.End); n >= 0 && f.isThat(n+1) {
		return doc.Range{Start: at.End, End: f.endOfSaid(n+2, at.Start)}
	}
	return doc.Range{}
}

// denyAct is the act of those who say that something is not so.
const denyAct = "deny"

// reportNoun gives the noun of speech that stands at token i, behind an article and adjectives at most, or None; taggers take
// "reports" and "claims" for verbs.
func (f *finder) reportNoun(i int32) int32 {
	for n := i; n < min(i+phraseGap, int32(len(f.d.Tokens))); n++ {
		switch f.d.Tokens[n].POS {
		case doc.DET, doc.ADJ, doc.PROPN:
			continue
		case doc.NOUN, doc.VERB:
			for _, c := range f.cues.byLemma[f.d.Lemma(n)] {
				if c.kind == nounCue && c.has(thatClause) {
					return n
				}
			}
		}
		break
	}
	return doc.None
}

// denied tells whether token i is the report that the claim before it denies: it makes no claim of its own then, for what it
// holds is what the denier says is not so, but where it has an owner ("denied Oslo's claim that").
func (f *finder) denied(i int32) bool {
	n := len(f.claims)
	if n == 0 || f.claims[n-1].Act != denyAct || f.hints[n-1].shape != object {
		return false
	}
	return f.reportNoun(f.claims[n-1].Content[0].Start) == i && f.owner(i) < 0
}

// unsaid tells whether the speech act of verb v did not take place: "did not say", "declined to say".
func (f *finder) unsaid(v int32) bool {
	if f.negated(v) {
		return true
	}
	for _, k := range f.tree.Kids(v) {
		if l := f.d.Lemma(k); k < v && (l == "nor" || l == "neither") {
			return true
		}
	}
	if f.is(v-1, "nor") || f.is(v-1, "neither") || f.nobody(f.anySubject(v)) {
		return true
	}
	t := &f.d.Tokens[v]
	if t.Head < 0 {
		return false
	}
	switch t.Rel {
	case doc.Xcomp:
		if t.Tag.Finite() || !f.quotedWith(v, t.Head) { // “We will not go,” said …, hung on what is said
			return false
		}
		if f.d.Lemma(t.Head) == "have" && f.is(t.Head+1, "yet") { // "have yet to say"
			return true
		}
		return f.refuses(t.Head) || f.unsaid(t.Head)
	case doc.Conj: // "declined to name or describe"; "did not confirm or deny"
		return f.d.Tokens[t.Head].Tag == doc.TagVB && t.Tag == doc.TagVB && f.unsaid(t.Head)
	}
	return false
}

// nobody tells whether token h, which may be None, is nobody: "no one", "none of them", "neither", "no group".
func (f *finder) nobody(h int32) bool {
	if h < 0 {
		return false
	}
	switch f.d.Lemma(h) {
	case "nobody", "none", "neither", "nothing":
		return true
	case "one":
		return h > 0 && strings.EqualFold(f.d.Form(h-1), "no")
	}
	det := f.tree.Kid(h, doc.Det)
	return det >= 0 && (f.d.Lemma(det) == "no" || f.d.Lemma(det) == "neither")
}

// said gives what a verb cue claims, in which shape, and the head of the words that name the source.
func (f *finder) said(c *cue, at doc.Range) ([]doc.Range, shape, int32) {
	if c.source == "" && c.has(thatClause) && c.has(quotation) {
		if a, ok := f.asideOf(c, at); ok {
			head := a.subject
			if head < 0 {
				head = f.speaker(c, at)
			}
			return f.tidy(a.pieces()), thatClause, head
		}
	}
	if q := f.speechAfter(at.End); q != nil && c.source == "" && c.has(quotation) {
		return []doc.Range{q.inner}, quotation, f.speaker(c, at)
	}
	pieces, s := f.content(c, at)
	switch v := at.Start; {
	case c.act == quoteAct && s == objPhrase:
		if p := f.quotedWords(v); p != nil {
			pieces, s = p, thatClause
		}
	case len(pieces) == 0 && f.led(v, "as"):
		pieces, s = f.quotedAside(f.d.Tokens[v].Head), thatClause
	}
	return pieces, s, f.speaker(c, at)
}

// speechAfter gives the spoken quotation that begins at token i, or behind the comma or colon there, or nil.
func (f *finder) speechAfter(i int32) *quote {
	if int(i) < len(f.d.Tokens) && isLead(f.d.Form(i)) {
		i++
	}
	if q := f.opening(i); q != nil && q.speech && q.inner.Len() > 0 {
		return q
	}
	return nil
}

// quoteAct is the act of relaying another's words with "quote somebody as saying".
const quoteAct = "quote"

// quotedWords gives what somebody is quoted as saying: in the passive ("was quoted by the agency as saying that …"), or
// where the words come first; nil where the object and its verb belong to the content ("quoted him as saying that …").
func (f *finder) quotedWords(v int32) []doc.Range {
	said := f.oblique(v, "as")
	for i := v + 1; said < 0 && i+1 < f.clauseBreak(v+1, f.d.SentenceOf(v).End); i++ {
		if f.is(i, "as") && f.d.Tokens[i+1].Tag == doc.TagVBG {
			said = i + 1
		}
	}
	if said < 0 {
		return nil
	}
	p := f.tidy([]doc.Range{{Start: said + 1, End: f.endOfSaid(said+1, v)}})
	if len(p) == 0 {
		return f.quotedAside(v)
	}
	if !f.passive(v) {
		return nil
	}
	if f.d.Lemma(p[0].Start) == "that" {
		p[0].Start++
	}
	return p
}

// quotedAside gives the words before "…, he was quoted as saying" or "…, the agency quoted him as saying", where h is the
// quoting verb.
func (f *finder) quotedAside(h int32) []doc.Range {
	if h < 0 || f.d.Tokens[h].POS != doc.VERB {
		return nil
	}
	s := f.d.SentenceOf(h).Range
	a := aside{phrase: doc.Range{Start: h, End: f.breakAfter(h, s.End)}}
	before := f.verbStart(h)
	if !f.subjectBefore(&a, h, before, s) {
		return nil
	}
	f.flank(&a, s)
	if !a.whole && !f.endsQuote(a.phrase.Start) {
		return nil
	}
	return f.tidy(a.pieces())
}
