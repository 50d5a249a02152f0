package ingest

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page declares about its article.
type meta struct {
	title, publisher, author, published, url, language string
	front                                              bool // it calls itself a site, and no article
}

// metaNames rank the names of <meta> elements for each field, best first
// (Open Graph, schema.org, Dublin Core, Parsely, Sailthru and their like).
var metaNames = map[string][]string{
	"title":     {"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline"},
	"publisher": {"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "copyright"},
	"published": {"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "parsely-pub-date",
		"sailthru.date", "publish_date", "publish-date", "publishdate", "publication_date", "pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
		"dcterms.date", "cxenseparse:recs:publishtime", "displaydate", "originalpublicationdate", "article_date_original", "article.published", "date", "ptime"},
	"author":   {"author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author"},
	"url":      {"og:url", "twitter:url"},
	"language": {"og:locale", "content-language", "dc.language", "language"},
}

// readMeta gathers what <meta>, JSON-LD, <time> and <link rel=canonical> tell.
// JSON-LD of an article goes before the rest: it is about the article, not the page.
func readMeta(tree *html.Node) meta {
	g := gatherer{values: map[string]string{}}
	g.walk(tree)
	pick := func(field string) string {
		for _, name := range metaNames[field] {
			if v := g.values[name]; v != "" {
				return v
			}
		}
		return ""
	}
	m := meta{
		title:     first(g.ld.title, pick("title"), g.title()),
		publisher: first(g.ld.publisher, pick("publisher")),
		author:    first(g.ld.author, pick("author")),
		published: g.date(pick("published")),
		url:       first(g.canonical, pick("url"), g.ld.url),
		language:  first(g.language, g.ld.language, pick("language")),
	}
	m.front = g.values["og:type"] != "article" && g.ld.published == "" && g.values["article:published_time"] == ""
	if u, err := url.Parse(m.url); err != nil || u.Host == "" {
		m.url = ""
	}
	return m
}

type gatherer struct {
	values    map[string]string // of <meta>, the first of each name
	ld        meta
	times     []string // <time datetime=…> that are marked as the date of publication
	canonical string
	language  string
	page, h1  string // the page's <title>, and its first heading
}

// title is the heading where <title> repeats it, else <title> without the name of the site.
func (g *gatherer) title() string {
	if g.h1 != "" && strings.Contains(g.page, g.h1) {
		return g.h1
	}
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: "} {
		if i := strings.LastIndex(g.page, sep); i > len(g.page)/2 {
			return g.page[:i]
		}
	}
	return first(g.page, g.h1)
}

// date gives the first date that can be read; when none can, the first at all, for a warning.
func (g *gatherer) date(declared string) string {
	list := append([]string{g.ld.published, declared}, g.times...)
	for _, s := range list {
		if s == "" {
			continue
		}
		if _, err := readDate(s); err == nil {
			return s
		}
	}
	return first(list...)
}

func (g *gatherer) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		g.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		g.walk(c)
	}
}

func (g *gatherer) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		g.language = attr(n, "lang")
	case atom.Meta:
		name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
		if v := attr(n, "content"); name != "" && g.values[name] == "" {
			g.values[name] = strings.TrimSpace(v)
		}
	case atom.Title:
		g.page = first(g.page, oneLine(textOf(n)))
	case atom.H1:
		g.h1 = first(g.h1, oneLine(textOf(n)))
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && g.canonical == "" {
			g.canonical = attr(n, "href")
		}
	case atom.Time:
		if strings.EqualFold(attr(n, "itemprop"), "datePublished") || attr(n, "pubdate") != "" || publishedClass.MatchString(attr(n, "class")) {
			g.times = append(g.times, first(attr(n, "datetime"), attr(n, "content")))
		}
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			g.linked(n.FirstChild.Data)
		}
	}
}

var publishedClass = regexp.MustCompile(`(?i)publish|entry-date|post-date|dt-published`)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			if a.Val == "" && key == "pubdate" {
				return key
			}
			return a.Val
		}
	}
	return ""
}

// linked reads JSON-LD: an object, a list of them, or a @graph.
func (g *gatherer) linked(text string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(text)), &v) == nil {
		g.linkedValue(v, 0)
	}
}

func (g *gatherer) linkedValue(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.linkedValue(x, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			g.linkedValue(graph, depth+1)
		}
		if articleType(v["@type"]) && g.ld.published == "" {
			o := object(v)
			g.ld = meta{title: html.UnescapeString(words(o["headline"])), published: words(o["datePublished"]),
				publisher: o.provider("publisher"), author: o.provider("author"), url: words(o["url"]), language: words(o["inLanguage"])}
		}
	}
}

// articleType tells schema.org's Article and what is one (NewsArticle, ReportageNewsArticle, BlogPosting).
func articleType(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting")
	case []any:
		for _, x := range v {
			if articleType(x) {
				return true
			}
		}
	}
	return false
}
