package store

import "context"

// Skip tells which input gave no document, and why.
type Skip struct {
	Input  string `json:"input"`
	Reason string `json:"reason"` // a short key: "no article", "other language", "too large", …
	Detail string `json:"detail"`
}

// Skip keeps the reason; the same input and reason are kept once.
func (s *Store) Skip(ctx context.Context, k Skip) error {
	_, err := s.change(ctx, "note what was skipped", `INSERT INTO skipped (input, reason, detail, at) VALUES (?, ?, ?, ?)
		ON CONFLICT (input, reason) DO UPDATE SET detail = excluded.detail, at = excluded.at`,
		clean(k.Input), clean(k.Reason), clean(k.Detail), now())
	return err
}

// Skipped gives all that was skipped, newest first.
func (s *Store) Skipped(ctx context.Context, limit int) ([]Skip, error) {
	rows, err := s.read.QueryContext(ctx, s.sql("SELECT input, reason, detail FROM skipped ORDER BY at DESC, input LIMIT ?"), limit)
	if err != nil {
		return nil, s.fault("list what was skipped", err)
	}
	defer rows.Close()
	var out []Skip
	for rows.Next() {
		var k Skip
		if err := rows.Scan(&k.Input, &k.Reason, &k.Detail); err != nil {
			return nil, s.fault("list what was skipped", err)
		}
		out = append(out, k)
	}
	return out, s.fault("list what was skipped", rows.Err())
}
