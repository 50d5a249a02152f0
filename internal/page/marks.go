package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"herodotus/record"
)

// Paragraph is one line of the text.
type Paragraph struct {
	Heading bool
	Pieces  []Piece
}

// Piece is a stretch of text that is marked the same way throughout.
type Piece struct {
	Text  string
	Class string // of the style sheet: what was found here
	Href  string // where a click leads; "" for nowhere
	Label string // what the mark means, for tooltips and screen readers
	Role  string // part in the picked event: who, whom, when, where, what
	ID    string // the event's anchor, on the first piece of its trigger
	Says  []*Speech
}

// mark is one finding over a stretch of text.
type mark struct {
	record.Span
	class, href, label, role, id string
	says                         *Speech
	rank                         int // which mark gives link and label where several meet
}

// Ranks: an event's trigger beats a claim's cue beats names, times and places.
const (
	rankNone = iota
	rankThing
	rankCue
	rankEvent
)

// paragraphs cuts the text where any mark begins or ends.
func (b *builder) paragraphs(a *Article) []Paragraph {
	text := b.r.Document.Text
	marks := slices.DeleteFunc(b.marks(a), func(m mark) bool { return m.Start < 0 || m.Start >= m.End || m.End > len(text) })
	slices.SortStableFunc(marks, func(x, y mark) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End)) })
	cuts := []int{0, len(text)}
	for _, m := range marks {
		cuts = append(cuts, m.Start, m.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	w := paragraphWriter{headings: b.headings()}
	var active []mark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		active = slices.DeleteFunc(active, func(m mark) bool { return m.End <= from })
		for ; next < len(marks) && marks[next].Start == from; next++ {
			active = append(active, marks[next])
		}
		w.add(text[from:to], from, piece(active, from))
	}
	return w.finish()
}

// piece merges the marks that hold at one spot.
func piece(active []mark, from int) Piece {
	var p Piece
	var classes []string
	rank := rankNone
	for _, m := range active {
		if m.class != "" {
			classes = addOnce(classes, m.class)
		}
		if m.rank > rank {
			rank, p.Href, p.Label = m.rank, m.href, m.label
		}
		if m.Start != from {
			continue
		}
		p.Role = cmp.Or(p.Role, m.role)
		p.ID = cmp.Or(p.ID, m.id)
		if m.says != nil {
			p.Says = append(p.Says, m.says)
		}
	}
	p.Class = strings.Join(classes, " ")
	return p
}

// paragraphWriter breaks pieces at the ends of lines.
type paragraphWriter struct {
	out      []Paragraph
	now      Paragraph
	headings map[int]bool // where headings start
}

func (w *paragraphWriter) add(s string, at int, p Piece) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		if line != "" {
			if w.headings[at] {
				w.now.Heading = true
			}
			p.Text = line
			w.now.Pieces = append(w.now.Pieces, p)
			p.ID, p.Says, p.Role = "", nil, ""
		}
		if !more {
			return
		}
		w.breakLine()
		at += len(line) + 1
		s = rest
	}
}

func (w *paragraphWriter) breakLine() {
	if len(w.now.Pieces) > 0 {
		w.out = append(w.out, w.now)
	}
	w.now = Paragraph{}
}

func (w *paragraphWriter) finish() []Paragraph {
	w.breakLine()
	return w.out
}

func (b *builder) headings() map[int]bool {
	m := map[int]bool{}
	for _, s := range b.r.Sentences {
		if s.Heading {
			m[s.Start] = true
		}
	}
	return m
}

