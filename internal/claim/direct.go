package claim

import (
	"sort"

	"herodotus/internal/doc"
)

// reach is how many tokens the cue of a quotation may stand from it ("…," the head of the agency's office in
// Geneva, who had asked not to be named, said).
const reach = 30

// leftovers finds the speakers of those quotations that no cue has claimed through the tree: a cue beside it,
// a colon before it, or the speaker of the quotation that it continues.
func (f *finder) leftovers() {
	f.ruled = len(f.claims)
	last := doc.None // the claim of the last spoken quotation
	for i := range f.quotes {
		q := &f.quotes[i]
		if q.inn || q.inner.Len() == 0 || !q.speech && !f.spoken(q) {
			continue
		}
		if k := f.claimOf(q); k >= 0 {
			last = k
			continue
		}
		if k := f.attribute(q, last); k >= 0 {
			last = k
		}
	}
}

// quoteReach is how many sentences the cue of a quotation may stand from it.
const quoteReach = 3

// claimOf gives the claim whose content holds most of the quotation, or None.
func (f *finder) claimOf(q *quote) int32 {
	first, last := f.d.Tokens[q.open].Sent-quoteReach, f.d.Tokens[q.inner.End-1].Sent+quoteReach
	sent := func(k int) int32 { return f.d.Tokens[f.claims[k].Cue.Start].Sent }
	for k := sort.Search(f.ruled, func(k int) bool { return sent(k) >= first }); k < f.ruled && sent(k) <= last; k++ {
		c := &f.claims[k]
		if q.inner.Has(c.Cue.Start) {
			continue
		}
		n := int32(0)
		for _, r := range c.Content {
			n += max(0, min(r.End, q.inner.End)-max(r.Start, q.inner.Start))
		}
		if 2*int(n) >= q.inner.Len() {
			return int32(k)
		}
	}
	return doc.None
}

// attribute finds who says a quotation and gives the claim, or None.
func (f *finder) attribute(q *quote, last int32) int32 {
	if q.cont && last >= 0 {
		return f.extend(last, q)
	}
	before, after := f.cueBefore(q), f.cueAfter(q)
	led := q.open > 0 && isLead(f.d.Form(q.open-1))
	v := after
	if v < 0 || led && before >= 0 {
		v = before
	}
	if v >= 0 {
		return f.quoted(v, q)
	}
	if last >= 0 && f.continues(last, q) {
		return f.extend(last, q)
	}
	if v = f.cueOfColon(q); v >= 0 {
		return f.quoted(v, q)
	}
	if k := f.signed(q); k >= 0 {
		return k
	}
	if k := f.utteredBy(q); k >= 0 {
		return k
	}
	return f.afterColon(q)
}

// spoken tells whether a verb of speech stands right before a quotation, or behind one that ends with a mark of its own: it is
// speech then, however short.
func (f *finder) spoken(q *quote) bool {
	if q.open > 0 && (f.introduces(q.open-1, q) || q.open > 1 && f.is(q.open-1, ",") && f.introduces(q.open-2, q)) {
		return !f.title(q)
	}
	if f.d.Tokens[q.inner.End-1].POS != doc.PUNCT {
		return false
	}
	v := f.cueAfter(q)
	return v >= 0 && v-q.inner.End < reach/3
}

// title tells whether a quotation is written as titles are: several words, each but the little ones with a capital.
func (f *finder) title(q *quote) bool {
	words := 0
	for i := q.inner.Start; i < q.inner.End; i++ {
		t := &f.d.Tokens[i]
		switch t.POS {
		case doc.PUNCT, doc.ADP, doc.DET, doc.CCONJ, doc.PART:
			continue
		}
		if f.lowerCase(i) {
			return false
		}
		words++
	}
	return words > 1
}

