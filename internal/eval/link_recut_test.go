package eval

import (
	"os"
	"path/filepath"
	"testing"

	"herodotus/internal/ingest"
)

// TestRecuts links re-cuts of the project's own articles.
func TestRecuts(t *testing.T) {
	list := Recuts(ownArticles(t), 150, 1)
	b := NewBoard()
	if err := Copies(b, list); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"copies: pairs": 0.97, "copies: adjusted Rand index": 0.95} {
		if got := b.rates[name].F1; got < want {
			t.Errorf("%s: %.3f, want %.2f or more\n%v", name, got, want, b.Notes)
		}
	}
	again := Recuts(ownArticles(t), 150, 1)
	for i := range list {
		if list[i].Text != again[i].Text {
			t.Fatalf("re-cut %d differs between runs", i)
		}
	}
}

func ownArticles(t *testing.T) []ingest.Article {
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles", err)
	}
	var out []ingest.Article
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, ingest.Article{Text: string(text), Published: filepath.Base(f)[:10]})
	}
	return out
}
