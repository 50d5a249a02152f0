package herodotus_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// rows are the layers of the design, from the ground up: a package imports
// only from rows above its own in this list, never sideways.
var rows = [][]string{
	{"internal/doc", "internal/model", "internal/ontology", "internal/table", "record"},
	{"internal/petrarch", "internal/vocab"},
	{"internal/ingest", "internal/tokenize", "internal/syntax", "internal/ner", "internal/timex", "internal/geo", "internal/coref", "internal/kb",
		"internal/quantity", "internal/topic", "internal/frame"},
	{"internal/claim", "internal/event", "internal/link", "internal/store", "internal/corpus", "internal/watch", "internal/chart"},
	{"internal/pipeline", "internal/query", "internal/export", "internal/eval", "internal/page"},
	{"internal/train", "internal/server", "internal/api", "internal/mcp", "internal/batch", "internal/intake", "internal/report", ""}, // "" is package herodotus itself
	{"cmd/herodotus"},
}

// alone are programs that make data files, and what only tests import: they may import anything.
var alone = map[string]bool{"internal/chart/gen": true, "internal/geo/gen": true, "internal/kb/gen": true, "internal/store/gen": true,
	"internal/store/storetest": true}

func TestImportsGoOneWay(t *testing.T) {
	row := map[string]int{}
	for i, r := range rows {
		for _, p := range r {
			row[p] = i
		}
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if path == "third_party" { // modules of their own
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		if pkg == "." {
			pkg = ""
		}
		from, ok := row[pkg]
		if !ok && !alone[pkg] {
			t.Errorf("%s: package %q stands in no row of the design", path, pkg)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range f.Imports {
			name := strings.Trim(imp.Path.Value, `"`)
			if name != "herodotus" && !strings.HasPrefix(name, "herodotus/") {
				continue
			}
			name = strings.TrimPrefix(strings.TrimPrefix(name, "herodotus"), "/")
			to, known := row[name]
			if !known {
				t.Errorf("%s imports %q, which stands in no row", path, name)
			} else if !alone[pkg] && to >= from {
				t.Errorf("%s (row %d) imports %q (row %d): only rows above may be imported", path, from, name, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
