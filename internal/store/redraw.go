package store

import (
	"context"
	"database/sql"

	"herodotus/record"
)

// drawnVersion is the schema whose new columns are drawn from records.
const drawnVersion = 3

// redraw fills what version 3 added, in an archive of an earlier version: the
// words of titles, and the numbers and attitudes of what queries see.
func (s *Store) redraw(ctx context.Context, t *sql.Tx) error {
	const page = 200
	for last := int64(0); ; {
		docs, err := s.shown(ctx, t, last, page)
		if err != nil {
			return err
		}
		for i := range docs {
			if err := s.redrawOne(ctx, t, &docs[i]); err != nil {
				return err
			}
			last = docs[i].id
		}
		if len(docs) < page {
			return nil
		}
	}
}

// shownDocument is a document with the packed record that is shown.
type shownDocument struct {
	id    int64
	title sql.NullString
	blob  []byte
	key   string
}

// shown reads some documents behind the last one. All are read before anything
// is written: PostgreSQL's connection does one thing at a time.
func (s *Store) shown(ctx context.Context, t *sql.Tx, last int64, most int) (docs []shownDocument, err error) {
	rows, err := t.QueryContext(ctx, s.sql(`SELECT d.id, d.title, f.record, f.key FROM documents d
		JOIN findings f ON f.article = d.article AND f.run = d.run AND f.document = d.id
		WHERE d.id > ? ORDER BY d.id LIMIT ?`), last, most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d shownDocument
		if err := rows.Scan(&d.id, &d.title, &d.blob, &d.key); err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, rows.Err()
}

func (s *Store) redrawOne(ctx context.Context, t *sql.Tx, d *shownDocument) error {
	if d.title.Valid {
		_, err := t.ExecContext(ctx, s.sql("INSERT INTO title_words ("+s.dialect.wordsKey()+", words) VALUES (?, ?)"), d.id, s.searched(d.title.String))
		if err != nil {
			return err
		}
	}
	r, err := s.packer.unpack(d.blob, d.key, "")
	if err != nil {
		return nil // Verify tells of it; a damaged record must not lock people out of the others
	}
	return s.redrawRecord(ctx, t, d.id, r)
}

func (s *Store) redrawRecord(ctx context.Context, t *sql.Tx, id int64, r *record.Record) error {
	for i := range r.Events {
		if r.Events[i].Magnitude == nil {
			continue
		}
		_, err := t.ExecContext(ctx, s.sql(`UPDATE events SET dead_min = ?, dead_max = ?, injured_min = ?, injured_max = ?,
			crowd_min = ?, crowd_max = ?, size_min = ?, size_max = ? WHERE document = ? AND local = ? AND current = 1`),
			append(magnitude(&r.Events[i]), id, r.Events[i].ID)...)
		if err != nil {
			return err
		}
	}
	for i := range r.Claims {
		if !r.Claims[i].Attitude {
			continue
		}
		_, err := t.ExecContext(ctx, s.sql("UPDATE claims SET attitude = 1 WHERE document = ? AND local = ? AND current = 1"), id, r.Claims[i].ID)
		if err != nil {
			return err
		}
	}
	return nil
}
