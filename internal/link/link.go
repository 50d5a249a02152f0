// Package link ties documents together: which are copies of one text, which
// tell the same story, which of their events are one happening, how many
// independent sources assert it, and where accounts contradict each other.
//
// In: the record of one document at a time (Linker.Add) and a Memory that
// finds what earlier documents left under a few keys. Out: a Result that names
// the story, the copied document, the happenings, the actors' identities and
// the contradictions. Each document costs a bounded number of lookups, however
// many came before; the same documents in the same order give the same result.
package link

import "herodotus/record"

// Memory keeps what the linker must remember: opaque blobs by kind and id, and
// postings that lead from keys to ids. Package store has one within a
// transaction, NewMemory makes one without a database.
type Memory interface {
	// Lookup gives ids posted under any of the keys on days from … to. Of each
	// key it considers only the perKey latest postings (ties: the higher id), so
	// that a common key costs no more than a rare one. The ids that share most keys
	// come first (ties: the higher id), at most max of them.
	Lookup(kind int, keys []uint64, fromDay, toDay int32, perKey, max int) ([]uint64, error)
	// Load gives the blobs in the order of the ids; nil for one that is not there.
	Load(kind int, ids []uint64) ([][]byte, error)
	// Save replaces the blob and adds postings of its keys on the day; older postings stay.
	Save(kind int, id uint64, day int32, keys []uint64, blob []byte) error
	// NextID gives 1, 2, 3 … for each kind.
	NextID(kind int) (uint64, error)
}

// The kinds of things that a Memory keeps.
const (
	KindCopy      = 1 // a document's sketch, by document
	KindGroup     = 2 // a document's group of copies, by document; no keys
	KindStory     = 3 // a story
	KindHappening = 4 // a happening
	KindActor     = 5 // an identity
)

// Doc is one document to be linked.
type Doc struct {
	ID        uint64 // not 0; need not grow; used before only where Was is given
	Record    *record.Record
	Publisher string  // who printed it; "" takes the record's publisher
	Agency    string  // the wire that supplied it, when the reader of the file knows; "" looks in the text
	Was       *Former // of a document that comes again: what its former version belonged to
}

// Result is what the document has to do with earlier ones.
type Result struct {
	Agency         string // key of the news agency whose text it is; "" none known
	AgencyName     string
	Copy           *Copy  // nil: the first of its text
	Rejoined       []Copy // groups of earlier documents that this one showed to be one text
	Story          Story
	Actors         []Actor // one for each entity of the record, in its order
	Events         []Merge // one for each event of the record, in its order
	Contradictions []Contradiction
	// Of a document that comes again: what it belonged to and no longer does, as it
	// stands without it. Documents is 0 where nobody tells it any more.
	Left      []Merge
	LeftStory *Story
}

// Copy says that a document has the text of another.
type Copy struct {
	Document   uint64  // for Result.Rejoined: the document that was the first of its group until now
	Of         uint64  // the first document of the group
	Nearest    uint64  // the document that was compared
	Similarity float64 // share of the shorter text's shingles that the other has
}

// Story is the story that the document belongs to.
type Story struct {
	ID         uint64
	New        bool
	Title      string
	FirstDay   int32 // days since 1970-01-01; NoDay when unknown
	LastDay    int32
	Documents  int
	Outlets    int
	Similarity float64  // to the story as it stood; 1 for a new one
	Evidence   []string // words and names that it shares with the story
}

// Actor is the identity of an entity.
type Actor struct {
	Entity   string // id in the record
	Key      string // the same in all documents: "wikidata:Q1049", "name:rapid support forces|ORG|SDN", "noun:protesters|"
	Name     string // canonical: the fullest seen
	Type     string
	Country  string
	Sector   string
	Wikidata string
	Named    bool // false: only a description, such as "protesters"
	New      bool
}

// Merge is the happening that an event of the record belongs to.
type Merge struct {
	Event       string // id in the record
	Happening   uint64
	New         bool
	Type        string
	FirstDay    int32 // NoDay when unknown
	LastDay     int32
	Documents   int
	Independent int      // independent sources that assert it
	Status      string   // corroborated, reported, claimed, possible, disputed, denied, open
	Similarity  float64  // of the event to the happening as it stood; 1 for a new one
	Evidence    []string // what agreed, each "slot: value"
	Sources     []Account
}

// Account is what one independent source holds about a happening.
type Account struct {
	Source string // key: "agency:reuters", "outlet:the daily herald", "copy:17", or an actor's key
	Name   string
	Value  string // FactBank value: CT+ CT- PR+ PR- PS+ PS- Uu
	Since  int32  // day of the first document; NoDay when unknown
	Chains []Chain
}

// Chain is one way by which an account reached us.
type Chain struct {
	Document uint64
	Event    string
	Via      []string // keys from the printing outlet to the source, without the source
}

// Contradiction is a pair of accounts that cannot both be true.
type Contradiction struct {
	Kind      string // denial, number, actor, recipient, place, date
	Story     uint64
	Happening uint64
	SinceDay  int32
	A, B      Side // A stood first
	Changed   bool // both sides are one source, which changed its account
	Summary   string
}

// Side is one side of a contradiction.
type Side struct {
	Document   uint64
	Local      string // id of the event or claim in its record
	Start, End int    // bytes of the document's text
	Text       string
	Holder     string // key of the source
	Name       string // its name
	Day        int32
}
