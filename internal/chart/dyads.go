package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Dyad is how often one side acted on another.
type Dyad struct {
	From, To   string
	Coop, Conf int
	Href       string
}

func (d Dyad) sum() int { return d.Coop + d.Conf }

// balance is 1 for cooperation only, -1 for conflict only.
func (d Dyad) balance() float64 { return float64(d.Coop-d.Conf) / float64(max(d.sum(), 1)) }

func (d Dyad) words() string {
	return fmt.Sprintf("%s to %s: %d of cooperation, %d of conflict", d.From, d.To, d.Coop, d.Conf)
}

// names gives the sides, the busiest first, at most n.
func names(dyads []Dyad, n int) []string {
	count := map[string]int{}
	var order []string
	for _, d := range dyads {
		for _, s := range []string{d.From, d.To} {
			if _, ok := count[s]; !ok {
				order = append(order, s)
			}
			count[s] += d.sum()
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	return order[:min(n, len(order))]
}

func dyadTable(dyads []Dyad) Table {
	t := Table{Head: []string{"From", "To", "Events", "Cooperation", "Conflict"}}
	sorted := slices.Clone(dyads)
	slices.SortStableFunc(sorted, func(a, b Dyad) int { return b.sum() - a.sum() })
	for _, d := range sorted {
		t.Rows = append(t.Rows, []string{d.From, d.To, strconv.Itoa(d.sum()), strconv.Itoa(d.Coop), strconv.Itoa(d.Conf)})
	}
	return t
}

// Matrix shows who (rows) acts on whom (columns): the square's area is the
// number of events, its colours the shares of cooperation and conflict.
func Matrix(dyads []Dyad, title string) *Picture {
	side := names(dyads, 14)
	const cell, left, top = 44.0, 150.0, 96.0
	n := float64(len(side))
	p := &Picture{Width: left + n*cell + 40, Height: top + n*cell + 12, Title: title, Table: dyadTable(dyads)}
	p.Desc = fmt.Sprintf("%d sides; rows act on columns. Blue: cooperation; orange: conflict.", len(side))
	at, most := map[string]int{}, 1
	for i, s := range side {
		at[s] = i
		y, x := top+float64(i)*cell, left+float64(i)*cell
		p.label(point{left - 8, y + cell/2 + 4}, clip(s, 20), "end", 12, paint{class: "ink", fill: ink})
		p.label(point{x + cell/2, top - 10 - 13*float64(i%3)}, clip(s, 16), "middle", 11, paint{class: "ink", fill: ink})
		p.line(point{left, y}, point{left + n*cell, y}, paint{class: "grid", stroke: rule, width: 0.5})
		p.line(point{x, top - 8 - 13*float64(i%3)}, point{x, top + n*cell}, paint{class: "grid", stroke: rule, width: 0.5})
	}
	for _, d := range dyads {
		most = max(most, d.sum())
	}
	p.label(point{left - 8, 22}, "who ↓  whom →", "end", 12, paint{class: "faint", fill: faint})
	for _, d := range dyads {
		i, ok := at[d.From]
		j, too := at[d.To]
		if ok && too {
			p.cell(d, left+float64(j)*cell, top+float64(i)*cell, cell, most)
		}
	}
	return p
}

func (p *Picture) cell(d Dyad, x, y, cell float64, most int) {
	s := max((cell-6)*math.Sqrt(float64(d.sum())/float64(most)), 12)
	x0, y0 := x+(cell-s)/2, y+(cell-s)/2
	up := s * float64(d.Coop) / float64(max(d.sum(), 1))
	p.linked(d.Href, d.words(), func() {
		if d.Coop > 0 {
			p.rect(x0, y0, s, up, paint{class: "coop fact", fill: coop})
		}
		if d.Conf > 0 {
			p.rect(x0, y0+up, s, s-up, paint{class: "conf fact", fill: conf})
		}
		if s >= 18 {
			p.label(point{x + cell/2, y + cell/2 + 4}, strconv.Itoa(d.sum()), "middle", 11, paint{class: "inverse", fill: paper})
		}
	})
}

// Network shows the same as arrows between the sides, set on a circle. The
// width of an arrow is the number of events, its colour what prevails.
func Network(dyads []Dyad, title string) *Picture {
	side := names(dyads, 16)
	w, h, radius := 640.0, 520.0, 200.0
	if len(side) <= 5 {
		w, h, radius = 460, 330, 115 // few sides need little room
	}
	p := &Picture{Width: w, Height: h, Title: title, Table: dyadTable(dyads)}
	p.Desc = fmt.Sprintf("%d sides; an arrow goes from who acts to whom. Blue: mostly cooperation; orange: mostly conflict.", len(side))
	at, most := map[string]point{}, 1
	for i, s := range side {
		a := 2 * math.Pi * float64(i) / float64(max(len(side), 1))
		at[s] = point{w/2 + radius*math.Sin(a), h/2 - radius*math.Cos(a)}
	}
	for _, d := range dyads {
		most = max(most, d.sum())
	}
	for _, d := range dyads {
		from, ok := at[d.From]
		to, too := at[d.To]
		if ok && too && d.From != d.To {
			p.arrow(d, from, to, 1+6*math.Sqrt(float64(d.sum())/float64(most)))
		}
	}
	for _, s := range side {
		q := at[s]
		p.circle(q, 7, paint{class: "mark", fill: ink, stroke: paper, width: 1.5})
		anchor, dx, dy := "middle", 0.0, 22.0
		switch {
		case q.x > w/2+60:
			anchor, dx, dy = "start", 12, 4
		case q.x < w/2-60:
			anchor, dx, dy = "end", -12, 4
		case q.y < h/2:
			dy = -14
		}
		p.label(point{q.x + dx, q.y + dy}, clip(s, 22), anchor, 12, paint{class: "ink halo", fill: ink})
	}
	return p
}

// arrow bends to its right, so that there and back do not hide each other.
func (p *Picture) arrow(d Dyad, a, b point, width float64) {
	n := math.Hypot(b.x-a.x, b.y-a.y)
	ux, uy := (b.x-a.x)/n, (b.y-a.y)/n
	c := point{(a.x+b.x)/2 - uy*n*0.14, (a.y+b.y)/2 + ux*n*0.14}
	look := paint{class: "coop line", stroke: coop, width: width, opacity: 0.85}
	head := paint{class: "coop fact", fill: coop}
	if d.balance() < 0 {
		look.class, look.stroke, head = "conf line", conf, paint{class: "conf fact", fill: conf}
	}
	var curve []point
	for i := range 15 {
		t := float64(i) / 16
		curve = append(curve, point{(1-t)*(1-t)*a.x + 2*t*(1-t)*c.x + t*t*b.x, (1-t)*(1-t)*a.y + 2*t*(1-t)*c.y + t*t*b.y})
	}
	e := curve[len(curve)-1]
	dx, dy := (b.x-e.x)/math.Hypot(b.x-e.x, b.y-e.y), (b.y-e.y)/math.Hypot(b.x-e.x, b.y-e.y)
	s := 4 + width
	tip := point{b.x - dx*9, b.y - dy*9}
	back := point{tip.x - dx*s*1.6, tip.y - dy*s*1.6}
	reach := math.Hypot(b.x-back.x, b.y-back.y)
	shaft := slices.DeleteFunc(slices.Clone(curve), func(q point) bool { return math.Hypot(b.x-q.x, b.y-q.y) <= reach })
	p.linked(d.Href, d.words(), func() {
		p.lines([][]point{append(shaft, back)}, look)
		p.shape([][]point{{tip, {back.x - dy*s*0.7, back.y + dx*s*0.7}, {back.x + dy*s*0.7, back.y - dx*s*0.7}}}, head)
	})
}

// clip shortens a name to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
