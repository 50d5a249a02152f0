package ingest

import (
	"errors"
	"fmt"
	"io/fs"

	"herodotus/internal/doc"
)

// Fault tells which input could not be used, and why.
type Fault struct {
	Input  string // as Article.Input
	Reason Reason
	Err    error // the detail
}

func (f *Fault) Error() string { return f.Input + ": " + f.Err.Error() }

// Unwrap gives the detail.
func (f *Fault) Unwrap() error { return f.Err }

// Skipped tells whether the input is sound but holds nothing that is coded: a
// page that is no article, an article in another language.
func (f *Fault) Skipped() bool { return f.Reason == NoArticle || f.Reason == OtherLanguage }

// Reason is the short key of a fault, for counting.
type Reason string

// The reasons.
const (
	NoArticle     Reason = "no article"     // a page, message or item without an article
	OtherLanguage Reason = "other language" // not English
	Empty         Reason = "empty"          // no text
	TooLarge      Reason = "too large"      // longer than one article may be, or a decompression bomb
	Binary        Reason = "not text"       // a picture, a program, an office file
	Broken        Reason = "broken"         // cut off, or not what its format says
	Unreadable    Reason = "unreadable"     // missing, no permission
	UnknownFormat Reason = "unknown format" // nothing that is read
)

// reasoned is an error that knows its key.
type reasoned struct {
	reason Reason
	error
}

func (r reasoned) Unwrap() error { return r.error }

func because(r Reason, format string, args ...any) error {
	return reasoned{r, fmt.Errorf(format, args...)}
}

// Details that many formats share.
var (
	errEmpty = because(Empty, "holds no text")
	errLong  = because(TooLarge, "is longer than the %d MB that one article may have", doc.MaxText>>20)
)

// newFault makes a Fault; an error that has no key of its own means broken input.
func newFault(input string, err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	var r reasoned
	if errors.As(err, &r) {
		return &Fault{input, r.reason, err}
	}
	return &Fault{input, Broken, err}
}

// unwrapPath drops the name that a *fs.PathError repeats and gives it its key.
func unwrapPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return reasoned{Unreadable, err}
}
