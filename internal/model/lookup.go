package model

import "fmt"

// Lookup is a table from features to small numbers. A slot holds 48 bits of
// the key and the number; an empty slot is zero.
type Lookup struct {
	shift uint
	slots []uint64
}

// Entry is a feature and its number, as a trainer hands it over.
type Entry struct {
	Key   uint64
	Value uint16
}

// Find gives the number of a feature.
func (t *Lookup) Find(key uint64) (uint16, bool) {
	mask := uint64(len(t.slots) - 1)
	for at := key >> t.shift; ; at++ {
		s := t.slots[at&mask]
		if s == 0 {
			return 0, false
		}
		if s&^0xffff == key<<16 {
			return uint16(s), true
		}
	}
}

// NewLookup packs entries into a table.
func NewLookup(entries []Entry) (*Lookup, error) {
	t := &Lookup{}
	t.slots, t.shift = emptySlots(len(entries))
	mask := uint64(len(t.slots) - 1)
	for _, e := range entries {
		s := e.Key<<16 | uint64(e.Value)
		if s == 0 {
			return nil, fmt.Errorf("key %x cannot be stored", e.Key)
		}
		at := e.Key >> t.shift
		for t.slots[at&mask] != 0 {
			at++
		}
		t.slots[at&mask] = s
	}
	return t, nil
}

// Append writes the table to the end of b.
func (t *Lookup) Append(b []byte) []byte { return appendSlots(b, t.slots) }

// ReadLookup reads what Append wrote.
func ReadLookup(b []byte) (*Lookup, error) {
	slots, shift, rest, err := cutSlots(b)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%d bytes too many", len(rest))
	}
	return &Lookup{shift, slots}, nil
}
