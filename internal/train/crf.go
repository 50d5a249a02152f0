package train

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"herodotus/internal/model"
	"herodotus/internal/ner"
)

// chainSentence is one sentence ready for training: the features of each token
// and the labels that it may have, a bit each. Where all bits are set nothing is known.
type chainSentence struct {
	keys    [][]uint64
	allowed []uint32
	weight  float64
}

// anyLabel allows all labels.
const anyLabel = 1<<ner.Labels - 1

// crf learns a conditional random field from partly labelled sentences: it
// raises the probability of the set of labellings that the data allow
// (Tsuboi and others 2008). Weights follow FTRL-proximal (McMahan 2013),
// whose L1 penalty keeps the table small.
type crf struct {
	index map[uint64]int32 // feature to row
	z, n  [][ner.Labels]float32
	trans struct {
		z, n, w [ner.Labels][ner.Labels]float64
	}

	alpha, l1, l2 float64

	rows         []int32 // rows of the sentence at hand, end to end
	ends         []int
	emit         [][ner.Labels]float64
	fwd, bwd     [][ner.Labels]float64
	scale        []float64
	free, forced [][ner.Labels]float64 // marginals without and with the constraint
	exp          [ner.Labels][ner.Labels]float64
	tFree        [ner.Labels][ner.Labels]float64
	tForced      [ner.Labels][ner.Labels]float64
}

// newCRF makes rows for the features that occur at least a number of times.
func newCRF(sents []chainSentence, times int32, alpha, l1, l2 float64) *crf {
	count := map[uint64]int32{}
	for _, s := range sents {
		for _, keys := range s.keys {
			for _, k := range keys {
				count[k]++
			}
		}
	}
	c := &crf{index: make(map[uint64]int32, len(count)/4), alpha: alpha, l1: l1, l2: l2}
	for _, s := range sents { // in text order, so that equal data give equal tables
		for _, keys := range s.keys {
			for _, k := range keys {
				if count[k] >= times {
					count[k] = 0
					c.index[k] = int32(len(c.index))
				}
			}
		}
	}
	c.z = make([][ner.Labels]float32, len(c.index))
	c.n = make([][ner.Labels]float32, len(c.index))
	return c
}

// weight is the FTRL weight of the sums z and n.
func (c *crf) weight(z, n, l1 float64) float64 {
	if math.Abs(z) <= l1 {
		return 0
	}
	return -(z - math.Copysign(l1, z)) / ((1+math.Sqrt(n))/c.alpha + c.l2)
}

// train runs over the sentences a number of times.
func (c *crf) train(ctx context.Context, sents []chainSentence, epochs int, seed uint64, log func(epoch int, loss float64)) error {
	order := make([]int, len(sents))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(seed, 2))
	for epoch := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, i := range order {
			if err := ctx.Err(); err != nil {
				return err
			}
			loss += c.learn(&sents[i])
		}
		log(epoch+1, loss)
	}
	return nil
}

// learn takes one step on a sentence and gives its loss: minus the logarithm
// of the probability of what is allowed.
func (c *crf) learn(s *chainSentence) float64 {
	n := len(s.keys)
	c.resize(n)
	c.score(s)
	all := c.marginals(nil, c.free[:n], &c.tFree)
	right := c.marginals(s.allowed, c.forced[:n], &c.tForced)
	if math.IsInf(right, -1) {
		return 0 // a labelling that cannot be
	}
	first := 0
	for i := range n {
		for _, r := range c.rows[first:c.ends[i]] {
			for b := range ner.Labels {
				c.step(&c.z[r][b], &c.n[r][b], s.weight*(c.free[i][b]-c.forced[i][b]))
			}
		}
		first = c.ends[i]
	}
	for a := range ner.Labels {
		for b := range ner.Labels {
			g := s.weight * (c.tFree[a][b] - c.tForced[a][b])
			t := &c.trans
			sigma := (math.Sqrt(t.n[a][b]+g*g) - math.Sqrt(t.n[a][b])) / c.alpha
			t.z[a][b] += g - sigma*t.w[a][b]
			t.n[a][b] += g * g
			t.w[a][b] = c.weight(t.z[a][b], t.n[a][b], 0)
		}
	}
	return s.weight * (all - right)
}

// step moves one weight against its gradient.
func (c *crf) step(z, n *float32, g float64) {
	if math.Abs(g) < 1e-6 {
		return
	}
	w := c.weight(float64(*z), float64(*n), c.l1)
	sum := float64(*n) + g*g
	sigma := (math.Sqrt(sum) - math.Sqrt(float64(*n))) / c.alpha
	*z += float32(g - sigma*w)
	*n = float32(sum)
}

