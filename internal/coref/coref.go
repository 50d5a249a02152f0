// Package coref finds who and what a report speaks of: the mentions of persons,
// bodies, states, groups, craft and places, and the entities that they refer to.
//
// In: tokens, tree, names (ner), recognised stretches (kb), places (geo). Out:
// Doc.Mentions in text order, Doc.Entities in order of first mention with their
// country, sector, roles and knowledge-base entry, Place.Mention, and Doc.Things, what
// is spoken of more than once and takes part in nothing.
//
// Names are clustered first, over the whole report, so that a surname in a heading
// finds the full name below it. Nominals ("the agency", "the North Korean leader")
// and pronouns are then resolved from left to right, each looking back over a
// bounded number of mentions, so that time grows in line with the text.
//
// Rules tell what a role, a state's epithet or an apposition means. What a pronoun means,
// and whether a noun used before means the same again, a log-linear ranker decides
// (weights.txt, trained by train.Pronouns on GUM's chains and wire reports). Each link tells
// its ground, and how likely it is right (grounds.txt for rules, the ranker's own
// probability elsewhere).
package coref

import (
	"sync"
	"time"

	"herodotus/internal/doc"
)

// Knowledge is what coref asks of a knowledge base beyond the Known layer.
type Knowledge interface {
	// Country gives the entry of a state, the UN or the EU by its code, or nil.
	Country(code string) *doc.Entry
	// Holder gives who held an office of a country or organisation on a day (an unknown
	// day: who holds it still), or nil.
	Holder(country, office string, on time.Time) *doc.Entry
}

// Resolver finds mentions and entities. It is safe for concurrent use.
type Resolver struct {
	know Knowledge
	lex  *lexicon
	rank *weights
	sure *grounds
	pool sync.Pool
}

// New makes a resolver over a knowledge base.
func New(k Knowledge) *Resolver {
	lex, err := readLexicon(wordsText, pronounsText, givenText)
	if err != nil {
		panic("coref: embedded tables: " + err.Error()) // a test reads them
	}
	rank, err := readWeights(weightsText)
	if err != nil {
		panic("coref: embedded weights: " + err.Error()) // likewise
	}
	sure, err := readGrounds(groundsText)
	if err != nil {
		panic("coref: embedded grounds: " + err.Error()) // likewise
	}
	x := &Resolver{know: k, lex: lex, rank: rank, sure: sure}
	x.pool.New = func() any {
		return &run{byEntry: make(map[*doc.Entry]int32), byName: make(map[string]int32), tally: make(map[string]float32),
			heads: make(map[string]int32), surnames: make(map[string]bool), lands: make(map[string]bool)}
	}
	return x
}

// Resolve sets d.Mentions and d.Entities, and the mention of each place.
func (x *Resolver) Resolve(d *doc.Doc) {
	r := x.pool.Get().(*run)
	r.begin(d, x)
	r.find()
	r.sweep()
	r.settle()
	r.write()
	r.end()
	x.pool.Put(r) // not deferred: what a fault leaves half done is not used again
}

// find collects the mentions and clusters the names among them.
func (r *run) find() {
	r.findNames()
	r.findDemonyms()
	r.findNominals()
	r.findPronouns()
	r.findPlaces()
	r.order()
	r.clusterNames()
	r.findInner()
	r.attach()
	r.weighCountries()
}

// run is the state of one document's resolution. Slices indexed by token hold
// none where nothing stands.
type run struct {
	d       *doc.Doc
	know    Knowledge
	lex     *lexicon
	weights *weights
	sure    *grounds
	tree    *doc.Tree

	ms     []mention
	sorted []mention // room for sorting them
	spots  []spot
	ents   []entity
	inner  []mention // names inside longer names

	nameAt  []int32 // token → longest Known that names it
	roleAt  []int32 // token → longest Known role or body over it
	demAt   []int32 // token → longest Known demonym over it
	placeAt []int32 // token → place
	cover   []int32 // token → innermost name, demonym or pronoun mention over it
	headOf  []int32 // token → mention headed by it
	quoteAt []int32 // token → quotation
	thingAt []int32 // token → name of what is no participant
	timeAt  []bool  // token → part of a date
	quotes  []quotation

	byEntry  map[*doc.Entry]int32
	byName   map[string]int32
	lands    map[string]bool  // codes of the countries that are named
	surnames map[string]bool  // of the persons named in full
	heads    map[string]int32 // noun → the node of what it meant last
	nodes    []node
	phrase   phrase             // the noun phrase at hand
	options  []option           // of the choice at hand
	voices   [3]int32           // the writer, the writer's side, the reader; or none
	tally    map[string]float32 // country → weight in this report
	codes    []string           // keys of tally, in order of appearance
	home     string             // the country that the report is about
	leader   [2]int32           // the body and the person with the most mentions so far
	guest    int32              // who is interviewed, or none
	sought   bool               // whether guest was looked for
	watch    func(*Choice)      // is shown each choice, in training
}

