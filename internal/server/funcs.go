package server

import (
	"fmt"
	"html/template"
	"strings"

	"herodotus/internal/ontology"
	"herodotus/internal/page"
	"herodotus/internal/query"
)

// funcs are what the templates say about answers of the archive.
var funcs = template.FuncMap{
	"day": day, "coop": coop, "noun": page.Noun, "names": names, "outlet": outlet, "status": status, "named": named,
	"glyph": func(quad, status string) string { return page.Glyph(coop(quad), standing(status)) },
	"spot":  func(p query.Party) string { return spot(p.DocID, p.Local) }, "quoted": quoted,
	"chain": func(c query.Chain) string { return spot(c.DocID, c.Local) }, "printed": printed,
	"many": many,
}

func coop(quad string) bool { return !strings.HasSuffix(quad, "conflict") }

// standing is a query's status as the charts show it.
func standing(status string) page.Status {
	switch status {
	case query.StatusFact:
		return page.Fact
	case query.StatusDenied:
		return page.Denied
	}
	return page.Claim
}

func names(actors []query.Actor) string {
	out := make([]string, len(actors))
	for i, a := range actors {
		out[i] = a.Name
	}
	return strings.Join(out, ", ")
}

// outlet says where a document appeared.
func outlet(s query.Source) string {
	var out []string
	for _, p := range []*string{s.Publisher, s.Agency} {
		if p != nil && *p != "" && (len(out) == 0 || out[0] != *p) {
			out = append(out, *p)
		}
	}
	if s.Published != nil {
		out = append(out, "published "+*s.Published)
	}
	if len(out) == 0 {
		return s.DocID
	}
	return strings.Join(out, ", ")
}

func status(e query.Event) string {
	switch {
	case e.Status == query.StatusFact:
		return "told as fact"
	case e.Status == query.StatusDenied:
		return "denied"
	case e.ClaimSource != nil:
		return "claimed by " + *e.ClaimSource
	case e.Claim != nil:
		return "claimed by someone unnamed"
	}
	return "possible or planned"
}

// many says how many people an event befell, "" where the text does not.
func many(m *query.Magnitude) string {
	if m == nil {
		return ""
	}
	var out []string
	for _, x := range []struct {
		q    *query.Quantity
		what string
	}{{m.Dead, "dead"}, {m.Injured, "injured"}, {m.Crowd, "in the crowd"}, {m.Size, "people"}} {
		if x.q != nil {
			out = append(out, page.HowMany(x.q.Min, x.q.Max)+" "+x.what)
		}
	}
	return strings.Join(out, ", ")
}

// named writes a condition on a name, quoted as the query language wants it.
func named(key, name string) string {
	return key + `:"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// spot leads to the words of an event or claim.
func spot(doc, local string) string {
	if strings.HasPrefix(local, "c") {
		return fmt.Sprintf("/article/%s?claim=%s#side", template.URLQueryEscaper(doc), local)
	}
	return fmt.Sprintf("/article/%s?event=%s#in-%s", template.URLQueryEscaper(doc), local, local)
}

// quoted shows the evidence with the trigger marked.
func quoted(evidence, trigger string) template.HTML {
	before, after, ok := strings.Cut(evidence, trigger)
	esc := template.HTMLEscapeString
	if !ok || trigger == "" {
		return template.HTML(esc(page.Clip(evidence, 180)))
	}
	if len(before) > 90 {
		cut := len(before) - 80
		for cut < len(before) && before[cut] != ' ' {
			cut++
		}
		before = "…" + before[cut:]
	}
	return template.HTML(esc(before) + "<mark>" + esc(trigger) + "</mark>" + esc(page.Clip(after, 110)))
}

// helpView is what the help page lists.
type helpView struct {
	Keys  []query.Key
	Types []helpType
}

type helpType struct{ Name, Does, Quad string }

func helpData() helpView {
	v := helpView{Keys: query.Keys()}
	for _, t := range ontology.Types() {
		v.Types = append(v.Types, helpType{t.Name, page.Does(t.Name), t.Quad})
	}
	return v
}
