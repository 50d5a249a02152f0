package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"herodotus/internal/store"
)

type statsCmd struct {
	database
	Format  string `enum:"auto,text,json" default:"auto" help:"auto: text on a terminal, else JSON (${enum})."`
	Skipped bool   `help:"List each input that was left out, with the reason, newest first; as JSON Lines in a pipe."`
}

// Help shows examples below the flags.
func (statsCmd) Help() string {
	return `Examples:
  herodotus stats
  herodotus stats --db archive.db --format json
  herodotus stats --skipped | grep 'no article'`
}

// Run counts what is stored.
func (c *statsCmd) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	plain := c.Format == "text" || c.Format == "auto" && s.tty
	if c.Skipped {
		return c.skipped(ctx, s, st, plain)
	}
	stats, err := st.Stats(ctx)
	if err != nil {
		return advised(err)
	}
	if plain {
		return writeStats(s.out, stats)
	}
	e := json.NewEncoder(s.out)
	e.SetIndent("", "  ")
	return e.Encode(stats)
}

func (c *statsCmd) skipped(ctx context.Context, s *streams, st *store.Store, plain bool) error {
	list, err := st.Skipped(ctx)
	if err != nil {
		return advised(err)
	}
	e := json.NewEncoder(s.out)
	for _, k := range list {
		if plain {
			_, err = fmt.Fprintf(s.out, "%s: %s: %s\n", k.Input, k.Reason, k.Detail)
		} else {
			err = e.Encode(k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeStats(out io.Writer, st store.Stats) error {
	fmt.Fprintln(out, st.Store)
	rows := []figure{{int(st.Documents), "documents"}, {int(st.Copies), "of these copies of another's text"}, {int(st.Events), "events"},
		{int(st.Claims), "claims"}, {int(st.Actors), "actors"}, {int(st.Stories), "stories"}, {int(st.Happenings), "happenings"},
		{int(st.Corroborated), "of these told by two independent sources or more"}, {int(st.Contradictions), "contradictions"}}
	for _, reason := range sortedKeys(st.Skipped) {
		rows = append(rows, figure{int(st.Skipped[reason]), "left out: " + reason})
	}
	rows = append(rows, figure{int(st.Bytes), "bytes on disk"}, figure{int(st.BytesPerDoc), "bytes a document"})
	if err := figures(out, rows); err != nil {
		return err
	}
	if st.FirstDay != nil && st.LastDay != nil {
		fmt.Fprintf(out, "published from %s to %s\n", *st.FirstDay, *st.LastDay)
	}
	for _, r := range st.Runs {
		fmt.Fprintf(out, "run %d: version %s, %s, since %s: coded %s documents, the newest for %s\n", r.Run, r.Version, r.Ontology,
			r.AddedAt, thousands(r.Documents), thousands(r.Newest))
	}
	return nil
}
