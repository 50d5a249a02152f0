package ingest

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// newsItem is what we read of an item of NewsML-G2 (iptc.org/std/nar/2006-10-01).
type newsItem struct {
	GUID    string `xml:"guid,attr"`
	Lang    string `xml:"lang,attr"`
	Meta    itemMeta
	Content contentMeta
	Set     contentSet
}

type itemMeta struct {
	Class          named   `xml:"itemClass"`
	Provider       named   `xml:"provider"`
	VersionCreated string  `xml:"versionCreated"`
	FirstCreated   string  `xml:"firstCreated"`
	PubStatus      named   `xml:"pubStatus"`
	Title          string  `xml:"title"`
	Links          []named `xml:"link"`
}

type contentMeta struct {
	Created   string  `xml:"contentCreated"`
	Headlines []inner `xml:"headline"`
	Languages []struct {
		Tag string `xml:"tag,attr"`
	} `xml:"language"`
	Credit  string  `xml:"creditline"`
	Sources []named `xml:"infoSource"`
}

type contentSet struct {
	XML  []inner `xml:"inlineXML"`
	Data []inner `xml:"inlineData"`
}

type inner struct {
	Type string `xml:"contenttype,attr"`
	Body string `xml:",innerxml"`
}

// named is a concept: by its name, or the code that stands for it.
type named struct {
	Literal string `xml:"literal,attr"`
	Code    string `xml:"qcode,attr"`
	Name    string `xml:"name"`
	Href    string `xml:"href,attr"`
}

func (n named) String() string {
	_, code, _ := strings.Cut(n.Code, ":")
	return first(n.Name, n.Literal, code)
}

// UnmarshalXML reads the parts by their local names: prefixes vary.
func (n *newsItem) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	for _, a := range start.Attr {
		switch a.Name.Local {
		case "guid":
			n.GUID = a.Value
		case "lang":
			n.Lang = a.Value
		}
	}
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			var into any
			switch t.Name.Local {
			case "itemMeta":
				into = &n.Meta
			case "contentMeta":
				into = &n.Content
			case "contentSet":
				into = &n.Set
			default:
				err = d.Skip()
			}
			if into != nil {
				err = d.DecodeElement(into, &t)
			}
			if err != nil {
				return err
			}
		}
	}
}

// readNewsML reads NewsML-G2 (single items and messages of many), NewsML 1 and NITF.
func readNewsML(in *input, yield emit) {
	raw, utf, err := in.xml()
	if err != nil {
		yield(draft{}, in.fault("", err))
		return
	}
	if strings.EqualFold(rootName(utf), "nitf") {
		d, err := nitf(string(utf))
		d.RawSHA256 = in.sum(raw)
		if err != nil {
			err = in.fault("", err)
		}
		yield(d, err)
		return
	}
	if rootName(utf) == "NewsML" {
		in.newsItems(utf, "NewsML 1", "NewsItem", func() drafter { return new(newsItem1) }, yield)
		return
	}
	in.newsItems(utf, "NewsML-G2", "newsItem", func() drafter { return new(newsItem) }, yield)
}

// drafter is an item of one of the standards.
type drafter interface{ draft() (draft, error) }

// newsItems reads the items of a file, which stand in elements of one name; empty makes an item to decode into.
func (in *input) newsItems(utf []byte, standard, element string, empty func() drafter, yield emit) {
	dec := looseXML(utf)
	for n := 0; ; {
		from := dec.InputOffset()
		t, err := dec.Token()
		if err == io.EOF && n == 0 {
			err = because(NoArticle, "holds no %s of %s", element, standard)
		} else if err == io.EOF {
			return
		}
		if err != nil {
			yield(draft{}, in.fault("", fmt.Errorf("broken %s: %w", standard, err)))
			return
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != element {
			continue
		}
		n++
		part := fmt.Sprintf(" item %d", n)
		item := empty()
		if err := dec.DecodeElement(item, &start); err != nil {
			yield(draft{}, in.fault(part, fmt.Errorf("broken %s: %w", standard, err)))
			return
		}
		d, err := item.draft()
		d.Input, d.RawSHA256 = in.name+part, sum(utf[from:dec.InputOffset()])
		if err != nil {
			err = in.fault(part, err)
		}
		if !yield(d, err) {
			return
		}
	}
}

// draft makes a draft of an item; the body is NITF, XHTML or plain text.
func (n *newsItem) draft() (draft, error) {
	m, c := n.Meta, n.Content
	d := draft{Article: Article{ID: n.GUID, Publisher: m.Provider.String(), Language: n.Lang,
		Published: first(m.FirstCreated, c.Created, m.VersionCreated)}}
	if len(c.Languages) > 0 {
		d.Language = first(c.Languages[0].Tag, d.Language)
	}
	for _, h := range c.Headlines {
		d.Title = first(d.Title, plainTitle(h.Body))
	}
	d.Title = first(d.Title, m.Title)
	switch status := m.PubStatus.String(); status {
	case "canceled", "withheld":
		return d, because(NoArticle, "is %s by its publisher", status)
	}
	for _, x := range n.Set.XML {
		if body, err := newsBody(x.Body); err == nil {
			body.Article = over(d.Article, body.Article)
			return body, nil
		}
	}
	for _, x := range n.Set.Data {
		if t := kind(x.Type); t == "" || strings.HasPrefix(t, "text/") {
			d.setText(html.UnescapeString(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(x.Body), "<![CDATA["), "]]>")))
			return d, nil
		}
	}
	return d, because(NoArticle, "is an item without a text (%s)", first(m.Class.String(), "of no class"))
}

// over lays what an item says over what its body says.
func over(item, body Article) Article {
	body.ID, body.Title = first(item.ID, body.ID), first(item.Title, body.Title)
	body.Published = first(item.Published, body.Published)
	body.Publisher, body.Language = first(item.Publisher, body.Publisher), first(item.Language, body.Language)
	return body
}

// newsBody takes the body of an item: NITF, XHTML or plain paragraphs.
func newsBody(s string) (draft, error) {
	if strings.TrimSpace(s) == "" {
		return draft{}, errEmpty
	}
	return nitf(s)
}

// nitf reads News Industry Text Format (iptc.org/std/NITF/3.6), and XHTML,
// whose elements mean the same. The HTML parser reads both: it knows paragraphs
// and takes other elements as they come.
func nitf(s string) (draft, error) {
	tree, err := parseHTML([]byte(closeEmpty(prefix.ReplaceAllString(s, "<$1"))))
	if err != nil {
		return draft{}, err
	}
	var d draft
	var body *html.Node
	walk(tree, func(n *html.Node) bool {
		switch n.Data {
		case "body.content":
			body = n
			return false
		case "hl1", "title":
			d.Title = first(d.Title, textOf(n))
		case "date.issue", "story.date":
			d.Published = first(d.Published, attr(n, "norm"))
		case "pubdata":
			d.Published = first(d.Published, attr(n, "date.publication"))
			d.Publisher = first(d.Publisher, attr(n, "name"))
		case "doc-id":
			d.ID = first(d.ID, attr(n, "id-string"))
		}
		return true
	})
	if body == nil {
		body = tree
	}
	d.Text, d.Skip = render(body)
	if strings.TrimSpace(d.Text) == "" {
		return d, errEmpty
	}
	return d, nil
}

// prefix finds those of element names, which an HTML parser does not know.
var prefix = regexp.MustCompile(`<(/?)[A-Za-z][\w-]*:`)

// walk visits a tree from the root down; visit gives false where it has seen enough.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if n.Type == html.ElementNode && !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func textOf(n *html.Node) string {
	text, _ := render(n)
	return text
}
