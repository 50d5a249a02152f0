package event

import "herodotus/internal/doc"

// facts gives what the author and the source of the innermost claim commit themselves to.
func (w *work) facts(t, claim int32) ([]doc.Fact, auxiliary, string) {
	in := w.judge(t, claim, 0)
	if w.question(t) {
		in.belief, in.aux = belief{}, in.aux|auxHypothetical
	}
	aux := in.aux
	if in.negative && in.certainty > 0 {
		aux |= auxNegation
	}
	if claim < 0 {
		out := []doc.Fact{{Claim: doc.None, Value: in.value()}}
		if c := w.cueOf(t); c >= 0 { // by speaking its source does what the event says
			out = append(out, doc.Fact{Claim: c, Value: in.value()})
		}
		return out, aux, in.why
	}
	commit, err := parseBelief(string(w.d.Claims.At(claim).Commit))
	if err != nil || w.utterance(t) && !commit.negative && commit.certainty > 0 {
		commit = certain // a threat told is a threat made
	}
	told := in.under(commit)
	if told.negative && told.certainty > 0 {
		aux |= auxNegation
	}
	if w.infinitive(t) { // "promised to go": the future lies in the cue
		aux |= w.judge(t, doc.None, 0).aux & auxFuture
	}
	return []doc.Fact{{Claim: doc.None, Value: doc.Uu}, {Claim: claim, Value: told.value()}}, aux, in.why
}

// cueOf gives the claim whose cue the token is, or None.
func (w *work) cueOf(t int32) int32 {
	for i := range w.d.Claims.All() {
		if w.d.Claims.At(int32(i)).Cue.Has(t) {
			return int32(i)
		}
	}
	return doc.None
}

// question tells whether the token's sentence asks.
func (w *work) question(t int32) bool {
	s := w.d.SentenceOf(t)
	for i := s.End - 1; i >= s.Start && i >= s.End-3; i-- {
		if w.d.Form(i) == "?" {
			return true
		}
	}
	return false
}

// claimOf gives the innermost claim whose content holds the token, or None.
func (w *work) claimOf(t int32) int32 {
	best, size := doc.None, int32(0)
	for i := range w.d.Claims.All() {
		c := w.d.Claims.At(int32(i))
		for _, r := range c.Content {
			if r.Has(t) && !c.Cue.Has(t) {
				n := int32(0)
				for _, x := range c.Content {
					n += x.End - x.Start
				}
				if best < 0 || n < size {
					best, size = int32(i), n
				}
			}
		}
	}
	return best
}
