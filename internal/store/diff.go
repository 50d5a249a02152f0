package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"herodotus/record"
)

// Difference is what two runs made of one document.
type Difference struct {
	Document string  `json:"document"`
	Title    string  `json:"title,omitempty"`
	OnlyIn   int64   `json:"only_in,omitempty"` // the only run that coded the document
	NewText  bool    `json:"new_text,omitempty"`
	Events   Changes `json:"events"`
	Claims   Changes `json:"claims"`
}

// Same tells that the runs agree.
func (d *Difference) Same() bool {
	return d.OnlyIn == 0 && !d.NewText && d.Events.none() && d.Claims.none()
}

// Changes are findings of one kind in which two runs differ.
type Changes struct {
	Added   []Finding `json:"added,omitempty"`
	Removed []Finding `json:"removed,omitempty"`
	Changed []Change  `json:"changed,omitempty"`
}

func (c *Changes) none() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) == 0 }

// Finding is an event or claim as people read it.
type Finding struct {
	ID    string            `json:"id"`
	Words string            `json:"words"` // trigger or cue
	Start int               `json:"start"`
	Slots map[string]string `json:"slots"`
}

// Change is a finding of both runs with other slots.
type Change struct {
	ID    string               `json:"id"` // in the second run
	Words string               `json:"words"`
	Start int                  `json:"start"`
	Slots map[string][2]string `json:"slots"` // before and after
}

// Diff compares what two runs made of each document, in the order in which the
// documents came; f gets every document that either run coded.
func (s *Store) Diff(ctx context.Context, a, b int64, f func(Difference) error) error {
	for _, run := range []int64{a, b} {
		var n int
		if err := s.read.QueryRowContext(ctx, s.sql("SELECT count(*) FROM runs WHERE id = ?"), run).Scan(&n); err != nil {
			return s.fault("compare runs", err)
		}
		if n == 0 {
			return fmt.Errorf("run %d: %w", run, ErrNotFound)
		}
	}
	const page = 500
	for last := int64(0); ; {
		docs, err := list(ctx, s, "compare runs", func(scan func(...any) error) (d coded, err error) {
			err = scan(&d.id, &d.docID, &d.a, &d.b)
			return d, err
		}, `SELECT d.id, d.doc_id, count(CASE WHEN f.run = ? THEN 1 END), count(CASE WHEN f.run = ? THEN 1 END)
			FROM documents d JOIN findings f ON f.document = d.id
			WHERE d.id > ? AND f.run IN (?, ?) GROUP BY d.id, d.doc_id ORDER BY d.id LIMIT ?`, a, b, last, a, b, page)
		if err != nil {
			return err
		}
		for _, d := range docs {
			diff, err := s.diffOne(ctx, d, a, b)
			if err == nil {
				err = f(diff)
			}
			if err != nil {
				return err
			}
			last = d.id
		}
		if len(docs) < page {
			return nil
		}
	}
}

// coded is a document with how often two runs coded it.
type coded struct {
	id    int64
	docID string
	a, b  int
}

func (s *Store) diffOne(ctx context.Context, d coded, a, b int64) (Difference, error) {
	var before, after *record.Record
	var err error
	if d.a > 0 {
		if before, err = s.RunRecord(ctx, d.docID, a); err != nil {
			return Difference{}, err
		}
	}
	if d.b > 0 {
		if after, err = s.RunRecord(ctx, d.docID, b); err != nil {
			return Difference{}, err
		}
	}
	switch {
	case after == nil:
		return Difference{Document: d.docID, Title: str(before.Document.Title), OnlyIn: a}, nil
	case before == nil:
		return Difference{Document: d.docID, Title: str(after.Document.Title), OnlyIn: b}, nil
	}
	return DiffRecords(before, after), nil
}

// DiffRecords compares two records of one document.
func DiffRecords(before, after *record.Record) Difference {
	d := Difference{Document: after.Document.ID, Title: str(after.Document.Title), NewText: before.Document.Text != after.Document.Text}
	a, b := newReader(before), newReader(after)
	d.Events = diffFindings(a.events(), b.events(), d.NewText)
	d.Claims = diffFindings(a.claims(), b.claims(), d.NewText)
	return d
}

