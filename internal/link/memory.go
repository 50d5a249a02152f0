package link

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// NoDay stands for an unknown day; it comes before all days.
const NoDay int32 = math.MinInt32

const maxDay int32 = math.MaxInt32

// memory is a Memory without a database.
type memory struct {
	posted map[posting][]entry // by day, then id
	blobs  map[object][]byte
	next   map[int]uint64
}

type posting struct {
	kind int
	key  uint64
}

type entry struct {
	day int32
	id  uint64
}

type object struct {
	kind int
	id   uint64
}

// NewMemory makes an empty Memory that lives as long as the process.
func NewMemory() Memory {
	return &memory{posted: map[posting][]entry{}, blobs: map[object][]byte{}, next: map[int]uint64{}}
}

func compareEntries(a, b entry) int {
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id))
}

func (m *memory) Lookup(kind int, keys []uint64, fromDay, toDay int32, perKey, most int) ([]uint64, error) {
	shared := map[uint64]int{}
	for _, k := range keys {
		list := m.posted[posting{kind, k}]
		end := sort.Search(len(list), func(i int) bool { return list[i].day > toDay })
		for i := end - 1; i >= 0 && i >= end-perKey && list[i].day >= fromDay; i-- {
			shared[list[i].id]++
		}
	}
	ids := make([]uint64, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(b, a))
	})
	return ids[:min(len(ids), most)], nil
}

func (m *memory) Load(kind int, ids []uint64) ([][]byte, error) {
	out := make([][]byte, len(ids))
	for i, id := range ids {
		out[i] = m.blobs[object{kind, id}]
	}
	return out, nil
}

func (m *memory) Save(kind int, id uint64, day int32, keys []uint64, blob []byte) error {
	m.blobs[object{kind, id}] = blob
	for _, k := range keys {
		p := posting{kind, k}
		e := entry{day, id}
		list := m.posted[p]
		if at, known := slices.BinarySearchFunc(list, e, compareEntries); !known {
			m.posted[p] = slices.Insert(list, at, e)
		}
	}
	return nil
}

func (m *memory) NextID(kind int) (uint64, error) {
	m.next[kind]++
	return m.next[kind], nil
}
