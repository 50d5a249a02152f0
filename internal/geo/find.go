package geo

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
)

// maxWords is the longest name that the tables are asked for, in tokens.
const maxWords = 6

// find collects the mentions: what the recogniser, the knowledge base and the tables take for places, none of them
// inside a person's or an organisation's name.
func (r *resolver) find() {
	r.fromNames()
	r.fromKnown()
	r.fromTables()
	if !r.d.Names.Looked() {
		r.fromCapitals()
	}
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		if a.Start != b.Start {
			return int(a.Start - b.Start)
		}
		return int(b.End - a.End)
	})
	kept := r.mentions[:0]
	for _, m := range r.mentions {
		if n := len(kept); n > 0 && kept[n-1].End > m.Start {
			kept[n-1].trust = kept[n-1].trust || m.trust && m.Range == kept[n-1].Range
			continue
		}
		kept = append(kept, m)
	}
	r.mentions = kept
	r.appositions()
}

// add files a stretch of text as a mention if it has a reading.
func (r *resolver) add(rg doc.Range, typ doc.Type, trust bool) {
	text := r.d.Words(rg)
	gr := r.groupOf(text, typ)
	if gr < 0 {
		return
	}
	m := mention{Range: rg, typ: typ, group: gr, sent: r.d.Tokens[rg.Start].Sent, inside: -1, trust: trust}
	if at := strings.Index(text, ", "); at > 0 {
		m.inside = r.groupOf(text[at+2:], doc.GPE)
	}
	if rg.Start > 0 {
		m.side = sideOf(r.d.Form(rg.Start - 1))
	}
	r.mentions = append(r.mentions, m)
}

func (r *resolver) fromNames() {
	for _, n := range r.d.Names.All() {
		if n.Type == doc.GPE || n.Type == doc.LOC || n.Type == doc.FAC {
			r.add(n.Range, n.Type, false)
		}
	}
}

// fromKnown takes states, capitals and seats, and notes which countries are spoken of.
func (r *resolver) fromKnown() {
	for _, k := range r.d.Known.All() {
		if k.Entry == nil {
			continue
		}
		if c, ok := r.g.byCode[k.Entry.Country]; ok {
			r.spoken = append(r.spoken, spoken{c, k.Start, r.d.Tokens[k.Start].Sent})
			r.counts[c]++
		}
		switch place := k.Entry.Type == doc.GPE || k.Entry.Type == doc.LOC || k.Entry.Type == doc.FAC; {
		case r.vetoed(k.Range):
		case k.Sense == doc.SenseName && place, k.Sense == doc.SenseCapital, k.Sense == doc.SenseSeat:
			r.add(k.Range, k.Entry.Type, k.Sense != doc.SenseSeat)
			r.stateReading(k)
		case k.Sense == doc.SenseDemonym:
			r.demonymCapital(k)
		}
	}
}

// stateReading adds the state to the readings of a name that countries.tsv does not list ("Britain", "the UK").
func (r *resolver) stateReading(k doc.Known) {
	c, ok := r.g.byCode[k.Entry.Key]
	if !ok || k.Sense != doc.SenseName {
		return
	}
	gr, seen := r.byKey[Fold(r.d.Words(k.Range))]
	if !seen {
		gr = r.newGroup(Fold(r.d.Words(k.Range)), r.d.Words(k.Range))
		r.byKey[r.groups[gr].key] = gr
	}
	for _, x := range r.groups[gr].candidates {
		if x.ref == (ref{countryRef, int32(c)}) {
			return
		}
	}
	r.groups[gr].candidates = append(r.groups[gr].candidates, r.g.candidate(ref{countryRef, int32(c)}))
	if !seen {
		r.add(k.Range, doc.GPE, true)
	}
}

