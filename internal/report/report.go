// Package report makes one document of what was found: a self-contained HTML
// file to mail or print, Markdown, or single pictures.
//
// In: records, or a query on a store. Out: bytes of the format. The HTML holds
// its style sheet and pictures, loads nothing and runs no script.
package report

import (
	"context"
	"fmt"
	"strings"

	"herodotus/internal/chart"
	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

// Report is what goes into the document.
type Report struct {
	Title    string
	Query    string // "" when made of files
	Note     string // what was left out
	Marks    []page.Mark
	Articles []*page.Article
}

// Limits of a report that people can still read.
const (
	maxArticles = 50
	maxEvents   = 20000
)

// FromRecords makes a report of coded articles.
func FromRecords(title string, records []*record.Record) *Report {
	r := &Report{Title: title}
	for _, x := range records {
		r.Marks = append(r.Marks, page.Marks(x)...)
		if len(r.Articles) < maxArticles {
			r.Articles = append(r.Articles, page.New(x, page.Options{Prefix: fmt.Sprintf("a%d-", len(r.Articles)+1)}))
		}
	}
	if len(records) > maxArticles {
		r.Note = fmt.Sprintf("The pictures count all %d articles; the first %d are shown in full.", len(records), maxArticles)
	}
	if r.Title == "" {
		r.Title = r.title()
	}
	return r
}

func (r *Report) title() string {
	if len(r.Articles) == 1 {
		return r.Articles[0].Title
	}
	return "Report on " + page.Plural(len(r.Articles), "article", "articles")
}

// FromQuery makes a report of the events that a query finds, and of the first
// articles that hold them.
func FromQuery(ctx context.Context, st *store.Store, q *query.Query, title string) (*Report, error) {
	r := &Report{Title: title, Query: q.String()}
	if r.Title == "" {
		r.Title = "Report on " + r.Query
	}
	q.Kind = query.KindEvents
	seen := map[string]bool{}
	for after := ""; ; {
		events, next, err := q.Events(ctx, st, query.Page{After: after, Limit: 1000})
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			r.Marks = append(r.Marks, markOf(e))
			if seen[e.DocID] || len(r.Articles) >= maxArticles {
				continue
			}
			seen[e.DocID] = true
			rec, err := st.Record(ctx, e.DocID)
			if err != nil {
				return nil, err
			}
			r.Articles = append(r.Articles, page.New(rec, page.Options{Prefix: fmt.Sprintf("a%d-", len(r.Articles)+1)}))
		}
		after = next
		if after == "" || len(r.Marks) >= maxEvents {
			break
		}
	}
	r.Note = fmt.Sprintf("%s found; %s shown in full.", page.Plural(len(r.Marks), "event", "events"), page.Plural(len(r.Articles), "article is", "articles are"))
	if len(r.Marks) >= maxEvents {
		r.Note = fmt.Sprintf("More than %d events were found; the newest are counted. ", maxEvents) + r.Note
	}
	return r, nil
}

// markOf is an event of the store as pictures count it.
func markOf(e query.Event) page.Mark {
	m := page.Mark{Coop: !strings.HasSuffix(e.Quad, "conflict"), Status: page.Claim, Actors: countries(e.Actors), Recipients: countries(e.Recipients)}
	switch e.Status {
	case query.StatusFact:
		m.Status = page.Fact
	case query.StatusDenied:
		m.Status = page.Denied
	}
	if e.Day != nil {
		m.Day = *e.Day
	}
	if e.Place != nil {
		m.Place, m.Lat, m.Lon = e.Place.Name, e.Place.Lat, e.Place.Lon
	}
	return m
}

func countries(actors []query.Actor) []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range actors {
		name := a.Name
		if a.Country != nil && *a.Country != "" {
			name = *a.Country
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// Pictures are the names that Picture knows.
func Pictures() []string { return []string{"timeline", "map", "matrix", "network"} }

// Picture draws one of the report's pictures.
func (r *Report) Picture(name string) (*chart.Picture, error) {
	switch name {
	case "timeline":
		return page.Timeline(r.Marks, "When"), nil
	case "map":
		return page.Map(r.Marks, "Where")
	case "matrix":
		return chart.Matrix(page.Dyads(r.Marks), "Who acts on whom"), nil
	case "network":
		return chart.Network(page.Dyads(r.Marks), "Who acts on whom, as a network"), nil
	}
	return nil, fmt.Errorf("there is no picture %q; known: %s", name, strings.Join(Pictures(), ", "))
}
