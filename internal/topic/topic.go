// Package topic tells in which contexts something stands: those of PLOVER, such as military, election or trafficking.
//
// In: a document with its words as numbers, and an event. Out: its contexts, the likeliest first. What words speak of which
// context stands in contexts.txt; a user's lexicon may add to it. A model (weights.txt, made by train.Contexts) weighs
// them with the type of the event and the words of its sentence.
package topic

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/ontology"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed contexts.txt
var contextsTable string

// Sum names the embedded tables by their content.
func Sum() string { return model.SumAll(contextsTable, weightsTable) }

// most is how many contexts an event is given at most.
const most = 4

// Entry is a word, or several joined by "_", that speaks of a context, beside those of contexts.txt.
type Entry struct{ Words, Context string }

// Finder knows which words speak of which context: bit i stands for ontology.Contexts()[i]. It does not change after New.
type Finder struct {
	sets  vocab.Sets
	judge *judge
}

// New makes a finder over the words of v, to which it adds those of the table.
func New(v *vocab.Words, more []Entry) (*Finder, error) {
	f := &Finder{}
	set := uint64(0)
	err := table.Rows("contexts.txt", contextsTable, func(head bool, fields []string) error {
		if head {
			i := slices.Index(ontology.Contexts(), fields[0])
			if i < 0 {
				return fmt.Errorf("%q is no context", fields[0])
			}
			set, fields = 1<<i, fields[1:]
		}
		for _, w := range fields {
			f.sets.Add(v, w, set)
		}
		return nil
	})
	for _, e := range more {
		i := slices.Index(ontology.Contexts(), e.Context)
		if i < 0 {
			return nil, fmt.Errorf("%s: %q is no context", e.Words, e.Context)
		}
		f.sets.Add(v, e.Words, 1<<i)
	}
	if err != nil {
		return nil, err
	}
	f.judge, err = readJudge()
	return f, err
}

// Counter counts the topics of one document; it is kept for the next.
type Counter struct {
	f     *Finder
	d     *doc.Doc
	text  *vocab.Text
	whole counts // of the document, scaled
	known bool   // whole is
}

// counts tells how much is said of each context.
type counts [64]int

// Reset begins a document.
func (c *Counter) Reset(f *Finder, d *doc.Doc, text *vocab.Text) {
	c.f, c.d, c.text, c.known = f, d, text, false
}

// Release lets go of the document.
func (c *Counter) Release() { c.f, c.d, c.text = nil, nil, nil }

// near counts the topics of the sentence of token t; what stands close to it counts more.
func (c *Counter) near(t int32) (n counts) {
	s := c.d.SentenceOf(t)
	for i := s.Start; i < s.End; i++ {
		much := 4
		if dist := i - t; -6 <= dist && dist <= 6 {
			much = 6
		}
		n.add(c.f.sets.At(c.text, i), much)
	}
	return n
}

// document counts the topics of the whole document once, scaled so that the strongest weighs as much as two words of the
// event's own sentence.
func (c *Counter) document() *counts {
	if c.known {
		return &c.whole
	}
	c.known, c.whole = true, counts{}
	for t := range c.d.Tokens {
		c.whole.add(c.f.sets.At(c.text, int32(t)), 1)
	}
	top := 1
	for _, n := range c.whole {
		top = max(top, n)
	}
	for i := range c.whole {
		c.whole[i] = c.whole[i] * 8 / top
	}
	return &c.whole
}

func (n *counts) add(set uint64, much int) {
	for ; set != 0; set &= set - 1 {
		n[bits.TrailingZeros64(set)] += much
	}
}
