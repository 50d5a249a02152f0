// Package page turns records into what people look at: an article with what was
// found in it, the account of each event, and pictures. The server and the
// report are made of these parts.
//
// In: records. Out: plain structs for the templates beside this file, the style
// sheet and the script. Nothing is found here that the record does not say.
package page

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"herodotus/record"
)

// Options say where links of an article lead and what is picked.
type Options struct {
	Event  string              // the event picked, "v3"; "" for none
	Claim  string              // the claim picked
	Prefix string              // of all anchors, where several articles stand on one page
	Link   func(string) string // where the link to event "v3" or claim "c2" leads; nil: to its anchor
}

// Article is a record as a page shows it.
type Article struct {
	ID, Title, Publisher, Published, URL string
	Paragraphs                           []Paragraph
	Events                               []*Event // in the order of the text
	Claims                               []*Speech
	Voices                               []Voices // who says what, by source, in the order of the text
	Facts                                []*Event // what the writer tells as fact
	Denied                               []*Event
	Open                                 []*Event // neither fact nor in a claim: plans, possibilities
	Event                                *Event   // the picked one
	Claim                                *Speech
	Unconfirmed                          int // events that only one source in the text tells
}

// Voices are all claims of one source.
type Voices struct {
	Source string
	Claims []*Speech
}

// New makes the page of a record. The record is proven sound (record.Check);
// references that lead nowhere show as unknown.
func New(r *record.Record, o Options) *Article {
	if o.Link == nil {
		o.Link = func(id string) string { return "#" + o.Prefix + id }
	}
	b := newBuilder(r, o)
	a := &Article{ID: r.Document.ID, Title: title(r), Publisher: str(r.Document.Publisher), Published: str(r.Document.Published), URL: webURL(str(r.Document.URL))}
	b.build(a)
	a.Event, a.Claim = b.events[o.Event], b.claims[o.Claim]
	a.Paragraphs = b.paragraphs(a)
	return a
}

// title is the given one, else the first line, shortened.
func title(r *record.Record) string {
	if t := str(r.Document.Title); t != "" {
		return t
	}
	line, _, _ := strings.Cut(strings.TrimSpace(r.Document.Text), "\n")
	return Clip(line, 90)
}

// Title names a document: its title, else its first words.
func Title(r *record.Record) string { return title(r) }

// Clip shortens a text to about n bytes at a blank.
func Clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := strings.LastIndexByte(s[:n+1], ' ')
	if cut < n/2 {
		for cut = n; cut > 0 && s[cut]&0xC0 == 0x80; cut-- { // not inside a character
		}
	}
	return strings.TrimRight(s[:cut], " ,;:–-") + "…"
}

// webURL lets only addresses of the web through: a stored "javascript:" must not become a link.
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// builder holds the look-ups of one record.
type builder struct {
	r        *record.Record
	o        Options
	entities map[string]*record.Entity
	mentions map[string]*record.Mention
	times    map[string]*record.Time
	places   map[string]*record.Place
	rawEvent map[string]*record.Event
	rawClaim map[string]*record.Claim
	events   map[string]*Event
	claims   map[string]*Speech
}

func byID[T any](items []T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(items))
	for i := range items {
		m[id(&items[i])] = &items[i]
	}
	return m
}

func newBuilder(r *record.Record, o Options) *builder {
	return &builder{r: r, o: o,
		entities: byID(r.Entities, func(x *record.Entity) string { return x.ID }),
		mentions: byID(r.Mentions, func(x *record.Mention) string { return x.ID }),
		times:    byID(r.Times, func(x *record.Time) string { return x.ID }),
		places:   byID(r.Places, func(x *record.Place) string { return x.ID }),
		rawEvent: byID(r.Events, func(x *record.Event) string { return x.ID }),
		rawClaim: byID(r.Claims, func(x *record.Claim) string { return x.ID }),
		events:   map[string]*Event{}, claims: map[string]*Speech{}}
}

func (b *builder) build(a *Article) {
	for i := range b.r.Claims {
		s := b.speech(&b.r.Claims[i])
		b.claims[s.ID] = s
		a.Claims = append(a.Claims, s)
	}
	for i := range b.r.Events {
		e := b.event(&b.r.Events[i])
		b.events[e.ID] = e
		a.Events = append(a.Events, e)
	}
	slices.SortStableFunc(a.Events, func(x, y *Event) int { return cmp.Compare(x.at, y.at) })
	slices.SortStableFunc(a.Claims, func(x, y *Speech) int { return cmp.Compare(x.at, y.at) })
	b.nest()
	b.confirm(a)
	b.sort(a)
	for i, e := range a.Events {
		if i > 0 {
			e.Prev = a.Events[i-1]
		}
		if i+1 < len(a.Events) {
			e.Next = a.Events[i+1]
		}
	}
}

// nest hangs events and relayed claims into the claims that hold them.
func (b *builder) nest() {
	for i := range b.r.Claims {
		c := &b.r.Claims[i]
		if up := b.claims[str(c.Parent)]; up != nil && up.ID != c.ID {
			b.claims[c.ID].Via = up
			up.Relays = append(up.Relays, b.claims[c.ID])
		}
	}
	for i := range b.r.Events {
		if c := b.claims[str(b.r.Events[i].Claim)]; c != nil {
			c.Events = append(c.Events, b.events[b.r.Events[i].ID])
		}
	}
}

// sort puts events and claims where the overview lists them.
func (b *builder) sort(a *Article) {
	at := map[string]int{}
	for _, c := range a.Claims {
		i, ok := at[c.Source]
		if !ok {
			i = len(a.Voices)
			at[c.Source] = i
			a.Voices = append(a.Voices, Voices{Source: c.Source})
		}
		a.Voices[i].Claims = append(a.Voices[i].Claims, c)
	}
	for _, e := range a.Events {
		switch {
		case e.Lone:
			a.Unconfirmed++
		case e.Claim != nil:
		case e.Status == Fact:
			a.Facts = append(a.Facts, e)
		case e.Status == Denied:
			a.Denied = append(a.Denied, e)
		default:
			a.Open = append(a.Open, e)
		}
	}
}
