// Package query asks the archive: a small language for people, the same on the
// command line, in the API and on the pages.
//
// In: a query such as
//
//	type:ASSAULT actor:RUS recipient:UKR after:2023-09-01 corroborated:>=2 "grain"
//
// and a store. Out: events, claims or documents page by page, counts,
// timelines, dyads, places and the ledger of contradictions, as plain structs.
// A query reaches the database as placeholders only; docs/query.md has the
// language, and Keys lists its keys.
package query

import (
	"slices"
	"strings"
	"time"
)

// Kind is what a query answers with.
type Kind string

// The kinds of answer.
const (
	KindEvents    Kind = "events"
	KindClaims    Kind = "claims"
	KindDocuments Kind = "documents"
)

// Query is a parsed query; the zero value asks for all events.
type Query struct {
	source string
	root   node // nil: everything

	Kind  Kind   // "" stands for events
	Sort  string // a key of Sorts, with "-" before it for descending; "" newest first
	Limit int    // 0: as the page says
}

// String gives the query as it was written.
func (q *Query) String() string { return q.source }

// kind gives the kind with its default.
func (q *Query) kind() Kind {
	if q.Kind == "" {
		return KindEvents
	}
	return q.Kind
}

// Parse reads a query. Relative dates ("after:7d") count from today (UTC).
// A fault is an *Error that tells where it lies.
func Parse(s string) (*Query, error) { return ParseAt(s, time.Now()) }

// ParseAt is Parse with the day that relative dates count from.
func ParseAt(s string, today time.Time) (*Query, error) {
	p := parser{src: s, today: dayOf(today), q: &Query{source: strings.TrimSpace(s)}}
	if err := p.parse(); err != nil {
		return nil, err
	}
	return p.q, nil
}

// node is a part of the condition.
type node interface{ node() }

type (
	all  []node            // every one holds
	some []node            // at least one holds
	not  struct{ of node } // it does not hold
	// term is one key with its values, of which one at least must hold.
	term struct {
		key     *Key
		at, end int  // bytes of the query
		keyed   bool // the key was written, not only meant
		values  []value
	}
)

func (all) node()   {}
func (some) node()  {}
func (not) node()   {}
func (*term) node() {}

// value is one value of a term, read as the key wants it.
type value struct {
	text     string   // a code, a word, a name; what "=" compares with
	words    []string // of text: phrases that all must stand in the document
	other    string   // the second part: claimed:KCNA=CT-
	yes      bool     // yes or no
	lo, hi   bound    // numbers and days
	a, b     side     // actors; b of a dyad
	directed bool     // a dyad with ">"
	lat, lon float64
	km       float64
}

// bound is one end of a range; unset it is open. Numbers of days are since 1970-01-01.
type bound struct {
	set  bool
	open bool // the value itself does not belong
	n    float64
}

// side is a participant: by country, sector, catalogue number or name; "any" is anyone at all.
type side struct {
	any                             bool
	country, sector, wikidata, name string
}

// Keyed tells whether the query has a condition other than on words of the text.
func (q *Query) Keyed() bool {
	var keyed func(n node) bool
	keyed = func(n node) bool {
		switch n := n.(type) {
		case all:
			return slices.ContainsFunc(n, keyed)
		case some:
			return slices.ContainsFunc(n, keyed)
		case not:
			return keyed(n.of)
		case *term:
			return n.key.Name != "text" || n.keyed
		}
		return false
	}
	return keyed(q.root)
}
