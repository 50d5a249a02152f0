package export

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"herodotus/record"
)

// gdeltEvents writes the Events table of GDELT 2.0 (Event Codebook V2.0, 2015):
// 61 columns with tabs between, no header, no quotes. docs/export.md tells what
// stands in each.
func gdeltEvents(w io.Writer, _ Options) Writer {
	g := gdelt{seen: map[int64]bool{}}
	return &lines{w: w, write: g.events}
}

// gdeltMentions writes the Mentions table: 16 columns, a row each time an event is told.
func gdeltMentions(w io.Writer, _ Options) Writer { return &lines{w: w, write: mentions} }

// gdelt remembers which real-world events have a row already: they have one
// only, however many documents tell them.
type gdelt struct{ seen map[int64]bool }

func (g *gdelt) events(w io.Writer, v *view) error {
	b := bufio.NewWriter(w)
	for _, e := range v.wanted() {
		if e.SameAs != nil && v.events[*e.SameAs] != nil {
			continue // told again: a row of Mentions
		}
		for _, p := range pairs(e) {
			id := v.globalID(e, p.n)
			if g.seen[id] {
				continue
			}
			if v.item.Events[e.ID].Happening != 0 {
				g.seen[id] = true
			}
			b.WriteString(cells(v.gdeltRow(e, p, id)))
		}
	}
	return b.Flush()
}

// globalID numbers an event: the same for all documents that tell it once the
// archive has joined them, and for an event that its document tells again.
func (v *view) globalID(e *record.Event, pair int) int64 {
	if first := v.events[value(e.SameAs)]; first != nil {
		e = first
	}
	if h := v.item.Events[e.ID].Happening; h != 0 {
		return number("happening", strconv.FormatInt(h, 10), strconv.Itoa(pair))
	}
	return number(v.r.Document.ID, e.ID, strconv.Itoa(pair))
}

func (v *view) gdeltRow(e *record.Event, p pair, id int64) []string {
	day := v.date(e)
	mentions, articles := v.tellings(e), 1
	sources := 1
	if a := v.item.Events[e.ID]; a.Happening != 0 {
		mentions, sources, articles = max(a.Mentions, 1), max(a.Independent, 1), max(a.Documents, 1)
	}
	row := make([]string, 0, 61)
	row = append(row, fmt.Sprint(id), compact(day), first(compact(day), 6), first(day, 4), fraction(day))
	row = append(row, v.gdeltActor(p.actor)...)
	row = append(row, v.gdeltActor(p.recipient)...)
	isRoot := "0"
	if v.lead(e.Trigger.Start) {
		isRoot = "1"
	}
	row = append(row, isRoot, e.Cameo, base(e.Cameo), root(e.Cameo), fmt.Sprint(quadClass(e.Cameo)), cameoOf(e.Cameo).scale,
		fmt.Sprint(mentions), fmt.Sprint(sources), fmt.Sprint(articles), "0")
	row = append(row, v.gdeltPlace(v.home(p.actor), p.actor)...)
	row = append(row, v.gdeltPlace(v.home(p.recipient), p.recipient)...)
	row = append(row, v.gdeltPlace(v.placeOf(e), nil)...)
	return append(row, v.stamp(), v.address())
}

// tellings counts the event and the later ones that repeat it.
func (v *view) tellings(e *record.Event) int {
	n := 1
	for i := range v.r.Events {
		if value(v.r.Events[i].SameAs) == e.ID {
			n++
		}
	}
	return n
}

// gdeltActor gives the ten columns of a participant; ethnic and religious codes stay empty.
func (v *view) gdeltActor(a *record.Arg) []string {
	row := make([]string, 10)
	if a == nil {
		return row
	}
	c := v.inCameo(a)
	row[0] = c.code()
	if e := v.entities[a.Entity]; e != nil {
		row[1] = strings.ToUpper(e.Name)
	}
	row[2], row[3] = c.country, c.group
	for i, t := range c.types[:min(len(c.types), 3)] {
		row[7+i] = t
	}
	return row
}

