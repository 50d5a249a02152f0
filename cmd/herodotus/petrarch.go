package main

import (
	"fmt"
	"io"
	"os"

	"herodotus"
	"herodotus/internal/petrarch"
	"herodotus/internal/pipeline"
)

// petrarchFlags name dictionaries in PETRARCH's formats.
type petrarchFlags struct {
	Actors []string `help:"Actors in PETRARCH's format, such as Phoenix.Countries.actors.txt." placeholder:"FILE"`
	Agents []string `help:"Agents in PETRARCH's format." placeholder:"FILE"`
	Verbs  []string `help:"Verbs and patterns in PETRARCH's format, such as CAMEO.2.0.txt." placeholder:"FILE"`
	Issues []string `help:"Issues in PETRARCH's format; they become contexts." placeholder:"FILE"`
}

func (f *petrarchFlags) options() pipeline.Petrarch {
	return pipeline.Petrarch{Actors: f.Actors, Agents: f.Agents, Verbs: f.Verbs, Issues: f.Issues}
}

// maxWarnings is how many passed-over lines a coding run names; dictionaries hold hundreds of them.
const maxWarnings = 10

// warnings names the first lines of dictionaries that were passed over.
func (s *streams) warnings(c *herodotus.Coder) {
	list := c.Warnings()
	for _, w := range list[:min(maxWarnings, len(list))] {
		fmt.Fprintf(s.err, "warning: %s\n", w)
	}
	if more := len(list) - maxWarnings; more > 0 {
		fmt.Fprintf(s.err, "hint: %d more lines were passed over; herodotus lexicon petrarch names them all\n", more)
	}
}

type lexiconPetrarch struct{ petrarchFlags }

// Run reads the dictionaries as code does, names each line that is passed over, and
// writes what verbs and issues are in our lexicon.
func (c *lexiconPetrarch) Run(s *streams) error {
	coder, err := herodotus.New(herodotus.Options{Petrarch: c.options()})
	if err != nil {
		return err
	}
	for _, w := range coder.Warnings() {
		fmt.Fprintf(s.err, "warning: %s\n", w)
	}
	for _, kind := range []struct {
		names []string
		read  func(petrarch.File) (lexicon string, warnings []string)
	}{{c.Verbs, petrarch.Verbs}, {c.Issues, petrarch.Issues}} {
		for _, name := range kind.names {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			lexicon, _ := kind.read(petrarch.File{Name: name, Text: string(text)})
			if _, err := io.WriteString(s.out, lexicon); err != nil {
				return err
			}
		}
	}
	return nil
}
