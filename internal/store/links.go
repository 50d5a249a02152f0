package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"math"
	"time"
)

// Day counts days since 1970-01-01 UTC.
type Day int32

// NoDay is an unknown day; it is null in the tables.
const NoDay Day = math.MinInt32

// Value writes the day, or null.
func (d Day) Value() (driver.Value, error) {
	if d == NoDay {
		return nil, nil
	}
	return int64(d), nil
}

// ParseDay gives the day of an RFC 3339 date or date-time as it is written
// there, whatever its zone; NoDay for anything else.
func ParseDay(s string) Day {
	if len(s) < len(time.DateOnly) {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return NoDay
	}
	return Day(t.Unix() / 86400)
}

func parseDay(s *string) Day {
	if s == nil {
		return NoDay
	}
	return ParseDay(*s)
}

// Links are what ties a document to others; the zero value ties it to none.
type Links struct {
	Agency         string  // the wire whose text it is
	CopyOf         int64   // the first document with this text; 0 when it is that itself
	Similarity     float64 // to that text
	Moved          []Move  // groups of copies that this document joined
	Story          Story
	Actors         []Actor     // one for each entity of the record, in its order; or none
	Happenings     []Happening // one for each event of the record, in its order; or none
	Contradictions []Contradiction
	// Of a document that comes again: what it belonged to and no longer does, as it
	// stands without it; where nobody tells it any more, Documents is 0.
	Left      []Happening
	LeftStory Story
}

// Former is what a document that comes again belonged to until now.
type Former struct {
	Story      int64 // 0: none
	Happenings []int64
	Events     []FormerEvent
}

// FormerEvent is an event of the version that was shown, by its words.
type FormerEvent struct {
	Type, Trigger, Evidence string
	Happening               int64
	Similarity              float64 // to the happening as it stood; of its first event, that of those who followed
}

// Move says that a document, and all that are copies of it, are copies of another.
type Move struct{ From, To int64 }

// Story is a story as it stands with the document. ID 0: none.
type Story struct {
	ID                 int64
	Title              string
	FirstDay, LastDay  Day
	Documents, Outlets int
}

// Actor is the identity of an entity.
type Actor struct{ Key, Name, Type, Country, Sector, Wikidata string }

// Happening is a happening as it stands with the event. ID 0: none.
type Happening struct {
	ID                     int64
	Type                   string
	FirstDay, LastDay      Day
	Documents, Independent int
	Status                 string
	Similarity             float64         // of the event
	Evidence               []string        // what agreed
	Accounts               json.RawMessage // each independent source and what it holds
}

// Contradiction is a pair of accounts that cannot both be true.
type Contradiction struct {
	Kind             string
	Story, Happening int64
	Since            Day
	A, B             Side
	Changed          bool // one source, which changed its account
	Summary          string
}

// Side is one side of a contradiction.
type Side struct {
	Document   int64
	Local      string // id of the event or claim in its record
	Start, End int
	Text       string
	Holder     string // key of the source
	Name       string
	Day        Day
}

// saveLinks writes the state of the story and the happenings that the document
// belongs to, and the contradictions that it brought.
func (t *tx) saveLinks(ctx context.Context, it *Item) error {
	l := &it.Links
	if err := t.saveStory(ctx, &l.Story); err != nil {
		return err
	}
	for i := range l.Happenings {
		if err := t.saveHappening(ctx, &l.Happenings[i], l.Story.ID); err != nil {
			return err
		}
	}
	for i := range l.Left {
		if err := t.saveLeft(ctx, &l.Left[i], l.Story.ID); err != nil {
			return err
		}
	}
	if err := t.saveStory(ctx, &l.LeftStory); err != nil {
		return err
	}
	for _, m := range l.Moved {
		if err := t.move(ctx, m); err != nil {
			return err
		}
	}
	for i := range l.Contradictions {
		c := &l.Contradictions[i]
		id, err := t.id(ctx, "contradictions")
		if err != nil {
			return err
		}
		row := []any{id, c.Kind, some(c.Story), some(c.Happening), c.Since, bit(c.Changed), clean(c.Summary)}
		for _, s := range []Side{c.A, c.B} {
			row = append(row, s.Document, s.Local, s.Start, s.End, clean(s.Text), clean(s.Holder), clean(s.Name), s.Day)
		}
		t.contradictions.add(row...)
	}
	return nil
}

// saveStory writes the story's state, or drops one that has lost its last document.
func (t *tx) saveStory(ctx context.Context, s *Story) error {
	if s.ID == 0 {
		return nil
	}
	if s.Documents == 0 {
		return t.exec(ctx, `DELETE FROM stories WHERE id = ? AND NOT EXISTS (SELECT 1 FROM documents WHERE story = stories.id)
			AND NOT EXISTS (SELECT 1 FROM happenings WHERE story = stories.id) AND NOT EXISTS (SELECT 1 FROM contradictions WHERE story = stories.id)`, s.ID)
	}
	return t.exec(ctx, `INSERT INTO stories (id, title, first_day, last_day, documents, outlets) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, first_day = excluded.first_day, last_day = excluded.last_day,
		documents = excluded.documents, outlets = excluded.outlets`,
		s.ID, clean(s.Title), s.FirstDay, s.LastDay, s.Documents, s.Outlets)
}

// saveHappening writes the happening's state; the number of independent sources
// stands at each of its events too, where queries want it.
func (t *tx) saveHappening(ctx context.Context, h *Happening, story int64) error {
	if h.ID == 0 {
		return nil
	}
	accounts := string(h.Accounts)
	if accounts == "" {
		accounts = "[]"
	}
	err := t.exec(ctx, `INSERT INTO happenings (id, story, type, first_day, last_day, documents, independent, status, accounts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET type = excluded.type, first_day = excluded.first_day,
		last_day = excluded.last_day, documents = excluded.documents, independent = excluded.independent,
		status = excluded.status, accounts = excluded.accounts`,
		h.ID, some(story), h.Type, h.FirstDay, h.LastDay, h.Documents, h.Independent, h.Status, clean(accounts))
	if err != nil || h.Documents < 2 {
		return err
	}
	if err := t.events.flush(ctx, t); err != nil {
		return err
	}
	return t.exec(ctx, "UPDATE events SET independent = ? WHERE happening = ? AND independent <> ?", h.Independent, h.ID, h.Independent)
}

// move joins one group of copies to another.
func (t *tx) move(ctx context.Context, m Move) error {
	if err := t.documents.flush(ctx, t); err != nil {
		return err
	}
	return t.exec(ctx, "UPDATE documents SET copy_of = ? WHERE (copy_of = ? OR id = ?) AND id <> ?", m.To, m.From, m.From, m.To)
}
