package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"herodotus/internal/export"
	"herodotus/internal/query"
	"herodotus/internal/store"
)

// question is what every command takes that asks an archive.
type question struct {
	database
	Query  []string `arg:"" optional:"" help:"In the language of docs/query.md; put it in single quotation marks. Without one, everything."`
	Format string   `enum:"auto,table,json,jsonl,csv,parquet" default:"auto" help:"auto: a table on a terminal, else json (${enum})."`
	Out    string   `short:"o" help:"Write to this file instead of standard output." placeholder:"FILE" type:"path"`
	Raw    bool     `help:"CSV: leave cells that a spreadsheet would take for formulas as they are."`
}

// parse reads the query; a fault is shown with the place where it lies.
func (c *question) parse() (*query.Query, error) {
	q, err := query.Parse(strings.Join(c.Query, " "))
	return q, queryFault(err)
}

// queryFault gives the faults of queries their hints.
func queryFault(err error) error {
	var e *query.Error
	if errors.As(err, &e) {
		if e.Hint == "" {
			return usage{err}
		}
		return usage{hinted{err, e.Hint}}
	}
	var u *query.Unknown
	if errors.As(err, &u) {
		return usage{hinted{err, u.Hint}}
	}
	return advised(err)
}

// output opens where the answer goes. Parquet is not thrown at a terminal.
func (c *question) output(s *streams) (w *bufio.Writer, done func() error, err error) {
	if c.Format == "auto" {
		c.Format = "json"
		if s.tty && c.Out == "" {
			c.Format = "table"
		}
	}
	if c.Out == "" || c.Out == "-" {
		if c.Format == "parquet" && s.tty {
			return nil, nil, usage{hinted{errors.New("parquet is binary"), "write it to a file: -o answer.parquet"}}
		}
		w = bufio.NewWriterSize(s.out, 64<<10)
		return w, w.Flush, nil
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return nil, nil, err
	}
	w = bufio.NewWriterSize(f, 64<<10)
	return w, func() error { return errors.Join(w.Flush(), f.Close()) }, nil
}

type queryCmd struct {
	question
	Kind  string   `enum:",events,claims,documents" default:"" help:"What to answer with; events when neither this nor kind: says otherwise."`
	Count []string `help:"Count instead: by:week,type. Columns: day week month year type mode context quad cameo dyad actor recipient actor_country recipient_country status source act quote source_kind place country publisher agency language story independent." placeholder:"by:COLUMN,…"`
	Sort  string   `help:"date, score, confidence, corroborated or id; - before it for descending. The newest come first." placeholder:"KEY"`
	Limit int      `short:"n" help:"At most so many; 50 when not told." placeholder:"N"`
	All   bool     `help:"All of them."`
	After string   `help:"Go on behind this cursor, which came as \"next\" with the page before." placeholder:"CURSOR"`
	Keys  bool     `help:"List the keys of the language with examples."`
}

// Help shows examples below the flags.
func (queryCmd) Help() string {
	return `Examples:
  herodotus query 'type:ASSAULT actor:RUS recipient:UKR after:2023-09-01'
  herodotus query 'RUS>UKR factuality:CT+ corroborated:>=2 "grain"'
  herodotus query 'near:"Odesa"/50km quad:conflict' --count by:month,type
  herodotus query 'kind:claims source:"Kim Jong-un" act:threaten' --format csv
  herodotus query 'kind:documents publisher:reuters text:"peace talks"' --all --format jsonl
  herodotus query -- '-type:CONSULT'            a query that begins with - comes after --

Words alone are looked for in the text. Conditions stand side by side; or, not (or -) and parentheses join them.`
}

// Run asks and writes the answer.
func (c *queryCmd) Run(ctx context.Context, s *streams) error {
	if c.Keys {
		return writeKeys(s)
	}
	q, err := c.parse()
	if err != nil {
		return err
	}
	if c.Kind != "" {
		q.Kind = query.Kind(c.Kind)
	}
	if c.Sort != "" {
		q.Sort = c.Sort
	}
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	w, done, err := c.output(s)
	if err != nil {
		return err
	}
	n := 0
	if len(c.Count) > 0 {
		n, err = c.count(ctx, s, st, q, w)
	} else {
		n, err = c.answer(ctx, s, st, q, w)
	}
	if err == nil && n == 0 {
		err = s.strangers(ctx, st, q)
	}
	return errors.Join(queryFault(err), done())
}

// strangers gives advice when nothing was found: names that the archive does not know.
func (s *streams) strangers(ctx context.Context, st *store.Store, q *query.Query) error {
	list, err := q.Strangers(ctx, st)
	for _, x := range list {
		near := ""
		if x.Near != "" {
			near = fmt.Sprintf("; did you mean %q?", shown(x.Near))
		}
		fmt.Fprintf(s.err, "hint: the archive knows nobody called %q%s\n", shown(x.Name), near)
	}
	return err
}

func writeKeys(s *streams) error {
	of := ""
	for _, k := range query.Keys() {
		if k.Of != of {
			of = k.Of
			fmt.Fprintf(s.out, "\nOf the %s:\n", of)
		}
		name := k.Name
		if len(k.Aliases) > 0 {
			name += " (" + strings.Join(k.Aliases, ", ") + ")"
		}
		fmt.Fprintf(s.out, "  %-28s %-34s %s\n", name, k.Example, k.Help)
	}
	return nil
}

