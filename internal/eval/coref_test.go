package eval

import (
	"math"
	"testing"

	"herodotus/internal/doc"
)

// chains reads "ab|cd": each letter is a mention, each part a chain.
func chains(s string) [][]doc.Span {
	var out [][]doc.Span
	var c []doc.Span
	for _, m := range s + "|" {
		if m == '|' {
			if len(c) > 0 {
				out = append(out, c)
			}
			c = nil
			continue
		}
		c = append(c, doc.Span{Start: m, End: m + 1})
	}
	return out
}

// The first case is worked by hand in Luo (2005) and in the CoNLL scorer's paper
// (Pradhan et al. 2014): key {abc}{defg}, response {ab}{cd}{fghi}.
func TestCoref(t *testing.T) {
	for _, c := range []struct {
		gold, system  string
		muc, b3, ceaf [2]float64 // recall, precision
	}{
		{"abc|defg", "ab|cd|fghi", [2]float64{0.4, 0.4}, [2]float64{0.4167, 0.5}, [2]float64{0.65, 0.4333}},
		{"ab|cd", "ab|cd", [2]float64{1, 1}, [2]float64{1, 1}, [2]float64{1, 1}},
		{"ab|cd", "", [2]float64{0, 0}, [2]float64{0, 0}, [2]float64{0, 0}},
	} {
		var s Coref
		s.Add(chains(c.gold), chains(c.system))
		for _, m := range []struct {
			name string
			sum  Sum
			want [2]float64
		}{{"MUC", s.MUC, c.muc}, {"B3", s.B3, c.b3}, {"CEAF", s.CEAF, c.ceaf}} {
			p, r, _ := m.sum.PRF()
			if math.Abs(r-m.want[0]) > 1e-4 || math.Abs(p-m.want[1]) > 1e-4 {
				t.Errorf("%s → %s: %s recall %.4f precision %.4f, want %.4f", c.gold, c.system, m.name, r, p, m.want)
			}
		}
	}
}
