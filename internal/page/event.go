package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"herodotus/record"
)

// Event is one event as a card shows it.
type Event struct {
	ID, Type, Does, Noun string
	Anchor               string // the id on its page
	Modes, Contexts      []string
	Cameo, Quad          string
	Score                float64
	Coop                 bool
	Status               Status
	Glyph                string
	Who, Whom            []Party
	When, WhenSaid       string // the days, and the words for them
	Where, WhereIn       string // the place, and its region and country
	Lat, Lon             *float64
	Numbers              []Number
	According            []Voice
	Confirmed            string // one sentence: who else says so, or that nobody does
	Lone                 bool   // only claimed, and nobody else in the text confirms it
	Auxiliary            []string
	Trigger              string
	Before, After        string // the words around the trigger, for lists
	Evidence             []string
	Why                  []string
	Open                 bool // the reasons are shown without asking
	Percent              int  // the confidence
	Claim                *Speech
	Same                 []*Event // other tellings of it in the text
	Href                 string
	Prev, Next           *Event
	at                   int
	Record               *record.Event
}

// Number is how many people an event befell, with the words for it.
type Number struct{ Many, As string }

// numbers writes out the magnitude of an event.
func numbers(m *record.Magnitude) (out []Number) {
	if m == nil {
		return nil
	}
	for _, x := range []struct {
		q    *record.Quantity
		what string
	}{{m.Dead, "dead"}, {m.Injured, "injured"}, {m.Crowd, "in the crowd"}, {m.Size, "people"}} {
		if x.q == nil {
			continue
		}
		out = append(out, Number{HowMany(x.q.Min, x.q.Max) + " " + x.what, x.q.Text})
	}
	return out
}

// HowMany writes a number of which the text tells the least and the most; nil is open.
func HowMany(least, most *int) string {
	switch {
	case least != nil && most != nil && *least == *most:
		return strconv.Itoa(*least)
	case most != nil && (least == nil || *least == 0):
		return fmt.Sprintf("up to %d", *most)
	case least != nil && most != nil:
		return fmt.Sprintf("%d to %d", *least, *most)
	case least != nil:
		return fmt.Sprintf("at least %d", *least)
	}
	return "an unknown number of"
}

// Party is a participant.
type Party struct {
	Name, Country, Sector string
	Roles                 string
	As                    string // the words for it here, where they differ from the name
}

// Code is the country and sector, "PRK GOV".
func (p Party) Code() string { return strings.TrimSpace(p.Country + " " + p.Sector) }

// Voice is what one source makes of an event.
type Voice struct {
	Who, Verdict, Value string
	Writer              bool
	Claim               *Speech
}

func (b *builder) event(e *record.Event) *Event {
	out := &Event{ID: e.ID, Anchor: b.o.Prefix + e.ID, Type: e.Type, Does: Does(e.Type), Noun: Noun(e.Type), Modes: e.Modes, Contexts: e.Contexts, Cameo: e.Cameo,
		Quad: e.Quad, Score: e.Score, Coop: !strings.HasSuffix(e.Quad, "conflict"), Who: b.parties(e.Actors), Whom: b.parties(e.Recipients),
		When: days(str(e.From), str(e.To)), Auxiliary: e.Auxiliary, Trigger: e.Trigger.Text, Why: e.Why, Percent: int(e.Confidence*100 + 0.5),
		Claim: b.claims[str(e.Claim)], Href: b.o.Link(e.ID), at: e.Trigger.Start, Record: e}
	out.Numbers = numbers(e.Magnitude)
	if t := b.times[str(e.Time)]; t != nil {
		out.WhenSaid = t.Text
	}
	if p := b.places[str(e.Place)]; p != nil {
		out.Where, out.Lat, out.Lon = p.Name, p.Lat, p.Lon
		out.WhereIn = strings.Join(slices.DeleteFunc([]string{str(p.Admin1), str(p.Country)}, func(s string) bool { return s == "" || s == p.Name }), ", ")
	}
	var inner []string
	for _, f := range e.Factuality {
		v := Voice{Who: "The writer", Verdict: verdicts[f.Value], Value: f.Value, Writer: f.Source == "author"}
		if c := b.claims[f.Source]; c != nil {
			v.Who, v.Claim = c.Source, c
			inner = append(inner, f.Value)
		}
		out.According = append(out.According, v)
	}
	out.Status = StatusOf(out.value(true), inner...)
	out.Glyph = Glyph(out.Coop, out.Status)
	out.Before, out.After = b.around(e)
	for _, s := range e.Evidence {
		out.Evidence = append(out.Evidence, b.text(s))
	}
	return out
}

