package geo

import "strings"

// side is a direction: bits of north, south, east and west.
type side uint8

const (
	north side = 1 << iota
	south
	east
	west
)

// sideOf reads "northern", "southeast", "east"; 0 for other words.
func sideOf(word string) side {
	var s side
	w := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(word), "most"), "ern")
	for _, p := range [...]struct {
		name string
		side side
	}{{"north", north}, {"south", south}} {
		if rest, ok := strings.CutPrefix(w, p.name); ok {
			s, w = p.side, strings.TrimPrefix(rest, "-")
			break
		}
	}
	switch w {
	case "":
	case "east":
		s |= east
	case "west":
		s |= west
	default:
		return 0
	}
	return s
}

// shift moves the middle of a country to one of its sides, by how far its towns are spread, and that of a region by what
// such regions measure.
func (g *Gazetteer) shift(c *candidate, s side) (lat, lon float32) {
	dLat, dLon := g.reach(c)
	lat, lon = c.lat, c.lon
	if s&north != 0 {
		lat += dLat
	}
	if s&south != 0 {
		lat -= dLat
	}
	if s&east != 0 {
		lon += dLon
	}
	if s&west != 0 {
		lon -= dLon
	}
	switch {
	case lon > 180:
		lon -= 360
	case lon < -180:
		lon += 360
	}
	return max(-90, min(90, lat)), lon
}

// reach gives how far from its middle a side of the place lies, in degrees.
func (g *Gazetteer) reach(c *candidate) (lat, lon float32) {
	switch c.kind {
	case countryRef:
		if i := g.countries[c.n].inIndex; i >= 0 {
			const spreads = 1.3
			_, _, sdLat, sdLon := g.index.spread(i)
			return float32(spreads * sdLat), float32(spreads * sdLon)
		}
	case regionRef:
		switch r := &g.regions[c.n]; {
		case r.kind == "continent":
			return 15, 20
		case r.kind == "water" && ocean(r.name):
			return 20, 35
		case r.kind == "region" || r.kind == "water":
			return 2, 3
		}
	}
	return 0, 0
}

func ocean(name string) bool {
	return name == "Pacific" || name == "Atlantic" || name == "Indian Ocean"
}
