// Package export writes records in the forms that people and other programs
// read. In: finished records or documents. Out: text in a named layout; nothing
// is computed here that the record does not say.
package export

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"herodotus/record"
)

// AccountOptions tune the readable account.
type AccountOptions struct {
	Color bool
	Width int // columns; 0 means 100
	// Event shows only the event with this id, with its reasons; "" shows all.
	Event string
	// Claims leaves the events out.
	Claims bool
}

// Account writes a record for a person to read: events in the order of the
// text, each as who → what → whom, when, where, according to whom and how
// certain, with the words it came from; what stands in a claim is indented
// under its source.
func Account(w io.Writer, r *record.Record, opts AccountOptions) error {
	if opts.Width == 0 {
		opts.Width = 100
	}
	a := account{w: bufio.NewWriter(w), r: r, opts: opts, style: plain}
	if opts.Color {
		a.style = coloured
	}
	a.index()
	a.head()
	if opts.Event != "" {
		if _, ok := a.events[opts.Event]; !ok {
			return fmt.Errorf("no event %q in document %s (it has %d events, v1 to v%d)", opts.Event, r.Document.ID, len(r.Events), len(r.Events))
		}
		a.event(a.events[opts.Event], 0)
		return a.w.Flush()
	}
	a.body()
	return a.w.Flush()
}

// style holds the terminal's escape sequences, or empty strings.
type style struct{ bold, dim, coop, conflict, claim, off string }

var plain style

// Blue and orange stay apart for every kind of colour blindness.
var coloured = style{bold: "\x1b[1m", dim: "\x1b[2m", coop: "\x1b[38;5;32m", conflict: "\x1b[38;5;208m", claim: "\x1b[38;5;134m", off: "\x1b[0m"}

type account struct {
	w        *bufio.Writer
	r        *record.Record
	opts     AccountOptions
	style    style
	entities map[string]*record.Entity
	mentions map[string]*record.Mention
	places   map[string]*record.Place
	times    map[string]*record.Time
	events   map[string]*record.Event
	claims   map[string]*record.Claim
}

func byID[T any](items []T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(items))
	for i := range items {
		m[id(&items[i])] = &items[i]
	}
	return m
}

func (a *account) index() {
	a.entities = byID(a.r.Entities, func(x *record.Entity) string { return x.ID })
	a.mentions = byID(a.r.Mentions, func(x *record.Mention) string { return x.ID })
	a.places = byID(a.r.Places, func(x *record.Place) string { return x.ID })
	a.times = byID(a.r.Times, func(x *record.Time) string { return x.ID })
	a.events = byID(a.r.Events, func(x *record.Event) string { return x.ID })
	a.claims = byID(a.r.Claims, func(x *record.Claim) string { return x.ID })
}

func (a *account) head() {
	title := a.r.Document.ID
	if a.r.Document.Title != nil {
		title = *a.r.Document.Title
	}
	date := "date unknown"
	if p := a.r.Document.Published; p != nil {
		date = *p
	}
	fmt.Fprintf(a.w, "%s%s%s · %s · %d events, %d claims\n", a.style.bold, title, a.style.off, date, len(a.r.Events), len(a.r.Claims))
}

// item is a top-level event or claim at its place in the text.
type item struct {
	at    int
	event *record.Event
	claim *record.Claim
}

func (a *account) body() {
	for _, x := range a.inside("") {
		a.item(x, 0)
	}
}

// inside gives the events and claims that stand directly in a claim ("" for none), in text order.
func (a *account) inside(claim string) []item {
	var out []item
	for i := range a.r.Events {
		e := &a.r.Events[i]
		if value(e.Claim) == claim && !a.opts.Claims {
			out = append(out, item{at: e.Trigger.Start, event: e})
		}
	}
	for i := range a.r.Claims {
		c := &a.r.Claims[i]
		if value(c.Parent) == claim {
			out = append(out, item{at: a.claimStart(c), claim: c})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].at < out[j].at })
	return out
}

func (a *account) claimStart(c *record.Claim) int {
	if len(c.Content) > 0 {
		return c.Content[0].Start
	}
	return c.Cue.Start
}

func (a *account) item(x item, depth int) {
	if x.event != nil {
		a.event(x.event, depth)
		return
	}
	a.claim(x.claim, depth)
	for _, y := range a.inside(x.claim.ID) {
		a.item(y, depth+1)
	}
}

func (a *account) claim(c *record.Claim, depth int) {
	pad := strings.Repeat("    ", depth)
	cue := ""
	if c.Cue != nil {
		cue = " — " + c.Cue.Text
	}
	when := ""
	if c.Time != nil {
		when = ", " + a.times[*c.Time].Value
	}
	fmt.Fprintf(a.w, "\n%s%sAccording to %s%s%s%s %s[%s, %s]%s\n", pad, a.style.claim, a.sources(c), a.style.off, cue, when,
		a.style.dim, c.Source.Kind, c.Quote, a.style.off)
	for _, s := range c.Content {
		a.words(s, pad+"  ")
	}
	a.why(c.Why, pad+"  ")
}

// sources names who speaks, together with those who say the same: "Norway (NOR GOV) and Denmark (DNK GOV)".
func (a *account) sources(c *record.Claim) string {
	name := a.sourceName(c.Source)
	for _, s := range c.Also {
		name += " and " + a.sourceName(s)
	}
	return name
}

