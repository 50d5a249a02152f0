package train

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"herodotus/internal/corpus"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
)

// errNoReports says that a folder holds no gold files.
var errNoReports = errors.New("no gold files")

// eachReport calls visit with each gold/1 file of a folder and the report that it speaks of.
func eachReport(ctx context.Context, dir string, visit func(*eval.Gold, ingest.Article) error) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return fmt.Errorf("%w in %s", errNoReports, dir)
	}
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		gold, err := eval.ReadGold(path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(filepath.Join(filepath.Dir(path), "..", gold.File))
		if err != nil {
			return err
		}
		if err := visit(gold, ingest.Article{Text: string(text), Published: gold.Published}); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

// eachCase calls visit with each case of some files and its text as an article.
func eachCase(ctx context.Context, paths []string, visit func(*corpus.Case, ingest.Article) error) error {
	for _, path := range paths {
		list, err := corpus.OpenCases(path)
		if err != nil {
			return err
		}
		for i := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			c := &list[i]
			if err := visit(c, ingest.Article{Text: c.Text, Published: c.Published}); err != nil {
				return fmt.Errorf("%s: %w", c.Where, err)
			}
		}
	}
	return nil
}

// caseFiles lists the case files of a folder, none of "".
func caseFiles(dir string) ([]string, error) {
	if dir == "" {
		return nil, nil
	}
	return filepath.Glob(filepath.Join(dir, "*.txt"))
}
