package ingest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
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

// fromPage finds the article in a page, and what the page says about it.
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
	d.URL = first(d.URL, m.url)
	d.Title = first(d.Title, m.title)
	d.Publisher = first(d.Publisher, m.publisher, hostname(d.URL))
	if d.Published = first(d.Published, m.published); d.Published == "" {
		d.Published = visibleDate(tree, d.URL)
	}
	d.Language = first(d.Language, m.language)
	d.Agency = agencyName(m.author)
	prune(tree)
	body, list := articleBody(tree)
	if m.front && (list && m.published == "" || isRoot(d.URL)) {
		return because(NoArticle, "is a page without an article: a list of them")
	}
	if body == nil {
		if body, err = extract(raw, d.URL); err != nil {
			return because(NoArticle, "is a page without an article: %w", err)
		}
	}
	d.Text, d.Skip = render(body)
	d.dropTitle()
	d.Skip = append(d.Skip, edges(d.Text)...)
	return notArticle(d.Title, d.Text)
}

// edges finds the short lines before the first and behind the last sentence of
// an article: names, dates, labels of buttons, headings of what was beside it.
func edges(text string) []doc.Span {
	from, to := len(text), 0
	at := 0
	for line := range strings.Lines(text) {
		if l := strings.TrimSpace(line); len(l) >= 80 || len(l) >= 12 && stopped(l) {
			from, to = min(from, at), at+len(line)
		}
		at += len(line)
	}
	if to == 0 {
		return nil
	}
	return []doc.Span{{Start: 0, End: int32(from)}, {Start: int32(to), End: int32(len(text))}}
}

// stopped tells whether a line ends as a whole sentence does.
func stopped(line string) bool {
	line = strings.TrimRight(line, "\"”’')»")
	return line != "" && strings.ContainsRune(".!?", rune(line[len(line)-1])) || strings.HasSuffix(line, "…")
}

// isRoot tells the address of a site's front page.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// visibleDate asks go-htmldate for the date of a page that declares none: it
// looks into the address and into elements that are marked as dates. Its search
// of the whole text is off, since that guesses.
func visibleDate(tree *html.Node, address string) (date string) {
	defer func() {
		if recover() != nil {
			date = ""
		}
	}()
	found, err := htmldate.FromDocument(tree, htmldate.Options{URL: address, UseOriginalDate: true, SkipExtensiveSearch: true, DeferUrlExtractor: true,
		MinDate: time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: time.Date(lastYear-1, 12, 31, 0, 0, 0, 0, time.UTC)})
	if err != nil || found.IsZero() {
		return ""
	}
	return found.Format(time.DateOnly)
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

// extract asks go-trafilatura for the article of a page, on a tree that lacks
// what never is text: that halves the time. Its panics on strange trees are
// faults of the page.
func extract(raw []byte, address string) (body *html.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			body, err = nil, fmt.Errorf("the extractor gave up: %v", p)
		}
	}()
	tree, err := parseHTML(raw)
	if err != nil {
		return nil, err
	}
	prune(tree)
	// Below MinExtractedSize the library puts all text of the page behind what it found.
	config := trafilatura.DefaultConfig()
	config.MinExtractedSize = 0
	opts := trafilatura.Options{Config: config, ExcludeComments: true, HtmlDateOverride: &htmldate.Result{}}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		opts.OriginalURL = u
	}
	r, err := trafilatura.ExtractDocument(tree, opts)
	if err == nil && r.ContentNode != nil && strings.TrimSpace(r.ContentText) != "" {
		return r.ContentNode, nil
	}
	if text, links := textLength(tree, false); text > 0 && text <= shortPage && links*4 <= text {
		return tree, nil
	}
	return nil, cmp.Or(err, errors.New("no text"))
}

// shortPage is how much text a page may have, in bytes, to be taken whole where
// no article is found in it: a sheet of text that hardly has elements.
const shortPage = 4000

// parseHTML parses a page. The parser refuses elements nested more than 512
// deep, so that what walks the tree may recurse.
func parseHTML(raw []byte) (*html.Node, error) {
	tree, err := html.ParseWithOptions(bytes.NewReader(withoutScripts(raw)), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("broken HTML: %w", err)
	}
	return tree, nil
}

// withoutScripts leaves out scripts and styles, most of the bytes of a page,
// through which the parser would go one by one. JSON-LD stays.
func withoutScripts(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	open := map[string]bool{} // elements that never end: each is searched for once
	for {
		i := bytes.IndexByte(raw, '<')
		if i < 0 {
			return append(out, raw...)
		}
		out, raw = append(out, raw[:i]...), raw[i:]
		n := 1
		for _, name := range []string{"script", "style"} {
			if !open[name] && startsElement(raw, name) {
				if n = elementLength(raw, name); n < 0 {
					open[name], n = true, 1
				}
			}
		}
		if n == 1 {
			out = append(out, '<')
		}
		raw = raw[n:]
	}
}

// startsElement tells whether a start tag begins here, of JSON-LD excepted.
func startsElement(raw []byte, name string) bool {
	if len(raw) < len(name)+2 || !bytes.EqualFold(raw[1:1+len(name)], []byte(name)) || !bytes.ContainsAny(raw[1+len(name):2+len(name)], " >\n\t\r/") {
		return false
	}
	tag := raw[:min(len(raw), 512)]
	if end := bytes.IndexByte(tag, '>'); end >= 0 {
		tag = tag[:end]
	}
	return !bytes.Contains(bytes.ToLower(tag), []byte("ld+json"))
}

// elementLength gives the length of an element with its end tag, -1 when it does not end.
func elementLength(raw []byte, name string) int {
	for at := 0; ; {
		i := bytes.Index(raw[at:], []byte("</"))
		if i < 0 {
			return -1
		}
		at += i + 2
		if len(raw)-at >= len(name) && bytes.EqualFold(raw[at:at+len(name)], []byte(name)) {
			if end := bytes.IndexByte(raw[at:], '>'); end >= 0 {
				return at + end + 1
			}
			return -1
		}
	}
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

// notices are the titles of pages that servers send in place of an article.
var notices = regexp.MustCompile(`(?i)^(?:(?:error )?(?:40[0-9]|41[0-9]|50[0-9])\b|(?:page )?not found|page (?:not found|unavailable)|access (?:to this page has been )?denied|forbidden|` +
	`log ?in|sign (?:in|up)|subscribe|just a moment|attention required|are you a (?:robot|human)|please (?:wait|verify|enable)|server error|service unavailable|bad gateway|redirecting)`)

const longestNotice = 800 // bytes

// notArticle refuses texts that are no article: lists of headlines, notices.
func notArticle(title, text string) error {
	if len(text) <= longestNotice && notices.MatchString(title) {
		return because(NoArticle, "is a page without an article: %q", title)
	}
	sentences := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if len(line) >= 50 && strings.ContainsAny(strings.ToValidUTF8(line[len(line)-4:], ""), ".!?…\"”»。।؟") {
			sentences++
		}
	}
	if sentences == 0 {
		return because(NoArticle, "is a page without an article: no sentence of running text")
	}
	return nil
}
