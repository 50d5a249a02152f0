package topic

import (
	_ "embed"
	"strings"

	"herodotus/internal/model"
	"herodotus/internal/ontology"
)

//go:embed weights.txt
var weightsTable string

// judge holds the weights of weights.txt so that an event is judged without naming its features once for each context.
type judge struct {
	asked [mostRank + 2][mostNear + 1][mostWhole + 1][2]float32 // what is asked of every context
	rows  map[string]*row                                       // what has its own weight for each, by name
}

// row is the weights of a feature, by context.
type row [64]float32

// readJudge reads the table.
func readJudge() (*judge, error) {
	weights, err := model.ReadNamed("weights.txt", weightsTable)
	if err != nil {
		return nil, err
	}
	j := &judge{rows: map[string]*row{}}
	for rank := range j.asked {
		for near := range j.asked[rank] {
			for whole := range j.asked[rank][near] {
				for frame := range j.asked[rank][near][whole] {
					t := model.Tally{Weights: &weights}
					asked{rank - 1, near, whole, frame == 1}.features(&t)
					j.asked[rank][near][whole][frame] = t.Sum
				}
			}
		}
	}
	number := map[string]int{}
	for i, name := range ontology.Contexts() {
		number[name] = i
	}
	for line := range strings.Lines(weightsTable) {
		_, feature, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		at := strings.LastIndexByte(feature, ' ')
		i, ok := number[feature[at+1:]]
		if at < 0 || !ok {
			continue
		}
		if j.rows[feature[:at]] == nil {
			j.rows[feature[:at]] = &row{}
		}
		j.rows[feature[:at]][i] = weights.At(model.NameOf(feature))
	}
	return j, nil
}

// sums adds up the weights of what speaks for each context.
func (j *judge) sums(v *view) (z row) {
	for _, base := range v.about {
		if r := j.rows[base]; r != nil {
			for i := range z {
				z[i] += r[i]
			}
		}
	}
	for i := range ontology.Contexts() {
		a := v.asked(i)
		frame := 0
		if a.frame {
			frame = 1
		}
		z[i] += j.asked[a.rank+1][a.near][a.whole][frame]
		for _, base := range v.told(i) {
			if r := j.rows[base]; r != nil {
				z[i] += r[i]
			}
		}
	}
	return z
}
