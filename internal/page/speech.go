package page

import (
	"strings"

	"herodotus/record"
)

// Speech is one claim as a page shows it: who says what, in whose words.
type Speech struct {
	ID, Source string
	Anchor     string // the id on its page
	As         string // the words for the source, where they differ: "the agency"
	Code       string // country and sector of the source
	Kind       string // named, role, anonymous or document
	Cue, Act   string
	Quote      string // direct, indirect or mixed
	Words      string // what Quote means
	When       string
	To         string
	Content    []string
	Percent    int
	Why        []string
	Open       bool      // the reasons are shown without asking
	Via        *Speech   // who relays it
	Relays     []*Speech // what it relays
	Events     []*Event
	Href       string
	Depth      int
	at         int
	Record     *record.Claim
}

var quoteWords = map[string]string{"direct": "in the source’s own words", "indirect": "in the writer’s words", "mixed": "partly in the source’s own words"}

func (b *builder) speech(c *record.Claim) *Speech {
	s := &Speech{ID: c.ID, Anchor: b.o.Prefix + c.ID, Source: "someone unnamed", Kind: c.Source.Kind, Act: c.Act, Quote: c.Quote, Words: quoteWords[c.Quote],
		Percent: int(c.Confidence*100 + 0.5), Why: c.Why, Href: b.o.Link(c.ID), Depth: b.depth(c), Record: c}
	m := b.mentions[str(c.Source.Mention)]
	if m != nil {
		s.Source = m.Text
	}
	if e := b.entities[str(c.Source.Entity)]; e != nil {
		s.Source, s.Code = e.Name, strings.TrimSpace(str(e.Country)+" "+str(e.Sector))
		if m != nil && m.Text != e.Name {
			s.As = m.Text
		}
	}
	if c.Cue != nil {
		s.Cue, s.at = c.Cue.Text, c.Cue.Start
	}
	if t := b.times[str(c.Time)]; t != nil {
		s.When = t.Value
	}
	if e := b.entities[str(c.Addressee)]; e != nil {
		s.To = e.Name
	}
	for i, x := range c.Content {
		if i == 0 || x.Start < s.at {
			s.at = x.Start
		}
		s.Content = append(s.Content, b.text(x))
	}
	return s
}

// depth counts the claims around this one.
func (b *builder) depth(c *record.Claim) int {
	n := 0
	for up := b.rawClaim[str(c.Parent)]; up != nil && n < 8; up = b.rawClaim[str(up.Parent)] {
		n++
	}
	return n
}
