package eval

import (
	"math"
	"strings"
	"testing"
)

func TestPartition(t *testing.T) {
	for _, c := range []struct {
		name, gold, system       string
		pairs, rand, bPrec, bRec float64
	}{
		{"equal", "a a b b c", "x x y y z", 1, 1, 1, 1},
		{"all in one", "a a b b", "x x x x", 0.5, 0, 0.5, 1},
		{"all apart", "a a b b", "w x y z", 0, 0, 1, 0.5},
		// Two pairs wanted and found each, one right; chance gives 2·2/6.
		{"one pair off", "a a b b", "x x y z", 2.0 / 3, 0.5714, 1, 0.75},
		{"nothing", "", "", 1, 1, 0, 0},
	} {
		b := NewBoard()
		Partition(b, "t", strings.Fields(c.gold), strings.Fields(c.system))
		for _, f := range []struct{ got, want float64 }{
			{b.rates["t: pairs"].F1, c.pairs}, {b.rates["t: adjusted Rand index"].F1, c.rand},
			{b.rates["t: B³"].Precision, c.bPrec}, {b.rates["t: B³"].Recall, c.bRec},
		} {
			if math.Abs(f.got-f.want) > 0.001 {
				t.Errorf("%s: got %.4f, want %.4f", c.name, f.got, f.want)
			}
		}
	}
}
