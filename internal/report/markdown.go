package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"herodotus/internal/chart"
	"herodotus/internal/page"
)

// Markdown writes the report as text (CommonMark with tables): the tables of
// the pictures, then each article's events and claims.
func (r *Report) Markdown(w io.Writer) error {
	m := &markdown{bufio.NewWriter(w)}
	m.put("# %s\n\n", esc(r.Title))
	if r.Query != "" {
		m.put("Query: %s\n\n", code(r.Query))
	}
	if r.Note != "" {
		m.put("%s\n\n", esc(r.Note))
	}
	for _, name := range []string{"timeline", "map", "matrix"} {
		p, err := r.Picture(name)
		if err != nil {
			return err
		}
		m.picture(p)
	}
	for _, a := range r.Articles {
		m.article(a)
	}
	return m.w.Flush()
}

// markdown writes; bufio keeps the first error for Flush.
type markdown struct{ w *bufio.Writer }

func (m *markdown) put(format string, args ...any) { fmt.Fprintf(m.w, format, args...) }

func (m *markdown) picture(p *chart.Picture) {
	if len(p.Table.Rows) == 0 {
		return
	}
	m.put("## %s\n\n%s\n\n", esc(p.Title), esc(p.Desc))
	m.row(p.Table.Head)
	m.row(strings.Split(strings.Repeat("---|", len(p.Table.Head)-1)+"---", "|"))
	for _, r := range p.Table.Rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = esc(c)
		}
		m.row(cells)
	}
	m.put("\n")
}

func (m *markdown) row(cells []string) { m.put("| %s |\n", strings.Join(cells, " | ")) }

func (m *markdown) article(a *page.Article) {
	m.put("## %s\n\n", esc(a.Title))
	var about []string
	for _, s := range []string{a.Publisher, a.Published, a.URL} {
		if s != "" {
			about = append(about, esc(s))
		}
	}
	about = append(about, page.Plural(len(a.Events), "event", "events"), page.Plural(len(a.Claims), "claim", "claims"))
	m.put("%s\n\n", strings.Join(about, " · "))
	m.list("Told as fact by the writer", a.Facts)
	m.list("Told as not so", a.Denied)
	m.list("Possible or planned, says the writer", a.Open)
	for _, v := range a.Voices {
		m.put("### %s claims\n\n", esc(v.Source))
		for _, c := range v.Claims {
			m.claim(c)
		}
		m.put("\n")
	}
}

func (m *markdown) list(title string, events []*page.Event) {
	if len(events) == 0 {
		return
	}
	m.put("### %s\n\n", title)
	for _, e := range events {
		m.event(e, "")
	}
	m.put("\n")
}

// event is one line: who → what → whom, when, where, how certain, and the words.
func (m *markdown) event(e *page.Event, pad string) {
	m.put("%s- %s %s → **%s** → %s", pad, e.Glyph, side(e.Who), esc(e.Type), side(e.Whom))
	for _, s := range []string{e.When, e.Where} {
		if s != "" {
			m.put(", %s", esc(s))
		}
	}
	m.put(" (%s, %d %%)", esc(e.Told()), e.Percent)
	for _, q := range e.Evidence {
		m.put(" “%s”", esc(q))
	}
	if e.Confirmed != "" {
		m.put(" *%s*", esc(e.Confirmed))
	}
	m.put("\n")
}

func (m *markdown) claim(c *page.Speech) {
	m.put("- %s (%s", esc(c.Act), c.Quote)
	if c.As != "" {
		m.put(", as “%s”", esc(c.As))
	}
	if c.Via != nil {
		m.put(", relayed by %s", esc(c.Via.Source))
	}
	m.put("):")
	for _, s := range c.Content {
		m.put(" “%s”", esc(s))
	}
	m.put("\n")
	for _, e := range c.Events {
		m.event(e, "  ")
	}
}

func side(parties []page.Party) string {
	if len(parties) == 0 {
		return "?"
	}
	var out []string
	for _, p := range parties {
		s := esc(p.Name)
		if code := p.Code(); code != "" {
			s += " (" + esc(code) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// special are the characters that mean something in Markdown, anywhere in a line.
var special = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "#", `\#`, "~", `\~`, "&", `\&`, "\n", " ", "\r", " ")

func esc(s string) string { return special.Replace(s) }

// code shows a text as it is; the fence is longer than any run of backticks in it.
func code(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + " " + strings.ReplaceAll(s, "\n", " ") + " " + fence
}
