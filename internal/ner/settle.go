package ner

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
)

// bare makes the model's names bare and whole, and gives adjectives of states their due.
func (r *Recognizer) bare(d *doc.Doc, names []doc.Name) []doc.Name {
	known := d.Known.All()
	kept := names[:0]
	k, end := 0, int32(0)
	for _, n := range names {
		for k < len(known) && known[k].Start < n.Start-maxKnown {
			k++
		}
		n.Range = r.tables.Bare(d, n.Range, n.Type)
		if n.Range = withoutDemonym(n, known[k:]); n.Len() == 0 {
			continue
		}
		if n.Score < unsure && insideLonger(n.Range, known[k:]) {
			continue
		}
		if n.Type == doc.PER {
			n.Range = withoutRole(d, n.Range, known[k:])
			if n.Len() == 1 && n.Score < titleScore && r.tables.IsTitle(d.Form(n.Start)) {
				continue // "the Prime Minister", "the Queen"
			}
			n.Range = r.tables.whole(d, n.Range, end)
		}
		if n.Start < end {
			continue
		}
		n.Type = placeKind(n, known[k:])
		kept = append(kept, n)
		end = n.End
	}
	return kept
}

// titleScore is the least score of a person whose name is a title: Stephen King, but not the King.
const titleScore = 0.95

// maxKnown is the longest stretch that the knowledge base recognises, in tokens, that bare looks back for.
const maxKnown = 8

// withoutDemonym takes an adjective of a state off a name that it does not belong to:
// all of it when it is the whole name, what the name cuts off of it ("North" of
// "North Korean") otherwise. Known begins near the name.
func withoutDemonym(n doc.Name, known []doc.Known) doc.Range {
	for i := range known {
		k := &known[i]
		if k.Start >= n.End {
			break
		}
		if k.Sense != doc.SenseDemonym || !k.Overlaps(n.Range) {
			continue
		}
		switch {
		case k.Covers(n.Range):
			return doc.Range{}
		case k.End > n.End:
			n.End = k.Start
		case k.Start < n.Start, n.Type == doc.PER && k.Start == n.Start:
			n.Start = k.End
		}
	}
	return n.Range
}

func byStart(a, b doc.Name) int { return cmp.Compare(a.Start, b.Start) }

// complete adds what the knowledge base knows by name and the model missed: states
// and bodies written as names, where no run of capitals goes on beyond them.
func (s *scratch) complete(d *doc.Doc) {
	slices.SortFunc(s.names, byStart)
	found := s.names
	for i := range d.Known.All() {
		k := d.Known.At(int32(i))
		if k.Sense != doc.SenseName && k.Sense != doc.SenseCapital || k.Entry == nil || typeIndex(k.Entry.Type) == len(typeList)-1 {
			continue
		}
		for len(found) > 0 && found[0].End <= k.Start {
			found = found[1:]
		}
		if len(found) > 0 && found[0].Overlaps(k.Range) || !s.standsAlone(d, k.Range, k.Entry.Type == doc.GPE) {
			continue
		}
		typ := k.Entry.Type
		if k.Sense == doc.SenseCapital {
			typ = doc.GPE
		}
		if n := len(s.names); n > 0 && s.names[n-1].Overlaps(k.Range) {
			continue // a second reading of the same stretch
		}
		s.names = append(s.names, doc.Name{Range: k.Range, Type: typ, Score: fromMemory})
	}
}

// standsAlone tells whether the range is a name and its neighbours are no capitals. A
// single word must be tagged as a proper noun, unless it is a state's name.
func (s *scratch) standsAlone(d *doc.Doc, r doc.Range, state bool) bool {
	for i := r.Start; i < r.End; i++ {
		w := &s.words.list[i]
		if w.casing == lowerCase && i+1 == r.End || r.Len() == 1 && !state && d.Tokens[i].POS != doc.PROPN {
			return false
		}
	}
	g := d.SentenceOf(r.Start).Range
	if s.heading(d, r.Start) {
		return true
	}
	before, after := s.words.at(g, r.Start-1), s.words.at(g, r.End)
	return (before.casing < upperCase || r.Start-1 == g.Start) && after.casing < upperCase
}

// placeKind gives a place the kind that the knowledge base knows it to be of: the words
// around tell places from persons and bodies, but hardly Europe from France.
func placeKind(n doc.Name, known []doc.Known) doc.Type {
	if !isPlace(n.Type) {
		return n.Type
	}
	for i := range known {
		k := &known[i]
		if k.Start > n.Start {
			break
		}
		if k.Range == n.Range && k.Sense == doc.SenseName && k.Entry != nil && isPlace(k.Entry.Type) {
			return k.Entry.Type
		}
	}
	return n.Type
}

func isPlace(t doc.Type) bool { return t == doc.GPE || t == doc.LOC || t == doc.FAC }

// insideLonger tells whether the range is a part of a longer stretch that is known as one
// name: "North Korean" of "North Korean news agency KCNA".
func insideLonger(r doc.Range, known []doc.Known) bool {
	for i := range known {
		if known[i].Start > r.Start {
			return false
		}
		if known[i].Sense == doc.SenseName && known[i].Covers(r) && known[i].Start == r.Start && known[i].End > r.End {
			return true
		}
	}
	return false
}

// withoutRole takes a role noun, or its end, off the front of a person's name:
// "Broadcaster Ann Lee", "Minister of" + "Education Ann Lee".
func withoutRole(d *doc.Doc, r doc.Range, known []doc.Known) doc.Range {
	for i := range known {
		k := &known[i]
		if k.Start > r.Start {
			break
		}
		if k.Sense == doc.SenseRole && k.End > r.Start && k.End < r.End && capital(d.Form(k.End)) {
			r.Start = k.End
		}
	}
	return r
}

// addDemonyms puts the names in text order and adds the adjectives and inhabitants of states that are in none.
func addDemonyms(names []doc.Name, known []doc.Known) []doc.Name {
	slices.SortFunc(names, byStart)
	found := names
	last := doc.Range{}
	for i := range known {
		k := &known[i]
		if k.Sense != doc.SenseDemonym || k.Range.Overlaps(last) {
			continue
		}
		for len(found) > 0 && found[0].End <= k.Start {
			found = found[1:]
		}
		if len(found) > 0 && found[0].Overlaps(k.Range) {
			continue
		}
		last = k.Range
		names = append(names, doc.Name{Range: k.Range, Type: doc.NORP, Score: demonymScore})
	}
	slices.SortFunc(names, byStart)
	return names
}

// demonymScore is how often what the knowledge base takes for an adjective of a state is one.
const demonymScore = 0.95
