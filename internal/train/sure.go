package train

import (
	"slices"

	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// Words are sure of their class from so many occurrences on, of which at most one in so many is of another.
const (
	sureTimes = 150
	sureSlips = 400
)

// sureWords lists the frequent words that have one class only, "the" and the comma among them.
func sureWords(sents []sentence, classes []syntax.Class) ([]model.Entry, error) {
	clusters, err := syntax.LoadClusters()
	if err != nil {
		return nil, err
	}
	number := map[syntax.Class]int{}
	for i, c := range classes {
		number[c] = i
	}
	var words syntax.Words
	counts := map[uint64][]int{}
	var keys []uint64
	for _, s := range sents {
		words.Prepare(s.d, s.r, clusters)
		for i, t := range s.tokens() {
			key := words.SureKey(i)
			if counts[key] == nil {
				counts[key] = make([]int, len(classes)+1)
				keys = append(keys, key)
			}
			class, ok := number[syntax.Class{Tag: t.Tag, POS: t.POS}]
			if !ok {
				class = len(classes)
			}
			counts[key][class]++
		}
	}
	var list []model.Entry
	for _, key := range keys {
		n := 0
		for _, c := range counts[key] {
			n += c
		}
		best := slices.Index(counts[key], slices.Max(counts[key]))
		if n >= sureTimes && best < len(classes) && (n-counts[key][best])*sureSlips <= n {
			list = append(list, model.Entry{Key: key, Value: uint16(best)})
		}
	}
	return list, nil
}
