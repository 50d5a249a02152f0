package page

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"herodotus/internal/chart"
)

// MaxPeriods is how many columns of a timeline can be told apart.
const MaxPeriods = 550

// Bin is what a period holds.
type Bin struct{ Coop, Conf chart.Tally }

func (b Bin) sum() int { return b.Coop.Sum() + b.Conf.Sum() }

// First is the first day of the period that a day lies in; weeks begin on Monday.
func First(d time.Time, step string) time.Time {
	switch step {
	case "week":
		return d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
	case "month":
		return time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC)
	case "year":
		return time.Date(d.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return d
}

func move(d time.Time, step string, n int) time.Time {
	switch step {
	case "week":
		return d.AddDate(0, 0, 7*n)
	case "month":
		return d.AddDate(0, n, 0)
	case "year":
		return d.AddDate(n, 0, 0)
	}
	return d.AddDate(0, 0, n)
}

// Periods gives the columns of a timeline from bins by their first days, the
// empty ones between included. What lies far from the bulk is left out unless
// the step is a year, and of more than MaxPeriods all but the last are; rest
// counts the events that are not drawn. href, when set, tells where a click on
// a period leads.
func Periods(bins map[time.Time]Bin, step string, href func(from, to time.Time) string) (out []chart.Period, rest int) {
	if len(bins) == 0 {
		return nil, 0
	}
	firsts := slices.SortedFunc(maps.Keys(bins), time.Time.Compare)
	for _, b := range bins {
		rest += b.sum()
	}
	if step != "year" {
		firsts = bulk(firsts, func(d time.Time) int { b := bins[d]; return b.sum() })
	}
	first, last := firsts[0], firsts[len(firsts)-1]
	for d := last; !d.Before(first) && len(out) < MaxPeriods; d = move(d, step, -1) {
		bin, full := bins[d]
		p := chart.Period{Label: periodLabel(d, step), Coop: bin.Coop, Conf: bin.Conf}
		if full && href != nil {
			p.Href = href(d, move(d, step, 1).AddDate(0, 0, -1))
		}
		out = append(out, p)
		rest -= bin.sum()
	}
	slices.Reverse(out)
	return out, rest
}

// bulk is the part of a line of days that a timeline is about.
func bulk(days []time.Time, count func(time.Time) int) []time.Time {
	numbers, counts := make([]int, len(days)), make([]int, len(days))
	for i, d := range days {
		numbers[i], counts[i] = int(d.Unix()/86400), count(d)
	}
	from, to := chart.Bulk(numbers, counts)
	return days[from:to]
}

func periodLabel(d time.Time, step string) string {
	switch step {
	case "week":
		y, w := d.ISOWeek()
		return fmt.Sprintf("%d week %d", y, w)
	case "month":
		return d.Format("Jan 2006")
	case "year":
		return d.Format("2006")
	}
	return d.Format(time.DateOnly)
}
