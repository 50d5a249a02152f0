package claim

import (
	"slices"

	"herodotus/internal/doc"
)

// relay handles "citing officials": the officials are the source of what the clause above claims. It is tried
// after all other cues.
func (f *finder) relay(c *cue, at doc.Range) {
	if c.has(relayed) {
		f.carry(c, at)
		return
	}
	h := f.d.Tokens[at.Start].Head
	head := f.speaker(c, at)
	src := f.sourceAt(head)
	if h < 0 || head < 0 || f.cueClaim[at.Start] >= 0 {
		return
	}
	if f.cueClaim[h] < 0 { // "Reports citing officials say …": the verb above the noun
		h = f.d.Tokens[h].Head
	}
	speaks := f.canSpeak(head) || f.document[f.d.Lemma(head)]
	if speaks && h >= 0 && f.cueClaim[h] >= 0 {
		parent := f.cueClaim[h]
		above := f.claims[parent]
		f.add(c, at, src, above.Content, thatClause)
		f.claims[len(f.claims)-1].Quote = above.Quote
		f.claims[len(f.claims)-1].Parent = parent
		return
	}
	if speaks {
		return
	}
	if by := f.subject(at.Start); by >= 0 {
		f.add(c, at, f.sourceAt(by), f.tidy([]doc.Range{f.tree.Subtree(head)}), object)
	}
}

// carry handles "quoted by the agency" and "carried by the agency": the agency relays the claim of the sentence that is nearest.
func (f *finder) carry(c *cue, at doc.Range) {
	s := f.d.SentenceOf(at.Start).Range
	best := doc.None
	within := func(r doc.Range) bool { return r.Has(at.Start) }
	for k := range f.claims {
		cue := f.claims[k].Cue.Start
		if !s.Has(cue) || !f.quotedWith(cue, at.Start) || slices.ContainsFunc(f.claims[k].Content, within) {
			continue
		}
		if best < 0 || max(cue-at.Start, at.Start-cue) < max(f.claims[best].Cue.Start-at.Start, at.Start-f.claims[best].Cue.Start) {
			best = int32(k)
		}
	}
	if best < 0 || f.claims[best].Parent >= 0 || f.cueClaim[at.Start] >= 0 {
		return
	}
	inner := f.claims[best]
	f.add(c, at, f.sourceAt(f.agent(at.Start)), slices.Clone(inner.Content), relayed)
	k := int32(len(f.claims) - 1)
	f.claims[k].Quote, f.claims[best].Parent = inner.Quote, k
}

// afterNoun tells whether a noun, or a noun and a comma, stands before verb v.
func (f *finder) afterNoun(v int32) bool {
	return f.nominal(v-1) || f.afterComma(v) && f.nominal(v-2)
}
