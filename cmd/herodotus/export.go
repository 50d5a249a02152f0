package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"herodotus"
	"herodotus/internal/export"
	"herodotus/internal/pipeline"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

type exportCmd struct {
	database
	dictionaries
	Args      []string `arg:"" optional:"" name:"query|file" help:"A query on the archive, or files of reports or of records (\"herodotus code\" wrote them); - for standard input. Without any, all of the archive." predictor:"file"`
	Format    string   `short:"f" required:"" help:"The layout; herodotus export --help lists them." placeholder:"FORMAT"`
	Out       string   `short:"o" help:"File, or folder for layouts that make a file of each document." placeholder:"PATH" type:"path"`
	Published string   `help:"Publication date of reports that carry none: 2023-09-14." placeholder:"DATE"`
	Raw       bool     `help:"CSV: leave cells that a spreadsheet would take for formulas as they are."`

	coder *pipeline.Coder // of CoNLL-U, once needed
}

// Help shows the layouts and examples below the flags.
func (exportCmd) Help() string {
	var b strings.Builder
	b.WriteString("Formats:\n")
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-15s %s\n", f.Name, f.Help)
	}
	fmt.Fprintf(&b, "  %-15s %s\n", conllu, "CoNLL-U: tokens, tags, trees and names")
	b.WriteString(`
Examples:
  herodotus export -f gdelt report.txt --published 2023-09-14 > events.export.CSV
  herodotus export -f polecat --db news.db 'type:ASSAULT after:2023-09' -o assaults.tsv
  herodotus export -f parquet --db news.db -o events.parquet
  herodotus export -f brat 'news/*.txt' -o annotated/
  herodotus code archive.jsonl | herodotus export -f icews -

Arguments that are files are read; anything else is a query on the archive. docs/export.md tells every column.`)
	return b.String()
}

// conllu is the one layout that is not made from records.
const conllu = "conllu"

// Run writes all items in the layout.
func (c *exportCmd) Run(ctx context.Context, s *streams) error {
	f, err := c.layout()
	if err != nil {
		return err
	}
	failed := false
	complain := func(err error) { failed = s.fault(queryFault(err)) || failed }
	items, done, err := c.items(ctx, s, complain)
	if err != nil {
		return err
	}
	defer done()
	out, err := c.sink(s, f)
	if err != nil {
		return err
	}
	for it := range items {
		if err := out.write(it); err != nil {
			return errors.Join(err, out.close())
		}
	}
	if err := errors.Join(ctx.Err(), out.close()); err != nil {
		return err
	}
	if failed {
		return errSome
	}
	return nil
}

func (c *exportCmd) layout() (export.Format, error) {
	if strings.EqualFold(c.Format, conllu) {
		return export.Format{Name: conllu, Ext: "conllu"}, nil
	}
	f, err := export.Lookup(c.Format)
	if err != nil {
		return f, usage{hinted{err, "herodotus export --help tells what each is"}}
	}
	return f, nil
}

// items gives what to write: from files where the arguments are such, else from the archive.
func (c *exportCmd) items(ctx context.Context, s *streams, complain func(error)) (iter.Seq[export.Item], func(), error) {
	if len(c.Args) > 0 && !slices.ContainsFunc(c.Args, func(a string) bool { return !isInput(a) }) {
		in := inputs{Files: c.Args, Published: c.Published}
		if err := in.check(); err != nil {
			return nil, nil, err
		}
		return c.read(ctx, s, complain), func() {}, nil
	}
	q, err := query.Parse(strings.Join(c.Args, " "))
	if err != nil {
		err = queryFault(err)
		if len(c.Args) == 1 && strings.ContainsAny(c.Args[0], "./") {
			err = usage{hinted{fmt.Errorf("%s: no such file, and as a query: %w", c.Args[0], err), "a file name with blanks needs quotes"}}
		}
		return nil, nil, err
	}
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	return c.stored(ctx, st, q, complain), func() { st.Close() }, nil
}

// isInput tells whether an argument is a file, a folder, a glob of such or standard input.
func isInput(a string) bool {
	if a == "-" {
		return true
	}
	found, err := filepath.Glob(a)
	return err == nil && len(found) > 0
}

// stored reads the archive.
func (c *exportCmd) stored(ctx context.Context, st *store.Store, q *query.Query, complain func(error)) iter.Seq[export.Item] {
	return func(yield func(export.Item) bool) {
		for p, err := range q.Pick(ctx, st) {
			if err != nil {
				complain(err)
				return
			}
			r, err := st.Record(ctx, p.DocID)
			if err != nil {
				complain(err)
				continue
			}
			it := export.Item{Record: r, Events: map[string]export.Across{}, Claims: p.Claims}
			for id, a := range p.Events {
				it.Events[id] = export.Across(a)
			}
			if p.Whole {
				it.Claims = map[string]bool{}
				for i := range r.Claims {
					it.Claims[r.Claims[i].ID] = true
				}
			}
			if !yield(it) {
				return
			}
		}
	}
}

