package main

import (
	"bufio"
	"fmt"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/export"
	"herodotus/internal/pipeline"
)

type parseCmd struct {
	Files  []string `arg:"" optional:"" name:"file" help:"Files, folders and globs as for code; with --tokens CoNLL-U; - for standard input." predictor:"file"`
	Format string   `enum:"conllu" default:"conllu" help:"Output format (${enum})."`
	Tokens bool     `help:"The input is CoNLL-U: keep its sentences and tokens, make only tags, lemmas, trees and names anew."`
}

// Run writes CoNLL-U for all inputs.
func (c *parseCmd) Run(s *streams) error {
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(s.out, 64<<10)
	run := c.texts
	if c.Tokens {
		run = c.conllu
	}
	if err := run(s, coder, out); err != nil {
		return err
	}
	return out.Flush()
}

func (c *parseCmd) texts(s *streams, coder *pipeline.Coder, out *bufio.Writer) error {
	in := inputs{Files: c.Files}
	failed := false
	for a, err := range in.articles(s, nil) {
		var d *doc.Doc
		if err == nil {
			d, err = coder.Read(a)
		}
		if err != nil {
			failed = s.fault(err) || failed
			continue
		}
		coder.Analyse(d)
		if err := export.Conllu(out, d); err != nil {
			return err
		}
	}
	if failed {
		out.Flush()
		return errSome
	}
	return nil
}

func (c *parseCmd) conllu(s *streams, coder *pipeline.Coder, out *bufio.Writer) error {
	if len(c.Files) == 0 {
		c.Files = []string{"-"}
	}
	for _, name := range c.Files {
		docs, err := readConllu(s, name)
		if err != nil {
			return hinted{err, "--tokens takes CoNLL-U: ten columns with tabs, a blank line after each sentence"}
		}
		for _, d := range docs {
			coder.Analyse(d)
			if err := export.Conllu(out, d); err != nil {
				return err
			}
		}
	}
	return nil
}

func readConllu(s *streams, name string) ([]*doc.Doc, error) {
	if name == "-" {
		docs, err := corpus.ReadConllu(s.in)
		if err != nil {
			err = fmt.Errorf("standard input: %w", err)
		}
		return docs, err
	}
	return corpus.OpenConllu(name)
}
