package query

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"
	"time"

	"herodotus/internal/chart"
	"herodotus/internal/store"
)

// add counts n events whose scores make sum.
func (t *Tally) add(quad, author string, claimed bool, n int, sum float64) {
	s := &t.Conflict
	if strings.HasSuffix(quad, "cooperation") {
		s = &t.Cooperation
	}
	switch statusOf(&author, claimed) {
	case StatusFact:
		s.Facts += n
	case StatusDenied:
		s.Denied += n
	default:
		s.Claims += n
	}
	t.Score += sum // made a mean by mean
}

// events counts all.
func (t *Tally) events() int {
	n := 0
	for _, s := range []Standing{t.Cooperation, t.Conflict} {
		n += s.Facts + s.Claims + s.Denied
	}
	return n
}

func (t *Tally) mean() {
	if n := t.events(); n > 0 {
		t.Score /= float64(n)
	}
}

// tally groups the matching events by an expression and by what they are, and
// calls add for each group.
func (q *Query) tally(ctx context.Context, st *store.Store, groups []string, more string, add func(r *sql.Rows, base []any) (*Tally, error)) error {
	e := *q
	e.Kind = KindEvents
	s, err := e.selection(ctx, st, 0)
	if err != nil {
		return err
	}
	s.where = append(s.where, more)
	by := strings.Join(append(slices.Clone(groups), "e.quad", "coalesce(e.author_value, 'Uu')", "e.claim IS NOT NULL"), ", ")
	return rows(ctx, st, s.sql(by+", count(*), sum(e.score)", nil, " GROUP BY "+by), s.args, func(r *sql.Rows) error {
		var quad, author string
		var claimed bool
		var n int
		var sum float64
		t, err := add(r, []any{&quad, &author, &claimed, &n, &sum})
		if err == nil {
			t.add(quad, author, claimed, n, sum)
		}
		return err
	})
}

// Timeline counts the matching events by day, week, month or year; "" takes the
// step that makes a readable number of buckets. Buckets without events are left
// out, and so are events without a day.
func (q *Query) Timeline(ctx context.Context, st *store.Store, length string) ([]Bucket, error) {
	days, err := q.tallyDays(ctx, st)
	if err != nil {
		return nil, err
	}
	return buckets(days, length), nil
}

// TimelineFrom is Timeline from a day on; what is older is summed up in one
// bucket before, whose From is "". The day "" stands for a year before the first
// document was published: reports tell of 1905 too, but are not about it. A query
// that says itself where to begin is not cut.
func (q *Query) TimelineFrom(ctx context.Context, st *store.Store, length, from string) ([]Bucket, error) {
	days, err := q.tallyDays(ctx, st)
	if err != nil {
		return nil, err
	}
	first, cut, err := q.begin(ctx, st, from)
	if err != nil || !cut {
		return buckets(days, length), err
	}
	older := Bucket{To: dateOf(first - 1)}
	for d, t := range days {
		if d < first {
			older.join(t)
			delete(days, d)
		}
	}
	out := buckets(days, length)
	if older.events() > 0 {
		older.mean()
		out = append([]Bucket{older}, out...)
	}
	return out, nil
}

// begin gives the day that a timeline begins with; cut is false where it has no such day.
func (q *Query) begin(ctx context.Context, st *store.Store, from string) (first int32, cut bool, err error) {
	if from != "" {
		first, _, ok := stretchOf(from, dayOf(time.Now()))
		if !ok {
			return 0, false, &Unknown{What: "date", Name: from, Hint: "write " + dateForms}
		}
		return first, true, nil
	}
	if q.root != nil && q.days().lo.set {
		return 0, false, nil
	}
	var day sql.NullInt64
	err = st.DB().QueryRowContext(ctx, "SELECT min(day) FROM documents").Scan(&day)
	return int32(day.Int64) - 365, day.Valid, err
}

func (q *Query) tallyDays(ctx context.Context, st *store.Store) (map[int32]*Tally, error) {
	days := map[int32]*Tally{}
	err := q.tally(ctx, st, []string{"e.day"}, "e.day IS NOT NULL", func(r *sql.Rows, base []any) (*Tally, error) {
		var day int32
		if err := r.Scan(append([]any{&day}, base...)...); err != nil {
			return nil, err
		}
		if days[day] == nil {
			days[day] = &Tally{}
		}
		return days[day], nil
	})
	return days, err
}

