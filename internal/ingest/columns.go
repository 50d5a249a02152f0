package ingest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Map tells which column or key (with dots into objects) holds which field of
// an article: {"text": "body", "published": "meta.date"}.
type Map map[string]string

// Fields are the names that a Map may have as keys.
var Fields = []string{"id", "text", "title", "url", "publisher", "published", "language"}

// Check refuses fields that there are not.
func (m Map) Check() error {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(Fields, k) {
			return fmt.Errorf("an article has no field %q, only %s", k, strings.Join(Fields, ", "))
		}
	}
	return nil
}

//go:embed columns.txt
var columnsText string

// usual gives for each field the names that usually hold it, as paths.
var usual = sync.OnceValue(func() map[string][][]string {
	out := map[string][][]string{}
	for line := range strings.Lines(columnsText) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			for _, w := range words[1:] {
				out[words[0]] = append(out[words[0]], strings.Split(w, "."))
			}
		}
	}
	return out
})

// object is a row of a table or an object of JSON.
type object map[string]any

// get gives the value that a field has: where the map says, else at the first
// usual name that holds something.
func (o object) get(field string, m Map) string {
	if name, ok := m[field]; ok {
		if s := words(o[name]); s != "" {
			return s
		}
		return words(o.path(strings.Split(name, "."), func(k string) string { return k }))
	}
	for _, path := range usual()[field] {
		if s := words(o.path(path, squash)); s != "" {
			return s
		}
	}
	return ""
}

// path follows keys into objects; same brings keys to the form in which they are compared.
func (o object) path(path []string, same func(string) string) any {
	v, ok := o[path[0]]
	if !ok {
		for _, k := range slices.Sorted(maps.Keys(o)) {
			if same(k) == path[0] {
				v = o[k]
				break
			}
		}
	}
	if len(path) == 1 {
		return v
	}
	if inner, ok := v.(map[string]any); ok {
		return object(inner).path(path[1:], same)
	}
	return nil
}

func squash(k string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, k)
}

// words gives a value as text; lists of text are paragraphs.
func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []byte:
		return toUTF8(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case []any:
		var parts []string
		for _, x := range v {
			s, ok := x.(string)
			if !ok {
				return ""
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, "\n\n")
	}
	return ""
}

// tags finds markup that separates paragraphs: a stray "<b>" or "a < b" is text.
var tags = regexp.MustCompile(`(?i)</p\s*>|<br\s*/?>|</div\s*>|<p[ >]`)

// draft makes a draft of a row or object.
func (o object) draft(m Map) (draft, error) {
	d := draft{Article: Article{ID: o.get("id", m), Text: o.get("text", m), Title: o.get("title", m), URL: o.get("url", m),
		Publisher: o.get("publisher", m), Published: o.get("published", m), Language: o.get("language", m)}}
	if strings.TrimSpace(d.Text) == "" {
		return d, o.noText(m)
	}
	d.setText(d.Text)
	return d, nil
}

// setText takes text that may be a page, a fragment of one, or plain.
func (d *draft) setText(s string) {
	if strings.HasPrefix(strings.TrimSpace(s), "<") && roots("html", "!DOCTYPE html")([]byte(s)) {
		d.page = []byte(s)
		return
	}
	d.Text, d.markup = s, tags.MatchString(s)
}

// noText tells apart a text that is empty and a table without texts.
func (o object) noText(m Map) error {
	if name, ok := m["text"]; ok {
		if _, there := o[name]; there {
			return errEmpty
		}
	} else {
		for _, path := range usual()["text"] {
			for k := range o {
				if squash(k) == path[0] {
					return errEmpty
				}
			}
		}
	}
	names := slices.Sorted(maps.Keys(o))
	if len(names) > 12 {
		names = append(names[:12], "…")
	}
	return because(NoArticle, "no column holds the text, of %s: name it with --map text=COLUMN", strings.Join(names, ", "))
}
