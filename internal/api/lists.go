package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/query"
	"herodotus/internal/store"
)

// listInput is what every list takes.
type listInput struct {
	Q     string `query:"q" maxLength:"4000" doc:"A query; without one everything is meant." example:"type:ASSAULT actor:RUS after:2023-09-01"`
	After string `query:"after" maxLength:"500" doc:"The cursor that came with the page before."`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
}

func (in *listInput) page() query.Page { return query.Page{After: in.After, Limit: in.Limit} }

// list is a page of items.
type list[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; absent on the last one."`
}

type listOutput[T any] struct {
	Body list[T]
}

// listed makes the answer from what a query gives.
func listed[T any](s *service) func([]T, string, error) (*listOutput[T], error) {
	return func(items []T, next string, err error) (*listOutput[T], error) {
		if err != nil {
			return nil, s.trouble(err)
		}
		return &listOutput[T]{list[T]{orEmpty(items), next}}, nil
	}
}

// orEmpty keeps null out of the answers.
func orEmpty[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// pager is a method of Query that gives a page.
type pager[T any] func(*query.Query, context.Context, *store.Store, query.Page) ([]T, string, error)

// get makes the handler of a list.
func get[T any](s *service, kind query.Kind, find pager[T]) func(context.Context, *listInput) (*listOutput[T], error) {
	return func(ctx context.Context, in *listInput) (*listOutput[T], error) {
		q, err := s.parse(in.Q, kind)
		if err != nil {
			return nil, err
		}
		return listed[T](s)(find(q, ctx, s.Store, in.page()))
	}
}

func (s *service) registerLists(a huma.API) {
	list := func(path, id, summary string) huma.Operation {
		return operation(http.MethodGet, path, id, summary, "lists", http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	}
	huma.Register(a, list("/v1/events", "list-events", "Events that match"), get(s, query.KindEvents, (*query.Query).Events))
	huma.Register(a, list("/v1/claims", "list-claims", "Claims that match"), get(s, query.KindClaims, (*query.Query).Claims))
	huma.Register(a, list("/v1/documents", "list-documents", "Documents that match"), get(s, query.KindDocuments, (*query.Query).Documents))
	huma.Register(a, list("/v1/ledger", "list-contradictions", "Accounts that cannot both be so, with both texts"), get(s, "", (*query.Query).Ledger))
	huma.Register(a, list("/v1/stories", "list-stories", "Stories, the newest first"), func(ctx context.Context, in *struct {
		After string `query:"after" maxLength:"500"`
		Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
	}) (*listOutput[query.Story], error) {
		return listed[query.Story](s)(query.Stories(ctx, s.Store, query.Page{After: in.After, Limit: in.Limit}))
	})
	huma.Register(a, operation(http.MethodGet, "/v1/stories/{id}", "get-story", "One story with its documents and what happened in it", "lists", http.StatusNotFound), s.story)
}

type storyOutput struct {
	Body struct {
		query.Story
		Items      []query.Document  `json:"items" nullable:"false" doc:"Its documents, at most 1000; ask for more with kind:documents story:ID."`
		Happenings []query.Happening `json:"happenings" nullable:"false" doc:"What happened, at most 1000."`
	}
}

func (s *service) story(ctx context.Context, in *struct {
	ID string `path:"id" maxLength:"20"`
}) (*storyOutput, error) {
	id, err := strconv.ParseInt(in.ID, 10, 64)
	if err != nil {
		return nil, s.trouble(store.ErrNotFound)
	}
	var out storyOutput
	if out.Body.Story, out.Body.Items, out.Body.Happenings, err = query.OneStory(ctx, s.Store, id, 1000); err != nil {
		return nil, s.trouble(err)
	}
	out.Body.Items, out.Body.Happenings = orEmpty(out.Body.Items), orEmpty(out.Body.Happenings)
	return &out, nil
}
