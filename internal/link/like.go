package link

import (
	"math"
	"slices"
	"strings"
)

// What speaks for and against an event of the record being a happening that is
// known already: log odds, added. sameEvent is where merging is likelier right than not.
const (
	sameEvent = 3.2

	sameType, kinType, otherType        = 1.4, 0.2, -4.0
	sameModes, otherModes               = 0.4, -0.6
	sameTrigger                         = 1.0
	partyWeight                         = 1.5 // times -1 … 1
	samePlace, nearPlace, roughPlace    = 1.4, 0.5, 0.2
	farPlace, foreignPlace              = -1.6, -2.4
	sameDay, overlappingDays, nextDay   = 1.2, 0.6, 0.2
	nearDays, farDays                   = -1.0, -4.0
	soonAfter, somewhatAfter, longAfter = 0.6, -0.2, -1.2
	beforeIt                            = -2.0
	wordsWeight                         = 2.6 // times the cosine
	sameStoryBonus, otherStory          = 1.2, -0.8
	copyBonus                           = 1.0
	sameNumber, otherNumber             = 0.6, -0.5
	pastAndNews                         = -2.5 // one told as long past, the other as news
	toldApart                           = -1.5 // the document tells the happening already, in other words
)

// chance turns log odds into a probability, with even odds at sameEvent.
func chance(s float64) float64 { return 1 / (1 + math.Exp(-(s - sameEvent))) }

// weigher adds up evidence and keeps what agreed, for people.
type weigher struct {
	sum      float64
	evidence []string
}

func (w *weigher) add(weight float64, slot, value string) {
	w.sum += weight
	if weight > 0 && value != "" {
		w.evidence = append(w.evidence, slot+": "+value)
	}
}

// likeness of an event to a happening in log odds, and what agreed.
func (x *linking) likeness(t *told, h *happening) (float64, []string) {
	var w weigher
	switch {
	case t.typ == h.typ:
		w.add(sameType, "type", t.typ)
	case kin().pairs[[2]string{t.typ, h.typ}]:
		w.add(kinType, "type", t.typ+" ~ "+h.typ)
	default:
		w.add(otherType, "", "")
	}
	switch {
	case len(t.modes) == 0 || len(h.modes) == 0:
	case slices.ContainsFunc(t.modes, func(m string) bool { return slices.Contains(h.modes, m) }):
		w.add(sameModes, "mode", strings.Join(t.modes, " "))
	default:
		w.add(otherModes, "", "")
	}
	for _, s := range t.triggers {
		if slices.Contains(h.triggers, s) {
			w.add(sameTrigger, "word", s)
			break
		}
	}
	x.weighSides(&w, t, h)
	weighPlace(&w, t, h)
	x.weighDays(&w, t, h)
	cosine, shared := t.words.dot(slices.Clone(h.words).unit())
	w.add(wordsWeight*cosine, "words", strings.Join(shared, " "))
	if slices.Contains(h.stories, x.result.Story.ID) {
		w.add(sameStoryBonus, "story", decimal(int(x.result.Story.ID)))
	} else {
		w.add(otherStory, "", "")
	}
	weighNumbers(&w, t, h)
	if x.toldIn[h.id] {
		w.add(toldApart, "", "")
	}
	return w.sum, w.evidence
}

// weighSides compares participants; in meetings and agreements it does not matter on which side they stand.
func (x *linking) weighSides(w *weigher, t *told, h *happening) {
	if f := kin().family[t.typ]; f == "cooperation" {
		a, name := sidesAgree(slices.Concat(t.actors, t.recipients), slices.Concat(h.actors, h.recipients))
		w.add(1.6*partyWeight*a, "participants", name)
		return
	}
	a, name := sidesAgree(t.actors, h.actors)
	w.add(partyWeight*a, "actor", name)
	a, name = sidesAgree(t.recipients, h.recipients)
	w.add(partyWeight*a, "recipient", name)
}

// sidesAgree is from -1, different people, to 1, the same; 0 when one side is unknown.
func sidesAgree(told, known []party) (float64, string) {
	if len(told) == 0 || len(known) == 0 {
		return 0, ""
	}
	sum := 0.0
	names := []string{}
	for _, p := range told {
		best := -1.0
		for _, q := range known {
			best = max(best, p.agrees(q))
		}
		if best > 0 {
			names = append(names, p.name)
		}
		sum += best
	}
	return sum / float64(len(told)), strings.Join(names, ", ")
}

