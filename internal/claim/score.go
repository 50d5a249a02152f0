package claim

import (
	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// threshold is the probability below which a candidate is dropped: about where F1 is highest in cross-validation.
const threshold = 0.4

// clearScore is the probability of claims that the model is not asked about.
const clearScore = 0.7

// score gives the probability that candidate i is a claim by the weights w.
func (f *finder) score(i int32, w *model.Named) float32 {
	if f.hints[i].clear {
		return clearScore
	}
	t := model.Tally{Weights: w}
	f.features(i, &t)
	return model.Chance(t.Sum)
}

// features describes candidate claim i for the model that tells claims from what only looks like them. Names are
// readable: they stand in weights.txt.
func (f *finder) features(i int32, to *model.Tally) {
	c, h := &f.claims[i], &f.hints[i]
	v := h.word
	t := &f.d.Tokens[v]
	shape := shapeNames[h.shape]
	if h.noun {
		shape = "noun " + shape
	}
	src := f.sourceFeature(c, h.head)
	to.Add("bias")
	to.Add("cue", h.cue)
	to.Add("cue", h.cue, shape)
	to.Add("shape", shape)
	to.Add("act", c.Act)
	to.Add("act", c.Act, shape)
	to.Add("source", src)
	to.Add("shape", shape, "source", src)
	switch {
	case h.shape == clause:
	case t.POS == doc.NOUN && !h.noun: // a verb that the tagger missed
		to.Add("tag missed")
	default:
		to.Add("tag", t.Tag.String())
		to.Add("shape", shape, "tag", t.Tag.String())
		to.Add("relation", t.Rel.String())
	}
	if h.weak {
		to.Add("weak", shape)
	}
	f.speaking(h, shape, to)
	to.Add("quote", c.Quote.String(), shape)
	f.gist(c, shape, to)
	if h.noun && c.Cue.Len() > 1 {
		to.Add("lent")
		to.Add("lent act", c.Act)
	}
	if a := f.tree.Kid(v, doc.Aux); a >= 0 && a < v {
		to.Add("auxiliary", f.d.Lemma(a))
		to.Add("auxiliary", f.d.Lemma(a), shape)
	}
	n := 0
	for _, r := range c.Content {
		n += r.Len()
	}
	to.Add(sizeName(n), shape)
	if t.Flags&doc.Quoted != 0 {
		to.Add("cue quoted")
		to.Add("cue quoted act", c.Act)
		to.Add("cue quoted source", src)
	}
	if f.d.SentenceOf(v).Heading {
		to.Add("heading")
	}
	if f.passive(v) {
		to.Add("passive", shape)
	}
	if f.parent(i) >= 0 {
		to.Add("nested")
		to.Add("nested", shape)
	}
	if c.Addressee >= 0 {
		to.Add("addressee")
	}
	if len(c.Content) > 0 {
		to.Add("begins", f.d.Tokens[c.Content[0].Start].POS.String(), shape)
	}
}

// speaking describes who speaks and how the verb stands to them.
func (f *finder) speaking(h *hint, shape string, to *model.Tally) {
	if h.head < 0 {
		return
	}
	name := voiceNames[f.voiceOf(h.head)]
	to.Add("voice", name)
	to.Add("voice", name, shape)
	if h.noun || h.shape == clause {
		return
	}
	switch {
	case f.bareParticiple(h.word):
		to.Add("participle", shape)
		to.Add("participle voice", name)
	case h.head > h.word:
		to.Add("inverted voice", name)
	case f.anySubject(h.word) == h.head:
		to.Add("subject voice", name)
	default:
		to.Add("far voice", name)
	}
}

// gist describes what is claimed: whether a verb stands in it, what its noun is, whether marks of quotation do.
func (f *finder) gist(c *doc.Claim, shape string, to *model.Tally) {
	if len(c.Content) == 0 {
		return
	}
	r := c.Content[0]
	if f.hasFinite(r) {
		to.Add("finite", shape)
	} else {
		to.Add("no verb", shape)
		to.Add("no verb act", c.Act)
	}
	h := f.tree.HeadOf(r)
	if m := f.byHead[h]; m >= 0 {
		name := f.d.Mentions.At(m).Kind.String() + " " + f.entity(m).Type.String()
		to.Add("about", name, shape)
		to.Add("about", name, "act", c.Act)
	}
	to.Add("content", f.d.Tokens[h].POS.String(), shape)
}

// sizeName gives the size of a content of n tokens: longer ones are more often claims.
func sizeName(n int) string {
	switch {
	case n <= 1:
		return "size 1"
	case n <= 3:
		return "size 2 to 3"
	case n <= 7:
		return "size 4 to 7"
	}
	return "size 8"
}

// sourceFeature tells in a word who the source is; head is that of its words.
func (f *finder) sourceFeature(c *doc.Claim, head int32) string {
	switch {
	case c.Source < 0 && head >= 0 && c.SourceKind == doc.Document:
		return "new document"
	case c.Source < 0 && head >= 0 && f.talker[f.d.Lemma(head)]:
		return "new speaker"
	case c.Source < 0 && head >= 0 && f.admissible(head):
		return "new " + f.d.Tokens[head].POS.String()
	case c.Source < 0:
		return "none"
	}
	m := f.d.Mentions.At(c.Source)
	s := m.Kind.String()
	if m.Kind == doc.PronounMention {
		s = f.d.Lemma(m.Head)
	}
	if e := f.entity(c.Source); e.Type != doc.NoType {
		s += " " + e.Type.String()
	}
	if c.SourceKind == doc.Document {
		s += " document"
	}
	return s
}
