package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"herodotus"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// inputs are the arguments of every command that reads reports.
type inputs struct {
	Files       []string          `arg:"" optional:"" name:"path" help:"Files, folders and globs of text, HTML, feeds, JSON, CSV, Parquet, NewsML, ninjs, mail or WARC, also as .gz or .zst; - for standard input." predictor:"file"`
	Published   string            `help:"Publication date of reports that carry none: 2023-09-14 or an RFC 3339 date-time." placeholder:"DATE"`
	InputFormat string            `help:"What the input is, where content and name do not tell: ${formats}." placeholder:"FORMAT"`
	Map         map[string]string `mapsep:"," help:"Which column or key holds what: text=body,published=meta.date (fields: ${fields})." placeholder:"FIELD=COLUMN,…"`
	AnyLanguage bool              `help:"Code reports too that seem to be in another language than English."`
}

// inputVars are what the help of inputs and feeds shows.
var inputVars = map[string]string{"version": pipeline.Version, "formats": strings.Join(ingest.Formats(), ", "), "fields": strings.Join(ingest.Fields, ", ")}

// dictionaries are the user's own tables, which extend or replace the built-in ones.
type dictionaries struct {
	KB      string   `name:"kb" type:"existingdir" help:"Folder of your own knowledge-base tables." placeholder:"DIR"`
	Lexicon []string `type:"existingfile" help:"Your own event lexicon, in the format of docs/lexicon.md." placeholder:"FILE"`
	Cues    []string `type:"existingfile" help:"Your own table of speech-act cues." placeholder:"FILE"`

	Petrarch petrarchFlags `embed:"" prefix:"petrarch-"`
}

func (d *dictionaries) options() herodotus.Options {
	return herodotus.Options{KB: d.KB, Lexicon: d.Lexicon, Cues: d.Cues, Petrarch: d.Petrarch.options()}
}

// check refuses a wrong date, format or field before any work is done.
func (in *inputs) check() error {
	if _, err := herodotus.ParseDate(in.Published); err != nil {
		return usage{hinted{err, "write it as 2023-09-14"}}
	}
	if in.InputFormat != "" && !slices.Contains(ingest.Formats(), in.InputFormat) {
		return usage{hinted{fmt.Errorf("--input-format: no format is called %q", in.InputFormat), "there are " + inputVars["formats"]}}
	}
	if err := ingest.Map(in.Map).Check(); err != nil {
		return usage{hinted{fmt.Errorf("--map: %w", err), "write it as --map text=body,published=date"}}
	}
	return nil
}

// paths are the arguments; without any, standard input is read.
func (in *inputs) paths() []string {
	if len(in.Files) == 0 {
		return []string{ingest.Stdin}
	}
	return in.Files
}

// reading is how the inputs are read.
func (in *inputs) reading(s *streams) ingest.Options {
	return ingest.Options{Format: ingest.Format(in.InputFormat), Map: in.Map, Published: in.Published, AnyLanguage: in.AnyLanguage, Stdin: s.in}
}

// articles gives all reports of all inputs in order; opened is called with each file's name.
func (in *inputs) articles(s *streams, opened func(string)) iter.Seq2[herodotus.Article, error] {
	o := in.reading(s)
	o.Opened = opened
	return s.warned(ingest.Open(context.Background(), in.paths(), o))
}

// warned prints what was amiss with articles that are given all the same.
func (s *streams) warned(list iter.Seq2[herodotus.Article, error]) iter.Seq2[herodotus.Article, error] {
	return func(yield func(herodotus.Article, error) bool) {
		for a, err := range list {
			for _, w := range a.Warnings {
				fmt.Fprintf(s.err, "warning: %s: %s\n", a.Input, w)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// one gives the only article of the inputs.
func (in *inputs) one(s *streams) (herodotus.Article, error) {
	for a, err := range in.articles(s, nil) {
		return a, err
	}
	return herodotus.Article{}, errors.New("the input holds no article")
}

// fault prints why an input gave no article, and tells whether that is a
// failure: a page that is none, or is in another language, is passed over.
func (s *streams) fault(err error) bool {
	var f *ingest.Fault
	if !errors.As(err, &f) {
		s.complain(err)
		return true
	}
	if f.Skipped() {
		fmt.Fprintf(s.err, "skipped: %s\n", strings.TrimSpace(err.Error()))
		return false
	}
	if hint := faultHints[f.Reason]; hint != "" {
		err = hinted{err, hint}
	}
	s.complain(err)
	return true
}

var faultHints = map[ingest.Reason]string{
	ingest.Unreadable:    "a file name with blanks needs quotes; - reads standard input",
	ingest.UnknownFormat: "--input-format says what an input is",
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
