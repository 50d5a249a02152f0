package model

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// rows makes n features with a few weights each, the same for the same seed.
func rows(n, classes int) []Row {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	list := make([]Row, n)
	for i := range list {
		list[i].Key = rng.Uint64()
		first := rng.IntN(classes)
		for c := first; c < min(classes, first+3); c++ {
			list[i].Weights = append(list[i].Weights, Weight{c, rng.NormFloat64()})
		}
	}
	return list
}

func TestSparseScoresWhatItWasGiven(t *testing.T) {
	const classes = 60
	list := rows(1000, classes)
	made, err := NewSparse(classes, list, Quiet)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ReadSparse(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	keys := []uint64{list[3].Key, 12345, list[500].Key, list[999].Key}
	got := make([]int32, classes)
	table.Score(keys, got)
	want := make([]float64, classes)
	for _, i := range []int{3, 500, 999} {
		for _, w := range list[i].Weights {
			want[w.Class] += w.Weight
		}
	}
	for c := range want {
		if diff := math.Abs(float64(got[c])*float64(table.Scale()) - want[c]); diff > 3*float64(table.Scale()) {
			t.Errorf("class %d: %g, want %g", c, float64(got[c])*float64(table.Scale()), want[c])
		}
	}
}

// TestWideRowsScoreAsNarrowOnes takes enough rows of large weights to flush the lanes.
func TestWideRowsScoreAsNarrowOnes(t *testing.T) {
	for _, classes := range []int{9, 16, 62, 256} {
		list := rows(1000, classes)
		for i := range list {
			for c := range min(classes, 254) {
				if i%3 != 0 {
					list[i].Weights = append(list[i].Weights[:c], Weight{c, float64((i*7+c*13)%200 - 90)})
				}
			}
		}
		table, err := NewSparse(classes, list, 0)
		if err != nil {
			t.Fatal(err)
		}
		keys := make([]uint64, MaxKeys)
		for i := range keys {
			keys[i] = list[i].Key
		}
		narrow, wide := make([]int32, classes), make([]int32, classes)
		table.Score(slices.Clone(keys), narrow)
		table.widen()
		if len(table.wide) == 0 {
			t.Fatal("no row is wide")
		}
		table.Score(keys, wide)
		if !slices.Equal(narrow, wide) {
			t.Errorf("%d classes: wide rows give %v, want %v", classes, wide, narrow)
		}
	}
}

func TestTriplesScoreWhatTheyWereGiven(t *testing.T) {
	list := rows(1000, 3)
	made, err := NewTriples(list)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ReadTriples(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	one := table.Score([]uint64{list[10].Key})
	both := table.Score([]uint64{list[10].Key, list[20].Key, 99})
	other := table.Score([]uint64{list[20].Key})
	for c := range one {
		if both[c] != one[c]+other[c] {
			t.Errorf("class %d: %d, want %d", c, both[c], one[c]+other[c])
		}
	}
}

func TestLookupFindsWhatItWasGiven(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var list []Entry
	for i := range 1000 {
		list = append(list, Entry{rng.Uint64(), uint16(i)})
	}
	made, err := NewLookup(list)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ReadLookup(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if v, ok := table.Find(e.Key); !ok || v != e.Value {
			t.Fatalf("key %x: %d %t, want %d", e.Key, v, ok, e.Value)
		}
	}
	if _, ok := table.Find(42); ok {
		t.Error("found a key that was never stored")
	}
}

// sample is a small model file with a table of each kind.
func sample(t testing.TB) []byte {
	t.Helper()
	sparse, err := NewSparse(5, rows(20, 5), Quiet)
	if err != nil {
		t.Fatal(err)
	}
	triples, err := NewTriples(rows(20, 3))
	if err != nil {
		t.Fatal(err)
	}
	lookup, err := NewLookup([]Entry{{1 << 50, 7}})
	if err != nil {
		t.Fatal(err)
	}
	f := File{Kind: "test", Sections: []Section{
		{"sparse", sparse.Append(nil)},
		{"triples", triples.Append(nil)},
		{"lookup", lookup.Append(nil)},
		{"names", AppendStrings(nil, []string{"one", "", "three"})},
	}}
	return f.Append(nil)
}

func TestFileKeepsItsSections(t *testing.T) {
	b := sample(t)
	f, err := Read(b, "test")
	if err != nil {
		t.Fatal(err)
	}
	names, err := f.Strings("names")
	if err != nil || strings.Join(names, "|") != "one||three" {
		t.Errorf("names %q, %v", names, err)
	}
	if !bytes.Equal(f.Append(nil), b) {
		t.Error("written again, the file differs")
	}
}

func TestReadTellsWhatIsWrong(t *testing.T) {
	good := sample(t)
	change := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 0x40
		return b
	}
	tests := []struct {
		name string
		b    []byte
		kind string
		want string
	}{
		{"empty", nil, "test", "not a model file"},
		{"other file", []byte("PK\x03\x04 and much more than a header"), "test", "not a model file"},
		{"version", change(len(magic)), "test", "version"},
		{"cut", good[:len(good)-1], "test", "checksum"},
		{"changed", change(len(good) - 5), "test", "checksum"},
		{"kind", good, "other", `kind "test"`},
	}
	for _, tt := range tests {
		if _, err := Read(tt.b, tt.kind); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	f, err := Read(good, "test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Sparse("none"); err == nil {
		t.Error("no error for a section that is not there")
	}
	if _, err := f.Triples("sparse"); err == nil {
		t.Error("no error for a section of another kind")
	}
}

// FuzzTables reads damaged tables past the checksum, and uses those that pass.
func FuzzTables(f *testing.F) {
	b := sample(f)
	f.Add(b[header:])
	f.Add(b[header : len(b)-9])
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := readSections(b)
		if err != nil {
			return
		}
		keys := []uint64{0, 1, math.MaxUint64, 1 << 50}
		for _, s := range file.Sections {
			if t, err := ReadSparse(s.Data); err == nil {
				t.Score(keys, make([]int32, t.Classes()))
			}
			if t, err := ReadTriples(s.Data); err == nil {
				t.Score(keys)
			}
			if t, err := ReadLookup(s.Data); err == nil {
				t.Find(keys[3])
			}
			file.Strings(s.Name)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		if file, err := Read(b, "test"); err == nil && !bytes.Equal(file.Append(nil), b) {
			t.Error("written again, the file differs")
		}
	})
}

func BenchmarkSparseScore(b *testing.B) {
	list := rows(100_000, 60)
	table, err := NewSparse(60, list, Quiet)
	if err != nil {
		b.Fatal(err)
	}
	keys := make([]uint64, 50)
	scores := make([]int32, 60)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		for k := range keys {
			keys[k] = list[(i*50+k*7)%len(list)].Key + uint64(k&1)
		}
		table.Score(keys, scores)
	}
}

func BenchmarkTriplesScore(b *testing.B) {
	list := rows(600_000, 3)
	table, err := NewTriples(list)
	if err != nil {
		b.Fatal(err)
	}
	keys := make([]uint64, 100)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		for k := range keys {
			keys[k] = list[(i*7919+k*104729)%len(list)].Key + uint64(k&1)
		}
		table.Score(keys)
	}
}
