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

// TestPeriods: gaps are filled, ends are told, and what is far off or does not fit is counted.
func TestPeriods(t *testing.T) {
	fact, claims := Bin{Coop: chart.Tally{Facts: 1}}, Bin{Conf: chart.Tally{Claims: 2}}
	bins := map[time.Time]Bin{date(t, "2024-01-01"): fact, date(t, "2024-03-01"): claims, date(t, "2024-04-01"): claims}
	got, rest := Periods(bins, "month", func(from, to time.Time) string {
		return from.Format(time.DateOnly) + ".." + to.Format(time.DateOnly)
	})
	if len(got) != 4 || rest != 0 || got[0].Coop.Facts != 1 || got[0].Href != "2024-01-01..2024-01-31" || got[1].Href != "" || got[3].Label != "Apr 2024" || got[3].Href != "2024-04-01..2024-04-30" {
		t.Errorf("%+v", got)
	}
	bins[date(t, "1900-01-01")] = fact
	if got, rest := Periods(bins, "month", nil); len(got) != 4 || rest != 1 || got[0].Label != "Jan 2024" {
		t.Errorf("%d periods without 1900, %d left out", len(got), rest)
	}
	bins = map[time.Time]Bin{date(t, "1900-01-01"): fact, date(t, "2023-01-01"): claims, date(t, "2024-01-01"): claims}
	if got, rest := Periods(bins, "year", nil); len(got) != 125 || rest != 0 {
		t.Errorf("%d years, %d left out", len(got), rest)
	}
	bins = map[time.Time]Bin{}
	for d := date(t, "2020-01-01"); d.Year() < 2024; d = d.AddDate(0, 0, 7) {
		bins[d] = fact
	}
	if got, rest := Periods(bins, "day", nil); len(got) != MaxPeriods || rest != len(bins)-MaxPeriods/7-1 || got[len(got)-1].Coop.Facts != 1 {
		t.Errorf("%d days, %d of %d left out", len(got), rest, len(bins))
	}
	if got, _ := Periods(nil, "day", nil); got != nil {
		t.Errorf("periods of nothing: %v", got)
	}
}
