package ingest

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"herodotus/internal/doc"
)

// render writes the text of a tree: a blank line between blocks, a line break
// for <br>, one blank for other white space. The second result are the stretches
// that the markup says are no running text: captions.
func render(n *html.Node) (string, []doc.Span) {
	var w renderer
	w.node(n, false)
	text := strings.TrimRight(w.b.String(), " \n")
	return text, w.skip
}

type renderer struct {
	b    strings.Builder
	skip []doc.Span
	gap  string // white space that is due before the next word: "", " ", "\n" or "\n\n"
}

// blocks are elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Article: true, atom.Section: true, atom.Main: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true, atom.Pre: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Table: true, atom.Tr: true, atom.Body: true,
	atom.Figure: true, atom.Figcaption: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Caption: true}

func (w *renderer) node(n *html.Node, pre bool) {
	switch {
	case n == nil:
		return
	case n.Type == html.TextNode && pre:
		w.lines(norm.NFC.String(n.Data))
	case n.Type == html.TextNode:
		w.words(norm.NFC.String(n.Data))
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		w.need("\n")
	case n.Type == html.ElementNode && (never[n.DataAtom] || n.DataAtom == atom.Head):
		return
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.need("\n\n")
	}
	from := w.b.Len()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, pre || n.DataAtom == atom.Pre)
	}
	if n.DataAtom == atom.Figcaption && w.b.Len() > from {
		w.skip = append(w.skip, doc.Span{Start: int32(from), End: int32(w.b.Len())})
	}
	if block {
		w.need("\n\n")
	} else if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.need(" ")
	}
}

// need asks for white space before the next word; the widest wish counts.
func (w *renderer) need(gap string) {
	if w.b.Len() > 0 && len(gap) > len(w.gap) || gap == "\n" && w.gap == " " {
		w.gap = gap
	}
}

func (w *renderer) words(s string) {
	for s != "" {
		i := strings.IndexFunc(s, htmlSpace)
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			w.b.WriteString(w.gap)
			w.gap = ""
			w.b.WriteString(s[:i])
			s = s[i:]
			continue
		}
		w.need(" ")
		s = strings.TrimLeftFunc(s, htmlSpace)
	}
}

// lines writes preformatted text, whose line breaks count.
func (w *renderer) lines(s string) {
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			if w.gap == "\n" {
				w.gap = "\n\n"
			}
			w.need("\n")
		}
		w.words(l)
	}
}

func htmlSpace(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) }

// fromMarkup makes text of a fragment of HTML, as feeds and newsrooms give them.
func (d *draft) fromMarkup() error {
	tree, err := parseHTML([]byte(d.Text))
	if err != nil {
		return err
	}
	d.Text, d.Skip = render(tree)
	return nil
}

// closeEmpty opens XML's empty elements, which an HTML parser would take for
// the beginning of one.
func closeEmpty(s string) string { return emptyElement.ReplaceAllString(s, "<$1$2></$1>") }

var emptyElement = regexp.MustCompile(`<([A-Za-z][\w.:-]*)((?:\s[^<>]*)?)/>`)
