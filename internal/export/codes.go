package export

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"herodotus/record"
)

//go:embed countries.tsv
var countryTable string

//go:embed cameo.tsv
var cameoTable string

//go:embed cameo_actors.txt
var actorTable string

// country is a country as other layouts name it.
type country struct{ fips, cow, name, icews string }

// cameoCode is a CAMEO code with its scale and name.
type cameoCode struct {
	scale string // as the table has it: "-10.0"
	name  string
}

// actorCode is a sector or a supranational country in CAMEO.
type actorCode struct {
	group bool
	cameo string
	other string // ICEWS's name of a sector; GDELT's known group
}

type codeTables struct {
	countries map[string]country
	cameo     map[string]cameoCode
	actors    map[string]actorCode
}

// codes parses the embedded tables once. They are part of the program and a test
// reads them, so a fault in them is a programming error.
var codes = sync.OnceValue(func() *codeTables {
	t, err := parseTables(countryTable, cameoTable, actorTable)
	if err != nil {
		panic(err)
	}
	return t
})

func parseTables(countries, cameo, actors string) (*codeTables, error) {
	t := &codeTables{map[string]country{}, map[string]cameoCode{}, map[string]actorCode{}}
	err := eachRow("countries.tsv", countries, "\t", 5, func(f []string) error {
		t.countries[f[0]] = country{f[1], f[2], f[3], f[4]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachRow("cameo.tsv", cameo, "\t", 3, func(f []string) error {
		t.cameo[f[0]] = cameoCode{f[1], f[2]}
		_, err := strconv.ParseFloat(f[1], 64)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t, eachRow("cameo_actors.txt", actors, " ", 4, func(f []string) error {
		t.actors[f[1]] = actorCode{f[0] == "group", f[2], f[3]}
		return nil
	})
}

// eachRow calls read with the n fields of each line; "-" is made "", and the last field takes the rest.
func eachRow(file, table, sep string, n int, read func([]string) error) error {
	at := 0
	for line := range strings.Lines(table) {
		at++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		var f []string
		for rest := line; rest != ""; {
			cell, after, _ := strings.Cut(rest, sep)
			if len(f) == n-1 {
				cell, after = rest, ""
			}
			rest = after
			if sep == " " {
				rest = strings.TrimLeft(rest, " ")
			}
			if cell == "-" {
				cell = ""
			}
			f = append(f, cell)
		}
		if len(f) != n {
			return fmt.Errorf("%s:%d: %d fields, want %d", file, at, len(f), n)
		}
		if err := read(f); err != nil {
			return fmt.Errorf("%s:%d: %w", file, at, err)
		}
	}
	return nil
}

// cameoOf finds a code; an unknown one is taken for the nearest above it ("1213" for "121").
func cameoOf(code string) cameoCode {
	for n := len(code); n >= 2; n-- {
		if c, ok := codes().cameo[code[:n]]; ok {
			return c
		}
	}
	if len(code) >= 2 {
		return codes().cameo[code[:2]+"0"]
	}
	return cameoCode{}
}

// root gives the first two digits of a code.
func root(code string) string { return first(code, 2) }

// base gives the first three digits of a code.
func base(code string) string { return first(code, 3) }

// first gives the first n bytes of codes and dates; from what is neither, no half character stays.
func first(s string, n int) string { return strings.ToValidUTF8(s[:min(len(s), n)], "") }

// quadClass gives GDELT's class of a CAMEO code: 1 verbal cooperation (01 to 05),
// 2 material cooperation (06 to 08), 3 verbal conflict (09 to 13), 4 material
// conflict (14 to 20).
func quadClass(code string) int {
	n, err := strconv.Atoi(root(code))
	switch {
	case err != nil:
		return 0
	case n <= 5:
		return 1
	case n <= 8:
		return 2
	case n <= 13:
		return 3
	}
	return 4
}

// cameoActor is a participant in CAMEO: a country (or ""), a known group, and role codes.
type cameoActor struct {
	country, group string
	types          []string
}

// code joins the parts: RUSGOV, IGOUNO.
func (c cameoActor) code() string {
	return c.country + strings.Join(c.types, "") + c.group
}

// inCameo gives a participant's codes.
func (v *view) inCameo(a *record.Arg) cameoActor {
	var c cameoActor
	if a == nil {
		return c
	}
	add := func(code string) {
		for _, t := range c.types {
			if t == code {
				return
			}
		}
		if code != "" {
			c.types = append(c.types, code)
		}
	}
	country := value(a.Country)
	if g, ok := codes().actors[country]; ok && g.group {
		c.group = g.other
		add(g.cameo)
	} else {
		c.country = country
	}
	for _, s := range v.sectors(a) {
		add(codes().actors[s].cameo)
	}
	return c
}

// sectors gives the participant's sector in the event, then further ones of its entity.
func (v *view) sectors(a *record.Arg) []string {
	var out []string
	if a.Sector != nil {
		out = append(out, *a.Sector)
	}
	if e := v.entities[a.Entity]; e != nil {
		for _, s := range e.Sectors {
			if s != value(a.Sector) {
				out = append(out, s)
			}
		}
	}
	return out
}
