package claim

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// extent gives the words of the clause with head k that the cue reports. The tree tells which clause it is; where it begins
// and ends is read from the words, because parsers attach what stands at the ends of long sentences badly.
func (f *finder) extent(c *cue, at doc.Range, k int32) doc.Range {
	r := f.afterMark(k)
	that := false
	for i := at.End; i < k && !f.d.Tokens[i].Tag.Finite() && f.d.Tokens[i].POS != doc.VERB; i++ {
		if f.isThat(i) {
			r.Start, that = i+1, true
			break
		}
	}
	for r.Start < k && f.d.Tokens[r.Start].POS == doc.PUNCT && f.opening(r.Start) == nil {
		r.Start++
	}
	if first := &f.d.Tokens[r.Start]; !that && first.Tag.Finite() && r.Start > at.End && f.d.Tokens[at.Start].Rel != doc.AclRelcl {
		r.Start = at.End // its subject has gone astray
		if o := f.tree.Kid(at.Start, doc.Obj, doc.Iobj); c.toObj && o >= 0 && o < k {
			r.Start = o + 1
		}
	}
	if !that {
		if f.saysOnly(c, at) {
			r.Start = at.End
		}
		r.Start = f.skipLead(r.Start, k, at.Start)
	}
	if q := f.quoteFrom(r.Start); q != nil && q.inner.Has(k) {
		if o := q.outer(); int(o.End)+1 >= len(f.d.Tokens) || f.d.Tokens[o.End].POS != doc.CCONJ || !f.isThat(o.End+1) {
			return o
		}
		return doc.Range{Start: r.Start, End: f.endOfSaid(r.Start, at.Start)} // "said that “…,” and that …"
	}
	end := f.endOfSaid(r.Start, at.Start)
	switch {
	case r.End > end || !f.isBreak(r.End):
		r.End = end
	case f.is(r.End, ",") && (f.subordinate(r.Start) || !f.hasFinite(r)): // "if the rains fail, …"; "a constable, Ann Lee, saw …"
		r.End = end
	case r.End+2 < end && f.is(r.End, ",") && f.d.Tokens[r.End+1].POS == doc.CCONJ && f.isThat(r.End+2):
		r.End = end // ", and that …"
	}
	return r
}

// quoteFrom gives the whole quotation that opens at token i and ends with punctuation of its own, or nil.
func (f *finder) quoteFrom(i int32) *quote {
	if q := f.opening(i); q != nil && q.speech && q.close >= 0 && q.inner.Len() > 0 && f.d.Tokens[q.inner.End-1].POS == doc.PUNCT {
		return q
	}
	return nil
}

// skipLead passes over words that tell when, where or how verb v said it ("said on Monday the talks", "said publicly the
// talks", "said in a speech yesterday the talks"), up to the clause with head k.
func (f *finder) skipLead(i, k, v int32) int32 {
	if t := &f.d.Tokens[i]; t.POS == doc.ADV && i+1 < k && (t.Head == v || i == v+1 && f.tellsHow(i)) {
		i++
	}
	if f.d.Tokens[i].POS != doc.ADP && !f.inTime(i) {
		return i
	}
	for j := i; j < k && !f.isBreak(j); j++ {
		if f.inTime(j) && f.d.Tokens[j+1].Tag == doc.TagPOS { // "said Thursday's vote"
			break
		}
		if f.inTime(j) && !f.inTime(j+1) && j+1 < k && !f.isBreak(j+1) && f.d.Tokens[j+1].POS != doc.ADP {
			return j + 1
		}
	}
	return i
}

// tellsHow tells whether adverb i right behind a verb of speech says how or when it was said ("publicly", "earlier"), as opposed
// to one of measure before what is said ("nearly half").
func (f *finder) tellsHow(i int32) bool {
	switch f.d.Lemma(i) {
	case "earlier", "later", "previously":
		return true
	}
	if !strings.HasSuffix(f.d.Form(i), "ly") {
		return false
	}
	h := f.d.Tokens[i].Head
	return h < 0 || f.predicate(h)
}

