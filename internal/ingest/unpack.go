package ingest

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Limits against decompression bombs. News text shrinks to a fifth, markup to a
// thirtieth; what grows a thousandfold after maxFree bytes is made to fill the
// memory or the disk.
const (
	MaxInflated = 64 << 30 // of one compressed file
	maxRatio    = 1000
	maxFree     = 64 << 20
	maxWindow   = 128 << 20 // zstd's largest window (--ultra -22 uses 128 MB)
)

// open decompresses r by its magic number and undoes UTF-16 and UTF-32, which
// a byte order mark tells.
func (in *input) open(r io.Reader) error {
	if f, ok := r.(*os.File); ok {
		if st, err := f.Stat(); err == nil && st.Mode().IsRegular() {
			in.file = f
		}
	}
	if in.o.Taken != nil {
		r = taker{r, in.o.Taken}
	}
	in.Reader = bufio.NewReaderSize(r, 64<<10)
	for depth := 0; ; depth++ {
		z, err := decompressor(in.Reader)
		if err != nil {
			return err
		}
		if z == nil {
			break
		}
		if depth == 3 {
			return because(TooLarge, "is compressed more than %d times over", depth)
		}
		in.file = nil
		in.Reader = bufio.NewReaderSize(z, 64<<10)
	}
	if wide := wideEncoding(in.Reader); wide != nil {
		in.file = nil
		in.wide = sha256.New()
		in.Reader = bufio.NewReaderSize(wide.NewDecoder().Reader(io.TeeReader(in.Reader, in.wide)), 64<<10)
	}
	head, err := in.Peek(3)
	if bytes.Equal(head, []byte("\ufeff")) {
		in.Discard(3)
	}
	if err != nil && err != io.EOF {
		return err
	}
	return nil
}

// decompressor gives what undoes the compression of r, or nil. WARC has a
// compressed member for each record, and goes on behind a broken one: it is
// recognised before, and reads its members itself.
func decompressor(r *bufio.Reader) (io.Reader, error) {
	head, _ := r.Peek(4)
	packed := &counter{r: r}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		if start, _ := r.Peek(sniffLen); startsGzipWARC(start) {
			return nil, nil
		}
		z, err := gzip.NewReader(bufio.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("broken gzip: %w", err)
		}
		return &bounded{r: z, packed: packed, kind: "gzip"}, nil
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, fmt.Errorf("broken zstd: %w", err)
		}
		return &bounded{r: z, packed: packed, kind: "zstd"}, nil
	case bytes.HasPrefix(head, []byte("BZh")):
		if magic, _ := r.Peek(10); len(magic) == 10 && bytes.Equal(magic[4:], []byte{0x31, 0x41, 0x59, 0x26, 0x53, 0x59}) {
			return &bounded{r: bzip2.NewReader(packed), packed: packed, kind: "bzip2"}, nil
		}
	}
	return nil, nil
}

// taker tells how many bytes are read.
type taker struct {
	io.Reader
	taken func(int)
}

func (t taker) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	t.taken(n)
	return n, err
}

// counter counts the bytes that went through.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// bounded stops a decompression bomb, and names the format in errors.
type bounded struct {
	r      io.Reader
	packed *counter
	kind   string
	n      int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.n > MaxInflated || b.n > maxFree && b.n/maxRatio > b.packed.n {
		return 0, because(TooLarge, "%s grows from %d bytes to more than %d: looks like a decompression bomb", b.kind, b.packed.n, b.n)
	}
	n, err := b.r.Read(p)
	b.n += int64(n)
	if err != nil && err != io.EOF {
		var r reasoned
		if !errors.As(err, &r) {
			err = fmt.Errorf("cut-off or broken %s: %w", b.kind, err)
		}
	}
	return n, err
}

// wideEncoding tells UTF-16 and UTF-32 by their byte order marks, and UTF-16
// without one by the NULs of ASCII text.
func wideEncoding(r *bufio.Reader) encoding.Encoding {
	head, _ := r.Peek(64)
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(head, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		} else if c < '\t' {
			return nil
		}
	}
	// Nine of ten high bytes of English UTF-16 are zero.
	switch half := len(head) / 2; {
	case half < 8:
	case zeros[0] == 0 && zeros[1]*10 >= half*9:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[1] == 0 && zeros[0]*10 >= half*9:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// sum gives the hash of the whole input, whose decoded bytes are raw.
func (in *input) sum(raw []byte) string {
	if in.wide != nil {
		return hex.EncodeToString(in.wide.Sum(nil))
	}
	return sum(raw)
}

func sum(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

// all reads what is left of the input, as far as limit bytes.
func (in *input) all(limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(raw)) > limit {
		err = because(TooLarge, "is longer than %d MB", limit>>20)
	}
	return raw, err
}
