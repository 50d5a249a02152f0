package train

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// features numbers the names of features and counts who has them.
type features struct {
	names  []string
	seen   []int
	number map[string]int32
}

func newFeatures() features { return features{number: map[string]int32{}} }

// numbers gives the numbers of the names, new ones where needed, and counts them.
func (c *features) numbers(names []string) []int32 {
	out := make([]int32, 0, len(names))
	for _, name := range names {
		id, ok := c.number[name]
		if !ok {
			id = int32(len(c.names))
			c.number[name] = id
			c.names, c.seen = append(c.names, name), append(c.seen, 0)
		}
		c.seen[id]++
		out = append(out, id)
	}
	return out
}

// linearSample is what a linear model learns from.
type linearSample struct {
	features []int32
	want     float64
	weight   float64
}

// linearModel says how weights are learned.
type linearModel struct {
	link   func(float64) float64 // from the sum of weights to the prediction: the identity, or the logistic function
	epochs int
	rate   float64 // the first step size
	l2     float64 // the pull of weights towards zero
	least  int     // in how many samples a feature must stand to get a weight
}

func identity(x float64) float64 { return x }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// fit trains by stochastic gradient descent with AdaGrad's step sizes (Duchi et al. 2011). The weights are the average
// over the later epochs, which is steadier than the last word.
func (m linearModel) fit(c *features, samples []linearSample) []float64 {
	w, grad, sum := make([]float64, len(c.names)), make([]float64, len(c.names)), make([]float64, len(c.names))
	order := slices.Clone(samples)
	random := rand.New(rand.NewPCG(1, 2))
	for epoch := range m.epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for i := range order {
			s := &order[i]
			e := s.weight * (m.link(total(w, s.features)) - s.want)
			for _, f := range s.features {
				if c.seen[f] < m.least {
					continue
				}
				g := e + m.l2*w[f]
				grad[f] += g * g
				w[f] -= m.rate * g / math.Sqrt(grad[f]+1e-6)
			}
		}
		if epoch >= m.epochs/2 {
			for f := range w {
				sum[f] += w[f]
			}
		}
	}
	for f := range sum {
		sum[f] /= float64(m.epochs - m.epochs/2)
	}
	return sum
}

// total adds the weights of the features; those that are newer than the weights count nothing.
func total(w []float64, features []int32) float64 {
	z := 0.0
	for _, f := range features {
		if int(f) < len(w) {
			z += w[f]
		}
	}
	return z
}

// table writes the weights, the heaviest first, under a comment; those that skip names are left out.
func (c *features) table(comment string, w []float64, skip func(name string) bool) []byte {
	var order []int
	for i := range w {
		if math.Abs(w[i]) >= leastWeight && !skip(c.names[i]) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(math.Abs(w[b]), math.Abs(w[a])), strings.Compare(c.names[a], c.names[b]))
	})
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s: weight, tab, feature.\n", comment)
	for _, i := range order {
		fmt.Fprintf(&b, "%.3f\t%s\n", w[i], c.names[i])
	}
	return b.Bytes()
}
