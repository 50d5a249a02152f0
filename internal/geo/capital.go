package geo

import (
	"slices"

	"herodotus/internal/doc"
)

// demonymCapital takes "the Afghan capital".
func (r *resolver) demonymCapital(k doc.Known) {
	c, ok := r.g.byCode[k.Entry.Country]
	if !ok || int(k.End) >= len(r.d.Tokens) || r.d.Form(k.End) != "capital" || r.g.countries[c].capital == "" {
		return
	}
	r.addCapital(doc.Range{Start: k.Start, End: k.End + 1}, c)
}

func (r *resolver) addCapital(rg doc.Range, c int) {
	gr := r.newGroup("", r.g.countries[c].capital)
	r.groups[gr].candidates = append(r.groups[gr].candidates, r.g.candidate(ref{capitalRef, int32(c)}))
	r.mentions = append(r.mentions, mention{Range: rg, group: gr, sent: r.d.Tokens[rg.Start].Sent, inside: -1})
}

// bareCapitals takes "the capital": that of the country last spoken of.
func (r *resolver) bareCapitals() {
	for i := int32(1); i < int32(len(r.d.Tokens)); i++ {
		if r.d.Form(i) != "capital" || r.d.Form(i-1) != "the" || int(i)+1 < len(r.d.Tokens) && r.d.Tokens[i+1].POS == doc.NOUN {
			continue
		}
		at, _ := slices.BinarySearchFunc(r.spoken, i, func(s spoken, tok int32) int { return int(s.token - tok) })
		if at == 0 || int(i)+1 < len(r.d.Tokens) && r.d.Form(i+1) == "of" {
			continue
		}
		if c := r.spoken[at-1].country; r.g.countries[c].capital != "" {
			r.addCapital(doc.Range{Start: i, End: i + 1}, c)
		}
	}
}
