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

// shift moves the middle of a country to one of its sides, by how far its towns are spread.
func (g *Gazetteer) shift(c *candidate, s side) (lat, lon float32) {
	lat, lon = c.lat, c.lon
	if c.kind != countryRef || g.countries[c.n].inIndex < 0 {
		return lat, lon
	}
	_, _, sdLat, sdLon := g.index.spread(g.countries[c.n].inIndex)
	const spreads = 1.3
	dLat, dLon := float32(spreads*sdLat), float32(spreads*sdLon)
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
	return max(-90, min(90, lat)), max(-180, min(180, lon))
}
