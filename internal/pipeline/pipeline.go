// Package pipeline codes one article from text to record. It is the only place
// that knows the order of the stages. In: articles from ingest. Out: checked
// records, in input order, from any number of workers.
package pipeline

import (
	"fmt"
	"runtime/debug"

	"herodotus/internal/claim"
	"herodotus/internal/coref"
	"herodotus/internal/doc"
	"herodotus/internal/event"
	"herodotus/internal/geo"
	"herodotus/internal/ingest"
	"herodotus/internal/kb"
	"herodotus/internal/ner"
	"herodotus/internal/syntax"
	"herodotus/internal/timex"
	"herodotus/internal/tokenize"
	"herodotus/record"
)

// Options of a Coder; the zero value is useful.
type Options struct {
	// Explain adds to each event and claim which rule, which model and which words made it.
	Explain bool
	// KB is a folder of the user's own knowledge-base tables, or "".
	KB string
	// Lexicon names the user's own event lexicon files, Cues those of speech-act cues.
	Lexicon, Cues []string
	// Petrarch names the user's own dictionaries in PETRARCH's formats.
	Petrarch Petrarch
}

// Coder holds the stages with their models and tables. It is safe for
// concurrent use.
type Coder struct {
	opts       Options
	parser     *syntax.Parser
	base       *kb.Base
	names      *ner.Recognizer
	times      *timex.Tagger
	places     *geo.Gazetteer
	entities   *coref.Resolver
	claims     *claim.Extractor
	events     *event.Extractor
	provenance record.Provenance
	warnings   []string
}

// New loads all models and tables.
func New(opts Options) (*Coder, error) {
	c := &Coder{opts: opts}
	own, err := readDictionaries(opts)
	if err != nil {
		return nil, err
	}
	load := func(what string, f func() error) {
		if err != nil {
			return
		}
		if e := f(); e != nil {
			err = fmt.Errorf("%s: %w", what, e)
		}
	}
	load("syntax", func() (e error) { c.parser, e = syntax.New(); return })
	load("knowledge base", func() (e error) { c.base, e = kb.Open(own.kb...); return })
	load("names", func() (e error) { c.names, e = ner.New(); return })
	load("times", func() (e error) { c.times, e = timex.New(); return })
	load("places", func() (e error) { c.places, e = geo.Open(); return })
	load("claims", func() (e error) { c.claims, e = claim.New(own.cues...); return })
	load("events", func() (e error) { c.events, e = event.New(own.lexicon...); return })
	if err != nil {
		return nil, err
	}
	c.entities = coref.New(c.base)
	c.provenance = provenance(c.base, own)
	c.warnings = append(c.base.Warnings(), own.warnings...)
	return c, nil
}

// Analyse runs the language stages on a document whose tokens and sentences are
// set: tags, names and trees. Document text of any kind passes.
func (c *Coder) Analyse(d *doc.Doc) {
	c.parser.Tag(d)
	c.base.Annotate(d)
	c.names.Find(d)
	c.parser.Parse(d)
}

// Read makes a document of an article, with tokens and sentences.
func (c *Coder) Read(a ingest.Article) (*doc.Doc, error) {
	d, err := doc.New(a.Text)
	if err != nil {
		return nil, err
	}
	if d.Published, err = ingest.ParseDate(a.Published); err != nil {
		return nil, err
	}
	d.ID, d.URL, d.Title, d.Publisher, d.PublishedText = name(a), a.URL, a.Title, a.Publisher, a.Published
	d.Skip = a.Skip
	if a.Language != "" {
		d.Language = a.Language
	}
	tokenize.Split(d)
	return d, nil
}

// name gives what an article is known by when it has no document yet.
func name(a ingest.Article) string {
	if a.ID != "" {
		return a.ID
	}
	return contentID(a.Text, a.Published, a.Publisher)
}

// Annotate runs all stages on an article and gives the document with its layers.
func (c *Coder) Annotate(a ingest.Article) (*doc.Doc, error) {
	d, err := c.Read(a)
	if err != nil {
		return nil, err
	}
	c.Analyse(d)
	c.times.Find(d)
	c.places.Resolve(d)
	c.entities.Resolve(d)
	c.claims.Extract(d)
	c.events.Extract(d)
	c.claims.Attitudes(d)
	d.AdmitThings()
	if err := d.Check(); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return d, nil
}

// Code makes the checked record of one article. A fault of a stage is the error of that article and names it: a run over
// millions goes on.
func (c *Coder) Code(a ingest.Article) (_ *record.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("document %s: fault of the program, please report it with the text: %v\n%s", name(a), p, debug.Stack())
		}
	}()
	d, err := c.Annotate(a)
	if err != nil {
		return nil, err
	}
	b := builder{d: d, explain: c.opts.Explain}
	r := b.record(c.provenance)
	if err := r.Check(); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return r, nil
}