// colonCue is the reading of a verb that is no cue by itself but leads in a quotation after a colon: "The mayor took
// the stand: “…”".
var colonCue = &cue{kind: verbCue, name: ":", act: "report", commit: doc.CTPlus, frames: []frame{{shape: quotation}}}

// afterColon makes a claim of the quotation whose cue is the verb of the words that end with a colon before it.
func (f *finder) afterColon(q *quote) int32 {
	if q.open == 0 || !f.is(q.open-1, ":") {
		return doc.None
	}
	s := f.d.SentenceOf(q.open - 1)
	if src, ok := f.onlySource(doc.Range{Start: s.Start, End: q.open - 1}); ok { // "Ann Lee: “…”"
		f.add(colonCue, doc.Range{Start: q.open - 1, End: q.open}, src, []doc.Range{q.inner}, quotation)
		return f.cueClaim[q.open-1]
	}
	for v := s.Start; v < q.open; v++ {
		t := &f.d.Tokens[v]
		if r := t.Rel.Base(); t.POS != doc.VERB || !t.Tag.Finite() || r == doc.Acl || r == doc.Advcl || f.unsaid(v) {
			continue
		}
		at := doc.Range{Start: v, End: v + 1}
		h := f.subject(v)
		if h < 0 || !f.canSpeak(h) && !f.document[f.d.Lemma(h)] {
			continue
		}
		if f.cueClaim[v] >= 0 {
			return f.quoted(v, q)
		}
		f.add(colonCue, at, f.sourceAt(h), []doc.Range{q.inner}, quotation)
		return f.cueClaim[v]
	}
	return doc.None
}

// extend adds the quotation to a claim.
func (f *finder) extend(k int32, q *quote) int32 {
	c := &f.claims[k]
	c.Content = append(c.Content, q.inner)
	if c.Quote == doc.Indirect {
		c.Quote = doc.Mixed
	}
	return k
}

// quoted makes a claim of the quotation with verb v as its cue, or adds it to the one that v has.
func (f *finder) quoted(v int32, q *quote) int32 {
	if k := f.cueClaim[v]; k >= 0 {
		if f.claims[k].Quote != doc.Indirect {
			return f.extend(k, q)
		}
		again := f.claims[k] // "denied the charge: “…”": what is reported, then the words themselves
		again.Content, again.Quote = []doc.Range{q.inner}, doc.Direct
		f.claims, f.hints = append(f.claims, again), append(f.hints, hint{shape: quotation, cue: f.hints[k].cue, head: f.hints[k].head, word: f.hints[k].word})
		return int32(len(f.claims) - 1)
	}
	for _, c := range f.readings(v) {
		at, ok := f.matches(c, v)
		if !ok || !c.has(quotation) {
			continue
		}
		head := f.speaker(c, at)
		if k := f.speakerBeside(v, q); k >= 0 && (head < 0 || !f.canSpeak(head)) {
			head = k
		}
		if m := f.resumed(v); m >= 0 {
			head = f.d.Mentions.At(m).Head
		}
		if head < 0 || f.inTime(head) || f.within[head] >= 0 && f.within[head] != f.within[v] {
			return doc.None
		}
		f.add(c, at, f.sourceAt(head), []doc.Range{q.inner}, quotation)
		return f.cueClaim[v]
	}
	return doc.None
}

// introduces tells whether token i is a verb that may report a quotation outside of it.
func (f *finder) introduces(i int32, q *quote) bool {
	t := &f.d.Tokens[i]
	if t.POS != doc.VERB || q.inner.Has(i) {
		return false
	}
	for _, c := range f.readings(i) {
		if _, ok := f.matches(c, i); ok && c.has(quotation) && !c.weak {
			return !f.unsaid(i)
		}
	}
	return false
}

