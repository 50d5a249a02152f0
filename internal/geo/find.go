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
	r.fromCapitals()
	r.bareCapitals()
	r.order()
	if r.fromLists() {
		r.order()
	}
	for i := len(r.mentions) - 1; i >= 0; i-- {
		x := &r.groups[r.mentions[i].group]
		r.mentions[i].next, x.first = x.first, int32(i)
	}
	r.appositions()
}

// order sorts the mentions and keeps the longest of those that overlap.
func (r *resolver) order() {
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		if a.Start != b.Start {
			return int(a.Start - b.Start)
		}
		return int(b.End - a.End)
	})
	kept := r.mentions[:0]
	for _, m := range r.mentions {
		if n := len(kept); n > 0 && kept[n-1].End > m.Start {
			continue
		}
		kept = append(kept, m)
	}
	r.mentions = kept
}

// add files a stretch of text as a mention if it has a reading, and tells whether it has.
func (r *resolver) add(rg doc.Range, typ doc.Type) bool {
	text := r.d.Words(rg)
	if rg.Len() == 1 && bareSide(text) {
		return false
	}
	gr := r.groupOf(text, typ)
	if gr < 0 {
		return false
	}
	m := mention{Range: rg, group: gr, sent: r.d.Tokens[rg.Start].Sent, inside: -1}
	if at := strings.Index(text, ", "); at > 0 {
		m.inside = r.groupOf(text[at+2:], doc.GPE)
	}
	if rg.Start > 0 {
		m.side = sideOf(r.d.Form(rg.Start - 1))
	}
	r.mentions = append(r.mentions, m)
	return true
}

// bareSide tells whether a word alone names a side: "the West" is an alliance, "the North" a half of some country, and
// neither is the division of that name that some country has.
func bareSide(s string) bool {
	switch s {
	case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Centre", "Center", "Central":
		return true
	}
	return false
}

// tailOf adds what stands behind the last "of" of a name: "eastern district of Qatif".
func (r *resolver) tailOf(n doc.Name) {
	for i := n.End - 2; i > n.Start; i-- {
		if r.d.Form(i) == "of" {
			r.add(doc.Range{Start: i + 1, End: n.End}, n.Type)
			return
		}
	}
}

func (r *resolver) fromNames() {
	for _, n := range r.d.Names.All() {
		switch last := r.d.Form(n.End - 1); {
		case n.Len() > 1 && building(last):
			r.add(n.Range, doc.FAC)
		case n.Type == doc.ORG && n.Len() > 2 && r.d.Form(n.Start+1) == "of" && settlement(r.d.Form(n.Start)):
			r.tailOf(n) // "Municipality of Bogliasco"
		case n.Type == doc.GPE || n.Type == doc.LOC:
			if !r.add(n.Range, n.Type) {
				r.tailOf(n)
			}
		case n.Type == doc.FAC && n.Start > 0 && (locative(r.d.Form(n.Start-1)) || r.d.Form(n.Start-1) == "the"):
			r.add(n.Range, doc.FAC)
		case n.Type == doc.FAC: // without "at" or "the" it may be no building
			r.add(n.Range, doc.LOC)
		}
	}
}

// ambiguous tells whether Known i shares its stretch with a reading of another country ("Georgia").
func (r *resolver) ambiguous(i int) bool {
	all := r.d.Known.All()
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= 0 && j < len(all) && all[j].Range == all[i].Range && all[j].Entry != nil && all[j].Entry.Country != all[i].Entry.Country {
			return true
		}
	}
	return false
}

