package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Place is where something happened, as far as a text says.
type Place struct {
	Name       string
	Lat, Lon   float64 // degrees, WGS 84
	Coop, Conf int     // events
	Href       string
}

func (p Place) sum() int { return p.Coop + p.Conf }

// MapOptions tune a map; the zero value is useful.
type MapOptions struct {
	Title         string
	Width, Height float64 // px; 0 means 860 by 430
}

// near is the distance in px below which marks become one.
const near = 26

// Map shows places on the outlines of the countries. A ring shows how much of a
// mark is cooperation (blue) and conflict (orange), the figure how many events.
func Map(places []Place, o MapOptions) (*Picture, error) {
	if o.Width == 0 {
		o.Width = 860
	}
	if o.Height == 0 {
		o.Height = 430
	}
	p := &Picture{Width: o.Width, Height: o.Height, Title: o.Title}
	p.Table.Head = []string{"Place", "Events", "Cooperation", "Conflict"}
	places = slices.DeleteFunc(slices.Clone(places), func(q Place) bool {
		return math.IsNaN(q.Lat) || math.IsNaN(q.Lon) || math.Abs(q.Lat) > 90 || math.Abs(q.Lon) > 180
	})
	slices.SortStableFunc(places, func(a, b Place) int { return b.sum() - a.sum() })
	total := 0
	for _, q := range places {
		total += q.sum()
		p.Table.Rows = append(p.Table.Rows, []string{q.Name, strconv.Itoa(q.sum()), strconv.Itoa(q.Coop), strconv.Itoa(q.Conf)})
	}
	p.Desc = fmt.Sprintf("%d events at %d places. Blue: cooperation; orange: conflict; the figure counts events.", total, len(places))
	v := fit(places, o.Width, o.Height)
	rings, err := v.coast(o.Width, o.Height)
	if err != nil {
		return nil, err
	}
	p.rect(0, 0, o.Width, o.Height, paint{class: "sea", fill: "#f3f6f8"})
	p.shape(rings, paint{class: "land", fill: land, stroke: border, width: 0.6})
	p.marks(cluster(places, v))
	return p, nil
}

// box is the room that a name takes, in px.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(c box) bool { return b.x0 < c.x1 && c.x0 < b.x1 && b.y0 < c.y1 && c.y0 < b.y1 }

// marks draws all marks, and names as far as they do not hide one another: the
// larger marks come first.
func (p *Picture) marks(groups []*group) {
	var taken []box
	for _, g := range groups {
		r := g.radius()
		taken = append(taken, box{g.at.x - r, g.at.y - r, g.at.x + r, g.at.y + r})
	}
	for _, g := range groups {
		half, y := float64(len([]rune(g.caption())))*3.1, g.at.y+g.radius()
		b := box{g.at.x - half, y + 1, g.at.x + half, y + 15}
		named := !slices.ContainsFunc(taken, b.meets)
		if named {
			taken = append(taken, b)
		}
		g.draw(p, named)
	}
}

// group is one mark: places that would hide one another.
type group struct {
	at     point
	places []Place
	Place  // the sums, under the name of the largest
}

// cluster joins each place, largest first, to the nearest mark within reach.
func cluster(places []Place, v view) []*group {
	var out []*group
	for _, q := range places {
		at := v.at(q.Lon, q.Lat)
		var best *group
		for _, g := range out {
			if d := math.Hypot(g.at.x-at.x, g.at.y-at.y); d < near && (best == nil || d < math.Hypot(best.at.x-at.x, best.at.y-at.y)) {
				best = g
			}
		}
		if best == nil {
			out = append(out, &group{at: at, places: []Place{q}, Place: q})
			continue
		}
		best.places = append(best.places, q)
		best.Coop, best.Conf = best.Coop+q.Coop, best.Conf+q.Conf
	}
	return out
}

func (g *group) radius() float64 { return min(8+2.6*math.Sqrt(float64(g.sum())), 26) }

func (g *group) draw(p *Picture, named bool) {
	r := g.radius()
	p.linked(g.Href, g.words(), func() {
		p.circle(g.at, r, paint{class: "mark", fill: paper, stroke: ink, width: 0.6})
		share := float64(g.Coop) / float64(max(g.sum(), 1))
		band := max(r*0.3, 3)
		if share > 0 {
			p.lines([][]point{arc(g.at, r-band/2, 0, share)}, paint{class: "coop line", stroke: coop, width: band})
		}
		if share < 1 {
			p.lines([][]point{arc(g.at, r-band/2, share, 1)}, paint{class: "conf line", stroke: conf, width: band})
		}
		p.label(point{g.at.x, g.at.y + 4}, strconv.Itoa(g.sum()), "middle", 11, paint{class: "ink", fill: ink})
		if named {
			p.label(point{g.at.x, g.at.y + r + 12}, g.caption(), "middle", 11, paint{class: "ink halo", fill: ink})
		}
	})
}

func (g *group) caption() string {
	if n := len(g.places) - 1; n > 0 {
		return fmt.Sprintf("%s +%d", g.Name, n)
	}
	return g.Name
}

func (g *group) words() string {
	var names []string
	for _, q := range g.places {
		names = append(names, fmt.Sprintf("%s: %d of cooperation, %d of conflict", q.Name, q.Coop, q.Conf))
		if len(names) == 8 && len(g.places) > 9 {
			names = append(names, fmt.Sprintf("and %d more", len(g.places)-8))
			break
		}
	}
	return strings.Join(names, "; ")
}
