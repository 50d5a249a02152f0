package export

import (
	"hash/fnv"
	"strings"
	"time"
	"unicode/utf8"

	"herodotus/record"
)

// view is a record with its parts by id.
type view struct {
	r        *record.Record
	item     Item
	entities map[string]*record.Entity
	mentions map[string]*record.Mention
	places   map[string]*record.Place
	times    map[string]*record.Time
	events   map[string]*record.Event
	claims   map[string]*record.Claim
	chars    []int32 // code points before each byte; nil: the text is ASCII
}

func look(it Item) *view {
	r := it.Record
	v := &view{r: r, item: it}
	v.entities = byID(r.Entities, func(x *record.Entity) string { return x.ID })
	v.mentions = byID(r.Mentions, func(x *record.Mention) string { return x.ID })
	v.places = byID(r.Places, func(x *record.Place) string { return x.ID })
	v.times = byID(r.Times, func(x *record.Time) string { return x.ID })
	v.events = byID(r.Events, func(x *record.Event) string { return x.ID })
	v.claims = byID(r.Claims, func(x *record.Claim) string { return x.ID })
	text := r.Document.Text
	if utf8.RuneCountInString(text) == len(text) {
		return v
	}
	v.chars = make([]int32, len(text)+1)
	n := int32(0)
	for i := range len(text) {
		if i > 0 && utf8.RuneStart(text[i]) {
			n++
		}
		v.chars[i] = n
	}
	v.chars[len(text)] = n + 1
	return v
}

// char turns a byte offset into one of code points, as most other layouts count.
func (v *view) char(b int) int {
	if v.chars == nil {
		return b
	}
	return int(v.chars[min(max(b, 0), len(v.chars)-1)])
}

// wanted gives the events to write in the order of the record.
func (v *view) wanted() []*record.Event {
	var out []*record.Event
	for i := range v.r.Events {
		e := &v.r.Events[i]
		if _, ok := v.item.Events[e.ID]; ok || v.item.Events == nil {
			out = append(out, e)
		}
	}
	return out
}

// wantedClaims gives the claims to write in the order of the record.
func (v *view) wantedClaims() []*record.Claim {
	keep := v.item.Claims
	if keep == nil && v.item.Events != nil {
		keep = map[string]bool{}
		for _, e := range v.wanted() {
			for c := e.Claim; c != nil && !keep[*c] && v.claims[*c] != nil; c = v.claims[*c].Parent {
				keep[*c] = true
			}
		}
	}
	var out []*record.Claim
	for i := range v.r.Claims {
		if c := &v.r.Claims[i]; keep == nil || keep[c.ID] {
			out = append(out, c)
		}
	}
	return out
}

// pair is one actor and one recipient of an event; layouts with one of each
// have a row for every pair. Either may be nil.
type pair struct {
	actor, recipient *record.Arg
	n                int // 0, 1, 2 … among the event's pairs
}

func pairs(e *record.Event) []pair {
	actors, recipients := make([]*record.Arg, 0, 1), make([]*record.Arg, 0, 1)
	for i := range e.Actors {
		actors = append(actors, &e.Actors[i])
	}
	for i := range e.Recipients {
		recipients = append(recipients, &e.Recipients[i])
	}
	if len(actors) == 0 {
		actors = append(actors, nil)
	}
	if len(recipients) == 0 {
		recipients = append(recipients, nil)
	}
	var out []pair
	for _, a := range actors {
		for _, b := range recipients {
			out = append(out, pair{a, b, len(out)})
		}
	}
	return out
}

// date gives the day of the event ("2023-09-13"): its first, else that of publication, else "".
func (v *view) date(e *record.Event) string {
	if e.From != nil {
		return *e.From
	}
	if e.To != nil {
		return *e.To
	}
	return v.published()
}

// published gives the day of publication, "" when unknown.
func (v *view) published() string {
	return first(value(v.r.Document.Published), len(time.DateOnly))
}

// words gives a stretch of the text on one line.
func (v *view) words(s record.Span) string {
	return strings.Join(strings.Fields(v.r.Document.Text[s.Start:s.End]), " ")
}

// allWords joins several stretches.
func (v *view) allWords(spans []record.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = v.words(s)
	}
	return strings.Join(parts, " … ")
}

// sentence gives the number of the sentence that a byte stands in, from 1; 0 when in none.
func (v *view) sentence(at int) int {
	for i, s := range v.r.Sentences {
		if at >= s.Start && at < s.End {
			return i + 1
		}
	}
	return 0
}

// lead tells whether a byte stands in a heading or the first paragraph below.
func (v *view) lead(at int) bool {
	for _, s := range v.r.Sentences {
		if s.Heading {
			if at < s.End {
				return true
			}
			continue
		}
		end := strings.Index(v.r.Document.Text[s.Start:], "\n\n")
		return end < 0 || at < s.Start+end
	}
	return true
}

// author gives the writer's value for an event, "Uu" when he has none.
func author(e *record.Event) string {
	for _, f := range e.Factuality {
		if f.Source == "author" {
			return f.Value
		}
	}
	return "Uu"
}

// placeOf gives the place of an event, or nil.
func (v *view) placeOf(e *record.Event) *record.Place { return v.places[value(e.Place)] }

// home gives the place that a participant itself is ("Kyiv said"), or nil.
func (v *view) home(a *record.Arg) *record.Place {
	if a == nil {
		return nil
	}
	for i := range v.r.Places {
		p := &v.r.Places[i]
		if m := v.mentions[p.Mention]; m != nil && m.Entity == a.Entity {
			return p
		}
	}
	return nil
}

// number makes an identifier from its parts that is the same in every run. It
// has 53 bits, so that programs that read numbers as floats keep it whole.
func number(parts ...string) int64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return int64(h.Sum64() >> 11)
}

// cells writes one row: tabs between, and white space within a cell made blanks.
func cells(cs []string) string {
	for i, c := range cs {
		if strings.ContainsAny(c, "\t\n\r\v\f\u2028\u2029") {
			cs[i] = strings.Join(strings.Fields(c), " ")
		}
	}
	return strings.Join(cs, "\t") + "\n"
}
