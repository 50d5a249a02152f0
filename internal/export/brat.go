package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"herodotus/record"
)

// brat writes the annotations of a document in brat's standoff format
// (Stenetorp et al., 2012): text-bound names, events and claims with their
// arguments, attributes for factuality, equivalences for coreference. Offsets
// are code points of the text, which belongs in a file beside it.
func brat(w io.Writer, v *view) error {
	b := bratWriter{Writer: bufio.NewWriter(w), v: v, ids: map[string]string{}}
	b.mentions()
	b.times()
	for _, c := range v.wantedClaims() {
		b.ids[c.ID] = b.event()
	}
	for _, e := range v.wanted() {
		b.ids[e.ID] = b.event()
	}
	for _, c := range v.wantedClaims() {
		b.claim(c)
	}
	for _, e := range v.wanted() {
		b.coded(e)
	}
	b.coreference()
	return b.Flush()
}

type bratWriter struct {
	*bufio.Writer
	v              *view
	ids            map[string]string // of mentions, times, claims and events, to brat's
	t, e, a, notes int
}

func (b *bratWriter) event() string {
	b.e++
	return fmt.Sprintf("E%d", b.e)
}

// span writes a text-bound line and gives its id. A span over several lines is
// told in pieces, since brat knows none with a line break in it.
func (b *bratWriter) span(typ string, spans ...record.Span) string {
	var at, words []string
	text := b.v.r.Document.Text
	for _, s := range spans {
		for from := s.Start; from < s.End; {
			to := s.End
			if i := strings.IndexAny(text[from:s.End], "\n\r"); i >= 0 {
				to = from + i
			}
			if strings.TrimSpace(text[from:to]) != "" {
				at = append(at, fmt.Sprintf("%d %d", b.v.char(from), b.v.char(to)))
				words = append(words, text[from:to])
			}
			from = to + 1
		}
	}
	if len(at) == 0 {
		return ""
	}
	b.t++
	fmt.Fprintf(b, "T%d\t%s %s\t%s\n", b.t, typ, strings.Join(at, ";"), strings.Join(words, " "))
	return fmt.Sprintf("T%d", b.t)
}

func (b *bratWriter) mentions() {
	for i := range b.v.r.Mentions {
		m := &b.v.r.Mentions[i]
		typ := "MISC"
		e := b.v.entities[m.Entity]
		if e != nil && e.Type != "" {
			typ = e.Type
		}
		id := b.span(typ, m.Span)
		b.ids[m.ID] = id
		if e == nil || id == "" {
			continue
		}
		note := e.Name
		for _, x := range []*string{e.Country, e.Sector, e.IDs.Wikidata} {
			if x != nil {
				note += " " + *x
			}
		}
		b.note(id, note)
	}
}

func (b *bratWriter) times() {
	for i := range b.v.r.Times {
		t := &b.v.r.Times[i]
		b.ids[t.ID] = b.span("TIMEX3", t.Span)
		if b.ids[t.ID] != "" {
			b.note(b.ids[t.ID], t.Type+" "+t.Value)
		}
	}
}

// args writes an event line: its type and trigger, then each argument that has words.
func (b *bratWriter) args(id, typ, trigger string, args [][2]string) {
	fmt.Fprintf(b, "%s\t%s:%s", id, typ, trigger)
	seen := map[string]int{}
	for _, a := range args {
		role, target := a[0], b.ids[a[1]]
		if target == "" {
			continue
		}
		seen[role]++
		if n := seen[role]; n > 1 {
			role = fmt.Sprintf("%s%d", role, n)
		}
		fmt.Fprintf(b, " %s:%s", role, target)
	}
	b.WriteByte('\n')
}

func (b *bratWriter) claim(c *record.Claim) {
	content := b.span("Content", c.Content...)
	trigger := content
	if c.Cue != nil {
		trigger = b.span("Claim", c.Cue.Span)
	}
	if trigger == "" {
		return // nothing to hang it on
	}
	b.ids["content of "+c.ID] = content
	args := [][2]string{{"Source", value(c.Source.Mention)}, {"Content", "content of " + c.ID}, {"Time", value(c.Time)}, {"RelayedBy", value(c.Parent)}}
	for _, e := range c.Events {
		args = append(args, [2]string{"Says", e})
	}
	id := b.ids[c.ID]
	b.args(id, "Claim", trigger, args)
	b.attribute("Act", id, c.Act)
	b.attribute("Quote", id, c.Quote)
	b.attribute("SourceKind", id, c.Source.Kind)
}

func (b *bratWriter) coded(e *record.Event) {
	trigger := b.span(e.Type, e.Trigger.Span)
	if trigger == "" {
		return
	}
	var args [][2]string
	for _, a := range e.Actors {
		args = append(args, [2]string{"Actor", value(a.Mention)})
	}
	for _, a := range e.Recipients {
		args = append(args, [2]string{"Recipient", value(a.Mention)})
	}
	if p := b.v.placeOf(e); p != nil {
		args = append(args, [2]string{"Place", p.Mention})
	}
	args = append(args, [2]string{"Time", value(e.Time)}, [2]string{"SameAs", value(e.SameAs)})
	id := b.ids[e.ID]
	b.args(id, e.Type, trigger, args)
	for _, m := range e.Modes {
		b.attribute("Mode", id, m)
	}
	for _, c := range e.Contexts {
		b.attribute("Context", id, c)
	}
	for _, x := range e.Auxiliary {
		b.attribute("Auxiliary", id, x)
	}
	b.attribute("Factuality", id, author(e))
	b.note(id, fmt.Sprintf("%s CAMEO %s score %.1f confidence %.2f", e.ID, e.Cameo, e.Score, e.Confidence))
}

func (b *bratWriter) attribute(name, of, val string) {
	b.a++
	fmt.Fprintf(b, "A%d\t%s %s %s\n", b.a, name, of, val)
}

func (b *bratWriter) note(of, text string) {
	b.notes++
	fmt.Fprintf(b, "#%d\tAnnotatorNotes %s\t%s\n", b.notes, of, strings.Join(strings.Fields(text), " "))
}

// coreference writes an equivalence for each entity with two mentions or more.
func (b *bratWriter) coreference() {
	for i := range b.v.r.Entities {
		var same []string
		for j := range b.v.r.Mentions {
			if m := &b.v.r.Mentions[j]; m.Entity == b.v.r.Entities[i].ID && b.ids[m.ID] != "" {
				same = append(same, b.ids[m.ID])
			}
		}
		if len(same) > 1 {
			fmt.Fprintf(b, "*\tCoreference %s\n", strings.Join(same, " "))
		}
	}
}
