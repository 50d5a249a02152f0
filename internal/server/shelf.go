package server

import (
	"sync"

	"herodotus/record"
)

// shelf keeps the records of the last pasted texts in memory, so that they have
// an address to look at; nothing of them is stored.
type shelf struct {
	mu    sync.Mutex
	max   int
	byID  map[string]*record.Record
	order []string // oldest first
}

func newShelf(max int) *shelf { return &shelf{max: max, byID: map[string]*record.Record{}} }

func (s *shelf) put(r *record.Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.Document.ID
	if _, ok := s.byID[id]; !ok {
		s.order = append(s.order, id)
	}
	s.byID[id] = r
	if len(s.order) > s.max {
		delete(s.byID, s.order[0])
		s.order = s.order[1:]
	}
}

func (s *shelf) get(id string) *record.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byID[id]
}
