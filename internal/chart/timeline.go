package chart

import (
	"fmt"
	"math"
	"strconv"
)

// Tally counts events by how they are told.
type Tally struct {
	Facts  int // the writer says so
	Claims int // only someone in the text says so, or it is possible, or to come
	Denied int // it is said not to be so
}

// Sum is all of them.
func (t Tally) Sum() int { return t.Facts + t.Claims + t.Denied }

// Add counts another's events too.
func (t *Tally) Add(o Tally) {
	t.Facts += o.Facts
	t.Claims += o.Claims
	t.Denied += o.Denied
}

// Period is one day, week or month of a timeline.
type Period struct {
	Label      string // "2023-09-14", "2023-W37", "September 2023"
	Coop, Conf Tally
	Href       string // what a click shows; "" for nothing
}

// TimelineOptions tune a timeline; the zero value is useful.
type TimelineOptions struct {
	Title  string
	Width  float64 // px; 0 means 860
	Height float64 // px; 0 means 260
}

// maxDots is the highest count that is shown as single marks; above it stand bars.
const maxDots = 8

// Timeline shows cooperation above and conflict below the line; facts filled,
// claims hollow, denials crossed. Periods stand in order, none left out.
func Timeline(periods []Period, o TimelineOptions) *Picture {
	if o.Width == 0 {
		o.Width = 860
	}
	if o.Height == 0 {
		o.Height = 260
	}
	p := &Picture{Width: o.Width, Height: o.Height, Title: o.Title}
	t := timeline{p: p, periods: periods, left: 46, right: o.Width - 12, top: 14, bottom: o.Height - 30}
	t.describe()
	t.scale()
	t.axis()
	for i := range periods {
		t.period(i)
	}
	t.zero()
	return p
}

type timeline struct {
	p                        *Picture
	periods                  []Period
	left, right, top, bottom float64
	up, down                 int // the largest counts above and below
	mid, unit, step          float64
}

func (t *timeline) describe() {
	sumUp, sumDown := 0, 0
	t.p.Table.Head = []string{"Period", "Cooperation: facts", "claims", "denied", "Conflict: facts", "claims", "denied"}
	for _, d := range t.periods {
		sumUp, sumDown = sumUp+d.Coop.Sum(), sumDown+d.Conf.Sum()
		t.up, t.down = max(t.up, d.Coop.Sum()), max(t.down, d.Conf.Sum())
		if d.Coop.Sum()+d.Conf.Sum() > 0 {
			t.p.Table.Rows = append(t.p.Table.Rows, append([]string{d.Label}, append(d.Coop.cells(), d.Conf.cells()...)...))
		}
	}
	span := "no periods"
	if n := len(t.periods); n > 0 {
		span = t.periods[0].Label + " to " + t.periods[n-1].Label
	}
	t.p.Desc = fmt.Sprintf("%s: %d events of cooperation above the line, %d of conflict below it. Filled: told as fact; hollow: only claimed; crossed: denied.",
		span, sumUp, sumDown)
}

func (t Tally) cells() []string {
	return []string{strconv.Itoa(t.Facts), strconv.Itoa(t.Claims), strconv.Itoa(t.Denied)}
}

func (t *timeline) scale() {
	up, down := max(t.up, 1), max(t.down, 1)
	t.unit = (t.bottom - t.top) / float64(up+down)
	if t.dots() {
		t.unit = min(t.unit, 18)
	}
	t.mid = t.top + (t.bottom-t.top)*float64(up)/float64(up+down)
	t.step = (t.right - t.left) / float64(max(len(t.periods), 1))
}

func (t *timeline) dots() bool { return max(t.up, t.down) <= maxDots && t.stepWidth() >= 6 }

func (t *timeline) stepWidth() float64 { return (t.right - t.left) / float64(max(len(t.periods), 1)) }

func (t *timeline) x(i int) float64 { return t.left + (float64(i)+0.5)*t.step }

