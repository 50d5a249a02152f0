package link

import (
	"math"
	"sort"
)

// spot is where an event took place.
type spot struct {
	name, country string
	geonames      int
	lat, lon      float32
	state         bool // no more than the country is known
}

func (s *spot) fields(c *codec) {
	c.str(&s.name)
	c.str(&s.country)
	c.int(&s.geonames)
	c.coordinate(&s.lat)
	c.coordinate(&s.lon)
	c.bool(&s.state)
}

// spot is the place of that id.
func (x *linking) spot(id string) spot {
	p := x.places[id]
	if p == nil {
		return spot{}
	}
	s := spot{name: p.Name, country: value(p.Country)}
	if p.Geonames != nil {
		s.geonames = int(*p.Geonames)
	}
	if p.Lat != nil && p.Lon != nil {
		s.lat, s.lon = float32(*p.Lat), float32(*p.Lon)
	}
	if m := x.mentions[p.Mention]; m != nil {
		a := x.actors[m.Entity]
		s.state = a != nil && a.Type == "GPE" && a.Wikidata != "" && p.Admin1 == nil
	}
	return s
}

// placesNear gives the places named in the sentences that tell the event.
func (x *linking) placesNear(t *told) []spot {
	var near []spot
	for _, e := range t.events {
		s := x.sentenceOf(x.rec.Events[e].Trigger.Start)
		at := sort.Search(len(x.placed), func(i int) bool { return x.placed[i].at >= s.Start })
		for ; at < len(x.placed) && x.placed[at].at < s.End && len(near) < nearPlaces; at++ {
			near = append(near, x.spot(x.placed[at].id))
		}
	}
	return near
}

const nearPlaces = 3

// placesAgree gives the sign of the two places that lie nearest to each other; "" where there are none.
func placesAgree(told, known []spot) (sign, name string) {
	table := weights()
	for _, p := range told {
		for _, s := range known {
			if v := p.agrees(s); sign == "" || table[v] > table[sign] {
				sign, name = v, s.name
			}
		}
	}
	return sign, name
}

const nearKm, farKm = 30, 120

// agrees gives the sign of how two places lie to each other.
func (s spot) agrees(o spot) string {
	switch {
	case s.name == o.name && s.country == o.country, s.geonames != 0 && s.geonames == o.geonames:
		if s.state {
			return "place.state"
		}
		return "place.same"
	case s.country != "" && o.country != "" && s.country != o.country:
		return "place.foreign"
	case s.state || o.state:
		return "place.state"
	}
	switch d := s.km(o); {
	case d <= nearKm:
		return "place.same"
	case d <= farKm:
		return "place.near"
	}
	return "place.far"
}

// km is the distance on the sphere (haversine).
func (s spot) km(o spot) float64 {
	const radius, rad = 6371, math.Pi / 180
	a, b := float64(s.lat)*rad, float64(o.lat)*rad
	dy, dx := math.Sin((b-a)/2), math.Sin(float64(o.lon-s.lon)*rad/2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, dy*dy+math.Cos(a)*math.Cos(b)*dx*dx)))
}