// buckets joins days to steps.
func buckets(days map[int32]*Tally, length string) []Bucket {
	list := slices.Sorted(maps.Keys(days))
	if length == "" {
		length = readable(list, days)
	}
	out := []Bucket{}
	for _, d := range list {
		from, to := ends(d, length)
		if n := len(out); n == 0 || out[n-1].From != from {
			out = append(out, Bucket{From: from, To: to})
		}
		out[len(out)-1].join(days[d])
	}
	for i := range out {
		out[i].mean()
	}
	return out
}

// join adds another's counts and sum.
func (t *Tally) join(o *Tally) {
	t.Cooperation.join(o.Cooperation)
	t.Conflict.join(o.Conflict)
	t.Score += o.Score
}

func (s *Standing) join(o Standing) {
	s.Facts += o.Facts
	s.Claims += o.Claims
	s.Denied += o.Denied
}

// readable takes the step that shows the bulk of the events in a readable number of buckets.
func readable(list []int32, days map[int32]*Tally) string {
	if len(list) == 0 {
		return "day"
	}
	numbers, counts := make([]int, len(list)), make([]int, len(list))
	for i, d := range list {
		numbers[i], counts[i] = int(d), days[d].events()
	}
	from, to := chart.Bulk(numbers, counts)
	return chart.StepFor(numbers[to-1] - numbers[from] + 1)
}

// ends gives the first and last day of the step that a day lies in.
func ends(day int32, length string) (from, to string) {
	switch length {
	case "week":
		return dateOf(day - weekday(day)), dateOf(day - weekday(day) + 6)
	case "month", "year":
		first, last, _ := stretchOf(step(decimal(int64(day)), length), day)
		return dateOf(first), dateOf(last)
	}
	return dateOf(day), dateOf(day)
}

// Dyads gives who does what to whom between countries (of the first actor and
// recipient), the busiest first.
func (q *Query) Dyads(ctx context.Context, st *store.Store, limit int) ([]Dyad, error) {
	found := map[[2]string]*Dyad{}
	more := "e.actor_country IS NOT NULL AND e.recipient_country IS NOT NULL"
	err := q.tally(ctx, st, []string{"e.actor_country", "e.recipient_country"}, more, func(r *sql.Rows, base []any) (*Tally, error) {
		var k [2]string
		if err := r.Scan(append([]any{&k[0], &k[1]}, base...)...); err != nil {
			return nil, err
		}
		if found[k] == nil {
			found[k] = &Dyad{Actor: k[0], Recipient: k[1]}
		}
		return &found[k].Tally, nil
	})
	out := make([]Dyad, 0, len(found))
	for _, d := range found {
		d.Events = d.events()
		d.mean()
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b Dyad) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Recipient, b.Recipient))
	})
	return top(out, limit), err
}

// Spots gives where it happens, the busiest place first.
func (q *Query) Spots(ctx context.Context, st *store.Store, limit int) ([]Spot, error) {
	type key struct {
		name     string
		lat, lon float64
	}
	found := map[key]*Spot{}
	groups := []string{"e.place_name", "e.lat", "e.lon", "e.place_country", "e.geonames"}
	err := q.tally(ctx, st, groups, "e.lat IS NOT NULL", func(r *sql.Rows, base []any) (*Tally, error) {
		var p Place
		if err := r.Scan(append([]any{&p.Name, &p.Lat, &p.Lon, &p.Country, &p.Geonames}, base...)...); err != nil {
			return nil, err
		}
		k := key{p.Name, *p.Lat, *p.Lon}
		if found[k] == nil {
			found[k] = &Spot{Place: p}
		}
		return &found[k].Tally, nil
	})
	out := make([]Spot, 0, len(found))
	for _, s := range found {
		s.Events = s.events()
		s.mean()
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Name, b.Name), cmp.Compare(*a.Lat, *b.Lat), cmp.Compare(*a.Lon, *b.Lon))
	})
	return top(out, limit), err
}

func top[T any](list []T, n int) []T {
	if n > 0 && len(list) > n {
		return list[:n]
	}
	return list
}
