package query

// MaxLimit is the most rows of one page.
const MaxLimit = 10000

// Page asks for a part of an answer.
type Page struct {
	After string // the cursor that came with the page before; "" begins
	Limit int    // 0: the query's own limit, else 50
}

// Status says in a word what stands behind an event.
const (
	StatusFact     = "fact"     // the writer tells it as so
	StatusClaim    = "claim"    // only a source in the text tells it
	StatusDenied   = "denied"   // the writer tells it as not so
	StatusPossible = "possible" // the writer holds it possible or probable
	StatusOpen     = "open"     // nobody commits himself
)

// Actor is a participant or source with his identity across documents.
type Actor struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	Country  *string `json:"country"`
	Sector   *string `json:"sector"`
	Wikidata *string `json:"wikidata,omitempty"`
}

// Place is where an event happened.
type Place struct {
	Name     string   `json:"name"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Country  *string  `json:"country"`
	Geonames *int64   `json:"geonames"`
}

// Quote is a stretch of a document with its words.
type Quote struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Source is what an answer tells of the document that it comes from.
type Source struct {
	Document  int64   `json:"document_number"`
	DocID     string  `json:"document"`
	Title     *string `json:"title"`
	URL       *string `json:"url"`
	Publisher *string `json:"publisher"`
	Agency    *string `json:"agency"`
	Published *string `json:"published"`
	Story     *int64  `json:"story"`
}

// Fact is what one source makes of an event.
type Fact struct {
	Source string `json:"source"` // "author", or the source's name
	Actor  *int64 `json:"actor"`  // null for the author
	Value  string `json:"value"`
}

// Event is one event as one document reports it.
type Event struct {
	ID    int64  `json:"id"`
	Local string `json:"event"` // its id in the document's record
	Source
	Type        string   `json:"type"`
	Modes       []string `json:"modes"`
	Contexts    []string `json:"contexts"`
	Cameo       string   `json:"cameo"`
	Quad        string   `json:"quad"`
	Score       float64  `json:"score"`
	Actors      []Actor  `json:"actors"`
	Recipients  []Actor  `json:"recipients"`
	From        *string  `json:"from"`
	To          *string  `json:"to"`
	Day         *string  `json:"day"` // the best single day: of the event, else of publication
	Place       *Place   `json:"place"`
	Status      string   `json:"status"`
	Factuality  []Fact   `json:"factuality"`
	Claim       *string  `json:"claim"`        // the innermost claim that it stands in
	ClaimSource *string  `json:"claim_source"` // and whose that is
	ClaimAct    *string  `json:"claim_act"`
	Trigger     string   `json:"trigger"`
	Evidence    string   `json:"evidence"`
	Happening   *int64   `json:"happening"`
	Independent int      `json:"independent"` // sources that assert it independently
	Confidence  float64  `json:"confidence"`
	// Magnitude tells how many people it befell; absent where the text does not.
	Magnitude *Magnitude `json:"magnitude,omitempty"`
}

// Magnitude are the numbers of people that an event befell.
type Magnitude struct {
	Dead    *Quantity `json:"dead,omitempty"`
	Injured *Quantity `json:"injured,omitempty"`
	Crowd   *Quantity `json:"crowd,omitempty"` // those who protest
	Size    *Quantity `json:"size,omitempty"`  // those who are arrested, expelled, freed
}

// Quantity is the least and the most that the words allow; null is open.
type Quantity struct {
	Min *int `json:"min"`
	Max *int `json:"max"`
}

// Claim is one attribution: who says what.
type Claim struct {
	ID    int64  `json:"id"`
	Local string `json:"claim"`
	Source
	By    *Actor `json:"source"` // null when the text names nobody
	Kind  string `json:"kind"`   // named, role, anonymous, document
	Act   string `json:"act"`
	Quote string `json:"quote"` // direct, indirect, mixed
	// Attitude: what the source is said to think, want, plan or feel rather than to say.
	Attitude bool     `json:"attitude"`
	Cue      string   `json:"cue"`
	Parent   *string  `json:"parent"`
	Content  string   `json:"content"`
	Day      *string  `json:"day"`
	Events   []string `json:"events"` // types of the events in it, "ASSAULT v3"
}

// Document is one article of the archive.
type Document struct {
	Source
	Language string  `json:"language"`
	CopyOf   *string `json:"copy_of"` // id of the document that it repeats
	Events   int     `json:"events"`
	Claims   int     `json:"claims"`
	Snippet  string  `json:"snippet"` // the words looked for in their surroundings, else the beginning
}

// Count is how many answers share the values of the columns asked for.
type Count struct {
	Values []string `json:"values"` // one a column, "" unknown
	Count  int      `json:"count"`
}

// Tally counts by quadrant and by what stands behind the events.
type Tally struct {
	Cooperation Standing `json:"cooperation"`
	Conflict    Standing `json:"conflict"`
	Score       float64  `json:"score"` // mean
}

// Standing counts events by status; Possible and open ones are in Claims.
type Standing struct {
	Facts  int `json:"facts"`
	Claims int `json:"claims"`
	Denied int `json:"denied"`
}

// Bucket is one step of a timeline.
type Bucket struct {
	From string `json:"from"` // first day; "" before all others
	To   string `json:"to"`   // last day
	Tally
}

// Dyad is what happened from one country (or participant) to another.
type Dyad struct {
	Actor     string `json:"actor"`
	Recipient string `json:"recipient"`
	Events    int    `json:"events"`
	Tally
}

// Spot is a place with what happened there.
type Spot struct {
	Place
	Events int `json:"events"`
	Tally
}

// Person is an identity with how often it acts, is acted upon and speaks.
type Person struct {
	Actor
	Type       string `json:"type"`
	Acts       int    `json:"acts"`
	Recipients int    `json:"recipient"`
	Claims     int    `json:"claims"`
}

// Story is one story over days.
type Story struct {
	ID        int64   `json:"id"`
	Title     string  `json:"title"`
	From      *string `json:"from"`
	To        *string `json:"to"`
	Documents int     `json:"documents"`
	Outlets   int     `json:"outlets"`
}

// Happening is one real-world event merged from many records.
type Happening struct {
	ID          int64   `json:"id"`
	Story       *int64  `json:"story"`
	Type        string  `json:"type"`
	From        *string `json:"from"`
	To          *string `json:"to"`
	Documents   int     `json:"documents"`
	Independent int     `json:"independent"`
	Status      string  `json:"status"`
	Example     *Event  `json:"example"` // the record of it that says most
}

// Party is one side of a contradiction.
type Party struct {
	Source
	Local string  `json:"id"`    // the claim or event in the document's record
	Who   string  `json:"who"`   // whose account it is
	Since *string `json:"since"` // the day he held it first
	Words Quote   `json:"words"`
}

// Contradiction is two accounts that cannot both be so.
type Contradiction struct {
	ID        int64   `json:"id"`
	Kind      string  `json:"kind"`
	Summary   string  `json:"summary"`
	Since     *string `json:"since"`
	Story     *int64  `json:"story"`
	Happening *int64  `json:"happening"`
	Changed   bool    `json:"changed"` // one source changed its account
	A         Party   `json:"a"`
	B         Party   `json:"b"`
	// Who else holds which side, how independent of one another; null where the
	// two do not speak of one event that was merged.
	Accounts *Accounts `json:"accounts"`
}
