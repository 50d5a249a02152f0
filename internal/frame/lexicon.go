// Package frame holds the lexicon: which words, in what company, signify which event, and who stands where around them.
//
// In: lexicon files (docs/lexicon.md), the built-in ones beside this file and a user's. Out: a Lexicon that gives the senses
// of a word in the order in which they are tried. Faults are told together, each with its file and line.
package frame

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/ontology"
	"herodotus/internal/vocab"
)

// Lexicon says which words signify which event. It is read-only once loaded.
type Lexicon struct {
	Vocab    *vocab.Words
	Senses   []Sense // by head word, then in the order in which they are tried
	first    []int32 // first[w] indexes senses: where those of word w begin
	examples []Example
	Contexts []ContextWord // words that speak of a context, beside those of the table
}

// Example is a sentence of the lexicon with the event type that it must give,
// "NONE" when it must give none.
type Example struct {
	File, Frame, Type, Text string
	Line                    int
}

// Examples gives the lexicon's example sentences in the order of the files.
func (l *Lexicon) Examples() []Example { return l.examples }

// Len gives the number of triggers: distinct words with their conditions.
func (l *Lexicon) Len() int { return len(l.Senses) }

// Sense is one reading of one trigger.
type Sense struct {
	*Rule
	head   vocab.Word
	Before []vocab.Word // earlier words of a noun of several words, in text order
	POS    byte         // 'v', 'n' or 'a'
}

// Rule is what a trigger line says of all its words.
type Rule struct {
	Frame    string
	Type     string // "NONE" for an anti-frame
	Conds    []Cond
	Actor    Roles
	Other    Roles // the recipient
	Sym      bool
	NeedA    bool
	NeedR    bool
	Emb      []Slot
	Val      doc.Value
	Aux      string
	Own      doc.Value // what the trigger is by itself, whatever its negation and modals; "" for the usual reading
	Modes    []string
	Contexts []string
	Cameo    string
	Weight   float32
	Line     string // file:line, for explain
	Layer    int    // 0 built in, then a user's files
}

// Roles lists where a participant may stand, in order; slots of one group count together.
type Roles [][]Slot

// Size is how specific a sense is; that something stands in a slot says half as
// much as what stands there.
func (s *Sense) Size() int {
	n := 2 * len(s.Before)
	for i := range s.Conds {
		if n += 2; s.Conds[i].Any {
			n--
		}
	}
	return n
}

// anti is 1 for the senses of anti-frames, which are tried before others of their size.
func (s *Sense) anti() int {
	if s.Type == ontology.None {
		return 1
	}
	return 0
}

// Cond is a condition on an argument of the trigger.
type Cond struct {
	At      Slot
	Not     bool
	Any     bool           // whatever stands there
	Words   []vocab.Word   // sorted: the argument's head is one of them
	Classes []uint16       // sorted: the distributional classes of these words
	Phrases [][]vocab.Word // or ends one of these
	Refs    Refs           // or refers to such a thing
}

// Refs is a set of kinds of things that an argument may refer to.
type Refs uint16

// The kinds of things; docs/lexicon.md tells what each takes in.
const (
	RefState Refs = 1 << iota
	RefPerson
	RefOrg
	RefArmed
	RefCivil
	RefGov
	RefActor
	RefForeign
)

var refNames = map[string]Refs{"state": RefState, "person": RefPerson, "org": RefOrg, "armed": RefArmed, "civil": RefCivil,
	"gov": RefGov, "actor": RefActor, "foreign": RefForeign}

// Order sorts the senses for look-up and indexes them.
func (l *Lexicon) Order() {
	slices.SortStableFunc(l.Senses, func(a, b Sense) int {
		return cmp.Or(cmp.Compare(a.head, b.head), cmp.Compare(b.Size(), a.Size()), cmp.Compare(b.Layer, a.Layer), cmp.Compare(b.anti(), a.anti()))
	})
	l.first = make([]int32, l.Vocab.Len()+1)
	for i := range l.Senses {
		l.first[l.Senses[i].head+1]++
	}
	for w := 1; w < len(l.first); w++ {
		l.first[w] += l.first[w-1]
	}
}

// Of gives the senses whose head is the word, the most specific first.
func (l *Lexicon) Of(w vocab.Word) []Sense { return l.Senses[l.first[w]:l.first[w+1]] }
