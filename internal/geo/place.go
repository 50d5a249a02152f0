package geo

import "herodotus/internal/doc"

// places writes the layer.
func (r *resolver) places() []doc.Place {
	out := make([]doc.Place, 0, len(r.mentions))
	for i := range r.mentions {
		if p, ok := r.place(i); ok {
			out = append(out, p)
		}
	}
	return out
}

// least is the score below which a place is not told.
const least = 0.2

func (r *resolver) place(i int) (doc.Place, bool) {
	m := &r.mentions[i]
	x := &r.groups[m.group]
	c := r.top(m.group)
	if c == nil {
		return doc.Place{}, false
	}
	p := doc.Place{Range: m.Range, Mention: doc.None, Lat: c.lat, Lon: c.lon, Score: float32(x.p) * certainty(c)}
	p.Name, p.Geonames = r.g.nameOf(c.ref)
	if c.kind == besideRef {
		near := r.beside(i)
		if near == nil {
			return p, false
		}
		p.Name, p.Lat, p.Lon, p.Score, p.Why = x.text, near.lat, near.lon, 0.5, "put where the text is"
		c = near
	} else {
		p.Why = r.reason(m.group, c)
	}
	if c.country >= 0 {
		p.Country = r.g.countries[c.country].iso3
	}
	if c.division != noDivision {
		p.Admin1 = r.g.index.divisionNames.at(c.division)
	}
	if m.side != 0 {
		p.Lat, p.Lon = r.g.shift(c, m.side)
	}
	if x.second >= 0 {
		o := &x.candidates[x.second]
		p.RunnerUp = r.g.describe(o)
	}
	return p, p.Score >= least
}

// certainty is how often a reading is right that has no rival: names that are no places and places that no table has see
// to it that it is less than always. A small town that nothing else in the text speaks for is most often no town at all.
// Measured on annotated reports.
func certainty(c *candidate) float32 {
	const (
		small     = 7   // in powers of ten of people
		supported = 0.3 // what any word about the country adds at least
	)
	switch {
	case c.kind == countryRef || c.kind == regionRef || c.kind == capitalRef:
		return 0.98
	case c.kind == townRef && c.prior < small && c.score-c.prior < supported:
		return 0.5
	}
	return 0.95
}

// besideReach is how many mentions from a building its town is looked for.
const besideReach = 40

// beside gives the town that the building of mention i most likely stands in: the nearest before it, else after it.
func (r *resolver) beside(i int) *candidate {
	for k := i - 1; k >= 0 && i-k <= besideReach; k-- {
		if c := r.top(r.mentions[k].group); c != nil && r.g.small(c) {
			return c
		}
	}
	for k := i + 1; k < len(r.mentions) && k-i <= besideReach; k++ {
		if c := r.top(r.mentions[k].group); c != nil && r.g.small(c) {
			return c
		}
	}
	return nil
}

// small tells whether a reading is a town or a state that is hardly more.
func (g *Gazetteer) small(c *candidate) bool {
	switch c.kind {
	case townRef, capitalRef:
		return true
	case countryRef:
		if i := g.countries[c.n].inIndex; i >= 0 {
			_, _, sdLat, sdLon := g.index.spread(i)
			return sdLat < 0.2 && sdLon < 0.2
		}
	case regionRef:
		switch g.regions[c.n].kind {
		case "town", "world", "district", "square", "building", "airport":
			return true
		}
	}
	return false
}

// nameOf gives the canonical name and the GeoNames number of a reading.
func (g *Gazetteer) nameOf(n ref) (string, int32) {
	switch n.kind {
	case townRef:
		return g.index.placeNames.at(int(n.n)), g.index.place(int(n.n)).id
	case divisionRef:
		return g.index.divisionNames.at(int(n.n)), 0
	case countryRef:
		return g.countries[n.n].name, g.countries[n.n].id
	case capitalRef:
		return g.countries[n.n].capital, 0
	case regionRef:
		return g.regions[n.n].name, 0
	}
	return "", 0
}

// describe names a reading for explain: "Paris, Texas, USA".
func (g *Gazetteer) describe(c *candidate) string {
	s, _ := g.nameOf(c.ref)
	if c.kind == townRef && c.division != noDivision {
		s += ", " + g.index.divisionNames.at(c.division)
	}
	if c.country >= 0 {
		s += ", " + g.countries[c.country].iso3
	}
	return s
}

func (r *resolver) reason(gr int32, c *candidate) string {
	kind := [...]string{"town", "division", "country", "region", "capital", "", "building"}[c.kind]
	if c.country >= 0 && r.timesSpoken(gr, c.country) > 0 {
		return kind + "; its country is spoken of"
	}
	return kind + "; by people living there"
}
