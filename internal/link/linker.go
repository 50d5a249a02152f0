package link

import (
	"errors"
	"fmt"
)

// Linker links documents one after the other. It is not safe for concurrent use.
type Linker struct{ memory Memory }

// New makes a Linker that remembers in m.
func New(m Memory) *Linker { return &Linker{memory: m} }

// linking is one document on its way through the linker.
type linking struct {
	reading
	doc     Doc
	memory  Memory
	day     int32
	agency  agency
	outlet  string // key of who printed it
	root    uint64 // first document of the group of copies
	first   bool   // others are copies of the document, which comes again
	group   group
	actors  map[string]*Actor // by entity
	terms   vector
	open    map[uint64]*happening // loaded for this document
	toldIn  map[uint64]int        // happenings that the document tells, and where
	orphans []orphan
	kept    map[*told]Tie   // tellings that stay as they were
	taken   map[uint64]bool // their happenings
	result  Result
}

// Add links one document to all that came before and remembers it. A document
// that comes again replaces what its former version left.
func (l *Linker) Add(d Doc) (Result, error) {
	if d.ID == 0 || d.Record == nil {
		return Result{}, errors.New("link: a document needs an id and a record")
	}
	x := &linking{reading: read(d.Record), doc: d, memory: l.memory, day: dayOf(d.Record.Document.Published),
		open: map[uint64]*happening{}, toldIn: map[uint64]int{}}
	for _, step := range []func() error{x.findSource, x.findActors, x.retract, x.leaveCopies, x.findCopies, x.findStory, x.findEvents, x.tellLeft} {
		if err := step(); err != nil {
			return Result{}, fmt.Errorf("document %s: %w", d.Record.Document.ID, err)
		}
	}
	return x.result, nil
}

// lookupNear looks within so many days of the document and among what has no
// day; everywhere when the document has none.
func (x *linking) lookupNear(kind int, keys []uint64, window int32, perKey, most int) ([]uint64, error) {
	if x.day == NoDay {
		return x.memory.Lookup(kind, keys, NoDay, maxDay, perKey, most)
	}
	near, err := x.memory.Lookup(kind, keys, x.day-window, x.day+window, perKey, most)
	if err != nil {
		return nil, err
	}
	undated, err := x.memory.Lookup(kind, keys, NoDay, NoDay, perKey, most)
	return append(near, undated...), err
}

// load reads a blob; false when there is none.
func (x *linking) load(kind int, id uint64, v coded) (bool, error) {
	blobs, err := x.memory.Load(kind, []uint64{id})
	if err != nil || blobs[0] == nil {
		return false, err
	}
	return true, decode(blobs[0], v)
}

// save writes a blob that nobody looks up by key.
func (x *linking) save(kind int, id uint64, v coded) error {
	return x.memory.Save(kind, id, x.day, nil, encode(v))
}
