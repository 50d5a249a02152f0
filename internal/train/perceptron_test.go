package train

import (
	"testing"

	"herodotus/internal/model"
)

// TestPerceptronLearns: feature 1 means class 0, feature 2 class 1, and feature 9
// nothing; what it learnt survives packing, and the loudest features are kept.
func TestPerceptronLearns(t *testing.T) {
	a, b, noise := model.Key(1, 0), model.Key(2, 0), model.Key(9, 0)
	p := NewPerceptron()
	for range 20 {
		for right, keys := range [][]uint64{{a, noise}, {b, noise}} {
			scores := make([]int32, 2)
			p.Score(keys, scores)
			guess := 0
			if scores[1] > scores[0] {
				guess = 1
			}
			p.Step()
			if guess != right {
				p.Update(keys, right, guess)
			}
		}
	}
	for _, limit := range []int{2, 3} {
		table, err := model.NewSparse(2, Rows(limit, p, p), model.Quiet)
		if err != nil {
			t.Fatal(err)
		}
		for right, key := range []uint64{a, b} {
			scores := make([]int32, 2)
			table.Score([]uint64{key, noise}, scores)
			if scores[right] <= scores[1-right] {
				t.Errorf("limit %d: scores %v, want class %d", limit, scores, right)
			}
		}
	}
}

func TestIndexNumbersKeys(t *testing.T) {
	x := newIndex(4)
	for i := range uint64(100) {
		key := i * 0x9e3779b97f4a7c15
		if x.find(key) >= 0 {
			t.Fatalf("found %x before it was added", key)
		}
		if got := x.add(key); got != int32(i) {
			t.Fatalf("key %d got the number %d", i, got)
		}
	}
	for i := range uint64(100) {
		if got := x.find(i * 0x9e3779b97f4a7c15); got != int32(i) {
			t.Fatalf("key %d has the number %d", i, got)
		}
	}
}
