package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"herodotus/record"
)

// icewsColumns are those of the ICEWS coded event data (Boschee et al., 2015), with tabs between and a header.
var icewsColumns = []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
	"Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country",
	"Latitude", "Longitude"}

func icews(w io.Writer, _ Options) Writer {
	return &lines{w: w, header: cells(append([]string{}, icewsColumns...)), write: func(w io.Writer, v *view) error {
		b := bufio.NewWriter(w)
		for _, e := range v.wanted() {
			for _, p := range pairs(e) {
				b.WriteString(cells(v.icewsRow(e, p)))
			}
		}
		return b.Flush()
	}}
}

// icewsRow gives one pair's row. Pairs of one event share its ID, as in ICEWS.
func (v *view) icewsRow(e *record.Event, p pair) []string {
	c := cameoOf(e.Cameo)
	row := []string{fmt.Sprint(number(v.r.Document.ID, e.ID)), v.date(e)}
	row = append(row, v.icewsSide(p.actor)...)
	row = append(row, c.name, e.Cameo, c.scale)
	row = append(row, v.icewsSide(p.recipient)...)
	row = append(row, fmt.Sprint(number(v.r.Document.ID)), fmt.Sprint(v.sentence(e.Trigger.Start)), value(v.r.Document.Publisher))
	place := v.placeOf(e)
	if place == nil {
		return append(row, "", "", "", "", "", "")
	}
	country, city := codes().countries[value(place.Country)], place.Name
	if city == country.name || city == value(place.Admin1) {
		city = ""
	}
	return append(row, city, "", value(place.Admin1), country.icews, coordinate(place.Lat), coordinate(place.Lon))
}

// icewsSide gives name, sectors and country by ICEWS's names; supranational bodies have no country.
func (v *view) icewsSide(a *record.Arg) []string {
	if a == nil || v.entities[a.Entity] == nil {
		return []string{"", "", ""}
	}
	var sectors []string
	for _, s := range v.sectors(a) {
		if c := codes().actors[s]; !c.group && c.other != "" {
			sectors = append(sectors, c.other)
		}
	}
	return []string{v.entities[a.Entity].Name, strings.Join(sectors, ","), codes().countries[value(a.Country)].icews}
}

// phoenix writes the layout of the Open Event Data Alliance's Phoenix data: 26
// columns with tabs between, no header.
func phoenix(w io.Writer, _ Options) Writer {
	return &lines{w: w, write: func(w io.Writer, v *view) error {
		b := bufio.NewWriter(w)
		for _, e := range v.wanted() {
			for _, p := range pairs(e) {
				b.WriteString(cells(v.phoenixRow(e, p)))
			}
		}
		return b.Flush()
	}}
}

func (v *view) phoenixRow(e *record.Event, p pair) []string {
	day := compact(v.date(e))
	row := []string{fmt.Sprint(number(v.r.Document.ID, e.ID, fmt.Sprint(p.n))), day, "", "", ""}
	if t, err := time.Parse("20060102", day); err == nil {
		row[2], row[3], row[4] = t.Format("2006"), t.Format("01"), t.Format("02")
	}
	row = append(row, v.phoenixSide(p.actor)...)
	row = append(row, v.phoenixSide(p.recipient)...)
	row = append(row, e.Cameo, root(e.Cameo), phoenixQuad(e.Cameo), cameoOf(e.Cameo).scale, phoenixIssues(e.Contexts))
	if place := v.placeOf(e); place != nil {
		row = append(row, coordinate(place.Lat), coordinate(place.Lon), place.Name, value(place.Country), value(place.Admin1))
	} else {
		row = append(row, "", "", "", "", "")
	}
	return append(row, fmt.Sprintf("%s_%d", v.r.Document.ID, v.sentence(e.Trigger.Start)), value(v.r.Document.URL), v.outlet())
}

// phoenixSide gives the whole code, the country or supranational type, the first role and the others.
func (v *view) phoenixSide(a *record.Arg) []string {
	c := v.inCameo(a)
	entity, types := c.country, c.types
	if entity == "" && len(types) > 0 {
		entity, types = types[0], types[1:]
	}
	role, others := "", append([]string{}, types...)
	if len(types) > 0 {
		role, others = types[0], append([]string{}, types[1:]...)
	}
	if c.group != "" {
		others = append(others, c.group)
	}
	return []string{c.code(), entity, role, strings.Join(others, ";")}
}

// phoenixQuad gives Phoenix's own classes: 0 neutral statements (01, 02), 1
// verbal and 2 material cooperation, 3 verbal and 4 material conflict; 16 counts as verbal.
func phoenixQuad(code string) string {
	switch r := root(code); {
	case r == "01" || r == "02":
		return "0"
	case r == "16":
		return "3"
	}
	return fmt.Sprint(quadClass(code))
}

// phoenixIssues writes the contexts as Phoenix does its issues: NAME,COUNT with ";" between.
func phoenixIssues(contexts []string) string {
	out := make([]string, len(contexts))
	for i, c := range contexts {
		out[i] = strings.ToUpper(c) + ",1"
	}
	return strings.Join(out, ";")
}
