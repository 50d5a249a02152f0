package ner

import (
	"math"

	"herodotus/internal/doc"
)

// Labels are IOB2 over Types: 0 is O, 2k+1 begins and 2k+2 continues a name of Types[k].
const Labels = 1 + 2*len(typeList)

var typeList = [...]doc.Type{doc.PER, doc.ORG, doc.GPE, doc.LOC, doc.FAC, doc.MISC}

// Types gives the types of names that the model tells apart.
func Types() []doc.Type { return typeList[:] }

// Begin and Inside give the labels of a type; ok is false for types that the model does not know.
func Begin(t doc.Type) (label int, ok bool) {
	for k, u := range typeList {
		if u == t {
			return 2*k + 1, true
		}
	}
	return 0, false
}

// Follows tells whether label b may follow label a.
func Follows(a, b int) bool { return b&1 == 1 || b == 0 || a == b || a == b-1 }

// Chain is a linear chain of scores over one sentence (Lafferty, McCallum and
// Pereira 2001): emissions by token and transitions by pairs of labels. It
// finds the best labelling and the probability of each name in it.
type Chain struct {
	Trans [Labels][Labels]float32 // from, to; in natural logarithms
	exp   [Labels][Labels]float32 // exp(Trans), 0 where to may not follow from
}

// Set fixes the transitions.
func (c *Chain) Set(trans *[Labels][Labels]float32) {
	c.Trans = *trans
	for a := range Labels {
		for b := range Labels {
			c.exp[a][b] = 0
			if Follows(a, b) {
				c.exp[a][b] = float32(math.Exp(float64(trans[a][b])))
			}
		}
	}
}

// lattice is the scratch of one sentence.
type lattice struct {
	emit   [][Labels]float32 // scores, then their exponentials
	fwd    [][Labels]float32 // scaled
	bwd    [][Labels]float32
	scale  []float32
	back   [][Labels]uint8
	labels []uint8
}

func (l *lattice) size(n int) {
	if cap(l.emit) < n {
		l.emit = make([][Labels]float32, n)
		l.fwd = make([][Labels]float32, n)
		l.bwd = make([][Labels]float32, n)
		l.scale = make([]float32, n)
		l.back = make([][Labels]uint8, n)
		l.labels = make([]uint8, n)
	}
	l.emit, l.fwd, l.bwd = l.emit[:n], l.fwd[:n], l.bwd[:n]
	l.scale, l.back, l.labels = l.scale[:n], l.back[:n], l.labels[:n]
}

// start tells whether a sentence may begin with the label.
func start(b int) bool { return b == 0 || b&1 == 1 }

// best finds the labelling with the highest score into l.labels (Viterbi 1967).
func (c *Chain) best(l *lattice) {
	n := len(l.emit)
	cur := l.emit[0]
	for b := range Labels {
		if !start(b) {
			cur[b] = float32(math.Inf(-1))
		}
	}
	for i := 1; i < n; i++ {
		// O and the begin labels may follow anything; a label inside a name only two.
		var next [Labels]float32
		for b := 0; b < Labels; b++ {
			if b > 0 && b&1 == 0 {
				from, s := b, cur[b]+c.Trans[b][b]
				if t := cur[b-1] + c.Trans[b-1][b]; t > s {
					from, s = b-1, t
				}
				next[b] = s + l.emit[i][b]
				l.back[i][b] = uint8(from)
				continue
			}
			from, s := 0, cur[0]+c.Trans[0][b]
			for a := 1; a < Labels; a++ {
				if t := cur[a] + c.Trans[a][b]; t > s {
					from, s = a, t
				}
			}
			next[b] = s + l.emit[i][b]
			l.back[i][b] = uint8(from)
		}
		cur = next
	}
	last := 0
	for b := 1; b < Labels; b++ {
		if cur[b] > cur[last] {
			last = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		l.labels[i] = uint8(last)
		last = int(l.back[i][last])
	}
}

// forwardBackward turns l.emit into exponentials and fills l.fwd, l.bwd and l.scale,
// each position scaled to sum to one (Rabiner 1989).
func (c *Chain) forwardBackward(l *lattice) {
	n := len(l.emit)
	for i := range n {
		e := &l.emit[i]
		top := e[0]
		for b := 1; b < Labels; b++ {
			top = max(top, e[b])
		}
		for b := range Labels {
			e[b] = float32(math.Exp(float64(e[b] - top)))
		}
	}
	for i := range n {
		f := &l.fwd[i]
		sum := float32(0)
		for b := range Labels {
			v := float32(0)
			if i == 0 {
				if start(b) {
					v = 1
				}
			} else {
				for a := range Labels {
					v += l.fwd[i-1][a] * c.exp[a][b]
				}
			}
			f[b] = v * l.emit[i][b]
			sum += f[b]
		}
		l.scale[i] = 1 / sum
		for b := range Labels {
			f[b] *= l.scale[i]
		}
	}
	for b := range Labels {
		l.bwd[n-1][b] = 1
	}
	for i := n - 2; i >= 0; i-- {
		for a := range Labels {
			v := float32(0)
			for b := range Labels {
				v += c.exp[a][b] * l.emit[i+1][b] * l.bwd[i+1][b]
			}
			l.bwd[i][a] = v * l.scale[i+1]
		}
	}
}

// span gives the probability that tokens [i, j) are a name with the begin label b.
// forwardBackward must have run.
func (c *Chain) span(l *lattice, i, j, b int) float32 {
	p := l.fwd[i][b]
	for k := i + 1; k < j; k++ {
		from := b + 1
		if k == i+1 {
			from = b
		}
		p *= c.exp[from][b+1] * l.emit[k][b+1] * l.scale[k]
	}
	if j == len(l.emit) {
		return p
	}
	last := b + 1
	if j == i+1 {
		last = b
	}
	out := float32(0)
	for a := range Labels {
		if a != b+1 {
			out += c.exp[last][a] * l.emit[j][a] * l.bwd[j][a]
		}
	}
	return p * out * l.scale[j]
}
