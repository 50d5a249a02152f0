package doc

import "slices"

// Admit takes in mentions that coreference did not make, each the only one of the entity beside it: mention i is of entity i.
// Both must be in the order of the text. Mentions keep that order, so that those behind a new one move up: all
// indexes of mentions in entities and places follow. moved gives where each old mention is now, at where the new
// ones are. Entities come last. It is for stages that run before claims are set.
func (d *Doc) Admit(mentions []Mention, entities []Entity) (moved, at []int32) {
	old, first := d.Mentions.items, int32(len(d.Entities.items))
	all := make([]Mention, 0, len(old)+len(mentions))
	moved, at = make([]int32, len(old)), make([]int32, len(mentions))
	k := 0
	for i := range mentions {
		for ; k < len(old) && old[k].Start <= mentions[i].Start; k++ {
			moved[k] = int32(len(all))
			all = append(all, old[k])
		}
		at[i] = int32(len(all))
		m := mentions[i]
		m.Entity = first + int32(i)
		all = append(all, m)
	}
	for ; k < len(old); k++ {
		moved[k] = int32(len(all))
		all = append(all, old[k])
	}
	d.Mentions.items = all
	for i := range d.Entities.items {
		follow(d.Entities.items[i].Mentions, moved)
	}
	for i := range d.Places.items {
		if p := &d.Places.items[i]; p.Mention >= 0 {
			p.Mention = moved[p.Mention]
		}
	}
	d.Entities.items = slices.Concat(d.Entities.items, entities)
	for i := range at {
		d.Entities.items[first+int32(i)].Mentions = at[i : i+1 : i+1]
	}
	return moved, at
}

// AdmitLast adds mentions, each of an entity of its own, behind those that are there; first is the index of the first mention. It
// is for the end, when no stage looks for mentions in the order of the text any more.
func (d *Doc) AdmitLast(mentions []Mention, entities []Entity) (first int32) {
	first = int32(len(d.Mentions.items))
	for i, m := range mentions {
		m.Entity = int32(len(d.Entities.items))
		e := entities[i]
		e.Mentions = []int32{first + int32(i)}
		d.Mentions.items = append(d.Mentions.items, m)
		d.Entities.items = append(d.Entities.items, e)
	}
	return first
}

func follow(list, moved []int32) {
	for i, m := range list {
		list[i] = moved[m]
	}
}

// AdmitThings adds what d.Things holds to mentions and entities, behind those that are
// there, so that a reader can follow it too. It is for the end, when no stage looks for
// participants any more. A thing of which a stage has made an entity of one mention joins it.
func (d *Doc) AdmitThings() {
	known := make(map[int32]int32, d.Mentions.Len())
	for i := range d.Mentions.items {
		known[d.Mentions.items[i].Head] = int32(i)
	}
	for _, t := range d.Things.All() {
		e := t.Entity
		for _, m := range t.Mentions {
			if k, ok := known[m.Head]; ok && e == None && len(d.Entities.items[d.Mentions.items[k].Entity].Mentions) == 1 {
				e = d.Mentions.items[k].Entity
			}
		}
		if e == None {
			e = int32(len(d.Entities.items))
			d.Entities.items = append(d.Entities.items, Entity{Name: t.Name, Type: MISC, Plural: t.Plural})
		}
		for _, m := range t.Mentions {
			if _, ok := known[m.Head]; ok {
				continue
			}
			m.Entity = e
			x := &d.Entities.items[e]
			x.Mentions = append(x.Mentions, int32(len(d.Mentions.items)))
			d.Mentions.items = append(d.Mentions.items, m)
		}
	}
}

// AdmitEntities adds entities that are spoken of by no mention of their own, such as
// the state behind "an Australian ultimatum", each with the range that names it. They
// and their mentions come last; first is the index of the first entity. It is for the
// end, when no stage looks for mentions in the order of the text any more.
func (d *Doc) AdmitEntities(entities []Entity, named []Range) (first int32) {
	first = int32(len(d.Entities.items))
	for i, e := range entities {
		m := int32(len(d.Mentions.items))
		d.Mentions.items = append(d.Mentions.items, Mention{Range: named[i], Head: named[i].End - 1, Entity: first + int32(i), Kind: NameMention, Why: "adjective of a state"})
		e.Mentions = []int32{m}
		d.Entities.items = append(d.Entities.items, e)
	}
	return first
}
