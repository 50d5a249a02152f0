// Package geo finds the places that a text names and says where on earth they lie.
//
// In: tokens, tags, names and what the knowledge base knows. Out: the layer Places, each with coordinates, country, division
// and a calibrated probability that it is right, in text order.
//
// Where places lie stands in three tables: places.bin, an index of towns and first-order divisions from GeoNames that gen
// writes; countries.tsv; and regions.tsv, what lists of towns lack (seas, regions, bases, crossings). A name with several
// readings is settled by context (Leidner 2007, Toponym Resolution in Text): the countries and divisions spoken of, nearer
// ones more, and the distance to the other places; people living there are only the prior.
package geo

import (
	_ "embed"
	"fmt"
	"sync"

	"herodotus/internal/doc"
)

//go:generate go run ./gen -cities cities1000.json -towns cities5000.tsv.gz -admin1 admin1.tsv.gz -divisions gen/divisions.tsv -out places.bin

//go:embed places.bin
var indexData string

// Gazetteer resolves place names. It is immutable and safe for concurrent use.
type Gazetteer struct {
	index      *index
	countries  []country
	byCode     map[string]int // alpha-3 to countries
	fromIndex  []int          // number in the index to countries, -1: unknown
	regions    []region
	names      map[string][]ref // of the two tables, folded
	firstWords map[string]uint8 // first word of these names to the most words of one
	scratch    sync.Pool
}

// A ref points into one of the tables.
type ref struct {
	kind refKind
	n    int32
}

type refKind uint8

const (
	townRef refKind = iota
	divisionRef
	countryRef
	regionRef
	capitalRef // a country's capital
	nowhereRef // a name that means no place
	besideRef  // a building of unknown place, put where the text is
)

// Open loads the tables.
func Open() (*Gazetteer, error) {
	x, err := openIndex(indexData)
	if err != nil {
		return nil, fmt.Errorf("geo: places.bin: %w", err)
	}
	g := &Gazetteer{index: x, names: make(map[string][]ref, 2048), firstWords: make(map[string]uint8, 1024)}
	if err := g.loadCountries(); err != nil {
		return nil, fmt.Errorf("geo: countries.tsv: %w", err)
	}
	if err := g.loadRegions(); err != nil {
		return nil, fmt.Errorf("geo: regions.tsv: %w", err)
	}
	g.scratch.New = func() any { return &resolver{g: g, byKey: map[string]int32{}} }
	return g, nil
}

// Resolve sets d.Places.
func (g *Gazetteer) Resolve(d *doc.Doc) {
	r := g.scratch.Get().(*resolver)
	defer g.scratch.Put(r)
	r.begin(d)
	r.find()
	r.settle()
	d.Places.Set(r.places())
	r.end()
}