// gdeltPlace gives the eight columns of a place: type, name, FIPS country, its
// first-order division, its second, latitude, longitude, feature. A participant
// that is no place of the text itself stands for its country.
func (v *view) gdeltPlace(p *record.Place, a *record.Arg) []string {
	row := make([]string, 8)
	if p == nil {
		row[0] = "0"
		if a != nil && a.Country != nil {
			if c, ok := codes().countries[*a.Country]; ok {
				row[0], row[1], row[2], row[3], row[7] = "1", c.name, c.fips, c.fips, c.fips
			}
		}
		return row
	}
	c := codes().countries[value(p.Country)]
	parts := []string{p.Name}
	if a := value(p.Admin1); a != "" && a != p.Name {
		parts = append(parts, a)
	}
	if c.name != "" && c.name != p.Name {
		parts = append(parts, c.name)
	}
	us := value(p.Country) == "USA"
	switch { // 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 division elsewhere
	case p.Name == c.name || value(p.Country) == "" && value(p.Admin1) == "":
		row[0] = "1"
	case p.Name == value(p.Admin1):
		row[0] = map[bool]string{true: "2", false: "5"}[us]
	default:
		row[0] = map[bool]string{true: "3", false: "4"}[us]
	}
	row[1], row[2], row[3] = strings.Join(parts, ", "), c.fips, c.fips
	row[5], row[6] = coordinate(p.Lat), coordinate(p.Lon)
	if p.Geonames != nil {
		row[7] = fmt.Sprint(*p.Geonames)
	}
	return row
}

// mentions writes a row for each time that an event is told.
func mentions(w io.Writer, v *view) error {
	b := bufio.NewWriter(w)
	for _, e := range v.wanted() {
		for _, p := range pairs(e) {
			b.WriteString(cells(v.mentionRow(e, p)))
		}
	}
	return b.Flush()
}

func (v *view) mentionRow(e *record.Event, p pair) []string {
	kind := "2" // citation only: known by its name
	if strings.HasPrefix(value(v.r.Document.URL), "http") {
		kind = "1"
	}
	when := compact(v.date(e))
	if when != "" {
		when += "000000"
	}
	return []string{fmt.Sprint(v.globalID(e, p.n)), when, v.stamp(), kind, v.outlet(), v.address(),
		fmt.Sprint(v.sentence(e.Trigger.Start)), v.offset(p.actor), v.offset(p.recipient), fmt.Sprint(v.char(e.Trigger.Start)), "1",
		fmt.Sprint(int(e.Confidence*10+0.5) * 10), fmt.Sprint(v.char(len(v.r.Document.Text))), "0", "", ""}
}

// offset gives where a participant is named, in characters; -1 when it is implied.
func (v *view) offset(a *record.Arg) string {
	if a == nil || v.mentions[value(a.Mention)] == nil {
		return "-1"
	}
	return fmt.Sprint(v.char(v.mentions[*a.Mention].Start))
}

// outlet gives the domain of the address, else the publisher.
func (v *view) outlet() string {
	if u, err := url.Parse(value(v.r.Document.URL)); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return value(v.r.Document.Publisher)
}

// address gives the URL, else the document's id.
func (v *view) address() string {
	if u := value(v.r.Document.URL); u != "" {
		return u
	}
	return v.r.Document.ID
}

// stamp gives the moment of publication as 20230914000000, "" when unknown.
func (v *view) stamp() string {
	p := value(v.r.Document.Published)
	if t, err := time.Parse(time.RFC3339, p); err == nil {
		return t.UTC().Format("20060102150405")
	}
	if p == "" {
		return ""
	}
	return compact(v.published()) + "000000"
}

// compact turns 2023-09-14 into 20230914.
func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

// fraction gives the date as GDELT's fractional year: the year and (month*30+day)/365, four digits.
func fraction(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(float64(t.Year())+float64(int(t.Month()-1)*30+t.Day())/365, 'f', 4, 64)
}

func coordinate(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}
