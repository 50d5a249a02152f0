package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"herodotus/record"
)

// supersede makes the new finding the one that is shown. The text that it
// replaces is kept for the findings that were made of it; what the linker drew
// from them gives way to what it draws from the new one.
func (t *tx) supersede(ctx context.Context, d *docState, run int64, it *Item, p prepared, link Linker) error {
	if err := t.flush(ctx); err != nil { // the older rows may be of this transaction
		return err
	}
	links := "story = coalesce(?, story), copy_of = coalesce(?, copy_of), similarity = coalesce(?, similarity)"
	if link != nil {
		if err := t.relink(ctx, d, it, link); err != nil {
			return fmt.Errorf("link: %w", err)
		}
		links = "story = ?, copy_of = ?, similarity = ?"
	}
	if err := t.replaceText(ctx, d, it, p); err != nil {
		return err
	}
	for _, q := range []string{"UPDATE events SET current = 0, happening = NULL WHERE document = ? AND (current = 1 OR happening IS NOT NULL)",
		"UPDATE claims SET current = 0 WHERE document = ? AND current = 1"} {
		if err := t.exec(ctx, q, d.id); err != nil {
			return err
		}
	}
	args := append(t.describe(run, it, p), it.Record.Document.Text, d.id)
	return t.exec(ctx, `UPDATE documents SET run = ?, day = ?, `+links+`, agency = coalesce(?, agency), url = ?, title = ?, publisher = ?, language = ?,
		published = ?, input = ?, raw_sha256 = ?, text_sha256 = ?, article = ?, added_at = ?, events = ?, claims = ?, text = ?
		WHERE id = ?`, args...)
}

// replaceText keeps the text that another replaces and makes the new words findable.
func (t *tx) replaceText(ctx context.Context, d *docState, it *Item, p prepared) error {
	if d.article == p.article {
		return nil
	}
	if d.textSHA != p.textSHA256 {
		err := t.exec(ctx, `INSERT INTO old_texts (document, text_sha256, text) SELECT id, text_sha256, text FROM documents
			WHERE id = ? ON CONFLICT DO NOTHING`, d.id)
		if err != nil {
			return err
		}
	}
	for _, table := range []string{"document_words", "title_words"} {
		if err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+t.s.dialect.wordsKey()+" = ?", d.id); err != nil {
			return err
		}
	}
	t.words.add(d.id, p.words)
	if it.Record.Document.Title != nil {
		t.titles.add(d.id, p.titleWords)
	}
	return nil
}

// relink has the linker replace what the document's former version left.
func (t *tx) relink(ctx context.Context, d *docState, it *Item, link Linker) error {
	was := &Former{Story: d.story}
	if err := t.formerEvents(ctx, d.id, was); err != nil {
		return err
	}
	if err := link(&Memory{ctx, t}, d.id, was, it); err != nil {
		return err
	}
	d.story = it.Links.Story.ID
	return t.dropContradictions(ctx, d.id, it)
}

// formerEvents lists the happenings that the document told, and by which words.
func (t *tx) formerEvents(ctx context.Context, document int64, was *Former) error {
	p, err := t.stmt(ctx, `SELECT e.type, e.trigger_text, e.evidence, e.happening, CASE WHEN e.similarity < 1 THEN e.similarity ELSE
		coalesce((SELECT max(o.similarity) FROM events o WHERE o.happening = e.happening AND o.document <> e.document AND o.current = 1), 0) END
		FROM events e WHERE e.document = ? AND e.happening IS NOT NULL ORDER BY e.id`)
	if err != nil {
		return err
	}
	rows, err := p.QueryContext(ctx, document)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e FormerEvent
		if err := rows.Scan(&e.Type, &e.Trigger, &e.Evidence, &e.Happening, &e.Similarity); err != nil {
			return err
		}
		was.Events = append(was.Events, e)
		was.Happenings = append(was.Happenings, e.Happening)
	}
	slices.Sort(was.Happenings)
	was.Happenings = slices.Compact(was.Happenings)
	return rows.Err()
}

// slotKinds are contradictions between what happenings had gathered, which the
// linker cannot find a second time.
const slotKinds = "('actor', 'recipient', 'place', 'date')"

// dropContradictions forgets those with a side in the document: the linker
// found anew what still stands. One of a slot stays where the words of its side
// are still those of an event.
func (t *tx) dropContradictions(ctx context.Context, id int64, it *Item) error {
	locals := map[record.Quote]string{}
	for i := range it.Record.Events {
		locals[it.Record.Events[i].Trigger] = it.Record.Events[i].ID
	}
	for _, side := range []string{"a", "b"} {
		if err := t.exec(ctx, "DELETE FROM contradictions WHERE "+side+"_document = ? AND kind NOT IN "+slotKinds, id); err != nil {
			return err
		}
		rows, err := t.sides(ctx, side, id)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if local, ok := locals[r.words]; ok {
				err = t.exec(ctx, "UPDATE contradictions SET "+side+"_local = ? WHERE id = ?", local, r.id)
			} else {
				err = t.exec(ctx, "DELETE FROM contradictions WHERE id = ?", r.id)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// disputed is one side of a contradiction.
type disputed struct {
	id    int64
	words record.Quote
}

// sides gives a document's sides of contradictions.
func (t *tx) sides(ctx context.Context, side string, document int64) (out []disputed, err error) {
	p, err := t.stmt(ctx, strings.ReplaceAll("SELECT id, X_start, X_end, X_text FROM contradictions WHERE X_document = ? ORDER BY id", "X_", side+"_"))
	if err != nil {
		return nil, err
	}
	rows, err := p.QueryContext(ctx, document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d disputed
		if err := rows.Scan(&d.id, &d.words.Start, &d.words.End, &d.words.Text); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// saveLeft writes the state of a happening that the document no longer tells,
// or drops it when nobody does.
func (t *tx) saveLeft(ctx context.Context, h *Happening, story int64) error {
	if h.Documents > 0 {
		if err := t.saveHappening(ctx, h, story); err != nil {
			return err
		}
		return t.exec(ctx, "UPDATE events SET independent = ? WHERE happening = ? AND independent <> ?", h.Independent, h.ID, h.Independent)
	}
	return t.exec(ctx, `DELETE FROM happenings WHERE id = ? AND NOT EXISTS (SELECT 1 FROM events WHERE happening = happenings.id)
		AND NOT EXISTS (SELECT 1 FROM contradictions WHERE happening = happenings.id)`, h.ID)
}
