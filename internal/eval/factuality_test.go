package eval

import (
	"math"
	"testing"

	"herodotus/internal/doc"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		name     string
		is, want []float64
		r, e     float64
	}{
		{"nothing", nil, nil, 0, 0},
		{"all alike", []float64{1, 1}, []float64{0, 2}, 0, 1},
		{"a line", []float64{1, 2, 3}, []float64{2, 4, 6}, 1, 2},
		{"the other way", []float64{1, 2, 3}, []float64{3, 2, 1}, -1, 4.0 / 3},
	} {
		var f Fit
		for i := range c.is {
			f.Add(c.is[i], c.want[i])
		}
		if math.Abs(f.R()-c.r) > 1e-9 || math.Abs(f.MeanError()-c.e) > 1e-9 {
			t.Errorf("%s: r %v, error %v; want %v, %v", c.name, f.R(), f.MeanError(), c.r, c.e)
		}
	}
}

func TestJudgedTokens(t *testing.T) {
	d := &doc.Doc{Text: "He left", Tokens: []doc.Token{{Start: 0, End: 2}, {Start: 3, End: 7}}}
	j := JudgedText{Predicates: []JudgedPredicate{{Start: 3, End: 7}, {Start: 8, End: 9}}}
	if at := j.Tokens(d); at[0] != 1 || at[1] != doc.None {
		t.Errorf("tokens %v", at)
	}
}
