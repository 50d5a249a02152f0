package main

import (
	"bufio"
	"context"
	"errors"
	"runtime"

	"herodotus"
	"herodotus/internal/export"
	"herodotus/internal/ingest"
	"herodotus/record"
)

type codeCmd struct {
	inputs
	dictionaries
	Format  string `enum:"auto,text,jsonl,citron" default:"auto" help:"text: a readable account; jsonl: one record a line; citron: the claims of a report a line, as Citron's JSON; auto: text on a terminal, else jsonl (${enum})."`
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
	out := bufio.NewWriterSize(s.out, 64<<10)
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
		if err := c.write(out, s, r.Record); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if failed || coded == 0 && skipped > 0 {
		return errSome
	}
	return nil
}

func (c *codeCmd) write(out *bufio.Writer, s *streams, r *record.Record) error {
	if c.Format == "citron" {
		return export.Citron(out, r)
	}
	if c.Format == "jsonl" || c.Format == "auto" && !s.tty {
		if c.Claims {
			return export.Claims(out, r)
		}
		line, err := r.Marshal()
		if err != nil {
			return err
		}
		_, err = out.Write(append(line, '\n'))
		return err
	}
	if err := export.Account(out, r, export.AccountOptions{Color: s.color, Width: s.width, Claims: c.Claims}); err != nil {
		return err
	}
	_, err := out.WriteString("\n")
	return err
}

type explainCmd struct {
	dictionaries
	File      string `arg:"" help:"The report, or - for standard input." predictor:"file"`
	Event     string `arg:"" optional:"" help:"An event's id as the account shows it (v3); all events when left out."`
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
	return export.Account(s.out, r, export.AccountOptions{Color: s.color, Width: s.width, Event: c.Event})
}
