package topic

import (
	"cmp"
	"slices"
	"strconv"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/ontology"
)

// The probabilities from which a context is given: one of which the table's words speak, and one of which they do not. In
// cross-validation higher ones leave out too many that readers noted.
const (
	leastSaid   = 0.1
	leastUnsaid = 0.3
)

// Event is what contexts are asked for: the token that signifies it, its type, and the contexts that its frame has.
type Event struct {
	Token    int32
	Type     string
	Contexts []string
}

// Ballot is what speaks for one context of an event, for the trainer.
type Ballot struct {
	Context  string
	Rank     int // among those of which the table's words speak, -1 if they do not
	Features []string
}

// Ballots gives what speaks for each context of an event.
func (c *Counter) Ballots(e Event) []Ballot {
	v := c.view(e)
	var out []Ballot
	for i, name := range ontology.Contexts() {
		out = append(out, Ballot{name, v.ranks[i], v.features(i)})
	}
	return out
}

// view is what the model sees of an event.
type view struct {
	Event
	near, whole *counts
	ranks       []int    // place of each context by the table's words and the frame, -1 for none
	about       []string // what has a weight for each context: the type, and the words of the sentence
}

func (c *Counter) view(e Event) view {
	near := c.near(e.Token)
	v := view{Event: e, near: &near, whole: c.document(), about: c.about(e)}
	v.ranks = v.ranked()
	return v
}

// ranked orders the contexts by the table: those of the frame, then those of which the sentence speaks most, what stands
// close to the event before the rest, then the document's.
func (v *view) ranked() []int {
	names := ontology.Contexts()
	var n counts
	order := make([]int, 0, len(names))
	out := make([]int, len(names))
	for i, name := range names {
		n[i], out[i] = v.near[i]+v.whole[i], -1
		if k := slices.Index(v.Contexts, name); k >= 0 {
			n[i] += 1000 * (len(v.Contexts) - k)
		}
		if n[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(n[b], n[a]) })
	for k, i := range order {
		out[i] = k
	}
	return out
}

// about lists what an event is about: its type, and the words of its sentence that mean something.
func (c *Counter) about(e Event) []string {
	out := []string{"bias", "type " + e.Type, "word " + c.d.Lemma(e.Token)}
	s := c.d.SentenceOf(e.Token)
	for i := s.Start; i < s.End; i++ {
		switch c.d.Tokens[i].POS {
		case doc.NOUN, doc.VERB, doc.ADJ:
			if f := "says " + c.d.Lemma(i); !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// features lists what speaks for context i of the event: what is asked of every context, then what has its own weight for each.
func (v *view) features(i int) []string {
	var t model.Tally
	v.asked(i).features(&t)
	for _, base := range append(v.about, v.told(i)...) {
		t.Add(base, ontology.Contexts()[i])
	}
	return t.Names
}

// asked is what is asked of every context alike.
type asked struct {
	rank, near, whole int // up to mostRank, mostNear, mostWhole; rank from -1
	frame             bool
}

const (
	mostRank  = 6
	mostNear  = 5
	mostWhole = 8
)

func (v *view) asked(i int) asked {
	return asked{min(v.ranks[i], mostRank), min(v.near[i]/4, mostNear), min(v.whole[i], mostWhole), slices.Contains(v.Contexts, ontology.Contexts()[i])}
}

func (a asked) features(t *model.Tally) {
	t.Add("bias")
	t.Add("rank", strconv.Itoa(a.rank))
	t.Add("near", strconv.Itoa(a.near))
	t.Add("whole", strconv.Itoa(a.whole))
	if a.frame {
		t.Add("frame")
	}
}

// told lists by whom context i is told of: the frame, the sentence, the document.
func (v *view) told(i int) []string {
	var out []string
	if slices.Contains(v.Contexts, ontology.Contexts()[i]) {
		out = append(out, "frame")
	}
	if v.near[i] > 0 {
		out = append(out, "near")
	}
	if v.whole[i] > 0 {
		out = append(out, "whole", wholes[min(v.whole[i]/3, 2)])
	}
	return out
}

var wholes = [3]string{"whole 0", "whole 1", "whole 2"}

// At gives the contexts of an event, the likeliest first: those of its frame, that which the table's words speak for most,
// and what else the model finds likely.
func (c *Counter) At(e Event) []string {
	v := c.view(e)
	names := ontology.Contexts()
	sums := c.f.judge.sums(&v)
	chance := make([]float32, len(names))
	var likely []int
	room := most
	kept := func(i int) bool { return v.ranks[i] == 0 || slices.Contains(e.Contexts, names[i]) }
	for i := range names {
		chance[i] = model.Chance(sums[i])
		switch {
		case kept(i):
			room--
			likely = append(likely, i)
		case chance[i] >= leastUnsaid, chance[i] >= leastSaid && v.ranks[i] >= 0:
			likely = append(likely, i)
		}
	}
	slices.SortStableFunc(likely, func(a, b int) int { return cmp.Compare(chance[b], chance[a]) })
	var out []string
	for _, i := range likely {
		if !kept(i) {
			if room <= 0 {
				continue
			}
			room--
		}
		out = append(out, names[i])
	}
	return out
}
