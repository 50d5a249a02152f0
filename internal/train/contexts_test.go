package train

import "testing"

func TestContextScore(t *testing.T) {
	events := []contextEvent{
		{samples: []linearSample{{want: 1}, {want: 0}, {want: 1}}, ranks: []int{1, 0, -1}},
		{samples: []linearSample{{want: 0}, {want: 0}, {want: 1}}, ranks: []int{0, -1, -1}},
	}
	got := contextScore(events, func(i, c int) bool { return events[i].ranks[c] >= 0 })
	if want := "one right 0.500, precision 0.333, recall 0.333, F1 0.333"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	p := []float64{0.2, 0.7, 0.2}
	if better(p, 1) != 0 || better(p, 0) != 1 || better(p, 2) != 2 {
		t.Error("contexts do not stand in the order of their probabilities")
	}
}
