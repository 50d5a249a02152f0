package store

import (
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
	Kept                   bool            // only the event's tie is written: the happening stays as it is stored
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
