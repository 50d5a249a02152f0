package event

import (
	"strings"
	"testing"
)

func TestReadVerdicts(t *testing.T) {
	v, err := readVerdicts("t", "# a comment\n0.5\tbias\n-1.25\tword warn v\n")
	if err != nil {
		t.Fatal(err)
	}
	sum := tally{verdicts: &v}
	sum.add("bias")
	sum.add("word", "warn", "v")
	sum.add("word", "warn", "n")
	sum.addClass("class", 0x1a2b, "v")
	if sum.sum != -0.75 {
		t.Errorf("the weights add up to %v, want -0.75", sum.sum)
	}
	for _, bad := range []string{"0.5 bias\n", "x\tbias\n"} {
		if _, err := readVerdicts("t", bad); err == nil || !strings.Contains(err.Error(), "t:1:") {
			t.Errorf("%q: error %v, want one with the line", bad, err)
		}
	}
	if empty, err := readVerdicts("t", ""); err != nil || empty.weights[empty.slot(featureKey("bias"))] != 0 {
		t.Errorf("an empty table: %v", err)
	}
}

// TestFeatureNames: what training lists is what the table is asked for.
func TestFeatureNames(t *testing.T) {
	list := tally{list: true}
	list.add("word", "warn", "v")
	list.addClass("class", 0x1a2b, "v")
	list.addClass("class", 0, "v")
	if got := strings.Join(list.names, ","); got != "word warn v,class v 1a2b" {
		t.Errorf("features %q", got)
	}
	if featureKey("class v 1a2b") != featureKey("class", "v", "1a2b") {
		t.Error("a name's key depends on how it is cut")
	}
}

func FuzzReadVerdicts(f *testing.F) {
	f.Add("0.5\tbias\n")
	f.Fuzz(func(_ *testing.T, s string) { _, _ = readVerdicts("f", s) })
}

func BenchmarkVerdict(b *testing.B) {
	v, err := readVerdicts("judge.txt", judgeTable)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	t := tally{verdicts: &v}
	for b.Loop() {
		t.add("sides", "one", "many", "CONSULT")
		t.addClass("class", 0x1a2b, "v")
	}
}
