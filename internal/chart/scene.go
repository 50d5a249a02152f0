// Package chart draws the pictures of the archive: a timeline, a map, a matrix
// and a network of who acts on whom. In: plain numbers, names and links. Out: a
// Picture that writes itself as SVG (for pages and reports), as PNG (to paste
// into a text), and as a table (for those who cannot see it).
//
// Blue stands for cooperation and orange for conflict (Okabe and Ito's palette,
// safe for all kinds of colour blindness); shape says the same again: above or
// below the line, filled, hollow or crossed.
package chart

import "math"

// Picture is a finished drawing.
type Picture struct {
	Width, Height float64 // px
	Title, Desc   string
	Table         Table // what the drawing shows, in words and figures
	items         []item
}

// Table is the text alternative of a picture.
type Table struct {
	Head []string
	Rows [][]string
}

// point is a place in the picture, in px from the left and the top.
type point struct{ x, y float64 }

// paint says how a shape looks. The class lets a page's style sheet restyle it
// for dark and print; the colours are what it looks like without one.
type paint struct {
	class        string
	fill, stroke string  // "#rrggbb"; "" for none
	width        float64 // of the stroke, px
	opacity      float64 // 0 means 1
}

// item is one thing drawn; exactly one of the fields is set.
type item struct {
	path   *path
	circle *circle
	text   *text
	link   *link // opens a link; a link with end closes it
}

type path struct {
	lines  [][]point
	closed bool
	paint
}

type circle struct {
	at point
	r  float64
	paint
}

type text struct {
	at     point
	s      string
	size   float64 // px
	anchor string  // start, middle, end
	bold   bool
	paint
}

type link struct {
	href, label string
	end         bool
}

// Colours of light paper; pages override them through the classes.
const (
	coop   = "#0060a0"
	conf   = "#b34a00"
	ink    = "#1b1f24"
	faint  = "#5b6470"
	rule   = "#b8bfc8"
	land   = "#e4e3dc"
	border = "#b5b3a7"
	paper  = "#ffffff"
)

func (p *Picture) line(a, b point, look paint) { p.lines([][]point{{a, b}}, look) }

func (p *Picture) lines(l [][]point, look paint) {
	p.items = append(p.items, item{path: &path{lines: l, paint: look}})
}

func (p *Picture) shape(rings [][]point, look paint) {
	p.items = append(p.items, item{path: &path{lines: rings, closed: true, paint: look}})
}

func (p *Picture) rect(x, y, w, h float64, look paint) {
	p.shape([][]point{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}}, look)
}

func (p *Picture) circle(at point, r float64, look paint) {
	p.items = append(p.items, item{circle: &circle{at, r, look}})
}

// cross strikes a round mark out.
func (p *Picture) cross(at point, r float64, look paint) {
	d := r * math.Sqrt2 / 2
	p.lines([][]point{{{at.x - d, at.y - d}, {at.x + d, at.y + d}}, {{at.x - d, at.y + d}, {at.x + d, at.y - d}}}, look)
}

func (p *Picture) label(at point, s, anchor string, size float64, look paint) {
	p.items = append(p.items, item{text: &text{at: at, s: s, anchor: anchor, size: size, paint: look}})
}

// linked draws inside a link; without an address it only draws.
func (p *Picture) linked(href, label string, draw func()) {
	p.items = append(p.items, item{link: &link{href: href, label: label}})
	draw()
	p.items = append(p.items, item{link: &link{href: href, end: true}})
}

// arc gives the points of a part of a circle, from and to in turns clockwise from the top.
func arc(at point, r, from, to float64) []point {
	n := max(2, int(math.Ceil((to-from)*48)))
	out := make([]point, n+1)
	for i := range out {
		a := (from + (to-from)*float64(i)/float64(n)) * 2 * math.Pi
		out[i] = point{at.x + r*math.Sin(a), at.y - r*math.Cos(a)}
	}
	return out
}
