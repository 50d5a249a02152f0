package ingest

import "strings"

// isNinjs tells IPTC's ninjs, versions 1 to 3 (iptc.org/std/ninjs): an item
// with a URI and a body, as text or HTML in keys of its own or in a list.
func (o object) isNinjs() bool {
	if o["uri"] == nil {
		return false
	}
	for _, k := range []string{"body_text", "body_html", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated", "contentcreated",
		"contentCreated", "representationtype", "representationType", "usageterms"} {
		if o[k] != nil {
			return true
		}
	}
	return false
}

// ninjs makes a draft of an item.
func (o object) ninjs() (draft, error) {
	d := draft{Article: Article{
		ID:        words(o["uri"]),
		Title:     first(words(o["headline"]), o.best("headlines"), words(o["title"]), o.best("titles")),
		Published: first(words(o["firstcreated"]), words(o["firstCreated"]), words(o["published"]), words(o["versioncreated"]), words(o["versionCreated"]), words(o["contentcreated"]), words(o["contentCreated"])),
		Language:  first(words(o["language"]), words(o["lang"])),
		Publisher: first(o.provider("provider"), o.source(), words(o["copyrightholder"]), words(o["copyrightHolder"])),
	}}
	if strings.HasPrefix(d.ID, "http") {
		d.URL = d.ID
	}
	kind := words(o["type"])
	if kind != "" && kind != "text" && kind != "composite" {
		return d, because(NoArticle, "is a ninjs item of type %s, not text", kind)
	}
	d.setText(first(words(o["body_text"]), words(o["body_html"]), words(o["body_xhtml"]), o.best("bodies"), words(o["body"]),
		words(o["description_text"]), words(o["description_html"]), o.best("descriptions")))
	if strings.TrimSpace(d.Text) == "" && d.page == nil {
		return d, because(NoArticle, "is a ninjs item without a body")
	}
	return d, nil
}

func first(list ...string) string {
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// best gives the value of a list of versions of one thing: the plain text, or
// else the main or first one.
func (o object) best(key string) string {
	list, _ := o[key].([]any)
	best, rank := "", -1
	for _, x := range list {
		item, _ := x.(map[string]any)
		value := words(item["value"])
		if value == "" {
			continue
		}
		r := 0
		if kind := first(words(item["contenttype"]), words(item["contentType"])); strings.HasPrefix(kind, "text/plain") {
			r += 2
		}
		if role := words(item["role"]); role == "main" || role == "body" || role == "" {
			r++
		}
		if r > rank {
			best, rank = value, r
		}
	}
	return best
}

// source gives the first name among infosources.
func (o object) source() string {
	for _, key := range []string{"infosource", "infosources", "infoSources"} {
		list, _ := o[key].([]any)
		for _, x := range list {
			if item, ok := x.(map[string]any); ok {
				if name := words(item["name"]); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// provider gives the name of a person or organisation: itself, an object, or the first of a list of them.
func (o object) provider(key string) string {
	v := o[key]
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	if named, ok := v.(map[string]any); ok {
		return words(named["name"])
	}
	return words(v)
}
