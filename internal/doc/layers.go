package doc

import "time"

// Type is the kind of a named thing.
type Type uint8

// Types of names. GPE is a place with a government, LOC one without, FAC a
// built thing (ships included), NORP a nationality, religion or party.
const (
	NoType Type = iota
	PER
	ORG
	GPE
	LOC
	FAC
	NORP
	EVENT // named events: wars, summits, games
	OBJ   // products, weapons, works of art, laws
	MISC
	numType
)

var typeNames = [numType]string{"", "PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "OBJ", "MISC"}

// String gives the name that the record uses.
func (t Type) String() string { return typeNames[t] }

// ParseType is the inverse of String.
func ParseType(s string) (Type, bool) { i, ok := index(typeNames[:], s); return Type(i), ok }

// Name is a name found by the recogniser, without article or title.
type Name struct {
	Range
	Type  Type
	Score float32 // probability that span and type are right
}

// Entry is one thing that the knowledge base knows. Entries are shared and read-only.
type Entry struct {
	Key      string   // unique: "PRK", "UNO", "kim-jong-un", "kcna"
	Name     string   // canonical English name: "North Korea", "Kim Jong-un"
	Type     Type     //
	Country  string   // ISO 3166-1 alpha-3, or UNO EUR IGO NGO ISM IMG MNC; "" unknown
	Sector   string   // PLOVER sector: GOV MIL COP JRN …; "" for a person known only by offices, or unknown
	Sectors  []string // further ones
	Wikidata string   // "Q423" or ""
	Female   bool     // persons: she
	Male     bool     // persons: he
	Offices  []Office // persons: what they held, when
	// Place of states, seats of power and bases; Located tells whether it is known.
	Located  bool
	Lat, Lon float32
	Geonames int32
}

// Office is a post that a person holds for a time.
type Office struct {
	Title    string // lower case: "president", "foreign minister", "leader"
	Of       string // country code or organisation key
	Sector   string
	From, To time.Time // zero: open
}

// Holds tells whether the office is held on the day (an unknown day: whether it is still held).
func (o *Office) Holds(on time.Time) bool {
	if on.IsZero() {
		return o.To.IsZero()
	}
	return !on.Before(o.From) && (o.To.IsZero() || on.Before(o.To))
}

// Sense tells in what capacity a stretch of text was recognised.
type Sense uint8

// Senses of a recognised stretch of text.
const (
	SenseName    Sense = iota // a proper name of the entry: "North Korea", "KCNA", "Vladimir Putin"
	SenseDemonym              // an adjective or inhabitant: "North Korean", "Russians"; Entry is the state
	SenseCapital              // a capital; Entry is the state, the town is a place as well
	SenseSeat                 // a seat of power: "the Kremlin"; Entry is the state or body
	SenseRole                 // a role noun: "president", "foreign minister", "spokesman", "soldiers"; Entry nil
	SenseBody                 // a body by pattern: "Defense Ministry", "navy", "supreme court"; Entry nil
)

// Known is a stretch of text that the knowledge base recognises. Stretches may
// overlap; several entries may share one ("Georgia").
type Known struct {
	Range
	Sense  Sense
	Entry  *Entry // the thing, or nil for role nouns and pattern bodies
	Sector string // of a role noun or pattern body: "MIL" for "soldiers"
	Type   Type   // of a role noun or pattern body: PER or ORG
	// Office is the canonical title of a role noun that is an office ("head of state" and
	// "number one" give "leader"), else "".
	Office string
	Plural bool // role nouns: "soldiers"
}

// TimeType is a TIMEX3 type.
type TimeType uint8

// TIMEX3 types.
const (
	DATE TimeType = iota
	TIME
	DURATION
	SET
)

// String gives TIMEX3's name.
func (t TimeType) String() string { return [...]string{"DATE", "TIME", "DURATION", "SET"}[t] }

// Time is a time expression.
type Time struct {
	Range
	Type     TimeType
	Value    string // TIMEX3 value
	From, To string // first and last day, YYYY-MM-DD, "" when open or unknown
	// Sub is the part of the first and last token that belongs to the expression, when it is
	// not token-aligned; the zero span otherwise.
	Sub Span
	// Dateline: the expression dates the report, not what it tells.
	Dateline bool
	Why      string // the rule that found and the anchor that resolved it
}

// Place is a located place name.
type Place struct {
	Range
	Mention  int32 // index into Mentions, set by coref; -1 before
	Name     string
	Geonames int32 // 0 when none
	Lat, Lon float32
	Country  string // ISO alpha-3, "" for seas and the like
	Admin1   string
	Score    float32 // probability that it is within 161 km of the truth
	RunnerUp string  // the next best reading, for explain
	Why      string
}

// MentionKind tells how a mention refers.
type MentionKind uint8

// Kinds of mentions.
const (
	NameMention MentionKind = iota
	NominalMention
	PronounMention
)

// String gives the record's word.
func (k MentionKind) String() string { return [...]string{"name", "nominal", "pronoun"}[k] }

// Mention is a stretch of text that refers to an entity.
type Mention struct {
	Range        // bare: without leading article, title or trailing clause for names; whole noun phrase up to its head for nominals
	Head   int32 // token
	Kind   MentionKind
	Entity int32 // index into Entities
	Why    string
	Score  float32 // probability that it refers to Entity; 0 when not given
}

// Entity is what mentions refer to.
type Entity struct {
	Name     string
	Type     Type
	Country  string
	Sector   string
	Sectors  []string
	Roles    []Role
	Wikidata string
	Geonames int32
	Entry    *Entry  // nil when the knowledge base does not know it
	Members  []int32 // groups ("the two leaders", "they"): the entities meant
	Plural   bool
	Female   bool
	Male     bool
	Mentions []int32 // indexes into Mentions
}

// Thing is what a report speaks of more than once though it takes part in nothing: a law, a
// storm, the writer. Stages that look for participants do not see it; see Doc.AdmitThings.
type Thing struct {
	Name     string
	Plural   bool
	Entity   int32     // the participant that is said to be the thing ("Tulsa is a city"), or None
	Mentions []Mention // in text order; their Entity is None
}

// Role is a role as the text says it or the knowledge base knows it for the day.
type Role struct{ Title, Of string }

// SourceKind tells how a claim's source is given.
type SourceKind uint8

// Kinds of sources.
const (
	Named SourceKind = iota
	RoleSource
	Anonymous
	Document
)

// String gives the record's word.
func (k SourceKind) String() string { return [...]string{"named", "role", "anonymous", "document"}[k] }

// Quote tells whose words a claim's content is in.
type Quote uint8

// Kinds of quotation.
const (
	Indirect Quote = iota
	Direct
	Mixed
)

// String gives the record's word.
func (q Quote) String() string { return [...]string{"indirect", "direct", "mixed"}[q] }

// Value is a FactBank factuality value (Saurí and Pustejovsky 2009).
type Value string

// FactBank values.
const (
	CTPlus  Value = "CT+"
	CTMinus Value = "CT-"
	PRPlus  Value = "PR+"
	PRMinus Value = "PR-"
	PSPlus  Value = "PS+"
	PSMinus Value = "PS-"
	Uu      Value = "Uu"
)

// None marks an absent index.
const None int32 = -1

// Claim is one attribution.
type Claim struct {
	Source     int32   // mention, or None ("reportedly")
	Also       []int32 // mentions of those who say the same together with the source
	SourceKind SourceKind
	Addressee  int32 // mention, or None
	Cue        Range
	Act        string  // class of the speech act: report, deny, promise …
	Content    []Range // what is claimed, without cue and outer quotation marks
	Quote      Quote
	Parent     int32 // claim that relays this one, or None
	Time       int32 // time, or None
	Commit     Value // what the cue commits its source to, for a plain content clause
	Confidence float32
	Why        string
}

// Arg is a participant of an event.
type Arg struct {
	Mention int32 // None when implied by an adjective or by the discourse
	Entity  int32
	Country string // overrides the entity's when the mention says more; else ""
	Sector  string
	Why     string
}

// Fact is what one source commits itself to.
type Fact struct {
	Claim int32 // claim whose source it is; None for the author
	Value Value
}

// MagnitudeKind tells what is counted of an event.
type MagnitudeKind uint8

// Kinds of magnitudes, in the order of the record.
const (
	Dead MagnitudeKind = iota
	Injured
	Crowd // those who protest
	Size  // those who are arrested, expelled, freed
)

// Magnitude is a number of people in an event.
type Magnitude struct {
	Kind     MagnitudeKind
	Min, Max int // -1: the text leaves it open
	Words    Range
}

// Event is one reported event.
type Event struct {
	Type       string // PLOVER type
	Modes      []string
	Contexts   []string
	Cameo      string
	Actors     []Arg
	Recipients []Arg
	Place      int32 // place, or None
	Time       int32 // time, or None
	From, To   string
	Trigger    Range
	Head       int32 // the trigger's head token
	Evidence   []Range
	Auxiliary  []string
	Facts      []Fact // the author's first
	Claim      int32  // innermost claim, or None
	SameAs     int32  // earlier event, or None
	Magnitudes []Magnitude
	Confidence float32
	Why        []string // rules, model scores and runners-up, for explain
}
