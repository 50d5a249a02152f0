package coref

import (
	"herodotus/internal/doc"
)

// findSurnames adds the surnames, alone, of persons named in full, where no one took them for a name:
// "Later on Tuesday Stone met the envoy".
func (r *run) findSurnames() {
	clear(r.surnames)
	for i := range r.ms {
		if m := &r.ms[i]; m.typ == doc.PER && m.Len() > 1 {
			r.surnames[r.d.Form(m.End-1)] = true
		}
	}
	if len(r.surnames) == 0 {
		return
	}
	for i := range r.d.Tokens {
		t, g := &r.d.Tokens[i], doc.Range{Start: int32(i), End: int32(i) + 1}
		if t.POS == doc.PROPN && r.cover[i] == none && r.thingAt[i] == none && r.placeAt[i] == none && !r.timeAt[i] && r.surnames[r.d.Form(int32(i))] && !r.inName(int32(i)) {
			r.addName(g, doc.PER)
		}
	}
}

// inName tells whether a proper noun beside token i, of no name that was found, makes it part of a longer one.
func (r *run) inName(i int32) bool {
	for _, j := range [...]int32{i - 1, i + 1} {
		if j >= 0 && int(j) < len(r.d.Tokens) && r.d.Tokens[j].POS == doc.PROPN && r.d.Tokens[j].Sent == r.d.Tokens[i].Sent && !r.timeAt[j] && r.cover[j] == none && r.roleAt[j] == none {
			return true
		}
	}
	return false
}

// andIn gives the "and" inside what the recogniser took for one person ("David and Louise
// Turpin"), or none.
func (r *run) andIn(n *doc.Name) int32 {
	for t := n.Start + 1; t < n.End-1 && n.Type == doc.PER; t++ {
		if r.d.Tokens[t].POS == doc.CCONJ {
			return t
		}
	}
	return none
}

// withoutState drops a state from the start of a person's name, when "of" or another
// preposition stands before it: "president of Kenya Amos Stone".
func (r *run) withoutState(g doc.Range) doc.Range {
	k := r.nameAt[g.Start]
	if k == none || g.Start == 0 || r.d.Tokens[g.Start-1].POS != doc.ADP {
		return g
	}
	if s := r.d.Known.At(k); s.Entry.Type == doc.GPE && s.Start == g.Start && s.End+1 < g.End {
		g.Start = s.End
	}
	return g
}

// withParticle widens a person's name to the small words right before it: "de Blasio", "van der Stone".
func (r *run) withParticle(g doc.Range) doc.Range {
	for g.Start > 0 && r.d.Tokens[g.Start-1].Sent == r.d.Tokens[g.Start].Sent && r.cover[g.Start-1] == none && r.lex.is(lower(r.d.Form(g.Start-1)), particle) {
		g.Start--
	}
	return g
}
