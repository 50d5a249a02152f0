package page

import (
	"testing"
	"time"

	"herodotus/internal/chart"
)

func date(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFirst(t *testing.T) {
	for _, x := range []struct{ day, step, first string }{
		{"2024-03-03", "day", "2024-03-03"}, {"2024-03-03", "week", "2024-02-26"}, {"2024-02-26", "week", "2024-02-26"}, {"2024-01-01", "week", "2024-01-01"},
		{"2024-02-29", "month", "2024-02-01"}, {"2024-12-31", "year", "2024-01-01"},
	} {
		if got := First(date(t, x.day), x.step).Format(time.DateOnly); got != x.first {
			t.Errorf("%s of %s begins on %s, want %s", x.step, x.day, got, x.first)
		}
	}
}

// TestPeriods: gaps are filled, ends are told, and a long line keeps its last part.
func TestPeriods(t *testing.T) {
	bins := map[time.Time]Bin{date(t, "2024-01-01"): {Coop: chart.Tally{Facts: 1}}, date(t, "2024-04-01"): {Conf: chart.Tally{Claims: 2}}}
	got, cut := Periods(bins, "month", func(from, to time.Time) string {
		return from.Format(time.DateOnly) + ".." + to.Format(time.DateOnly)
	})
	if len(got) != 4 || cut || got[0].Coop.Facts != 1 || got[0].Href != "2024-01-01..2024-01-31" || got[1].Href != "" || got[3].Label != "Apr 2024" || got[3].Href != "2024-04-01..2024-04-30" {
		t.Errorf("%+v", got)
	}
	bins[date(t, "1900-01-01")] = Bin{}
	if got, cut := Periods(bins, "month", nil); !cut || len(got) != MaxPeriods || got[len(got)-1].Label != "Apr 2024" {
		t.Errorf("%d periods, cut %v", len(got), cut)
	}
	if got, _ := Periods(nil, "day", nil); got != nil {
		t.Errorf("periods of nothing: %v", got)
	}
}

func TestStepFor(t *testing.T) {
	for _, x := range []struct{ first, last, step string }{{"2024-01-01", "2024-01-01", "day"}, {"2024-01-01", "2024-06-01", "week"}, {"2020-01-01", "2024-06-01", "month"}, {"1990-01-01", "2024-06-01", "year"}} {
		if got := StepFor(date(t, x.first), date(t, x.last)); got != x.step {
			t.Errorf("%s to %s by %s, want %s", x.first, x.last, got, x.step)
		}
	}
}
