package query

import (
	"fmt"
	"math"
	"strings"

	"herodotus/internal/geo"
	"herodotus/internal/store"
)

// builder collects the arguments of one statement. What a person typed goes
// into the database by placeholder only.
type builder struct {
	d       store.Dialect
	args    []any
	drawing bool // the index of the condition is wanted, see column
	page    bool // few rows are wanted, see text
}

func (b *builder) arg(x any) string {
	b.args = append(b.args, x)
	return b.d.Placeholder(len(b.args))
}

// column gives a column of events that has an index. When events are walked in
// the order of days and tested, the index must not be taken: SQLite would fetch
// all that it holds and sort them.
func (b *builder) column(name string) string {
	if b.drawing {
		return name
	}
	return name + " + 0"
}

// in gives "column IN (?, ?, …)".
func (b *builder) in(column string, values []string) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = b.arg(v)
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")"
}

// lower brings a column's ASCII letters to lower case on both databases alike.
func (b *builder) lower(column string) string {
	if b.d == store.Postgres {
		return `lower(` + column + ` COLLATE "C")`
	}
	return "lower(" + column + ")"
}

// has gives a condition that a column contains a text, ASCII case aside.
func (b *builder) has(column, text string) string {
	pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(asciiLower(text)) + "%"
	return "(" + column + " IS NOT NULL AND " + b.lower(column) + " LIKE " + b.arg(pattern) + ` ESCAPE '\')`
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// between gives the conditions of a range on a column.
func (b *builder) between(column string, v value) string {
	var out []string
	for _, x := range []struct {
		bound
		strict, weak string
	}{{v.lo, ">", ">="}, {v.hi, "<", "<="}} {
		if !x.set {
			continue
		}
		op := x.weak
		if x.open {
			op = x.strict
		}
		out = append(out, column+" "+op+" "+b.number(x.n))
	}
	if len(out) == 0 {
		return "1 = 1"
	}
	return strings.Join(out, " AND ")
}

// number is an argument: whole numbers as such, since days and counts are integers.
func (b *builder) number(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return b.arg(int64(n))
	}
	return b.arg(n)
}

// tables are the rows that a condition speaks of, by the alias that it uses for them.
type table string

const (
	eventRows    table = "e"
	claimRows    table = "c"
	documentRows table = "d"
)

// of gives the table of a key in an answer of some kind.
func (t *term) of(kind Kind) table {
	switch t.key.Name {
	case "date", "after", "before", "text": // of whatever is asked for
		return kind.base()
	case "source":
		if kind == KindEvents {
			return eventRows
		}
		return claimRows
	}
	switch t.key.Of {
	case "claim":
		return claimRows
	case "document":
		return documentRows
	}
	return eventRows
}

// where gives the condition of a term on its own table, whose alias is own.
func (b *builder) where(t *term, own table) (string, error) {
	var out []string
	for _, v := range t.values {
		s, err := b.one(t.key.Name, v, string(own))
		if err != nil {
			return "", err
		}
		out = append(out, s)
	}
	if len(out) == 1 {
		return "(" + out[0] + ")", nil
	}
	return "(" + strings.Join(out, " OR ") + ")", nil
}

// one gives the condition of one value; a is the alias of the rows.
func (b *builder) one(key string, v value, a string) (string, error) {
	switch key {
	case "date", "after", "before", "published":
		return b.between(a+".day", v), nil
	case "score", "confidence":
		return b.between(a+"."+key, v), nil
	case "corroborated":
		return b.between(b.column("e.independent"), v), nil
	case "type", "language", "act", "quote", "source_kind":
		return a + "." + key + " = " + b.arg(v.text), nil
	case "document":
		return "d.doc_id = " + b.arg(v.text), nil
	case "happening":
		return "e.happening = " + b.number(v.lo.n), nil
	case "cameo":
		return "e.cameo LIKE " + b.arg(v.text+"%"), nil
	case "quad":
		return b.in("e.quad", []string{v.text, v.other}), nil
	case "factuality":
		return b.in("e.author_value", strings.Fields(v.text)), nil
	case "country":
		return "e.place_country = " + b.arg(v.text), nil
	case "mode":
		return "EXISTS (SELECT 1 FROM event_modes m WHERE m.event = e.id AND m.mode = " + b.arg(v.text) + ")", nil
	case "context":
		return "EXISTS (SELECT 1 FROM event_contexts x WHERE x.event = e.id AND x.context = " + b.arg(v.text) + ")", nil
	case "evidence", "content", "title", "publisher", "url":
		return b.has(a+"."+key, v.text), nil
	case "agency":
		return b.optional("d.agency", v), nil
	case "text":
		if a == string(documentRows) {
			return b.text("d.id", v.text), nil
		}
		return b.text(a+".document", v.text), nil
	}
	return b.rest(key, v, a)
}

// rest are the keys whose condition takes more than a line.
func (b *builder) rest(key string, v value, a string) (string, error) {
	switch key {
	case "actor", "recipient":
		return b.hasArg(key, v.a), nil
	case "party":
		return "(" + b.hasArg("actor", v.a) + " OR " + b.hasArg("recipient", v.a) + ")", nil
	case "dyad":
		there := b.hasArg("actor", v.a) + " AND " + b.hasArg("recipient", v.b)
		if v.directed {
			return there, nil
		}
		return "(" + there + " OR " + b.hasArg("actor", v.b) + " AND " + b.hasArg("recipient", v.a) + ")", nil
	case "claim":
		return yes("e.claim IS NOT NULL", v.yes), nil
	case "copy":
		return yes("d.copy_of IS NOT NULL", v.yes), nil
	case "claimed":
		return b.claimed(v), nil
	case "source":
		if a == string(eventRows) {
			return b.identity(b.column("e.source"), v.a), nil
		}
		return b.identity(a+".source", v.a), nil
	case "status":
		return "e.happening IN (SELECT id FROM happenings WHERE status = " + b.arg(v.text) + ")", nil
	case "story":
		if v.lo.set {
			return "d.story = " + b.number(v.lo.n), nil
		}
		return "d.story IN (SELECT s.id FROM stories s WHERE " + b.has("s.title", v.text) + ")", nil
	case "place":
		if v.lo.set {
			return "e.geonames = " + b.number(v.lo.n), nil
		}
		return "e.place_name IS NOT NULL AND " + b.lower("e.place_name") + " = " + b.arg(asciiLower(v.text)), nil
	case "near":
		return b.near(v)
	}
	return "", fmt.Errorf("query: the key %s has no meaning", key)
}

func yes(condition string, holds bool) string {
	if holds {
		return condition
	}
	return "NOT (" + condition + ")"
}

// optional takes yes and no besides text.
func (b *builder) optional(column string, v value) string {
	if v.other != "" {
		return yes(column+" IS NOT NULL", v.other == "yes")
	}
	return b.has(column, v.text)
}

// text gives a condition on a column of documents.id: that the words stand in
// the document. For a page it is tested of one document at a time, since SQLite
// would first list all that have a frequent word.
func (b *builder) text(column, words string) string {
	q := b.d.TextQuery(words)
	if q == "" {
		return "1 = 0"
	}
	if b.page && b.d == store.SQLite {
		return "EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH " + b.arg(q) + " AND rowid = " + column + ")"
	}
	b.arg(q)
	return b.d.TextMatch(column, len(b.args))
}

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
