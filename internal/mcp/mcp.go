// Package mcp lets assistants use Herodotus over the Model Context Protocol:
// code a text, search an archive, read what was found in a document, and see
// timelines and the ledger of contradictions.
//
// In: a coder, and a store where there is one. Out: a server for standard input
// and output or for HTTP. Every answer carries the words that it rests on, with
// their byte offsets in the text, so that nothing has to be taken on trust.
package mcp

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"herodotus/internal/ingest"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

// Coder codes one article; *pipeline.Coder does.
type Coder interface {
	Code(ingest.Article) (*record.Record, error)
}

// Config of a server. Without a store there is only the tool code_text.
type Config struct {
	Coder   Coder
	Store   *store.Store
	Version string
}

const instructions = `Herodotus reads English news and writes down who did what to whom, when, where, according to whom, and how certain.
Status "fact" means that the writer of the report says so; "claim" that only someone in the report says so: name that source when you repeat it, and do not present it as fact; "denied" that it is said not to be so.
Offsets are bytes of the document's text (UTF-8), half-open. Quote the words that an answer gives.`

// New makes the server.
func New(cfg Config) *sdk.Server {
	s := sdk.NewServer(&sdk.Implementation{Name: "herodotus", Title: "Herodotus", Version: cfg.Version}, &sdk.ServerOptions{Instructions: instructions})
	t := &tools{cfg}
	readOnly := &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool)}
	sdk.AddTool(s, &sdk.Tool{Name: "code_text", Title: "Code a text", Annotations: readOnly,
		Description: "Reads one news report (plain text or HTML) and gives its events (who did what to whom, when, where, how certain) and claims (who says what, in whose words), each with the words it rests on. Nothing is stored."}, t.codeText)
	if cfg.Store == nil {
		return s
	}
	sdk.AddTool(s, &sdk.Tool{Name: "search", Title: "Search the archive", Annotations: readOnly,
		Description: "Finds events, claims or documents. The query language: " + keysInShort()}, t.search)
	sdk.AddTool(s, &sdk.Tool{Name: "read_document", Title: "Read a document", Annotations: readOnly,
		Description: "Gives the text of a document of the archive with all its events and claims."}, t.readDocument)
	sdk.AddTool(s, &sdk.Tool{Name: "timeline", Title: "Timeline", Annotations: readOnly,
		Description: "Counts cooperation and conflict by day, week, month or year, told apart by facts, claims and denials."}, t.timeline)
	sdk.AddTool(s, &sdk.Tool{Name: "ledger", Title: "Ledger of contradictions", Annotations: readOnly,
		Description: "Lists accounts that cannot both be so: who holds which, since when, in which words; with all independent sources of the event and the ways by which their accounts came."}, t.ledger)
	return s
}

// Handler serves over HTTP (streamable). Each request stands for itself: there
// are no sessions to keep or to steal.
func Handler(s *sdk.Server) http.Handler {
	return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s },
		&sdk.StreamableHTTPOptions{Stateless: true, JSONResponse: true, SessionTimeout: 10 * time.Minute})
}

// keysInShort lists the query language for the description of search.
func keysInShort() string {
	var out []string
	for _, k := range query.Keys() {
		out = append(out, fmt.Sprintf("%s (%s)", k.Example, k.Help))
	}
	return "conditions side by side all hold; or, - (not), parentheses, \"words\" of the text. Keys: " + strings.Join(out, "; ")
}

type tools struct{ Config }

// explain makes faults in a query readable for whoever wrote it.
func explain(err error) error {
	var fault *query.Error
	var unknown *query.Unknown
	switch {
	case errors.As(err, &fault) && fault.Hint != "":
		return fmt.Errorf("%w\n%s", err, fault.Hint)
	case errors.As(err, &unknown) && unknown.Hint != "":
		return fmt.Errorf("%w: %s", err, unknown.Hint)
	case errors.Is(err, store.ErrNotFound):
		return errors.New("the archive has no such document")
	}
	return err
}
