// Package ingest turns files of any kind that news comes in into articles. In:
// files, folders, globs, standard input; plain text, HTML, feeds, JSON, CSV,
// Parquet, ninjs, NewsML, mail and WARC, plain, compressed or in archives, in any
// common encoding. Out: articles whose text is UTF-8 in Unicode NFC and is never
// changed again, with boilerplate marked, or a Fault that names the input and
// the reason; one bad article does not end the run.
//
// docs/formats.md tells what is taken from each format.
package ingest

import (
	"bufio"
	"cmp"
	"context"
	"hash"
	"io"
	"iter"
	"os"
	"runtime"

	"herodotus/internal/doc"
)

// Article is one report as it came in.
type Article struct {
	ID, Text, Title, URL, Publisher string
	Published                       string // RFC 3339 date or date-time, or ""

	Language  string     // ISO 639-1; "en" also where the text is too short to tell
	Agency    string     // the agency that wrote it, when the text credits one: "Reuters"
	Input     string     // where it was read: "FILE", "FILE:LINE", "FILE record N (URL)"
	RawSHA256 string     // of the bytes that the article was read from, decompressed
	Skip      []doc.Span // boilerplate: stretches of Text, in order, that are not coded
	Warnings  []string   // what was left out and why, such as an absurd date
}

// Options of reading; the zero value is useful.
type Options struct {
	Format      Format    // "" finds the format of each input from its content and name
	Map         Map       // which column or key holds what; empty takes the usual names
	Published   string    // date of articles that carry none
	AnyLanguage bool      // take articles in other languages than English too
	Stdin       io.Reader // what "-" reads; nil is os.Stdin
	Jobs        int       // articles prepared at once; 0 is as many as there are cores
	// Opened, when set, is called with each file's name before it is read.
	Opened func(name string)
	// Taken, when set, is called with the count of bytes as they are read from
	// files, before decompression: for showing progress. It may be called from
	// another goroutine than the one that reads articles.
	Taken func(bytes int)

	nest int // how deep in files that hold files
}

// Open gives all articles of files, folders (with all that is in them), globs
// and "-" (standard input) in order, each with nil or a *Fault. It ends early
// when ctx does, with its error.
func Open(ctx context.Context, paths []string, o Options) iter.Seq2[Article, error] {
	return o.prepared(ctx, func(yield emit) {
		for name, err := range files(paths) {
			if err != nil {
				if !yield(draft{}, err) {
					return
				}
				continue
			}
			if o.Opened != nil {
				o.Opened(name)
			}
			if !o.readFile(name, yield) {
				return
			}
		}
	})
}

// Read gives the articles of one input with the default options.
func Read(name string, r io.Reader) iter.Seq2[Article, error] { return Options{}.Read(name, r) }

// Read gives the articles of one input, each with nil or a *Fault. The content
// and the name decide the format; "-" names standard input.
func (o Options) Read(name string, r io.Reader) iter.Seq2[Article, error] {
	return o.prepared(context.Background(), func(yield emit) { o.read(name, r, yield) })
}

// draft is an article as its format gave it; finish makes an Article of it.
type draft struct {
	Article
	page    []byte // an HTML page that the article has yet to be found in
	charset string // what an HTTP header says about the page, a Content-Type
	markup  bool   // Text is a fragment of HTML
}

// emit takes a draft or a fault; false means that no more is wanted.
type emit func(draft, error) bool

// input is one file being read, decompressed.
type input struct {
	*bufio.Reader
	name string
	file *os.File // set when the bytes are those of a plain file, for formats that seek
	o    *Options
	wide hash.Hash // of the bytes before decoding, when they are UTF-16 or UTF-32
}

// fault makes a Fault about this input, or about a part of it (":12").
func (in *input) fault(part string, err error) *Fault { return newFault(in.name+part, err) }

// readFile reads one file by name; false means that no more is wanted.
func (o *Options) readFile(name string, yield emit) bool {
	if name == Stdin {
		r := o.Stdin
		if r == nil {
			r = os.Stdin
		}
		return o.read(name, r, yield)
	}
	f, err := os.Open(name)
	if err != nil {
		return yield(draft{}, newFault(name, unwrapPath(err)))
	}
	defer f.Close()
	return o.read(name, f, yield)
}

// read finds out what an input holds and gives its drafts to yield, which sees
// nothing more after it has returned false.
func (o *Options) read(name string, r io.Reader, yield emit) bool {
	name = cmp.Or(name, "input")
	more, none := true, true
	once := func(d draft, err error) bool {
		none = false
		if more {
			if d.Input == "" {
				d.Input = name
			}
			more = yield(d, err)
		}
		return more
	}
	in := &input{name: name, o: o}
	if err := in.open(r); err != nil {
		once(draft{}, in.fault("", err))
		return more
	}
	if members := in.container(); members != nil {
		members(once)
		if none {
			once(draft{}, in.fault("", because(NoArticle, "is an archive without files")))
		}
		return more
	}
	f, err := in.format()
	if err != nil {
		once(draft{}, in.fault("", err))
		return more
	}
	f.read(in, once)
	if none {
		once(draft{}, in.fault("", because(NoArticle, "holds no article (read as %s)", f.name)))
	}
	return more
}

func (o *Options) jobs() int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}
