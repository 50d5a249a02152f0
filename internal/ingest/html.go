package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"herodotus/internal/doc"
)

// maxPage bounds a web page: the longest articles with all their scripts have 10 MB.
const maxPage = 64 << 20

// readHTML takes a whole file as one page.
func readHTML(in *input, yield emit) {
	raw, err := in.all(maxPage)
	if err != nil {
		yield(draft{}, in.fault("", err))
		return
	}
	yield(draft{Article: Article{RawSHA256: in.sum(raw)}, page: raw}, nil)
}

// Page finds the article in a web page that was fetched from an address.
func (o Options) Page(address, contentType string, raw []byte) (Article, error) {
	return o.finish(draft{Article: Article{URL: address, Input: address, RawSHA256: sum(raw)}, page: raw, charset: contentType}, nil)
}

// fromPage finds the article in a page, and what the page says about it. The
// text comes from go-trafilatura, on a tree that lacks what never is text:
// that halves the time.
func (d *draft) fromPage(o *Options) error {
	raw := pageToUTF8(d.page, d.charset)
	if looksBinary(raw) {
		return because(Binary, "is not text")
	}
	tree, err := parseHTML(raw)
	if err != nil {
		return err
	}
	m := readMeta(tree)
	if d.URL == "" {
		d.URL = m.url
	}
	prune(tree)
	opts := trafilatura.Options{ExcludeComments: true, HtmlDateOverride: &htmldate.Result{}}
	if m.published == "" {
		opts.HtmlDateOverride, opts.HtmlDateMode = nil, trafilatura.Fast
	}
	if u, err := url.Parse(d.URL); err == nil && u.Host != "" {
		opts.OriginalURL = u
	}
	found, err := extract(tree, opts)
	if err != nil {
		return because(NoArticle, "is a page without an article: %w", err)
	}
	d.Title = first(d.Title, m.title, found.Metadata.Title)
	d.Publisher = first(d.Publisher, m.publisher, found.Metadata.Sitename, found.Metadata.Hostname)
	d.Published = first(d.Published, m.published, day(found.Metadata.Date))
	d.Language = first(d.Language, m.language)
	d.Agency = agencyName(m.author)
	d.Text, d.Skip = render(found.ContentNode)
	d.dropTitle()
	return notArticle(d.Text)
}

// dropTitle takes the title off the text when it is the first line: other
// formats do not have it there, and it is kept as the title.
func (d *draft) dropTitle() {
	line, rest, ok := strings.Cut(d.Text, "\n")
	if !ok || line == "" || squash(line) != squash(d.Title) {
		return
	}
	rest = strings.TrimLeft(rest, "\n")
	cut := int32(len(d.Text) - len(rest))
	d.Text = rest
	kept := d.Skip[:0]
	for _, s := range d.Skip {
		if s.Start >= cut {
			kept = append(kept, doc.Span{Start: s.Start - cut, End: s.End - cut})
		}
	}
	d.Skip = kept
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// extract calls go-trafilatura, whose panics on strange trees are faults of the page.
func extract(tree *html.Node, opts trafilatura.Options) (r *trafilatura.ExtractResult, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("the extractor gave up: %v", p)
		}
	}()
	r, err = trafilatura.ExtractDocument(tree, opts)
	if err == nil && r.ContentNode == nil {
		err = errors.New("no text")
	}
	return r, err
}

// maxDepth bounds the nesting of elements: all that walk the tree recurse.
const maxDepth = 512

// parseHTML parses a page that is not nested beyond reason. The HTML parser
// itself takes time that grows with the square of the depth, so that the depth
// is counted before.
func parseHTML(raw []byte) (*html.Node, error) {
	tree, err := html.ParseWithOptions(bytes.NewReader(raw), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("broken HTML: %w", err)
	}
	return tree, nil
}

// never are elements that hold no text of an article.
var never = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Svg: true, atom.Noscript: true, atom.Iframe: true, atom.Nav: true,
	atom.Footer: true, atom.Form: true, atom.Button: true, atom.Select: true, atom.Template: true, atom.Canvas: true,
	atom.Object: true, atom.Embed: true, atom.Video: true, atom.Audio: true, atom.Link: true, atom.Input: true, atom.Img: true,
	atom.Picture: true, atom.Source: true, atom.Aside: true}

// prune removes comments and the elements of never.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && never[c.DataAtom] {
			n.RemoveChild(c)
		} else {
			prune(c)
		}
		c = next
	}
}

// notArticle refuses texts that are no article: lists of headlines, notices.
func notArticle(text string) error {
	sentences := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if len(line) >= 50 && strings.ContainsAny(line[len(line)-4:], ".!?…\"”") {
			sentences++
		}
	}
	if sentences == 0 {
		return because(NoArticle, "is a page without an article: no sentence of running text")
	}
	return nil
}
