package train

import (
	"herodotus/internal/doc"
	"herodotus/internal/syntax"
)

// gold is the tree of a training sentence. The root's number is the number of words.
type gold struct {
	head []int32
	rel  []uint8
	kids [][]int32
}

func newGold(words []doc.Token, first int32, class *[doc.NumRel]uint8) gold {
	n := len(words)
	g := gold{head: make([]int32, n), rel: make([]uint8, n), kids: make([][]int32, n+1)}
	for i := range words {
		h := words[i].Head - first
		if words[i].Head == doc.NoHead {
			h = int32(n)
		}
		g.head[i], g.rel[i] = h, class[words[i].Rel]
		g.kids[h] = append(g.kids[h], int32(i))
	}
	return g
}

// best tells which legal moves lose the fewest gold arcs, and which of those
// the scores prefer: the dynamic oracle of Goldberg and Nivre (2013) for the
// arc-hybrid system.
func (g *gold) best(s *syntax.State, scores [3]int32) (syntax.Move, [3]bool) {
	least, move := 1<<30, syntax.Shift
	var cost [3]int
	for m := syntax.Shift; m <= syntax.Right; m++ {
		cost[m] = 1 << 30
		if s.Legal(m) {
			cost[m] = g.cost(s, m)
		}
		if cost[m] < least || cost[m] == least && least < 1<<30 && scores[m] > scores[move] {
			least, move = cost[m], m
		}
	}
	var ok [3]bool
	for m := range cost {
		ok[m] = cost[m] == least
	}
	return move, ok
}

// cost counts the gold arcs that a move puts out of reach.
func (g *gold) cost(s *syntax.State, m syntax.Move) int {
	stack, next := s.Stack(), s.Next()
	n := 0
	if m == syntax.Shift {
		// The next word loses dependents on the stack, and heads there but the top.
		for _, w := range stack {
			if g.head[w] == next {
				n++
			}
		}
		for _, w := range stack[:max(0, len(stack)-1)] {
			if g.head[next] == w {
				n++
			}
		}
		return n
	}
	// The top loses its dependents in the buffer, and all heads there but the one it gets.
	head, top := s.Arc(m)
	for _, k := range g.kids[top] {
		if k >= next {
			n++
		}
	}
	h := g.head[top]
	if h == head {
		return n
	}
	if h >= next || m == syntax.Left && len(stack) > 1 && h == stack[len(stack)-2] {
		n++
	}
	return n
}
