package pipeline

import (
	"slices"

	"herodotus/internal/frame"
	"herodotus/internal/kb"
	"herodotus/internal/petrarch"
)

// Petrarch names dictionaries in the formats of PETRARCH, PETRARCH2 and
// UniversalPetrarch (docs/petrarch.md).
type Petrarch struct{ Actors, Agents, Verbs, Issues []string }

// addPetrarch reads the dictionaries. Lines that are passed over become warnings.
func (d *dictionaries) addPetrarch(p Petrarch, read func(string) (string, error)) error {
	for _, kind := range []struct {
		names []string
		add   func(name, text string)
	}{
		{p.Actors, func(name, text string) {
			d.kb = append(d.kb, kb.WithPetrarchActors(petrarch.File{Name: name, Text: text}))
		}},
		{p.Agents, func(name, text string) {
			d.kb = append(d.kb, kb.WithPetrarchAgents(petrarch.File{Name: name, Text: text}))
		}},
		{p.Verbs, func(name, text string) { d.addLexicon(name, text, petrarch.Verbs) }},
		{p.Issues, func(name, text string) { d.addLexicon(name, text, petrarch.Issues) }},
	} {
		for _, name := range kind.names {
			text, err := read(name)
			if err != nil {
				return err
			}
			kind.add(name, text)
		}
	}
	return nil
}

// addLexicon adds what a dictionary of verbs or issues is in our lexicon.
func (d *dictionaries) addLexicon(name, text string, read func(petrarch.File) (string, []string)) {
	lexicon, warnings := read(petrarch.File{Name: name, Text: text})
	d.lexicon = append(d.lexicon, frame.File{Name: name, Text: lexicon})
	d.warnings = append(d.warnings, warnings...)
}

// Warnings tells which lines of the user's PETRARCH dictionaries were passed over
// and why, as "file:line: reason".
func (c *Coder) Warnings() []string { return slices.Clone(c.warnings) }
