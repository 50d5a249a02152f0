package chart

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBulk(t *testing.T) {
	for _, c := range []struct {
		name         string
		days, counts []int
		want         []int
	}{
		{"nothing", nil, nil, nil},
		{"one day", []int{5}, []int{1}, []int{5}},
		{"an old war", []int{-14000, 100, 101, 105}, []int{1, 20, 30, 20}, []int{100, 101, 105}},
		{"a distant plan", []int{100, 101, 105, 9000}, []int{3, 3, 3, 1}, []int{100, 101, 105}},
		{"both", []int{-14000, 100, 101, 105, 9000}, []int{1, 5, 5, 5, 1}, []int{100, 101, 105}},
		{"even years", []int{0, 365, 730, 1095, 1460}, []int{1, 1, 1, 1, 1}, []int{0, 365, 730, 1095, 1460}},
		{"some weeks before", []int{70, 100, 101}, []int{1, 9, 9}, []int{70, 100, 101}},
		{"two alike", []int{0, 1000}, []int{1, 1}, []int{0, 1000}},
	} {
		if from, to := Bulk(c.days, c.counts); !slices.Equal(c.days[from:to], c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.days[from:to], c.want)
		}
	}
}

// TestBulkHolds proves that at least four fifths are within, whatever the days.
func TestBulkHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfNDistinct(rapid.IntRange(-40000, 40000), 1, 40, rapid.ID[int]).Draw(t, "days")
		slices.Sort(days)
		counts := rapid.SliceOfN(rapid.IntRange(1, 50), len(days), len(days)).Draw(t, "counts")
		from, to := Bulk(days, counts)
		all, within := 0, 0
		for i, n := range counts {
			all += n
			if from <= i && i < to {
				within += n
			}
		}
		if from < 0 || to > len(days) || 5*within < 4*all {
			t.Fatalf("days[%d:%d] holds %d of %d", from, to, within, all)
		}
	})
}

func TestStepFor(t *testing.T) {
	for days, want := range map[int]string{0: "day", 62: "day", 63: "week", 430: "week", 431: "month", 4000: "month", 9000: "year"} {
		if got := StepFor(days); got != want {
			t.Errorf("%d days by %s, want %s", days, got, want)
		}
	}
}
