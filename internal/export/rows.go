package export

import (
	"strings"

	"herodotus/record"
)

// EventRow is an event as a flat row, for CSV and Parquet. The Parquet names are the JSON ones.
type EventRow struct {
	Document           string   `parquet:"document"`
	Event              string   `parquet:"event"`
	Title              *string  `parquet:"title,optional"`
	URL                *string  `parquet:"url,optional"`
	Publisher          *string  `parquet:"publisher,optional"`
	Published          *string  `parquet:"published,optional"`
	Type               string   `parquet:"type,dict"`
	Modes              []string `parquet:"modes,list"`
	Contexts           []string `parquet:"contexts,list"`
	Cameo              string   `parquet:"cameo,dict"`
	Quad               string   `parquet:"quad,dict"`
	Score              float64  `parquet:"score"`
	Actors             []string `parquet:"actors,list"`
	ActorCountries     []string `parquet:"actor_countries,list"`
	ActorSectors       []string `parquet:"actor_sectors,list"`
	ActorWikidata      []string `parquet:"actor_wikidata,list"`
	Recipients         []string `parquet:"recipients,list"`
	RecipientCountries []string `parquet:"recipient_countries,list"`
	RecipientSectors   []string `parquet:"recipient_sectors,list"`
	RecipientWikidata  []string `parquet:"recipient_wikidata,list"`
	From               *string  `parquet:"from,optional"`
	To                 *string  `parquet:"to,optional"`
	Place              *string  `parquet:"place,optional"`
	Admin1             *string  `parquet:"admin1,optional"`
	Country            *string  `parquet:"country,optional"`
	Lat                *float64 `parquet:"lat,optional"`
	Lon                *float64 `parquet:"lon,optional"`
	Geonames           *int32   `parquet:"geonames,optional"`
	Auxiliary          []string `parquet:"auxiliary,list"`
	AuthorValue        string   `parquet:"author_value,dict"`
	Sources            []string `parquet:"sources,list"`       // who else commits himself …
	SourceValues       []string `parquet:"source_values,list"` // … and to what, in the same order
	Claim              *string  `parquet:"claim,optional"`
	ClaimSource        *string  `parquet:"claim_source,optional"`
	SameAs             *string  `parquet:"same_as,optional"`
	Confidence         float64  `parquet:"confidence"`
	Trigger            string   `parquet:"trigger"`
	TriggerStart       int32    `parquet:"trigger_start"`
	TriggerEnd         int32    `parquet:"trigger_end"`
	Evidence           string   `parquet:"evidence"`
	EvidenceStart      int32    `parquet:"evidence_start"` // bytes, as in the record
	EvidenceEnd        int32    `parquet:"evidence_end"`
	Happening          *int64   `parquet:"happening,optional"`
	IndependentSources *int32   `parquet:"independent_sources,optional"`
	HappeningDocuments *int32   `parquet:"happening_documents,optional"`
}

// ClaimRow is a claim as a flat row.
type ClaimRow struct {
	Document      string   `parquet:"document"`
	Claim         string   `parquet:"claim"`
	Title         *string  `parquet:"title,optional"`
	URL           *string  `parquet:"url,optional"`
	Publisher     *string  `parquet:"publisher,optional"`
	Published     *string  `parquet:"published,optional"`
	Source        *string  `parquet:"source,optional"`
	SourceText    *string  `parquet:"source_text,optional"`
	SourceKind    string   `parquet:"source_kind,dict"`
	Country       *string  `parquet:"country,optional"`
	Sector        *string  `parquet:"sector,optional"`
	Wikidata      *string  `parquet:"wikidata,optional"`
	Addressee     *string  `parquet:"addressee,optional"`
	Act           string   `parquet:"act,dict"`
	Cue           *string  `parquet:"cue,optional"`
	Quote         string   `parquet:"quote,dict"`
	Content       string   `parquet:"content"`
	ContentStarts []int32  `parquet:"content_starts,list"` // bytes, as in the record
	ContentEnds   []int32  `parquet:"content_ends,list"`
	Time          *string  `parquet:"time,optional"`
	Parent        *string  `parquet:"parent,optional"`
	Events        []string `parquet:"events,list"`
	Confidence    float64  `parquet:"confidence"`
}

