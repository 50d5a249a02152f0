package chart

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SVG writes the picture. The id tells apart the pictures of one page. There
// are no style attributes, elements or scripts, so that a strict content
// security policy lets it pass.
func (p *Picture) SVG(w io.Writer, id string) error {
	b := &svg{w: bufio.NewWriter(w)}
	role := "img"
	if p.hasLinks() {
		role = "group" // the parts of an img are hidden from screen readers, links with them
	}
	b.put(`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 `, num(p.Width), ` `, num(p.Height),
		`" width="`, num(p.Width), `" height="`, num(p.Height), `" role="`, role, `" aria-labelledby="`, id, `-t `, id, `-d" font-family="system-ui,sans-serif">`,
		`<title id="`, id, `-t">`, esc(p.Title), `</title><desc id="`, id, `-d">`, esc(p.Desc), `</desc>`)
	b.put("\n")
	for _, it := range p.items {
		b.item(it)
	}
	b.put("</svg>\n")
	return b.w.Flush()
}

func (p *Picture) hasLinks() bool {
	for _, it := range p.items {
		if it.link != nil && it.link.href != "" {
			return true
		}
	}
	return false
}

// svg writes elements; bufio keeps the first error for Flush.
type svg struct{ w *bufio.Writer }

func (b *svg) put(parts ...string) {
	for _, s := range parts {
		b.w.WriteString(s)
	}
}

func (b *svg) item(it item) {
	switch {
	case it.path != nil:
		b.put(`<path d="`)
		for _, l := range it.path.lines {
			b.line(l, it.path.closed)
		}
		b.put(`"`, it.path.attrs(), "/>\n")
	case it.circle != nil:
		c := it.circle
		b.put(`<circle cx="`, num(c.at.x), `" cy="`, num(c.at.y), `" r="`, num(c.r), `"`, c.attrs(), "/>\n")
	case it.text != nil:
		b.text(it.text)
	case it.link != nil:
		b.link(it.link)
	}
}

func (b *svg) line(l []point, closed bool) {
	for i, q := range l {
		cmd := "L"
		if i == 0 {
			cmd = "M"
		}
		b.put(cmd, num(q.x), " ", num(q.y))
	}
	if closed {
		b.put("Z")
	}
}

func (b *svg) text(t *text) {
	weight := ""
	if t.bold {
		weight = ` font-weight="600"`
	}
	b.put(`<text x="`, num(t.at.x), `" y="`, num(t.at.y), `" font-size="`, num(t.size), `" text-anchor="`, t.anchor, `"`, weight, t.attrs(), `>`, esc(t.s), "</text>\n")
}

// link becomes an SVG link, or a group with a tooltip where there is no address.
func (b *svg) link(l *link) {
	tag := "a"
	if l.href == "" {
		tag = "g"
	}
	if l.end {
		b.put("</", tag, ">\n")
		return
	}
	b.put("<", tag)
	if l.href != "" {
		b.put(` href="`, esc(l.href), `" aria-label="`, esc(l.label), `"`)
	}
	b.put("><title>", esc(l.label), "</title>\n")
}

func (p paint) attrs() string {
	var b strings.Builder
	add := func(k, v string) { fmt.Fprintf(&b, ` %s="%s"`, k, v) }
	if p.class != "" {
		add("class", p.class)
	}
	if p.fill == "" {
		add("fill", "none")
	} else {
		add("fill", p.fill)
	}
	if p.stroke != "" {
		add("stroke", p.stroke)
		add("stroke-width", num(p.width))
	}
	if p.opacity != 0 {
		add("opacity", num(p.opacity))
	}
	return b.String()
}

// num writes a length with one digit after the point: a tenth of a pixel is enough.
func num(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}

func esc(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}
