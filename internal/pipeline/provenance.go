package pipeline

import (
	"fmt"
	"maps"
	"os"

	"herodotus/internal/claim"
	"herodotus/internal/coref"
	"herodotus/internal/event"
	"herodotus/internal/frame"
	"herodotus/internal/geo"
	"herodotus/internal/kb"
	"herodotus/internal/model"
	"herodotus/internal/ner"
	"herodotus/internal/syntax"
	"herodotus/internal/timex"
	"herodotus/internal/tokenize"
	"herodotus/record"
)

// Version of the engine.
const Version = "0.1.0"

// Provenance tells what made the records of this coder.
func (c *Coder) Provenance() record.Provenance { return c.provenance }

// provenance gathers the digests of all models and tables, the user's too.
func provenance(base *kb.Base, own dictionaries) record.Provenance {
	p := record.Provenance{Version: Version, Ontology: "PLOVER 0.8", Models: map[string]string{}, Dictionaries: map[string]string{}}
	maps.Copy(p.Models, syntax.Sums())
	maps.Copy(p.Models, ner.Sums())
	p.Dictionaries["tokens"] = tokenize.Sum()
	p.Dictionaries["times"] = timex.Sum()
	p.Dictionaries["places"] = geo.Sum()
	p.Dictionaries["mentions"] = coref.Sum()
	p.Dictionaries["claims"] = claim.Sum()
	p.Dictionaries["events"] = event.Sum()
	maps.Copy(p.Dictionaries, base.Sums())
	maps.Copy(p.Dictionaries, own.sums)
	return p
}

// dictionaries are the user's own files.
type dictionaries struct {
	kb      []kb.Option
	cues    []claim.Table
	lexicon []frame.File
	sums    map[string]string // "user/FILE" → digest
	// warnings are about lines of PETRARCH's verbs and issues; the knowledge base has those of actors and agents.
	warnings []string
}

func readDictionaries(o Options) (dictionaries, error) {
	d := dictionaries{sums: map[string]string{}}
	if o.KB != "" {
		d.kb = append(d.kb, kb.WithDir(o.KB))
	}
	read := func(name string) (string, error) {
		b, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("dictionary %w", err)
		}
		d.sums["user/"+name] = model.Sum(b)
		return string(b), nil
	}
	for _, name := range o.Cues {
		text, err := read(name)
		if err != nil {
			return d, err
		}
		d.cues = append(d.cues, claim.Table{Name: name, Text: text})
	}
	for _, name := range o.Lexicon {
		text, err := read(name)
		if err != nil {
			return d, err
		}
		d.lexicon = append(d.lexicon, frame.File{Name: name, Text: text})
	}
	return d, d.addPetrarch(o.Petrarch, read)
}
