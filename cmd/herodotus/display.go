package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/query"
)

// palette are the terminal's escape sequences, or empty strings. Blue and orange
// stay apart for every kind of colour blindness.
type palette struct{ bold, dim, coop, conflict, claim, off string }

func (s *streams) style() palette {
	if !s.color {
		return palette{}
	}
	return palette{"\x1b[1m", "\x1b[2m", "\x1b[38;5;32m", "\x1b[38;5;208m", "\x1b[38;5;134m", "\x1b[0m"}
}

// display shows answers to a person.
type display struct {
	w     io.Writer
	width int
	style palette
}

// event shows one event in two lines: what, and the words that say so.
func (d display) event(e *query.Event) error {
	colour := d.style.conflict
	if strings.HasSuffix(e.Quad, "cooperation") {
		colour = d.style.coop
	}
	what := e.Type
	if len(e.Modes) > 0 {
		what += " " + strings.Join(e.Modes, ", ")
	}
	line := colour + d.style.bold + shown(what) + d.style.off
	if len(e.Actors) > 0 {
		line = names(e.Actors) + " → " + line
	}
	if len(e.Recipients) > 0 {
		line += " → " + names(e.Recipients)
	}
	if e.Place != nil {
		line += ", " + shown(e.Place.Name)
		if e.Place.Country != nil && !strings.EqualFold(*e.Place.Country, e.Place.Name) {
			line += " (" + *e.Place.Country + ")"
		}
	}
	status := e.Status
	if e.ClaimSource != nil && e.Status != query.StatusFact {
		status += " by " + shown(*e.ClaimSource)
	}
	if e.Independent > 1 {
		status += fmt.Sprintf(", %d independent sources", e.Independent)
	}
	_, err := fmt.Fprintf(d.w, "%s %s %s  %s%s · %s %s%s\n             %s%s%s\n", day(e.Day), sign(e.Status), line, d.style.dim, status,
		shown(e.DocID), e.Local, d.style.off, d.style.dim, d.cut("“"+e.Evidence+"”", 13), d.style.off)
	return err
}

// claim shows one claim in two lines.
func (d display) claim(c *query.Claim) error {
	by := "someone unnamed"
	if c.By != nil {
		by = names([]query.Actor{*c.By})
	}
	more := c.Quote
	if len(c.Events) > 0 {
		more += ": " + strings.Join(c.Events, ", ")
	}
	_, err := fmt.Fprintf(d.w, "%s %s%s%s %s%s%s %s %s · %s %s%s\n             %s%s%s\n", day(c.Day), d.style.bold, by, d.style.off, d.style.claim, c.Act, d.style.off,
		d.style.dim+shown(c.Cue), more, shown(c.DocID), c.Local, d.style.off, d.style.dim, d.cut("“"+c.Content+"”", 13), d.style.off)
	return err
}

// document shows one document in two lines.
func (d display) document(x *query.Document) error {
	title := x.DocID
	if x.Title != nil && *x.Title != "" {
		title = *x.Title
	}
	more := fmt.Sprintf("%d events, %d claims", x.Events, x.Claims)
	for _, s := range []*string{x.Publisher, x.Agency} {
		if s != nil && *s != "" {
			more = shown(*s) + " · " + more
		}
	}
	if x.CopyOf != nil {
		more += " · copy of " + shown(*x.CopyOf)
	}
	published := x.Published
	if published != nil && len(*published) > 10 {
		short := (*published)[:10]
		published = &short
	}
	_, err := fmt.Fprintf(d.w, "%s %s%s%s  %s%s · %s%s\n             %s%s%s\n", day(published), d.style.bold, shown(title), d.style.off, d.style.dim, more,
		shown(x.DocID), d.style.off, d.style.dim, d.cut(x.Snippet, 13), d.style.off)
	return err
}

// contradiction shows both sides with their words.
func (d display) contradiction(c *query.Contradiction) error {
	changed := ""
	if c.Changed {
		changed = ", one source changed its account"
	}
	if _, err := fmt.Fprintf(d.w, "%s %s%s%s%s%s\n", day(c.Since), d.style.bold, shown(c.Summary), d.style.off, d.style.dim, " · "+c.Kind+changed+d.style.off); err != nil {
		return err
	}
	for _, p := range []query.Party{c.A, c.B} {
		where := p.DocID
		if p.Publisher != nil && *p.Publisher != "" {
			where = *p.Publisher + ", " + p.DocID
		}
		since := ""
		if p.Since != nil {
			since = " since " + *p.Since
		}
		if _, err := fmt.Fprintf(d.w, "  %s%s%s%s %s(%s %s)%s\n    %s%s%s\n", d.style.claim, shown(p.Who), d.style.off, since, d.style.dim, shown(where), p.Local, d.style.off,
			d.style.dim, d.cut("“"+p.Words.Text+"”", 4), d.style.off); err != nil {
			return err
		}
	}
	return nil
}

