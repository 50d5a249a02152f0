package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"herodotus"
	"herodotus/internal/query"
	"herodotus/internal/report"
	"herodotus/internal/store"
	"herodotus/record"
)

type reportCmd struct {
	database
	dictionaries
	Args      []string `arg:"" optional:"" name:"query|file" help:"Reports to code, or a query on the archive." predictor:"file"`
	Published string   `help:"Publication date of reports that carry none: 2023-09-14." placeholder:"DATE"`
	Output    string   `short:"o" help:"File to write; its ending tells the format. Standard output when left out." placeholder:"FILE" predictor:"file"`
	Format    string   `enum:"auto,html,md,svg,png" default:"auto" help:"auto: by the ending of the output, else html (${enum})."`
	Picture   string   `default:"timeline" help:"What svg and png show: timeline, map, matrix or network." placeholder:"NAME"`
	Scale     float64  `default:"2" help:"Pixels of a PNG for each of the picture's own."`
	Title     string   `help:"Heading of the report." placeholder:"TEXT"`
}

// Help shows examples below the flags.
func (reportCmd) Help() string {
	return `Examples:
  herodotus report article.txt --published 2023-09-14 -o report.html    one article with all that was found in it
  herodotus report archive.jsonl -o report.md                           many articles as Markdown
  herodotus report 'dyad:RUS-UKR after:2023-09-01' --db news.db -o report.html
  herodotus report 'type:PROTEST' --db news.db --picture map -o map.png

The HTML is one file: nothing is loaded and no script runs, so that it can be mailed and printed.`
}

// Run codes the files or asks the archive, and writes the report.
func (c *reportCmd) Run(ctx context.Context, s *streams) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	if !slices.Contains(report.Pictures(), c.Picture) {
		return usage{hinted{fmt.Errorf("there is no picture %q", c.Picture), "known: " + strings.Join(report.Pictures(), ", ")}}
	}
	r, partly, err := c.gather(ctx, s)
	if err != nil {
		return err
	}
	if err := c.to(s, func(w io.Writer) error { return c.write(w, r, format) }); err != nil {
		return err
	}
	if partly {
		return errSome
	}
	return nil
}

func (c *reportCmd) format() (string, error) {
	if c.Format != "auto" {
		return c.Format, nil
	}
	switch ext := strings.ToLower(filepath.Ext(c.Output)); ext {
	case "", ".html", ".htm":
		return "html", nil
	case ".md", ".markdown":
		return "md", nil
	case ".svg", ".png":
		return ext[1:], nil
	default:
		return "", usage{hinted{fmt.Errorf("%s: no format has this ending", c.Output), "use .html, .md, .svg or .png, or say --format"}}
	}
}

// gather makes the report; partly tells that some input could not be used.
func (c *reportCmd) gather(ctx context.Context, s *streams) (r *report.Report, partly bool, err error) {
	if c.files() {
		return c.code(ctx, s)
	}
	if len(c.Args) > 1 {
		return nil, false, usage{hinted{errors.New("neither one query nor existing files"), "a query is one argument: put it into quotes"}}
	}
	q, err := query.Parse(strings.Join(c.Args, ""))
	if err != nil {
		return nil, false, usage{hinted{err, "herodotus query --help shows the language; a file name must exist"}}
	}
	st, err := c.open(ctx, store.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		return nil, false, err
	}
	defer st.Close()
	r, err = report.FromQuery(ctx, st, q, c.Title)
	return r, false, advised(err)
}

// files tells whether the arguments are files: one exists, or looks like a path.
func (c *reportCmd) files() bool {
	return slices.ContainsFunc(c.Args, func(a string) bool {
		if a == "-" {
			return true
		}
		if _, err := os.Stat(a); err == nil {
			return true
		}
		return !strings.ContainsAny(a, ` :"`) && filepath.Ext(a) != ""
	})
}

func (c *reportCmd) code(ctx context.Context, s *streams) (*report.Report, bool, error) {
	in := inputs{Files: c.Args, Published: c.Published}
	if err := in.check(); err != nil {
		return nil, false, err
	}
	opts := c.options()
	opts.Explain = true
	coder, err := herodotus.New(opts)
	if err != nil {
		return nil, false, err
	}
	s.warnings(coder)
	var records []*record.Record
	failed := false
	for x := range coder.Run(ctx, in.articles(s, nil), runtime.GOMAXPROCS(0)) {
		if x.Err != nil {
			if ctx.Err() != nil {
				return nil, false, ctx.Err()
			}
			failed = true
			s.complain(x.Err)
			continue
		}
		records = append(records, x.Record)
	}
	if len(records) == 0 && failed {
		return nil, true, errSome
	}
	return report.FromRecords(c.Title, records), failed, nil
}

func (c *reportCmd) write(w io.Writer, r *report.Report, format string) error {
	switch format {
	case "html":
		return r.HTML(w)
	case "md":
		return r.Markdown(w)
	}
	p, err := r.Picture(c.Picture)
	if err != nil {
		return err
	}
	if format == "png" {
		return p.PNG(w, c.Scale)
	}
	return p.SVG(w, "picture")
}

// to writes the whole file or none: a report that failed halfway does not replace an older one.
func (c *reportCmd) to(s *streams, write func(io.Writer) error) error {
	if c.Output == "" || c.Output == "-" {
		out := bufio.NewWriter(s.out)
		if err := write(out); err != nil {
			return err
		}
		return out.Flush()
	}
	f, err := os.CreateTemp(filepath.Dir(c.Output), ".report-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed, as it should
	if err := errors.Join(write(f), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), c.Output); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "Wrote %s\n", c.Output)
	return nil
}
