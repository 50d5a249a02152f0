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
// an entity of a thing's mention, the thing's chain has it. Dates of one value are a chain too; relative pronouns are
// in none, since GUM has none as mentions.
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
		if t := d.Tokens[m.Head].Tag; m.Kind == doc.PronounMention && (t == doc.TagWP || t == doc.TagWPS || t == doc.TagWDT) {
			continue
		}
		add(int(m.Entity), m)
	}
	return append(out, dateChains(d, seen)...)
}

// dateChains gives the dates of each value that are spoken of by day, month or year, except for heads already seen.
func dateChains(d *doc.Doc, seen map[doc.Span]bool) [][]doc.Span {
	var out [][]doc.Span
	tree, chain := doc.NewTree(d), map[string]int{}
	for i := range d.Times.All() {
		x := d.Times.At(int32(i))
		t := &d.Tokens[tree.HeadOf(x.Range)]
		s := doc.Span{Start: t.Start, End: t.End}
		if x.Value == "" || x.Value[0] < '0' || x.Value[0] > '9' || seen[s] {
			continue
		}
		k, ok := chain[x.Value]
		if !ok {
			k = len(out)
			chain[x.Value], out = k, append(out, nil)
		}
		out[k] = append(out[k], s)
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
