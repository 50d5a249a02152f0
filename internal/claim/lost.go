package claim

import "herodotus/internal/doc"

// Where the tree has a wrong subject for a verb of speech, the words of the sentence often tell the right one.

// rightful gives the noun that is the subject of verb v, of which the tree says that it is h.
func (f *finder) rightful(h, v int32) int32 {
	if h < 0 || h > v || f.passive(v) {
		return h
	}
	if o := f.openerOf(v); o >= 0 && o < h {
		return o
	}
	if p := f.tagged(v); p >= 0 {
		return p
	}
	if p := f.governor(h); p >= 0 {
		return p
	}
	if p := f.nearSubject(h, v); p >= 0 {
		return p
	}
	switch t := &f.d.Tokens[h]; {
	case (t.POS == doc.ADJ || t.POS == doc.VERB) && h > 0 && f.d.Tokens[h-1].POS == doc.NOUN && f.canSpeak(h-1): // "a person | briefed on the matter"
		return h - 1
	case f.isScene(h):
		if o := f.firstOf(h); o >= 0 {
			return o
		}
	case f.voiceOf(h) == mute:
		if w := f.who(h); w >= 0 {
			return w
		}
		if w := f.sharer(v); w >= 0 {
			return w
		}
	}
	return h
}

// governor gives the noun that noun h hangs on by a preposition, for no subject has one: "an aide to the minister said", "a
// diplomat close to the talks said". None where no preposition stands before h's phrase or nobody who can speak before that.
func (f *finder) governor(h int32) int32 {
	start := f.d.SentenceOf(h).Start
	i := h - 1
	for i > start && f.within[i] == f.within[h] && (f.nominal(i) || f.d.Tokens[i].POS == doc.DET || f.d.Tokens[i].POS == doc.ADJ) {
		i--
	}
	if i <= start || f.d.Tokens[i].POS != doc.ADP || !owning[f.d.Lemma(i)] {
		return doc.None
	}
	if i--; i > start && f.d.Tokens[i].POS == doc.ADJ {
		i--
	}
	if f.d.Tokens[i].POS != doc.NOUN || f.within[i] != f.within[h] || !f.canSpeak(i) || f.tree.Kid(i, doc.Case) >= 0 {
		return doc.None
	}
	return i
}

// nearSubject gives the noun right before verb v where a word that leads in a clause parts it from h, which the tree has v share
// as its subject: "Turkey agrees to talks as Kyiv denies a deal". None in all other sentences.
func (f *finder) nearSubject(h, v int32) int32 {
	i := f.verbStart(v) - 1
	k := i
	for k > h && (f.nominal(k) || f.d.Tokens[k].POS == doc.DET || f.d.Tokens[k].POS == doc.ADJ) {
		k--
	}
	if k <= h || !leading[f.d.Lemma(k)] || !f.d.Tokens[v].Tag.Finite() {
		return doc.None
	}
	for up := f.d.Tokens[i].Head; up > k && up < v; up = f.d.Tokens[i].Head {
		i = up
	}
	if i == k || !f.canSpeak(i) {
		return doc.None
	}
	return i
}

// leading are words that lead in a clause and that taggers take for prepositions.
var leading = map[string]bool{"as": true, "while": true, "after": true, "before": true, "because": true, "though": true, "although": true}

// owning are the prepositions that tie a noun to the one before it and lead in no clause.
var owning = map[string]bool{"of": true, "to": true, "from": true, "in": true, "at": true, "with": true, "on": true, "near": true}

// firstOf gives the first noun of the stretch that ends in noun h which can speak and has no preposition: "scientists who study
// bats in Bergen". None when there is none.
func (f *finder) firstOf(h int32) int32 {
	for i := f.stretch(h, f.d.SentenceOf(h).Range).Start; i < h; i++ {
		if f.nominal(i) && f.canSpeak(i) && f.tree.Kid(i, doc.Case) < 0 && !f.inTime(i) {
			return i
		}
	}
	return doc.None
}

// sharer gives the subject of the first verb of the clause that verb v goes on with behind a conjunction: "the agency gave no
// number of casualties, but said". None where there is no conjunction.
func (f *finder) sharer(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i := f.verbStart(v)
	if i-1 <= s.Start || f.d.Tokens[i-1].POS != doc.CCONJ {
		return doc.None
	}
	for w := f.clauseStart(s.Start, v); w < i; w++ {
		if !f.d.Tokens[w].Tag.Finite() || f.inName[w] >= 0 {
			continue
		}
		if h := f.nounBefore(f.verbStart(w)); h >= 0 && f.canSpeak(h) {
			return h
		}
		return doc.None
	}
	return doc.None
}

// openerOf gives the noun that opens the sentence of verb v where all between its comma and the comma before v is about the
// noun: "Ann Lee, an envoy for the Office of Peace who had been there, said"; "The document, signed by both, says". None in
// all other sentences.
func (f *finder) openerOf(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i := f.verbStart(v)
	comma := f.breakAfter(s.Start, s.End)
	if f.inTime(comma-1) && f.is(comma, ",") && comma+1 < i { // "Yesterday, Ann Lee, …"
		s.Start = comma + 1
		comma = f.breakAfter(s.Start, s.End)
	}
	if !f.d.Tokens[v].Tag.Finite() || !f.afterComma(i) || comma+1 >= i-1 || !f.is(comma, ",") || f.within[comma] != f.within[v] {
		return doc.None
	}
	between, pronouns := doc.Range{Start: comma + 1, End: i - 1}, 0
	first := &f.d.Tokens[between.Start]
	if first.POS != doc.DET && first.Tag != doc.TagVBN && !f.relative(doc.Range{Start: between.Start, End: between.Start + 1}) {
		return doc.None
	}
	for k := between.Start; k < between.End; k++ {
		switch t := &f.d.Tokens[k]; {
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT, t.Tag == doc.TagWRB:
			pronouns++
		case t.Tag.Finite() && f.inName[k] < 0:
			pronouns--
		case t.POS == doc.CCONJ, f.isThat(k):
			return doc.None
		}
	}
	h := f.nounBefore(comma)
	if pronouns < 0 || h < 0 || f.hasFinite(doc.Range{Start: s.Start, End: comma}) || !f.canSpeak(h) && f.voiceOf(h) != paper || f.tree.Kid(h, doc.Case) >= 0 {
		return doc.None
	}
	return h
}

// tagged gives the noun that a short form in brackets parts from verb v: "the Border Guard Service (BGS) said".
func (f *finder) tagged(v int32) int32 {
	s := f.d.SentenceOf(v).Range
	i := f.verbStart(v) - 1
	if i <= s.Start || !f.is(i, ")") {
		return doc.None
	}
	for i--; i > s.Start && !f.is(i, "("); i-- {
	}
	if h := f.nounBefore(i); h >= 0 && f.canSpeak(h) {
		return h
	}
	return doc.None
}

// who gives somebody whom a relative clause describes that ends in noun h: "the officials who ordered the change".
func (f *finder) who(h int32) int32 {
	for i := h - 1; i > f.d.SentenceOf(h).Start && !f.isBreak(i); i-- {
		if f.d.Tokens[i].Tag == doc.TagWP && f.canSpeak(i-1) {
			return i - 1
		}
	}
	return doc.None
}
