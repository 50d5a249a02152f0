package train

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

func TestClusters(t *testing.T) {
	dir := t.TempDir()
	var in strings.Builder
	for i, w := range strings.Fields("red green blue one two three") {
		x, y := 1.0, 0.1*float64(i%3)
		if i > 2 {
			x, y = y, x
		}
		fmt.Fprintf(&in, "%s %g %g\n", w, x, y)
	}
	vectors := filepath.Join(dir, "vectors.txt")
	if err := os.WriteFile(vectors, []byte(in.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	opts := ClusterOptions{Vectors: vectors, Out: dir, Classes: 2, Groups: 2}
	if err := Clusters(context.Background(), opts); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "clusters.model"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.Read(b, syntax.ClusterKind)
	if err != nil {
		t.Fatal(err)
	}
	words, err := f.Section("words")
	if err != nil {
		t.Fatal(err)
	}
	table, err := model.ReadLookup(words)
	if err != nil {
		t.Fatal(err)
	}
	of := func(w string) uint16 {
		n, _ := table.Find(syntax.ClusterKey(syntax.WordHash(w)))
		return n
	}
	if of("red") != of("blue") || of("one") != of("Three") || of("red") == of("one") {
		t.Errorf("red %d, blue %d, one %d, three %d", of("red"), of("blue"), of("one"), of("three"))
	}

	opts.Classes = 7
	if err := Clusters(context.Background(), opts); err == nil {
		t.Error("no error for more classes than vectors")
	}
	if err := os.WriteFile(vectors, []byte("a 1 2\nb 1 x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Clusters(context.Background(), opts); err == nil || !strings.Contains(err.Error(), `word "b"`) {
		t.Errorf("error %v, want one about the word b", err)
	}
}