func (a *account) sourceName(s record.Source) string {
	switch {
	case s.Entity != nil:
		name := a.entityName(*s.Entity, nil, nil)
		if m := a.mentions[value(s.Mention)]; m != nil && m.Kind == "nominal" {
			// "his office" says more than "office", and "the agency" shows how the text has it.
			e := a.entities[*s.Entity]
			if strings.HasSuffix(strings.ToLower(m.Text), strings.ToLower(e.Name)) {
				return m.Text + strings.TrimPrefix(name, e.Name)
			}
		}
		return name
	case s.Mention != nil:
		return a.mentions[*s.Mention].Text
	}
	return "someone unnamed"
}

// entityName gives "Vladimir Putin (RUS GOV)".
func (a *account) entityName(id string, country, sector *string) string {
	e := a.entities[id]
	if country == nil {
		country = e.Country
	}
	if sector == nil {
		sector = e.Sector
	}
	tags := strings.TrimSpace(value(country) + " " + value(sector))
	if tags == "" {
		return e.Name
	}
	return e.Name + " (" + tags + ")"
}

func (a *account) side(args []record.Arg) string {
	names := make([]string, len(args))
	for i, x := range args {
		names[i] = a.entityName(x.Entity, x.Country, x.Sector)
	}
	return strings.Join(names, ", ")
}

func (a *account) event(e *record.Event, depth int) {
	pad := strings.Repeat("    ", depth)
	colour := a.style.coop
	if strings.HasSuffix(e.Quad, "conflict") {
		colour = a.style.conflict
	}
	what := e.Type
	if len(e.Modes) > 0 {
		what += " " + strings.Join(e.Modes, ", ")
	}
	line := colour + a.style.bold + what + a.style.off
	who, whom := a.side(e.Actors), a.side(e.Recipients)
	switch {
	case who != "" && whom != "":
		line = who + " → " + line + " → " + whom
	case who != "":
		line = who + " → " + line
	case whom != "":
		line = "? → " + line + " → " + whom
	}
	if when := a.when(e); when != "" {
		line += ", " + when
	}
	if e.Place != nil {
		line += ", in " + a.places[*e.Place].Name
	}
	fmt.Fprintf(a.w, "\n%s%s %s  %s%s%s\n", pad, sign(e), line, a.style.dim, e.ID, a.style.off)
	fmt.Fprintf(a.w, "%s  %s\n", pad, a.certainty(e))
	for _, s := range e.Evidence {
		a.words(s, pad+"  ")
	}
	a.why(e.Why, pad+"  ")
}

func (a *account) when(e *record.Event) string {
	from, to := value(e.From), value(e.To)
	switch {
	case from != "" && from == to:
		return "on " + from
	case from != "" && to != "":
		return from + " to " + to
	case from != "":
		return "since " + from
	case to != "":
		return "until " + to
	}
	return ""
}

// sign shows at a glance what the writer makes of the event.
func sign(e *record.Event) string {
	for _, f := range e.Factuality {
		if f.Source == "author" {
			switch f.Value {
			case "CT+":
				return "●"
			case "CT-", "PR-", "PS-":
				return "✗"
			}
			return "○"
		}
	}
	return "○"
}

var certainty = map[string]string{"CT+": "happened", "CT-": "did not happen", "PR+": "probable", "PR-": "probably not",
	"PS+": "possible", "PS-": "possibly not", "Uu": "does not say"}

func (a *account) certainty(e *record.Event) string {
	var parts []string
	for _, f := range e.Factuality {
		who := "the writer"
		if c := a.claims[f.Source]; c != nil {
			who = a.sources(c)
		}
		parts = append(parts, who+": "+certainty[f.Value])
	}
	parts = append(parts, e.Auxiliary...)
	if e.SameAs != nil {
		parts = append(parts, "same as "+*e.SameAs)
	}
	parts = append(parts, fmt.Sprintf("confidence %.2f", e.Confidence))
	return strings.Join(parts, " · ")
}

// words quotes a stretch of the text, wrapped to the width.
func (a *account) words(s record.Span, pad string) {
	text := "“" + strings.Join(strings.Fields(a.r.Document.Text[s.Start:s.End]), " ") + "”"
	width := max(a.opts.Width-utf8.RuneCountInString(pad), 20)
	for _, line := range wrap(text, width) {
		fmt.Fprintf(a.w, "%s%s%s%s\n", pad, a.style.dim, line, a.style.off)
	}
}

func (a *account) why(reasons []string, pad string) {
	for _, line := range reasons {
		fmt.Fprintf(a.w, "%s· %s\n", pad, line)
	}
}

// wrap breaks text at blanks into lines of at most width characters (longer words stand alone).
func wrap(text string, width int) []string {
	var lines []string
	line, n := "", 0
	for _, w := range strings.Fields(text) {
		k := utf8.RuneCountInString(w)
		if n > 0 && n+1+k > width {
			lines = append(lines, line)
			line, n = "", 0
		}
		if n > 0 {
			line, n = line+" ", n+1
		}
		line, n = line+w, n+k
	}
	return append(lines, line)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
