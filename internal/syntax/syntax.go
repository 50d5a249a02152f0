// Package syntax tags words, finds their lemmas and builds dependency trees.
//
// In: a document's tokens and sentences. Out: each token's Penn tag, universal
// part of speech and lemma (Tag), then its head and relation (Parse). Every
// sentence gets one root and no cycle, whatever its words are.
//
// The tagger is a greedy averaged perceptron over joint classes of both tag
// sets (Collins 2002); the parser an arc-hybrid system trained with a dynamic
// oracle (Goldberg and Nivre 2013), with one classifier for the three moves and
// one for the relation of each arc drawn.
package syntax

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

//go:embed tagger.model
var taggerModel []byte

//go:embed parser.model
var parserModel []byte

//go:embed clusters.model
var clustersModel []byte

// Kinds of the model files.
const (
	TaggerKind  = "tagger"
	ParserKind  = "parser"
	ClusterKind = "clusters"
)

// Class is a joint class of the tagger.
type Class struct {
	Tag doc.Tag
	POS doc.POS
}

// Parser tags and parses. It never changes once made and may be used by many at a time.
type Parser struct {
	classes  []Class
	class    [doc.NumTag][doc.NumPOS]uint8 // inverse of classes
	clusters *Clusters
	tags     *model.Sparse
	sure     *model.Lookup // frequent words that have one class only, see SureKey
	lemmas   *Lemmatiser

	rels  []doc.Rel
	moves *model.Triples
	arcs  *model.Sparse

	scratch sync.Pool
}

// New loads the models that are part of the program.
func New() (*Parser, error) { return Load(taggerModel, parserModel) }

// Load makes a parser of the bytes of two model files; parser may be nil, and then only Tag works.
func Load(tagger, parser []byte) (*Parser, error) {
	p := &Parser{}
	var err error
	if p.clusters, err = LoadClusters(); err != nil {
		return nil, err
	}
	p.scratch.New = func() any { return new(scratch) }
	if err := p.loadTagger(tagger); err != nil {
		return nil, fmt.Errorf("tagger: %w", err)
	}
	if parser == nil {
		return p, nil
	}
	if err := p.loadParser(parser); err != nil {
		return nil, fmt.Errorf("parser: %w", err)
	}
	return p, nil
}

// Sums gives the hashes of the embedded models by name, for the record's provenance.
func Sums() map[string]string {
	return map[string]string{"tagger": model.Sum(taggerModel), "parser": model.Sum(parserModel), "clusters": model.Sum(clustersModel)}
}

func (p *Parser) loadTagger(b []byte) error {
	f, err := model.Read(b, TaggerKind)
	if err != nil {
		return err
	}
	names, err := f.Strings("classes")
	if err != nil {
		return err
	}
	if p.classes, err = ParseClasses(names); err != nil {
		return err
	}
	for i, c := range p.classes {
		p.class[c.Tag][c.POS] = uint8(i)
	}
	if p.tags, err = f.Sparse("weights"); err != nil {
		return err
	}
	if p.tags.Classes() != len(p.classes) {
		return fmt.Errorf("weights for %d classes of %d", p.tags.Classes(), len(p.classes))
	}
	if p.sure, err = f.Lookup("sure words"); err != nil {
		return err
	}
	rules, err := f.Strings("lemma rules")
	if err != nil {
		return err
	}
	table, err := f.Lookup("lemma endings")
	if err != nil {
		return err
	}
	p.lemmas, err = NewLemmatiser(rules, table)
	return err
}

func (p *Parser) loadParser(b []byte) error {
	f, err := model.Read(b, ParserKind)
	if err != nil {
		return err
	}
	names, err := f.Strings("relations")
	if err != nil {
		return err
	}
	for _, n := range names {
		r, ok := doc.ParseRel(n)
		if !ok {
			return fmt.Errorf("unknown relation %q", n)
		}
		p.rels = append(p.rels, r)
	}
	if len(p.rels) < 2 || p.rels[0] != doc.Root {
		return fmt.Errorf("the first of %d relations is not root", len(p.rels))
	}
	if p.moves, err = f.Triples("moves"); err != nil {
		return err
	}
	if p.arcs, err = f.Sparse("arcs"); err != nil {
		return err
	}
	if p.arcs.Classes() != len(p.rels) {
		return fmt.Errorf("weights for %d relations of %d", p.arcs.Classes(), len(p.rels))
	}
	return nil
}

// String writes the class as the model file has it: "NN|NOUN".
func (c Class) String() string { return c.Tag.String() + "|" + c.POS.String() }

// ParseClasses is the inverse of Class.String for a list.
func ParseClasses(names []string) ([]Class, error) {
	if len(names) > 200 {
		return nil, fmt.Errorf("%d classes", len(names))
	}
	classes := make([]Class, len(names))
	for i, n := range names {
		a, b, _ := strings.Cut(n, "|")
		tag, ok1 := doc.ParseTag(a)
		pos, ok2 := doc.ParsePOS(b)
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("unknown class %q", n)
		}
		classes[i] = Class{tag, pos}
	}
	return classes, nil
}