// endOfSaid gives where a reported clause that begins at i ends: at the end of the sentence or of the quotation around the
// cue, at a semicolon, or where something else begins that the reporter says.
func (f *finder) endOfSaid(i, v int32) int32 {
	end := f.d.SentenceOf(v).End
	if q := f.within[v]; q >= 0 {
		end = min(end, f.quotes[q].inner.End)
	}
	for j := i; j < end; j++ {
		switch t := &f.d.Tokens[j]; {
		case t.POS == doc.PUNCT:
			if f.endsSaid(j, i, end) || f.is(j, ",") && j+1 < end && f.d.Tokens[j+1].Tag == f.d.Tokens[v].Tag && f.speechVerb(j+1) {
				return j
			}
		case t.POS == doc.CCONJ:
			if j > i && f.resumes(v, j+1, end) {
				return j
			}
		case t.POS == doc.VERB && j > i:
			if start := f.asideStart(j); start > i {
				return start
			}
		}
	}
	return end
}

// afterthought tells whether the dash j has no second one before end: what it begins is a remark on all that came before.
func (f *finder) afterthought(j, end int32) bool {
	t := &f.d.Tokens[j]
	if t.Flags&doc.SpaceBefore == 0 || t.Flags&doc.Quoted != 0 || j+1 >= end || f.d.Tokens[j+1].Flags&doc.SpaceBefore == 0 {
		return false
	}
	for k := j - 1; k > f.d.SentenceOf(j).Start; k-- {
		if isDash(f.d.Form(k)) && f.d.Tokens[k].Flags&doc.SpaceBefore != 0 {
			return false
		}
	}
	for k := j + 1; k < end; k++ {
		if isDash(f.d.Form(k)) && f.d.Tokens[k].Flags&doc.SpaceBefore != 0 {
			return false
		}
	}
	return true
}

// resumes tells whether the words behind a conjunction at i-1 go on with the report of verb v: another verb of speech in
// the same tense as v, without a subject ("said it had won and called for calm") or with another one ("and Oslo said").
func (f *finder) resumes(v, i, end int32) bool {
	for i < end && f.d.Tokens[i].POS == doc.ADV {
		i++
	}
	if i >= end {
		return false
	}
	t, tag := &f.d.Tokens[i], f.d.Tokens[v].Tag
	have := f.tree.Kid(v, doc.Aux)
	switch {
	case f.d.Lemma(i) == "do" && i+2 < end && t.Tag == tag && f.saysMore(i+2): // "but did not say when"
		return true
	case tag == doc.TagVBG:
		return t.Tag.Finite() && f.saysMore(i)
	case t.POS == doc.AUX && f.d.Lemma(i) == "have" && i+1 < end && f.saysMore(i+1):
		if have >= 0 && have < v {
			return f.d.Tokens[have].Tag == t.Tag
		}
		return t.Tag != doc.TagVBD && tag != doc.TagVBD // "denies it and has accused"
	case t.Tag == tag && (f.saysMore(i) || f.utters(i) || f.is(i, "declined") || f.is(i, "refused")):
		return true
	case t.Tag == doc.TagVBN && tag == doc.TagVBD && f.saysMore(i) && f.tree.Kid(i, doc.Aux, doc.AuxPass) < 0 && f.agent(i) < 0 && !f.afterParticiple(i): // a past that the tagger missed
		return true
	}
	for n := i; n < min(end, i+subjectLength); n++ {
		switch u := &f.d.Tokens[n]; {
		case u.Tag == tag && n > i && f.nominal(n-1) && f.reports(doc.Range{Start: n, End: n + 1}):
			return true
		case !f.nominal(n) && u.POS != doc.DET && u.POS != doc.ADJ:
			return false
		}
	}
	return false
}

// beforePredicate ends what a noun phrase holds where the verb begins whose subject the phrase is: "their hope that he would come |
// was disappointed", "the plan to leave | has failed". n is a word of the phrase before r; own tells that r is a clause with
// a verb of its own.
func (f *finder) beforePredicate(r doc.Range, n int32, own bool) doc.Range {
	s := f.d.SentenceOf(n).Range
	if f.hasFinite(doc.Range{Start: f.clauseStart(s.Start, n), End: n}) {
		return r // the verb has come
	}
	led := own
	for i := r.Start; i < r.End; i++ {
		t := &f.d.Tokens[i]
		switch {
		case t.Tag == doc.TagWDT, t.Tag == doc.TagWP, t.Tag == doc.TagWRB, f.isThat(i), t.POS == doc.SCONJ && t.Rel == doc.Mark,
			t.POS == doc.PRON && t.Rel.Base() == doc.Nsubj, t.POS == doc.CCONJ:
			led = true // the next verb belongs to a clause within
		case !t.Tag.Finite() || f.inName[i] >= 0:
		case led:
			led = false
		default:
			return doc.Range{Start: r.Start, End: max(f.verbStart(i), r.Start)}
		}
	}
	return r
}

