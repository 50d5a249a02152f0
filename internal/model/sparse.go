package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// MaxKeys is the largest number of features that one decision may have.
const MaxKeys = 128

// Weight is the weight of one class in a feature's row.
type Weight struct {
	Class  int
	Weight float64
}

// Row is a feature and its weights, as a trainer hands it over.
type Row struct {
	Key     uint64
	Weights []Weight
}

// Sparse is a table from features to rows of weights, of which only those that
// are not zero are stored: a feature of language speaks of a few classes.
//
// A slot holds 24 bits of fingerprint, 8 of row length and 32 of row offset; an
// empty slot is zero. A cell holds the class in its high bits and a signed
// weight in the others, so that few classes leave finer weights.
type Sparse struct {
	classes int
	scale   float32 // what a weight of one stands for
	shift   uint    // key >> shift is the slot to look in first
	bits    uint    // of a cell's weight
	slots   []uint64
	cells   []uint16
	wide    []uint64 // the long rows once more after widen, four classes a number
	lanes   int      // numbers of a wide row; 0 before widen
}

// Classes gives the number of classes.
func (t *Sparse) Classes() int { return t.classes }

// Scale gives what one unit of a score stands for in the trainer's weights.
func (t *Sparse) Scale() float32 { return t.scale }

// Score adds the weights of the features to the scores of the classes; keys
// are at most MaxKeys, and overwritten.
func (t *Sparse) Score(keys []uint64, scores []int32) {
	rows := t.find(keys[:min(len(keys), MaxKeys)])
	if t.lanes > 0 {
		rows = t.addWide(rows, scores)
	}
	// In 32 bits, with shifts that the compiler sees are below 32, a cell takes four instructions.
	class, sign := t.bits&31, (32-t.bits)&31
	for _, s := range rows {
		for _, c := range t.cells[s>>32 : s>>32+s&255] {
			w := uint32(c)
			scores[w>>class] += int32(w<<sign) >> sign
		}
	}
}

// find puts the slots of the features that have one in their keys' place. The
// first pass reads slots whose loads do not wait for each other.
func (t *Sparse) find(keys []uint64) []uint64 {
	var found [MaxKeys]uint64
	slots, mask, shift := t.slots, uint64(len(t.slots)-1), t.shift&63
	for i, k := range keys {
		found[i] = slots[k>>shift&mask]
	}
	n := 0
	for i, k := range keys {
		s := found[i]
		for at := k>>shift + 1; s != 0 && uint32(s)>>8 != uint32(k)&(1<<24-1); at++ {
			s = slots[at&mask]
		}
		keys[n] = s
		if s != 0 {
			n++
		}
	}
	return keys[:n]
}

// Quiet is the usual part of the largest weight below which weights are left
// out: more than half of all, which together hardly ever turn a decision, and
// cost as much time as the rest.
const Quiet = 32

// NewSparse packs rows into a table. Each row keeps its loudest weight and
// those of at least the largest weight divided by quiet; 0 keeps all.
func NewSparse(classes int, rows []Row, quiet int) (*Sparse, error) {
	cb := bits.Len(uint(classes - 1))
	if classes < 2 || cb > 8 {
		return nil, fmt.Errorf("%d classes, but a table holds 2 to 256", classes)
	}
	t := &Sparse{classes: classes, bits: uint(16 - cb)}
	limit := float64(int(1)<<(t.bits-1) - 1)
	unit := clip(rows) / limit
	t.scale = float32(unit)
	t.slots, t.shift = emptySlots(len(rows))
	mask := uint64(len(t.slots) - 1)
	least := 0
	if quiet > 0 {
		least = int(limit) / quiet
	}
	row := make([]int, classes)
	for _, r := range rows {
		if len(r.Weights) > classes {
			return nil, fmt.Errorf("a row of %d weights for %d classes", len(r.Weights), classes)
		}
		off := len(t.cells)
		quantise(row, r.Weights, unit, limit)
		loudest := loudest(row[:len(r.Weights)])
		for i, w := range r.Weights {
			if q := row[i]; q != 0 && (max(q, -q) >= least || i == loudest) {
				t.cells = append(t.cells, uint16(w.Class)<<t.bits|uint16(q)&(1<<t.bits-1))
			}
		}
		n := len(t.cells) - off
		if n == 0 {
			continue
		}
		if n >= wideRow {
			return nil, fmt.Errorf("a row of %d weights", n)
		}
		at := r.Key >> t.shift
		for t.slots[at&mask] != 0 {
			at++
		}
		t.slots[at&mask] = uint64(off)<<32 | r.Key&(1<<24-1)<<8 | uint64(n)
	}
	return t, nil
}

