package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"herodotus/record"
)

// Run gives the run with this provenance, which is made when new.
func (s *Store) Run(ctx context.Context, p record.Provenance) (int64, error) {
	b, err := json.Marshal(p) // maps are written in the order of their keys
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(b)
	key := hex.EncodeToString(sum[:])
	var id int64
	err = s.read.QueryRowContext(ctx, s.sql("SELECT id FROM runs WHERE key = ?"), key).Scan(&id)
	if err == nil || !errors.Is(err, errNoRows) {
		return id, s.fault("find the run", err)
	}
	err = s.update(ctx, "add a run", func(t *tx) error {
		if err := t.row(ctx, "SELECT id FROM runs WHERE key = ?", key).Scan(&id); !errors.Is(err, errNoRows) {
			return err
		}
		if id, err = t.id(ctx, "runs"); err != nil {
			return err
		}
		return t.exec(ctx, "INSERT INTO runs (id, key, version, ontology, provenance, added_at) VALUES (?, ?, ?, ?, ?, ?)",
			id, key, p.Version, p.Ontology, string(b), now())
	})
	return id, err
}

// Has tells whether the run has coded this version of a document and it is the
// one that is shown; of any document when docID is "".
func (s *Store) Has(ctx context.Context, run int64, docID, version string) (bool, error) {
	query, args := `SELECT count(*) FROM findings f JOIN documents d ON d.id = f.document
		WHERE f.article = ? AND f.run = ? AND d.article = f.article AND d.run = f.run`, []any{version, run}
	if docID != "" {
		query += " AND d.doc_id = ?"
		args = append(args, docID)
	}
	var n int
	err := s.read.QueryRowContext(ctx, s.sql(query), args...).Scan(&n)
	return n > 0, s.fault("look up "+docID, err)
}

// Record gives the newest record of a document.
func (s *Store) Record(ctx context.Context, docID string) (*record.Record, error) {
	return s.one(ctx, docID, `SELECT f.record, f.key, d.text FROM documents d
		JOIN findings f ON f.article = d.article AND f.run = d.run AND f.document = d.id WHERE d.doc_id = ?`, docID)
}

// RunRecord gives the record that a run made of the newest version of a document that it saw.
func (s *Store) RunRecord(ctx context.Context, docID string, run int64) (*record.Record, error) {
	return s.one(ctx, docID, `SELECT f.record, f.key, coalesce(o.text, d.text) FROM documents d
		JOIN findings f ON f.document = d.id
		LEFT JOIN old_texts o ON o.document = d.id AND o.text_sha256 = f.text_sha256 AND f.text_sha256 <> d.text_sha256
		WHERE d.doc_id = ? AND f.run = ? ORDER BY f.article = d.article DESC, f.added_at DESC, f.key LIMIT 1`, docID, run)
}

func (s *Store) one(ctx context.Context, docID, query string, args ...any) (*record.Record, error) {
	var blob []byte
	var key, text string
	err := s.read.QueryRowContext(ctx, s.sql(query), args...).Scan(&blob, &key, &text)
	if err != nil {
		return nil, s.fault("read", notFound(err, "document %s", docID))
	}
	r, err := s.packer.unpack(blob, key, text)
	if err != nil {
		return nil, s.fault("read", fmt.Errorf("document %s: %w", docID, err))
	}
	return r, nil
}
