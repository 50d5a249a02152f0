// Package ingest turns files into articles. In: plain text or JSON Lines, plain
// or gzipped, in UTF-8, UTF-16 or Windows-1252. Out: articles whose text is
// UTF-8 in Unicode NFC and is never changed again, or a Fault that names the
// input and the reason; one bad article does not end the run.
package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// Article is one report as it came in.
type Article struct {
	ID, Text, Title, URL, Publisher string
	Published                       string // RFC 3339 date or date-time, or ""
}

// Fault tells which input could not be used, and why.
type Fault struct {
	Input string // file name, or file:line
	Err   error
}

func (f *Fault) Error() string { return f.Input + ": " + f.Err.Error() }

// Unwrap gives the reason.
func (f *Fault) Unwrap() error { return f.Err }

// MaxInflated bounds what a compressed file may grow to, against decompression bombs.
const MaxInflated = 8 << 30

// Reasons that callers may want to tell apart.
var (
	ErrEmpty  = errors.New("holds no text")
	ErrBinary = errors.New("is not text")
	ErrHTML   = errors.New("is HTML, which is not read yet: give the article's plain text")
	ErrLong   = fmt.Errorf("is longer than the %d MB that one article may have", doc.MaxText>>20)
)

// Read gives the articles of one input, each with nil or a *Fault. The name
// decides the format: .jsonl and .ndjson (before .gz) hold one article a line,
// anything else is one article of plain text. "-" is plain text unless it
// begins with a brace.
func Read(name string, r io.Reader) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		in, err := inflate(r)
		if err != nil {
			yield(Article{}, &Fault{name, err})
			return
		}
		if isLines(name, in) {
			readLines(name, in, yield)
			return
		}
		a, err := readText(in)
		if err != nil {
			err = &Fault{name, err}
		}
		yield(a, err)
	}
}

// inflate looks for gzip's magic number and undoes it.
func inflate(r io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if head, _ := b.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, fmt.Errorf("broken gzip: %w", err)
	}
	return bufio.NewReaderSize(&bounded{r: z, left: MaxInflated}, 64<<10), nil
}

// bounded is io.LimitReader with an error in place of a silent end.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("decompresses to more than %d GB", MaxInflated>>30)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) {
		err = fmt.Errorf("cut-off or broken gzip: %w", err)
	}
	return n, err
}

func isLines(name string, in *bufio.Reader) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".jsonl", ".ndjson":
		return true
	case "":
		head, _ := in.Peek(1)
		return name == "-" && len(head) == 1 && head[0] == '{'
	}
	return false
}

func readText(in io.Reader) (Article, error) {
	raw, err := io.ReadAll(io.LimitReader(in, doc.MaxText+1))
	if err != nil {
		return Article{}, err
	}
	if len(raw) > doc.MaxText {
		return Article{}, ErrLong
	}
	text, err := decode(raw)
	if err == nil && looksHTML(text) {
		err = ErrHTML
	}
	return Article{Text: text}, err
}

func looksHTML(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

// decode brings bytes to UTF-8 and NFC. A byte order mark decides; what is not
// UTF-8 is read as Windows-1252, the encoding of most old news files, unless
// it looks like no text at all.
func decode(raw []byte) (string, error) {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return "", fmt.Errorf("broken UTF-16: %w", err)
		}
		raw = wide
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if looksBinary(raw) {
		return "", ErrBinary
	}
	if !utf8.Valid(raw) {
		var err error
		if raw, err = charmap.Windows1252.NewDecoder().Bytes(raw); err != nil {
			return "", fmt.Errorf("neither UTF-8 nor Windows-1252: %w", err)
		}
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return "", ErrEmpty
	}
	return string(norm.NFC.Bytes(raw)), nil
}

// looksBinary: text has no NUL and hardly any other control character.
func looksBinary(raw []byte) bool {
	control := 0
	for _, c := range raw {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control > len(raw)/50
}

// line is one line of JSON Lines input; unknown keys are ignored.
type line struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Publisher string `json:"publisher"`
}

// maxLine bounds one line of JSON: escapes may make an article six times as long.
const maxLine = 6*doc.MaxText + 64<<10

func readLines(name string, in *bufio.Reader, yield func(Article, error) bool) {
	var raw []byte
	for n := 1; ; n++ {
		var a Article
		var err, end error
		raw, err, end = nextLine(in, raw[:0])
		raw := bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\ufeff")))
		if err == nil && len(raw) > 0 {
			a, err = parseLine(raw)
		}
		if err == nil && end != nil && end != io.EOF {
			err = end
		}
		if err != nil {
			err = &Fault{fmt.Sprintf("%s:%d", name, n), err}
		}
		if (len(raw) > 0 || err != nil) && !yield(a, err) || end != nil {
			return
		}
	}
}

// nextLine reads one line into buf. A line over the limit is passed over and
// gives tooLong, so that the lines behind it are still read; end is io.EOF or
// what else ended the input.
func nextLine(in *bufio.Reader, buf []byte) (line []byte, tooLong, end error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(buf)+len(part) > maxLine {
			tooLong, buf = ErrLong, buf[:0]
		}
		if tooLong == nil {
			buf = append(buf, part...)
		}
		if err != bufio.ErrBufferFull {
			return buf, tooLong, err
		}
	}
}

func parseLine(raw []byte) (Article, error) {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return Article{}, fmt.Errorf("broken JSON: %w", err)
	}
	a := Article{ID: l.ID, Title: l.Title, URL: l.URL, Publisher: l.Publisher, Published: l.Published}
	if len(l.Text) > doc.MaxText {
		return a, ErrLong
	}
	var err error
	if a.Text, err = decode([]byte(l.Text)); err != nil {
		return a, err
	}
	_, err = ParseDate(a.Published)
	return a, err
}

// ParseDate reads an RFC 3339 date or date-time; "" gives the zero time.
func ParseDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			if t.Year() < 1 {
				break
			}
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("published: %q is neither a date (2023-09-14) nor an RFC 3339 date-time", s)
}
