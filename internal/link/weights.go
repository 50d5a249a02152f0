package link

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// weights is weights.txt, read.
var weights = sync.OnceValue(func() map[string]float64 {
	out := map[string]float64{}
	for line := range strings.Lines(weightFile) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		if v, err := strconv.ParseFloat(f[1], 64); err == nil {
			out[f[0]] = v
		}
	}
	return out
})

// chance turns log odds into a probability.
func chance(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// weigher adds up evidence and keeps what agreed, for people.
type weigher struct {
	weights  map[string]float64
	sum      float64
	evidence []string
}

// add counts a sign that many times; slot and value tell people what agreed.
func (w *weigher) add(sign string, times float64, slot, value string) {
	weight := w.weights[sign] * times
	w.sum += weight
	if weight > 0 && value != "" {
		w.evidence = append(w.evidence, slot+": "+value)
	}
}
