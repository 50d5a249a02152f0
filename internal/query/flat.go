package query

import (
	"math"
	"strings"
)

// The rows below are answers made flat, for CSV and Parquet.

// EventRow is an Event as one row; several values have "|" between.
type EventRow struct {
	ID                 int64    `parquet:"id"`
	Document           string   `parquet:"document"`
	Event              string   `parquet:"event"`
	Day                *string  `parquet:"day,optional"`
	From               *string  `parquet:"from,optional"`
	To                 *string  `parquet:"to,optional"`
	Type               string   `parquet:"type,dict"`
	Modes              string   `parquet:"modes"`
	Contexts           string   `parquet:"contexts"`
	Cameo              string   `parquet:"cameo,dict"`
	Quad               string   `parquet:"quad,dict"`
	Score              float64  `parquet:"score"`
	Actors             string   `parquet:"actors"`
	ActorCountries     string   `parquet:"actor_countries"`
	ActorSectors       string   `parquet:"actor_sectors"`
	Recipients         string   `parquet:"recipients"`
	RecipientCountries string   `parquet:"recipient_countries"`
	RecipientSectors   string   `parquet:"recipient_sectors"`
	Place              *string  `parquet:"place,optional"`
	Country            *string  `parquet:"country,optional"`
	Lat                *float64 `parquet:"lat,optional"`
	Lon                *float64 `parquet:"lon,optional"`
	Status             string   `parquet:"status,dict"`
	AuthorValue        string   `parquet:"author_value,dict"`
	ClaimSource        *string  `parquet:"claim_source,optional"`
	ClaimAct           *string  `parquet:"claim_act,optional"`
	Independent        int64    `parquet:"independent"`
	Happening          *int64   `parquet:"happening,optional"`
	Confidence         float64  `parquet:"confidence"`
	Trigger            string   `parquet:"trigger"`
	Evidence           string   `parquet:"evidence"`
	Title              *string  `parquet:"title,optional"`
	URL                *string  `parquet:"url,optional"`
	Publisher          *string  `parquet:"publisher,optional"`
	Agency             *string  `parquet:"agency,optional"`
	Published          *string  `parquet:"published,optional"`
	Story              *int64   `parquet:"story,optional"`
	DeadMin            *int64   `parquet:"dead_min,optional"`
	DeadMax            *int64   `parquet:"dead_max,optional"`
	InjuredMin         *int64   `parquet:"injured_min,optional"`
	InjuredMax         *int64   `parquet:"injured_max,optional"`
	CrowdMin           *int64   `parquet:"crowd_min,optional"`
	CrowdMax           *int64   `parquet:"crowd_max,optional"`
	SizeMin            *int64   `parquet:"size_min,optional"`
	SizeMax            *int64   `parquet:"size_max,optional"`
}

// Row makes an event flat.
func (e *Event) Row() EventRow {
	r := EventRow{ID: e.ID, Document: e.DocID, Event: e.Local, Day: e.Day, From: e.From, To: e.To, Type: e.Type, Modes: strings.Join(e.Modes, "|"),
		Contexts: strings.Join(e.Contexts, "|"), Cameo: e.Cameo, Quad: e.Quad, Score: e.Score, Status: e.Status, AuthorValue: "Uu",
		ClaimSource: e.ClaimSource, ClaimAct: e.ClaimAct, Independent: int64(e.Independent), Happening: e.Happening, Confidence: e.Confidence,
		Trigger: e.Trigger, Evidence: e.Evidence, Title: e.Title, URL: e.URL, Publisher: e.Publisher, Agency: e.Agency, Published: e.Published, Story: e.Story}
	r.Actors, r.ActorCountries, r.ActorSectors = flatActors(e.Actors)
	r.Recipients, r.RecipientCountries, r.RecipientSectors = flatActors(e.Recipients)
	if p := e.Place; p != nil {
		r.Place, r.Country, r.Lat, r.Lon = &p.Name, p.Country, p.Lat, p.Lon
	}
	for _, f := range e.Factuality {
		if f.Source == "author" {
			r.AuthorValue = f.Value
		}
	}
	if m := e.Magnitude; m != nil {
		r.DeadMin, r.DeadMax = m.Dead.ends()
		r.InjuredMin, r.InjuredMax = m.Injured.ends()
		r.CrowdMin, r.CrowdMax = m.Crowd.ends()
		r.SizeMin, r.SizeMax = m.Size.ends()
	}
	return r
}

func (q *Quantity) ends() (low, high *int64) {
	if q == nil {
		return nil, nil
	}
	for _, x := range []struct {
		from *int
		to   **int64
	}{{q.Min, &low}, {q.Max, &high}} {
		if x.from != nil {
			n := int64(*x.from)
			*x.to = &n
		}
	}
	return low, high
}

func flatActors(actors []Actor) (names, countries, sectors string) {
	var n, c, s []string
	for _, a := range actors {
		n, c, s = append(n, a.Name), append(c, plain(a.Country)), append(s, plain(a.Sector))
	}
	return strings.Join(n, "|"), strings.Join(c, "|"), strings.Join(s, "|")
}

