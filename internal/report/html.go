package report

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"herodotus/internal/page"
)

//go:embed templates/report.html
var htmlTemplate string

// htmlView is what the template is made of.
type htmlView struct {
	*Report
	Style    template.CSS
	Figures  []page.Figure
	Contents bool // several articles need a list of them
}

// HTML writes the report as one file that needs nothing else.
func (r *Report) HTML(w io.Writer) error {
	t, err := page.Templates()
	if err != nil {
		return err
	}
	if t, err = t.New("report").Parse(htmlTemplate); err != nil {
		return fmt.Errorf("report template: %w", err)
	}
	v := htmlView{Report: r, Style: template.CSS(page.Style), Contents: len(r.Articles) > 1} // our own sheet
	for i, name := range Pictures() {
		p, err := r.Picture(name)
		if err != nil {
			return err
		}
		if len(p.Table.Rows) == 0 {
			continue // nothing to draw
		}
		f, err := page.NewFigure(p, fmt.Sprintf("pic%d", i))
		if err != nil {
			return err
		}
		v.Figures = append(v.Figures, f)
	}
	out := bufio.NewWriter(w)
	if err := t.ExecuteTemplate(out, "report", v); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return out.Flush()
}