// diffFindings pairs findings that stand at the same words. Where the text is
// another one, offsets mean nothing: the n-th finding at some words is paired
// with the n-th at the same words.
func diffFindings(before, after []Finding, newText bool) Changes {
	var c Changes
	old := map[string][]Finding{}
	place := func(f Finding) string {
		if newText {
			return f.Words
		}
		return fmt.Sprint(f.Start, " ", f.Words)
	}
	for _, f := range before {
		old[place(f)] = append(old[place(f)], f)
	}
	for _, f := range after {
		at := place(f)
		same := old[at]
		if len(same) == 0 {
			c.Added = append(c.Added, f)
			continue
		}
		i := max(0, slices.IndexFunc(same, func(o Finding) bool { return o.Slots["type"] == f.Slots["type"] }))
		if slots := changed(same[i].Slots, f.Slots); len(slots) > 0 {
			c.Changed = append(c.Changed, Change{f.ID, f.Words, f.Start, slots})
		}
		old[at] = slices.Delete(same, i, i+1)
	}
	for _, f := range before {
		if slices.ContainsFunc(old[place(f)], func(o Finding) bool { return o.ID == f.ID }) {
			c.Removed = append(c.Removed, f)
		}
	}
	return c
}

func changed(a, b map[string]string) map[string][2]string {
	out := map[string][2]string{}
	for k, v := range a {
		if b[k] != v {
			out[k] = [2]string{v, b[k]}
		}
	}
	for k, v := range b {
		if _, ok := a[k]; !ok {
			out[k] = [2]string{"", v}
		}
	}
	return out
}

// reader writes the slots of a record's findings as words, since ids such as
// e3 mean another thing in each record.
type reader struct {
	r        *record.Record
	entities map[string]*record.Entity
	places   map[string]*record.Place
	claimed  map[string]*record.Claim
}

func newReader(r *record.Record) *reader {
	return &reader{r, byID(r.Entities, func(e *record.Entity) string { return e.ID }),
		byID(r.Places, func(p *record.Place) string { return p.ID }), byID(r.Claims, func(c *record.Claim) string { return c.ID })}
}

func (x *reader) events() []Finding {
	out := make([]Finding, 0, len(x.r.Events))
	for i := range x.r.Events {
		v := &x.r.Events[i]
		facts := make([]string, 0, len(v.Factuality))
		for _, f := range v.Factuality {
			facts = append(facts, x.source(f.Source)+": "+f.Value)
		}
		f := Finding{v.ID, v.Trigger.Text, v.Trigger.Start, map[string]string{
			"type": v.Type, "cameo": v.Cameo, "modes": strings.Join(v.Modes, " "), "contexts": strings.Join(v.Contexts, " "),
			"actors": x.args(v.Actors), "recipients": x.args(v.Recipients), "time": strings.Trim(str(v.From)+".."+str(v.To), "."),
			"auxiliary": strings.Join(v.Auxiliary, " "), "factuality": strings.Join(facts, ", ")}}
		if p := x.places[str(v.Place)]; p != nil {
			f.Slots["place"] = p.Name
		}
		if m := v.Magnitude; m != nil {
			f.Slots["dead"], f.Slots["injured"], f.Slots["crowd"], f.Slots["size"] = words(m.Dead), words(m.Injured), words(m.Crowd), words(m.Size)
		}
		out = append(out, trimmed(f))
	}
	return out
}

// words are those that give a number.
func words(q *record.Quantity) string {
	if q == nil {
		return ""
	}
	return q.Text
}

// trimmed drops empty slots.
func trimmed(f Finding) Finding {
	for k, v := range f.Slots {
		if v == "" {
			delete(f.Slots, k)
		}
	}
	return f
}

func (x *reader) args(args []record.Arg) string {
	parts := make([]string, 0, len(args))
	for _, a := range args {
		p := a.Entity
		if e := x.entities[a.Entity]; e != nil {
			p = e.Name
		}
		if code := strings.TrimSpace(str(a.Country) + " " + str(a.Sector)); code != "" {
			p += " (" + code + ")"
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, ", ")
}

// source names the author or who makes a claim.
func (x *reader) source(id string) string {
	c := x.claimed[id]
	if c == nil {
		return id
	}
	if e := x.entities[str(c.Source.Entity)]; e != nil {
		return e.Name
	}
	return c.Source.Kind
}

func (x *reader) claims() []Finding {
	out := make([]Finding, 0, len(x.r.Claims))
	for i := range x.r.Claims {
		c := &x.r.Claims[i]
		f := Finding{ID: c.ID, Slots: map[string]string{"type": c.Act, "source": x.source(c.ID), "kind": c.Source.Kind, "quote": c.Quote}}
		if c.Cue != nil {
			f.Words, f.Start = c.Cue.Text, c.Cue.Start
		} else if len(c.Content) > 0 {
			f.Start = c.Content[0].Start
		}
		parts := make([]string, 0, len(c.Content))
		for _, s := range c.Content {
			parts = append(parts, x.r.Document.Text[s.Start:s.End])
		}
		f.Slots["content"] = strings.Join(parts, " … ")
		if c.Attitude {
			f.Slots["attitude"] = "yes"
		}
		if c.Parent != nil {
			f.Slots["relayed by"] = x.source(*c.Parent)
		}
		out = append(out, trimmed(f))
	}
	return out
}
