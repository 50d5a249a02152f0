// Package api is the JSON interface for programs: coding a text, and everything
// that an archive can answer, described by OpenAPI 3.1 at /openapi.json.
//
// In: a coder, and a store where there is one. Out: an http.Handler. Errors are
// problem+json (RFC 9457); lists have cursors; answers have ETags. Who may do
// what is the business of the server around it.
package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"herodotus/internal/ingest"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

// Coder codes one article, with reasons; *pipeline.Coder does.
type Coder interface {
	Code(ingest.Article) (*record.Record, error)
}

// Config of the interface. Without a store only /v1/code answers.
type Config struct {
	Coder   Coder
	Store   *store.Store
	Version string
	Log     *slog.Logger // nil: faults are not logged
}

// Paths are the patterns under which the handler wants to be mounted.
func Paths() []string {
	return []string{"/v1/", "/openapi.json", "/openapi.yaml", "/schemas/"}
}

// maxBody is the longest body, in bytes.
const maxBody = 4 << 20

type service struct{ Config }

// New gives the handler.
func New(cfg Config) http.Handler {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	s := &service{cfg}
	s.register(humago.New(mux, cfg.humaConfig()))
	return etags(mux)
}

func (cfg Config) humaConfig() huma.Config {
	c := huma.DefaultConfig("Herodotus", cfg.Version)
	c.Info.Description = "Who did what to whom, when, where, according to whom, and how certain; each line tied to the words it came from. " +
		"Queries (`q`) are in the language of docs/query.md. Lists give at most `limit` items and, where there is more, a cursor `next` to send as `after`."
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.DocsPath = ""     // the usual renderer loads from other hosts
	c.CreateHooks = nil // no $schema links in the answers
	c.RejectUnknownQueryParameters = true
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "Needed when the server asks for it; the cookie of a signed-in browser does as well."}}
	c.Security = []map[string][]string{{}, {"token": {}}}
	return c
}

// schemaName tells the parts of a record from the answers of the archive that
// have the same names in Go.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	if t.PkgPath() == reflect.TypeFor[record.Record]().PkgPath() && name != "Record" {
		return "Record" + name
	}
	return name
}

func (s *service) register(a huma.API) {
	s.registerCode(a)
	if s.Store == nil {
		return
	}
	s.registerLists(a)
	s.registerCounts(a)
	s.registerDocuments(a)
	s.registerExport(a)
}

// operation fills in what all operations share.
func operation(method, path, id, summary, tag string, errors ...int) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{tag}, MaxBodyBytes: maxBody,
		BodyReadTimeout: 20 * time.Second, Errors: append(errors, http.StatusInternalServerError)}
}

// trouble turns errors of the store and of queries into problems. What went
// wrong inside is written to the log only.
func (s *service) trouble(err error) error {
	var fault *query.Error
	var unknown *query.Unknown
	switch {
	case errors.As(err, &fault):
		return huma.Error422UnprocessableEntity(fault.Reason, &huma.ErrorDetail{Message: fault.Hint, Location: fmt.Sprintf("query.q[%d:%d]", fault.At, fault.End), Value: fault.Query})
	case errors.As(err, &unknown):
		return huma.Error422UnprocessableEntity(unknown.Error(), &huma.ErrorDetail{Message: unknown.Hint, Location: "query.q", Value: unknown.Name})
	case errors.Is(err, query.ErrCursor):
		return huma.Error422UnprocessableEntity("the cursor does not belong to this query", &huma.ErrorDetail{Location: "query.after"})
	case errors.Is(err, store.ErrNotFound):
		return huma.Error404NotFound("there is no such thing in the archive")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return huma.Error503ServiceUnavailable("this took too long; narrow the question down")
	}
	s.Log.Error("API request failed", "error", err)
	return huma.Error500InternalServerError("something went wrong here; the reason is in the log")
}

// parse reads the query of a request.
func (s *service) parse(q string, kind query.Kind) (*query.Query, error) {
	parsed, err := query.Parse(q)
	if err != nil {
		return nil, s.trouble(err)
	}
	if kind != "" {
		parsed.Kind = kind
	}
	return parsed, nil
}