// value is what the writer says of the event.
func (e *Event) value(writer bool) string {
	for _, v := range e.According {
		if v.Writer == writer {
			return v.Value
		}
	}
	return ""
}

func (b *builder) parties(args []record.Arg) []Party {
	var out []Party
	for _, a := range args {
		e := b.entities[a.Entity]
		if e == nil {
			continue
		}
		p := Party{Name: e.Name, Country: cmp.Or(str(a.Country), str(e.Country)), Sector: cmp.Or(str(a.Sector), str(e.Sector)), Roles: roles(e)}
		if m := b.mentions[str(a.Mention)]; m != nil && m.Text != e.Name {
			p.As = m.Text
		}
		if !slices.ContainsFunc(out, func(q Party) bool { return q.Name == p.Name }) {
			out = append(out, p)
		}
	}
	return out
}

func roles(e *record.Entity) string {
	var out []string
	for _, r := range e.Roles {
		out = append(out, strings.TrimSpace(r.Title+" "+r.Of))
	}
	return strings.Join(out[:min(len(out), 2)], ", ")
}

// around gives the words before and after the trigger in its evidence, as many as a list has room for.
func (b *builder) around(e *record.Event) (string, string) {
	text, s := b.r.Document.Text, record.Span{Start: e.Trigger.Start, End: e.Trigger.End}
	for _, x := range e.Evidence {
		if x.Start <= e.Trigger.Start && e.Trigger.End <= x.End {
			s = x
		}
	}
	before, after := oneLine(text[s.Start:e.Trigger.Start]), oneLine(text[e.Trigger.End:s.End])
	if len(before) > 50 {
		before = "…" + strings.TrimPrefix(before[len(before)-len(lastWords(before, 45)):], " ")
	}
	return before, Clip(after, 95)
}

// lastWords gives about the last n bytes, from a blank on.
func lastWords(s string, n int) string {
	s = s[len(s)-n:]
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[i:]
	}
	return strings.ToValidUTF8(s, "")
}

// oneLine makes line breaks blanks, but keeps those at the ends.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

func (b *builder) text(s record.Span) string { return oneLine(b.r.Document.Text[s.Start:s.End]) }

// confirm finds all tellings of one event in the text and says who stands behind it.
func (b *builder) confirm(a *Article) {
	groups := map[string][]*Event{}
	for _, e := range a.Events {
		root := b.root(e.Record)
		groups[root] = append(groups[root], e)
	}
	for _, e := range a.Events {
		for _, x := range groups[b.root(e.Record)] {
			if x != e {
				e.Same = append(e.Same, x)
			}
		}
		e.Lone, e.Confirmed = confirmed(e, groups[b.root(e.Record)])
	}
}

// root is the earliest telling that same_as leads to.
func (b *builder) root(e *record.Event) string {
	for range b.r.Events { // a bound, should a record be circular
		up := b.rawEvent[str(e.SameAs)]
		if up == nil {
			break
		}
		e = up
	}
	return e.ID
}

// confirmed weighs all tellings: the writer's word, then other sources than the event's own.
func confirmed(e *Event, tellings []*Event) (lone bool, words string) {
	if e.Claim == nil {
		return false, ""
	}
	own := e.Claim.Source
	if e.value(false) == "CT-" {
		return false, fmt.Sprintf("Denied by %s.", own)
	}
	var yes, no []string
	for _, x := range tellings {
		for _, v := range x.According {
			who := v.Who
			if v.Writer {
				who = "the writer"
			} else if who == own {
				continue
			}
			switch v.Value {
			case "CT+":
				yes = addOnce(yes, who)
			case "CT-":
				no = addOnce(no, who)
			}
		}
	}
	switch {
	case len(no) > 0 && len(yes) > 0:
		return false, fmt.Sprintf("Disputed in this text: confirmed by %s, denied by %s.", join(yes), join(no))
	case len(no) > 0:
		return false, fmt.Sprintf("Denied in this text by %s.", join(no))
	case len(yes) > 0:
		return false, fmt.Sprintf("Confirmed in this text by %s.", join(yes))
	}
	return true, fmt.Sprintf("Only %s says so. Nobody in this text confirms it.", own)
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func join(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
