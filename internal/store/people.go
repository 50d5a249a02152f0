package store

import (
	"context"
	"time"
)

// Correction is one person's judgement on one slot of a finding. Corrections
// are never changed; the newest counts.
type Correction struct {
	ID       int64     `json:"id"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Document string    `json:"document"` // document.id
	Event    string    `json:"event"`    // local id of an event or claim
	Slot     string    `json:"slot"`     // "": the whole
	Verdict  string    `json:"verdict"`  // right or wrong
	Value    string    `json:"value"`    // what it should be
	Note     string    `json:"note"`
}

// AddCorrection keeps a correction and gives its id; a zero At is now.
func (s *Store) AddCorrection(ctx context.Context, c Correction) (int64, error) {
	return s.insert(ctx, "add a correction", `INSERT INTO corrections (id, at, by_whom, document, event, slot, verdict, value, note)
		VALUES (`+next("corrections")+`, ?, ?, ?, ?, ?, ?, ?, ?)`, stamp(c.At), clean(c.By), clean(c.Document), clean(c.Event), clean(c.Slot),
		clean(c.Verdict), clean(c.Value), clean(c.Note))
}

// Corrections gives those of one document, oldest first.
func (s *Store) Corrections(ctx context.Context, docID string) ([]Correction, error) {
	return s.corrections(ctx, "WHERE document = ? ORDER BY id", docID)
}

// AllCorrections gives those with ids above after, oldest first.
func (s *Store) AllCorrections(ctx context.Context, after int64, limit int) ([]Correction, error) {
	return s.corrections(ctx, "WHERE id > ? ORDER BY id LIMIT ?", after, limit)
}

func (s *Store) corrections(ctx context.Context, where string, args ...any) ([]Correction, error) {
	return list(ctx, s, "list corrections", func(scan func(...any) error) (c Correction, err error) {
		err = scan(&c.ID, moment{&c.At}, &c.By, &c.Document, &c.Event, &c.Slot, &c.Verdict, &c.Value, &c.Note)
		return c, err
	}, "SELECT id, at, by_whom, document, event, slot, verdict, value, note FROM corrections "+where, args...)
}

// Watch is a saved search.
type Watch struct {
	ID      int64     `json:"id"`
	Owner   string    `json:"owner"`
	Name    string    `json:"name"`
	Query   string    `json:"query"`
	Webhook string    `json:"webhook"` // "": only a feed
	Secret  string    `json:"-"`
	Created time.Time `json:"created"`
	Seen    int64     `json:"seen"`   // the highest id already told
	Failed  string    `json:"failed"` // why the last call of the webhook failed
}

// AddWatch keeps a saved search and gives its id; a zero Created is now.
func (s *Store) AddWatch(ctx context.Context, w Watch) (int64, error) {
	return s.insert(ctx, "add a watch", `INSERT INTO watches (id, owner, name, query, webhook, secret, created, seen, failed)
		VALUES (`+next("watches")+`, ?, ?, ?, ?, ?, ?, ?, ?)`, clean(w.Owner), clean(w.Name), clean(w.Query), clean(w.Webhook), w.Secret,
		stamp(w.Created), w.Seen, clean(w.Failed))
}

// Watches gives all saved searches, oldest first.
func (s *Store) Watches(ctx context.Context) ([]Watch, error) {
	return s.watches(ctx, "ORDER BY id")
}

// Watch gives one saved search, or ErrNotFound.
func (s *Store) Watch(ctx context.Context, id int64) (Watch, error) {
	return single(s.watches(ctx, "WHERE id = ?", id))
}

func (s *Store) watches(ctx context.Context, where string, args ...any) ([]Watch, error) {
	return list(ctx, s, "list watches", func(scan func(...any) error) (w Watch, err error) {
		err = scan(&w.ID, &w.Owner, &w.Name, &w.Query, &w.Webhook, &w.Secret, moment{&w.Created}, &w.Seen, &w.Failed)
		return w, err
	}, "SELECT id, owner, name, query, webhook, secret, created, seen, failed FROM watches "+where, args...)
}

// SetWatch changes a saved search, or gives ErrNotFound.
func (s *Store) SetWatch(ctx context.Context, w Watch) error {
	return touched(s.change(ctx, "change a watch", `UPDATE watches SET owner = ?, name = ?, query = ?, webhook = ?, secret = ?,
		seen = ?, failed = ? WHERE id = ?`, clean(w.Owner), clean(w.Name), clean(w.Query), clean(w.Webhook), w.Secret, w.Seen, clean(w.Failed), w.ID))
}

// LeaseWatch gives a watch to one server until a moment, so that of several on
// one database one delivers. held is what that server was given before, "" at
// first; the answer is "" while another has it.
func (s *Store) LeaseWatch(ctx context.Context, id int64, held string, until time.Time) (string, error) {
	lease := until.UTC().Format(time.RFC3339)
	n, err := s.change(ctx, "lease a watch", "UPDATE watches SET lease = ? WHERE id = ? AND (lease < ? OR lease = ?)",
		lease, id, time.Now().UTC().Format(time.RFC3339), held)
	if err != nil || n == 0 {
		return "", err
	}
	return lease, nil
}

// ReleaseWatch gives a lease back.
func (s *Store) ReleaseWatch(ctx context.Context, id int64, held string) error {
	_, err := s.change(ctx, "release a watch", "UPDATE watches SET lease = '' WHERE id = ? AND lease = ?", id, held)
	return err
}

// DeleteWatch forgets a saved search, or gives ErrNotFound.
func (s *Store) DeleteWatch(ctx context.Context, id int64) error {
	return touched(s.change(ctx, "delete a watch", "DELETE FROM watches WHERE id = ?", id))
}

// next is the next free id of a table with one writer.
func next(table string) string { return "(SELECT coalesce(max(id), 0) + 1 FROM " + table + ")" }

// stamp writes a moment; the zero time is now.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// moment reads what stamp wrote.
type moment struct{ t *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(v any) (err error) {
	s, ok := v.(string)
	if !ok || s == "" {
		*m.t = time.Time{}
		return nil
	}
	*m.t, err = time.Parse(time.RFC3339Nano, s)
	return err
}

// list reads all rows of a query; no rows give an empty list.
func list[T any](ctx context.Context, s *Store, op string, read func(scan func(...any) error) (T, error), query string, args ...any) ([]T, error) {
	rows, err := s.read.QueryContext(ctx, s.sql(query), args...)
	if err != nil {
		return nil, s.fault(op, err)
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		x, err := read(rows.Scan)
		if err != nil {
			return nil, s.fault(op, err)
		}
		out = append(out, x)
	}
	return out, s.fault(op, rows.Err())
}

// single gives the only one of a list, or ErrNotFound.
func single[T any](all []T, err error) (T, error) {
	var none T
	switch {
	case err != nil:
		return none, err
	case len(all) == 0:
		return none, ErrNotFound
	}
	return all[0], nil
}

// touched gives ErrNotFound when no row was changed.
func touched(n int64, err error) error {
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}
