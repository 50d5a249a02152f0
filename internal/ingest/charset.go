package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// decode brings the bytes of a whole article to clean text.
func decode(raw []byte) (string, error) {
	if len(raw) > doc.MaxText {
		return "", errLong
	}
	return clean(toUTF8(raw))
}

// clean brings text to NFC without NULs, which no later stage, database or
// screen takes, and refuses text that is none.
func clean(s string) (string, error) {
	switch {
	case len(s) > doc.MaxText:
		return "", errLong
	case looksBinary(s):
		return "", because(Binary, "is not text")
	case strings.IndexByte(s, 0) >= 0:
		s = strings.ReplaceAll(s, "\x00", "")
	}
	s = norm.NFC.String(strings.TrimPrefix(strings.ToValidUTF8(s, "\ufffd"), "\ufeff"))
	switch {
	case strings.TrimSpace(s) == "":
		return "", errEmpty
	case len(s) > doc.MaxText: // a few characters grow in NFC
		return "", errLong
	}
	return s, nil
}

// looksBinary: text has hardly any control characters.
func looksBinary[T string | []byte](raw T) bool {
	control := 0
	for i := range len(raw) {
		if c := raw[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control > len(raw)/50+2
}

// minGuess is the length below which statistics about bytes say nothing.
const minGuess = 64

// toUTF8 decodes bytes that nothing declares. What is not UTF-8 is read as
// Windows-1252, the encoding of most old news files, unless the bytes clearly
// are those of another: chardet's confidence in Western encodings is no
// evidence against Windows-1252, which holds their letters at the same places.
func toUTF8(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var e encoding.Encoding = charmap.Windows1252
	if len(raw) >= minGuess {
		if best, err := chardet.NewTextDetector().DetectBest(raw[:min(len(raw), 16<<10)]); err == nil &&
			best.Confidence >= 50 && !strings.HasPrefix(best.Charset, "ISO-8859-1") && best.Charset != "UTF-8" {
			if found, _ := charset.Lookup(best.Charset); found != nil {
				e = found
			}
		}
	}
	return decodeAs(e, raw)
}

// decodeAs keeps what can be decoded; what cannot becomes U+FFFD.
func decodeAs(e encoding.Encoding, raw []byte) string {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// pageToUTF8 decodes a page or XML file: a byte order mark, an HTTP header or
// the page's own declaration tell the encoding, in this order (WHATWG, Encoding
// sniffing). A declaration that the bytes belie does not count.
func pageToUTF8(raw []byte, contentType string) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if utf8.Valid(raw) {
		return raw
	}
	e, name, certain := charset.DetermineEncoding(raw, contentType)
	if label := xmlEncoding(raw); label != "" && !certain {
		if found, n := charset.Lookup(label); found != nil {
			e, name, certain = found, n, true
		}
	}
	if !certain || name == "utf-8" && invalidShare(raw) > 0.01 {
		return []byte(toUTF8(raw))
	}
	return []byte(decodeAs(e, raw))
}

// invalidShare tells how much of the bytes beyond ASCII is not UTF-8.
func invalidShare(raw []byte) float64 {
	wide, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r >= utf8.RuneSelf {
			wide++
			if r == utf8.RuneError && n == 1 {
				bad++
			}
		}
		raw = raw[n:]
	}
	return float64(bad) / float64(max(wide, 1))
}

// xmlEncoding gives the encoding of an XML declaration.
func xmlEncoding(raw []byte) string {
	if !bytes.HasPrefix(bytes.TrimSpace(raw[:min(len(raw), 64)]), []byte("<?xml")) {
		return ""
	}
	head, _, _ := strings.Cut(string(raw[:min(len(raw), 256)]), "?>")
	_, after, ok := strings.Cut(head, "encoding=")
	if !ok || len(after) < 3 {
		return ""
	}
	label, _, _ := strings.Cut(after[1:], after[:1])
	return label
}

// xml reads a whole XML file as UTF-8, with a declaration that says so.
func (in *input) xml() (raw, utf []byte, err error) {
	if raw, err = in.all(maxXML); err != nil {
		return nil, nil, err
	}
	utf = xmlBody(pageToUTF8(raw, ""))
	if bytes.IndexByte(utf, 0) >= 0 {
		return nil, nil, fmt.Errorf("broken XML: holds a NUL")
	}
	return raw, utf, nil
}

// xmlBody drops the declaration, whose encoding holds no more.
func xmlBody(utf []byte) []byte {
	utf = bytes.TrimSpace(utf)
	if bytes.HasPrefix(utf, []byte("<?xml")) {
		if _, rest, ok := bytes.Cut(utf, []byte("?>")); ok {
			return rest
		}
	}
	return utf
}

// maxXML bounds one XML file, which is read whole: a year of a busy feed has 20 MB.
const maxXML = 256 << 20
