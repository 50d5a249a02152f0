package train

import (
	"cmp"
	"math"
	"slices"

	"herodotus/internal/model"
)

// Perceptron is an averaged multiclass perceptron over hashed features
// (Collins 2002). Rows appear when a feature is first updated and hold only the
// classes that ever were.
type Perceptron struct {
	step  int64
	index index
	rows  []row
}

type row struct {
	key   uint64
	hits  int64 // decisions that the feature took part in since it was first updated
	cells []cell
}

// cell is the weight of a class; total sums it over the steps until at.
type cell struct {
	class  uint8
	weight int32
	total  int64
	at     int64
}

// NewPerceptron makes one that has learnt nothing; classes are numbered from 0 to 255.
func NewPerceptron() *Perceptron { return &Perceptron{index: newIndex(1 << 16)} }

// Score adds the weights of the features to the scores of the classes.
func (p *Perceptron) Score(keys []uint64, scores []int32) {
	for _, k := range keys {
		if i := p.index.find(k); i >= 0 {
			p.rows[i].hits++
			for _, c := range p.rows[i].cells {
				scores[c.class] += c.weight
			}
		}
	}
}

// Step counts a decision: averages are over all decisions, right or wrong.
func (p *Perceptron) Step() { p.step++ }

// Update moves the features' weights towards the right class and away from the wrong one.
func (p *Perceptron) Update(keys []uint64, right, wrong int) {
	for _, k := range keys {
		i := p.index.find(k)
		if i < 0 {
			i = p.index.add(k)
			p.rows = append(p.rows, row{key: k})
		}
		r := &p.rows[i]
		p.add(r, uint8(right), 1)
		p.add(r, uint8(wrong), -1)
	}
}

func (p *Perceptron) add(r *row, class uint8, by int32) {
	for i := range r.cells {
		if c := &r.cells[i]; c.class == class {
			c.total += int64(c.weight) * (p.step - c.at)
			c.weight += by
			c.at = p.step
			return
		}
	}
	r.cells = append(r.cells, cell{class: class, weight: by, at: p.step})
}

// Rows gives the most important features of several perceptrons that learnt the
// same task in different orders, their averaged weights added up: together they
// decide more steadily than each alone. Rows come in the order of their keys, so
// that equal training gives equal files.
//
// A feature counts for how loud it speaks times the root of how often. To leave
// out those that were seldom updated instead would also drop what was learnt at
// once, and costs a point of accuracy.
func Rows(limit int, ps ...*Perceptron) []model.Row {
	type ranked struct {
		model.Row
		hits, rank float64
	}
	var rows []ranked
	at := newIndex(1 << 16)
	for _, p := range ps {
		for i := range p.rows {
			r := &p.rows[i]
			n := at.find(r.key)
			if n < 0 {
				n = at.add(r.key)
				rows = append(rows, ranked{Row: model.Row{Key: r.key}})
			}
			rows[n].hits += float64(r.hits)
			rows[n].Weights = p.average(r, rows[n].Weights)
		}
	}
	for i := range rows {
		r := &rows[i]
		for _, w := range r.Weights {
			r.rank = max(r.rank, math.Abs(w.Weight)*math.Sqrt(r.hits))
		}
	}
	slices.SortFunc(rows, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.Key, b.Key)) })
	rows = rows[:min(limit, len(rows))]
	slices.SortFunc(rows, func(a, b ranked) int { return cmp.Compare(a.Key, b.Key) })
	list := make([]model.Row, 0, len(rows))
	for _, r := range rows {
		if r.rank > 0 {
			list = append(list, r.Row)
		}
	}
	return list
}

// average adds the row's averaged weights to those in list, which is by class.
func (p *Perceptron) average(r *row, list []model.Weight) []model.Weight {
	for _, c := range r.cells {
		w := float64(c.total+int64(c.weight)*(p.step-c.at)) / float64(p.step)
		n, ok := slices.BinarySearchFunc(list, int(c.class), func(a model.Weight, class int) int { return cmp.Compare(a.Class, class) })
		if !ok {
			list = slices.Insert(list, n, model.Weight{Class: int(c.class)})
		}
		list[n].Weight += w
	}
	return list
}

// index numbers keys in the order they come: an open-addressed table, which
// takes a third of the time of a map here.
type index struct {
	slots []indexSlot
	n     int32
}

// indexSlot holds a key and its number plus one; 0 marks an empty slot.
type indexSlot struct {
	key    uint64
	number int32
}

func newIndex(size int) index { return index{slots: make([]indexSlot, size)} }

// find gives the number of a key, or -1.
func (x *index) find(key uint64) int32 {
	mask := uint64(len(x.slots) - 1)
	for at := key >> 20; ; at++ {
		s := &x.slots[at&mask]
		if s.number == 0 {
			return -1
		}
		if s.key == key {
			return s.number - 1
		}
	}
}

// add numbers a key that find did not find.
func (x *index) add(key uint64) int32 {
	if int(x.n)*2 >= len(x.slots) {
		old := x.slots
		x.slots = make([]indexSlot, 2*len(old))
		for _, s := range old {
			if s.number != 0 {
				x.put(s)
			}
		}
	}
	x.n++
	x.put(indexSlot{key, x.n})
	return x.n - 1
}

func (x *index) put(s indexSlot) {
	mask := uint64(len(x.slots) - 1)
	at := s.key >> 20
	for x.slots[at&mask].number != 0 {
		at++
	}
	x.slots[at&mask] = s
}