// fromKnown takes states, capitals and seats, and notes which countries are spoken of.
func (r *resolver) fromKnown() {
	for i, k := range r.d.Known.All() {
		if k.Entry == nil {
			continue
		}
		if c, ok := r.g.byCode[k.Entry.Country]; ok && !r.ambiguous(i) {
			r.spoken = append(r.spoken, spoken{c, k.Start, r.d.Tokens[k.Start].Sent})
			r.counts[c]++
		}
		switch place := k.Entry.Type == doc.GPE || k.Entry.Type == doc.LOC || k.Entry.Type == doc.FAC; {
		case r.vetoed(k.Range):
		case k.Sense == doc.SenseName && place, k.Sense == doc.SenseCapital, k.Sense == doc.SenseSeat:
			r.add(k.Range, k.Entry.Type)
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
		if x.kind == regionRef || x.ref == (ref{countryRef, int32(c)}) {
			return // "Gaza" is a strip of land before it is Palestine
		}
	}
	r.groups[gr].candidates = append(r.groups[gr].candidates, r.g.candidate(ref{countryRef, int32(c)}))
	if !seen {
		r.add(k.Range, doc.GPE)
	}
}

// building tells whether a name that ends in the word is that of something built, whatever the recogniser made of it.
func building(word string) bool {
	switch word {
	case "Street", "Road", "Avenue", "Square", "Park", "Gardens", "Bridge", "Hall", "Tower", "Complex", "Prison", "Facility", "Station", "Mosque",
		"Hospital", "Airport", "Cathedral", "Church", "Stadium", "Hotel", "Mall", "Highway", "Plaza", "Barracks", "Estuary":
		return true
	}
	return false
}

// vetoed tells whether a stretch lies inside a longer name that is no place: "Bank of England", "Paris Hilton".
func (r *resolver) vetoed(rg doc.Range) bool {
	names := r.d.Names.All()
	i, _ := slices.BinarySearchFunc(names, rg.Start, func(n doc.Name, at int32) int { return int(n.End - 1 - at) })
	for ; i < len(names) && names[i].Start < rg.End; i++ {
		switch n := &names[i]; n.Type {
		case doc.GPE, doc.LOC, doc.FAC:
		case doc.PER:
			if n.Range == rg && (r.afterOf(rg.Start) || rg.Start > 0 && locative(r.d.Form(rg.Start-1))) {
				continue // "Perdue of Georgia"
			}
			if n.Start == rg.Start && (n.Range != rg || rg.Len() < 2) || n.Start < rg.Start && !r.afterOf(rg.Start) {
				return true // but "Residents of Hokkaido" and "London Bridge" are slips of the recogniser
			}
		default:
			if n.Covers(rg) && n.Range != rg {
				return true
			}
		}
	}
	return false
}

// afterOf tells whether "of" or "of the" stands before token i.
func (r *resolver) afterOf(i int32) bool {
	if i > 1 && r.d.Form(i-1) == "the" {
		i--
	}
	return i > 0 && r.d.Form(i-1) == "of"
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
		last := r.d.Form(e - 1)
		if !wordly(last) || lower(last) {
			continue // folding drops signs: "Paris," is no longer name than "Paris"
		}
		r.key = appendFold(r.key[:0], r.d.Words(rg))
		if _, ok := r.g.names[string(r.key)]; !ok {
			continue
		}
		if !r.vetoed(rg) {
			r.add(rg, doc.LOC)
		}
		return e - i - 1
	}
	return 0
}

// wordly tells whether a token has letters or digits at its end.
func wordly(s string) bool {
	if s == "" {
		return false
	}
	c := s[len(s)-1]
	return isLetter(c) || '0' <= c && c <= '9' || c >= 0x80 || c == '.' && len(s) > 1
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

// appositions links "Paris, Texas" and "Gary, Ind.".
func (r *resolver) appositions() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.inside >= 0 || int(m.End)+1 >= len(r.d.Tokens) || r.d.Form(m.End) != "," || r.d.Tokens[m.End+1].Sent != m.sent {
			continue
		}
		if i+1 < len(r.mentions) && r.mentions[i+1].Start == m.End+1 {
			if r.ends(r.mentions[i+1].End) {
				m.inside = r.mentions[i+1].group
			}
		} else if f := r.d.Form(m.End + 1); capital(f) && r.ends(m.End+2) {
			m.inside = r.groupOf(f, doc.GPE)
		}
	}
}

// ends tells whether the phrase before token i is over there. It is not in "In Geneva, US envoys met".
func (r *resolver) ends(i int32) bool {
	if int(i) >= len(r.d.Tokens) || r.d.Tokens[i].Sent != r.d.Tokens[i-1].Sent {
		return true
	}
	switch r.d.Tokens[i].POS {
	case doc.NOUN, doc.PROPN, doc.ADJ, doc.PART:
		return false
	case doc.NoPOS:
		return !capital(r.d.Form(i))
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
