package link

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// weights is weights.txt, read.
var weights = sync.OnceValue(func() map[string]float64 {
	out := map[string]float64{}
	for line := range strings.Lines(weightFile) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		if v, err := strconv.ParseFloat(f[1], 64); err == nil {
			out[f[0]] = v
		}
	}
	return out
})

// chance turns log odds into a probability.
func chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// weigher adds up evidence and keeps what agreed, for people.
type weigher struct {
	weights  map[string]float64
	sum      float64
	evidence []string
}

// add counts a sign that many times; slot and value tell people what agreed.
func (w *weigher) add(sign string, times float64, slot, value string) {
	weight := w.weights[sign] * times
	w.sum += weight
	if weight > 0 && value != "" {
		w.evidence = append(w.evidence, slot+": "+value)
	}
}

// strangeWords is the cosine below which two clauses have nothing in common.
const strangeWords = 0.08

// likeness of an event to a happening: log odds that they are one, and what agreed.
func (x *linking) likeness(t *told, h *happening) (float64, []string) {
	w := weigher{weights: weights()}
	w.sum = -w.weights["same"]
	switch {
	case t.typ == h.typ:
		w.add("type.same", 1, "type", t.typ)
	case kin().pairs[[2]string{t.typ, h.typ}]:
		w.add("type.kin", 1, "type", t.typ+" ~ "+h.typ)
	default:
		w.add("type.other", 1, "", "")
	}
	switch {
	case len(t.modes) == 0 || len(h.modes) == 0:
	case slices.ContainsFunc(t.modes, func(m string) bool { return slices.Contains(h.modes, m) }):
		w.add("mode.same", 1, "mode", strings.Join(t.modes, " "))
	default:
		w.add("mode.other", 1, "", "")
	}
	for _, s := range t.triggers {
		if slices.Contains(h.triggers, s) {
			w.add("word", 1, "word", s)
			break
		}
	}
	x.weighSides(&w, t, h)
	weighPlace(&w, t, h)
	x.weighDays(&w, t, h)
	cosine, shared := t.words.dot(slices.Clone(h.words).unit())
	if cosine < strangeWords && kin().family[t.typ] == "words" {
		w.add("strange", 1, "", "")
	}
	w.add("words", cosine, "words", strings.Join(shared, " "))
	if slices.Contains(h.stories, x.result.Story.ID) {
		w.add("story.same", 1, "story", decimal(int(x.result.Story.ID)))
	} else {
		w.add("story.other", 1, "", "")
	}
	weighNumbers(&w, t, h)
	if x.toldIn[h.id] == inBody && !t.heading {
		w.add("apart", 1, "", "")
		if t.typ != h.typ {
			w.add("apart.kin", 1, "", "")
		}
	}
	return w.sum, w.evidence
}

// weighSides compares participants; in meetings and agreements it does not matter on which side they stand.
func (x *linking) weighSides(w *weigher, t *told, h *happening) {
	family := kin().family[t.typ]
	if family == "cooperation" {
		a, name := sidesAgree(slices.Concat(t.actors, t.recipients), slices.Concat(h.actors, h.recipients))
		w.add("participants", a, "participants", name)
		return
	}
	a, name := sidesAgree(t.actors, h.actors)
	if family == "words" { // who says so is what the event is
		w.add("speaker", a, "actor", name)
	} else {
		w.add("actor", a, "actor", name)
	}
	a, name = sidesAgree(t.recipients, h.recipients)
	w.add("recipient", a, "recipient", name)
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
		if best <= -1 {
			best = otherParty
		}
		sum += best
	}
	return max(-1, sum/float64(len(told))), strings.Join(names, ", ")
}

// otherParty: one stranger weighs more than one who was there.
const otherParty = -1.5

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

// weighPlace compares places. Where one is a guess from the sentence, it speaks only
// for, and less.
func weighPlace(w *weigher, t *told, h *happening) {
	told := t.spots()
	if len(told) == 0 || len(h.places) == 0 {
		return
	}
	best, name := "", ""
	for _, p := range told {
		for _, s := range h.places {
			if sign := p.agrees(s); best == "" || w.weights[sign] > w.weights[best] {
				best, name = sign, s.name
			}
		}
	}
	switch {
	case t.place.name != "" && h.placed:
		w.add(best, 1, "place", name)
	case w.weights[best] > 0:
		w.add(best, w.weights["place.guess"], "place", name)
	}
}

const nearKm, farKm = 30, 120

// agrees gives the sign of how two places lie to each other.
func (s spot) agrees(o spot) string {
	switch {
	case s.name == o.name && s.country == o.country, s.geonames != 0 && s.geonames == o.geonames:
		if s.state {
			return "place.state"
		}
		return "place.same"
	case s.country != "" && o.country != "" && s.country != o.country:
		return "place.foreign"
	case s.state || o.state:
		return "place.state"
	}
	switch d := s.km(o); {
	case d <= nearKm:
		return "place.same"
	case d <= farKm:
		return "place.near"
	}
	return "place.far"
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
			w.add("past", 1, "", "")
		}
		return
	case t.days.first == NoDay || h.days.first == NoDay:
		if t.past != h.past {
			w.add("past", 1, "", "")
		}
		return
	}
	if t.days.known == guessed && !t.planned {
		w.add(lag(x.day-h.days.last, x.day-h.days.first), 1, "day", dayText(h.days.last))
		return
	}
	switch gap := max(t.days.first-h.days.last, h.days.first-t.days.last); {
	case gap <= 0 && t.days.known == exact && h.days.known == exact:
		w.add("day.same", 1, "day", dayText(t.days.first))
	case gap <= 0:
		w.add("day.overlap", 1, "day", dayText(t.days.first))
	case gap == 1:
		w.add("day.next", 1, "day", dayText(t.days.first))
	case gap <= slackDays:
		w.add("day.near", 1, "", "")
	default:
		w.add("day.far", 1, "", "")
	}
}

// lag is the sign of so many days between the end and the beginning of a happening and a report.
func lag(afterLast, afterFirst int32) string {
	switch {
	case afterFirst < -1:
		return "told.before"
	case afterLast <= 3:
		return "told.soon"
	case afterLast <= 14:
		return "told.later"
	}
	return "told.late"
}

func weighNumbers(w *weigher, t *told, h *happening) {
	for _, n := range t.numbers {
		for i := range h.numbers {
			k := &h.numbers[i]
			if k.kind != n.kind {
				continue
			}
			if n.low <= k.high && k.low <= n.high {
				w.add("number.same", 1, "number", n.kind)
			} else {
				w.add("number.other", 1, "", "")
			}
			return
		}
	}
}
