package ingest

import (
	"strings"
)

// newsItem1 is what we read of an item of NewsML 1 (iptc.org/std/NewsML/1.2),
// which agencies' archives of the 2000s are in.
type newsItem1 struct {
	Identification struct {
		PublicIdentifier string `xml:"NewsIdentifier>PublicIdentifier"`
	}
	Management struct {
		Created string    `xml:"FirstCreated"`
		Revised string    `xml:"ThisRevisionCreated"`
		Status  formality `xml:"Status"`
	} `xml:"NewsManagement"`
	Component component1 `xml:"NewsComponent"`
}

// component1 is a part of an item: components hold components.
type component1 struct {
	HeadLine   []string     `xml:"NewsLines>HeadLine"`
	CreditLine []string     `xml:"NewsLines>CreditLine"`
	Provider   []formality  `xml:"AdministrativeMetadata>Provider>Party"`
	Source     []formality  `xml:"AdministrativeMetadata>Source>Party"`
	Language   []formality  `xml:"DescriptiveMetadata>Language"`
	Contents   []content1   `xml:"ContentItem"`
	Components []component1 `xml:"NewsComponent"`
}

type content1 struct {
	Media formality `xml:"MediaType"`
	Data  inner     `xml:"DataContent"`
}

// formality is a term of NewsML 1.
type formality struct {
	Name string `xml:"FormalName,attr"`
}

// draft makes a draft of an item: the first text in its components, with what
// the components around it say.
func (n *newsItem1) draft() (draft, error) {
	m := n.Management
	d := draft{Article: Article{ID: strings.TrimSpace(n.Identification.PublicIdentifier), Published: first(m.Created, m.Revised)}}
	switch status := m.Status.Name; status {
	case "Canceled", "Withheld":
		return d, because(NoArticle, "is %s by its publisher", strings.ToLower(status))
	}
	if !n.Component.fill(&d, 0) {
		return d, because(NoArticle, "is an item without a text")
	}
	return d, nil
}

// fill takes the text of a component, or of those within it.
func (c *component1) fill(d *draft, depth int) bool {
	outer := d.Article
	d.Title = first(plainTitle(strings.Join(c.HeadLine, " ")), d.Title)
	for _, list := range [][]formality{c.Source, c.Provider} {
		if len(list) > 0 {
			d.Publisher = list[0].Name
		}
	}
	d.Publisher = first(d.Publisher, strings.Join(c.CreditLine, " "))
	if len(c.Language) > 0 {
		d.Language = c.Language[0].Name
	}
	for _, x := range c.Contents {
		if x.Media.Name != "" && !strings.EqualFold(x.Media.Name, "Text") {
			continue
		}
		if body, err := newsBody(x.Data.Body); err == nil {
			body.Article = over(d.Article, body.Article)
			*d = body
			return true
		}
	}
	for i := range c.Components {
		if depth < 16 && c.Components[i].fill(d, depth+1) {
			return true
		}
	}
	d.Article = outer
	return false
}
