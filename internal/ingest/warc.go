package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// readWARC takes the web pages of a WARC file (ISO 28500), as crawlers such as
// Common Crawl's CC-NEWS write them, and the texts of WET files. Other records
// (requests, metadata, pictures, redirects) hold no article and are passed over.
func readWARC(in *input, yield emit) {
	in.records(func(n int, rec []byte, err error) bool {
		part := fmt.Sprintf(" record %d", n)
		if err != nil {
			return yield(draft{}, in.fault(part, err))
		}
		d, err := recordDraft(rec)
		if d.URL != "" {
			part += " (" + d.URL + ")"
		}
		if err == errNoPage {
			return true
		}
		d.Input = in.name + part
		if err != nil {
			return yield(d, in.fault(part, err))
		}
		return yield(d, nil)
	})
}

var errNoPage = errors.New("no page")

// recordHeader gives the length of a record's header and that of its block.
func recordHeader(b []byte) (head, length int, err error) {
	if !startsWARC(b) {
		return 0, 0, errors.New("broken WARC record: it does not begin with WARC/")
	}
	head = headerEnd(b)
	if head < 0 {
		return 0, 0, errors.New("broken WARC record: its header does not end")
	}
	value := headerField(b[:head], "Content-Length")
	length, err = strconv.Atoi(value)
	if err != nil || length < 0 {
		return 0, 0, fmt.Errorf("broken WARC record: Content-Length is %q", value)
	}
	return head, length, nil
}

// headerEnd gives the index behind the blank line that ends a header, or -1.
func headerEnd(b []byte) int {
	b = b[:min(len(b), maxHeader)]
	crlf, lf := bytes.Index(b, []byte("\r\n\r\n")), bytes.Index(b, []byte("\n\n"))
	switch {
	case crlf >= 0 && (lf < 0 || crlf < lf):
		return crlf + 4
	case lf >= 0:
		return lf + 2
	}
	return -1
}

// headerField gives a field of a header; names have no case.
func headerField(head []byte, name string) string {
	for line := range bytes.Lines(head) {
		if k, v, ok := bytes.Cut(line, []byte(":")); ok && strings.EqualFold(string(bytes.TrimSpace(k)), name) {
			return string(bytes.TrimSpace(v))
		}
	}
	return ""
}

// recordDraft makes a draft of a record, or errNoPage. What it keeps it copies:
// the record lies in the window.
func recordDraft(rec []byte) (draft, error) {
	n, length, err := recordHeader(rec)
	if err != nil {
		return draft{}, err
	}
	head, block := rec[:n], rec[n:n+length]
	d := draft{Article: Article{URL: strings.Trim(headerField(head, "WARC-Target-URI"), "<>")}}
	if why := headerField(head, "WARC-Truncated"); why != "" {
		d.Warnings = append(d.Warnings, "the crawler cut the page off ("+why+")")
	}
	switch headerField(head, "WARC-Type") {
	case "response":
		return d.fromHTTP(block)
	case "resource":
		d.charset = headerField(head, "Content-Type")
		return d.fromBody(bytes.Clone(block))
	case "conversion":
		d.charset = headerField(head, "Content-Type")
		if kind(d.charset) != "text/plain" {
			return d, errNoPage
		}
		d.RawSHA256 = sum(block)
		d.Text, err = decode(block)
		return d, err
	}
	return d, errNoPage
}

// kind gives the media type of a Content-Type.
func kind(contentType string) string {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(t))
}

// fromHTTP reads an HTTP answer.
func (d draft) fromHTTP(block []byte) (draft, error) {
	n := headerEnd(block)
	if n < 0 || !bytes.HasPrefix(block, []byte("HTTP/")) {
		return d, errors.New("broken HTTP answer: no header")
	}
	status := bytes.Fields(block[:min(n, 64)])
	if len(status) < 2 || string(status[1]) != "200" {
		return d, errNoPage
	}
	tp := textproto.NewReader(bufio.NewReader(bytes.NewReader(block[:n])))
	tp.ReadLine()
	h, _ := tp.ReadMIMEHeader() // fields before a broken one are there
	d.charset = h.Get("Content-Type")
	if k := kind(d.charset); k != "" && !pageKinds[k] {
		return d, errNoPage
	}
	body, err := httpBody(block[n:], http.Header(h))
	if err != nil {
		return d, err
	}
	return d.fromBody(body)
}

var pageKinds = map[string]bool{"text/html": true, "application/xhtml+xml": true, "text/plain": true}

// fromBody takes a page or plain text.
func (d draft) fromBody(body []byte) (draft, error) {
	d.RawSHA256 = sum(body)
	switch k := kind(d.charset); {
	case len(bytes.TrimSpace(body)) == 0:
		return d, errEmpty
	case k == "text/plain" && rootName(body) == "":
		var err error
		d.Text, err = decode(body)
		return d, err
	case k != "" && !pageKinds[k]:
		return d, errNoPage
	case k == "" && rootName(body) == "":
		return d, errNoPage
	}
	d.page = body
	return d, nil
}

// httpBody undoes the transfer and content encodings, where they are still
// there: Common Crawl undoes them and keeps the fields under other names.
func httpBody(body []byte, h http.Header) ([]byte, error) {
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") && chunked(body) {
		plain, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), maxPage+1))
		if err != nil && len(plain) == 0 {
			return nil, fmt.Errorf("broken HTTP answer: %w", err)
		}
		body = plain
	}
	list := strings.Split(h.Get("Content-Encoding"), ",")
	for i := len(list) - 1; i >= 0; i-- {
		z, err := contentDecoder(strings.ToLower(strings.TrimSpace(list[i])), body)
		if err == nil && z != nil {
			body, err = io.ReadAll(io.LimitReader(z, maxPage+1))
		}
		if err != nil {
			return nil, fmt.Errorf("broken HTTP answer: %w", err)
		}
		if len(body) > maxPage {
			return nil, because(TooLarge, "is a page longer than %d MB", maxPage>>20)
		}
	}
	return bytes.Clone(body), nil
}

// contentDecoder gives nil when the body is not encoded, whatever the header says.
func contentDecoder(name string, body []byte) (io.Reader, error) {
	switch {
	case (name == "gzip" || name == "x-gzip") && bytes.HasPrefix(body, []byte{0x1f, 0x8b}):
		return gzip.NewReader(bytes.NewReader(body))
	case name == "deflate" && len(body) > 1 && body[0]&0x0f == 8 && (int(body[0])<<8|int(body[1]))%31 == 0:
		return zlib.NewReader(bytes.NewReader(body))
	case name == "deflate" && rootName(body) == "":
		return flate.NewReader(bytes.NewReader(body)), nil
	case name == "br" && rootName(body) == "":
		return brotli.NewReader(bytes.NewReader(body)), nil
	case name == "zstd" && bytes.HasPrefix(body, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	}
	return nil, nil
}

// chunked tells whether a body begins with the length of a chunk.
func chunked(body []byte) bool {
	line, _, ok := bytes.Cut(body[:min(len(body), 64)], []byte("\n"))
	size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
	_, err := strconv.ParseUint(string(size), 16, 32)
	return ok && err == nil
}