// marks gives all findings, the layers of the legend, and what is lit for the picked one.
func (b *builder) marks(a *Article) []mark {
	out := b.things()
	for _, c := range a.Claims {
		out = append(out, c.marks()...)
	}
	for _, e := range a.Events {
		kind := "conf"
		if e.Coop {
			kind = "coop"
		}
		label := fmt.Sprintf("%s: %s, %s", e.ID, e.Noun, e.Told())
		out = append(out, mark{Span: e.Record.Trigger.Span, class: "ev " + kind + " " + string(e.Status), href: e.Href, label: label, id: "in-" + e.Anchor, rank: rankEvent})
	}
	if a.Event != nil {
		out = append(out, b.lit(a.Event)...)
	}
	if a.Claim != nil {
		for _, s := range a.Claim.Record.Content {
			out = append(out, mark{Span: s, class: "lit"})
		}
		if m := b.mentions[str(a.Claim.Record.Source.Mention)]; m != nil {
			out = append(out, mark{Span: m.Span, class: "role", role: "source"})
		}
	}
	return out
}

// things marks names, times and places.
func (b *builder) things() []mark {
	var out []mark
	place := map[string]*record.Place{}
	for i := range b.r.Places {
		place[b.r.Places[i].Mention] = &b.r.Places[i]
	}
	for i := range b.r.Mentions {
		m := &b.r.Mentions[i]
		if e := b.entities[m.Entity]; e != nil {
			p := Party{Country: str(e.Country), Sector: str(e.Sector)}
			out = append(out, mark{Span: m.Span, class: "actor", label: strings.TrimSpace(e.Name + " " + p.Code()), rank: rankThing})
		}
		if p := place[m.ID]; p != nil {
			out = append(out, mark{Span: m.Span, class: "place", label: strings.TrimSpace("place: " + p.Name + " " + str(p.Country)), rank: rankThing})
		}
	}
	for i := range b.r.Times {
		t := &b.r.Times[i]
		out = append(out, mark{Span: t.Span, class: "time", label: "time: " + cmp.Or(days(str(t.From), str(t.To)), t.Value), rank: rankThing})
	}
	return out
}

func (s *Speech) marks() []mark {
	var out []mark
	for i, x := range s.Record.Content {
		m := mark{Span: x, class: fmt.Sprintf("says depth%d %s", min(s.Depth, 2), s.Quote)}
		if i == 0 {
			m.says = s
		}
		out = append(out, m)
	}
	if s.Record.Cue != nil {
		out = append(out, mark{Span: s.Record.Cue.Span, class: "cue", href: s.Href, label: s.ID + ": " + s.Source + " says this", rank: rankCue})
	}
	return out
}

// lit marks the evidence of the picked event, and who plays which part in it.
func (b *builder) lit(e *Event) []mark {
	var out []mark
	for _, s := range e.Record.Evidence {
		out = append(out, mark{Span: s, class: "lit"})
	}
	out = append(out, mark{Span: e.Record.Trigger.Span, class: "picked role", role: "what"})
	for _, side := range []struct {
		role string
		args []record.Arg
	}{{"who", e.Record.Actors}, {"whom", e.Record.Recipients}} {
		for _, x := range side.args {
			if m := b.mentions[str(x.Mention)]; m != nil {
				out = append(out, mark{Span: m.Span, class: "role", role: side.role})
			}
		}
	}
	if t := b.times[str(e.Record.Time)]; t != nil {
		out = append(out, mark{Span: t.Span, class: "role", role: "when"})
	}
	if p := b.places[str(e.Record.Place)]; p != nil && b.mentions[p.Mention] != nil {
		out = append(out, mark{Span: b.mentions[p.Mention].Span, class: "role", role: "where"})
	}
	if e.Claim != nil {
		if m := b.mentions[str(e.Claim.Record.Source.Mention)]; m != nil {
			out = append(out, mark{Span: m.Span, class: "role", role: "says so"})
		}
	}
	return out
}

// Told says in a few words how the event is told.
func (e *Event) Told() string {
	switch {
	case e.Status == Denied:
		return "denied"
	case e.Claim != nil:
		return "claimed by " + e.Claim.Source
	case e.Status == Fact:
		return "told as fact"
	}
	return "possible or planned"
}
