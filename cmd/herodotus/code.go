package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"runtime"

	"herodotus"
	"herodotus/internal/export"
	"herodotus/internal/ingest"
)

type codeCmd struct {
	inputs
	dictionaries
	Format  string `default:"auto" help:"text: a readable account; jsonl: one record a line; auto: text on a terminal, else jsonl; or a layout of \"herodotus export\": csv, gdelt, polecat, icews, phoenix, plover, geojson, citron …" placeholder:"FORMAT"`
	Explain bool   `help:"Add to each event and claim which rule, model and words made it."`
	Claims  bool   `help:"Only who says what: a readable account of the claims, or one claim a line of JSON."`
	Jobs    int    `short:"j" help:"Reports coded at once; 0: as many as there are cores." default:"0"`
}

// Help shows examples below the flags.
func (codeCmd) Help() string {
	return `Examples:
  herodotus code report.txt
  herodotus code --published 2023-09-14 --format text report.txt | less
  zcat archive.jsonl.gz | herodotus code - > records.jsonl
  herodotus code --claims --format text report.txt
  herodotus code --format citron report.txt | jq .quotes

A line of .jsonl is {"text": …} with, as far as known, "id", "title", "published", "url", "publisher". Records come in
the order of the input and are the same bytes whatever the number of cores.`
}

// Run codes all inputs.
func (c *codeCmd) Run(ctx context.Context, s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	out := bufio.NewWriterSize(s.out, 64<<10)
	w, err := c.writer(out, s)
	if err != nil {
		return err
	}
	opts := c.options()
	opts.Explain = c.Explain
	coder, err := herodotus.New(opts)
	if err != nil {
		return err
	}
	s.warnings(coder)
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	p := newProgress(s, ingest.Count(c.paths()))
	defer p.done()
	failed, coded, skipped := false, 0, 0
	for r := range coder.Run(ctx, c.articles(s, p.file), jobs) {
		if errors.Is(r.Err, context.Canceled) {
			return errors.Join(out.Flush(), r.Err)
		}
		if r.Err != nil {
			if s.fault(r.Err) {
				failed = true
			} else {
				skipped++
			}
			continue
		}
		coded++
		p.document()
		if err := w.Write(export.Item{Record: r.Record}); err != nil {
			return err
		}
	}
	if err := errors.Join(w.Close(), out.Flush()); err != nil {
		return err
	}
	if failed || coded == 0 && skipped > 0 {
		return errSome
	}
	return nil
}

// writer opens the layout.
func (c *codeCmd) writer(out *bufio.Writer, s *streams) (export.Writer, error) {
	switch {
	case c.Format == "text" || c.Format == "auto" && s.tty:
		return &accounts{out, export.AccountOptions{Color: s.color, Width: s.width, Claims: c.Claims}}, nil
	case c.Claims && (c.Format == "auto" || c.Format == "jsonl"):
		return &onlyClaims{out}, nil
	case c.Format == "auto":
		c.Format = "jsonl"
	}
	f, err := export.Lookup(c.Format)
	if err != nil {
		return nil, usage{hinted{err, "herodotus export --help tells what each is"}}
	}
	if f.Each {
		return nil, usage{hinted{fmt.Errorf("%s makes a file of each report", f.Name), "herodotus export -f " + f.Name + " -o FOLDER FILE…"}}
	}
	return f.New(out, export.Options{}), nil
}

// accounts writes for a person to read, a blank line after each report.
type accounts struct {
	out  *bufio.Writer
	opts export.AccountOptions
}

func (a *accounts) Write(it export.Item) error {
	if err := export.Account(a.out, it.Record, a.opts); err != nil {
		return err
	}
	return a.out.WriteByte('\n')
}

func (*accounts) Close() error { return nil }

// onlyClaims writes a line of JSON a claim.
type onlyClaims struct{ out *bufio.Writer }

func (o *onlyClaims) Write(it export.Item) error { return export.Claims(o.out, it.Record) }
func (*onlyClaims) Close() error                 { return nil }

type explainCmd struct {
	dictionaries
	File      string `arg:"" help:"The report, or - for standard input." predictor:"file"`
	Event     string `arg:"" optional:"" help:"An event's id as the account shows it (v3), an entity's or mention's (e2, m5), or \"entities\" for all of these; all events when left out."`
	Published string `help:"Publication date: 2023-09-14." placeholder:"DATE"`
}

// Run prints the account of one report with all reasons.
func (c *explainCmd) Run(s *streams) error {
	in := inputs{Files: []string{c.File}, Published: c.Published}
	if err := in.check(); err != nil {
		return err
	}
	a, err := in.one(s)
	if err != nil {
		return err
	}
	opts := c.options()
	opts.Explain = true
	coder, err := herodotus.New(opts)
	if err != nil {
		return err
	}
	s.warnings(coder)
	r, err := coder.Code(a)
	if err != nil {
		return err
	}
	if asksEntities(c.Event) {
		return explainEntities(s.out, r, c.Event)
	}
	return export.Account(s.out, r, export.AccountOptions{Color: s.color, Width: s.width, Event: c.Event})
}