func quantise(row []int, weights []Weight, unit, limit float64) {
	for i, w := range weights {
		row[i] = int(math.Round(max(-limit, min(limit, w.Weight/unit))))
	}
}

// loudest gives the place of the weight that is farthest from zero, the first of equal ones.
func loudest(row []int) int {
	best := 0
	for i, q := range row {
		if max(q, -q) > max(row[best], -row[best]) {
			best = i
		}
	}
	return best
}

// clip gives the weight that the largest cell stands for: few weights are
// larger, and cutting those costs less than coarser steps for all.
func clip(rows []Row) float64 {
	var sum float64
	var n int
	top := 0.0
	for _, r := range rows {
		for _, w := range r.Weights {
			sum += w.Weight * w.Weight
			n++
			top = max(top, math.Abs(w.Weight))
		}
	}
	if n == 0 || top == 0 {
		return 1
	}
	return min(top, 16*math.Sqrt(sum/float64(n)))
}

// emptySlots makes a slot array for n entries, at most three quarters full.
func emptySlots(n int) ([]uint64, uint) {
	size := 4
	for size*3 < n*4 {
		size *= 2
	}
	return make([]uint64, size), uint(64 - bits.Len(uint(size-1)))
}

// Append writes the table to the end of b.
func (t *Sparse) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(t.classes))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(t.scale))
	b = appendSlots(b, t.slots)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.cells)))
	for _, c := range t.cells {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return b
}

// ReadSparse reads what Append wrote, and checks that no key can lead outside.
func ReadSparse(b []byte) (*Sparse, error) {
	if len(b) < 8 {
		return nil, errShort
	}
	t := &Sparse{classes: int(binary.LittleEndian.Uint32(b)), scale: math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))}
	if t.classes < 2 || t.classes > 256 {
		return nil, fmt.Errorf("%d classes", t.classes)
	}
	t.bits = uint(16 - bits.Len(uint(t.classes-1)))
	var err error
	if t.slots, t.shift, b, err = cutSlots(b[8:]); err != nil {
		return nil, err
	}
	if len(b) < 4 || uint64(len(b)-4) != 2*uint64(binary.LittleEndian.Uint32(b)) {
		return nil, errShort
	}
	b = b[4:]
	t.cells = make([]uint16, len(b)/2)
	for i := range t.cells {
		c := binary.LittleEndian.Uint16(b[2*i:])
		if int(c>>t.bits) >= t.classes {
			return nil, errors.New("a weight of no class")
		}
		t.cells[i] = c
	}
	for _, s := range t.slots {
		if s&255 == wideRow || s>>32+s&255 > uint64(len(t.cells)) {
			return nil, errors.New("a row outside the table")
		}
	}
	return t, nil
}

// appendSlots stores slots with a bit for each that says whether it is used, so
// that the empty third of a table costs next to nothing.
func appendSlots(b []byte, slots []uint64) []byte {
	b = append(b, byte(bits.Len(uint(len(slots)-1))))
	used := make([]byte, (len(slots)+7)/8)
	for i, s := range slots {
		if s != 0 {
			used[i/8] |= 1 << (i % 8)
		}
	}
	b = append(b, used...)
	for _, s := range slots {
		if s != 0 {
			b = binary.LittleEndian.AppendUint64(b, s)
		}
	}
	return b
}

// cutSlots reads slots; at least one is empty, so that each search ends.
func cutSlots(b []byte) (slots []uint64, shift uint, rest []byte, err error) {
	if len(b) < 1 {
		return nil, 0, nil, errShort
	}
	width := uint(b[0])
	if b = b[1:]; width < 2 || width > 28 || len(b) < 1<<width/8 {
		return nil, 0, nil, errShort
	}
	slots = make([]uint64, 1<<width)
	used := b[:(len(slots)+7)/8]
	b = b[len(used):]
	n := 0
	for i := range slots {
		if used[i/8]>>(i%8)&1 == 0 {
			continue
		}
		if len(b) < 8 {
			return nil, 0, nil, errShort
		}
		slots[i] = binary.LittleEndian.Uint64(b)
		b = b[8:]
		n++
	}
	if n == len(slots) {
		return nil, 0, nil, errors.New("a table without an empty slot")
	}
	return slots, 64 - width, b, nil
}
