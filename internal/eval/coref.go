package eval

import (
	"math"

	"herodotus/internal/doc"
)

// Sum is a figure whose parts add up over documents: what was right of what the
// gold holds, and of what the system gave.
type Sum struct{ RightOfGold, Gold, RightOfSystem, System float64 }

// PRF gives precision, recall and their harmonic mean.
func (s Sum) PRF() (p, r, f float64) {
	if s.System > 0 {
		p = s.RightOfSystem / s.System
	}
	if s.Gold > 0 {
		r = s.RightOfGold / s.Gold
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Coref scores coreference chains as the CoNLL 2012 shared task does: the links of
// MUC (Vilain et al. 1995), the mentions of B³ (Bagga and Baldwin 1998) and the best
// pairing of chains of CEAF-e (Luo 2005).
type Coref struct{ MUC, B3, CEAF Sum }

// F1 gives the CoNLL score, the mean of the three F1.
func (c *Coref) F1() float64 {
	_, _, a := c.MUC.PRF()
	_, _, b := c.B3.PRF()
	_, _, e := c.CEAF.PRF()
	return (a + b + e) / 3
}

// Add scores one document's chains; each mention is known by its span.
func (c *Coref) Add(gold, system [][]doc.Span) {
	inGold, inSystem := chainOf(gold), chainOf(system)
	for _, chain := range gold {
		hits, b3 := chainOverlap(chain, inSystem, system)
		c.MUC.RightOfGold += float64(len(chain) - hits)
		c.MUC.Gold += float64(len(chain) - 1)
		c.B3.RightOfGold += b3
		c.B3.Gold += float64(len(chain))
	}
	for _, chain := range system {
		hits, b3 := chainOverlap(chain, inGold, gold)
		c.MUC.RightOfSystem += float64(len(chain) - hits)
		c.MUC.System += float64(len(chain) - 1)
		c.B3.RightOfSystem += b3
		c.B3.System += float64(len(chain))
	}
	same := bestPairing(similarity(gold, inSystem, system))
	c.CEAF.RightOfGold += same
	c.CEAF.RightOfSystem += same
	c.CEAF.Gold += float64(len(gold))
	c.CEAF.System += float64(len(system))
}

func chainOf(chains [][]doc.Span) map[doc.Span]int {
	of := make(map[doc.Span]int)
	for i, c := range chains {
		for _, m := range c {
			of[m] = i
		}
	}
	return of
}

// chainOverlap tells into how many parts the other side cuts a chain (a mention that it
// lacks is a part of its own), and the chain's B³ sum.
func chainOverlap(chain []doc.Span, other map[doc.Span]int, chains [][]doc.Span) (parts int, b3 float64) {
	shared := make(map[int]int, len(chain))
	for _, m := range chain {
		if i, ok := other[m]; ok {
			shared[i]++
		} else {
			parts++
		}
	}
	parts += len(shared)
	for i := range chains {
		if n := shared[i]; n > 0 {
			b3 += float64(n) * float64(n) / float64(len(chain))
		}
	}
	return parts, b3
}

// similarity gives Luo's φ4 of each gold chain with each system chain.
func similarity(gold [][]doc.Span, inSystem map[doc.Span]int, system [][]doc.Span) [][]float64 {
	n := max(len(gold), len(system))
	sim := make([][]float64, n)
	for i := range sim {
		sim[i] = make([]float64, n)
	}
	for i, chain := range gold {
		for _, m := range chain {
			if j, ok := inSystem[m]; ok {
				sim[i][j] += 2 / float64(len(chain)+len(system[j]))
			}
		}
	}
	return sim
}

// bestPairing gives the greatest sum of a one-to-one pairing in a square table, by the
// Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987).
func bestPairing(sim [][]float64) float64 {
	n := len(sim)
	rowPot, colPot := make([]float64, n+1), make([]float64, n+1)
	rowOf, back := make([]int, n+1), make([]int, n+1)
	for row := 1; row <= n; row++ {
		rowOf[0] = row
		augment(sim, rowPot, colPot, rowOf, back)
	}
	sum := 0.0
	for col := 1; col <= n; col++ {
		sum += sim[rowOf[col]-1][col-1]
	}
	return sum
}

// augment finds the cheapest path for the row at rowOf[0] and shifts pairs along it.
func augment(sim [][]float64, rowPot, colPot []float64, rowOf, back []int) {
	n := len(sim)
	least, used := make([]float64, n+1), make([]bool, n+1)
	for i := range least {
		least[i] = math.Inf(1)
	}
	col := 0
	for rowOf[col] != 0 {
		used[col] = true
		row, step, next := rowOf[col], math.Inf(1), 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if cost := -sim[row-1][j-1] - rowPot[row] - colPot[j]; cost < least[j] {
				least[j], back[j] = cost, col
			}
			if least[j] < step {
				step, next = least[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				rowPot[rowOf[j]] += step
				colPot[j] -= step
			} else {
				least[j] -= step
			}
		}
		col = next
	}
	for col != 0 {
		rowOf[col] = rowOf[back[col]]
		col = back[col]
	}
}
