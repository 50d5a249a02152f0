package server

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The page of the API is drawn from the API's own description (OpenAPI 3.1), so
// that it cannot tell otherwise than the program does; the usual renderers load
// scripts from other hosts.

// openAPI is as much of a description as the page shows.
type openAPI struct {
	Info struct {
		Version, Description string
	}
	Paths      map[string]map[string]*apiOperation
	Components struct {
		Schemas map[string]*apiSchema
	}
}

type apiOperation struct {
	Summary     string
	Description string
	Tags        []string
	Parameters  []apiParameter
	RequestBody *struct {
		Content map[string]struct{ Schema *apiSchema }
	}
	Responses map[string]struct {
		Description string
		Content     map[string]struct{ Schema *apiSchema }
	}
}

type apiParameter struct {
	Name, In, Description string
	Required              bool
	Schema                *apiSchema
	Example               any
}

type apiSchema struct {
	Ref         string `json:"$ref"`
	Type        any    // a name or a list of names
	Description string
	Items       *apiSchema
	Properties  map[string]*apiSchema
	Required    []string
	Enum        []any
	Default     any
	Minimum     *float64
	Maximum     *float64
	MaxLength   *int
	Examples    []any
}

// apiView is the page: operations by what they are for, then what they speak of.
type apiView struct {
	Version, Description string
	Groups               []apiGroup
	Types                []apiType
}

type apiGroup struct {
	Name       string
	Operations []apiEntry
}

// apiEntry is one operation.
type apiEntry struct {
	Method, Path, Anchor, Summary, Description string
	Parameters, Body                           []apiField
	Answer                                     apiField
	Faults                                     []string
	Curl                                       string
	Try                                        string // an address to look at; "" where there is no simple one
}

// apiField is a parameter or a property.
type apiField struct {
	Name, Type, Href string // Href leads to the type, when it is one of the page
	In               string
	Required         bool
	About            string
}

type apiType struct {
	Name, About string
	Fields      []apiField
}

func (s *Server) apiPage(w http.ResponseWriter, r *http.Request) {
	h := s.cfg.Mounts["/openapi.json"]
	if h == nil {
		s.notFound(w, r)
		return
	}
	doc := &taken{header: http.Header{}, status: http.StatusOK}
	ask, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "/openapi.json", nil)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	h.ServeHTTP(doc, ask)
	var api openAPI
	if err := json.Unmarshal(doc.body.Bytes(), &api); err != nil || doc.status != http.StatusOK {
		s.trouble(w, r, errors.Join(fmt.Errorf("the description of the API (%d)", doc.status), err))
		return
	}
	s.show(w, r, http.StatusOK, "api", "API", api.view(origin(r)))
}

// origin is the address that a request came to.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// groupNames are the headings of the tags, in the order of the page.
var groupNames = []struct{ tag, name string }{{"code", "Code a text"}, {"lists", "Lists"}, {"documents", "Documents"}, {"figures", "Figures"}, {"export", "Everything, as a stream"}}

func (d *openAPI) view(base string) apiView {
	v := apiView{Version: d.Info.Version, Description: strings.ReplaceAll(d.Info.Description, "`", "")}
	of := map[string][]apiEntry{}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(d.Paths[path])) {
			op := d.Paths[path][method]
			tag := strings.Join(op.Tags, " ")
			of[tag] = append(of[tag], d.entry(op, strings.ToUpper(method), path, base))
		}
	}
	for _, g := range groupNames {
		if of[g.tag] != nil {
			v.Groups = append(v.Groups, apiGroup{g.name, of[g.tag]})
			delete(of, g.tag)
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(of)) {
		v.Groups = append(v.Groups, apiGroup{cmp.Or(tag, "Others"), of[tag]})
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		t := d.Components.Schemas[name]
		v.Types = append(v.Types, apiType{Name: name, About: t.Description, Fields: t.fields()})
	}
	return v
}

