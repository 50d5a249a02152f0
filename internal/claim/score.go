package claim

import (
	"strconv"

	"herodotus/internal/doc"
)

// features describes candidate claim i for the model that tells claims from what only looks like them. Names are
// readable: they stand in weights.txt.
func (f *finder) features(i int32, add func(string)) {
	c, h := &f.claims[i], &f.hints[i]
	v := c.Cue.Start
	t := &f.d.Tokens[v]
	lemma, shape := f.d.Lemma(v), shapeNames[h.shape]
	src := f.sourceFeature(c)
	add("bias")
	add("cue " + lemma)
	add("cue " + lemma + " " + shape)
	add("shape " + shape)
	add("act " + c.Act)
	add("act " + c.Act + " " + shape)
	add("source " + src)
	add("shape " + shape + " source " + src)
	add("tag " + t.Tag.String())
	add("shape " + shape + " tag " + t.Tag.String())
	add("quote " + c.Quote.String() + " " + shape)
	n := 0
	for _, r := range c.Content {
		n += r.Len()
	}
	add("length " + strconv.Itoa(min(n, 8)) + " " + shape)
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
	add("relation " + t.Rel.String())
	if len(c.Content) > 0 {
		add("begins " + f.d.Tokens[c.Content[0].Start].POS.String() + " " + shape)
	}
}

// sourceFeature tells in a word who the source is.
func (f *finder) sourceFeature(c *doc.Claim) string {
	if c.Source < 0 {
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

func (f *finder) why(i int32) string {
	s := ""
	f.features(i, func(n string) { s += n + "\t" })
	return s
}
