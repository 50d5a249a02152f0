package server

import (
	"sync"

	"herodotus/internal/ingest"
	"herodotus/record"
)

// shelf keeps the records of the last pasted texts in memory, so that they have
// an address to look at; nothing of them is stored.
type shelf struct {
	mu    sync.Mutex
	max   int
	byID  map[string]pastedText
	order []string // oldest first
}

// pastedText is an article with what was found in it.
type pastedText struct {
	article ingest.Article
	record  *record.Record
}

func newShelf(max int) *shelf { return &shelf{max: max, byID: map[string]pastedText{}} }

func (s *shelf) put(a ingest.Article, r *record.Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := r.Document.ID
	if _, ok := s.byID[id]; !ok {
		s.order = append(s.order, id)
	}
	s.byID[id] = pastedText{a, r}
	if len(s.order) > s.max {
		delete(s.byID, s.order[0])
		s.order = s.order[1:]
	}
}

func (s *shelf) get(id string) *record.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byID[id].record
}

func (s *shelf) article(id string) (ingest.Article, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.byID[id]
	return p.article, ok
}
