package event

import (
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/topic"
	"herodotus/internal/vocab"
)

// work is what one document needs while it is coded; it is kept for the next.
type work struct {
	x    *Extractor
	d    *doc.Doc
	tree *doc.Tree

	vocab.Text // its words as the lexicon numbers them

	// Parallel to the tokens.
	mentionAt []int32 // mention whose head stands there, or -1
	nameAt    []int32 // mention by name that begins there, or -1
	endAt     []int32 // mention that ends there, or -1
	timeAt    []int32 // time expression that covers the token, or -1
	placeAt   []int32 // place that covers the token, or -1
	mistagged []bool  // a verb that the tagger took for something else
	roleAt    []bool  // a title or role noun stands there
	stateAt   []int32 // entity of the state that an adjective names there, or -1
	unnamedAt []int32 // known name of a state that an adjective names there and the document has no entity of, or -1
	candAt    []int32 // candidate whose trigger it is, or -1
	eaten     []int32 // candidate whose sense rests on this word ("launched an ATTACK"), or -1

	stack    []int32 // see args
	asking   bool    // nobody is to be introduced, see introduce
	seeTimes bool    // a condition is looked at, which may ask for durations ("jailed for nine years")
	cands    []candidate
	open     []int32 // words of the lexicon of which no sense holds
	kept     []int32 // candidates that become events, in text order

	byRules bool // the rules alone decide, for training

	topics topic.Counter

	docDomains   [16]int32 // how often it speaks of each field of domains.txt
	domainsKnown bool

	around surroundings
}

// candidate is a trigger that may become an event.
type candidate struct {
	tok      int32 // syntactic head of the trigger
	last     int32 // its last word, which the lexicon lists
	sense    *frame.Sense
	next     *frame.Sense // runner-up
	actors   []doc.Arg
	others   []doc.Arg
	filled   bool
	filling  bool
	dropped  bool
	content  bool // it is what a promise, threat or demand is about
	borrowed bool // its participants are those of an event told before
	doubts   doubts
	held     string  // type of the sense by the rules against which this one stands
	beaten   bool    // another sense of the word is likelier, or a light verb tells it
	chance   float32 // that it is an event, as the judge has it
}

// resize gives a slice of n elements, all set to v.
func resize(s []int32, n int, v int32) []int32 {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = v
	}
	return s
}

func (w *work) reset(x *Extractor, d *doc.Doc) {
	n := len(d.Tokens)
	w.x, w.d, w.tree = x, d, doc.NewTree(d)
	w.Number(x.lex.Vocab, d)
	w.topics.Reset(x.topics, d, &w.Text)
	w.mentionAt = resize(w.mentionAt, n, doc.None)
	w.nameAt = resize(w.nameAt, n, doc.None)
	w.endAt = resize(w.endAt, n, doc.None)
	w.timeAt = resize(w.timeAt, n, doc.None)
	w.placeAt = resize(w.placeAt, n, doc.None)
	w.candAt = resize(w.candAt, n, doc.None)
	w.stateAt = resize(w.stateAt, n, doc.None)
	w.unnamedAt = resize(w.unnamedAt, n, doc.None)
	w.roleAt = slices.Grow(w.roleAt[:0], n)[:n]
	clear(w.roleAt)
	w.mistagged = slices.Grow(w.mistagged[:0], n)[:n]
	clear(w.mistagged)
	w.eaten = resize(w.eaten, n, doc.None)
	w.stack, w.cands, w.kept = w.stack[:0], w.cands[:0], w.kept[:0]
	w.open = w.open[:0]
	w.domainsKnown = false
	w.asking, w.seeTimes = false, false // a fault in an earlier document may have left them set
	w.around.known = false
	w.stems()
	for i := range d.Mentions.All() {
		w.placeMention(int32(i))
	}
	w.maskDateline()
	w.placeStates()
	for i, t := range d.Times.All() {
		for k := t.Start; k < t.End; k++ {
			w.timeAt[k] = int32(i)
		}
	}
	for i, p := range d.Places.All() {
		for k := p.Start; k < p.End; k++ {
			w.placeAt[k] = int32(i)
		}
	}
}

// placeMention notes the mention at its head and at the token that the tree
// takes for the head of its range; of several, names and longer ones win.
func (w *work) placeMention(m int32) {
	me := w.d.Mentions.At(m)
	if old := w.endAt[me.End-1]; old < 0 || w.d.Mentions.At(old).Len() < me.Len() {
		w.endAt[me.End-1] = m
	}
	if me.Kind == doc.NameMention {
		w.nameAt[me.Start] = m
	}
	for _, t := range [2]int32{me.Head, w.tree.HeadOf(me.Range)} {
		if old := w.mentionAt[t]; old < 0 || w.d.Mentions.At(old).Len() < me.Len() {
			w.mentionAt[t] = m
		}
	}
}

// release lets go of the document, which the pool must not keep alive.
func (w *work) release() {
	clear(w.cands)
	w.x, w.d, w.tree = nil, nil, nil
	w.Release()
	w.topics.Release()
}

// maskDateline hides the place before the day in a report's place line ("PARIS,
// May 3 — …"), which parsers take for a subject.
func (w *work) maskDateline() {
	for i := range w.d.Times.All() {
		t := w.d.Times.At(int32(i))
		if !t.Dateline {
			continue
		}
		s := w.d.SentenceOf(t.Start)
		if t.Start-s.Start > 8 || t.End >= s.End {
			continue
		}
		for k := s.Start; k < t.End; k++ {
			w.mentionAt[k] = doc.None
		}
	}
}

// placeStates notes the states that adjectives and names point to where no
// mention stands, if the document speaks of them elsewhere: "proposed Israeli
// changes".
func (w *work) placeStates() {
	for i := range w.d.Known.All() {
		k := w.d.Known.At(int32(i))
		if k.Sense == doc.SenseRole {
			for t := k.Start; t < k.End; t++ {
				w.roleAt[t] = true
			}
		}
		if k.Entry == nil || k.Sense != doc.SenseDemonym && k.Sense != doc.SenseName || k.Entry.Type != doc.GPE {
			continue
		}
		t := k.End - 1
		if w.mentionAt[t] >= 0 || w.stateAt[t] >= 0 {
			continue
		}
		if e := w.entityOf(k.Entry); e >= 0 {
			w.stateAt[t] = e
		} else if k.Sense == doc.SenseDemonym && (w.rel(t) == doc.Amod || w.rel(t) == doc.Conj) && k.Entry.Sector == "GOV" {
			w.unnamedAt[t] = int32(i)
		}
	}
}

// entityOf gives the entity of an entry of the knowledge base, None where the document has none.
func (w *work) entityOf(entry *doc.Entry) int32 {
	for e := range w.d.Entities.All() {
		if w.d.Entities.At(int32(e)).Entry == entry {
			return int32(e)
		}
	}
	return doc.None
}

// introduce gives the entity of a known name of a state, and makes one where
// nothing else in the document speaks of it: "rejected an Australian ultimatum".
func (w *work) introduce(known int32) int32 {
	k := w.d.Known.At(known)
	e := w.entityOf(k.Entry)
	if e < 0 {
		x := doc.Entity{Name: k.Entry.Name, Type: k.Entry.Type, Country: k.Entry.Country, Sector: k.Entry.Sector, Wikidata: k.Entry.Wikidata, Geonames: k.Entry.Geonames, Entry: k.Entry}
		e = w.d.AdmitEntities([]doc.Entity{x}, []doc.Range{k.Range})
	}
	return e
}
