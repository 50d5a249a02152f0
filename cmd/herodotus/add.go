package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"herodotus/internal/ingest"
	"herodotus/internal/intake"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
)

type addCmd struct {
	inputs
	dictionaries
	database
	Jobs   int    `short:"j" help:"Reports coded at once; 0: as many as there are cores." default:"0"`
	Batch  int    `help:"Documents stored in one transaction." default:"128"`
	Format string `enum:"auto,text,json" default:"auto" help:"How the summary is written; auto: text on a terminal, else JSON (${enum})."`
}

// Help shows examples below the flags.
func (addCmd) Help() string {
	return `Examples:
  herodotus add news/                                      all that is in a folder, into herodotus.db
  herodotus add --db archive.db 'CC-NEWS-2024*.warc.gz'    crawled pages
  zcat wire.jsonl.gz | herodotus add -                     lines of JSON
  herodotus add --db postgres://press@db/news news/        into PostgreSQL
  HERODOTUS_DB=archive.db herodotus add news/

An article that is stored already, coded by the same version with the same dictionaries, is not coded again: after an
interruption, run the same command once more. Another version of herodotus, of a dictionary or of the article itself
adds findings beside the old ones; the newest are shown.`
}

// Run codes, links and stores all inputs.
func (c *addCmd) Run(ctx context.Context, s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	coder, err := pipeline.New(c.options())
	if err != nil {
		return err
	}
	for _, w := range coder.Warnings() {
		fmt.Fprintf(s.err, "warning: %s\n", w)
	}
	st, err := c.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	m := newMeter(s, ingest.Count(c.paths()), ingest.Size(c.paths()))
	reading := c.reading(s)
	reading.Opened, reading.Taken = m.file, m.taken
	sum, err := intake.Run(ctx, coder, m.streams.warned(ingest.Open(ctx, c.paths(), reading)), st,
		intake.Options{Jobs: c.Jobs, Batch: c.Batch, Complain: func(err error) { m.streams.fault(err) }}, m.update)
	m.done()
	if err == nil || sum.Documents+sum.Updated > 0 {
		if failed := c.summarize(s, sum); failed != nil {
			return failed
		}
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.err, "what was coded so far is stored; the same command goes on from there")
	}
	if err != nil {
		return advised(err)
	}
	if sum.Failed > 0 {
		return errSome
	}
	return nil
}

// added is the summary as JSON.
type added struct {
	Documents int            `json:"documents"`
	Updated   int            `json:"updated"`
	Known     int            `json:"known"`
	Events    int            `json:"events"`
	Claims    int            `json:"claims"`
	Tokens    int            `json:"tokens"`
	Skipped   map[string]int `json:"skipped"`
	Failed    int            `json:"failed"`
	Seconds   float64        `json:"seconds"`
	PerSecond float64        `json:"tokens_per_second"`
	Run       int64          `json:"run"`
}

func (c *addCmd) summarize(s *streams, sum intake.Summary) error {
	seconds := sum.Elapsed.Seconds()
	a := added{sum.Documents, sum.Updated, sum.Known, sum.Events, sum.Claims, sum.Tokens, sum.Reasons, sum.Failed, seconds, 0, sum.Run}
	if seconds > 0 {
		a.PerSecond = float64(int(float64(sum.Tokens) / seconds))
	}
	if c.Format == "json" || c.Format == "auto" && !s.tty {
		return json.NewEncoder(s.out).Encode(a)
	}
	rows := []figure{{a.Documents, "documents added"}, {a.Updated, "coded anew"}, {a.Known, "known already"}}
	for _, reason := range sortedKeys(a.Skipped) {
		rows = append(rows, figure{a.Skipped[reason], "left out: " + reason})
	}
	rows = append(rows, figure{a.Events, "events"}, figure{a.Claims, "claims"}, figure{int(a.PerSecond), "tokens a second"})
	return figures(s.out, rows)
}

// figure is a number with what it counts.
type figure struct {
	n    int
	what string
}

// figures writes numbers under each other; the first is always shown, others when they are not 0.
func figures(out io.Writer, rows []figure) error {
	for i, r := range rows {
		if r.n == 0 && i > 0 {
			continue
		}
		if _, err := fmt.Fprintf(out, "%12s  %s\n", thousands(int64(r.n)), r.what); err != nil {
			return err
		}
	}
	return nil
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
