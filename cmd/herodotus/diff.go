package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"herodotus/internal/store"
)

type diffCmd struct {
	Before int64 `arg:"" name:"run" help:"The run to compare; herodotus stats lists the runs."`
	After  int64 `arg:"" name:"other" help:"The run to compare it with."`
	database
	Document string `help:"Only this document." placeholder:"ID"`
	Details  bool   `help:"Show each finding that differs below its document."`
	Format   string `enum:"auto,text,json" default:"auto" help:"text: a table; json: one document that differs a line, then the totals; auto: text on a terminal, else JSON (${enum})."`
}

// Help shows examples below the flags.
func (diffCmd) Help() string {
	return `Compares what two versions of herodotus, or of its dictionaries, found in the documents that both have coded.

Examples:
  herodotus diff 1 2
  herodotus diff 1 2 --details | less
  herodotus diff 1 2 --format json | jq 'select(.events.removed)'`
}

// totals are sums over all documents of two runs.
type totals struct {
	Documents int      `json:"documents"` // that both runs coded
	Same      int      `json:"same"`
	OnlyIn    [2]int   `json:"only_in"`
	Events    sums     `json:"events"`
	Claims    sums     `json:"claims"`
	Runs      [2]int64 `json:"runs"`
}

type sums struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
}

func (t *sums) add(c store.Changes) {
	t.Added += len(c.Added)
	t.Removed += len(c.Removed)
	t.Changed += len(c.Changed)
}

// Run compares two runs.
func (c *diffCmd) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	plain := c.Format == "text" || c.Format == "auto" && s.tty
	t := totals{Runs: [2]int64{c.Before, c.After}}
	out := json.NewEncoder(s.out)
	out.SetEscapeHTML(false)
	if plain {
		fmt.Fprintf(s.out, "%-24s %21s %21s  %s\n%-24s %21s %21s\n", "document", "events", "claims", "title", "", "added removed changed", "added removed changed")
	}
	err = st.Diff(ctx, c.Before, c.After, func(d store.Difference) error {
		if c.Document != "" && d.Document != c.Document {
			return nil
		}
		t.count(d)
		switch {
		case d.Same() || d.OnlyIn != 0:
			return nil
		case plain:
			return c.write(s.out, d)
		}
		return out.Encode(d)
	})
	if errors.Is(err, store.ErrNotFound) {
		return hinted{err, "herodotus stats --db " + st.Name() + " lists the runs"}
	}
	if err != nil {
		return advised(err)
	}
	if !plain {
		return out.Encode(struct {
			Totals totals `json:"totals"`
		}{t})
	}
	_, err = fmt.Fprintf(s.out, "%-24s %21s %21s\n%d documents in both runs, %d the same; %d only in run %d, %d only in run %d\n", "total",
		t.Events, t.Claims, t.Documents, t.Same, t.OnlyIn[0], c.Before, t.OnlyIn[1], c.After)
	return err
}

func (t sums) String() string { return fmt.Sprintf("%5d %7d %7d", t.Added, t.Removed, t.Changed) }

func (t *totals) count(d store.Difference) {
	switch d.OnlyIn {
	case 0:
		t.Documents++
	case t.Runs[0]:
		t.OnlyIn[0]++
	default:
		t.OnlyIn[1]++
	}
	if d.Same() {
		t.Same++
	}
	t.Events.add(d.Events)
	t.Claims.add(d.Claims)
}

// write prints one document that differs.
func (c *diffCmd) write(out io.Writer, d store.Difference) error {
	var events, claims sums
	events.add(d.Events)
	claims.add(d.Claims)
	title := d.Title
	if d.NewText {
		title += " (another text)"
	}
	if _, err := fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("%-24s %21s %21s  %s", d.Document, events, claims, title), " ")); err != nil || !c.Details {
		return err
	}
	for _, part := range []struct {
		what string
		store.Changes
	}{{"event", d.Events}, {"claim", d.Claims}} {
		for _, f := range part.Added {
			fmt.Fprintf(out, "  + %s %s %q %s\n", part.what, f.ID, f.Words, slots(f.Slots))
		}
		for _, f := range part.Removed {
			fmt.Fprintf(out, "  - %s %s %q %s\n", part.what, f.ID, f.Words, slots(f.Slots))
		}
		for _, f := range part.Changed {
			for _, k := range slices.Sorted(maps.Keys(f.Slots)) {
				fmt.Fprintf(out, "  ~ %s %s %q %s: %q → %q\n", part.what, f.ID, f.Words, k, f.Slots[k][0], f.Slots[k][1])
			}
		}
	}
	return nil
}

// slots writes type and participants of a finding.
func slots(m map[string]string) string {
	line := m["type"]
	for _, k := range []string{"actors", "recipients", "source", "content"} {
		if m[k] != "" {
			line += "; " + k + ": " + m[k]
		}
	}
	return line
}