func (d *openAPI) entry(op *apiOperation, method, path, base string) apiEntry {
	e := apiEntry{Method: method, Path: path, Anchor: anchor(method + path), Summary: op.Summary, Description: op.Description}
	asked := url.Values{}
	for _, p := range op.Parameters {
		f := fieldOf(p.Name, p.Schema, p.Required)
		f.In, f.About = p.In, cmp.Or(p.Description, f.About)
		e.Parameters = append(e.Parameters, f)
		if example := p.example(); example != "" && p.In == "query" {
			asked.Set(p.Name, example)
		}
	}
	for _, c := range sorted(contents(op)) {
		if d.follow(c) != nil {
			e.Body = d.follow(c).fields()
		}
	}
	for _, code := range slices.Sorted(maps.Keys(op.Responses)) {
		if !strings.HasPrefix(code, "2") {
			e.Faults = append(e.Faults, code)
			continue
		}
		for _, kind := range slices.Sorted(maps.Keys(op.Responses[code].Content)) {
			e.Answer = fieldOf(kind, op.Responses[code].Content[kind].Schema, true)
		}
	}
	e.Curl = curl(method, base+path, asked, e.Body)
	if method == http.MethodGet && !strings.Contains(path, "{") {
		e.Try = addressOf(path)
		if len(asked) > 0 {
			e.Try += "?" + asked.Encode()
		}
	}
	return e
}

func contents(op *apiOperation) map[string]*apiSchema {
	out := map[string]*apiSchema{}
	if op.RequestBody != nil {
		for kind, c := range op.RequestBody.Content {
			out[kind] = c.Schema
		}
	}
	return out
}

// sorted gives the values of a map in the order of its keys.
func sorted[T any](m map[string]T) []T {
	var out []T
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}

// follow gives the schema that another refers to.
func (d *openAPI) follow(t *apiSchema) *apiSchema {
	if t != nil && t.Ref != "" {
		return d.Components.Schemas[refName(t.Ref)]
	}
	return t
}

func refName(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// fields are the properties of an object.
func (t *apiSchema) fields() []apiField {
	var out []apiField
	for _, name := range slices.Sorted(maps.Keys(t.Properties)) {
		out = append(out, fieldOf(name, t.Properties[name], slices.Contains(t.Required, name)))
	}
	return out
}

func fieldOf(name string, t *apiSchema, required bool) apiField {
	f := apiField{Name: name, Required: required}
	if t == nil {
		return f
	}
	f.Type, f.Href = t.name()
	f.About = strings.TrimSpace(t.Description + " " + t.bounds())
	return f
}

// name says what values are of a type, and where it is described.
func (t *apiSchema) name() (name, href string) {
	if t.Ref != "" {
		return refName(t.Ref), "#type-" + refName(t.Ref)
	}
	var names []string
	switch x := t.Type.(type) {
	case string:
		names = []string{x}
	case []any:
		for _, n := range x {
			names = append(names, fmt.Sprint(n))
		}
	}
	if t.Items != nil {
		of, href := t.Items.name()
		if i := slices.Index(names, "array"); i >= 0 {
			names[i] = "list of " + of
		}
		return strings.Join(names, " or "), href
	}
	return strings.Join(names, " or "), ""
}

// bounds says which values are allowed.
func (t *apiSchema) bounds() string {
	var out []string
	if len(t.Enum) > 0 {
		out = append(out, "One of "+strings.Trim(strings.ReplaceAll(fmt.Sprint(t.Enum...), "\" \"", ", "), "\"")+".")
	}
	if t.Minimum != nil && t.Maximum != nil {
		out = append(out, fmt.Sprintf("%g to %g.", *t.Minimum, *t.Maximum))
	}
	if t.MaxLength != nil {
		out = append(out, fmt.Sprintf("At most %d characters.", *t.MaxLength))
	}
	if t.Default != nil {
		out = append(out, fmt.Sprintf("%v when left out.", t.Default))
	}
	return strings.Join(out, " ")
}

func (p apiParameter) example() string {
	if p.Example != nil {
		return fmt.Sprint(p.Example)
	}
	if p.Schema != nil && len(p.Schema.Examples) > 0 {
		return fmt.Sprint(p.Schema.Examples[0])
	}
	return ""
}

// curl writes the request for a shell.
func curl(method, address string, asked url.Values, body []apiField) string {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
	if method != http.MethodGet {
		required := map[string]string{}
		for _, f := range body {
			if f.Required {
				required[f.Name] = "…"
			}
		}
		b, err := json.Marshal(required)
		if err != nil {
			return ""
		}
		return "curl -s " + quote(address) + " --json " + quote(string(b))
	}
	out := "curl -sG " + quote(address)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		out += " --data-urlencode " + quote(name+"="+asked.Get(name))
	}
	return out
}

// anchor makes a name for a place on the page.
func anchor(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, s), "-")
}