// answer writes one page, or all, and gives how many there were.
func (c *queryCmd) answer(ctx context.Context, s *streams, st *store.Store, q *query.Query, w io.Writer) (int, error) {
	p := query.Page{After: c.After, Limit: c.Limit}
	if c.All && c.Limit == 0 {
		p.Limit = 1000
	}
	look := display{w: w, width: s.width, style: s.style()}
	switch q.Kind {
	case query.KindClaims:
		return pages(c, w, p, "claims", func(p query.Page) ([]query.Claim, string, error) { return q.Claims(ctx, st, p) },
			(*query.Claim).Row, look.claim)
	case query.KindDocuments:
		return pages(c, w, p, "documents", func(p query.Page) ([]query.Document, string, error) { return q.Documents(ctx, st, p) },
			(*query.Document).Row, look.document)
	}
	return pages(c, w, p, "events", func(p query.Page) ([]query.Event, string, error) { return q.Events(ctx, st, p) },
		(*query.Event).Row, look.event)
}

// pages writes an answer of T, whose flat rows are R, in the format asked for.
func pages[T, R any](c *queryCmd, w io.Writer, p query.Page, name string, ask func(query.Page) ([]T, string, error),
	flat func(*T) R, show func(*T) error) (int, error) {
	put, end := writerOf(w, c.Format, c.Raw, name, flat, show)
	for n := 0; ; {
		list, next, err := ask(p)
		if err == nil {
			err = put(list)
		}
		if err != nil {
			return n, err
		}
		n += len(list)
		if next == "" || !c.All || c.Limit > 0 && n >= c.Limit {
			return n, end(n, next)
		}
		p.After = next
	}
}

// writerOf gives how pages of an answer are written in a format, and how it ends.
func writerOf[T, R any](w io.Writer, format string, raw bool, name string, flat func(*T) R, show func(*T) error) (put func([]T) error, end func(n int, next string) error) {
	each := func(f func(*T) error) func([]T) error {
		return func(list []T) error {
			for i := range list {
				if err := f(&list[i]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	switch format {
	case "table":
		return each(show), func(n int, next string) error { return tableEnd(w, name, n, next) }
	case "jsonl":
		return each(func(x *T) error { return enc.Encode(x) }), func(int, string) error { return nil }
	case "json":
		all := []T{}
		return func(list []T) error { all = append(all, list...); return nil },
			func(_ int, next string) error {
				enc.SetIndent("", "  ")
				return enc.Encode(map[string]any{name: all, "next": next})
			}
	}
	rows := export.NewCSV[R](w, export.Options{RawCells: raw})
	if format == "parquet" {
		rows = export.NewParquet[R](w)
	}
	return func(list []T) error {
			out := make([]R, len(list))
			for i := range list {
				out[i] = flat(&list[i])
			}
			return rows.Write(out)
		},
		func(int, string) error { return rows.Close() }
}

func tableEnd(w io.Writer, name string, n int, next string) error {
	var err error
	switch {
	case n == 0:
		_, err = fmt.Fprintf(w, "no %s found\n", name)
	case next != "":
		_, err = fmt.Fprintf(w, "\n%d %s; there are more: --all, -n N or --after %s\n", n, name, next)
	}
	return err
}

// count writes counts by columns and gives how many rows there were.
func (c *queryCmd) count(ctx context.Context, s *streams, st *store.Store, q *query.Query, w io.Writer) (int, error) {
	for i := range c.Count {
		c.Count[i] = strings.TrimPrefix(strings.ToLower(c.Count[i]), "by:")
	}
	counts, err := q.Count(ctx, st, c.Count...)
	if err != nil {
		return 0, err
	}
	if c.Limit > 0 && len(counts) > c.Limit {
		counts = counts[:c.Limit]
	}
	return len(counts), c.writeCounts(s, counts, w)
}

func (c *queryCmd) writeCounts(s *streams, counts []query.Count, w io.Writer) error {
	header := append(append([]string{}, c.Count...), "count")
	switch c.Format {
	case "table":
		return countTable(w, s, header, counts)
	case "parquet":
		values, numbers := make([][]string, len(counts)), make([]int, len(counts))
		for i, x := range counts {
			values[i], numbers[i] = x.Values, x.Count
		}
		return export.WriteCounts(w, c.Count, values, numbers)
	case "csv":
		return export.WriteTable(w, header, countRows(counts), export.Options{RawCells: c.Raw})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	all := []map[string]any{}
	for _, x := range counts {
		m := map[string]any{"count": x.Count}
		for i, v := range x.Values {
			m[c.Count[i]] = v
		}
		if c.Format == "jsonl" {
			if err := enc.Encode(m); err != nil {
				return err
			}
		}
		all = append(all, m)
	}
	if c.Format == "jsonl" {
		return nil
	}
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"by": c.Count, "counts": all})
}

func countRows(counts []query.Count) [][]string {
	out := make([][]string, len(counts))
	for i, c := range counts {
		out[i] = append(append([]string{}, c.Values...), fmt.Sprint(c.Count))
	}
	return out
}
