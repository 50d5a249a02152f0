package link

import (
	"slices"
	"strings"
)

// comparison is how an event of a record lies to a happening.
type comparison struct {
	actor, recipient float64 // -1 … 1, 0 unknown; of cooperation, both are of all who take part
	who, whom        string
	several          bool // two or more participants agree
	mode             bool // a mode in common
	word             string
	cosine           float64
	shared           []string
	place            string // sign
	placeName        string
	placed           bool   // both places were told
	day              bool   // both days are known, and one
	number           string // sign
}

// likeness of an event to a happening: log odds that they are one, and what agreed.
func (x *linking) likeness(t *told, h *happening) (float64, []string) {
	c := x.compare(t, h)
	family := kin().family[t.typ]
	w := weigher{weights: weights()}
	w.sum = -w.weights["same"]
	if !c.plausible(family, t.heading && x.toldIn[h.id] != 0) {
		w.add("implausible", 1, "", "")
	}
	weighKind(&w, t, h)
	if c.word != "" {
		w.add("word", 1, "word", c.word)
	}
	switch family {
	case "cooperation":
		w.add("participants", c.actor, "participants", c.who)
	case "words":
		w.add("speaker", c.actor, "actor", c.who)
		w.add("recipient", c.recipient, "recipient", c.whom)
	default:
		w.add("actor", c.actor, "actor", c.who)
		w.add("recipient", c.recipient, "recipient", c.whom)
	}
	switch {
	case c.placed:
		w.add(c.place, 1, "place", c.placeName)
	case w.weights[c.place] > 0:
		w.add(c.place, w.weights["place.guess"], "place", c.placeName)
	}
	x.weighDays(&w, t, h)
	w.add("words", c.cosine, "words", strings.Join(c.shared, " "))
	if slices.Contains(h.stories, x.result.Story.ID) {
		w.add("story.same", 1, "story", decimal(int(x.result.Story.ID)))
	} else if !t.past { // history is told in any story
		w.add("story.other", 1, "", "")
	}
	if c.number != "" {
		w.add(c.number, 1, "number", "agrees")
	}
	if x.toldIn[h.id] == inBody && !t.heading && !t.denied {
		w.add("apart", 1, "", "")
		if t.typ != h.typ {
			w.add("apart.kin", 1, "", "")
		}
	}
	return w.sum, w.evidence
}

func (x *linking) compare(t *told, h *happening) comparison {
	var c comparison
	if kin().family[t.typ] == "cooperation" {
		c.actor, c.who, c.several = sidesAgree(slices.Concat(t.actors, t.recipients), slices.Concat(h.actors, h.recipients))
	} else {
		c.actor, c.who, _ = sidesAgree(t.actors, h.actors)
		c.recipient, c.whom, _ = sidesAgree(t.recipients, h.recipients)
	}
	for _, s := range t.triggers {
		if slices.Contains(h.triggers, s) {
			c.word = s
			break
		}
	}
	c.mode = intersects(t.modes, h.modes)
	c.cosine, c.shared = t.words.dot(slices.Clone(h.words).unit())
	c.place, c.placeName = placesAgree(t.spots(), h.places)
	c.placed = t.place.name != "" && h.placed
	c.day = t.days.known == exact && h.days.known == exact && t.days.first == h.days.first
	c.number = numbersAgree(t.numbers, h.numbers)
	return c
}

// What a slot must reach to speak for one event by itself.
const (
	agreeing    = 0.4
	sameClause  = 0.3 // cosine
	sameSubject = 0.2 // cosine
)

// plausible asks for more than a story, a type and some days in common, which any two
// sentences about a quarrel or a campaign have: an act of words is its speaker's, and its
// addressee's or of one content; an act of cooperation that of those who take part; an
// act of force has two of its word, mode, sides, place, day, number and circumstances in
// common. A heading repeats in fewer words what its text tells.
func (c *comparison) plausible(family string, heading bool) bool {
	matter := c.day || c.word != "" || c.cosine >= sameSubject
	kind := c.word != "" || c.mode || c.cosine >= sameSubject
	switch family {
	case "words":
		return c.actor > agreeing && (heading || c.recipient > agreeing && matter || c.recipient >= 0 && c.cosine >= sameClause)
	case "cooperation":
		return c.actor > agreeing/2 && (heading || c.several && matter || c.day && kind || c.cosine >= sameClause)
	}
	signs := 0
	for _, s := range []bool{c.word != "", c.mode, c.actor > agreeing, c.recipient > agreeing, c.place == "place.same", c.day, c.cosine >= sameSubject, c.number == "number.same" || c.number == "number.equal"} {
		if s {
			signs++
		}
	}
	return signs >= 2 || heading && signs == 1
}

func weighKind(w *weigher, t *told, h *happening) {
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
	case intersects(t.modes, h.modes):
		w.add("mode.same", 1, "mode", strings.Join(t.modes, " "))
	default:
		w.add("mode.other", 1, "", "")
	}
}

// sidesAgree is from -1, different people, to 1, the same; 0 when one side is unknown.
func sidesAgree(told, known []party) (agree float64, names string, several bool) {
	if len(told) == 0 || len(known) == 0 {
		return 0, "", false
	}
	sum := 0.0
	var met []string
	for _, p := range told {
		best := -1.0
		for _, q := range known {
			best = max(best, p.agrees(q))
		}
		if best > 0 {
			met = append(met, p.name)
		}
		if best <= -1 {
			best = otherParty
		}
		sum += best
	}
	return max(-1, sum/float64(len(told))), strings.Join(met, ", "), len(met) > 1
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
	case p.named && q.named && p.place && q.place:
		return -0.5 // two states or towns
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
		if h.days.known == guessed {
			w.add("told.vague", 1, "", "")
		}
		return
	}
	switch gap := max(t.days.first-h.days.last, h.days.first-t.days.last); {
	case gap <= 0 && t.days.known == exact && h.days.known == exact:
		w.add("day.same", 1, "day", dayText(t.days.first))
	case gap <= 0 && t.past && !h.past:
		w.add("day.ago", 1, "day", dayText(h.days.first))
	case gap <= 0 && max(t.days.last-t.days.first, h.days.last-h.days.first) > longDays:
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

// tellingNumber is the least that two reports will hardly have in common by chance.
const tellingNumber = 5

// numbersAgree gives the sign of the first number that agrees with a known one; else of
// those that do not, "" where there are none of one kind.
func numbersAgree(told []number, known []counted) string {
	other := ""
	for _, n := range told {
		for i := range known {
			switch k := &known[i]; {
			case k.kind != n.kind:
			case n.low == k.low && n.high == k.high && n.low == n.high && n.low >= tellingNumber:
				return "number.equal"
			case n.low <= k.high && k.low <= n.high:
				return "number.same"
			default:
				other = "number.other"
			}
		}
	}
	return other
}
