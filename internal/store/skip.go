package store

import "context"

// Skip tells which input gave no document, and why.
type Skip struct {
	Input  string `json:"input"`
	Reason string `json:"reason"` // a short key: "no article", "other language", "too large", …
	Detail string `json:"detail"`
}

// Skip keeps the reason; the same input and reason are kept once.
func (s *Store) Skip(ctx context.Context, k Skip) error { return s.SkipAll(ctx, []Skip{k}) }

// SkipAll keeps the reasons of many inputs in one transaction.
func (s *Store) SkipAll(ctx context.Context, list []Skip) error {
	if len(list) == 0 {
		return nil
	}
	return s.update(ctx, "note what was skipped", func(t *tx) error {
		for _, k := range list {
			err := t.exec(ctx, `INSERT INTO skipped (input, reason, detail, at) VALUES (?, ?, ?, ?)
				ON CONFLICT (input, reason) DO UPDATE SET detail = excluded.detail, at = excluded.at`,
				clean(k.Input), clean(k.Reason), clean(k.Detail), now())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// unskip forgets why an input gave nothing, now that it gave a document.
func (t *tx) unskip(ctx context.Context, input string) error {
	if t.skips == nil {
		var n int64
		if err := t.row(ctx, "SELECT count(*) FROM (SELECT 1 FROM skipped LIMIT 1) AS one").Scan(&n); err != nil {
			return err
		}
		t.skips = &n
	}
	if *t.skips == 0 || input == "" {
		return nil
	}
	return t.exec(ctx, "DELETE FROM skipped WHERE input = ?", clean(input))
}

// Skipped gives all that was skipped, newest first.
func (s *Store) Skipped(ctx context.Context) ([]Skip, error) {
	return list(ctx, s, "list what was skipped", func(scan func(...any) error) (k Skip, err error) {
		err = scan(&k.Input, &k.Reason, &k.Detail)
		return k, err
	}, "SELECT input, reason, detail FROM skipped ORDER BY at DESC, input, reason")
}