// read takes records as they are and codes reports.
func (c *exportCmd) read(ctx context.Context, s *streams, complain func(error)) iter.Seq[export.Item] {
	return func(yield func(export.Item) bool) {
		var coder *herodotus.Coder
		for _, name := range c.Args {
			r, err := openRecords(s, name)
			if err != nil {
				complain(err)
				continue
			}
			if r.records {
				for rec, err := range r.all(name) {
					if err != nil {
						complain(err)
					} else if !yield(export.Item{Record: rec}) {
						return
					}
				}
				continue
			}
			if coder == nil {
				if coder, err = herodotus.New(c.options()); err != nil {
					complain(err)
					return
				}
				s.warnings(coder)
			}
			own := *s
			own.in = r
			in := inputs{Files: []string{name}, Published: c.Published}
			for x := range coder.Run(ctx, in.articles(&own, nil), runtime.GOMAXPROCS(0)) {
				if errors.Is(x.Err, context.Canceled) {
					return
				}
				if x.Err != nil {
					complain(x.Err)
				} else if !yield(export.Item{Record: x.Record}) {
					return
				}
			}
		}
	}
}

// recordFile is an input that may hold records.
type recordFile struct {
	io.Reader
	records bool
	close   func() error
}

// openRecords looks whether an input begins as a record does. What it reads of
// standard input is given again; files are opened anew by who codes them.
func openRecords(s *streams, name string) (recordFile, error) {
	in, closer := s.in, func() error { return nil }
	if name != "-" {
		f, err := os.Open(name)
		if err != nil { // a glob, or a fault that the reader of reports tells better
			return recordFile{close: closer}, nil
		}
		in, closer = f, f.Close
	}
	b := bufio.NewReaderSize(in, 64<<10)
	head, _ := b.Peek(256)
	head = bytes.Join(bytes.Fields(head), nil)
	r := recordFile{b, bytes.HasPrefix(head, []byte(`{"schema":"herodotus/`)), closer}
	if !r.records && name != "-" {
		return r, closer()
	}
	return r, nil
}

// all reads the records and proves each.
func (r recordFile) all(name string) iter.Seq2[*record.Record, error] {
	return func(yield func(*record.Record, error) bool) {
		defer r.close()
		d := json.NewDecoder(r)
		for n := 1; ; n++ {
			rec := &record.Record{}
			err := d.Decode(rec)
			if errors.Is(err, io.EOF) {
				return
			}
			broken := err != nil
			if err == nil {
				err = rec.Check()
			}
			if err != nil {
				err = fmt.Errorf("%s: record %d: %w", name, n, err)
			}
			if !yield(rec, err) || broken {
				return
			}
		}
	}
}

// sink is where items go.
type sink struct {
	write func(export.Item) error
	close func() error
}

func (c *exportCmd) sink(s *streams, f export.Format) (*sink, error) {
	st, err := os.Stat(c.Out)
	if c.Out != "" && (f.Each || err == nil && st.IsDir()) {
		return c.folder(f)
	}
	w, finish := io.Writer(s.out), func() error { return nil }
	if c.Out != "" {
		file, err := os.Create(c.Out)
		if err != nil {
			return nil, err
		}
		w, finish = file, file.Close
	} else if s.tty && strings.HasPrefix(f.Name, "parquet") {
		return nil, usage{hinted{errors.New("parquet is binary"), "write it to a file: -o events.parquet"}}
	}
	b := bufio.NewWriterSize(w, 64<<10)
	out, err := c.writer(b, f)
	if err != nil {
		return nil, err
	}
	n := 0
	return &sink{func(it export.Item) error {
		if n++; n == 2 && f.Each {
			return usage{hinted{fmt.Errorf("several documents do not fit in one %s stream", f.Name), "-o FOLDER makes a file of each"}}
		}
		return out.Write(it)
	}, func() error { return errors.Join(out.Close(), b.Flush(), finish()) }}, nil
}

// writer opens a layout on a stream.
func (c *exportCmd) writer(w io.Writer, f export.Format) (export.Writer, error) {
	if f.Name != conllu {
		return f.New(w, export.Options{RawCells: c.Raw}), nil
	}
	if c.coder == nil {
		var err error
		if c.coder, err = pipeline.New(c.options()); err != nil {
			return nil, err
		}
	}
	return &trees{w, c.coder}, nil
}

// trees analyses texts anew, since records hold no trees.
type trees struct {
	w     io.Writer
	coder *pipeline.Coder
}

func (t *trees) Write(it export.Item) error {
	d := &it.Record.Document
	a := herodotus.Article{ID: d.ID, Text: d.Text}
	if d.Published != nil {
		a.Published = *d.Published
	}
	x, err := t.coder.Read(a)
	if err != nil {
		return err
	}
	t.coder.Analyse(x)
	return export.Conllu(t.w, x)
}

func (t *trees) Close() error { return nil }

// folder makes a file of each document; brat's has its text beside it.
func (c *exportCmd) folder(f export.Format) (*sink, error) {
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		return nil, err
	}
	return &sink{func(it export.Item) error {
		name := filepath.Join(c.Out, fileName(it.Record.Document.ID))
		var b bytes.Buffer
		w, err := c.writer(&b, f)
		if err == nil {
			err = errors.Join(w.Write(it), w.Close())
		}
		if err == nil && f.Name == "brat" {
			err = os.WriteFile(name+".txt", []byte(it.Record.Document.Text), 0o666)
		}
		if err == nil {
			err = os.WriteFile(name+"."+f.Ext, b.Bytes(), 0o666)
		}
		return err
	}, func() error { return nil }}, nil
}

// fileName makes a document's id a name that every file system takes; one that
// had to be changed carries a checksum, so that two never meet.
func fileName(id string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r) {
			return r
		}
		return '_'
	}, id)
	if name == id && len(id) <= 100 && strings.Trim(id, ".") != "" {
		return id
	}
	return fmt.Sprintf("%s-%08x", name[:min(len(name), 80)], crc32.ChecksumIEEE([]byte(id)))
}
