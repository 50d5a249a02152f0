// Package ner finds names: of persons, organisations, states and towns, other
// places, facilities, and the rest.
//
// In: a document with tokens, sentences, tags and the Known layer of the
// knowledge base. Out: its Names layer, bare spans (no article, title or 's)
// with types and the probability that both are right.
//
// The model is a conditional random field over IOB2 labels whose features are
// hashed (see templates). What the knowledge base and the lexicon know goes in
// as features, so that context may overrule it. After it, the document is made
// to agree with itself: a surname takes the type of the full name.
package ner

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

//go:embed names.model
var namesModel []byte

// Kind of the model file.
const Kind = "names"

// Recognizer finds names. It never changes once made and may be used by many at a time.
type Recognizer struct {
	weights *model.Sparse
	lex     *Lexicon
	tables  *Tables
	chain   Chain
	scratch sync.Pool // *scratch
}

type scratch struct {
	loud   []bool // by token of the sentence: written as names may be
	words  Words
	keys   []uint64
	atoms  [256]uint32
	scores [Labels]int32
	lat    lattice
	names  []doc.Name
	memory memory
}

// New loads the model that is part of the program.
func New() (*Recognizer, error) { return Load(namesModel) }

// Sums gives the hash of the embedded model by name, for the record's provenance.
func Sums() map[string]string { return map[string]string{"names": model.Sum(namesModel)} }

// Load makes a recognizer of the bytes of a model file.
func Load(b []byte) (*Recognizer, error) {
	f, err := model.Read(b, Kind)
	if err != nil {
		return nil, err
	}
	r := &Recognizer{}
	if r.tables, err = ReadTables(); err != nil {
		return nil, err
	}
	if r.weights, err = f.Sparse("weights"); err != nil {
		return nil, err
	}
	if r.weights.Classes() != Labels {
		return nil, fmt.Errorf("names model has %d labels, not %d", r.weights.Classes(), Labels)
	}
	lex, err := f.Section("lexicon")
	if err != nil {
		return nil, err
	}
	table, err := model.ReadLookup(lex)
	if err != nil {
		return nil, fmt.Errorf("lexicon of the names model: %w", err)
	}
	r.lex = &Lexicon{table}
	trans, err := f.Section("transitions")
	if err != nil {
		return nil, err
	}
	t, err := readTransitions(trans)
	if err != nil {
		return nil, err
	}
	r.chain.Set(t)
	r.scratch.New = func() any { return new(scratch) }
	return r, nil
}

