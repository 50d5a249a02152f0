// Command gen makes world.bin from Natural Earth's countries (public domain) in
// TopoJSON, as the npm package world-atlas ships them:
//
//	npm pack world-atlas && tar xzf world-atlas-*.tgz
//	go run ./internal/chart/gen package/countries-50m.json > internal/chart/world.bin
//
// In: a topology with quantised arcs. Out: the rings of all countries, simplified
// on the shared arcs so that neighbours still meet, as package chart reads them.
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
)

const (
	grid      = 50   // steps a degree in the file: 0.02° is 2 km, a pixel of a map of one country
	tolerance = 0.03 // degrees that a simplified border may stray
	smallest  = 0.01 // square degrees: islets below this are left out
)

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct{ Geometries []geometry }
}

type geometry struct {
	Type string
	Arcs json.RawMessage
}

type point struct{ x, y float64 }

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one TopoJSON file, have %d arguments", len(args))
	}
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	rings, err := t.rings()
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	out := bufio.NewWriter(os.Stdout)
	write(out, rings)
	return out.Flush()
}

// rings gives every polygon's outlines in degrees, large enough to be seen.
func (t *topology) rings() ([][]point, error) {
	arcs := make([][]point, len(t.Arcs))
	for i, a := range t.Arcs {
		arcs[i] = simplify(t.absolute(a), tolerance)
	}
	var out [][]point
	for _, g := range t.Objects["countries"].Geometries {
		polygons, err := g.polygons()
		if err != nil {
			return nil, err
		}
		for _, p := range polygons {
			for _, ring := range p {
				out = append(out, unwrap(join(arcs, ring))...)
			}
		}
	}
	return out, nil
}

func (g geometry) polygons() ([][][]int, error) {
	switch g.Type {
	case "Polygon":
		var one [][]int
		err := json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	case "MultiPolygon":
		var many [][][]int
		err := json.Unmarshal(g.Arcs, &many)
		return many, err
	}
	return nil, nil // a country without area
}

// absolute undoes the delta coding of an arc.
func (t *topology) absolute(arc [][2]float64) []point {
	out := make([]point, len(arc))
	x, y := 0.0, 0.0
	for i, d := range arc {
		x, y = x+d[0], y+d[1]
		out[i] = point{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
	}
	return out
}

// join strings a ring's arcs together; ^i is arc i backwards, and ends are shared.
func join(arcs [][]point, ring []int) []point {
	var out []point
	for _, i := range ring {
		a := i
		if i < 0 {
			a = ^i
		}
		for k := range arcs[a] {
			p := arcs[a][k]
			if i < 0 {
				p = arcs[a][len(arcs[a])-1-k]
			}
			if len(out) == 0 || k > 0 {
				out = append(out, p)
			}
		}
	}
	return out
}

// unwrap makes a ring that crosses the antimeridian continuous: its longitudes go
// on beyond 180, and a copy 360 degrees away shows its other part. A ring around
// the pole is closed along the pole. Rings too small to be seen are left out.
func unwrap(r []point) [][]point {
	if len(r) < 4 {
		return nil
	}
	west, east := r[0].x, r[0].x
	for i := 1; i < len(r); i++ {
		for r[i].x-r[i-1].x > 180 {
			r[i].x -= 360
		}
		for r[i].x-r[i-1].x < -180 {
			r[i].x += 360
		}
		west, east = min(west, r[i].x), max(east, r[i].x)
	}
	if last := r[len(r)-1]; math.Abs(last.x-r[0].x) > 180 {
		r = append(r, point{last.x, -90}, point{r[0].x, -90})
	}
	if math.Abs(area(r)) < smallest {
		return nil
	}
	out := [][]point{r}
	for _, beyond := range []struct {
		over  bool
		shift float64
	}{{east > 180, -360}, {west < -180, 360}} {
		if beyond.over {
			out = append(out, shifted(r, beyond.shift))
		}
	}
	return out
}

func shifted(r []point, by float64) []point {
	out := make([]point, len(r))
	for i, p := range r {
		out[i] = point{p.x + by, p.y}
	}
	return out
}

// simplify is Douglas and Peucker's (1973): the farthest point stays while it strays more than eps.
func simplify(p []point, eps float64) []point {
	if len(p) < 3 {
		return p
	}
	at, far := 0, 0.0
	for i := 1; i < len(p)-1; i++ {
		if d := distance(p[i], p[0], p[len(p)-1]); d > far {
			at, far = i, d
		}
	}
	if far <= eps && p[0] != p[len(p)-1] {
		return []point{p[0], p[len(p)-1]}
	}
	if far <= eps {
		at = len(p) / 2 // a closed arc keeps something in the middle
		return []point{p[0], p[at], p[len(p)-1]}
	}
	return append(simplify(p[:at+1], eps), simplify(p[at:], eps)[1:]...)
}

// distance from p to the line through a and b, in degrees as they look in the middle latitudes.
func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	if l := math.Hypot(dx, dy); l > 0 {
		return math.Abs(dy*(p.x-a.x)-dx*(p.y-a.y)) / l
	}
	return math.Hypot(p.x-a.x, p.y-a.y)
}

func area(r []point) float64 {
	s := 0.0
	for i := range r {
		q := r[(i+1)%len(r)]
		s += r[i].x*q.y - q.x*r[i].y
	}
	return s / 2
}

// write puts the number of rings, then for each its number of points and the
// zigzag deltas of x and y in steps of the grid, all as varints.
func write(w *bufio.Writer, rings [][]point) {
	b := binary.AppendUvarint([]byte("HWM1"), uint64(len(rings)))
	b = binary.AppendUvarint(b, grid)
	for _, r := range rings {
		b = binary.AppendUvarint(b, uint64(len(r)))
		px, py := int64(0), int64(0)
		for _, p := range r {
			x, y := int64(math.Round(p.x*grid)), int64(math.Round(p.y*grid))
			b = binary.AppendVarint(b, x-px)
			b = binary.AppendVarint(b, y-py)
			px, py = x, y
		}
	}
	w.Write(b) // bufio keeps the first error for Flush
}