const none = doc.None

// mention is a mention in the making.
type mention struct {
	doc.Mention
	typ    doc.Type
	entry  *doc.Entry // what the knowledge base says a name is
	known  int32      // role or body that a nominal is, or none
	noun   string     // nominals: head's lemma in lower case
	word   word       // nominals: what the table knows of the noun
	pro    pronoun    // pronouns
	det    det
	plural bool
	town   bool  // a capital as a town
	seat   bool  // a seat of power
	of     int32 // a description of this mention: a title, an apposition; or none
	thing  bool  // no participant
	named  bool  // a thing's own name
	done   bool  // resolved, or being resolved
}

// entity is an entity in the making.
type entity struct {
	doc.Entity
	sure    sureness // of Country
	first   int32    // mention that stands first so far
	last    int32    // last mention so far
	count   int32    // mentions so far
	class   class
	owner   int32    // the possessor in the nominal that founded it, or none
	noun    string   // of a nominal that founded it
	best    int32    // the mention whose words name it best, or none
	thing   bool     // no participant
	apt     sureness // of Sector
	headed  bool     // a heading's words name it
	plainly bool     // a body that the report calls by the very name that the knowledge base has
	acts    bool     // it is the subject of an active clause
}

// sureness ranks the grounds of a country or sector; the surer ground wins.
type sureness uint8

const (
	unknown    sureness = iota
	byText              // the country that the report is about
	byNear              // a country near by
	byRole              // the noun's own default sector
	byPhrase            // modifiers, appositions, "of" phrases
	byBase              // the knowledge base
	byCapacity          // an international body that someone is said to act for
)

// det is a nominal's determiner.
type det uint8

const (
	bare det = iota
	definite
	indefinite
	possessive
	numbered
)

func (r *run) begin(d *doc.Doc, x *Resolver) {
	r.d, r.know, r.lex, r.weights, r.sure, r.tree = d, x.know, x.lex, x.rank, x.sure, doc.NewTree(d)
	n := len(d.Tokens)
	for _, s := range []*[]int32{&r.nameAt, &r.roleAt, &r.demAt, &r.placeAt, &r.cover, &r.headOf, &r.quoteAt, &r.thingAt} {
		*s = filled(*s, n)
	}
	r.ms, r.ents, r.quotes, r.codes, r.nodes, r.home = r.ms[:0], r.ents[:0], r.quotes[:0], r.codes[:0], r.nodes[:0], ""
	r.inner, r.guest, r.sought = r.inner[:0], none, false
	r.leader = [2]int32{none, none}
	r.voices = [3]int32{none, none, none}
	known := d.Known.All()
	for i := range known {
		r.index(int32(i), &known[i])
	}
	for i := range d.Places.All() {
		p := d.Places.At(int32(i))
		for t := p.Start; t < p.End; t++ {
			r.placeAt[t] = int32(i)
		}
	}
	r.timeAt = append(r.timeAt[:0], make([]bool, n)...)
	for _, x := range d.Times.All() {
		for t := x.Start; t < x.End; t++ {
			r.timeAt[t] = true
		}
	}
	for i, x := range d.Names.All() {
		if x.Type == doc.EVENT || x.Type == doc.OBJ || x.Type == doc.MISC {
			for t := x.Start; t < x.End; t++ {
				r.thingAt[t] = int32(i)
			}
		}
	}
	r.findQuotes()
}

// index notes a recognised stretch at its tokens; the longest wins, then the first.
func (r *run) index(i int32, k *doc.Known) {
	if k.Entry != nil && k.Entry.Type == doc.GPE {
		r.lands[k.Entry.Country] = true
	}
	at := r.nameAt
	switch k.Sense {
	case doc.SenseRole, doc.SenseBody:
		at = r.roleAt
	case doc.SenseDemonym:
		at = r.demAt
	}
	known := r.d.Known.All()
	for t := k.Start; t < k.End; t++ {
		if o := at[t]; o == none || known[o].Len() < k.Len() {
			at[t] = i
		}
	}
}

// end lets go of the document, so that the pool keeps only empty buffers.
func (r *run) end() {
	clear(r.byEntry)
	clear(r.byName)
	clear(r.tally)
	clear(r.heads)
	clear(r.surnames)
	clear(r.lands)
	clear(r.ms)
	clear(r.sorted)
	clear(r.ents)
	clear(r.codes)
	r.d, r.know, r.lex, r.tree = nil, nil, nil, nil
}

// filled gives a slice of n times none, reusing s.
func filled(s []int32, n int) []int32 {
	if cap(s) < n {
		s = make([]int32, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = none
	}
	return s
}
