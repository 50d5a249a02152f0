// Package ontology holds PLOVER 0.8, the event ontology of the Open Event Data
// Alliance: its types with their modes, scores and quads, its contexts and
// sectors, and what the older CAMEO codes are in it.
//
// In: the tables plover.txt and cameo.txt beside this file. Out: look-ups; all
// of them are safe for concurrent use.
package ontology

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Version names the ontology in records.
const Version = "PLOVER 0.8"

// None is the type of what only looks like an event.
const None = "NONE"

// Type is an event type.
type Type struct {
	Name  string
	Quad  string  // "verbal cooperation", "material conflict" …
	Score float64 // from -10 (conflict) to 10 (cooperation)
	Cameo string  // of a bare event of the type
	Modes []Mode
}

// Mode is a finer kind of an event type.
type Mode struct {
	Name  string
	Score float64 // the type's where the codebook gives none
	Cameo string
}

// Code is what a CAMEO code is in PLOVER.
type Code struct {
	Cameo    string
	Type     string
	Mode     string // "" none
	Contexts []string
}

//go:embed plover.txt
var ploverTable string

//go:embed cameo.txt
var cameoTable string

// table is the parsed ontology; the slices are sorted as in the files.
type table struct {
	types     []Type
	contexts  []string
	sectors   []string
	countries []string
	codes     []Code // sorted by code
}

// load parses the embedded tables once. They are part of the program and a test
// reads them, so a fault in them is a programming error.
var load = sync.OnceValue(func() *table {
	t, err := parse(ploverTable, cameoTable)
	if err != nil {
		panic(err)
	}
	return t
})

// Types gives all types in the codebook's order; do not change the slice.
func Types() []Type { return load().types }

// Contexts gives the names of all contexts; do not change the slice.
func Contexts() []string { return load().contexts }

// Sectors gives the codes of all sectors; do not change the slice.
func Sectors() []string { return load().sectors }

// Lookup finds a type by name; nil when there is none.
func Lookup(name string) *Type {
	types := load().types
	for i := range types {
		if types[i].Name == name {
			return &types[i]
		}
	}
	return nil
}

// Mode finds a mode of the type; nil when there is none.
func (t *Type) Mode(name string) *Mode {
	for i := range t.Modes {
		if t.Modes[i].Name == name {
			return &t.Modes[i]
		}
	}
	return nil
}

// IsContext tells whether name is a context.
func IsContext(name string) bool { return slices.Contains(load().contexts, name) }

// IsSector tells whether name is a sector code.
func IsSector(name string) bool { return slices.Contains(load().sectors, name) }

// NonState tells whether a country code stands for something that is no state: UNO, EUR, IGO …
func NonState(code string) bool { return slices.Contains(load().countries, code) }

// Quad gives the quadrant of a type, "" for an unknown one.
func Quad(typ string) string {
	if t := Lookup(typ); t != nil {
		return t.Quad
	}
	return ""
}

// Score gives the conflict and cooperation score of an event: that of its
// strongest mode, or the type's own when it has none.
func Score(typ string, modes []string) float64 {
	t := Lookup(typ)
	if t == nil {
		return 0
	}
	score, found := t.Score, false
	for _, name := range modes {
		m := t.Mode(name)
		if m == nil {
			continue
		}
		if !found || abs(m.Score) > abs(score) {
			score, found = m.Score, true
		}
	}
	return score
}

// Cameo gives the code of an event for which nothing finer is known: that of
// its first mode, or the type's own.
func Cameo(typ string, modes []string) string {
	t := Lookup(typ)
	if t == nil {
		return ""
	}
	for _, name := range modes {
		if m := t.Mode(name); m != nil {
			return m.Cameo
		}
	}
	return t.Cameo
}

// FromCameo finds what a CAMEO code is in PLOVER.
func FromCameo(code string) (Code, bool) {
	codes := load().codes
	i, ok := slices.BinarySearchFunc(codes, code, func(c Code, s string) int { return strings.Compare(c.Cameo, s) })
	if !ok {
		return Code{}, false
	}
	return codes[i], true
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func parse(plover, cameo string) (*table, error) {
	t := &table{}
	n := 0
	for line := range strings.Lines(plover) {
		n++
		if err := t.ploverLine(line); err != nil {
			return nil, fmt.Errorf("plover.txt:%d: %w", n, err)
		}
	}
	n = 0
	for line := range strings.Lines(cameo) {
		n++
		if err := t.cameoLine(line); err != nil {
			return nil, fmt.Errorf("cameo.txt:%d: %w", n, err)
		}
	}
	slices.SortStableFunc(t.codes, func(a, b Code) int { return strings.Compare(a.Cameo, b.Cameo) })
	return t, nil
}

func (t *table) ploverLine(line string) error {
	body, _, _ := strings.Cut(line, "#")
	f := strings.Fields(body)
	switch {
	case len(f) == 0:
		return nil
	case body[0] == ' ':
		return t.mode(f)
	case f[0] == "type" && len(f) > 4:
		score, err := strconv.ParseFloat(f[2], 64)
		t.types = append(t.types, Type{Name: f[1], Score: score, Cameo: f[3], Quad: strings.Join(f[4:], " ")})
		return err
	case f[0] == "contexts":
		t.contexts = append(t.contexts, f[1:]...)
	case f[0] == "sector" && len(f) > 1:
		t.sectors = append(t.sectors, f[1])
	case f[0] == "country" && len(f) > 1:
		t.countries = append(t.countries, f[1])
	default:
		return fmt.Errorf("not understood: %q", f[0])
	}
	return nil
}

func (t *table) mode(f []string) error {
	if len(t.types) == 0 || len(f) != 3 {
		return fmt.Errorf("a mode is NAME SCORE CAMEO below a type")
	}
	typ := &t.types[len(t.types)-1]
	m := Mode{Name: f[0], Score: typ.Score, Cameo: f[2]}
	if f[1] != "-" {
		var err error
		if m.Score, err = strconv.ParseFloat(f[1], 64); err != nil {
			return err
		}
	}
	typ.Modes = append(typ.Modes, m)
	return nil
}

func (t *table) cameoLine(line string) error {
	body, _, _ := strings.Cut(line, "#")
	f := strings.Fields(body)
	if len(f) == 0 {
		return nil
	}
	if len(f) != 4 {
		return fmt.Errorf("a code is CODE TYPE MODE CONTEXTS")
	}
	c := Code{Cameo: f[0], Type: f[1]}
	if f[2] != "-" {
		c.Mode = f[2]
	}
	if f[3] != "-" {
		c.Contexts = strings.Split(f[3], ",")
	}
	t.codes = append(t.codes, c)
	return nil
}
