package link

import (
	"cmp"
	"slices"

	"herodotus/record"
)

// reading finds the parts of a record by their ids and places, so that no step
// searches through a long one.
type reading struct {
	entities map[string]*record.Entity
	mentions map[string]*record.Mention
	claims   map[string]*record.Claim
	places   map[string]*record.Place
	events   map[string]int // index
	placed   []placed       // by their place in the text
	words    []word
	names    []bool // by byte: a name stands there
	rec      *record.Record
}

type placed struct {
	at int
	id string
}

func read(r *record.Record) reading {
	x := reading{
		entities: map[string]*record.Entity{}, mentions: map[string]*record.Mention{}, claims: map[string]*record.Claim{},
		places: map[string]*record.Place{}, events: map[string]int{}, rec: r,
		words: wordsOf(r.Document.Text), names: make([]bool, len(r.Document.Text)+1),
	}
	for i := range r.Entities {
		x.entities[r.Entities[i].ID] = &r.Entities[i]
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		x.mentions[m.ID] = m
		for b := m.Start; m.Kind == "name" && b < min(m.End, len(x.names)); b++ {
			x.names[b] = true
		}
	}
	for i := range r.Claims {
		x.claims[r.Claims[i].ID] = &r.Claims[i]
	}
	for i := range r.Events {
		x.events[r.Events[i].ID] = i
	}
	for i := range r.Places {
		p := &r.Places[i]
		x.places[p.ID] = p
		if m := x.mentions[p.Mention]; m != nil {
			x.placed = append(x.placed, placed{m.Start, p.ID})
		}
	}
	slices.SortStableFunc(x.placed, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	return x
}

// members are those of a group, else the entity itself.
func (x *reading) members(entity string) []string {
	if e := x.entities[entity]; e != nil && len(e.Members) > 0 {
		return e.Members
	}
	return []string{entity}
}

// sentence is the index of the sentence at that byte, or of the next one.
func (x *reading) sentence(at int) int {
	i, _ := slices.BinarySearchFunc(x.rec.Sentences, at, func(s record.Sentence, at int) int { return s.End - at - 1 })
	return i
}

func (x *reading) sentenceOf(at int) record.Sentence {
	if i := x.sentence(at); i < len(x.rec.Sentences) && x.rec.Sentences[i].Start <= at {
		return x.rec.Sentences[i]
	}
	return record.Sentence{}
}

// wordsIn gives the words of a stretch of text.
func (x *reading) wordsIn(s record.Span) []word {
	from, _ := slices.BinarySearchFunc(x.words, s.Start, func(w word, t int) int { return w.start - t })
	to, _ := slices.BinarySearchFunc(x.words, s.End, func(w word, t int) int { return w.start - t })
	return x.words[from:max(from, to)]
}
