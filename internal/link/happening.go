package link

import (
	"cmp"
	"slices"
)

// happening is what is remembered of one real-world event.
type happening struct {
	id                 uint64
	typ                string
	modes              []string
	actors, recipients []party
	places             []spot
	placed             bool // the places were told, not guessed
	days               span
	past, planned      bool
	triggers           []string
	words              vector
	numbers            []counted
	stories            []uint64
	documents          int
	accounts           []account
	more               int // accounts that found no room
}

func (h *happening) fields(c *codec) {
	c.uint(&h.id)
	c.str(&h.typ)
	list(c, &h.modes, c.str)
	list(c, &h.actors, func(p *party) { p.fields(c) })
	list(c, &h.recipients, func(p *party) { p.fields(c) })
	list(c, &h.places, func(s *spot) { s.fields(c) })
	c.bool(&h.placed)
	c.day(&h.days.first)
	c.day(&h.days.last)
	c.int(&h.days.known)
	c.bool(&h.past)
	c.bool(&h.planned)
	list(c, &h.triggers, c.str)
	words := []term(h.words)
	list(c, &words, func(t *term) { t.fields(c) })
	h.words = words
	list(c, &h.numbers, func(n *counted) { n.fields(c) })
	list(c, &h.stories, c.uint)
	c.int(&h.documents)
	list(c, &h.accounts, func(a *account) { a.fields(c) })
	c.int(&h.more)
}

// Bounds of what is looked at for one event and kept of one happening.
const (
	happeningPostings   = 16
	happeningCandidates = 16
	storyMates          = 12
	slackDays           = 4   // between two reports of one event
	storyDays           = 400 // within a story events are found again for that long
	keptParties         = 8
	keptPlaces          = 6
	keptTriggers        = 12
	keptWords           = 48
	keptNumbers         = 16
	keptStories         = 8
	keptAccounts        = 40
)

// Where a document tells a happening: a heading tells again what the text tells.
const (
	inHeading = 1 + iota
	inBody
)

// findEvents puts each event of the record in its happening.
func (x *linking) findEvents() error {
	x.result.Events = make([]Merge, len(x.rec.Events))
	units := x.tellings()
	denials := x.plainDenials(units)
	x.keep(units)
	for i, t := range units {
		h, m := x.stays(t)
		if h == nil {
			var err error
			if h, m, err = x.likeliest(t); err != nil {
				return err
			}
		}
		if h == nil {
			var err error
			if h, err = x.begin(t); err != nil {
				return err
			}
			m = Merge{New: true, Similarity: 1}
		}
		x.open[h.id] = h
		x.merge(h, t, denials[i], m.Similarity >= sureMerge && h.comparable(t))
		if err := x.settle(h, t, m); err != nil {
			return err
		}
	}
	return nil
}

// begin makes a happening of the telling, be it one that the document gave up.
func (x *linking) begin(t *told) (*happening, error) {
	if h := x.reuse(t); h != nil {
		h.restart(t)
		return h, nil
	}
	id, err := x.memory.NextID(KindHappening)
	if err != nil {
		return nil, err
	}
	h := &happening{id: id}
	h.restart(t)
	return h, nil
}

// restart makes a happening that nobody tells, new or given up, that of the telling.
func (h *happening) restart(t *told) {
	*h = happening{id: h.id, typ: t.typ, days: t.days, past: t.past, planned: t.planned}
}

// likeliest finds the happening that the event is told of; nil for none.
func (x *linking) likeliest(t *told) (*happening, Merge, error) {
	ids, err := x.candidates(t)
	if err != nil {
		return nil, Merge{}, err
	}
	known, err := x.happenings(ids)
	if err != nil {
		return nil, Merge{}, err
	}
	var best *happening
	var m Merge
	for _, h := range known {
		if h.documents == 0 { // given up, see reuse
			continue
		}
		if s, evidence := x.likeness(t, h); s >= 0 && (best == nil || s > m.Similarity) {
			best, m = h, Merge{Similarity: s, Evidence: evidence}
		}
	}
	if best != nil {
		m.Similarity = chance(m.Similarity)
	}
	return best, m, nil
}

