// Package herodotus reads news and writes down who did what to whom, when,
// where, according to whom, and how certain, each line tied to the words it
// came from.
//
// In: an Article. Out: a record.Record, whose every span is proven against the
// text. All models and tables are embedded; nothing is fetched.
package herodotus

import (
	"context"
	"io"
	"iter"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
	"herodotus/record"
)

// Article is one report. Only Text is needed; without Published, expressions
// such as "Wednesday" stay unresolved.
type Article = ingest.Article

// Options of a Coder; the zero value is useful.
type Options = pipeline.Options

// Result is a coded article or the reason why there is none.
type Result = pipeline.Result

// Coder codes articles. It is safe for concurrent use.
type Coder struct{ p *pipeline.Coder }

// New loads the embedded models and tables.
func New(opts Options) (*Coder, error) {
	p, err := pipeline.New(opts)
	if err != nil {
		return nil, err
	}
	return &Coder{p}, nil
}

// Code makes the record of one article.
func (c *Coder) Code(a Article) (*record.Record, error) { return c.p.Code(a) }

// Run codes a stream of articles on several workers, in input order.
func (c *Coder) Run(ctx context.Context, in iter.Seq2[Article, error], jobs int) iter.Seq[Result] {
	return c.p.Run(ctx, in, jobs)
}

// Provenance tells the version and the digests of all models and tables.
func (c *Coder) Provenance() record.Provenance { return c.p.Provenance() }

// Warnings tells which lines of the user's PETRARCH dictionaries were passed over
// and why, as "file:line: reason".
func (c *Coder) Warnings() []string { return c.p.Warnings() }

// Read gives the articles of a file in any format of docs/formats.md, also
// compressed: the content and the name tell which. Each comes with nil or with
// its fault.
func Read(name string, r io.Reader) iter.Seq2[Article, error] { return ingest.Read(name, r) }

// Open gives the articles of files, folders and globs in order; "-" is standard input.
func Open(ctx context.Context, paths ...string) iter.Seq2[Article, error] {
	return ingest.Open(ctx, paths, ingest.Options{})
}

// ParseDate reads an RFC 3339 date or date-time; "" gives the zero time.
func ParseDate(s string) (time.Time, error) { return ingest.ParseDate(s) }
