package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
)

// Memory is where a linker keeps what it must know of earlier documents. It
// lives within one transaction of PutLinked and has the methods that package
// link asks for.
type Memory struct {
	ctx context.Context
	t   *tx
}

// Lookup gives the ids posted under most of the keys: of each key the perKey
// latest postings from one day to another, at most max ids, those that share
// most keys first, then the higher ones.
func (m *Memory) Lookup(kind int, keys []uint64, fromDay, toDay int32, perKey, max int) ([]uint64, error) {
	if err := m.t.keys.flush(m.ctx, m.t); err != nil {
		return nil, err
	}
	shared := map[int64]int{}
	for _, key := range keys {
		p, err := m.t.stmt(m.ctx, `SELECT id FROM link_keys WHERE kind = ? AND key = ? AND day >= ? AND day <= ?
			ORDER BY day DESC, id DESC LIMIT ?`)
		if err != nil {
			return nil, err
		}
		if err := collect(m.ctx, p, shared, kind, int64(key), fromDay, toDay, perKey); err != nil {
			return nil, err
		}
	}
	ids := make([]int64, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(b, a))
	})
	out := make([]uint64, 0, min(max, len(ids)))
	for _, id := range ids[:min(max, len(ids))] {
		out = append(out, uint64(id))
	}
	return out, nil
}

// collect counts each id that a query gives.
func collect(ctx context.Context, p *sql.Stmt, into map[int64]int, args ...any) error {
	rows, err := p.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		into[id]++
	}
	return rows.Err()
}

// Load gives the blobs in the order of the ids; nil for one that is not there.
func (m *Memory) Load(kind int, ids []uint64) ([][]byte, error) {
	blobs := make([][]byte, len(ids))
	for i, id := range ids {
		err := m.t.row(m.ctx, "SELECT blob FROM link_blobs WHERE kind = ? AND id = ?", kind, int64(id)).Scan(&blobs[i])
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
	}
	return blobs, nil
}

// Save replaces the blob of an id and posts it under the keys on that day;
// what was posted before stays.
func (m *Memory) Save(kind int, id uint64, day int32, keys []uint64, blob []byte) error {
	for _, key := range keys {
		m.t.keys.add(kind, int64(key), day, int64(id))
	}
	if blob == nil {
		blob = []byte{}
	}
	return m.t.exec(m.ctx, `INSERT INTO link_blobs (kind, id, blob) VALUES (?, ?, ?)
		ON CONFLICT (kind, id) DO UPDATE SET blob = excluded.blob`, kind, int64(id), blob)
}

// NextID gives 1, 2, 3 … for each kind.
func (m *Memory) NextID(kind int) (uint64, error) {
	var last int64
	err := m.t.row(m.ctx, `INSERT INTO link_ids (kind, last) VALUES (?, 1)
		ON CONFLICT (kind) DO UPDATE SET last = link_ids.last + 1 RETURNING last`, kind).Scan(&last)
	return uint64(last), err
}
