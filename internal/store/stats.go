package store

import (
	"context"
	"os"
)

// Stats are the figures of a store.
type Stats struct {
	Store          string           `json:"store"`
	Documents      int64            `json:"documents"`
	Events         int64            `json:"events"` // of each document's newest run, as claims
	Claims         int64            `json:"claims"`
	Stories        int64            `json:"stories"`
	Happenings     int64            `json:"happenings"`
	Corroborated   int64            `json:"corroborated"` // happenings with two independent sources or more
	Contradictions int64            `json:"contradictions"`
	Copies         int64            `json:"copies"` // documents that have the text of another
	Actors         int64            `json:"actors"`
	Findings       int64            `json:"findings"` // records of all runs and versions
	Runs           []RunStats       `json:"runs"`
	Skipped        map[string]int64 `json:"skipped"` // by reason
	FirstDay       *string          `json:"first_day"`
	LastDay        *string          `json:"last_day"`
	Bytes          int64            `json:"bytes"`
	BytesPerDoc    int64            `json:"bytes_per_document"`
	TextBytes      int64            `json:"text_bytes"`
}

// RunStats are the figures of one run.
type RunStats struct {
	Run       int64  `json:"run"`
	Version   string `json:"version"`
	Ontology  string `json:"ontology"`
	AddedAt   string `json:"added_at"`
	Documents int64  `json:"documents"` // that it coded
	Newest    int64  `json:"newest"`    // for which it is the newest
}

// Stats counts what is stored.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{Store: s.name, Skipped: map[string]int64{}, Runs: []RunStats{}}
	for _, q := range []struct {
		into  any
		query string
	}{
		{&st.Documents, "SELECT count(*) FROM documents"},
		{&st.Events, "SELECT coalesce(sum(events), 0) FROM documents"},
		{&st.Claims, "SELECT coalesce(sum(claims), 0) FROM documents"},
		{&st.TextBytes, "SELECT coalesce(sum(octet_length(text)), 0) FROM documents"},
		{&st.Copies, "SELECT count(*) FROM documents WHERE copy_of IS NOT NULL"},
		{&st.Stories, "SELECT count(*) FROM stories"},
		{&st.Happenings, "SELECT count(*) FROM happenings"},
		{&st.Corroborated, "SELECT count(*) FROM happenings WHERE independent > 1"},
		{&st.Contradictions, "SELECT count(*) FROM contradictions"},
		{&st.Actors, "SELECT count(*) FROM actors"},
		{&st.Findings, "SELECT count(*) FROM findings"},
		{&st.FirstDay, "SELECT min(substr(published, 1, 10)) FROM documents WHERE day = (SELECT min(day) FROM documents)"},
		{&st.LastDay, "SELECT max(substr(published, 1, 10)) FROM documents WHERE day = (SELECT max(day) FROM documents)"},
	} {
		if err := s.read.QueryRowContext(ctx, q.query).Scan(q.into); err != nil {
			return st, s.fault("count", err)
		}
	}
	if err := s.runStats(ctx, &st); err != nil {
		return st, s.fault("count", err)
	}
	if err := s.skipStats(ctx, &st); err != nil {
		return st, s.fault("count", err)
	}
	var err error
	if st.Bytes, err = s.bytes(ctx); err != nil {
		return st, s.fault("measure", err)
	}
	if st.Documents > 0 {
		st.BytesPerDoc = st.Bytes / st.Documents
	}
	return st, nil
}

func (s *Store) runStats(ctx context.Context, st *Stats) error {
	rows, err := s.read.QueryContext(ctx, `SELECT r.id, r.version, r.ontology, r.added_at,
		(SELECT count(DISTINCT document) FROM findings f WHERE f.run = r.id),
		(SELECT count(*) FROM documents d WHERE d.run = r.id) FROM runs r ORDER BY r.id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r RunStats
		if err := rows.Scan(&r.Run, &r.Version, &r.Ontology, &r.AddedAt, &r.Documents, &r.Newest); err != nil {
			return err
		}
		st.Runs = append(st.Runs, r)
	}
	return rows.Err()
}

func (s *Store) skipStats(ctx context.Context, st *Stats) error {
	rows, err := s.read.QueryContext(ctx, "SELECT reason, count(*) FROM skipped GROUP BY reason")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var reason string
		var n int64
		if err := rows.Scan(&reason, &n); err != nil {
			return err
		}
		st.Skipped[reason] = n
	}
	return rows.Err()
}

// bytes gives the size on disk, with the log.
func (s *Store) bytes(ctx context.Context) (n int64, err error) {
	if s.dialect == Postgres {
		err = s.read.QueryRowContext(ctx, `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'`).Scan(&n)
		return n, err
	}
	for _, name := range []string{s.name, s.name + "-wal"} {
		if st, err := os.Stat(name); err == nil {
			n += st.Size()
		}
	}
	return n, nil
}