// candidates are happenings of the days in question with a participant, place or
// story in common, and those of the story for longer.
func (x *linking) candidates(t *told) ([]uint64, error) {
	keys := x.happeningKeys(t)
	var ids []uint64
	look := func(keys []uint64, from, to int32, most int) error {
		found, err := x.memory.Lookup(KindHappening, keys, from, to, happeningPostings, most)
		ids = append(ids, found...)
		return err
	}
	switch {
	case t.days.first == NoDay && x.day != NoDay:
		if err := look(keys, NoDay, x.day-pastDays, happeningCandidates); err != nil {
			return nil, err
		}
	case t.days.first == NoDay:
		if err := look(keys, NoDay, maxDay, happeningCandidates); err != nil {
			return nil, err
		}
	default:
		from := t.days.first - slackDays
		if t.days.known == guessed {
			from -= slackDays
		}
		if err := look(keys, from, t.days.last+slackDays, happeningCandidates); err != nil {
			return nil, err
		}
	}
	day := x.day
	if day == NoDay {
		day = t.days.last
	}
	if day != NoDay && t.days.first != NoDay {
		if err := look(keys[:1], day-storyDays, day+storyDays, storyMates); err != nil {
			return nil, err
		}
	}
	if err := look(keys, NoDay, NoDay, storyMates); err != nil {
		return nil, err
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// happeningKeys are the story's, and those of participants and place, each with the family of types.
func (x *linking) happeningKeys(t *told) []uint64 {
	family := kin().family[t.typ]
	keys := []uint64{hash("story", family, decimal(int(x.result.Story.ID)))}
	for _, side := range [][]party{t.actors, t.recipients} {
		for _, p := range side[:min(len(side), 3)] {
			switch {
			case p.named:
				keys = append(keys, hash("party", family, p.key))
			case p.country != "":
				keys = append(keys, hash("party", family, p.country, p.sector))
			}
		}
	}
	for _, s := range t.spots() {
		keys = append(keys, hash("place", family, s.name, s.country))
	}
	return keys
}

// spots are the event's place, or those that may be.
func (t *told) spots() []spot {
	if t.place.name != "" {
		return []spot{t.place}
	}
	return t.near
}

// happenings loads those that this document has not yet changed.
func (x *linking) happenings(ids []uint64) ([]*happening, error) {
	out := make([]*happening, 0, len(ids))
	var missing []uint64
	for _, id := range ids {
		if h := x.open[id]; h != nil {
			out = append(out, h)
		} else {
			missing = append(missing, id)
		}
	}
	blobs, err := x.memory.Load(KindHappening, missing)
	if err != nil {
		return nil, err
	}
	for i, b := range blobs {
		h := &happening{}
		if b == nil || decode(b, h) != nil {
			continue
		}
		x.open[missing[i]] = h
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b *happening) int { return cmp.Compare(a.id, b.id) })
	return out, nil
}

// merge adds what the document tells to the happening, and notes what contradicts it
// where they are surely one event.
func (x *linking) merge(h *happening, t *told, denied []int, sure bool) {
	if sure {
		x.contradictSlots(h, t)
	}
	accounts := x.accountsOf(t, denied)
	for i := range accounts {
		if sure {
			x.contradictAccount(h, &accounts[i])
		}
		h.take(&accounts[i])
	}
	x.contradictNumbers(h, t, sure)
	if x.toldIn[h.id] == 0 {
		h.documents++
	}
	if t.heading {
		x.toldIn[h.id] = max(x.toldIn[h.id], inHeading)
	} else {
		x.toldIn[h.id] = inBody
	}
	all := slices.Concat(h.actors, h.recipients)
	together := kin().family[t.typ] == "cooperation"
	h.actors = mergeParties(h.actors, t.actors, all, together)
	h.recipients = mergeParties(h.recipients, t.recipients, all, together)
	h.modes = union(h.modes, t.modes, 8)
	h.triggers = union(h.triggers, t.triggers, keptTriggers)
	h.stories = union(h.stories, []uint64{x.result.Story.ID}, keptStories)
	h.addPlaces(t)
	h.mergeDays(t)
	h.words = h.words.plus(t.words, 1).top(keptWords)
}

func union[T comparable](a, b []T, most int) []T {
	for _, v := range b {
		if len(a) < most && !slices.Contains(a, v) {
			a = append(a, v)
		}
	}
	return a
}

// mergeParties adds other names of those who are known. A stranger is added only where
// nobody was, or to those who act together: else a happening would gather everybody.
func mergeParties(known, told, all []party, together bool) []party {
	first := len(known) == 0
	if agree, _, _ := sidesAgree(told, all); together && agree <= 0 && len(all) > 0 {
		return known
	}
	for _, p := range told {
		if len(known) >= keptParties || slices.ContainsFunc(known, func(q party) bool { return q.key == p.key }) {
			continue
		}
		if first || together || slices.ContainsFunc(known, func(q party) bool { return p.agrees(q) > agreeing }) {
			known = append(known, p)
		}
	}
	return known
}

// addPlaces keeps the places told; those that only may be until one is told.
func (h *happening) addPlaces(t *told) {
	if t.place.name != "" && !h.placed {
		h.placed, h.places = true, nil
	}
	if t.place.name == "" && h.placed {
		return
	}
	for _, s := range t.spots() {
		if len(h.places) < keptPlaces && !slices.ContainsFunc(h.places, func(o spot) bool { return o.name == s.name }) {
			h.places = append(h.places, s)
		}
	}
}

// mergeDays keeps the best known days; what is guessed twice becomes no wider than both.
func (h *happening) mergeDays(t *told) {
	switch {
	case t.days.known > h.days.known, h.days.first == NoDay:
		h.days = t.days
	case t.days.known == h.days.known && t.days.known == interval && t.days.first != NoDay:
		if t.days.last-t.days.first < h.days.last-h.days.first {
			h.days = t.days
		}
	}
	h.past = h.past && t.past
	h.planned = h.planned && t.planned
}
