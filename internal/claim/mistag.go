package claim

import (
	"strings"

	"herodotus/internal/doc"
)

// Verbs of speech that the tagger took for something else.

// pastForm tells whether token i looks like the past of a regular verb, though it is tagged otherwise.
func (f *finder) pastForm(i int32) bool {
	switch f.d.Tokens[i].POS {
	case doc.ADP, doc.ADJ, doc.NOUN, doc.SCONJ:
		form := f.d.Form(i)
		return strings.HasSuffix(form, "ed") || irregular(form) != ""
	}
	return false
}

// mistagged tells whether token i, taken for a plural noun or the like, is the verb of what stands before it: "Oslo denies any
// part", "the ministry argues, because", "the mayor assured Oslo that". A word that the table also has as a noun of speech
// is left alone.
func (f *finder) mistagged(i int32) bool {
	s := f.d.SentenceOf(i)
	past := f.pastForm(i)
	if i == s.Start || i+1 >= s.End {
		return false
	}
	if f.d.Tokens[i].Tag == doc.TagNN && f.d.Tokens[i-1].Tag == doc.TagNNS && f.endsRole(i) { // "aid agencies warn."
		return f.isThat(i+1) || f.isBreak(i+1) || f.d.Tokens[i+1].POS == doc.ADP
	}
	if f.d.Tokens[i].Tag == doc.TagNN && f.is(i-1, ",") && strings.HasSuffix(f.d.Form(i), "ing") && f.speechAfter(i+1) != nil { // "…, writing, “…”"
		return true
	}
	if !past && f.d.Tokens[i].Tag != doc.TagNNS {
		return false
	}
	role := f.talker[f.d.Lemma(i-1)] || f.document[f.d.Lemma(i-1)] || f.endsRole(i)
	if !role && !f.nominal(i-1) && f.byHead[i-1] < 0 && (past || !f.isBreak(i-1)) {
		return false
	}
	if f.speechAfter(i+1) != nil && (role || past && f.nominal(i-1)) { // "the study reports “…”", "the note on the death read: “…”"
		return true
	}
	if role && (past || f.isThat(i+1) || f.is(i+1, ".")) { // "the indictment charges that", "…, their spokesman claims."
		return true
	}
	if f.signsOff(i, s.Range) {
		return true
	}
	for _, c := range f.cues.byLemma[f.d.Lemma(i)] {
		if c.kind == nounCue {
			return false
		}
	}
	switch next := &f.d.Tokens[i+1]; next.POS {
	case doc.DET, doc.PRON, doc.PROPN:
		return true
	case doc.PUNCT:
		return f.is(i+1, ",") || past && f.is(i+1, ".")
	default:
		return next.Tag == doc.TagVBG || f.isThat(i+1)
	}
}

// signsOff tells whether plural noun i is the verb of a name or role that follows a comma or a quotation and that nothing follows:
// "…, the Daily Post reports."
func (f *finder) signsOff(i int32, s doc.Range) bool {
	if f.d.Tokens[i].Tag != doc.TagNNS || !f.isBreak(i+1) || !f.canSpeak(i-1) {
		return false
	}
	r := f.stretch(i, s)
	return r.Start > s.Start && r.Len() <= subjectLength && f.nounPhrase(r.Start, i-1) && (f.is(r.Start-1, ",") || f.endsQuote(r.Start))
}

// endsRole tells whether a noun of persons or of a body ends before token i.
func (f *finder) endsRole(i int32) bool {
	for _, k := range f.knownFrom(max(0, i-4)) {
		if k.Start >= i {
			break
		}
		if k.End == i && (k.Sense == doc.SenseRole || k.Sense == doc.SenseBody) {
			return true
		}
	}
	return false
}
