package mcp

import (
	"herodotus/internal/page"
	"herodotus/record"
)

// Findings are what was found in one document, in short.
type Findings struct {
	Document  string  `json:"document" jsonschema:"id of the document"`
	Title     string  `json:"title"`
	Published string  `json:"published,omitempty"`
	Publisher string  `json:"publisher,omitempty"`
	Text      string  `json:"text,omitempty"`
	Events    []Event `json:"events"`
	Claims    []Claim `json:"claims"`
	// Unconfirmed counts the events that one source in the text tells and nobody confirms.
	Unconfirmed int `json:"unconfirmed"`
}

// Words are a stretch of the text.
type Words struct {
	Start int    `json:"start" jsonschema:"byte offset in the text"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Event is who did what to whom.
type Event struct {
	ID          string   `json:"id"`
	Type        string   `json:"type" jsonschema:"PLOVER type"`
	Means       string   `json:"means" jsonschema:"the type in plain words"`
	Who         []string `json:"who"`
	Whom        []string `json:"whom"`
	When        string   `json:"when,omitempty"`
	Where       string   `json:"where,omitempty"`
	HowMany     []string `json:"how_many,omitempty" jsonschema:"how many people it befell, as far as the text says"`
	Status      string   `json:"status" jsonschema:"fact, claim or denied"`
	AccordingTo string   `json:"according_to" jsonschema:"the writer, or whose claim it is"`
	Certainty   []string `json:"certainty" jsonschema:"what each source makes of it"`
	Confirmed   string   `json:"confirmed,omitempty" jsonschema:"who else confirms or denies a claimed event"`
	Confidence  float64  `json:"confidence" jsonschema:"probability that it was read rightly"`
	Trigger     Words    `json:"trigger"`
	Evidence    []Words  `json:"evidence"`
}

// Claim is who says what.
type Claim struct {
	ID       string   `json:"id"`
	Source   string   `json:"source"`
	As       string   `json:"as,omitempty" jsonschema:"the words for the source in the text"`
	Act      string   `json:"act"`
	InWhose  string   `json:"in_whose_words"`
	RelayBy  string   `json:"relayed_by,omitempty"`
	Content  []Words  `json:"content"`
	EventIDs []string `json:"events"`
}

func findings(r *record.Record) *Findings {
	a := page.New(r, page.Options{})
	f := &Findings{Document: a.ID, Title: a.Title, Published: a.Published, Publisher: a.Publisher, Events: []Event{}, Claims: []Claim{}, Unconfirmed: a.Unconfirmed}
	for _, e := range a.Events {
		f.Events = append(f.Events, eventOf(r, e))
	}
	for _, c := range a.Claims {
		x := Claim{ID: c.ID, Source: c.Source, As: c.As, Act: c.Act, InWhose: c.Words, Content: wordsOf(r, c.Record.Content), EventIDs: c.Record.Events}
		if c.Via != nil {
			x.RelayBy = c.Via.Source
		}
		if x.EventIDs == nil {
			x.EventIDs = []string{}
		}
		f.Claims = append(f.Claims, x)
	}
	return f
}

func eventOf(r *record.Record, e *page.Event) Event {
	x := Event{ID: e.ID, Type: e.Type, Means: e.Noun, Who: partiesOf(e.Who), Whom: partiesOf(e.Whom), When: e.When, Where: e.Where, Status: string(e.Status),
		AccordingTo: "the writer", Certainty: []string{}, Confirmed: e.Confirmed, Confidence: e.Record.Confidence,
		Trigger: Words{e.Record.Trigger.Start, e.Record.Trigger.End, e.Trigger}, Evidence: wordsOf(r, e.Record.Evidence)}
	for _, n := range e.Numbers {
		x.HowMany = append(x.HowMany, n.Many)
	}
	if e.Claim != nil {
		x.AccordingTo = e.Claim.Source
	}
	for _, v := range e.According {
		x.Certainty = append(x.Certainty, v.Who+" "+v.Verdict)
	}
	return x
}

func wordsOf(r *record.Record, spans []record.Span) []Words {
	out := []Words{}
	for _, s := range spans {
		out = append(out, Words{s.Start, s.End, r.Document.Text[s.Start:s.End]})
	}
	return out
}

func partiesOf(parties []page.Party) []string {
	out := []string{}
	for _, p := range parties {
		s := p.Name
		if code := p.Code(); code != "" {
			s += " (" + code + ")"
		}
		out = append(out, s)
	}
	return out
}
