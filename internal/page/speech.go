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
	if name := b.sourceName(c.Source); name != "" {
		s.Source = name
	}
	if e := b.entities[str(c.Source.Entity)]; e != nil {
		s.Code = strings.TrimSpace(str(e.Country) + " " + str(e.Sector))
		if m := b.mentions[str(c.Source.Mention)]; m != nil && m.Text != e.Name {
			s.As = m.Text
		}
	}
	for _, other := range c.Also { // what they are stands at their own names
		s.Source, s.Code, s.As = s.Source+" and "+b.sourceName(other), "", ""
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

// sourceName gives the name of who speaks, or the words for them.
func (b *builder) sourceName(s record.Source) string {
	if e := b.entities[str(s.Entity)]; e != nil {
		return e.Name
	}
	if m := b.mentions[str(s.Mention)]; m != nil {
		return m.Text
	}
	return ""
}

// depth counts the claims around this one.
func (b *builder) depth(c *record.Claim) int {
	n := 0
	for up := b.rawClaim[str(c.Parent)]; up != nil && n < 8; up = b.rawClaim[str(up.Parent)] {
		n++
	}
	return n
}