// demonymCapital takes "the Afghan capital".
func (r *resolver) demonymCapital(k doc.Known) {
	c, ok := r.g.byCode[k.Entry.Country]
	if !ok || int(k.End) >= len(r.d.Tokens) || r.d.Form(k.End) != "capital" || r.g.countries[c].capital == "" {
		return
	}
	rg := doc.Range{Start: k.Start, End: k.End + 1}
	gr := r.newGroup("", r.g.countries[c].capital)
	r.groups[gr].candidates = append(r.groups[gr].candidates, r.g.candidate(ref{capitalRef, int32(c)}))
	r.mentions = append(r.mentions, mention{Range: rg, typ: doc.GPE, group: gr, sent: r.d.Tokens[k.Start].Sent, inside: -1, trust: true})
}

// vetoed tells whether a stretch lies inside a longer name that is no place: "Bank of England", "Paris Hilton".
func (r *resolver) vetoed(rg doc.Range) bool {
	names := r.d.Names.All()
	i, _ := slices.BinarySearchFunc(names, rg.Start, func(n doc.Name, at int32) int { return int(n.End - 1 - at) })
	for ; i < len(names) && names[i].Start < rg.End; i++ {
		switch n := &names[i]; n.Type {
		case doc.GPE, doc.LOC, doc.FAC:
		case doc.PER:
			return true
		default:
			if n.Covers(rg) && n.Range != rg {
				return true
			}
		}
	}
	return false
}

// fromTables scans for the names of the two tables, the longest at each place.
func (r *resolver) fromTables() {
	for s := range r.d.Sentences {
		end := r.d.Sentences[s].End
		for i := r.d.Sentences[s].Start; i < end; i++ {
			f := r.d.Form(i)
			if f == "" || f[0] >= 'a' && f[0] <= 'z' {
				continue
			}
			r.key = appendFold(r.key[:0], f)
			if n := int32(r.g.firstWords[string(r.key)]); n > 0 {
				i += r.tableName(i, min(i+2*n, end))
			}
		}
	}
}

// tableName adds the longest name of the tables that begins at token i and gives how many further tokens it takes. A
// hyphen is a token, so that names may have more tokens than words.
func (r *resolver) tableName(i, end int32) int32 {
	for e := end; e > i; e-- {
		rg := doc.Range{Start: i, End: e}
		r.key = appendFold(r.key[:0], r.d.Words(rg))
		if _, ok := r.g.names[string(r.key)]; !ok || lower(r.d.Form(e-1)) {
			continue
		}
		if !r.vetoed(rg) {
			r.add(rg, doc.LOC, true)
		}
		return e - i - 1
	}
	return 0
}

func lower(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' && !placeNoun(s) }

// placeNoun tells whether a word may end a name in lower case: "Korean peninsula".
func placeNoun(s string) bool {
	switch s {
	case "peninsula", "strait", "sea", "gulf", "river", "valley", "cosmodrome", "desert", "islands", "island", "region", "border", "coast":
		return true
	}
	return false
}

// fromCapitals takes runs of capitalised words behind a preposition of place; it serves when no recogniser has run.
func (r *resolver) fromCapitals() {
	for s := range r.d.Sentences {
		sent := &r.d.Sentences[s]
		for i := sent.Start + 1; i < sent.End; i++ {
			if !capital(r.d.Form(i)) || !locative(r.d.Form(i-1)) {
				continue
			}
			e := i + 1
			for e < sent.End && e-i < maxWords && capital(r.d.Form(e)) {
				e++
			}
			r.add(doc.Range{Start: i, End: e}, doc.GPE, false)
			i = e
		}
	}
}

func capital(s string) bool { return s != "" && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 0xc3) }

func locative(s string) bool {
	switch s {
	case "in", "at", "near", "from", "to", "of", "outside", "around", "across", "over", "into", "In", "At", "Near", "From", ",":
		return true
	}
	return false
}

// appositions links "Paris, Texas" and "Bala, Wales".
func (r *resolver) appositions() {
	for i := 0; i+1 < len(r.mentions); i++ {
		m, n := &r.mentions[i], &r.mentions[i+1]
		if m.inside < 0 && n.sent == m.sent && n.Start == m.End+1 && r.d.Form(m.End) == "," {
			m.inside = n.group
		}
	}
}
