package main

import (
	"fmt"
	"os"

	"herodotus/internal/event"
	"herodotus/internal/frame"
)

type lexiconCmd struct {
	Check    lexiconCheck    `cmd:"" help:"Check lexicon files; each fault is named with its line."`
	Petrarch lexiconPetrarch `cmd:"" help:"Check dictionaries in PETRARCH's formats and write verbs and issues as a lexicon file."`
}

type lexiconCheck struct {
	Files []string `arg:"" name:"file" help:"Files in the format of docs/lexicon.md." predictor:"file"`
}

// Run loads the files on top of the built-in lexicon, as code --lexicon does.
func (c *lexiconCheck) Run(s *streams) error {
	var own []frame.File
	for _, name := range c.Files {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		own = append(own, frame.File{Name: name, Text: string(b)})
	}
	if _, err := event.New(own...); err != nil {
		return hinted{err, "docs/lexicon.md describes the format"}
	}
	fmt.Fprintf(s.out, "%d file(s) without fault\n", len(own))
	return nil
}
