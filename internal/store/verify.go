package store

import (
	"context"
	"errors"
	"fmt"

	"herodotus/record"
)

// Proof counts what Verify has looked at.
type Proof struct {
	Documents  int `json:"documents"`
	Findings   int `json:"findings"`
	Quotes     int `json:"quotes"`     // stretches of text compared with the text
	References int `json:"references"` // kinds of references between tables
	Faults     int `json:"faults"`
}

// Verify proves that every stored text has its digest, every record its own,
// every quote stands in its text, every row that queries see says what its
// record says, and every reference leads somewhere. Each fault is told.
func (s *Store) Verify(ctx context.Context, tell func(fault string)) (Proof, error) {
	v := &verifier{s: s, ctx: ctx, tell: tell}
	for _, step := range []func() error{v.file, v.references, v.documents, v.contradictions} {
		if err := step(); err != nil {
			return v.proof, s.fault("verify", err)
		}
	}
	return v.proof, nil
}

type verifier struct {
	s     *Store
	ctx   context.Context
	tell  func(string)
	proof Proof
}

func (v *verifier) fault(format string, args ...any) {
	v.proof.Faults++
	v.tell(fmt.Sprintf(format, args...))
}

// file asks SQLite whether its pages are sound.
func (v *verifier) file() error {
	if v.s.dialect != SQLite {
		return nil
	}
	lines, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (line string, err error) {
		err = scan(&line)
		return line, err
	}, "PRAGMA quick_check")
	for _, line := range lines {
		if line != "ok" {
			v.fault("the file: %s", line)
		}
	}
	return err
}

// stored is a document as it is shown.
type stored struct {
	id, run        int64
	docID, article string
	sha            string
	text           string
	events, claims int
}

// documents goes through all documents in the order in which they came.
func (v *verifier) documents() error {
	const page = 200
	for last := int64(0); ; {
		docs, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (d stored, err error) {
			err = scan(&d.id, &d.run, &d.docID, &d.article, &d.sha, &d.text, &d.events, &d.claims)
			return d, err
		}, "SELECT id, run, doc_id, article, text_sha256, text, events, claims FROM documents WHERE id > ? ORDER BY id LIMIT ?", last, page)
		if err != nil {
			return err
		}
		for i := range docs {
			if err := v.document(&docs[i]); err != nil {
				return err
			}
			last = docs[i].id
		}
		if len(docs) < page {
			return nil
		}
	}
}

func (v *verifier) document(d *stored) error {
	v.proof.Documents++
	all, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (t [2]string, err error) {
		err = scan(&t[0], &t[1])
		return t, err
	}, "SELECT text_sha256, text FROM old_texts WHERE document = ? ORDER BY text_sha256", d.id)
	if err != nil {
		return err
	}
	texts := map[string]string{}
	for _, t := range append(all, [2]string{d.sha, d.text}) {
		texts[t[0]] = t[1]
		if digest([]byte(t[1])) != t[0] {
			v.fault("document %s: its text does not have the digest %s", d.docID, t[0])
		}
	}
	newest, err := v.findings(d, texts)
	if err != nil {
		return err
	}
	if newest == nil {
		v.fault("document %s: run %d has no finding for the text shown", d.docID, d.run)
		return nil
	}
	if err := v.events(d, newest); err != nil {
		return err
	}
	return v.claims(d, newest)
}

