package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"herodotus/record"
)

// Item is a record to be written.
type Item struct {
	Record *record.Record
	// Events are the events to write, by their id in the record; nil writes all.
	// Layouts of claims write the claims that these stand in.
	Events map[string]Across
	// Claims are the claims to write, by id; nil follows Events.
	Claims map[string]bool
}

// Across is what the archive knows of an event beyond its document; zero without an archive.
type Across struct {
	Happening   int64 // number of the real-world event
	Mentions    int   // records of it
	Documents   int
	Independent int // sources that assert it independently
}

// Writer writes items in one layout. Close writes what stands at the end; it
// does not close the stream below.
type Writer interface {
	Write(Item) error
	Close() error
}

// Options tune the layouts.
type Options struct {
	// RawCells leaves spreadsheet formulas in CSV as they are. Without it a cell
	// of text that begins with = + - @ or a tab gets an apostrophe before it.
	RawCells bool
}

// Format is a layout.
type Format struct {
	Name    string
	Aliases []string
	Ext     string // of a file, without the dot
	Help    string
	// Each says that a document makes a file of its own: several do not fit in one stream.
	Each bool

	open func(io.Writer, Options) Writer
	one  func(io.Writer, *view) error // of layouts with Each
}

// Formats lists all layouts in the order of the manual; do not change the slice.
// CoNLL-U is not among them: it is written from the analysed document, not
// from its record (Conllu).
func Formats() []Format { return formats }

var formats = []Format{
	{Name: "jsonl", Ext: "jsonl", Help: "the records themselves", open: records},
	{Name: "csv", Aliases: []string{"csv-events"}, Ext: "csv", Help: "a row an event, with a header", open: csvEvents},
	{Name: "csv-claims", Ext: "csv", Help: "a row a claim, with a header", open: csvClaims},
	{Name: "parquet", Aliases: []string{"parquet-events"}, Ext: "parquet", Help: "a row an event, lists in lists", open: parquetEvents},
	{Name: "parquet-claims", Ext: "parquet", Help: "a row a claim", open: parquetClaims},
	{Name: "gdelt", Aliases: []string{"gdelt-events"}, Ext: "export.CSV", Help: "GDELT 2.0 Events: 61 columns, tabs, no header", open: gdeltEvents},
	{Name: "gdelt-mentions", Ext: "mentions.CSV", Help: "GDELT 2.0 Mentions: 16 columns, tabs, no header", open: gdeltMentions},
	{Name: "polecat", Aliases: []string{"ngec"}, Ext: "tsv", Help: "POLECAT: 40 columns, tabs, with a header", open: polecat},
	{Name: "icews", Ext: "tab", Help: "ICEWS: 20 columns, tabs, with a header", open: icews},
	{Name: "phoenix", Ext: "txt", Help: "Phoenix: 26 columns, tabs, no header", open: phoenix},
	{Name: "plover", Ext: "jsonl", Help: "PLOVER's JSON, one event a line", open: plover},
	{Name: "citron", Ext: "jsonl", Help: "the claims of a document a line, as the BBC's Citron has them", open: citronLines},
	{Name: "geojson", Ext: "geojson", Help: "RFC 7946: a feature an event with a known place", open: geojson},
	{Name: "brat", Ext: "ann", Help: "brat standoff: FILE.ann beside FILE.txt", Each: true, one: brat},
	{Name: "timeml", Ext: "tml", Help: "TimeML 1.2.1: EVENT, TIMEX3, MAKEINSTANCE, TLINK, SLINK", Each: true, one: timeml},
	{Name: "naf", Ext: "naf", Help: "NAF 3: text, entities, coreference, times, events, attribution, factuality", Each: true, one: naf},
}

// Lookup finds a layout by name or alias. An unknown one is an error that lists all.
func Lookup(name string) (Format, error) {
	name = strings.ToLower(name)
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name || slices.Contains(f.Aliases, name) })
	if i < 0 {
		var names []string
		for _, f := range formats {
			names = append(names, f.Name)
		}
		return Format{}, fmt.Errorf("there is no format %q; known: %s", name, strings.Join(names, ", "))
	}
	return formats[i], nil
}

// New opens the layout on a stream. A layout with Each takes one item only.
func (f Format) New(w io.Writer, o Options) Writer {
	if f.Each {
		return &single{format: f, w: w}
	}
	return f.open(w, o)
}

// single writes the one document of a layout that has room for no more.
type single struct {
	format Format
	w      io.Writer
	done   bool
}

func (s *single) Write(it Item) error {
	if s.done {
		return fmt.Errorf("%s: a second document does not fit in a %s stream", it.Record.Document.ID, s.format.Name)
	}
	s.done = true
	return s.format.one(s.w, look(it))
}

func (s *single) Close() error { return nil }

// lines is a layout that writes each item by itself, after a header if there is one.
type lines struct {
	w      io.Writer
	header string
	write  func(io.Writer, *view) error
}

func (l *lines) Write(it Item) error {
	if err := l.start(); err != nil {
		return err
	}
	return l.write(l.w, look(it))
}

// Close sees to it that even an empty file has its header.
func (l *lines) Close() error { return l.start() }

func (l *lines) start() error {
	if l.header == "" {
		return nil
	}
	_, err := io.WriteString(l.w, l.header)
	l.header = ""
	return err
}

// citronLines writes all claims of each document.
func citronLines(w io.Writer, _ Options) Writer {
	return &lines{w: w, write: func(w io.Writer, v *view) error { return Citron(w, v.r) }}
}

// records writes whole records, so that the output can be read again.
func records(w io.Writer, _ Options) Writer {
	return &lines{w: w, write: func(w io.Writer, v *view) error {
		line, err := v.r.Marshal()
		if err != nil {
			return err
		}
		_, err = w.Write(append(line, '\n'))
		return err
	}}
}
