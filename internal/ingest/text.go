package ingest

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// readText takes a whole file as one article.
func readText(in *input, yield emit) {
	raw, err := in.all(doc.MaxText)
	if err != nil {
		yield(draft{}, in.fault("", err))
		return
	}
	text, err := decode(raw)
	if err != nil {
		err = in.fault("", err)
	}
	yield(draft{Article: Article{Text: text, RawSHA256: in.sum(raw)}}, err)
}

// oneLine brings a title or name to one line of NFC without control characters.
func oneLine(s string) string {
	return norm.NFC.String(strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\ufffd"), func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == '\u00a0' || r == '\u2028' || r == '\u2029'
	}), " "))
}
