package eval

import "herodotus/internal/doc"

// Chains keeps the chains of two mentions or more: the CoNLL 2012 score does not count singletons.
func Chains(all [][]doc.Span) [][]doc.Span {
	var out [][]doc.Span
	for _, c := range all {
		if len(c) > 1 {
			out = append(out, c)
		}
	}
	return out
}

// SystemChains gives each entity's and each thing's mentions as the spans of their head tokens; where a stage made
// an entity of a thing's mention, the thing's chain has it.
// Mentions are matched by their heads, as the CRAC shared tasks do (Žabokrtský
// et al. 2022): what belongs to a noun phrase differs between guidelines.
func SystemChains(d *doc.Doc) [][]doc.Span {
	out := make([][]doc.Span, d.Entities.Len()+d.Things.Len())
	seen := map[doc.Span]bool{} // a head in two chains would count twice
	add := func(chain int, m *doc.Mention) {
		t := &d.Tokens[m.Head]
		if s := (doc.Span{Start: t.Start, End: t.End}); !seen[s] {
			seen[s] = true
			out[chain] = append(out[chain], s)
		}
	}
	for i, x := range d.Things.All() {
		chain := d.Entities.Len() + i
		if x.Entity != doc.None {
			chain = int(x.Entity)
		}
		for k := range x.Mentions {
			add(chain, &x.Mentions[k])
		}
	}
	for i := range d.Mentions.All() {
		m := d.Mentions.At(int32(i))
		add(int(m.Entity), m)
	}
	return out
}

// Report puts the three scores and their mean on the board.
func (c *Coref) Report(b *Board) {
	for _, x := range []struct {
		name string
		sum  Sum
	}{{"MUC", c.MUC}, {"B³", c.B3}, {"CEAFφ4", c.CEAF}} {
		p, r, f := x.sum.PRF()
		b.Rate(x.name, Rate{p, r, f})
	}
	b.Rate("CoNLL F1", Rate{F1: c.F1()})
}
