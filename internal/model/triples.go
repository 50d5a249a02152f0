package model

import (
	"fmt"
	"math"
)

// Triples is a table from features to three weights, for decisions among three.
// A slot holds 16 bits of fingerprint and the weights, so that a feature costs
// one cache miss at most; an empty slot is zero.
type Triples struct {
	shift uint
	slots []uint64
}

// Score gives the sum of the features' weights. Loads come first and do not
// wait for each other; keys are at most MaxKeys.
func (t *Triples) Score(keys []uint64) (sum [3]int32) {
	var found [MaxKeys]uint64
	keys = keys[:min(len(keys), MaxKeys)]
	slots, mask := t.slots, uint64(len(t.slots)-1)
	for i, k := range keys {
		found[i] = slots[k>>t.shift&mask]
	}
	n := 0
	for i, k := range keys {
		s, f := found[i], fingerprint(k)
		for at := k>>t.shift + 1; s != 0 && s&0xffff != f; at++ {
			s = slots[at&mask]
		}
		found[n] = s
		if s != 0 {
			n++
		}
	}
	var a, b, c int32
	for _, s := range found[:n] {
		a += int32(int16(s >> 16))
		b += int32(int16(s >> 32))
		c += int32(int16(s >> 48))
	}
	return [3]int32{a, b, c}
}

// fingerprint gives 16 bits of the key, never zero.
func fingerprint(k uint64) uint64 { return max(k&0xffff, 1) }

// NewTriples packs rows of the classes 0, 1 and 2 into a table.
func NewTriples(rows []Row) (*Triples, error) {
	top := 0.0
	for _, r := range rows {
		for _, w := range r.Weights {
			if w.Class < 0 || w.Class > 2 {
				return nil, fmt.Errorf("class %d in a table of three", w.Class)
			}
			top = max(top, math.Abs(w.Weight))
		}
	}
	unit := max(top, 1e-9) / math.MaxInt16
	t := &Triples{}
	t.slots, t.shift = emptySlots(len(rows))
	mask := uint64(len(t.slots) - 1)
	for _, r := range rows {
		s := fingerprint(r.Key)
		for _, w := range r.Weights {
			s |= uint64(uint16(int16(math.Round(w.Weight/unit)))) << (16 * (w.Class + 1))
		}
		at := r.Key >> t.shift
		for t.slots[at&mask] != 0 {
			at++
		}
		t.slots[at&mask] = s
	}
	return t, nil
}

// Append writes the table to the end of b.
func (t *Triples) Append(b []byte) []byte { return appendSlots(b, t.slots) }

// ReadTriples reads what Append wrote.
func ReadTriples(b []byte) (*Triples, error) {
	slots, shift, rest, err := cutSlots(b)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%d bytes too many", len(rest))
	}
	return &Triples{shift, slots}, nil
}
