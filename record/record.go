// Package record defines the document record, version herodotus/1: what was
// found in one article, as JSON. It is the public contract of the engine.
//
// In: nothing; the types are filled by package herodotus. Out: JSON Lines
// (Marshal), and proof that a record is sound (Check). Offsets are bytes of
// Document.Text, half-open; ids are local to the document.
package record

// Schema names the version of the record.
//
// History: herodotus/1 is the first.
const Schema = "herodotus/1"

// Record is everything found in one document.
type Record struct {
	Schema     string     `json:"schema"`
	Document   Document   `json:"document"`
	Sentences  []Sentence `json:"sentences"`
	Entities   []Entity   `json:"entities"`
	Mentions   []Mention  `json:"mentions"`
	Times      []Time     `json:"times"`
	Places     []Place    `json:"places"`
	Events     []Event    `json:"events"`
	Claims     []Claim    `json:"claims"`
	Provenance Provenance `json:"provenance"`
}

// Document is the article itself. Pointers are null when unknown.
type Document struct {
	ID        string  `json:"id"`
	URL       *string `json:"url"`
	Title     *string `json:"title"`
	Publisher *string `json:"publisher"`
	Language  string  `json:"language"`
	Published *string `json:"published"` // RFC 3339 date or date-time
	Text      string  `json:"text"`      // UTF-8, NFC
}

// Span is a stretch of Document.Text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Quote is a span with the words that stand there.
type Quote struct {
	Span
	Text string `json:"text"`
}

// Sentence is one sentence; headings are marked.
type Sentence struct {
	Span
	Heading bool `json:"heading,omitempty"`
}

// Entity is a person, body, state or place that the text refers to.
type Entity struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Type    string   `json:"type"`    // PER ORG GPE LOC FAC NORP EVENT OBJ MISC
	Country *string  `json:"country"` // ISO 3166-1 alpha-3, or UNO EUR IGO NGO ISM IMG MNC
	Sector  *string  `json:"sector"`  // PLOVER 0.8
	Sectors []string `json:"sectors,omitempty"`
	Roles   []Role   `json:"roles,omitempty"`
	Members []string `json:"members,omitempty"` // groups: the entities meant
	IDs     IDs      `json:"ids"`
}

// Role is a post held, as the text says or the knowledge base knows for the day.
type Role struct {
	Title string `json:"title"`
	Of    string `json:"of,omitempty"`
}

// IDs are identifiers in other catalogues; null when unknown.
type IDs struct {
	Wikidata *string `json:"wikidata"`
	Geonames *int32  `json:"geonames"`
}

// Mention is a stretch of text that refers to an entity.
type Mention struct {
	ID     string `json:"id"`
	Entity string `json:"entity"`
	Quote
	Kind string `json:"kind"` // name, nominal or pronoun
	// Confidence is the probability that the mention refers to its entity; 0 when not judged.
	Confidence float64 `json:"confidence,omitempty"`
	// Why tells what the link rests on; only when asked for.
	Why string `json:"why,omitempty"`
}

// Time is a time expression with its TIMEX3 type and value.
type Time struct {
	ID string `json:"id"`
	Quote
	Type  string  `json:"type"`
	Value string  `json:"value"`
	From  *string `json:"from"` // first day, null when open or unknown
	To    *string `json:"to"`   // last day
}

// Place is a located place name.
type Place struct {
	ID       string   `json:"id"`
	Mention  string   `json:"mention"`
	Name     string   `json:"name"`
	Geonames *int32   `json:"geonames"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Country  *string  `json:"country"`
	Admin1   *string  `json:"admin1"`
	// Confidence is the probability that the place lies within 161 km of the truth.
	Confidence float64 `json:"confidence"`
}

// Arg is a participant of an event.
type Arg struct {
	Entity  string  `json:"entity"`
	Mention *string `json:"mention"` // null when implied
	Country *string `json:"country"`
	Sector  *string `json:"sector"`
}

// Fact is the FactBank value that one source gives an event.
type Fact struct {
	Source string `json:"source"` // "author" or a claim's id
	Value  string `json:"value"`  // CT+ CT- PR+ PR- PS+ PS- Uu
}

// Event is one reported event in PLOVER and CAMEO.
type Event struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Modes      []string `json:"modes"`
	Contexts   []string `json:"contexts"`
	Cameo      string   `json:"cameo"`
	Quad       string   `json:"quad"`
	Score      float64  `json:"score"`
	Actors     []Arg    `json:"actors"`
	Recipients []Arg    `json:"recipients"`
	Place      *string  `json:"place"`
	Time       *string  `json:"time"`
	From       *string  `json:"from"`
	To         *string  `json:"to"`
	Trigger    Quote    `json:"trigger"`
	Evidence   []Span   `json:"evidence"`
	Auxiliary  []string `json:"auxiliary"` // historical future hypothetical negation
	Factuality []Fact   `json:"factuality"`
	Claim      *string  `json:"claim"`
	SameAs     *string  `json:"same_as"`
	Confidence float64  `json:"confidence"`
	// Magnitude tells how many people; only where the text does.
	Magnitude *Magnitude `json:"magnitude,omitempty"`
	// Why tells which rule, which model and which words made each slot; only when asked for.
	Why []string `json:"why,omitempty"`
}

// Magnitude tells how many people an event befell.
type Magnitude struct {
	Dead    *Quantity `json:"dead,omitempty"`
	Injured *Quantity `json:"injured,omitempty"`
	Crowd   *Quantity `json:"crowd,omitempty"` // those who protest
	Size    *Quantity `json:"size,omitempty"`  // those who are arrested, expelled, freed
}

// Quantity is a number with the words that give it; null where they leave a side open ("at least 22").
type Quantity struct {
	Min *int `json:"min"`
	Max *int `json:"max"`
	Quote
}

// Claim is one attribution: who says, or thinks, what.
type Claim struct {
	ID         string   `json:"id"`
	Source     Source   `json:"source"`
	Also       []Source `json:"also,omitempty"` // those who say the same together with the source
	Addressee  *string  `json:"addressee"`      // an entity's id
	Cue        *Quote   `json:"cue"`
	Act        string   `json:"act"`
	Content    []Span   `json:"content"`
	Quote      string   `json:"quote"`  // direct, indirect or mixed
	Parent     *string  `json:"parent"` // the claim that relays this one
	Time       *string  `json:"time"`
	Events     []string `json:"events"`
	Confidence float64  `json:"confidence"`
	// Attitude: what the source is said to think, know, want, plan or feel, rather than its words. An attitude makes no event
	// uncertain and is no event's claim.
	Attitude bool     `json:"attitude,omitempty"`
	Why      []string `json:"why,omitempty"`
}

// Source is who makes a claim. Entity and Mention are null when the text names nobody.
type Source struct {
	Entity  *string `json:"entity"`
	Mention *string `json:"mention"`
	Kind    string  `json:"kind"` // named, role, anonymous or document
}

// Provenance tells what made the record.
type Provenance struct {
	Version      string            `json:"version"`
	Ontology     string            `json:"ontology"`
	Models       map[string]string `json:"models"`
	Dictionaries map[string]string `json:"dictionaries"`
}
