package geo

import (
	"slices"

	"herodotus/internal/doc"
)

// fromCapitals takes runs of capitalised words behind a word of place that no recogniser took for a name, or took for a
// person of one word ("mayor of Denver").
func (r *resolver) fromCapitals() {
	for s := range r.d.Sentences {
		sent := &r.d.Sentences[s]
		for i := sent.Start + 1; i < sent.End; i++ {
			if !capital(r.d.Form(i)) || !locative(r.d.Form(i-1)) && !r.ofPlace(i, sent.Start) {
				continue
			}
			e := r.run(i, sent.End)
			if rg := (doc.Range{Start: i, End: e}); r.free(rg) && !r.dated(rg) {
				if building(r.d.Form(e-1)) && e-i > 1 {
					r.add(rg, doc.FAC)
				} else if r.ends(e) {
					r.addKnownTown(rg, i > sent.Start+1 && settlement(r.d.Form(i-2)))
				}
			}
			i = e
		}
	}
}

// run gives the end of the capitalised words that begin at token i. Hyphens, apostrophes and possessives inside belong to it.
func (r *resolver) run(i, end int32) int32 {
	e := i + 1
	for e < end && e-i < maxWords {
		f := r.d.Form(e)
		joins := f == "-" || f == "'" || f == "’" || f == "'s" || f == "’s"
		if !capital(f) && !(joins && e+1 < end && capital(r.d.Form(e+1))) {
			break
		}
		e++
	}
	return e
}

// guessFrom is the prior from which a town counts that nobody but a capital letter speaks for: 10,000 people.
const guessFrom = 4.0

// addKnownTown adds a stretch that only its capital letters speak for, if some reading of it is no mere hamlet, or if the text
// says that it is a town.
func (r *resolver) addKnownTown(rg doc.Range, told bool) {
	if r.d.Form(rg.Start) == "The" { // a title: "in The Time of Your Life"
		return
	}
	gr := r.groupOf(r.d.Words(rg), doc.GPE)
	if gr < 0 {
		return
	}
	for i := range r.groups[gr].candidates {
		if r.groups[gr].candidates[i].prior >= guessFrom || told {
			r.add(rg, doc.GPE)
			return
		}
	}
}

// fromLists takes the other members of lists of places, whatever the recogniser made of them: "in Harlech, Barmouth and Bala". A
// member counts if a reading of it lies near a reading of the place before it.
func (r *resolver) fromLists() bool {
	n := len(r.mentions)
	for k := 0; k < n; k++ {
		m := r.mentions[k]
		for {
			i := m.End
			end := r.d.Sentences[m.sent].End
			for i < end && (r.d.Form(i) == "," || r.d.Form(i) == "and" || r.d.Form(i) == "or") {
				i++
			}
			if i == m.End || i >= end || !capital(r.d.Form(i)) || k+1 < n && r.mentions[k+1].Start == i {
				break
			}
			rg := doc.Range{Start: i, End: r.run(i, end)}
			if !r.mistaken(rg) || !r.ends(rg.End) || !r.near(rg, m.group) {
				break
			}
			r.add(rg, doc.GPE)
			m = r.mentions[len(r.mentions)-1]
		}
	}
	return len(r.mentions) > n
}

// mistaken tells whether a stretch is just one name that is no place, or none.
func (r *resolver) mistaken(rg doc.Range) bool {
	names := r.d.Names.All()
	i, _ := slices.BinarySearchFunc(names, rg.Start, func(n doc.Name, at int32) int { return int(n.End - 1 - at) })
	return i == len(names) || names[i].Start >= rg.End || names[i].Range == rg && names[i].Type != doc.NORP
}

// listKm is how near the members of a list lie to each other.
const listKm = 150

// near tells whether a town of that name lies near a town of the group.
func (r *resolver) near(rg doc.Range, gr int32) bool {
	with := r.groupOf(r.d.Words(rg), doc.GPE)
	if with < 0 {
		return false
	}
	for i := range r.groups[with].candidates {
		a := &r.groups[with].candidates[i]
		for k := range r.groups[gr].candidates {
			b := &r.groups[gr].candidates[k]
			if a.kind == townRef && b.kind == townRef && abs(a.lat-b.lat) < 2 && kilometres(a.lat, a.lon, b.lat, b.lon) < listKm {
				return true
			}
		}
	}
	return false
}

// dated tells whether a stretch lies in a time expression ("in March").
func (r *resolver) dated(rg doc.Range) bool {
	times := r.d.Times.All()
	i, _ := slices.BinarySearchFunc(times, rg.Start, func(t doc.Time, at int32) int { return int(t.End - 1 - at) })
	return i < len(times) && times[i].Start < rg.End
}

// free tells whether no name overlaps the stretch, but a person's of just these words.
func (r *resolver) free(rg doc.Range) bool {
	names := r.d.Names.All()
	i, _ := slices.BinarySearchFunc(names, rg.Start, func(n doc.Name, at int32) int { return int(n.End - 1 - at) })
	return i == len(names) || names[i].Start >= rg.End || names[i].Type == doc.PER && names[i].Range == rg && rg.Len() == 1
}

func capital(s string) bool { return s != "" && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 0xc3) }

func locative(s string) bool {
	switch s {
	case "in", "at", "near", "from", "outside", "around", "across", "In", "At", "Near", "From":
		return true
	}
	return false
}

// ofPlace tells whether token i follows "of" with a word before it that asks for a place: "the mayor of".
func (r *resolver) ofPlace(i, start int32) bool {
	if i < start+2 || r.d.Form(i-1) != "of" {
		return false
	}
	switch r.d.Form(i - 2) {
	case "mayor", "city", "town", "village", "district", "province", "governor", "port", "suburb", "outskirts", "streets", "people", "residents",
		"bishop", "archbishop", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "parts", "region", "battle",
		"siege", "resident", "citizens", "capital", "shores", "coast", "island", "centre", "center", "area":
		return true
	}
	return false
}

// settlement tells whether a word says that what follows its "of" is a place where people live.
func settlement(word string) bool {
	switch word {
	case "town", "city", "village", "municipality", "suburb", "port", "hamlet", "Town", "City", "Village", "Municipality", "Borough", "Port", "State",
		"Province", "County":
		return true
	}
	return false
}
