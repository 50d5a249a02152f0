package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"

	"herodotus/internal/chart"
)

//go:embed templates/*.html
var templateFiles embed.FS

// Style is the style sheet of pages and reports.
//
//go:embed page.css
var Style string

// Script is what pages do beyond what they do without JavaScript.
//
//go:embed page.js
var Script string

// Templates gives the shared parts: legend, text, event, claim, overview,
// figure. The caller adds its own pages.
func Templates() (*template.Template, error) {
	t, err := template.New("page").Funcs(template.FuncMap{"plural": Plural, "clip": Clip}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("page templates: %w", err)
	}
	return t, nil
}

// Figure is a picture inside a page, with its table.
type Figure struct {
	Picture *chart.Picture
	SVG     template.HTML
}

// NewFigure draws a picture for a page in which the id is its own.
func NewFigure(p *chart.Picture, id string) (Figure, error) {
	var b bytes.Buffer
	if err := p.SVG(&b, id); err != nil {
		return Figure{}, fmt.Errorf("draw %q: %w", p.Title, err)
	}
	return Figure{p, template.HTML(b.String())}, nil // package chart escapes all that it is given
}
