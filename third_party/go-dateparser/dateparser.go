// Package dateparser stands in for the module of the same name, of which
// go-htmldate calls one function. In: the text of a date in English. Out: its
// day. The real one reads two hundred languages and builds their tables before
// main, which costs every start of the program a tenth of a second and 80 MB.
package dateparser

import (
	"errors"
	"strings"
	"time"
)

// ParserType names a way to read dates; kept for the caller, every one reads all layouts.
type ParserType uint8

// The ways that go-htmldate asks for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// DateSource says which date an incomplete one means; dates here are complete.
type DateSource uint8

// Past is the source that go-htmldate asks for.
const Past DateSource = 1

// Configuration holds what go-htmldate sets.
type Configuration struct {
	PreferredDateSource DateSource
	StrictParsing       bool
}

// Parser reads dates.
type Parser struct{ ParserTypes []ParserType }

// Date is a day that was read.
type Date struct{ Time time.Time }

var errNoDate = errors.New("no date in English")

// layouts are how English pages write days, after commas, full stops and ordinal endings are gone.
var layouts = []string{
	"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "Monday 2 January 2006", "Monday January 2 2006",
	"Mon 2 Jan 2006", "Mon Jan 2 2006", "2006-01-02", "2006/01/02", "02/01/2006",
}

// Parse reads a day from text, with or without a time of day after it.
func (p *Parser) Parse(_ *Configuration, text string) (Date, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '.' || r == ' ' || r == '\t' || r == '\n' })
	for i, w := range words {
		if len(w) > 2 && w[0] >= '0' && w[0] <= '9' {
			words[i] = strings.TrimRight(w, "sthnrd")
		}
	}
	for n := min(len(words), 4); n > 0; n-- {
		head := strings.Join(words[:n], " ")
		for _, l := range layouts {
			if t, err := time.Parse(l, head); err == nil {
				return Date{t}, nil
			}
		}
	}
	return Date{}, errNoDate
}
