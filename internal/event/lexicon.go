package event

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/ontology"
	"herodotus/internal/topic"
	"herodotus/internal/vocab"
)

// Lexicon says which words signify which event. It is read-only once loaded.
type Lexicon struct {
	vocab    *vocab.Words
	senses   []sense // by head word, then in the order in which they are tried
	first    []int32 // first[w] indexes senses: where those of word w begin
	examples []Example
	contexts []topic.Entry // words that speak of a context, beside those of the table
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
func (l *Lexicon) Len() int { return len(l.senses) }

// sense is one reading of one trigger.
type sense struct {
	*rule
	head   vocab.Word
	before []vocab.Word // earlier words of a noun of several words, in text order
	pos    byte         // 'v', 'n' or 'a'
}

// rule is what a trigger line says of all its words.
type rule struct {
	frame    string
	typ      string // "NONE" for an anti-frame
	conds    []cond
	actor    roles
	other    roles // the recipient
	sym      bool
	needA    bool
	needR    bool
	emb      []slot
	val      doc.Value
	aux      string
	own      doc.Value // what the trigger is by itself, whatever its negation and modals; "" for the usual reading
	modes    []string
	contexts []string
	cameo    string
	weight   float32
	line     string // file:line, for explain
	layer    int    // 0 built in, then a user's files
}

// roles lists where a participant may stand, in order; slots of one group count together.
type roles [][]slot

// size is how specific a sense is; that something stands in a slot says half as
// much as what stands there.
func (s *sense) size() int {
	n := 2 * len(s.before)
	for i := range s.conds {
		if n += 2; s.conds[i].any {
			n--
		}
	}
	return n
}

// anti is 1 for the senses of anti-frames, which are tried before others of their size.
func (s *sense) anti() int {
	if s.typ == ontology.None {
		return 1
	}
	return 0
}

// cond is a condition on an argument of the trigger.
type cond struct {
	at      slot
	not     bool
	any     bool           // whatever stands there
	words   []vocab.Word   // sorted: the argument's head is one of them
	classes []uint16       // sorted: the distributional classes of these words
	phrases [][]vocab.Word // or ends one of these
	refs    refs           // or refers to such a thing
}

// refs is a set of kinds of things that an argument may refer to.
type refs uint16

const (
	refState refs = 1 << iota
	refPerson
	refOrg
	refArmed
	refCivil
	refGov
	refActor
	refForeign
)

var refNames = map[string]refs{"state": refState, "person": refPerson, "org": refOrg, "armed": refArmed, "civil": refCivil,
	"gov": refGov, "actor": refActor, "foreign": refForeign}

// order sorts the senses for look-up and indexes them.
func (l *Lexicon) order() {
	slices.SortStableFunc(l.senses, func(a, b sense) int {
		return cmp.Or(cmp.Compare(a.head, b.head), cmp.Compare(b.size(), a.size()), cmp.Compare(b.layer, a.layer), cmp.Compare(b.anti(), a.anti()))
	})
	l.first = make([]int32, l.vocab.Len()+1)
	for i := range l.senses {
		l.first[l.senses[i].head+1]++
	}
	for w := 1; w < len(l.first); w++ {
		l.first[w] += l.first[w-1]
	}
}

// of gives the senses whose head is the word, the most specific first.
func (l *Lexicon) of(w vocab.Word) []sense { return l.senses[l.first[w]:l.first[w+1]] }