// agrees says how well two participants can be one: the same identity, the same
// country and sector, descriptions of one kind.
func (p party) agrees(q party) float64 {
	switch {
	case p.key == q.key && (p.named || p.country != ""):
		return 1
	case p.country != "" && q.country != "" && p.country != q.country:
		return -1
	case p.named && q.named && p.sector != "" && p.sector == q.sector && p.country != "":
		return 0.1 // two bodies of one kind, or one and its part
	case p.named && q.named && (p.sector == "GOV" || q.sector == "GOV") && p.country != "" && p.country == q.country:
		return 0.5 // a state and its minister
	case p.named && q.named:
		return -0.5
	case p.country != "" && p.country == q.country && p.sector == q.sector:
		return 0.7
	case p.country != "" && p.country == q.country:
		return 0.3
	case p.sector != "" && p.sector == q.sector:
		return 0.3
	case p.key == q.key:
		return 0.4
	}
	return 0
}

func weighPlace(w *weigher, t *told, h *happening) {
	if t.place.name == "" || len(h.places) == 0 {
		return
	}
	best, name := foreignPlace, ""
	for _, s := range h.places {
		if v := t.place.agrees(s); v > best {
			best, name = v, s.name
		}
	}
	w.add(best, "place", name)
}

const nearKm, farKm = 30, 120

func (s spot) agrees(o spot) float64 {
	switch {
	case s.name == o.name && s.country == o.country, s.geonames != 0 && s.geonames == o.geonames:
		if s.state {
			return roughPlace
		}
		return samePlace
	case s.country != "" && o.country != "" && s.country != o.country:
		return foreignPlace
	case s.state || o.state:
		return roughPlace
	}
	switch d := s.km(o); {
	case d <= nearKm:
		return samePlace
	case d <= farKm:
		return nearPlace
	}
	return farPlace
}

// km is the distance on the sphere (haversine).
func (s spot) km(o spot) float64 {
	const radius, rad = 6371, math.Pi / 180
	a, b := float64(s.lat)*rad, float64(o.lat)*rad
	dy, dx := math.Sin((b-a)/2), math.Sin(float64(o.lon-s.lon)*rad/2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, dy*dy+math.Cos(a)*math.Cos(b)*dx*dx)))
}

// weighDays compares when; an event without a date is known by how long after the
// happening it is told.
func (x *linking) weighDays(w *weigher, t *told, h *happening) {
	switch {
	case t.past && t.days.first == NoDay:
		if !h.past && h.days.last != NoDay && x.day != NoDay && h.days.last > x.day-pastDays {
			w.add(pastAndNews, "", "")
		}
		return
	case t.days.first == NoDay || h.days.first == NoDay:
		if t.past != h.past {
			w.add(pastAndNews, "", "")
		}
		return
	}
	if t.days.known == guessed && !t.planned {
		w.add(lagWeight(x.day-h.days.last, x.day-h.days.first), "day", dayText(h.days.last))
		return
	}
	switch gap := max(t.days.first-h.days.last, h.days.first-t.days.last); {
	case gap <= 0 && t.days.known == exact && h.days.known == exact:
		w.add(sameDay, "day", dayText(t.days.first))
	case gap <= 0:
		w.add(overlappingDays, "day", dayText(t.days.first))
	case gap == 1:
		w.add(nextDay, "day", dayText(t.days.first))
	case gap <= slackDays:
		w.add(nearDays, "", "")
	default:
		w.add(farDays, "", "")
	}
}

// lagWeight: so many days after the end and the beginning of the happening the report came.
func lagWeight(afterLast, afterFirst int32) float64 {
	switch {
	case afterFirst < -1:
		return beforeIt
	case afterLast <= 3:
		return soonAfter
	case afterLast <= 14:
		return somewhatAfter
	}
	return longAfter
}

func weighNumbers(w *weigher, t *told, h *happening) {
	for _, n := range t.numbers {
		for i := range h.numbers {
			k := &h.numbers[i]
			if k.kind != n.kind {
				continue
			}
			if n.low <= k.high && k.low <= n.high {
				w.add(sameNumber, "number", n.kind)
			} else {
				w.add(otherNumber, "", "")
			}
			return
		}
	}
}
