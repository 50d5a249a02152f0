package query

import (
	"fmt"
	"math"
	"strings"

	"herodotus/internal/geo"
	"herodotus/internal/store"
)

// hasArg gives a condition on events: that a participant has the role. It is
// tested of one event at a time, so that the events' own rows of event_args
// must serve: the expressions hide the columns from indexes by country and
// actor, which SQLite would take and walk over thousands of other events.
func (b *builder) hasArg(role string, s side) string {
	return "EXISTS (SELECT 1 FROM event_args p WHERE p.event = e.id AND p.role = '" + role + "' AND " + b.argIs(s, "p.country || ''", "p.actor + 0") + ")"
}

// argIs gives a condition on event_args p, whose country and actor stand in the given expressions.
func (b *builder) argIs(s side, country, actor string) string {
	var out []string
	if s.country != "" {
		out = append(out, country+" = "+b.arg(s.country))
	}
	if s.sector != "" {
		out = append(out, "p.sector = "+b.arg(s.sector))
	}
	if s.wikidata != "" || s.name != "" {
		out = append(out, b.identity(actor, s))
	}
	if len(out) == 0 {
		return "1 = 1"
	}
	return strings.Join(out, " AND ")
}

// identity gives a condition on a column of actors.id.
func (b *builder) identity(column string, s side) string {
	if s.any {
		return column + " IS NOT NULL"
	}
	var out []string
	if s.country != "" {
		out = append(out, "i.country = "+b.arg(s.country))
	}
	if s.sector != "" {
		out = append(out, "i.sector = "+b.arg(s.sector))
	}
	if s.wikidata != "" {
		out = append(out, "i.wikidata = "+b.arg(s.wikidata))
	}
	if s.name != "" {
		out = append(out, b.named("i.folded", s.name))
	}
	return column + " IN (SELECT i.id FROM actors i WHERE " + strings.Join(out, " AND ") + ")"
}

// named gives a condition on folded names: that the words stand in a row, the
// last one open at its end after an asterisk. Folded words are letters and
// digits, so that nothing in them is a wildcard.
func (b *builder) named(column, name string) string {
	words := store.Fold(name)
	if words == "" {
		return "1 = 0"
	}
	end := " %"
	if strings.HasSuffix(name, "*") {
		end = "%"
	}
	return "' ' || " + column + " || ' ' LIKE " + b.arg("% "+words+end)
}

// claimed gives a condition on events: that a source in the text commits himself to it.
func (b *builder) claimed(v value) string {
	if v.text == "any" {
		return yes("EXISTS (SELECT 1 FROM event_facts f WHERE f.event = e.id AND f.claim IS NOT NULL)", v.yes)
	}
	s := "EXISTS (SELECT 1 FROM event_facts f WHERE f.event = e.id AND f.claim IS NOT NULL"
	if !v.a.any {
		s += " AND " + b.identity("f.source", v.a)
	}
	if v.other != "" {
		s += " AND " + b.in("f.value", strings.Fields(v.other))
	}
	return s + ")"
}

// earthRadius is in km (the mean of IUGG).
const earthRadius = 6371.0088

// near gives a condition on the place: within a box, which an index serves, and
// within the radius on the sphere.
func (b *builder) near(v value) (string, error) {
	if v.text != "" {
		g, err := geo.Open()
		if err != nil {
			return "", err
		}
		spot, ok := g.Locate(v.text)
		if !ok {
			return "", &Unknown{What: "place", Name: v.text, Hint: "write coordinates: near:50.45,30.52,50km"}
		}
		v.lat, v.lon = float64(spot.Lat), float64(spot.Lon)
	}
	const rad = math.Pi / 180
	angle := v.km / earthRadius
	dLat := angle / rad
	dLon := 180.0
	if c := math.Cos(v.lat * rad); dLat < 90-math.Abs(v.lat) {
		dLon = math.Asin(math.Min(1, math.Sin(angle)/c)) / rad
	}
	box := fmt.Sprintf(b.column("e.lat")+" BETWEEN %s AND %s", b.arg(v.lat-dLat), b.arg(v.lat+dLat))
	switch west, east := v.lon-dLon, v.lon+dLon; {
	case dLon >= 180:
	case west < -180: // over the date line
		box += fmt.Sprintf(" AND (e.lon <= %s OR e.lon >= %s)", b.arg(east), b.arg(west+360))
	case east > 180:
		box += fmt.Sprintf(" AND (e.lon >= %s OR e.lon <= %s)", b.arg(west), b.arg(east-360))
	default:
		box += fmt.Sprintf(" AND e.lon BETWEEN %s AND %s", b.arg(west), b.arg(east))
	}
	const slack = 1e-12 // rounding of the cosine of small angles
	return fmt.Sprintf("%s AND sin(radians(e.lat)) * %s + cos(radians(e.lat)) * %s * cos(radians(e.lon - %s)) >= %s", box,
		b.arg(math.Sin(v.lat*rad)), b.arg(math.Cos(v.lat*rad)), b.arg(v.lon), b.arg(math.Cos(math.Min(angle, math.Pi))-slack)), nil
}

// Unknown says that a query names something that nobody knows.
type Unknown struct{ What, Name, Hint string }

func (u *Unknown) Error() string { return fmt.Sprintf("there is no %s %q", u.What, u.Name) }
