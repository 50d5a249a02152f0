package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"herodotus/internal/ingest"
	"herodotus/internal/query"
)

type codeArgs struct {
	Text      string `json:"text" jsonschema:"the report, plain text or HTML"`
	Published string `json:"published,omitempty" jsonschema:"publication date, 2023-09-14; without it Wednesday stays unresolved"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
}

func (t *tools) codeText(_ context.Context, _ *sdk.CallToolRequest, in codeArgs) (*sdk.CallToolResult, *Findings, error) {
	if _, err := ingest.ParseDate(in.Published); err != nil {
		return nil, nil, err
	}
	for a, err := range ingest.Read("text", strings.NewReader(in.Text)) {
		if err != nil {
			return nil, nil, err
		}
		if in.Published != "" {
			a.Published = in.Published
		}
		if in.Title != "" {
			a.Title = in.Title
		}
		if in.Publisher != "" {
			a.Publisher = in.Publisher
		}
		rec, err := t.Coder.Code(a)
		if err != nil {
			return nil, nil, err
		}
		f := findings(rec)
		f.Text = rec.Document.Text // HTML was stripped: offsets are of this text
		return nil, f, nil
	}
	return nil, nil, errors.New("the text holds no article")
}

type searchArgs struct {
	Query string `json:"query" jsonschema:"for instance: type:ASSAULT actor:RUS after:2023-09-01 \"grain\""`
	Kind  string `json:"kind,omitempty" jsonschema:"events (default), claims or documents"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many, 1 to 50; 20 when left out"`
	After string `json:"after,omitempty" jsonschema:"the cursor next of the answer before"`
}

// Found is a page of a search; one of the lists is filled.
type Found struct {
	Total     int              `json:"total" jsonschema:"how many there are, counted up to 10000"`
	Events    []query.Event    `json:"events,omitempty"`
	Claims    []query.Claim    `json:"claims,omitempty"`
	Documents []query.Document `json:"documents,omitempty"`
	Next      string           `json:"next,omitempty" jsonschema:"cursor of the next page"`
	// Quotes are the words of the events and claims in their documents' texts, by "document/id".
	Quotes map[string][]Words `json:"quotes,omitempty" jsonschema:"words with byte offsets, by document/id"`
}

func (t *tools) search(ctx context.Context, _ *sdk.CallToolRequest, in searchArgs) (*sdk.CallToolResult, *Found, error) {
	q, err := query.Parse(in.Query)
	if err != nil {
		return nil, nil, explain(err)
	}
	if kind := query.Kind(in.Kind); kind != "" {
		if !slices.Contains([]query.Kind{query.KindEvents, query.KindClaims, query.KindDocuments}, kind) {
			return nil, nil, fmt.Errorf("there is no kind %q: say events, claims or documents", in.Kind)
		}
		q.Kind = kind
	}
	if in.Limit < 1 {
		in.Limit = 20
	}
	p := query.Page{After: in.After, Limit: min(in.Limit, 50)}
	var f Found
	switch q.Kind {
	case query.KindClaims:
		f.Claims, f.Next, err = q.Claims(ctx, t.Store, p)
	case query.KindDocuments:
		f.Documents, f.Next, err = q.Documents(ctx, t.Store, p)
	default:
		f.Events, f.Next, err = q.Events(ctx, t.Store, p)
	}
	if err != nil {
		return nil, nil, explain(err)
	}
	if f.Total, _, err = q.UpTo(ctx, t.Store, query.MaxLimit); err != nil {
		return nil, nil, explain(err)
	}
	err = t.quote(ctx, &f)
	return nil, &f, err
}

// quote reads from the records where the words of an answer stand.
func (t *tools) quote(ctx context.Context, f *Found) error {
	docs := map[string]*Findings{}
	read := func(id string) (*Findings, error) {
		if docs[id] == nil {
			rec, err := t.Store.Record(ctx, id)
			if err != nil {
				return nil, err
			}
			docs[id] = findings(rec)
		}
		return docs[id], nil
	}
	f.Quotes = map[string][]Words{}
	for _, e := range f.Events {
		d, err := read(e.DocID)
		if err != nil {
			return err
		}
		for _, x := range d.Events {
			if x.ID == e.Local {
				f.Quotes[e.DocID+"/"+e.Local] = x.Evidence
			}
		}
	}
	for _, c := range f.Claims {
		d, err := read(c.DocID)
		if err != nil {
			return err
		}
		for _, x := range d.Claims {
			if x.ID == c.Local {
				f.Quotes[c.DocID+"/"+c.Local] = x.Content
			}
		}
	}
	return nil
}

type documentArgs struct {
	ID string `json:"id" jsonschema:"id of the document, as search gives it"`
}

func (t *tools) readDocument(ctx context.Context, _ *sdk.CallToolRequest, in documentArgs) (*sdk.CallToolResult, *Findings, error) {
	rec, err := t.Store.Record(ctx, in.ID)
	if err != nil {
		return nil, nil, explain(err)
	}
	f := findings(rec)
	f.Text = rec.Document.Text
	return nil, f, nil
}

type timelineArgs struct {
	Query string `json:"query,omitempty"`
	Step  string `json:"step,omitempty" jsonschema:"day, week, month or year; chosen when left out"`
}

// Periods are the steps of a timeline.
type Periods struct {
	Periods []query.Bucket `json:"periods"`
}

func (t *tools) timeline(ctx context.Context, _ *sdk.CallToolRequest, in timelineArgs) (*sdk.CallToolResult, *Periods, error) {
	q, err := query.Parse(in.Query)
	if err != nil {
		return nil, nil, explain(err)
	}
	found, err := q.Timeline(ctx, t.Store, in.Step)
	if err != nil {
		return nil, nil, explain(err)
	}
	return nil, &Periods{append([]query.Bucket{}, found...)}, nil
}

type ledgerArgs struct {
	Query string `json:"query,omitempty"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many, 1 to 50; 20 when left out"`
	After string `json:"after,omitempty" jsonschema:"the cursor next of the answer before"`
}

// Ledger is a page of contradictions.
type Ledger struct {
	Contradictions []query.Contradiction `json:"contradictions"`
	Next           string                `json:"next,omitempty"`
}

func (t *tools) ledger(ctx context.Context, _ *sdk.CallToolRequest, in ledgerArgs) (*sdk.CallToolResult, *Ledger, error) {
	q, err := query.Parse(in.Query)
	if err != nil {
		return nil, nil, explain(err)
	}
	if in.Limit < 1 {
		in.Limit = 20
	}
	found, next, err := q.Ledger(ctx, t.Store, query.Page{After: in.After, Limit: min(in.Limit, 50)})
	if err != nil {
		return nil, nil, explain(err)
	}
	return nil, &Ledger{append([]query.Contradiction{}, found...), next}, nil
}
