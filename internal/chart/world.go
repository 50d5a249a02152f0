package chart

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
)

// worldFile holds the outlines of all countries (Natural Earth, public domain),
// simplified to about 3 km; gen/main.go tells the format and makes it.
//
//go:embed world.bin
var worldFile []byte

// world gives the rings in degrees: x is the longitude, y the latitude.
var world = sync.OnceValues(func() ([][]point, error) { return readWorld(worldFile) })

func readWorld(b []byte) ([][]point, error) {
	if len(b) < 4 || string(b[:4]) != "HWM1" {
		return nil, errors.New("world outlines: wrong format")
	}
	r := varints{b: b[4:]}
	n, grid := r.unsigned(), float64(r.unsigned())
	var rings [][]point
	for range n {
		ring := make([]point, min(r.unsigned(), uint64(len(b))))
		var x, y int64
		for i := range ring {
			x, y = x+r.signed(), y+r.signed()
			ring[i] = point{float64(x) / grid, float64(y) / grid}
		}
		if r.err != nil {
			return nil, fmt.Errorf("world outlines: %w", r.err)
		}
		rings = append(rings, ring)
	}
	return rings, nil
}

// varints reads numbers and keeps the first error.
type varints struct {
	b   []byte
	err error
}

func (v *varints) take(n int) {
	if n <= 0 {
		v.err, v.b = errors.New("cut off"), nil
		return
	}
	v.b = v.b[n:]
}

func (v *varints) unsigned() uint64 {
	x, n := binary.Uvarint(v.b)
	v.take(n)
	return x
}

func (v *varints) signed() int64 {
	x, n := binary.Varint(v.b)
	v.take(n)
	return x
}

// view is the part of the world that a map shows, and where each place falls.
// The projection is equirectangular, true to scale on the middle latitude.
type view struct {
	west, south, east, north float64 // degrees
	k, cos                   float64 // px a degree of latitude; of longitude k*cos
}

// fit chooses a view of the given size that holds all places with a margin, never
// narrower than 26 degrees, so that the surroundings can be recognised.
func fit(places []Place, w, h float64) view {
	v := view{west: math.Inf(1), south: math.Inf(1), east: math.Inf(-1), north: math.Inf(-1)}
	for _, p := range places {
		v.west, v.east = min(v.west, p.Lon), max(v.east, p.Lon)
		v.south, v.north = min(v.south, p.Lat), max(v.north, p.Lat)
	}
	if len(places) == 0 || v.east-v.west > 150 || v.north-v.south > 90 {
		v = view{west: -180, south: -57, east: 180, north: 78}
	}
	mid := (v.south + v.north) / 2
	v.cos = math.Cos(min(math.Abs(mid), 65) * math.Pi / 180)
	spanX, spanY := max((v.east-v.west)*1.25, 26/v.cos), max((v.north-v.south)*1.3, 18)
	v.k = min(w/(spanX*v.cos), h/spanY)
	if v.east-v.west >= 360 {
		v.cos = 0.8 // true to scale at 37 degrees, where most news is from
		v.k = w / (360 * v.cos)
	}
	centre := (v.west + v.east) / 2
	v.west, v.east = centre-w/(2*v.k*v.cos), centre+w/(2*v.k*v.cos)
	v.south, v.north = mid-h/(2*v.k), mid+h/(2*v.k)
	return v
}

func (v view) at(lon, lat float64) point {
	return point{(lon - v.west) * v.k * v.cos, (v.north - lat) * v.k}
}

// coast gives the rings that the view shows, without islets of less than two
// pixels and without points closer than one, cut at a margin around the picture.
func (v view) coast(w, h float64) ([][]point, error) {
	rings, err := world()
	if err != nil {
		return nil, err
	}
	var out [][]point
	for _, ring := range rings {
		if len(ring) < 3 {
			continue
		}
		if r := v.project(ring, w, h); len(r) > 2 {
			out = append(out, r)
		}
	}
	return out, nil
}

func (v view) project(ring []point, w, h float64) []point {
	var out []point
	seen := false
	low, high := v.at(ring[0].x, ring[0].y), v.at(ring[0].x, ring[0].y)
	for _, g := range ring {
		q := v.at(g.x, g.y)
		low, high = point{min(low.x, q.x), min(low.y, q.y)}, point{max(high.x, q.x), max(high.y, q.y)}
		seen = seen || q.x > -w && q.x < 2*w && q.y > -h && q.y < 2*h
		q = point{min(max(q.x, -w), 2*w), min(max(q.y, -h), 2*h)}
		if n := len(out); n == 0 || math.Abs(q.x-out[n-1].x)+math.Abs(q.y-out[n-1].y) >= 1.2 {
			out = append(out, q)
		}
	}
	if !seen || high.x-low.x < 2 && high.y-low.y < 2 {
		return nil
	}
	return out
}