// afterParticiple tells whether another participle stands before the conjunction before verb i: "was tried and sentenced".
func (f *finder) afterParticiple(i int32) bool {
	h := f.d.Tokens[i].Head
	return h >= 0 && f.d.Tokens[i].Rel == doc.Conj && f.d.Tokens[h].Tag == doc.TagVBN
}

// subjectLength is how many words the subject of a further report may have.
const subjectLength = 6

// speechVerb tells whether token i is a verb whose main use is in a cue.
func (f *finder) speechVerb(i int32) bool {
	if f.d.Tokens[i].POS != doc.VERB {
		return false
	}
	for _, c := range f.readings(i) {
		if c.kind == verbCue && len(c.words) == 1 && !c.weak {
			return true
		}
	}
	return false
}

// saysMore tells whether token i is a verb of speech in all its uses: "accused" is, "attacked" may have been done with a knife.
func (f *finder) saysMore(i int32) bool {
	if f.d.Tokens[i].POS != doc.VERB {
		return false
	}
	for _, c := range f.readings(i) {
		if c.kind == verbCue && len(c.words) == 1 && !c.weak &&
			(c.has(thatClause) || c.has(infinitive) || c.has(objInfinitive) || c.has(object) || c.has(phrase) || slices.Contains(c.frames, frame{objPhrase, "of"})) {
			return true
		}
	}
	return false
}

// utters tells whether verb i has for its object what somebody says or shows of their mind: "expressed confidence", "voiced fears".
func (f *finder) utters(i int32) bool {
	switch f.d.Lemma(i) {
	case "express", "voice", "indicate", "echo":
		return f.d.Tokens[i].POS == doc.VERB
	}
	return false
}

// endsSaid tells whether mark j ends what is said from i on.
func (f *finder) endsSaid(j, i, end int32) bool {
	switch form := f.d.Form(j); form {
	case ";":
		return true
	case ":":
		return j > i && f.d.Tokens[j].Flags&doc.Quoted == 0
	case ",":
		return f.breaksOff(j+1, end)
	default:
		return isDash(form) && f.afterthought(j, end)
	}
}

// asideStart gives where the aside with verb j as its cue begins, or None.
func (f *finder) asideStart(j int32) int32 {
	for _, c := range f.readings(j) {
		if c.kind != verbCue || len(c.words) > 1 || !c.has(thatClause) || !c.has(quotation) {
			continue
		}
		if a, ok := f.asideOf(c, doc.Range{Start: j, End: j + 1}); ok && a.right.Len() == 0 {
			return a.phrase.Start
		}
	}
	return doc.None
}

// breaksOff tells whether the words behind a comma belong to the report about the speech and not to the speech: a further
// report ("…, adding that"), the circumstances ("…, while", "…, after"), another's action ("…, but Oslo has"), or the
// reporter's verdict ("…, a claim that").
func (f *finder) breaksOff(i, end int32) bool {
	if i+1 >= end {
		return false
	}
	t, next := &f.d.Tokens[i], &f.d.Tokens[i+1]
	switch {
	case t.Tag == doc.TagVBG:
		return f.speechVerb(i) || f.d.Lemma(i) == "accord" || f.d.Lemma(i) == "mean"
	case next.Tag == doc.TagVBG && (t.POS == doc.SCONJ || t.POS == doc.ADP):
		return true
	case f.nominal(i) && (f.is(i+1, "having") || f.is(i+1, "being")): // "…, Oslo having left"
		return true
	}
	switch f.d.Lemma(i) {
	case "while", "after", "even", "prior":
		return true
	case "however":
		return f.is(i+1, ",")
	case "as":
		return f.reports(doc.Range{Start: i, End: f.breakAfter(i, end)}) || next.POS == doc.AUX
	case "but":
		subject := next.POS == doc.PROPN || next.POS == doc.DET || next.POS == doc.NOUN
		return subject && f.hasFinite(doc.Range{Start: i, End: f.breakAfter(i, end)})
	case "a", "an":
		for _, c := range f.cues.byLemma[f.d.Lemma(i+1)] {
			if c.kind == nounCue {
				return true
			}
		}
		return f.inTime(i)
	}
	return false
}
