package geo

import (
	"math"
	"testing"
)

func TestLocate(t *testing.T) {
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, country string
		lat, lon      float64
	}{
		{"Kyiv", "UKR", 50.45, 30.52},
		{"kiev", "UKR", 50.45, 30.52},
		{"Paris", "FRA", 48.85, 2.35},
		{"São Paulo", "BRA", -23.55, -46.64},
		{"Khartoum", "SDN", 15.55, 32.53},
	} {
		s, ok := g.Locate(c.name)
		if !ok || s.Country != c.country || math.Abs(float64(s.Lat)-c.lat) > 0.3 || math.Abs(float64(s.Lon)-c.lon) > 0.3 {
			t.Errorf("%s: got %+v, %v", c.name, s, ok)
		}
	}
	if s, ok := g.Locate("Qwertyville"); ok {
		t.Errorf("a place that is none lies at %+v", s)
	}
}
