package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// PNG writes the picture as pixels, scale of them to each px of the SVG, on
// white paper, in the Go fonts.
func (p *Picture) PNG(w io.Writer, scale float64) error {
	if scale <= 0 || p.Width*scale > 20000 || p.Height*scale > 20000 {
		return fmt.Errorf("picture of %g by %g px at scale %g: too large for PNG", p.Width, p.Height, scale)
	}
	fonts, err := goFonts()
	if err != nil {
		return err
	}
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(p.Width*scale)), int(math.Ceil(p.Height*scale))))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	r := &raster{img: img, k: scale, fonts: fonts}
	for _, it := range p.items {
		if err := r.item(it); err != nil {
			return err
		}
	}
	return png.Encode(w, img)
}

// faces are the fonts by weight.
type faces struct{ regular, bold *opentype.Font }

var goFonts = sync.OnceValues(func() (faces, error) {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return faces{}, fmt.Errorf("font: %w", err)
	}
	bold, err := opentype.Parse(gobold.TTF)
	return faces{regular, bold}, err
})

type raster struct {
	img   *image.RGBA
	k     float64
	fonts faces
}

func (r *raster) item(it item) error {
	switch {
	case it.path != nil:
		r.outline(it.path.lines, it.path.closed, it.path.paint)
	case it.circle != nil:
		r.outline([][]point{arc(it.circle.at, it.circle.r, 0, 1)}, true, it.circle.paint)
	case it.text != nil:
		return r.text(it.text)
	}
	return nil
}

func (r *raster) outline(lines [][]point, closed bool, look paint) {
	if look.fill != "" && closed {
		r.fill(lines, colour(look.fill, look.opacity))
	}
	if look.stroke == "" {
		return
	}
	var quads [][]point
	for _, l := range lines {
		if closed && len(l) > 0 {
			l = append(l[:len(l):len(l)], l[0])
		}
		quads = append(quads, stroke(l, max(look.width, 1/r.k))...)
	}
	r.fill(quads, colour(look.stroke, look.opacity))
}

// stroke gives one thin rectangle a segment, a bit longer than it, so that the corners close.
func stroke(l []point, width float64) [][]point {
	var out [][]point
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		n := math.Hypot(b.x-a.x, b.y-a.y)
		if n == 0 {
			continue
		}
		ux, uy := (b.x-a.x)/n*width/2, (b.y-a.y)/n*width/2
		cap := 0.5 // of the half width
		out = append(out, []point{{a.x - uy - ux*cap, a.y + ux - uy*cap}, {b.x - uy + ux*cap, b.y + ux + uy*cap},
			{b.x + uy + ux*cap, b.y - ux + uy*cap}, {a.x + uy - ux*cap, a.y - ux - uy*cap}})
	}
	return out
}

// fill paints rings; only the part of the image that they cover is touched.
func (r *raster) fill(rings [][]point, c color.Color) {
	b := r.bounds(rings)
	if b.Empty() {
		return
	}
	z := vector.NewRasterizer(b.Dx(), b.Dy())
	for _, ring := range rings {
		for i, q := range ring {
			x, y := float32(q.x*r.k-float64(b.Min.X)), float32(q.y*r.k-float64(b.Min.Y))
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.Draw(r.img, b, image.NewUniform(c), image.Point{})
}

// bounds gives the pixels that rings cover, within the image.
func (r *raster) bounds(rings [][]point) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, ring := range rings {
		for _, q := range ring {
			low, high = point{min(low.x, q.x), min(low.y, q.y)}, point{max(high.x, q.x), max(high.y, q.y)}
		}
	}
	if low.x > high.x {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(low.x*r.k)), int(math.Floor(low.y*r.k)), int(math.Ceil(high.x*r.k))+1, int(math.Ceil(high.y*r.k))+1).Intersect(r.img.Bounds())
}

func (r *raster) text(t *text) error {
	f := r.fonts.regular
	if t.bold {
		f = r.fonts.bold
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: t.size * r.k, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("font: %w", err)
	}
	defer face.Close()
	d := &font.Drawer{Dst: r.img, Src: image.NewUniform(colour(t.fill, t.opacity)), Face: face}
	x := fixed.Int26_6(t.at.x * r.k * 64)
	switch width := d.MeasureString(t.s); t.anchor {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	d.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(t.at.y * r.k * 64)}
	d.DrawString(t.s)
	return nil
}

// colour reads "#rrggbb"; an opacity of 0 means 1.
func colour(hex string, opacity float64) color.Color {
	if opacity == 0 {
		opacity = 1
	}
	if len(hex) != 7 {
		hex = ink
	}
	v, _ := strconv.ParseUint(hex[1:], 16, 32) // our own constants
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), uint8(opacity * 255)}
}
