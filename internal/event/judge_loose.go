package event

import (
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/model"
	"herodotus/internal/ontology"
)

// contend proposes other senses of the words that the lexicon lists, once the candidates by its rules are settled, for
// what they stand on does not change any more: senses that hold but for a condition, and those of another type than the
// sense that holds. Of one word the likeliest becomes an event.
func (w *work) contend() {
	for _, t := range w.open {
		if w.candAt[t] < 0 {
			w.rivals(t, doc.None)
		}
	}
	for i, n := int32(0), int32(len(w.cands)); i < n; i++ {
		if c := &w.cands[i]; c.sense.Type != ontology.None && c.doubts&doubtLoose == 0 && c.doubts&doubtEaten == 0 && (w.byRules || c.chance < sure) {
			w.rivals(c.last, i)
		}
	}
	w.kept = slices.DeleteFunc(w.kept, func(i int32) bool { return w.cands[i].beaten })
}

// sure is the chance from which a candidate has no rivals to fear.
const sure = 0.97

// rivals lets the senses of word t compete, one of each type, against the candidate that holds it, if any.
func (w *work) rivals(t, holder int32) {
	tok, best, held := t, doc.None, ""
	if holder >= 0 {
		c := &w.cands[holder]
		if tok, held = c.tok, c.sense.Type; w.accepted(c) {
			best = holder
		}
	}
	var found [8]*frame.Sense
	for _, s := range w.loosely(found[:0], t, held) {
		if !w.byRules && w.hopeless(&candidate{tok: tok, last: t, sense: s, doubts: doubtLoose, held: held}) {
			continue
		}
		i := int32(len(w.cands))
		w.cands = append(w.cands, candidate{tok: tok, last: t, sense: s, doubts: doubtLoose, held: held})
		w.candAt[tok] = i
		w.fill(i)
		w.cands[i].dropped = w.unmet(&w.cands[i])
		w.weigh(i)
		w.candAt[tok] = holder
		if c := &w.cands[i]; w.accepted(c) && (best < 0 || c.chance > w.cands[best].chance) {
			best = i
		}
	}
	if best >= 0 && best != holder {
		w.candAt[tok] = best
		w.kept = append(w.kept, best)
		if holder >= 0 {
			w.cands[holder].beaten = true
		}
	}
}

// hopelessOdds are the log odds by its sense alone below which no participants save a candidate.
const hopelessOdds = -1.5

// hopeless spares the search for the participants of most rivals.
func (w *work) hopeless(c *candidate) bool {
	t := model.Tally{Weights: &w.x.verdicts}
	w.senseFeatures(c, &t)
	return t.Sum < hopelessOdds
}

// unmet tells whether a participant that the sense needs was not found.
func (w *work) unmet(c *candidate) bool {
	return c.sense.NeedA && len(c.actors) == 0 || c.sense.NeedR && len(c.others) == 0
}

// loosely appends, for each type but the one that holds the word, the sense of word t of whose conditions the fewest do
// not hold, none of them an exclusion.
func (w *work) loosely(dst []*frame.Sense, t int32, held string) []*frame.Sense {
	head := w.Lemma[t]
	if len(w.x.lex.Of(head)) == 0 {
		head = w.Form[t]
	}
	var fails [8]int
	senses := w.x.lex.Of(head)
	for i := range senses {
		s := &senses[i]
		if s.Type == ontology.None || s.Type == held || !w.fits(t, s) {
			continue
		}
		n := w.failing(t, s)
		if n < 0 || n == 0 && held == "" {
			continue
		}
		k := slices.IndexFunc(dst, func(o *frame.Sense) bool { return o.Type == s.Type })
		switch {
		case k < 0 && len(dst) < len(fails):
			fails[len(dst)] = n
			dst = append(dst, s)
		case k >= 0 && n < fails[k]:
			dst[k], fails[k] = s, n
		}
	}
	return dst
}

// failing counts the conditions that do not hold; -1 when an exclusion is among them.
func (w *work) failing(t int32, s *frame.Sense) int {
	n := 0
	for i := range s.Conds {
		if w.holds(t, s, &s.Conds[i]) != s.Conds[i].Not {
			continue
		}
		if s.Conds[i].Not {
			return -1
		}
		n++
	}
	return n
}
