package kb

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"herodotus/internal/doc"
)

//go:embed petrarch.txt
var petrarchTable string

// cameoGroup is what a three-letter group of an actor code is in PLOVER.
type cameoGroup struct {
	country string // as the first group
	body    string // as a later group
	sector  string
	noun    string // one who belongs to the sector
	faith   bool
}

// cameoGroups parses petrarch.txt when the first dictionary asks for it; a test reads it as well.
var cameoGroups = sync.OnceValues(func() (map[string]cameoGroup, error) {
	out := map[string]cameoGroup{}
	n := 0
	for line := range strings.Lines(petrarchTable) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		if len(f) == 0 {
			continue
		}
		if err := addGroup(out, f); err != nil {
			return nil, fmt.Errorf("petrarch.txt:%d: %w", n, err)
		}
	}
	return out, nil
})

func addGroup(groups map[string]cameoGroup, f []string) error {
	g := groups[f[0]]
	switch kind := strings.Join(f[1:min(2, len(f))], ""); {
	case len(f[0]) != 3:
		return fmt.Errorf("%q has not three letters", f[0])
	case kind == "country" && len(f) == 3:
		g.country = f[2]
	case kind == "body" && len(f) == 3 && international[f[2]]:
		g.body = f[2]
	case kind == "role" && len(f) == 4 && sectorNames[f[2]]:
		g.sector, g.noun = f[2], strings.ReplaceAll(f[3], "_", " ")
	case kind == "faith" && len(f) == 2:
		g.faith = true
	case kind == "none" && len(f) == 2:
	default:
		return fmt.Errorf("not understood: %q", f)
	}
	groups[f[0]] = g
	return nil
}

// standing is an actor code in PLOVER's terms.
type standing struct {
	country string
	sectors []string
	noun    string // of the first sector
	known   bool   // the code's first group is understood
}

// standing reads an actor code. A first group of which nothing is known stands
// for a country of the user's own; the codes of agents have no country.
func (l *loader) standing(code string, agent bool) (s standing) {
	groups, _ := cameoGroups() // petrarch has reported the error
	faith := false
	for at := 0; at+3 <= len(code); at += 3 {
		name := code[at : at+3]
		g, listed := groups[name]
		first := at == 0 && !agent
		switch {
		case at == 0 && g.country != "" && (!agent || international[g.country]):
			s.country, s.known = g.country, true
		case first && l.isState(name):
			s.country, s.known = cmp.Or(l.b.entries[name].Country, name), true
		case first && !listed:
			s.country = name
		case g.body != "" && international[s.country]:
			s.country = g.body
		case g.sector != "":
			s.known = true
			if len(s.sectors) == 0 {
				s.noun = g.noun
			}
			if !slices.Contains(s.sectors, g.sector) {
				s.sectors = append(s.sectors, g.sector)
			}
		case listed:
			s.known = true
			faith = faith || g.faith
		}
	}
	if faith && len(s.sectors) == 0 && !international[s.country] {
		s.sectors, s.noun = []string{"REL"}, "believer"
	}
	return s
}

func (l *loader) isState(code string) bool {
	e := l.b.entries[code]
	return e != nil && e.Type == doc.GPE
}
