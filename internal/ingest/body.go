package ingest

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Most news pages mark their article so plainly that it can be found in one
// walk: nearly all running text of the page stands below one element. Only
// where that is not so the page goes to go-trafilatura, which takes as long as
// coding the article (docs/decisions/0005-formats.md has the figures).
const (
	goodParagraph = 60   // bytes of text that make running text of a paragraph
	goodArticle   = 350  // bytes of running text that make an article
	mostOf        = 0.9  // the part of a page's running text that its article has
	muchOf        = 0.25 // what is more than this is no clutter, whatever its class says
	markedHas     = 0.8  // the part that an element needs that says to be the article
	maxLinks      = 0.5  // of a paragraph's text that may be links
)

// articleBody finds the element that holds the article, cleared of what is
// beside it; nil when the page does not show it plainly. The second result says
// that the page is a list of articles.
func articleBody(tree *html.Node) (body *html.Node, list bool) {
	w := weigher{running: map[*html.Node]int{}}
	total := w.weigh(tree)
	if w.list(total) {
		return nil, true
	}
	if total < goodArticle {
		return nil, false
	}
	w.clear(tree, total)
	clear(w.running)
	w.marked = nil
	if total = w.weigh(tree); total < goodArticle {
		return nil, false
	}
	body = w.descend(tree, total)
	if m := w.mark(total); m != nil {
		body = m
	}
	if body == nil || body.DataAtom == atom.Body || body.DataAtom == atom.Html {
		return nil, false
	}
	return body, false
}

// A page with so many elements that say they are an article, none of which has
// much of the text, is a front page or the page of a section.
const (
	manyArticles = 5
	noneHas      = 0.4
)

func (w *weigher) list(total int) bool {
	n := 0
	for _, m := range w.marked {
		if m.DataAtom == atom.Article {
			n++
			if float64(w.running[m]) > noneHas*float64(total) && w.running[m] > 0 {
				return false
			}
		}
	}
	return n >= manyArticles
}

// weigher knows how much running text stands below each element.
type weigher struct {
	running map[*html.Node]int
	marked  []*html.Node // elements that say they are the article
}

// weigh counts the running text below n.
func (w *weigher) weigh(n *html.Node) int {
	if n.Type == html.ElementNode {
		switch {
		case paragraph(n):
			if text, links := textLength(n, false); text >= goodParagraph && float64(links) <= maxLinks*float64(text) {
				w.running[n] = text
				return text
			}
			return 0
		case n.DataAtom == atom.Article || attr(n, "itemprop") == "articleBody":
			w.marked = append(w.marked, n)
		}
	}
	sum, own := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			own += len(strings.TrimSpace(c.Data))
		} else {
			sum += w.weigh(c)
		}
	}
	if own >= goodParagraph && n.DataAtom != atom.A { // paragraphs parted by <br>, with blocks between them
		sum += own
	}
	if sum > 0 {
		w.running[n] = sum
	}
	return sum
}

// paragraph tells elements that hold a paragraph of text; a <div> does when no block stands in it.
func paragraph(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Pre:
		return true
	case atom.Div, atom.Blockquote, atom.Li, atom.Section:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (blocks[c.DataAtom] || !inline[c.DataAtom]) {
				return false
			}
		}
		return n.FirstChild != nil
	}
	return false
}

var inline = map[atom.Atom]bool{atom.A: true, atom.B: true, atom.I: true, atom.Em: true, atom.Strong: true, atom.Span: true, atom.Br: true,
	atom.Small: true, atom.Sup: true, atom.Sub: true, atom.U: true, atom.Font: true, atom.Abbr: true, atom.Time: true, atom.Mark: true,
	atom.Q: true, atom.Cite: true, atom.Wbr: true}

// textLength counts the bytes of text below n, and those of them in links.
func textLength(n *html.Node, link bool) (text, links int) {
	if n.Type == html.TextNode {
		text = len(strings.TrimSpace(n.Data))
		if link {
			links = text
		}
		return text, links
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t, l := textLength(c, link || n.DataAtom == atom.A)
		text, links = text+t, links+l
	}
	return text, links
}

// clear removes what its class says is beside the article, and lists of links.
func (w *weigher) clear(n *html.Node, total int) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			small := float64(w.running[c]) < muchOf*float64(total)
			if small && (clutter(c) || linkList(c)) {
				n.RemoveChild(c)
			} else if !paragraph(c) {
				w.clear(c, total)
			}
		}
		c = next
	}
}

// linkList tells lists and blocks of which most text are links.
func linkList(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table, atom.P, atom.H2, atom.H3, atom.H4:
	default:
		return false
	}
	text, links := textLength(n, false)
	return links > 0 && float64(links) > 0.7*float64(text)
}

//go:embed clutter.txt
var clutterText string

var clutterWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(clutterText) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				words[w] = true
			}
		}
	}
	return words
})

// clutter tells elements whose class or id has a word of clutter.txt.
func clutter(n *html.Node) bool {
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Head {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			if slices.ContainsFunc(nameWords(a.Val), func(w string) bool { return clutterWords()[w] }) {
				return true
			}
		case "hidden":
			return true
		case "style":
			if strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

// nameWords parts names of classes: "relatedLinks story-share" is related, links, story, share.
func nameWords(s string) []string {
	var words []string
	start, lower := 0, false
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(s[start:end]))
		}
	}
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
			start = i + 1
		case unicode.IsUpper(r) && lower:
			flush(i)
			start = i
		}
		lower = unicode.IsLower(r)
	}
	flush(len(s))
	return words
}

// descend goes down from the root as long as one child holds most of the
// running text; nil when that never parts from the root.
func (w *weigher) descend(n *html.Node, total int) *html.Node {
	for {
		var heavy *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if float64(w.running[c]) >= mostOf*float64(total) {
				heavy = c
			}
		}
		switch {
		case heavy == nil || heavy.DataAtom == atom.P: // what stands beside the one long paragraph belongs to it
			return n
		case paragraph(heavy):
			return heavy
		}
		n = heavy
	}
}

// mark gives the element that says it is the article and has most of the text;
// of several, the innermost.
func (w *weigher) mark(total int) *html.Node {
	var best *html.Node
	for _, m := range w.marked {
		if float64(w.running[m]) >= markedHas*float64(total) {
			best = m
		}
	}
	return best
}
