package event

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/ontology"
)

// Candidate is what may become an event, for the trainer of the judge.
type Candidate struct {
	doc.Event
	Frame    string
	Features []string
	Doubted  bool  // the rules speak against it
	Eaten    bool  // another candidate rests on its word
	Loose    bool  // a condition of its sense does not hold, or another sense of the word holds
	Word     int32 // token; candidates of one word are rivals and stand together
}

// Candidates gives the document's candidates in text order, with the features by which they are judged. The stages
// before this one must have run; nothing is written.
func (x *Extractor) Candidates(d *doc.Doc) []Candidate {
	w := x.pool.Get().(*work)
	defer x.pool.Put(w)
	w.reset(x, d)
	w.byRules = true
	defer func() { w.byRules = false }()
	w.findTriggers()
	for i := range w.cands {
		w.fill(int32(i))
	}
	w.settle()
	var out []Candidate
	var events []doc.Event
	order := make([]int, len(w.cands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.cands[a].last, w.cands[b].last) })
	for _, i := range order {
		c := &w.cands[i]
		if c.sense.Type == ontology.None {
			continue
		}
		var t model.Tally
		w.features(c, &t)
		events = append(events, w.event(c))
		out = append(out, Candidate{Frame: c.sense.Frame, Features: t.Names, Doubted: c.doubts != 0, Eaten: c.doubts&doubtEaten != 0, Loose: c.doubts&doubtLoose != 0, Word: c.last})
	}
	w.link(events)
	for i := range out {
		out[i].Event = events[i]
	}
	w.release()
	return out
}