// AppendTransitions writes the transitions of a chain to the end of b.
func AppendTransitions(b []byte, t *[Labels][Labels]float32) []byte {
	for i := range t {
		for _, x := range t[i] {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
	}
	return b
}

func readTransitions(b []byte) (*[Labels][Labels]float32, error) {
	t := new([Labels][Labels]float32)
	if len(b) != 4*Labels*Labels {
		return nil, fmt.Errorf("transitions of %d bytes", len(b))
	}
	for i := range Labels {
		for j := range Labels {
			x := math.Float32frombits(binary.LittleEndian.Uint32(b[4*(i*Labels+j):]))
			if x != x || math.Abs(float64(x)) > 60 {
				return nil, fmt.Errorf("a transition of %g", x)
			}
			t[i][j] = x
		}
	}
	return t, nil
}

// Find sets d.Names.
func (r *Recognizer) Find(d *doc.Doc) {
	s := r.scratch.Get().(*scratch)
	s.names = s.names[:0]
	s.words.Prepare(d, r.lex)
	for i := range d.Sentences {
		r.sentence(d, d.Sentences[i].Range, s)
	}
	s.names = r.bare(d, s.names)
	s.datelines(d)
	s.expansions(d)
	s.remember()
	s.agree()
	s.recall(d)
	s.complete(d)
	s.names = addDemonyms(s.names, d.Known.All())
	r.kinds(d, s)
	d.Names.Set(slices.Clone(s.names))
	r.scratch.Put(s)
}

// kinds settles what words or lists tell better than the model: events, objects and towns.
func (r *Recognizer) kinds(d *doc.Doc, s *scratch) {
	for i := range s.names {
		switch n := &s.names[i]; {
		case n.Type == doc.MISC:
			n.Type = r.tables.ThingType(d, n.Range)
		case isPlace(n.Type) && n.Len() > 1 && r.tables.ThingType(d, n.Range) == doc.EVENT && r.tables.PlaceType(d, n.Range) == doc.NoType:
			n.Type = doc.EVENT // Tropical Storm Barry
		case n.Len() == 1 && r.tables.heads[strings.ToLower(d.Form(n.Start))] == doc.MISC:
			n.Type = doc.MISC // COVID
		case n.Type == doc.PER && n.Len() > 1 && r.tables.heads[strings.ToLower(d.Form(n.Start))] == doc.EVENT:
			n.Type = doc.EVENT // Typhoon Haiyan
		case n.Type == doc.FAC && s.words.town(n.Range) && !r.tables.endsAsFacility(d, n.Range):
			n.Type = doc.GPE // Fort Lee, San Diego
		}
	}
}

// outside is the emission of a token that can be in no name.
var outside = [Labels]float32{0: 30}

// earshot is how many tokens around a capital are looked at: "al-Qaeda", "Bank of the West".
const earshot = 2

// listen notes which tokens of a sentence are written as names may be: with a
// capital, or in another script. Where only the first is, the writer may not
// care for capitals, and all are noted.
func (s *scratch) listen(d *doc.Doc, g doc.Range) {
	s.loud = s.loud[:0]
	any := false
	for i := g.Start; i < g.End; i++ {
		f := d.Form(i)
		loud := false
		for k := 0; k < len(f) && !loud; k++ {
			loud = 'A' <= f[k] && f[k] <= 'Z' || f[k] >= 0x80 && f[k] != 0xe2 // E2 begins quotation marks and dashes
			if f[k] == 0xe2 {
				k += 2
			}
		}
		any = any || loud && i > g.Start
		s.loud = append(s.loud, loud)
	}
	for i := range s.loud {
		s.loud[i] = s.loud[i] || !any
	}
}

// heard tells whether token i or one near it may be of a name.
func (s *scratch) heard(i int) bool {
	for k := max(0, i-earshot); k < min(len(s.loud), i+earshot+1); k++ {
		if s.loud[k] {
			return true
		}
	}
	return false
}

// sentence appends the names of one sentence.
func (r *Recognizer) sentence(d *doc.Doc, g doc.Range, s *scratch) {
	n := int(g.Len())
	if n == 0 {
		return
	}
	l := &s.lat
	l.size(n)
	scale := r.weights.Scale()
	s.listen(d, g)
	for i := range n {
		if !s.heard(i) {
			l.emit[i] = outside
			continue
		}
		s.keys = s.words.Keys(s.keys[:0], &s.atoms, g, g.Start+int32(i))
		s.scores = [Labels]int32{}
		r.weights.Score(s.keys, s.scores[:])
		for b, x := range s.scores {
			l.emit[i][b] = float32(x) * scale
		}
	}
	r.chain.best(l)
	found := false
	for _, b := range l.labels {
		found = found || b != 0
	}
	if !found {
		return
	}
	r.chain.forwardBackward(l)
	for i := 0; i < n; {
		b := int(l.labels[i])
		j := i + 1
		if b == 0 {
			i = j
			continue
		}
		for j < n && int(l.labels[j]) == b+1 {
			j++
		}
		s.names = append(s.names, doc.Name{
			Range: doc.Range{Start: g.Start + int32(i), End: g.Start + int32(j)},
			Type:  typeList[b/2], Score: r.chain.span(l, i, j, b),
		})
		i = j
	}
}
