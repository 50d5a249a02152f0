package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"herodotus/record"
)

// polecatColumns are those of POLECAT, the PLOVER data set that NGEC codes
// (Halterman et al., 2023), in its files' order.
var polecatColumns = []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
	"Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
	"Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
	"Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"}

func polecat(w io.Writer, _ Options) Writer {
	return &lines{w: w, header: cells(append([]string{}, polecatColumns...)), write: func(w io.Writer, v *view) error {
		b := bufio.NewWriter(w)
		people, bodies, places := v.named("PER"), v.named("ORG"), v.named("GPE", "LOC", "FAC")
		for _, e := range v.wanted() {
			row := append(v.polecatRow(e), orNone(people), orNone(bodies), orNone(places), orNone(v.r.Document.Language), orNone(v.r.Provenance.Version))
			b.WriteString(cells(row))
		}
		return b.Flush()
	}}
}

// none is what POLECAT writes where it knows nothing.
const none = "None"

func orNone(s string) string {
	if s == "" {
		return none
	}
	return s
}

// several joins values as POLECAT does, each once; "None" when there is none.
func several(values []string) string {
	var out []string
	for _, x := range values {
		if x != "" && !strings.Contains("; "+strings.Join(out, "; ")+"; ", "; "+x+"; ") {
			out = append(out, x)
		}
	}
	return orNone(strings.Join(out, "; "))
}

// polecatRow gives the columns up to the publication date.
func (v *view) polecatRow(e *record.Event) []string {
	d := &v.r.Document
	row := []string{d.ID + "-" + e.ID, orNone(v.date(e)), e.Type, several(e.Modes), strconv.FormatFloat(e.Score, 'f', 1, 64),
		strings.ToUpper(e.Quad), several(e.Contexts)}
	row = append(row, v.polecatSide(e.Actors)...)
	row = append(row, v.polecatSide(e.Recipients)...)
	row = append(row, v.polecatPlace(v.placeOf(e))...)
	return append(row, orNone(v.outlet()), orNone(v.published()))
}

// polecatSide gives the eight columns of actors or recipients; several stand in one cell.
func (v *view) polecatSide(args []record.Arg) []string {
	var names, countries, cows, primary, sectors, titles, raw, ids []string
	for i := range args {
		a := &args[i]
		e := v.entities[a.Entity]
		if e == nil {
			continue
		}
		names = append(names, e.Name)
		countries = append(countries, value(a.Country))
		cows = append(cows, codes().countries[value(a.Country)].cow)
		primary = append(primary, value(a.Sector))
		sectors = append(sectors, v.sectors(a)...)
		for _, r := range e.Roles {
			titles = append(titles, r.Title)
		}
		if m := v.mentions[value(a.Mention)]; m != nil {
			raw = append(raw, v.words(m.Span))
		}
		ids = append(ids, value(e.IDs.Wikidata))
	}
	out := make([]string, 0, 8)
	for _, c := range [][]string{names, countries, cows, primary, sectors, titles, raw, ids} {
		out = append(out, several(c))
	}
	return out
}

// polecatPlace gives the ten columns of the place; numbers that are not known stay empty.
func (v *view) polecatPlace(p *record.Place) []string {
	if p == nil {
		return []string{none, none, none, none, none, "", "", "", none, none}
	}
	kind, city := "PPL", p.Name
	switch name := codes().countries[value(p.Country)].name; {
	case p.Name == name:
		kind, city = "PCLI", ""
	case p.Name == value(p.Admin1):
		kind, city = "ADM1", ""
	}
	id, raw := "", ""
	if p.Geonames != nil {
		id = fmt.Sprint(*p.Geonames)
	}
	if m := v.mentions[p.Mention]; m != nil {
		raw = v.words(m.Span)
	}
	return []string{p.Name, orNone(city), none, orNone(value(p.Admin1)), orNone(value(p.Country)), coordinate(p.Lat), coordinate(p.Lon), id, orNone(raw), kind}
}

// named lists the names of all entities of some types that the text names.
func (v *view) named(types ...string) string {
	named := map[string]bool{}
	for i := range v.r.Mentions {
		if m := &v.r.Mentions[i]; m.Kind == "name" {
			named[m.Entity] = true
		}
	}
	var out []string
	for i := range v.r.Entities {
		e := &v.r.Entities[i]
		for _, t := range types {
			if e.Type == t && named[e.ID] {
				out = append(out, e.Name)
			}
		}
	}
	return strings.Join(out, "; ")
}
