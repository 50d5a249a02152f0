package link

import (
	"encoding/binary"
	"slices"
)

// Near-duplicates are found by min-wise hashing (Broder, "On the resemblance
// and containment of documents", 1997): each text is known by the smallest
// hashes of its shingles. A part of a text keeps those of the whole's smallest
// that it holds, so that a copy cut to a third still shares a third of its keys;
// bands of several rows, the usual arrangement, would lose it.
const (
	shingleWords = 4   // long enough to be an author's own, short enough to survive typos
	sketchSize   = 256 // hashes kept for comparing: containment within 3 % (one standard error)
	copyKeys     = 28  // hashes kept as keys
)

// sketch is what is kept of a text: the smallest hashes of its shingles, rising,
// and how many there were.
type sketch struct {
	keys   []uint64 // of the smallest; not kept in the blob
	hashes []uint32 // the upper halves
	total  int
}

func sketchOf(words []word) sketch {
	all := make([]uint64, 0, len(words))
	stop := stopWords()
	for i := 0; i+shingleWords <= len(words); i++ {
		telling := 0
		var h uint64
		for _, w := range words[i : i+shingleWords] {
			if !stop[w.low] {
				telling++
			}
			h = mix(h*31 + hash(w.low))
		}
		if telling >= 2 {
			all = append(all, h)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	s := sketch{total: len(all), keys: all[:min(len(all), copyKeys)]}
	for _, h := range all[:min(len(all), sketchSize)] {
		s.hashes = append(s.hashes, uint32(h>>32))
	}
	s.hashes = slices.Compact(s.hashes)
	return s
}

// likeness estimates which share of the shingles of the smaller text the other
// has, from the hashes below the lower of the two limits: there both sketches are
// complete. It also tells how many shared hashes the estimate stands on.
func (s sketch) likeness(t sketch) (share float64, shared int) {
	if len(s.hashes) == 0 || len(t.hashes) == 0 {
		return 0, 0
	}
	limit := min(s.limit(), t.limit())
	i, j := 0, 0
	for i < len(s.hashes) && j < len(t.hashes) && s.hashes[i] <= limit && t.hashes[j] <= limit {
		switch {
		case s.hashes[i] == t.hashes[j]:
			shared++
			i++
			j++
		case s.hashes[i] < t.hashes[j]:
			i++
		default:
			j++
		}
	}
	return float64(shared) / float64(max(1, min(s.below(limit), t.below(limit)))), shared
}

// limit is the hash up to which the sketch is complete.
func (s sketch) limit() uint32 {
	if s.total <= len(s.hashes) {
		return ^uint32(0)
	}
	return s.hashes[len(s.hashes)-1]
}

func (s sketch) below(limit uint32) int {
	n, found := slices.BinarySearch(s.hashes, limit)
	if found {
		n++
	}
	return n
}

func (s sketch) encode() []byte {
	b := binary.AppendUvarint([]byte{blobVersion}, uint64(s.total))
	for _, h := range s.hashes {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	return b
}

// decodeSketch gives an empty sketch for a blob that it cannot read, or that no text has.
func decodeSketch(b []byte) sketch {
	if !readable(b) {
		return sketch{}
	}
	total, n := binary.Uvarint(b[1:])
	if n <= 0 || (len(b)-1-n)%4 != 0 {
		return sketch{}
	}
	s := sketch{total: int(total)}
	for b = b[1+n:]; len(b) > 0; b = b[4:] {
		h := binary.LittleEndian.Uint32(b)
		if last := len(s.hashes) - 1; last >= 0 && h <= s.hashes[last] {
			return sketch{}
		}
		s.hashes = append(s.hashes, h)
	}
	if s.total < len(s.hashes) {
		return sketch{}
	}
	return s
}
