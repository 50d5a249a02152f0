package ner

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
)

// bare makes the model's names bare and gives adjectives of states their due.
func (r *Recognizer) bare(d *doc.Doc, names []doc.Name) []doc.Name {
	known := d.Known.All()
	kept := names[:0]
	k := 0
	for _, n := range names {
		for k < len(known) && known[k].Start < n.Start-maxKnown {
			k++
		}
		n.Range = r.tables.Bare(d, n.Range, n.Type)
		if n.Range = withoutDemonym(n, known[k:]); n.Len() > 0 {
			kept = append(kept, n)
		}
	}
	return kept
}

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