// findings proves all records of a document and gives the newest.
func (v *verifier) findings(d *stored, texts map[string]string) (newest *record.Record, err error) {
	type finding struct {
		run               int64
		article, key, sha string
		blob              []byte
	}
	all, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (f finding, err error) {
		err = scan(&f.run, &f.article, &f.key, &f.sha, &f.blob)
		return f, err
	}, "SELECT run, article, key, text_sha256, record FROM findings WHERE document = ? ORDER BY run, article", d.id)
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		v.proof.Findings++
		text, ok := texts[f.sha]
		if !ok {
			v.fault("document %s: run %d: the text with the digest %s is lost", d.docID, f.run, f.sha)
			continue
		}
		r, err := v.s.packer.unpack(f.blob, f.key, text)
		if err != nil {
			v.fault("document %s: run %d: %v", d.docID, f.run, err)
			continue
		}
		if r.Document.ID != d.docID {
			v.fault("document %s: run %d: the record is of document %s", d.docID, f.run, r.Document.ID)
		}
		v.proof.Quotes += quotes(r)
		for _, err := range joined(r.Check()) {
			v.fault("document %s: run %d: %v", d.docID, f.run, err)
		}
		if f.run == d.run && f.article == d.article {
			newest = r
		}
	}
	return newest, nil
}

// joined takes errors.Join apart.
func joined(err error) []error {
	var many interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many.Unwrap()
	}
	return []error{err}
}

// quotes counts the stretches of text that a record holds.
func quotes(r *record.Record) int {
	n := len(r.Mentions) + len(r.Times) + len(r.Events)
	for i := range r.Claims {
		if r.Claims[i].Cue != nil {
			n++
		}
	}
	return n
}

// events compares the rows that queries see with the newest record.
func (v *verifier) events(d *stored, r *record.Record) error {
	type row struct {
		local, kind, trigger, evidence string
		start, end                     int
	}
	rows, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (e row, err error) {
		err = scan(&e.local, &e.kind, &e.trigger, &e.evidence, &e.start, &e.end)
		return e, err
	}, "SELECT local, type, trigger_text, evidence, trigger_start, trigger_end FROM events WHERE document = ? AND current = 1 ORDER BY id", d.id)
	if err != nil {
		return err
	}
	if len(rows) != len(r.Events) || d.events != len(r.Events) {
		v.fault("document %s: %d events are shown and %d counted, its record has %d", d.docID, len(rows), d.events, len(r.Events))
	}
	want := byID(r.Events, func(e *record.Event) string { return e.ID })
	x := indexer{r: r}
	for _, e := range rows {
		v.proof.Quotes += 2
		w := want[e.local]
		switch {
		case w == nil:
			v.fault("document %s: event %s is not in its record", d.docID, e.local)
		case w.Type != e.kind || w.Trigger.Start != e.start || w.Trigger.End != e.end || w.Trigger.Text != e.trigger:
			v.fault("document %s: event %s is %s %q at [%d,%d), its record says %s %q at [%d,%d)", d.docID, e.local,
				e.kind, e.trigger, e.start, e.end, w.Type, w.Trigger.Text, w.Trigger.Start, w.Trigger.End)
		case x.pieces(w.Evidence) != e.evidence:
			v.fault("document %s: event %s: its evidence is not that of its record", d.docID, e.local)
		}
	}
	return nil
}

// claims compares the rows that queries see with the newest record.
func (v *verifier) claims(d *stored, r *record.Record) error {
	type row struct{ local, act, content string }
	rows, err := list(v.ctx, v.s, "verify", func(scan func(...any) error) (c row, err error) {
		err = scan(&c.local, &c.act, &c.content)
		return c, err
	}, "SELECT local, act, content FROM claims WHERE document = ? AND current = 1 ORDER BY id", d.id)
	if err != nil {
		return err
	}
	if len(rows) != len(r.Claims) || d.claims != len(r.Claims) {
		v.fault("document %s: %d claims are shown and %d counted, its record has %d", d.docID, len(rows), d.claims, len(r.Claims))
	}
	want := byID(r.Claims, func(c *record.Claim) string { return c.ID })
	x := indexer{r: r}
	for _, c := range rows {
		v.proof.Quotes++
		w := want[c.local]
		switch {
		case w == nil:
			v.fault("document %s: claim %s is not in its record", d.docID, c.local)
		case w.Act != c.act || x.pieces(w.Content) != c.content:
			v.fault("document %s: claim %s is %s %q, which is not what its record says", d.docID, c.local, c.act, c.content)
		}
	}
	return nil
}
