package main

import (
	"fmt"
	"os"
	"path/filepath"

	"herodotus/internal/corpus"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
	"herodotus/record"
)

// recutArticles is how many re-cut articles the near-duplicates are measured on.
const recutArticles = 3200

// copies scores the search for copies on re-cuts of the project's articles and of
// a set of news.
func copies(file string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		names, err := filepath.Glob(filepath.Join(e.articles, "*.txt"))
		if err != nil {
			return err
		}
		var list []ingest.Article
		for _, name := range append(names, e.path(file)) {
			f, err := os.Open(name)
			if err != nil {
				return err
			}
			defer f.Close()
			for a, err := range ingest.Read(name, f) {
				if err != nil {
					return err
				}
				list = append(list, a)
			}
		}
		return eval.Copies(b, eval.Recuts(list, recutArticles, 1))
	}
}

// groups scores the merging of events on one part of the groups of reports.
func groups(part string) func(*evaluation, *eval.Board) error {
	return func(e *evaluation, b *eval.Board) error {
		files, err := filepath.Glob(filepath.Join(e.groups, part, "*.txt"))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("%s: no groups of reports", filepath.Join(e.groups, part))
		}
		var reports []corpus.GroupReport
		for _, f := range files {
			list, err := corpus.OpenGroups(f)
			if err != nil {
				return err
			}
			reports = append(reports, list...)
		}
		return eval.Happenings(b, reports, func(g *corpus.GroupReport) (*record.Record, error) {
			return e.coder.Code(ingest.Article{Text: g.Text, Published: g.Published, Publisher: g.Publisher})
		})
	}
}
