package page

import (
	"fmt"
	"slices"
	"time"

	"herodotus/internal/chart"
)

// Steps are the zooms of a timeline, the finest first.
func Steps() []string { return []string{"day", "week", "month", "year"} }

// MaxPeriods is how many columns of a timeline can be told apart.
const MaxPeriods = 550

// Bin is what a period holds.
type Bin struct{ Coop, Conf chart.Tally }

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
// empty ones between included. Of more than MaxPeriods only the last are drawn,
// and cut is true. href, when set, tells where a click on a period leads.
func Periods(bins map[time.Time]Bin, step string, href func(from, to time.Time) string) (out []chart.Period, cut bool) {
	if len(bins) == 0 {
		return nil, false
	}
	var first, last time.Time
	for d := range bins {
		if first.IsZero() || d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	for d := last; !d.Before(first); d = move(d, step, -1) {
		if len(out) == MaxPeriods {
			cut = true
			break
		}
		bin, full := bins[d]
		p := chart.Period{Label: periodLabel(d, step), Coop: bin.Coop, Conf: bin.Conf}
		if full && href != nil {
			p.Href = href(d, move(d, step, 1).AddDate(0, 0, -1))
		}
		out = append(out, p)
	}
	slices.Reverse(out)
	return out, cut
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

// StepFor chooses a zoom that shows a span of days in a readable number of columns.
func StepFor(first, last time.Time) string {
	switch n := int(last.Sub(first).Hours()/24) + 1; {
	case n <= 62:
		return "day"
	case n <= 430:
		return "week"
	case n <= 12*366:
		return "month"
	}
	return "year"
}
