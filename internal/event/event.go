// Package event finds who did what to whom: it turns a parsed document with
// its mentions, times, places and claims into PLOVER events.
//
// In: the tree, d.Times, d.Places, d.Names, d.Mentions, d.Entities and
// d.Claims. Out: d.Events, each with its type, roles, place, time and
// factuality by source. What words mean stands in the lexicon (docs/lexicon.md)
// and the tables beside this file; the code only walks the tree.
package event

import (
	"fmt"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/model"
	"herodotus/internal/quantity"
	"herodotus/internal/topic"
	"herodotus/internal/vocab"
)

// Extractor finds events. It is read-only after New and safe for concurrent use.
type Extractor struct {
	lex            *frame.Lexicon
	ops            operators
	topics         *topic.Finder
	domains        domains
	verdicts       model.Named
	degrees        model.Named
	quantities     *quantity.Reader
	casualties     map[vocab.Word]casualty
	casting        model.Named
	light          []light      // by word
	pastOf         []vocab.Word // by word: the lemma of an irregular past form
	by, of, from   vocab.Word
	on, upon, with vocab.Word
	to, against    vocab.Word
	in             vocab.Word
	forWord        vocab.Word
	pool           sync.Pool
}

// New makes an extractor with the built-in lexicon and a user's own files, if any.
func New(extra ...frame.File) (*Extractor, error) {
	files, err := frame.Builtin()
	if err != nil {
		return nil, err
	}
	lex, err := frame.Load(files, extra...)
	if err != nil {
		return nil, fmt.Errorf("event lexicon: %w", err)
	}
	return newExtractor(lex)
}

func newExtractor(lex *frame.Lexicon) (*Extractor, error) {
	x := &Extractor{lex: lex}
	var err error
	v := lex.Vocab
	for _, p := range []struct {
		at *vocab.Word
		s  string
	}{{&x.by, "by"}, {&x.of, "of"}, {&x.from, "from"}, {&x.on, "on"}, {&x.upon, "upon"}, {&x.with, "with"}, {&x.forWord, "for"}, {&x.to, "to"}, {&x.in, "in"}, {&x.against, "against"}} {
		*p.at = v.Add(p.s)
	}
	for _, load := range []func() error{x.loadDomains, x.loadLight, x.loadIrregular, x.loadOperators, x.loadClasses, x.loadCasualties} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	var own []topic.Entry
	for _, c := range lex.Contexts {
		own = append(own, topic.Entry(c))
	}
	if x.topics, err = topic.New(v, own); err != nil {
		return nil, err
	}
	if x.quantities, err = quantity.New(); err != nil {
		return nil, err
	}
	if x.verdicts, err = model.ReadNamed("judge.txt", judgeTable); err != nil {
		return nil, err
	}
	if x.degrees, err = model.ReadNamed("degrees.txt", degreesTable); err != nil {
		return nil, err
	}
	if x.casting, err = model.ReadNamed("cast.txt", castTable); err != nil {
		return nil, err
	}
	lex.Order() // the tables above added words
	x.pool.New = func() any { return new(work) }
	return x, nil
}

// Extract finds the document's events and sets d.Events. The stages before it
// must have run; of the optional layers (times, places, claims) it takes what
// is there.
func (x *Extractor) Extract(d *doc.Doc) {
	w := x.pool.Get().(*work)
	defer x.pool.Put(w)
	w.reset(x, d)
	w.find()
	w.cast()
	d.Events.Set(w.events())
	w.release()
}

// find lists in w.kept what becomes an event, cast by the rules.
func (w *work) find() {
	w.findTriggers()
	for i := range w.cands {
		w.fill(int32(i))
	}
	w.demands()
	w.settle()
}
