package model

import (
	"math/bits"
	"slices"
)

// Template says which atoms a feature joins: indexes into the atoms of the
// moment. Unused places hold 0, and atom 0 is always zero, so that every
// template costs the same four multiplications and no branch.
type Template [4]uint8

// Multipliers of Keys: odd 64-bit numbers without structure (splitmix64 of 1 to 5).
const (
	mul0 = 0x910a2dec89025cc1
	mul1 = 0xbeeb8da1658eec67
	mul2 = 0xf893a2eefb32555f
	mul3 = 0x71c18690ee42c90b
	mulT = 0x71bb54d8d101b5b9
	mulF = 0x9fb21c651e98df25
)

// Keys appends the feature of each template over the atoms: a multilinear hash
// (Lemire and Kaser 2014) with the template's number as its seed, then mixed so
// that both its high bits (place) and its low ones (fingerprint) are good.
func Keys(keys []uint64, templates []Template, atoms *[256]uint32) []uint64 {
	at := len(keys)
	keys = slices.Grow(keys, len(templates))[:at+len(templates)]
	out := keys[at:]
	for i := range out {
		t := &templates[i]
		h := uint64(i+1)*mulT +
			uint64(atoms[t[0]])*mul0 + uint64(atoms[t[1]])*mul1 +
			uint64(atoms[t[2]])*mul2 + uint64(atoms[t[3]])*mul3
		h = (h ^ h>>32) * mulF
		out[i] = h ^ h>>29
	}
	return keys
}

// Key joins two values into one feature, for those who have no templates.
func Key(a, b uint64) uint64 {
	h := a*mul0 + bits.RotateLeft64(b, 32)*mul1 + b*mul2
	h = (h ^ h>>32) * mulF
	return h ^ h>>29
}

// Hash hashes bytes to 32 bits (FNV-1a, then mixed).
func Hash[T string | []byte](s T) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h = (h ^ h>>15) * 0x85ebca6b
	return h ^ h>>13
}
