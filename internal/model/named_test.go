package model

import (
	"strings"
	"testing"
)

func TestNamed(t *testing.T) {
	w, err := ReadNamed("t", "# a comment\n0.5\tbias\n-1.25\tword warn v\n")
	if err != nil {
		t.Fatal(err)
	}
	sum := Tally{Weights: &w}
	sum.Add("bias")
	sum.Add("word", "warn", "v")
	sum.Add("word", "warn", "n")
	sum.AddClass("class", 0x1a2b, "v")
	if sum.Sum != -0.75 {
		t.Errorf("the weights add up to %v, want -0.75", sum.Sum)
	}
	for _, bad := range []string{"0.5 bias\n", "x\tbias\n"} {
		if _, err := ReadNamed("t", bad); err == nil || !strings.Contains(err.Error(), "t:1:") {
			t.Errorf("%q: error %v, want one with the line", bad, err)
		}
	}
	if empty, err := ReadNamed("t", ""); err != nil || empty.At(NameOf("bias")) != 0 {
		t.Errorf("an empty table: %v", err)
	}
}

// TestNames: what training lists is what the table is asked for.
func TestNames(t *testing.T) {
	var list Tally
	list.Add("word", "warn", "v")
	list.AddClass("class", 0x1a2b, "v")
	list.AddClass("class", 0, "v")
	if got := strings.Join(list.Names, ","); got != "word warn v,class v 1a2b" {
		t.Errorf("features %q", got)
	}
	if NameOf("class v 1a2b") != NameOf("class", "v", "1a2b") || NameOf("class").On(" v 1a2b") != NameOf("class", "v", "1a2b") {
		t.Error("a name's key depends on how it is cut")
	}
}

func FuzzReadNamed(f *testing.F) {
	f.Add("0.5\tbias\n")
	f.Fuzz(func(_ *testing.T, s string) { _, _ = ReadNamed("f", s) })
}

func BenchmarkTally(b *testing.B) {
	w, err := ReadNamed("t", strings.Repeat("0.5\tsides one many CONSULT\n0.25\tclass v 1a2b\n", 5000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	t := Tally{Weights: &w}
	for b.Loop() {
		t.Add("sides", "one", "many", "CONSULT")
		t.AddClass("class", 0x1a2b, "v")
	}
}
