package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/query"
)

// exportPage is how many rows are read at once.
const exportPage = 1000

func (s *service) registerExport(a huma.API) {
	for _, x := range []struct{ path, id, summary string }{
		{"/v1/export/events", "export-events", "All events that match, as JSON Lines"},
		{"/v1/export/claims", "export-claims", "All claims that match, as JSON Lines"},
		{"/v1/export/documents", "export-documents", "All documents that match, without their text, as JSON Lines"},
		{"/v1/export/records", "export-records", "The whole records of all documents that match, as JSON Lines"},
	} {
		op := operation(http.MethodGet, x.path, x.id, x.summary, "export", http.StatusUnprocessableEntity)
		op.Responses = map[string]*huma.Response{"200": {Description: "One JSON object a line; a stream that breaks off is incomplete.",
			Content: map[string]*huma.MediaType{"application/jsonl": {Schema: &huma.Schema{Type: huma.TypeString}}}}}
		huma.Register(a, op, s.export(x.id))
	}
}

type exportInput struct {
	Q string `query:"q" maxLength:"4000"`
}

// export streams page after page. The first page is read before the answer
// begins, so that a fault in the query is a proper error.
func (s *service) export(id string) func(context.Context, *exportInput) (*huma.StreamResponse, error) {
	return func(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
		q, err := s.parse(in.Q, "")
		if err != nil {
			return nil, err
		}
		rows, next, err := s.rows(ctx, id, q, "")
		if err != nil {
			return nil, s.trouble(err)
		}
		return &huma.StreamResponse{Body: func(h huma.Context) {
			h.SetHeader("Content-Type", "application/jsonl")
			w := h.BodyWriter()
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			for {
				for _, row := range rows {
					if err := enc.Encode(row); err != nil {
						return // the client went away
					}
				}
				if f, ok := w.(http.Flusher); ok {
					f.Flush()
				}
				if next == "" {
					return
				}
				if rows, next, err = s.rows(ctx, id, q, next); err != nil {
					panic(http.ErrAbortHandler) // cut the stream, so that it does not look whole
				}
			}
		}}, nil
	}
}

// rows reads one page of an export.
func (s *service) rows(ctx context.Context, id string, q *query.Query, after string) ([]any, string, error) {
	p := query.Page{After: after, Limit: exportPage}
	switch id {
	case "export-events":
		q.Kind = query.KindEvents
		return boxed(q.Events(ctx, s.Store, p))
	case "export-claims":
		q.Kind = query.KindClaims
		return boxed(q.Claims(ctx, s.Store, p))
	}
	q.Kind = query.KindDocuments
	if id == "export-documents" {
		return boxed(q.Documents(ctx, s.Store, p))
	}
	p.Limit = 50 // whole records are large
	docs, next, err := q.Documents(ctx, s.Store, p)
	var out []any
	for _, d := range docs {
		rec, err := s.Store.Record(ctx, d.DocID)
		if err != nil {
			return nil, "", err
		}
		out = append(out, rec)
	}
	return out, next, err
}

func boxed[T any](items []T, next string, err error) ([]any, string, error) {
	out := make([]any, len(items))
	for i := range items {
		out[i] = items[i]
	}
	return out, next, err
}
