package geo

// Spot is where a name lies when there is no text around it.
type Spot struct {
	Name     string
	Lat, Lon float32
	Country  string // ISO 3166-1 alpha-3, "" unknown
}

// Locate gives the likeliest reading of a place name that stands alone: the one
// with the most people, capitals and states first. It is for what a person types
// ("near:Kyiv"); in a text, Resolve weighs what stands around the name.
func (g *Gazetteer) Locate(name string) (Spot, bool) {
	r := g.scratch.Get().(*resolver)
	defer g.scratch.Put(r)
	var best *candidate
	found := r.readings(Fold(name), nil)
	for i := range found {
		if c := &found[i]; best == nil || c.prior > best.prior {
			best = c
		}
	}
	if best == nil {
		return Spot{}, false
	}
	s := Spot{Lat: best.lat, Lon: best.lon}
	s.Name, _ = g.nameOf(best.ref)
	if best.country >= 0 {
		s.Country = g.countries[best.country].iso3
	}
	return s, true
}
