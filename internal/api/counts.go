package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/query"
	"herodotus/internal/store"
)

// items is a whole answer: there is no further page.
type items[T any] struct {
	Body struct {
		Items []T `json:"items" nullable:"false"`
	}
}

// all makes the answer from what a query gives.
func all[T any](s *service) func([]T, error) (*items[T], error) {
	return func(found []T, err error) (*items[T], error) {
		if err != nil {
			return nil, s.trouble(err)
		}
		var out items[T]
		out.Body.Items = orEmpty(found)
		return &out, nil
	}
}

// topInput asks for the most frequent.
type topInput struct {
	Q     string `query:"q" maxLength:"4000"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
}

// top makes the handler of an answer that is sorted by frequency.
func top[T any](s *service, find func(*query.Query, context.Context, *store.Store, int) ([]T, error)) func(context.Context, *topInput) (*items[T], error) {
	return func(ctx context.Context, in *topInput) (*items[T], error) {
		q, err := s.parse(in.Q, "")
		if err != nil {
			return nil, err
		}
		return all[T](s)(find(q, ctx, s.Store, in.Limit))
	}
}

func (s *service) registerCounts(a huma.API) {
	op := func(path, id, summary string) huma.Operation {
		return operation(http.MethodGet, path, id, summary, "figures", http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	}
	huma.Register(a, op("/v1/entities", "list-entities", "Who acts, is acted upon and speaks"), top(s, (*query.Query).Persons))
	huma.Register(a, op("/v1/dyads", "list-dyads", "Who acts on whom, with the balance of cooperation and conflict"), top(s, (*query.Query).Dyads))
	huma.Register(a, op("/v1/places", "list-places", "Where it happened, as far as the texts say"), top(s, (*query.Query).Spots))
	huma.Register(a, op("/v1/timeline", "timeline", "Cooperation and conflict over time, by what stands behind the events"), s.timeline)
	huma.Register(a, op("/v1/counts", "count", "Counts by one column or several"), s.counts)
	huma.Register(a, op("/v1/stats", "stats", "What the archive holds"), s.stats)
}

func (s *service) timeline(ctx context.Context, in *struct {
	Q    string `query:"q" maxLength:"4000"`
	Step string `query:"step" enum:"day,week,month,year" doc:"Left out, one is chosen that suits the span."`
}) (*items[query.Bucket], error) {
	q, err := s.parse(in.Q, "")
	if err != nil {
		return nil, err
	}
	return all[query.Bucket](s)(q.Timeline(ctx, s.Store, in.Step))
}

func (s *service) counts(ctx context.Context, in *struct {
	Q    string `query:"q" maxLength:"4000"`
	By   string `query:"by" required:"true" maxLength:"200" doc:"Columns with commas between: day week month year type mode context quad dyad actor recipient source act place country publisher agency status story." example:"month,type"`
	Kind string `query:"kind" enum:"events,claims,documents" doc:"What is counted; events when left out."`
}) (*items[query.Count], error) {
	q, err := s.parse(in.Q, query.Kind(in.Kind))
	if err != nil {
		return nil, err
	}
	return all[query.Count](s)(q.Count(ctx, s.Store, strings.Split(in.By, ",")...))
}

type statsOutput struct{ Body store.Stats }

func (s *service) stats(ctx context.Context, _ *struct{}) (*statsOutput, error) {
	st, err := s.Store.Stats(ctx)
	if err != nil {
		return nil, s.trouble(err)
	}
	st.Store = "" // a path or an address of this machine is nobody's business
	return &statsOutput{st}, nil
}
