package claim

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// weights are those of a logistic regression, by feature.
type weights map[string]float32

// threshold is the probability below which a candidate is dropped: about where F1 is highest in cross-validation.
const threshold = 0.4

// clearScore is the probability of claims that the model is not asked about.
const clearScore = 0.7

// readWeights reads a table of lines with a weight, a tab and a feature.
func readWeights(name, table string) (weights, error) {
	w := make(weights, 4096)
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		number, feature, ok := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(number, 32)
		if !ok || err != nil {
			return nil, fmt.Errorf("%s:%d: want a weight, a tab and a feature", name, n)
		}
		w[feature] = float32(v)
	}
	return w, nil
}

// score gives the probability that candidate i is a claim by the weights w.
func (f *finder) score(i int32, w weights) float32 {
	if f.hints[i].clear {
		return clearScore
	}
	var z float32
	f.features(i, func(name string) { z += w[name] })
	return float32(1 / (1 + math.Exp(-float64(z))))
}

// features describes candidate claim i for the model that tells claims from what only looks like them. Names are
// readable: they stand in weights.txt.
func (f *finder) features(i int32, add func(string)) {
	c, h := &f.claims[i], &f.hints[i]
	v := h.word
	t := &f.d.Tokens[v]
	shape := shapeNames[h.shape]
	if h.noun {
		shape = "noun " + shape
	}
	src := f.sourceFeature(c, h.head)
	add("bias")
	add("cue " + h.cue)
	add("cue " + h.cue + " " + shape)
	add("shape " + shape)
	add("act " + c.Act)
	add("act " + c.Act + " " + shape)
	add("source " + src)
	add("shape " + shape + " source " + src)
	switch {
	case h.shape == clause:
	case t.POS == doc.NOUN && !h.noun: // a verb that the tagger missed
		add("tag missed")
	default:
		add("tag " + t.Tag.String())
		add("shape " + shape + " tag " + t.Tag.String())
		add("relation " + t.Rel.String())
	}
	if h.weak {
		add("weak " + shape)
	}
	add("quote " + c.Quote.String() + " " + shape)
	f.gist(c, shape, add)
	if h.noun && c.Cue.Len() > 1 {
		add("lent")
		add("lent act " + c.Act)
	}
	if a := f.tree.Kid(v, doc.Aux); a >= 0 && a < v {
		add("auxiliary " + f.d.Lemma(a))
		add("auxiliary " + f.d.Lemma(a) + " " + shape)
	}
	n := 0
	for _, r := range c.Content {
		n += r.Len()
	}
	add(sizeName(n) + " " + shape)
	if t.Flags&doc.Quoted != 0 {
		add("cue quoted")
		add("cue quoted act " + c.Act)
		add("cue quoted source " + src)
	}
	if f.d.SentenceOf(v).Heading {
		add("heading")
	}
	if f.passive(v) {
		add("passive " + shape)
	}
	if f.parent(i) >= 0 {
		add("nested")
		add("nested " + shape)
	}
	if c.Addressee >= 0 {
		add("addressee")
	}
	if len(c.Content) > 0 {
		add("begins " + f.d.Tokens[c.Content[0].Start].POS.String() + " " + shape)
	}
}

// gist describes what is claimed: whether a verb stands in it, what its noun is, whether marks of quotation do.
func (f *finder) gist(c *doc.Claim, shape string, add func(string)) {
	if len(c.Content) == 0 {
		return
	}
	r := c.Content[0]
	if f.hasFinite(r) {
		add("finite " + shape)
	} else {
		add("no verb " + shape)
		add("no verb act " + c.Act)
	}
	h := f.tree.HeadOf(r)
	if m := f.byHead[h]; m >= 0 {
		name := f.d.Mentions.At(m).Kind.String() + " " + f.entity(m).Type.String()
		add("about " + name + " " + shape)
		add("about " + name + " act " + c.Act)
	}
	add("content " + f.d.Tokens[h].POS.String() + " " + shape)
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
