package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// A WARC file is a row of records, each usually in a gzip member of its own
// (ISO 28500:2017, annex D). A broken one must not end the reading, so that
// members and records are taken from a window on the file: what fails is looked
// at again from its second byte on for where the next begins.
const (
	windowStep = 1 << 20
	maxRecord  = 128 << 20 // of one record or compressed member; a page has 1 MB
)

// window is the part of a stream that is held in memory.
type window struct {
	r   io.Reader
	buf []byte // not yet consumed
	all []byte // what buf is a part of
	err error  // that ended the stream, io.EOF too
}

// fill brings the window to n bytes or the end of the stream.
func (w *window) fill(n int) {
	if len(w.buf) >= n || w.err != nil {
		return
	}
	if cap(w.all) < n {
		w.all = make([]byte, 0, max(n, windowStep))
	}
	w.all = w.all[:copy(w.all[:cap(w.all)], w.buf)]
	for len(w.all) < n && w.err == nil {
		var k int
		k, w.err = w.r.Read(w.all[len(w.all):cap(w.all)])
		w.all = w.all[:len(w.all)+k]
	}
	w.buf = w.all
}

// fault gives the error that ended the stream, unless it simply ended.
func (w *window) fault() error {
	if w.err == io.EOF {
		return nil
	}
	return w.err
}

// next moves to where mark, which opens a record or member, stands after the
// first byte and passes the test; false when there is none.
func (w *window) next(mark string, test func([]byte) bool) bool {
	w.buf = w.buf[min(1, len(w.buf)):]
	for {
		w.fill(windowStep)
		i := bytes.Index(w.buf, []byte(mark))
		switch {
		case i < 0 && w.err != nil:
			w.buf = nil
			return false
		case i < 0:
			w.buf = w.buf[len(w.buf)-len(mark)+1:]
			continue
		}
		w.buf = w.buf[i:]
		w.fill(sniffLen)
		if test(w.buf) {
			return true
		}
		w.buf = w.buf[1:]
	}
}

const (
	gzipMark = "\x1f\x8b\x08"
	warcMark = "WARC/"
	// sniffLen is how much of a compressed member tells that it begins with warcMark.
	sniffLen = 4096
)

func startsWARC(b []byte) bool {
	return bytes.HasPrefix(b, []byte("WARC/1.")) || bytes.HasPrefix(b, []byte("WARC/0."))
}

// sniffWARC knows a WARC file, compressed or not.
func sniffWARC(head []byte) bool { return startsWARC(head) || startsGzipWARC(head) }

func startsGzipWARC(head []byte) bool {
	if !bytes.HasPrefix(head, []byte(gzipMark)) {
		return false
	}
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	var start [8]byte
	io.ReadFull(z, start[:])
	return startsWARC(start[:])
}

// records gives the records of a WARC file one by one, each with its number
// from 1; handle gives false when it wants no more. An error is about one record.
func (in *input) records(handle func(n int, rec []byte, err error) bool) {
	w := &window{r: in}
	n := 0
	count := func(rec []byte, err error) bool { n++; return handle(n, rec, err) }
	w.fill(sniffLen)
	if !bytes.HasPrefix(w.buf, []byte(gzipMark)) {
		w.plain(count)
		return
	}
	w.members(count)
}

// members reads compressed members.
func (w *window) members(handle func([]byte, error) bool) {
	var z gzip.Reader
	var out bytes.Buffer
	for {
		w.fill(sniffLen)
		if len(w.buf) == 0 {
			if err := w.fault(); err != nil {
				handle(nil, err)
			}
			return
		}
		n, err := w.member(&z, &out)
		if errors.Is(err, errHuge) { // many records in one member: a file that was compressed whole
			w.whole(handle)
			return
		}
		if err == nil {
			w.buf = w.buf[n:]
			inner := &window{buf: out.Bytes(), err: io.EOF}
			if !inner.plain(handle) {
				return
			}
			continue
		}
		if !handle(nil, fmt.Errorf("broken gzip member: %w", err)) || !w.next(gzipMark, startsGzipWARC) {
			return
		}
	}
}

var errHuge = errors.New("member is huge")

// member inflates the member at the window's start and tells how long it is.
func (w *window) member(z *gzip.Reader, out *bytes.Buffer) (int, error) {
	for want := windowStep / 4; ; want *= 2 {
		w.fill(want)
		src := bytes.NewReader(w.buf)
		out.Reset()
		err := z.Reset(src)
		if err == nil {
			z.Multistream(false)
			_, err = out.ReadFrom(io.LimitReader(z, maxRecord+1))
		}
		switch {
		case out.Len() > maxRecord:
			return 0, errHuge
		case errors.Is(err, io.ErrUnexpectedEOF) && w.err == nil && want < maxRecord:
			continue
		case err == nil:
			return len(w.buf) - src.Len(), nil
		case w.fault() != nil:
			return 0, w.fault()
		}
		return 0, err
	}
}

// whole reads on as one compressed stream.
func (w *window) whole(handle func([]byte, error) bool) {
	packed := &counter{r: io.MultiReader(bytes.NewReader(w.buf), w.r)}
	z, err := gzip.NewReader(packed)
	if err != nil {
		handle(nil, err)
		return
	}
	inner := &window{r: &bounded{r: z, packed: packed, kind: "gzip"}}
	inner.plain(handle)
}

// plain reads records that are not compressed; false means that no more is wanted.
func (w *window) plain(handle func([]byte, error) bool) bool {
	for {
		w.fill(maxHeader)
		w.buf = bytes.TrimLeft(w.buf, "\r\n")
		if len(w.buf) == 0 {
			if w.err == nil {
				continue
			}
			return w.fault() == nil || handle(nil, w.fault())
		}
		rec, err := w.record()
		if !handle(rec, err) {
			return false
		}
		if err != nil && !w.next(warcMark, startsWARC) {
			return w.fault() == nil || err == w.fault() || handle(nil, w.fault())
		}
	}
}

// maxHeader bounds the header of a record, and that of HTTP in it.
const maxHeader = 64 << 10

// record takes the record at the window's start. On an error the window stays.
func (w *window) record() ([]byte, error) {
	head, length, err := recordHeader(w.buf)
	if err != nil {
		return nil, err
	}
	size := head + length
	if length > maxRecord {
		return nil, because(TooLarge, "the record says it is %d MB long", length>>20)
	}
	w.fill(size + 4)
	if len(w.buf) < size {
		if err := w.fault(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("broken WARC record: %d bytes are missing at its end", size-len(w.buf))
	}
	if rest := bytes.TrimLeft(w.buf[size:], "\r\n"); len(rest) > 0 && !startsWARC(rest) && len(w.buf)-size >= 4+len(warcMark) {
		return nil, errors.New("broken WARC record: the next does not begin where its length says")
	}
	rec := w.buf[:size]
	w.buf = w.buf[size:]
	return rec, nil
}
