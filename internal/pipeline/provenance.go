package pipeline

import (
	"maps"

	"herodotus/internal/ner"
	"herodotus/internal/syntax"
	"herodotus/record"
)

// Version of the engine.
const Version = "0.1.0"

// Provenance tells what made the records of this coder.
func (c *Coder) Provenance() record.Provenance { return c.provenance }

// provenance gathers the digests of all embedded models and tables.
func provenance() record.Provenance {
	p := record.Provenance{Version: Version, Ontology: "PLOVER 0.8", Models: map[string]string{}, Dictionaries: map[string]string{}}
	maps.Copy(p.Models, syntax.Sums())
	maps.Copy(p.Models, ner.Sums())
	return p
}