func (v *view) eventRow(e *record.Event) EventRow {
	d := &v.r.Document
	r := EventRow{Document: d.ID, Event: e.ID, Title: d.Title, URL: d.URL, Publisher: d.Publisher, Published: d.Published, Type: e.Type,
		Modes: list(e.Modes), Contexts: list(e.Contexts), Cameo: e.Cameo, Quad: e.Quad, Score: e.Score, From: e.From, To: e.To,
		Auxiliary: list(e.Auxiliary), AuthorValue: author(e), Claim: e.Claim, SameAs: e.SameAs, Confidence: e.Confidence, Trigger: e.Trigger.Text,
		TriggerStart: int32(e.Trigger.Start), TriggerEnd: int32(e.Trigger.End), Evidence: v.allWords(e.Evidence), Sources: []string{}, SourceValues: []string{}}
	r.Actors, r.ActorCountries, r.ActorSectors, r.ActorWikidata = v.flatSide(e.Actors)
	r.Recipients, r.RecipientCountries, r.RecipientSectors, r.RecipientWikidata = v.flatSide(e.Recipients)
	if p := v.placeOf(e); p != nil {
		r.Place, r.Admin1, r.Country, r.Lat, r.Lon, r.Geonames = &p.Name, p.Admin1, p.Country, p.Lat, p.Lon, p.Geonames
	}
	for _, f := range e.Factuality {
		if c := v.claims[f.Source]; c != nil {
			r.Sources, r.SourceValues = append(r.Sources, v.speaker(c)), append(r.SourceValues, f.Value)
		}
	}
	if c := v.claims[value(e.Claim)]; c != nil {
		name := v.speaker(c)
		r.ClaimSource = &name
	}
	if n := len(e.Evidence); n > 0 {
		r.EvidenceStart, r.EvidenceEnd = int32(e.Evidence[0].Start), int32(e.Evidence[n-1].End)
	}
	if a := v.item.Events[e.ID]; a.Happening != 0 {
		independent, documents := int32(a.Independent), int32(a.Documents)
		r.Happening, r.IndependentSources, r.HappeningDocuments = &a.Happening, &independent, &documents
	}
	return r
}

// flatSide gives names, countries, sectors and Wikidata numbers, "" where unknown, in one order.
func (v *view) flatSide(args []record.Arg) (names, countries, sectors, ids []string) {
	names, countries, sectors, ids = []string{}, []string{}, []string{}, []string{}
	for i := range args {
		a := &args[i]
		name, id := "", ""
		if e := v.entities[a.Entity]; e != nil {
			name, id = e.Name, value(e.IDs.Wikidata)
		}
		names, countries = append(names, name), append(countries, value(a.Country))
		sectors, ids = append(sectors, strings.Join(v.sectors(a), "+")), append(ids, id)
	}
	return names, countries, sectors, ids
}

// speaker names a claim's source; the text's words where it has no name.
func (v *view) speaker(c *record.Claim) string {
	if e := v.entities[value(c.Source.Entity)]; e != nil {
		return e.Name
	}
	if m := v.mentions[value(c.Source.Mention)]; m != nil {
		return v.words(m.Span)
	}
	return c.Source.Kind
}

func (v *view) claimRow(c *record.Claim) ClaimRow {
	d := &v.r.Document
	r := ClaimRow{Document: d.ID, Claim: c.ID, Title: d.Title, URL: d.URL, Publisher: d.Publisher, Published: d.Published, SourceKind: c.Source.Kind,
		Act: c.Act, Quote: c.Quote, Content: v.allWords(c.Content), Parent: c.Parent, Events: list(c.Events), Confidence: c.Confidence,
		ContentStarts: []int32{}, ContentEnds: []int32{}}
	if e := v.entities[value(c.Source.Entity)]; e != nil {
		r.Source, r.Country, r.Sector, r.Wikidata = &e.Name, e.Country, e.Sector, e.IDs.Wikidata
	}
	if m := v.mentions[value(c.Source.Mention)]; m != nil {
		words := v.words(m.Span)
		r.SourceText = &words
	}
	if e := v.entities[value(c.Addressee)]; e != nil {
		r.Addressee = &e.Name
	}
	if c.Cue != nil {
		r.Cue = &c.Cue.Text
	}
	if t := v.times[value(c.Time)]; t != nil {
		r.Time = &t.Value
	}
	for _, s := range c.Content {
		r.ContentStarts, r.ContentEnds = append(r.ContentStarts, int32(s.Start)), append(r.ContentEnds, int32(s.End))
	}
	return r
}
