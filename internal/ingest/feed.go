package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// Item is one entry of a feed.
type Item struct {
	Key    string // its guid, else its address: what it is known by when the feed is read again
	URL    string
	Source string // the feed's title
	Whole  bool   // it carries the article, not only a summary
	o      *Options
	draft  draft
}

// Article gives the entry's own text as an article.
func (i Item) Article() (Article, error) { return i.o.finish(i.draft, nil) }

// Feed reads the entries of an RSS, Atom or JSON feed that was fetched from an address.
func (o Options) Feed(address string, raw []byte) ([]Item, error) {
	return o.items(address, xmlBody(pageToUTF8(raw, "")))
}

// readFeed gives the entries of a feed as articles: their content or, where
// there is none, their summary.
func readFeed(in *input, yield emit) {
	_, utf, err := in.xml()
	if err != nil {
		yield(draft{}, in.fault("", err))
		return
	}
	in.feed(utf, yield)
}

// feed gives the entries of a feed in UTF-8.
func (in *input) feed(utf []byte, yield emit) bool {
	items, err := in.o.items("", utf)
	if err == nil && len(items) == 0 {
		err = because(NoArticle, "is a feed without entries")
	}
	if err != nil {
		return yield(draft{}, in.fault("", err))
	}
	for n, i := range items {
		i.draft.Input = fmt.Sprintf("%s entry %d", in.name, n+1)
		if !yield(i.draft, nil) {
			return false
		}
	}
	return true
}

// items parses a feed in UTF-8.
func (o *Options) items(address string, utf []byte) ([]Item, error) {
	feed, err := parseFeed(utf)
	if err != nil {
		return nil, fmt.Errorf("broken feed: %w", err)
	}
	base, _ := url.Parse(first(feed.Link, address))
	var items []Item
	for _, it := range feed.Items {
		if it == nil {
			continue
		}
		i := Item{URL: resolve(base, first(it.Link, linkID(it.GUID))), Source: plainTitle(feed.Title), o: o}
		i.Key = first(it.GUID, i.URL, it.Title)
		i.Whole = strings.TrimSpace(it.Content) != ""
		text := first(it.Content, it.Description)
		i.draft = draft{markup: true, Article: Article{Text: text, Title: plainTitle(it.Title), URL: i.URL, Publisher: i.Source,
			Published: first(it.Published, dublinDate(it), it.Updated), Language: feed.Language, Input: i.Key, RawSHA256: sum([]byte(text))}}
		if !strings.ContainsAny(text, "<&") {
			i.draft.markup = false
		}
		items = append(items, i)
	}
	return items, nil
}

// parseFeed calls gofeed, whose panics on strange input are faults of the feed.
func parseFeed(utf []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	if f, err = gofeed.NewParser().Parse(bytes.NewReader(utf)); err == nil && f == nil {
		err = errors.New("nothing was found")
	}
	return f, err
}

func dublinDate(it *gofeed.Item) string {
	if it.DublinCoreExt != nil && len(it.DublinCoreExt.Date) > 0 {
		return it.DublinCoreExt.Date[0]
	}
	return ""
}

// linkID: an RSS guid is the entry's address unless it says that it is not.
func linkID(guid string) string {
	if strings.HasPrefix(guid, "http://") || strings.HasPrefix(guid, "https://") {
		return guid
	}
	return ""
}

func resolve(base *url.URL, link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	return u.String()
}

// plainTitle undoes the markup that titles of feeds may have.
func plainTitle(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	tree, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return s
	}
	text, _ := render(tree)
	return text
}

// Subscription is one feed of an OPML list.
type Subscription struct{ Title, URL string }

type outline struct {
	Title    string    `xml:"title,attr"`
	Text     string    `xml:"text,attr"`
	URL      string    `xml:"xmlUrl,attr"`
	Outlines []outline `xml:"outline"`
}

// Subscriptions reads a list of feeds: OPML (opml.org/spec2.opml), the feeds of
// all its folders in order and each once, or plain text with an address a line.
func Subscriptions(raw []byte) ([]Subscription, error) {
	if text := pageToUTF8(raw, ""); rootName(text) == "" {
		return addresses(string(text))
	}
	var list struct {
		XMLName  xml.Name  `xml:"opml"`
		Outlines []outline `xml:"body>outline"`
	}
	d := looseXML(xmlBody(pageToUTF8(raw, "")))
	if err := d.Decode(&list); err != nil {
		return nil, fmt.Errorf("broken OPML: %w", err)
	}
	var out []Subscription
	seen := map[string]bool{}
	var walk func([]outline)
	walk = func(list []outline) {
		for _, o := range list {
			if u := strings.TrimSpace(o.URL); u != "" && !seen[u] {
				seen[u] = true
				out = append(out, Subscription{first(o.Title, o.Text), u})
			}
			walk(o.Outlines)
		}
	}
	walk(list.Outlines)
	return out, nil
}

// addresses reads a list with an address a line; blank lines and what follows # do not count.
func addresses(text string) ([]Subscription, error) {
	var out []Subscription
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		address, title, _ := strings.Cut(line, " ")
		if u, err := url.Parse(address); err != nil || u.Host == "" {
			return nil, fmt.Errorf("line %d: %q is no address of a feed", n, address)
		}
		out = append(out, Subscription{strings.TrimLeft(title, " #"), address})
	}
	return out, nil
}

// looseXML reads XML as it is found: with HTML's entities, unclosed elements
// and undeclared prefixes. Entities of a file's own are never expanded.
func looseXML(utf []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(utf))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d
}

// readOPML tells what an OPML list is for: it holds addresses, not articles.
func readOPML(in *input, yield emit) {
	raw, err := in.all(maxXML)
	var list []Subscription
	if err == nil {
		list, err = Subscriptions(raw)
	}
	if err == nil {
		err = because(NoArticle, "is a list of %d feeds, which \"herodotus watch\" polls", len(list))
	}
	yield(draft{}, in.fault("", err))
}
