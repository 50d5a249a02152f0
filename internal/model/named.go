package model

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Named are the weights of a linear model whose features have readable names: a text table of lines with a weight, a tab
// and a name, which people can read and compare. The weights stand by the hash of the name in open addressing, a power
// of two long, at most half full.
type Named struct {
	keys    []uint64
	weights []float32
}

// ReadNamed reads such a table; "#" begins a line of comment. Faults name the table and the line.
func ReadNamed(name, table string) (Named, error) {
	size := 2 << bits.Len(uint(strings.Count(table, "\n")))
	w := Named{make([]uint64, size), make([]float32, size)}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		number, feature, ok := strings.Cut(line, "\t")
		x, err := strconv.ParseFloat(number, 32)
		if !ok || err != nil {
			return w, fmt.Errorf("%s:%d: want a weight, a tab and a feature", name, n)
		}
		key := NameOf(feature)
		i := w.slot(key)
		w.keys[i], w.weights[i] = uint64(key|1), float32(x)
	}
	return w, nil
}

// At gives the weight of a feature, 0 for one that the table does not name.
func (w *Named) At(key NameKey) float32 {
	return w.weights[w.slot(key)] // the weight of a free place is 0
}

// slot gives where the key stands, or the free place where it would.
func (w *Named) slot(key NameKey) uint64 {
	k, mask := uint64(key|1), uint64(len(w.keys)-1) // a key is never 0, which marks free places
	i := k >> 7 & mask
	for w.keys[i] != k && w.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// NameKey is the hash of a feature's name (FNV-1a).
type NameKey uint64

const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// NameOf gives the key of the name that the words make with a space between them.
func NameOf(words ...string) NameKey {
	h := NameKey(fnvBasis)
	for i, s := range words {
		if i > 0 {
			h = (h ^ ' ') * fnvPrime
		}
		h = h.On(s)
	}
	return h
}

// On gives the key of the name that goes on with s.
func (h NameKey) On(s string) NameKey {
	for k := 0; k < len(s); k++ {
		h = (h ^ NameKey(s[k])) * fnvPrime
	}
	return h
}

// NameText joins the words of a name; unlike strings.Join it keeps none of them, so that they need not live on the heap.
func NameText(words ...string) string {
	var b []byte
	for i, s := range words {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, s...)
	}
	return string(b)
}

// Tally adds up the weights of features or, without weights, lists their names for training.
type Tally struct {
	Weights *Named
	Sum     float32
	Names   []string
}

// Add counts the feature whose name the words make.
func (t *Tally) Add(words ...string) {
	if t.Weights == nil {
		t.Names = append(t.Names, NameText(words...))
		return
	}
	t.Sum += t.Weights.At(NameOf(words...))
}

// AddClass adds a feature whose last word is a number: a class of words. 0 is no class.
func (t *Tally) AddClass(name string, n uint16, word string) {
	if n == 0 {
		return
	}
	const digits = "0123456789abcdef"
	b := [4]byte{digits[n>>12], digits[n>>8&15], digits[n>>4&15], digits[n&15]}
	t.Add(name, word, string(b[:]))
}

// Chance gives the probability that a sum of weights stands for in a logistic regression.
func Chance(sum float32) float32 { return float32(1 / (1 + math.Exp(-float64(sum)))) }
