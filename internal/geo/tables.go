package geo

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

//go:embed countries.tsv
var countriesText string

//go:embed regions.tsv
var regionsText string

// country is a row of countries.tsv.
type country struct {
	iso3, name string
	id         int32
	lat, lon   float32
	capital    string
	capLat     float32
	capLon     float32
	inIndex    int // its number in the index, -1 when it has no towns there
}

// region is a row of regions.tsv: what lists of towns lack.
type region struct {
	name     string
	kind     string
	lat, lon float32
	country  string // alpha-3, "" for seas and what lies in several
	near     string // alpha-3 codes of which one must be spoken of, "" for none
	people   float32
}

// regionKinds are the kinds of regions.tsv with their standing among readings of a name, on the scale of a town's people
// (the decimal logarithm).
var regionKinds = map[string]float32{"none": 0, "world": 8, "continent": 9, "region": 8, "division": 7.5, "water": 7.5, "island": 7.5, "mountains": 7,
	"desert": 7, "river": 6.5, "base": 7, "site": 6.5, "crossing": 6.5, "airport": 6.5, "square": 6.5, "building": 6.5, "town": 6, "district": 5.5}

// eachRow reads tab-separated lines; what is empty or begins with # is skipped, missing columns are empty.
func eachRow(text string, columns int, do func([]string) error) error {
	for n := 1; text != ""; n++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) > columns {
			return fmt.Errorf("line %d: %d columns, want at most %d", n, len(f), columns)
		}
		for len(f) < columns {
			f = append(f, "")
		}
		if err := do(f); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

// coordinates reads a latitude and a longitude in degrees; two empty columns are the point 0, 0.
func coordinates(lat, lon string) (float32, float32, error) {
	if lat == "" && lon == "" {
		return 0, 0, nil
	}
	a, err1 := strconv.ParseFloat(lat, 32)
	b, err2 := strconv.ParseFloat(lon, 32)
	if err := errors.Join(err1, err2); err != nil {
		return 0, 0, err
	}
	if a < -90 || a > 90 || b < -180 || b > 180 {
		return 0, 0, fmt.Errorf("no point on earth: %s, %s", lat, lon)
	}
	return float32(a), float32(b), nil
}

func (g *Gazetteer) loadCountries() error {
	numbers := map[string]int{}
	for i := range len(g.index.countries) / countryLen {
		numbers[g.index.iso2(i)] = i
	}
	g.fromIndex = make([]int, len(numbers))
	for i := range g.fromIndex {
		g.fromIndex[i] = -1
	}
	g.byCode = make(map[string]int, 256)
	return eachRow(countriesText, 9, func(f []string) (err error) {
		c := country{iso3: f[1], name: f[2], capital: f[6], inIndex: -1}
		if c.lat, c.lon, err = coordinates(f[4], f[5]); err != nil {
			return err
		}
		if c.capLat, c.capLon, err = coordinates(f[7], f[8]); err != nil {
			return err
		}
		id, _ := strconv.Atoi(f[3])
		c.id = int32(id)
		if i, ok := numbers[f[0]]; ok {
			c.inIndex, g.fromIndex[i] = i, len(g.countries)
		}
		if _, twice := g.byCode[c.iso3]; twice || len(c.iso3) != 3 {
			return fmt.Errorf("country code %q is wrong or stands twice", c.iso3)
		}
		g.byCode[c.iso3] = len(g.countries)
		g.addName(Fold(c.name), ref{countryRef, int32(len(g.countries))})
		g.countries = append(g.countries, c)
		return nil
	})
}

func (g *Gazetteer) loadRegions() error {
	return eachRow(regionsText, 6, func(f []string) (err error) {
		r := region{kind: f[1], country: f[4], near: f[5]}
		if r.lat, r.lon, err = coordinates(f[2], f[3]); err != nil {
			return err
		}
		var ok bool
		if r.people, ok = regionKinds[r.kind]; !ok {
			return fmt.Errorf("unknown kind %q", r.kind)
		}
		for _, code := range strings.Fields(r.country + " " + r.near) {
			if _, ok := g.byCode[code]; !ok {
				return fmt.Errorf("unknown country %q", code)
			}
		}
		for i, name := range strings.Split(f[0], "|") {
			key := Fold(name)
			if key == "" {
				return fmt.Errorf("empty name")
			}
			if i == 0 {
				r.name = name
			}
			if r.kind == "none" {
				g.names[key] = []ref{{nowhereRef, 0}}
				continue
			}
			g.addName(key, ref{regionRef, int32(len(g.regions))})
		}
		g.regions = append(g.regions, r)
		return nil
	})
}

// addName files a name of the tables, and its first word for the scan of texts.
func (g *Gazetteer) addName(key string, r ref) {
	g.names[key] = append(g.names[key], r)
	first, rest, _ := strings.Cut(key, " ")
	words := strings.Count(rest, " ") + 1
	if rest != "" {
		words++
	}
	if g.firstWords[first] < uint8(words) {
		g.firstWords[first] = uint8(min(words, maxWords))
	}
}
