package kb

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"herodotus/internal/doc"
)

// regime tells which offices of a state count as its "leader", "head of state"
// or "head of government" in a span of time.
type regime struct {
	as       string
	titles   []string // in order of preference
	from, to time.Time
}

// office reads a row of offices.tsv: the title of an office, its sector and, where only one has it, whose it is.
func (l *loader) office(r *row) error {
	if err := l.sector(r, r.f[1]); err != nil {
		return err
	}
	l.b.offices[r.f[0]] = r.f[1]
	l.b.canon[r.f[0]] = r.f[0]
	if of := r.f[2]; of != "" {
		if l.b.entries[of] == nil {
			return r.errorf("no country or organisation %q", of)
		}
		l.b.sole[r.f[0]] = of
	}
	return nil
}

// regime reads a row of regimes.tsv.
func (l *loader) regime(r *row) error {
	g := regime{as: r.f[1]}
	eachItem(r.f[2], func(title string) { g.titles = append(g.titles, title) })
	for _, title := range g.titles {
		if _, ok := l.b.offices[title]; !ok {
			return r.errorf("no office %q", title)
		}
	}
	if l.b.entries[r.f[0]] == nil && r.f[0] != "*" {
		return r.errorf("no state %q", r.f[0])
	}
	var err error
	if g.from, g.to, err = period(r.f[3], r.f[4]); err != nil {
		return r.errorf("%v", err)
	}
	l.b.regimes[r.f[0]] = append(l.b.regimes[r.f[0]], g)
	return nil
}

// period reads two days, each of which may be empty.
func period(from, to string) (a, b time.Time, err error) {
	if from != "" {
		if a, err = day(from, false); err != nil {
			return a, b, err
		}
	}
	if to != "" {
		b, err = day(to, true)
	}
	return a, b, err
}

// person reads a row of persons.tsv, officials.tsv, leaders.tsv or congress.tsv.
func (l *loader) person(r *row) error {
	e, err := l.entry(r, r.f[0], r.f[1])
	if err != nil {
		return err
	}
	if e.Type == doc.NoType {
		l.persons = append(l.persons, e)
	}
	e.Type = doc.PER
	if err := l.describe(r, e, r.f[2], r.f[3]); err != nil {
		return err
	}
	switch r.f[4] {
	case "m":
		e.Male = true
	case "f":
		e.Female = true
	case "":
	default:
		return r.errorf("sex %q is neither m nor f", r.f[4])
	}
	if r.f[7] != "" {
		e.Wikidata = r.f[7]
	}
	if err := l.holdings(r, e, r.f[5]); err != nil {
		return err
	}
	return l.named(r, e, r.f[6])
}

// holdings reads "prime minister 2008-05-08..2012-05-07|president FRA 2012..":
// title, where it is not the person's country the country or organisation, days.
func (l *loader) holdings(r *row, e *doc.Entry, cell string) (err error) {
	eachItem(cell, func(item string) {
		var o doc.Office
		if err != nil {
			return
		}
		if o, err = l.holding(r, e, item); err == nil {
			e.Offices = append(e.Offices, o)
		}
	})
	// Of several offices held at a time the one taken last says best what the person is.
	slices.SortStableFunc(e.Offices, func(a, b doc.Office) int { return b.From.Compare(a.From) })
	return err
}

// index lists the holders of each office. It waits until all tables are read,
// because a user's table may add offices to an entry.
func (l *loader) index() {
	for _, e := range l.persons {
		for i := range e.Offices {
			o := &e.Offices[i]
			l.b.held[o.Of] = append(l.b.held[o.Of], holding{o, e})
		}
	}
}

// holding reads one office of a person.
func (l *loader) holding(r *row, e *doc.Entry, item string) (doc.Office, error) {
	o := doc.Office{Of: e.Country}
	title, days := item, ""
	if at := strings.LastIndexByte(item, ' '); at >= 0 && strings.Contains(item[at:], "..") {
		title, days = item[:at], item[at+1:]
	}
	if at := strings.LastIndexByte(title, '@'); at >= 0 {
		title, o.Of = strings.TrimSpace(title[:at]), title[at+1:]
	}
	sector, ok := l.b.offices[title]
	if !ok {
		return o, r.errorf("no office %q", title)
	}
	if l.b.entries[o.Of] == nil {
		return o, r.errorf("no country or organisation %q", o.Of)
	}
	if sector == "" { // a spokesman is what he speaks for
		sector = cmp.Or(e.Sector, "GOV")
	}
	o.Title, o.Sector = title, sector
	from, to, _ := strings.Cut(days, "..")
	var err error
	if o.From, o.To, err = period(from, to); err != nil {
		return o, r.errorf("%v", err)
	}
	if !o.To.IsZero() && o.To.Before(o.From) {
		return o, r.errorf("%s ends before it begins", item)
	}
	return o, nil
}
