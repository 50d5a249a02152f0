package train

import (
	"cmp"
	"slices"

	"herodotus/internal/model"
)

// Perceptron is an averaged multiclass perceptron over hashed features
// (Collins 2002). Rows appear when a feature is first updated and hold only the
// classes that ever were. It is no faster than training needs.
type Perceptron struct {
	classes int
	step    int64
	index   map[uint64]int32
	rows    []row
}

type row struct {
	key     uint64
	updates int32
	cells   []cell
}

// cell is the weight of a class; total sums it over the steps until at.
type cell struct {
	class  uint8
	weight int32
	total  int64
	at     int64
}

// NewPerceptron makes one of the given number of classes, at most 256.
func NewPerceptron(classes int) *Perceptron {
	return &Perceptron{classes: classes, index: map[uint64]int32{}}
}

// Classes gives the number of classes.
func (p *Perceptron) Classes() int { return p.classes }

// Score adds the weights of the features to the scores of the classes.
func (p *Perceptron) Score(keys []uint64, scores []int32) {
	for _, k := range keys {
		if i, ok := p.index[k]; ok {
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
		i, ok := p.index[k]
		if !ok {
			i = int32(len(p.rows))
			p.index[k] = i
			p.rows = append(p.rows, row{key: k})
		}
		r := &p.rows[i]
		r.updates++
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

// Rows gives the averaged weights of all features updated at least a number of
// times, in the order of their keys, so that equal training gives equal files.
func (p *Perceptron) Rows(updates int) []model.Row {
	var rows []model.Row
	for i := range p.rows {
		r := &p.rows[i]
		if int(r.updates) < updates {
			continue
		}
		out := model.Row{Key: r.key}
		for _, c := range r.cells {
			total := c.total + int64(c.weight)*(p.step-c.at)
			if total != 0 {
				out.Weights = append(out.Weights, model.Weight{Class: int(c.class), Weight: float64(total) / float64(p.step)})
			}
		}
		if len(out.Weights) > 0 {
			slices.SortFunc(out.Weights, func(a, b model.Weight) int { return cmp.Compare(a.Class, b.Class) })
			rows = append(rows, out)
		}
	}
	slices.SortFunc(rows, func(a, b model.Row) int { return cmp.Compare(a.Key, b.Key) })
	return rows
}