func plain(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// ClaimRow is a Claim as one row.
type ClaimRow struct {
	ID        int64   `parquet:"id"`
	Document  string  `parquet:"document"`
	Claim     string  `parquet:"claim"`
	Day       *string `parquet:"day,optional"`
	Source    *string `parquet:"source,optional"`
	Country   *string `parquet:"country,optional"`
	Sector    *string `parquet:"sector,optional"`
	Kind      string  `parquet:"source_kind,dict"`
	Act       string  `parquet:"act,dict"`
	Cue       string  `parquet:"cue"`
	Quote     string  `parquet:"quote,dict"`
	Attitude  bool    `parquet:"attitude"`
	Content   string  `parquet:"content"`
	Parent    *string `parquet:"parent,optional"`
	Events    string  `parquet:"events"`
	Title     *string `parquet:"title,optional"`
	URL       *string `parquet:"url,optional"`
	Publisher *string `parquet:"publisher,optional"`
	Published *string `parquet:"published,optional"`
	Story     *int64  `parquet:"story,optional"`
}

// Row makes a claim flat.
func (c *Claim) Row() ClaimRow {
	r := ClaimRow{ID: c.ID, Document: c.DocID, Claim: c.Local, Day: c.Day, Kind: c.Kind, Act: c.Act, Cue: c.Cue, Quote: c.Quote, Attitude: c.Attitude, Content: c.Content,
		Parent: c.Parent, Events: strings.Join(c.Events, "|"), Title: c.Title, URL: c.URL, Publisher: c.Publisher, Published: c.Published, Story: c.Story}
	if c.By != nil {
		r.Source, r.Country, r.Sector = &c.By.Name, c.By.Country, c.By.Sector
	}
	return r
}

// DocumentRow is a Document as one row.
type DocumentRow struct {
	Document  string  `parquet:"document"`
	Title     *string `parquet:"title,optional"`
	URL       *string `parquet:"url,optional"`
	Publisher *string `parquet:"publisher,optional"`
	Agency    *string `parquet:"agency,optional"`
	Published *string `parquet:"published,optional"`
	Language  string  `parquet:"language,dict"`
	CopyOf    *string `parquet:"copy_of,optional"`
	Story     *int64  `parquet:"story,optional"`
	Events    int64   `parquet:"events"`
	Claims    int64   `parquet:"claims"`
	Snippet   string  `parquet:"snippet"`
}

// Row makes a document flat.
func (d *Document) Row() DocumentRow {
	return DocumentRow{d.DocID, d.Title, d.URL, d.Publisher, d.Agency, d.Published, d.Language, d.CopyOf, d.Story, int64(d.Events), int64(d.Claims), d.Snippet}
}

// ContradictionRow is a Contradiction as one row.
type ContradictionRow struct {
	ID         int64   `parquet:"id"`
	Kind       string  `parquet:"kind,dict"`
	Since      *string `parquet:"since,optional"`
	Changed    bool    `parquet:"changed"`
	Summary    string  `parquet:"summary"`
	A          string  `parquet:"a"`
	AWords     string  `parquet:"a_words"`
	ASince     *string `parquet:"a_since,optional"`
	ADocument  string  `parquet:"a_document"`
	APublisher *string `parquet:"a_publisher,optional"`
	B          string  `parquet:"b"`
	BWords     string  `parquet:"b_words"`
	BSince     *string `parquet:"b_since,optional"`
	BDocument  string  `parquet:"b_document"`
	BPublisher *string `parquet:"b_publisher,optional"`
	Story      *int64  `parquet:"story,optional"`
	Happening  *int64  `parquet:"happening,optional"`
	Asserting  *int64  `parquet:"asserting,optional"` // independent sources
	Denying    *int64  `parquet:"denying,optional"`
}

// Row makes a contradiction flat.
func (c *Contradiction) Row() ContradictionRow {
	r := ContradictionRow{ID: c.ID, Kind: c.Kind, Since: c.Since, Changed: c.Changed, Summary: c.Summary,
		A: c.A.Who, AWords: c.A.Words.Text, ASince: c.A.Since, ADocument: c.A.DocID, APublisher: c.A.Publisher,
		B: c.B.Who, BWords: c.B.Words.Text, BSince: c.B.Since, BDocument: c.B.DocID, BPublisher: c.B.Publisher, Story: c.Story, Happening: c.Happening}
	if a := c.Accounts; a != nil {
		asserting, denying := int64(a.Asserting), int64(a.Denying)
		r.Asserting, r.Denying = &asserting, &denying
	}
	return r
}

// BucketRow is a Bucket as one row.
type BucketRow struct {
	From              string  `parquet:"from"`
	To                string  `parquet:"to"`
	CooperationFacts  int64   `parquet:"cooperation_facts"`
	CooperationClaims int64   `parquet:"cooperation_claims"`
	CooperationDenied int64   `parquet:"cooperation_denied"`
	ConflictFacts     int64   `parquet:"conflict_facts"`
	ConflictClaims    int64   `parquet:"conflict_claims"`
	ConflictDenied    int64   `parquet:"conflict_denied"`
	Score             float64 `parquet:"score"`
}

// Row makes a bucket flat; the score keeps two decimals.
func (b *Bucket) Row() BucketRow {
	return BucketRow{b.From, b.To, int64(b.Cooperation.Facts), int64(b.Cooperation.Claims), int64(b.Cooperation.Denied),
		int64(b.Conflict.Facts), int64(b.Conflict.Claims), int64(b.Conflict.Denied), math.Round(b.Score*100) / 100}
}
