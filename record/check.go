package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Marshal gives the record as one line of JSON without the line break.
// Characters that only HTML would mind are not escaped.
func (r *Record) Marshal() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Check proves that a record is sound: the schema is known, every span lies in
// the text on character boundaries and says what it claims to say, every
// reference leads to something in the record, and ids are unique. It gives all
// faults that it finds, joined.
func (r *Record) Check() error {
	c := checker{r: r, ids: map[string]string{}}
	if r.Schema != Schema {
		c.fault("schema is %q, want %q", r.Schema, Schema)
	}
	if !utf8.ValidString(r.Document.Text) {
		c.fault("document.text is not UTF-8")
	}
	c.collect()
	for i, s := range r.Sentences {
		c.span(fmt.Sprintf("sentence %d", i), s.Span)
	}
	c.mentions()
	c.claims()
	c.events()
	return errors.Join(c.faults...)
}

type checker struct {
	r      *Record
	ids    map[string]string // id → group
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

// collect registers all ids, so that references may point forward.
func (c *checker) collect() {
	add := func(group, id string) {
		if _, twice := c.ids[id]; twice || id == "" {
			c.fault("%s id %q is empty or used twice", group, id)
		}
		c.ids[id] = group
	}
	for _, x := range c.r.Entities {
		add("entity", x.ID)
	}
	for _, x := range c.r.Mentions {
		add("mention", x.ID)
	}
	for _, x := range c.r.Times {
		add("time", x.ID)
	}
	for _, x := range c.r.Places {
		add("place", x.ID)
	}
	for _, x := range c.r.Claims {
		add("claim", x.ID)
	}
	for _, x := range c.r.Events {
		add("event", x.ID)
	}
}

func (c *checker) span(what string, s Span) bool {
	text := c.r.Document.Text
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		c.fault("%s: span [%d,%d) lies outside the text of %d bytes", what, s.Start, s.End, len(text))
		return false
	}
	for _, at := range []int{s.Start, s.End} {
		if at < len(text) && !utf8.RuneStart(text[at]) {
			c.fault("%s: offset %d splits a character", what, at)
			return false
		}
	}
	return true
}

func (c *checker) quote(what string, q Quote) {
	if c.span(what, q.Span) && c.r.Document.Text[q.Start:q.End] != q.Text {
		c.fault("%s: text[%d:%d] is %q, not %q", what, q.Start, q.End, c.r.Document.Text[q.Start:q.End], q.Text)
	}
}

func (c *checker) ref(what, group, id string) {
	if c.ids[id] != group {
		c.fault("%s: no %s has the id %q", what, group, id)
	}
}

func (c *checker) optional(what, group string, id *string) {
	if id != nil {
		c.ref(what, group, *id)
	}
}

func (c *checker) mentions() {
	for _, x := range c.r.Entities {
		for _, m := range x.Members {
			c.ref(x.ID, "entity", m)
		}
	}
	for _, x := range c.r.Mentions {
		c.quote(x.ID, x.Quote)
		c.ref(x.ID, "entity", x.Entity)
	}
	for _, x := range c.r.Times {
		c.quote(x.ID, x.Quote)
	}
	for _, x := range c.r.Places {
		c.ref(x.ID, "mention", x.Mention)
	}
}

func (c *checker) claims() {
	for _, x := range c.r.Claims {
		c.optional(x.ID, "entity", x.Source.Entity)
		c.optional(x.ID, "mention", x.Source.Mention)
		for _, s := range x.Also {
			c.optional(x.ID, "entity", s.Entity)
			c.optional(x.ID, "mention", s.Mention)
		}
		c.optional(x.ID, "entity", x.Addressee)
		c.optional(x.ID, "claim", x.Parent)
		c.optional(x.ID, "time", x.Time)
		if x.Cue != nil {
			c.quote(x.ID, *x.Cue)
		}
		for _, s := range x.Content {
			c.span(x.ID, s)
		}
		for _, v := range x.Events {
			c.ref(x.ID, "event", v)
		}
	}
}

func (c *checker) events() {
	for _, x := range c.r.Events {
		c.quote(x.ID, x.Trigger)
		for _, s := range x.Evidence {
			c.span(x.ID, s)
		}
		for _, a := range append(append([]Arg{}, x.Actors...), x.Recipients...) {
			c.ref(x.ID, "entity", a.Entity)
			c.optional(x.ID, "mention", a.Mention)
		}
		c.optional(x.ID, "place", x.Place)
		c.optional(x.ID, "time", x.Time)
		c.optional(x.ID, "claim", x.Claim)
		c.optional(x.ID, "event", x.SameAs)
		for _, f := range x.Factuality {
			if f.Source != "author" {
				c.ref(x.ID, "claim", f.Source)
			}
		}
		c.magnitude(x.ID, x.Magnitude)
	}
}

// magnitude checks the words of numbers, and that none begins above its end.
func (c *checker) magnitude(id string, m *Magnitude) {
	if m == nil {
		return
	}
	for _, q := range []*Quantity{m.Dead, m.Injured, m.Crowd, m.Size} {
		if q == nil {
			continue
		}
		c.quote(id, q.Quote)
		if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
			c.fault("%s: a magnitude from %d to %d", id, *q.Min, *q.Max)
		}
	}
}
