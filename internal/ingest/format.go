package ingest

import (
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"strings"
)

// Format names what an input holds.
type Format string

// The formats.
const (
	Text    Format = "text"
	HTML    Format = "html"
	Feed    Format = "feed" // RSS or Atom
	OPML    Format = "opml"
	JSON    Format = "json" // JSON Lines, a list of objects or one object; ninjs and JSON Feed too
	CSV     Format = "csv"  // with commas, semicolons, tabs or bars
	Parquet Format = "parquet"
	NewsML  Format = "newsml" // NewsML-G2, NewsML 1 and NITF
	EML     Format = "eml"    // one message
	Mbox    Format = "mbox"
	WARC    Format = "warc"
)

// Formats lists the formats' names, for command lines.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, string(f.name))
	}
	return names
}

// reader knows one format: how it is told by name and content, and how it is read.
type reader struct {
	name Format
	exts []string // of file names, before .gz and the like
	// sniff tells from the first bytes that it is this format; it decides before
	// the name, so it must be sure.
	sniff func(head []byte) bool
	read  func(in *input, yield emit)
}

// formats in the order in which they are tried.
var formats = []reader{
	{WARC, []string{".warc", ".wet"}, sniffWARC, readWARC},
	{Parquet, []string{".parquet", ".pq"}, func(head []byte) bool { return bytes.HasPrefix(head, []byte("PAR1")) }, readParquet},
	{Feed, []string{".rss", ".atom"}, roots("rss", "feed", "rdf:RDF"), readFeed},
	{OPML, []string{".opml"}, roots("opml"), readOPML},
	{NewsML, []string{".newsml", ".nitf"}, roots("newsItem", "newsMessage", "packageItem", "nitf", "NewsML"), readNewsML},
	{HTML, []string{".html", ".htm", ".xhtml", ".shtml"}, roots("html", "!DOCTYPE html", "head", "body", "article"), readHTML},
	{JSON, []string{".jsonl", ".ndjson", ".json"}, nil, readJSON},
	{CSV, []string{".csv", ".tsv", ".tab"}, nil, readCSV},
	{Mbox, []string{".mbox", ".mbx"}, sniffMbox, readMbox},
	{EML, []string{".eml", ".mht", ".mhtml"}, sniffEML, readEML},
	{Text, []string{".txt", ".text", ".md"}, nil, readText},
}

// packed are the endings that say how a file is compressed.
var packed = []string{".gz", ".zst", ".zstd", ".bz2"}

// format finds the reader for an input: the one that is forced, else by
// content, else by name, else by what unnamed content most looks like.
func (in *input) format() (*reader, error) {
	if in.o.Format != "" {
		for i := range formats {
			if formats[i].name == in.o.Format {
				return &formats[i], nil
			}
		}
		return nil, because(UnknownFormat, "no format is called %q", in.o.Format)
	}
	head, err := in.Peek(4096)
	if len(head) == 0 {
		if err == io.EOF {
			err = errEmpty
		}
		return nil, err
	}
	for i, f := range formats {
		if f.sniff != nil && f.sniff(head) {
			return &formats[i], nil
		}
	}
	if kind := alien(head); kind != "" {
		return nil, because(Binary, "is %s, which is not read", kind)
	}
	ext := strings.ToLower(filepath.Ext(strings.TrimSpace(in.name)))
	for _, p := range packed {
		if ext == p {
			ext = strings.ToLower(filepath.Ext(in.name[:len(in.name)-len(p)]))
		}
	}
	for i, f := range formats {
		for _, e := range f.exts {
			if e == ext {
				return &formats[i], nil
			}
		}
	}
	return in.guess(head, ext)
}

// guess is for inputs that neither a signature nor the name tells.
func (in *input) guess(head []byte, ext string) (*reader, error) {
	want := Text
	switch {
	case ext == ".xml" || bytes.HasPrefix(bytes.TrimSpace(head), []byte("<?xml")):
		return nil, because(UnknownFormat, "is XML, but none of RSS, Atom, OPML, NewsML, NITF and XHTML")
	case looksJSON(head):
		want = JSON
	}
	for i := range formats {
		if formats[i].name == want {
			return &formats[i], nil
		}
	}
	return nil, nil // Text is there
}

// looksJSON: an object or a list of objects with a first key.
var jsonStart = regexp.MustCompile(`^\s*(\[\s*)?\{\s*("([^"\\]|\\.)*"\s*:|\})`)

func looksJSON(head []byte) bool { return jsonStart.Match(head) }

// roots tells XML and HTML by the name of the first element, behind
// declarations and comments.
func roots(names ...string) func([]byte) bool {
	return func(head []byte) bool {
		root := rootName(head)
		for _, n := range names {
			if strings.EqualFold(root, n) {
				return true
			}
		}
		return false
	}
}

// rootName gives "rss", "html" or "!DOCTYPE html"; "" when no element comes first.
func rootName(head []byte) string {
	for {
		head = bytes.TrimSpace(head)
		var end string
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case isDoctype(head) && !htmlDoctype.Match(head):
			if end = ">"; doctypeSubset.Match(head) {
				end = "]>"
			}
		case htmlDoctype.Match(head):
			return "!DOCTYPE html"
		case bytes.HasPrefix(head, []byte("<")):
			name := head[1:]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			if i := bytes.IndexByte(name, ':'); i >= 0 && !bytes.HasPrefix(name, []byte("rdf:")) {
				name = name[i+1:]
			}
			return string(name)
		default:
			return ""
		}
		i := bytes.Index(head, []byte(end))
		if i < 0 {
			return ""
		}
		head = head[i+len(end):]
	}
}

var (
	htmlDoctype   = regexp.MustCompile(`(?i)^<!doctype\s+html\b`)
	doctypeSubset = regexp.MustCompile(`^<![^>\[]*\[`)
)

func isDoctype(head []byte) bool {
	return len(head) >= 9 && bytes.EqualFold(head[:9], []byte("<!doctype"))
}

// aliens are kinds of files that are often among news, by their first bytes.
var aliens = []struct{ magic, kind string }{
	{"%PDF-", "a PDF file"}, {"\xd0\xcf\x11\xe0", "an old office file"},
	{"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"RIFF", "sound or a picture"},
	{"\x7fELF", "a program"}, {"MZ\x90", "a program"}, {"ID3", "sound"}, {"OggS", "sound"}, {"\xfd7zXZ\x00", "an xz archive"},
	{"7z\xbc\xaf", "a 7z archive"}, {"Rar!\x1a", "a RAR archive"}, {"SQLite format 3\x00", "an SQLite database"},
	{"{\\rtf", "rich text"},
}

func alien(head []byte) string {
	for _, a := range aliens {
		if bytes.HasPrefix(head, []byte(a.magic)) {
			return a.kind
		}
	}
	return ""
}