func (c *crf) resize(n int) {
	if len(c.emit) >= n {
		return
	}
	for _, p := range []*[][ner.Labels]float64{&c.emit, &c.fwd, &c.bwd, &c.free, &c.forced} {
		*p = make([][ner.Labels]float64, 2*n)
	}
	c.scale = make([]float64, 2*n)
}

// score finds the rows of the sentence's features and sums their weights.
func (c *crf) score(s *chainSentence) {
	c.rows, c.ends = c.rows[:0], c.ends[:0]
	for i, keys := range s.keys {
		e := &c.emit[i]
		*e = [ner.Labels]float64{}
		for _, k := range keys {
			r, ok := c.index[k]
			if !ok {
				continue
			}
			c.rows = append(c.rows, r)
			z, n := &c.z[r], &c.n[r]
			for b := range ner.Labels {
				if math.Abs(float64(z[b])) > c.l1 {
					e[b] += c.weight(float64(z[b]), float64(n[b]), c.l1)
				}
			}
		}
		c.ends = append(c.ends, len(c.rows))
	}
	for a := range ner.Labels {
		for b := range ner.Labels {
			c.exp[a][b] = 0
			if ner.Follows(a, b) {
				c.exp[a][b] = math.Exp(c.trans.w[a][b])
			}
		}
	}
}

// marginals fills the probabilities of labels and of pairs of neighbours under
// the constraint (nil for none), and gives the logarithm of the sum over all
// labellings that it allows.
func (c *crf) marginals(allowed []uint32, out [][ner.Labels]float64, pairs *[ner.Labels][ner.Labels]float64) float64 {
	*pairs = [ner.Labels][ner.Labels]float64{}
	total := 0.0
	n := len(out)
	at := func(i, b int) float64 {
		if allowed != nil && allowed[i]>>b&1 == 0 {
			return 0
		}
		return math.Exp(c.emit[i][b])
	}
	var e [ner.Labels]float64
	for i := range n {
		sum := 0.0
		for b := range ner.Labels {
			v := 0.0
			if e[b] = at(i, b); e[b] == 0 {
				c.fwd[i][b] = 0
				continue
			}
			switch {
			case i > 0:
				for a := range ner.Labels {
					v += c.fwd[i-1][a] * c.exp[a][b]
				}
			case ner.Follows(0, b):
				v = 1
			}
			c.fwd[i][b] = v * e[b]
			sum += c.fwd[i][b]
		}
		if sum == 0 {
			return math.Inf(-1)
		}
		c.scale[i] = 1 / sum
		total += math.Log(sum)
		for b := range ner.Labels {
			c.fwd[i][b] *= c.scale[i]
		}
	}
	for b := range ner.Labels {
		c.bwd[n-1][b] = 1
		out[n-1][b] = c.fwd[n-1][b]
	}
	for i := n - 2; i >= 0; i-- {
		for b := range ner.Labels {
			e[b] = at(i+1, b) * c.bwd[i+1][b] * c.scale[i+1]
		}
		for a := range ner.Labels {
			v := 0.0
			for b := range ner.Labels {
				p := c.exp[a][b] * e[b]
				v += p
				pairs[a][b] += c.fwd[i][a] * p
			}
			c.bwd[i][a] = v
			out[i][a] = c.fwd[i][a] * v
		}
	}
	return total
}

// table packs the weights that are not zero.
func (c *crf) table() (*model.Sparse, error) {
	rows := make([]model.Row, 0, len(c.index))
	for k, r := range c.index {
		row := model.Row{Key: k}
		for b := range ner.Labels {
			if w := c.weight(float64(c.z[r][b]), float64(c.n[r][b]), c.l1); w != 0 {
				row.Weights = append(row.Weights, model.Weight{Class: b, Weight: w})
			}
		}
		if len(row.Weights) > 0 {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b model.Row) int { return cmp.Compare(a.Key, b.Key) })
	return model.NewSparse(ner.Labels, rows, model.Quiet)
}

// transitions gives the weights of pairs of labels.
func (c *crf) transitions() *[ner.Labels][ner.Labels]float32 {
	t := new([ner.Labels][ner.Labels]float32)
	for a := range t {
		for b := range t[a] {
			t[a][b] = float32(c.trans.w[a][b])
		}
	}
	return t
}
