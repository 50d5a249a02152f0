package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"herodotus/internal/query"
	"herodotus/internal/store"
)

type timelineCmd struct {
	question
	Step   string `enum:",day,week,month,year" default:"" help:"Length of a step; what is readable when not told (day, week, month, year)."`
	From   string `help:"Begin here: 2023-09, 2023, 90d; what is older is summed up in one row. A year before the first report when not told." placeholder:"DATE"`
	Events int    `help:"List so many events below, in the order of time; 0: none." default:"20" placeholder:"N"`
}

// Help shows examples below the flags.
func (timelineCmd) Help() string {
	return `The first argument is an ENTITY ("Kim Jong-un", RUS, RUS.GOV, Q7747), a DYAD (RUS-UKR either way, RUS>UKR one way) or a
STORY (12 or story:12); what follows narrows it down in the language of docs/query.md.

Examples:
  herodotus timeline RUS-UKR 'after:2023-09 quad:conflict' --step week
  herodotus timeline "Kim Jong-un" --format csv
  herodotus timeline story:12`
}

// chronicle is a timeline as JSON.
type chronicle struct {
	Of      string         `json:"of"`
	Buckets []query.Bucket `json:"buckets"`
	Events  []query.Event  `json:"events"`
}

// Run counts by time and lists the events.
func (c *timelineCmd) Run(ctx context.Context, s *streams) error {
	if len(c.Query) == 0 {
		return usage{hinted{errors.New("a timeline of what?"), `name an entity, a dyad or a story: herodotus timeline RUS-UKR`}}
	}
	c.Query[0] = subject(c.Query[0])
	q, err := c.parse()
	if err != nil {
		return err
	}
	st, err := c.open(ctx, store.Options{MustExist: true, ReadOnly: true})
	if err != nil {
		return err
	}
	defer st.Close()
	t := chronicle{Of: q.String(), Events: []query.Event{}}
	if t.Buckets, err = q.TimelineFrom(ctx, st, c.Step, c.From); err != nil {
		return queryFault(err)
	}
	if len(t.Buckets) > 1 && t.Buckets[0].From == "" { // list what the timeline is about
		if q, err = query.Parse("(" + t.Of + ") after:" + t.Buckets[1].From); err != nil {
			return queryFault(err)
		}
	}
	if q.Sort == "" {
		q.Sort = "date"
	}
	if c.Events > 0 {
		if t.Events, _, err = q.Events(ctx, st, query.Page{Limit: c.Events}); err != nil {
			return queryFault(err)
		}
	}
	if len(t.Buckets) == 0 {
		if err := s.strangers(ctx, st, q); err != nil {
			return queryFault(err)
		}
	}
	w, done, err := c.output(s)
	if err != nil {
		return err
	}
	return errors.Join(c.write(s, w, &t), done())
}

// subject turns what a person names into a condition.
func subject(s string) string {
	s = strings.TrimSpace(s)
	if _, err := strconv.ParseUint(s, 10, 63); err == nil {
		return "story:" + s
	}
	q, err := query.Parse(s)
	if err == nil && q.Keyed() {
		return s // RUS>UKR, story:12, party:"…"
	}
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	if !strings.ContainsAny(s, ` "()`) {
		quoted = s // a code stays one: RUS, RUS.GOV, Q7747
	}
	return "party:" + quoted
}

func (c *timelineCmd) write(s *streams, w io.Writer, t *chronicle) error {
	switch c.Format {
	case "table":
		return t.show(s, w)
	case "csv", "parquet":
		put, end := writerOf(w, c.Format, c.Raw, "buckets", (*query.Bucket).Row, nil)
		if err := put(t.Buckets); err != nil {
			return err
		}
		return end(len(t.Buckets), "")
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if c.Format == "jsonl" {
		for _, b := range t.Buckets {
			if err := enc.Encode(b); err != nil {
				return err
			}
		}
		return nil
	}
	enc.SetIndent("", "  ")
	return enc.Encode(t)
}

// show draws a bar to each side: cooperation left, conflict right.
func (t *chronicle) show(s *streams, w io.Writer) error {
	p := s.style()
	if len(t.Buckets) == 0 {
		_, err := fmt.Fprintln(w, "no events found")
		return err
	}
	most := 1
	for _, b := range t.Buckets {
		most = max(most, count(b.Cooperation), count(b.Conflict))
	}
	room := max((s.width-34)/2, 8)
	fmt.Fprintf(w, "%-10s %*s %7s│%-7s\n", "", room, "", "cooper.", "conflict")
	for _, b := range t.Buckets {
		coop, conf := count(b.Cooperation), count(b.Conflict)
		from := b.From
		if from == "" {
			from = "before"
		}
		fmt.Fprintf(w, "%-10s %s%*s%s %7s│%-7s %s%s%s\n", from, p.coop, room, strings.Repeat("█", bar(coop, most, room)), p.off,
			thousands(int64(coop)), thousands(int64(conf)), p.conflict, strings.Repeat("█", bar(conf, most, room)), p.off)
	}
	if len(t.Events) > 0 {
		fmt.Fprintln(w)
	}
	d := display{w: w, width: s.width, style: p}
	for i := range t.Events {
		if err := d.event(&t.Events[i]); err != nil {
			return err
		}
	}
	return nil
}

func count(s query.Standing) int { return s.Facts + s.Claims + s.Denied }

// bar gives a bar's length; what is not nothing can be seen.
func bar(n, most, room int) int {
	if n == 0 {
		return 0
	}
	return max(n*room/most, 1)
}