// accounts shows who holds which side of an event, and by which ways that came.
func (d display) accounts(a *query.Accounts) error {
	if _, err := fmt.Fprintf(d.w, "  %sindependent sources: %d say so, %d deny it%s\n", d.style.dim, a.Asserting, a.Denying, d.style.off); err != nil {
		return err
	}
	for _, x := range a.Accounts {
		sign := "○"
		switch {
		case x.Asserts():
			sign = "●"
		case x.Denies():
			sign = "✗"
		}
		var ways []string
		for _, c := range x.Chains {
			by := c.Via
			switch {
			case c.Publisher == nil || *c.Publisher == "":
				by = append(slices.Clone(by), c.DocID)
			case len(by) == 0 || by[len(by)-1] != *c.Publisher:
				by = append(slices.Clone(by), *c.Publisher)
			}
			ways = append(ways, strings.Join(by, " → "))
		}
		since := ""
		if x.Since != nil {
			since = " since " + *x.Since
		}
		head := "    " + sign + " " + shown(x.Source) + since + ": "
		if _, err := fmt.Fprintf(d.w, "%s%s%s%s\n", head, d.style.dim, d.cut(strings.Join(ways, "; "), utf8.RuneCountInString(head)), d.style.off); err != nil {
			return err
		}
	}
	return nil
}

// cut brings text to one line of the terminal behind an indent.
func (d display) cut(s string, indent int) string {
	s = shown(s)
	room := max(d.width-indent, 20)
	if utf8.RuneCountInString(s) <= room {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:room-1]), " ") + "…"
}

// shown makes text of others safe for a terminal: no escape sequences, one line.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func day(s *string) string {
	if s == nil {
		return "    –     "
	}
	return fmt.Sprintf("%-10s", shown(*s))
}

// sign shows at a glance what stands behind an event, as the account does.
func sign(status string) string {
	switch status {
	case query.StatusFact:
		return "●"
	case query.StatusDenied:
		return "✗"
	}
	return "○"
}

// names gives "Vladimir Putin (RUS GOV), Ukraine (UKR)".
func names(actors []query.Actor) string {
	var out []string
	for _, a := range actors {
		tags := ""
		for _, t := range []*string{a.Country, a.Sector} {
			if t != nil && *t != "" {
				tags += " " + *t
			}
		}
		name := shown(a.Name)
		if tags != "" {
			name += " (" + strings.TrimSpace(tags) + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// countTable writes counts in columns with a bar for each.
func countTable(w io.Writer, s *streams, header []string, counts []query.Count) error {
	widths := make([]int, len(header))
	for i, h := range header {
		widths[i] = utf8.RuneCountInString(h)
	}
	most := 1
	for _, c := range counts {
		for i, v := range c.Values {
			widths[i] = max(widths[i], utf8.RuneCountInString(shown(v)), 1)
		}
		most = max(most, c.Count)
	}
	used := 12
	for i := range widths {
		widths[i] = min(widths[i], 40)
		used += widths[i] + 2
	}
	line := func(cells []string, count, tail string) error {
		var b strings.Builder
		for i, c := range cells {
			if c == "" {
				c = "–" // unknown
			}
			b.WriteString(padded(shown(c), widths[i]) + "  ")
		}
		_, err := fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s%9s  %s", b.String(), count, tail), " "))
		return err
	}
	if err := line(header[:len(header)-1], header[len(header)-1], ""); err != nil {
		return err
	}
	room := max(s.width-used, 10)
	for _, c := range counts {
		if err := line(c.Values, thousands(int64(c.Count)), strings.Repeat("█", max(c.Count*room/most, 1))); err != nil {
			return err
		}
	}
	return nil
}

// padded brings text to a width in characters.
func padded(s string, width int) string {
	if n := utf8.RuneCountInString(s); n < width {
		return s + strings.Repeat(" ", width-n)
	} else if n > width {
		return string([]rune(s)[:width-1]) + "…"
	}
	return s
}
