package coref

import (
	"slices"

	"herodotus/internal/doc"
)

// findInner collects the names inside longer names that the report uses by themselves too:
// "United States" in "United States Navy". They take part in nothing, but a reader who
// follows the one meant finds them.
func (r *run) findInner() {
	for i := range r.ms {
		m := &r.ms[i]
		if m.Len() < 2 || m.typ == doc.PER || m.Kind != doc.NameMention && !m.named {
			continue
		}
		for at := m.Start; at < m.End; {
			g := r.innerName(m, at)
			if g.Len() > 0 {
				at = g.End
				continue
			}
			at++
		}
	}
}

// innerName notes the longest other name that begins at token at inside a name's mention.
func (r *run) innerName(m *mention, at int32) doc.Range {
	if r.d.Tokens[at].POS != doc.PROPN {
		return doc.Range{}
	}
	for end := m.End; end > at; end-- {
		g := doc.Range{Start: at, End: end}
		if g == m.Range {
			continue
		}
		e := r.innerEntity(g)
		if e == none || e == m.Entity {
			continue
		}
		r.inner = append(r.inner, mention{Mention: doc.Mention{Range: g, Head: r.tree.HeadOf(g), Entity: e, Kind: doc.NameMention, Why: "inside another name"}, named: true})
		return g
	}
	return doc.Range{}
}

// innerEntity gives the participant that a name alone means, or none.
func (r *run) innerEntity(g doc.Range) int32 {
	if e, ok := r.byName["="+r.key(g)]; ok {
		return e
	}
	if k := r.nameAt[g.Start]; k != none && r.d.Known.At(k).Range == g && r.d.Known.At(k).Sense == doc.SenseName {
		if e, ok := r.byEntry[r.d.Known.At(k).Entry]; ok {
			return e
		}
	}
	return none
}

// byStart brings mentions into the order of the text.
func byStart(ms []doc.Mention) {
	slices.SortStableFunc(ms, func(a, b doc.Mention) int { return int(a.Start - b.Start) })
}