// cueAfter finds the cue in the words that follow the quotation, up to the next one or the end of the sentence.
func (f *finder) cueAfter(q *quote) int32 {
	from := q.outer().End
	if from >= int32(len(f.d.Tokens)) {
		return doc.None
	}
	s := f.d.Sentences[f.d.Tokens[from].Sent]
	if s.Start == from && (f.d.Sentences[f.d.Tokens[q.open].Sent].Para != s.Para || !f.lowerCase(from)) {
		return doc.None // the quotation ends its sentence
	}
	for i := from; i < min(s.End, from+reach); i++ {
		if m := markOf(f.d.Form(i)); m == opener || m == either || f.is(i, ";") {
			break
		}
		if f.introduces(i, q) && !f.nested(i, from) {
			return i
		}
	}
	return doc.None
}

// nested tells whether verb i stands in a relative clause of the words from on ("the man, who said …, left").
func (f *finder) nested(i, from int32) bool {
	t := &f.d.Tokens[i]
	return t.Rel == doc.AclRelcl && t.Head >= from
}

// cueBefore finds the cue in the words that lead to the quotation, in its sentence.
func (f *finder) cueBefore(q *quote) int32 {
	s := f.d.SentenceOf(q.open)
	led := q.open > s.Start && isLead(f.d.Form(q.open-1))
	for i := q.open - 1; i >= max(s.Start, q.open-reach); i-- {
		if m := markOf(f.d.Form(i)); m == closer || m == either || f.is(i, ";") {
			break
		}
		if f.introduces(i, q) {
			return i
		}
		if !led && f.d.Tokens[i].Tag.Finite() {
			break
		}
	}
	return doc.None
}

// continues tells whether a quotation goes on where claim k left off: after no more than the words of its cue, in the same
// paragraph.
func (f *finder) continues(k int32, q *quote) bool {
	c := &f.claims[k]
	if c.Quote == doc.Indirect {
		return false
	}
	end := max(c.Content[len(c.Content)-1].End, c.Cue.End)
	from, to := f.d.Tokens[end-1].Sent, f.d.Tokens[q.open].Sent
	switch {
	case to > from+1:
		return false
	case f.d.Sentences[from].Para != f.d.Sentences[to].Para:
		return f.ownParagraph(k, q)
	}
	return to == from || q.open == f.d.Sentences[to].Start
}

// ownParagraph tells whether a quotation is a paragraph by itself behind that of claim k, which gave its speaker behind the words: the
// speaker goes on, though the marks were closed.
func (f *finder) ownParagraph(k int32, q *quote) bool {
	c := &f.claims[k]
	if q.inner.Len() < shortSpeech || f.hints[k].shape == clause || f.d.Tokens[c.Cue.Start].Flags&doc.Quoted != 0 {
		return false
	}
	para := f.d.Sentences[f.d.Tokens[q.open].Sent].Para
	end := q.outer().End // that of the paragraph where the quotation goes on in the next
	first, last := f.d.Tokens[q.open].Sent, f.d.Tokens[end-1].Sent
	opens := q.open == f.d.Sentences[first].Start && (first == 0 || f.d.Sentences[first-1].Para != para)
	closes := end == f.d.Sentences[last].End && (int(last)+1 == len(f.d.Sentences) || f.d.Sentences[last+1].Para != para)
	return opens && closes
}

// cueOfColon finds the cue in the sentence before when it ends with a colon.
func (f *finder) cueOfColon(q *quote) int32 {
	n := f.d.Tokens[q.open].Sent
	if n == 0 || q.open != f.d.Sentences[n].Start {
		return doc.None
	}
	s := f.d.Sentences[n-1]
	if !f.is(s.End-1, ":") {
		return doc.None
	}
	for i := s.Start; i < s.End; i++ { // "According to the mayor, there was no choice: “…”"
		if k := f.cueClaim[i]; k >= 0 && f.hints[k].shape == clause && f.claims[k].Source >= 0 {
			return i
		}
	}
	for i := s.End - 1; i >= s.Start; i-- {
		if f.introduces(i, q) && !f.bareParticiple(i) {
			return i
		}
	}
	return doc.None
}
