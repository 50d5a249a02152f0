package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"slices"

	"herodotus"
)

// inputs are the arguments of every command that reads reports.
type inputs struct {
	Files     []string `arg:"" optional:"" name:"file" help:"Plain text, .jsonl, either also as .gz; - for standard input." predictor:"file"`
	Published string   `help:"Publication date of reports that carry none: 2023-09-14 or an RFC 3339 date-time." placeholder:"DATE"`
}

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

// check refuses a wrong date before any work is done.
func (in *inputs) check() error {
	if _, err := herodotus.ParseDate(in.Published); err != nil {
		return usage{hinted{err, "write it as 2023-09-14"}}
	}
	return nil
}

// articles gives all reports of all files in order; opened is called with each file's name.
func (in *inputs) articles(s *streams, opened func(string)) iter.Seq2[herodotus.Article, error] {
	files := in.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	return func(yield func(herodotus.Article, error) bool) {
		for _, name := range files {
			if opened != nil {
				opened(name)
			}
			for a, err := range readFile(s, name) {
				if a.Published == "" {
					a.Published = in.Published
				}
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

func readFile(s *streams, name string) iter.Seq2[herodotus.Article, error] {
	return func(yield func(herodotus.Article, error) bool) {
		r := io.Reader(s.in)
		if name != "-" {
			f, err := openFile(name)
			if err != nil {
				yield(herodotus.Article{}, err)
				return
			}
			defer f.Close()
			r = f
		}
		herodotus.Read(name, r)(yield)
	}
}

func openFile(name string) (*os.File, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hinted{fmt.Errorf("%s: no such file", name), "a file name with blanks needs quotes; - reads standard input"}
	}
	if err != nil {
		return nil, err
	}
	if st, err := f.Stat(); err == nil && st.IsDir() {
		f.Close()
		return nil, hinted{fmt.Errorf("%s: is a folder", name), "name the files: " + name + "/*.txt"}
	}
	return f, nil
}

// one gives the only article of the inputs.
func (in *inputs) one(s *streams) (herodotus.Article, error) {
	for a, err := range in.articles(s, nil) {
		return a, err
	}
	return herodotus.Article{}, errors.New("the input holds no article")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
