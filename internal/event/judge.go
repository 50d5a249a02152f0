package event

import (
	_ "embed"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

//go:embed judge.txt
var judgeTable string

// judgeThreshold is the probability from which a candidate becomes an event: when it is likelier right than wrong. In
// cross-validation F1 is flat from 0.40 to 0.50, and an invented event costs a reader's trust.
const judgeThreshold = 0.5

// verdicts are the weights of judge.txt, a logistic regression over the features of a candidate, by the hash of the
// feature's name: open addressing, a power of two long, at most half full.
type verdicts struct {
	keys    []uint64
	weights []float32
}

// readVerdicts reads a table of lines with a weight, a tab and a feature.
func readVerdicts(name, table string) (verdicts, error) {
	size := 2 << bits.Len(uint(strings.Count(table, "\n")))
	v := verdicts{make([]uint64, size), make([]float32, size)}
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
			return v, fmt.Errorf("%s:%d: want a weight, a tab and a feature", name, n)
		}
		i := v.slot(featureKey(feature))
		v.keys[i], v.weights[i] = featureKey(feature), float32(x)
	}
	return v, nil
}

// slot gives where the key stands, or the free place where it would.
func (v *verdicts) slot(key uint64) uint64 {
	mask := uint64(len(v.keys) - 1)
	i := key >> 7 & mask
	for v.keys[i] != key && v.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return i
}

// featureKey is FNV-1a over the words of a feature's name, a space between them; never 0.
func featureKey(words ...string) uint64 { return hashWords(words) | 1 }

func hashWords(words []string) uint64 {
	h := uint64(fnvBasis)
	for i, s := range words {
		if i > 0 {
			h = (h ^ ' ') * fnvPrime
		}
		h = hashOn(h, s)
	}
	return h
}

const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// hashOn goes on with a hash.
func hashOn(h uint64, s string) uint64 {
	for k := 0; k < len(s); k++ {
		h = (h ^ uint64(s[k])) * fnvPrime
	}
	return h
}

// tally sums the weights of a candidate's features or, for training, lists their names.
type tally struct {
	verdicts *verdicts
	sum      float32
	list     bool
	names    []string
}

func (t *tally) add(words ...string) {
	if t.list {
		t.names = append(t.names, sentence(words))
		return
	}
	t.sum += t.verdicts.weights[t.verdicts.slot(featureKey(words...))] // the weight of a free place is 0
}

// sentence joins words; unlike strings.Join it keeps none of them, so that they need not live on the heap.
func sentence(words []string) string {
	var b []byte
	for i, s := range words {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, s...)
	}
	return string(b)
}

// addClass adds a feature whose last word is a number: a class of words. 0 is no class.
func (t *tally) addClass(name string, n uint16, word string) {
	if n == 0 {
		return
	}
	const digits = "0123456789abcdef"
	b := [4]byte{digits[n>>12], digits[n>>8&15], digits[n>>4&15], digits[n&15]}
	t.add(name, word, string(b[:]))
}

// weigh judges candidate i: the hard rules' doubts about it are among the features of the model that decides.
func (w *work) weigh(i int32) {
	w.doubt(i)
	c := &w.cands[i]
	t := tally{verdicts: &w.x.verdicts}
	w.features(c, &t)
	c.chance = float32(1 / (1 + math.Exp(-float64(t.sum))))
}

// accepted tells whether a candidate becomes an event. A user's own senses are not the model's to judge.
func (w *work) accepted(c *candidate) bool {
	if c.sense.layer > 0 || w.byRules {
		return c.doubts == 0
	}
	// In a field where words of conflict are figures of speech the rule has the last word.
	return c.chance >= judgeThreshold && c.doubts&doubtFigurative == 0
}