// axis writes the counts at the left and as many dates as have room.
func (t *timeline) axis() {
	grey := paint{class: "faint", fill: faint}
	for _, side := range []struct {
		n    int
		sign float64
	}{{t.up, -1}, {t.down, 1}} {
		for _, n := range ticks(side.n) {
			y := t.mid + side.sign*float64(n)*t.unit
			t.p.line(point{t.left, y}, point{t.right, y}, paint{class: "grid", stroke: rule, width: 0.5, opacity: 0.6})
			t.p.label(point{t.left - 6, y + 4}, strconv.Itoa(n), "end", 11, grey)
		}
	}
	every := max(1, int(math.Ceil(90/max(t.step, 1))))
	for i := 0; i < len(t.periods); i += every {
		t.p.label(point{min(max(t.x(i), t.left+30), t.right-34), t.bottom + 22}, t.periods[i].Label, "middle", 11, grey)
	}
}

// ticks gives one or two round counts up to the largest.
func ticks(n int) []int {
	if n < 1 {
		return nil
	}
	step := 1
	for k := 1; step*2 < n; k++ {
		step = []int{1, 2, 5}[k%3] * int(math.Pow10(k/3))
	}
	if step*2 <= n {
		return []int{step, step * 2}
	}
	return []int{step}
}

func (t *timeline) zero() {
	t.p.line(point{t.left, t.mid}, point{t.right, t.mid}, paint{class: "axis", stroke: ink, width: 1.2})
}

func (t *timeline) period(i int) {
	d := t.periods[i]
	if d.Coop.Sum()+d.Conf.Sum() == 0 {
		return
	}
	label := fmt.Sprintf("%s: %s; %s", d.Label, d.Coop.words("cooperation"), d.Conf.words("conflict"))
	t.p.linked(d.Href, label, func() {
		t.column(t.x(i), d.Coop, -1, "coop", coop)
		t.column(t.x(i), d.Conf, 1, "conf", conf)
	})
}

func (t Tally) words(kind string) string {
	if t.Sum() == 0 {
		return "no " + kind
	}
	return fmt.Sprintf("%d of %s (%d facts, %d claims, %d denied)", t.Sum(), kind, t.Facts, t.Claims, t.Denied)
}

// column stacks facts, then claims, then denials away from the line.
func (t *timeline) column(x float64, n Tally, sign float64, class, colour string) {
	at := 0
	for _, part := range []struct {
		n    int
		kind string
	}{{n.Facts, "fact"}, {n.Claims, "claim"}, {n.Denied, "denied"}} {
		if part.n == 0 {
			continue
		}
		if t.dots() {
			for k := range part.n {
				t.dot(point{x, t.mid + sign*(float64(at+k)+0.5)*t.unit}, part.kind, class, colour)
			}
		} else {
			t.bar(x, t.mid+sign*float64(at)*t.unit, t.mid+sign*float64(at+part.n)*t.unit, part.kind, class, colour)
		}
		at += part.n
	}
}

func (t *timeline) dot(at point, kind, class, colour string) {
	r := min(t.unit/2-1, t.step/2-0.5, 7)
	look := paint{class: class + " " + kind, fill: colour, stroke: colour, width: 1.6}
	if kind != "fact" {
		look.fill = paper
	}
	t.p.circle(at, r, look)
	if kind == "denied" {
		t.p.cross(at, r, paint{class: class + " line", stroke: colour, width: 1.6})
	}
}

func (t *timeline) bar(x, y0, y1 float64, kind, class, colour string) {
	w := min(max(t.step*0.8, 0.8), 28)
	top, h := min(y0, y1), math.Abs(y1-y0)
	look := paint{class: class + " " + kind, fill: colour, stroke: colour, width: min(1.2, w/3)}
	if kind != "fact" {
		look.fill = paper
	}
	t.p.rect(x-w/2, top, w, h, look)
	if kind == "denied" {
		t.p.lines([][]point{{{x - w/2, top}, {x + w/2, top + h}}, {{x - w/2, top + h}, {x + w/2, top}}},
			paint{class: class + " line", stroke: colour, width: min(1.2, w/3)})
	}
}
