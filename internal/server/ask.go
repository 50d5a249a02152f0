package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"herodotus/internal/query"
)

// searchBox is the box with the query, and what is wrong with it.
type searchBox struct {
	Q, Action string
	Hidden    []hiddenField
	Fault     *query.Error
}

type hiddenField struct{ Name, Value string }

// link is a link among others; Here is where one is.
type link struct {
	Name, Href string
	Here       bool
	Count      int
}

// question reads the query of an address. A fault in it is shown, not answered with an error.
func question(r *http.Request, keep ...string) (searchBox, *query.Query) {
	box := searchBox{Q: strings.TrimSpace(r.FormValue("q")), Action: r.URL.Path}
	for _, k := range keep {
		if v := r.FormValue(k); v != "" {
			box.Hidden = append(box.Hidden, hiddenField{k, v})
		}
	}
	q, err := query.Parse(box.Q)
	if err != nil {
		if !errors.As(err, &box.Fault) {
			box.Fault = &query.Error{Query: box.Q, Reason: err.Error()}
		}
		return box, nil
	}
	return box, q
}

// address writes a path with a query, leaving out what is empty.
func addressOf(path string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// views are the same question seen otherwise.
func views(r *http.Request, q string) []link {
	var out []link
	for _, v := range []struct{ name, path string }{{"List", "/search"}, {"Timeline", "/timeline"}, {"Map", "/map"}, {"Actors", "/actors"}, {"Ledger", "/ledger"}} {
		out = append(out, link{Name: v.name, Href: addressOf(v.path, "q", q), Here: r.URL.Path == v.path})
	}
	return out
}

// narrow adds a condition to a query.
func narrow(q, condition string) string { return strings.TrimSpace(q + " " + condition) }

// searchView is the page of answers.
type searchView struct {
	Search    searchBox
	Views     []link
	Kinds     []link
	Facets    []facet
	Total     string
	Part      bool // the facets count the newest answers only
	Events    []query.Event
	Claims    []query.Claim
	Documents []query.Document
	Next      string
	Nothing   bool
	CanWatch  bool
	Feed      string
}

func (v searchView) query() string { return v.Search.Q }

type facet struct {
	Name   string
	Values []link
}

const perPage = 30

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	box, q := question(r, "kind")
	v := searchView{Search: box, Views: views(r, box.Q), CanWatch: asking(r).Editor()}
	if q == nil {
		s.show(w, r, http.StatusBadRequest, "search", "Search", v)
		return
	}
	if k := query.Kind(r.FormValue("kind")); k == query.KindEvents || k == query.KindClaims || k == query.KindDocuments {
		q.Kind = k
	}
	if q.Kind == "" {
		q.Kind = query.KindEvents
	}
	for _, k := range []query.Kind{query.KindEvents, query.KindClaims, query.KindDocuments} {
		v.Kinds = append(v.Kinds, link{Name: string(k), Href: addressOf("/search", "q", box.Q, "kind", string(k)), Here: k == q.Kind})
	}
	if err := s.answer(r.Context(), q, r.FormValue("after"), &v); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "search", "Search", v)
}

// answer fills the page with what the query finds.
func (s *Server) answer(ctx context.Context, q *query.Query, after string, v *searchView) (err error) {
	p, next := query.Page{After: after, Limit: perPage}, ""
	switch q.Kind {
	case query.KindClaims:
		v.Claims, next, err = q.Claims(ctx, s.cfg.Store, p)
	case query.KindDocuments:
		v.Documents, next, err = q.Documents(ctx, s.cfg.Store, p)
	default:
		v.Events, next, err = q.Events(ctx, s.cfg.Store, p)
	}
	if err != nil {
		return err
	}
	if next != "" {
		v.Next = addressOf("/search", "q", v.Search.Q, "kind", string(q.Kind), "after", next)
	}
	v.Nothing = len(v.Events)+len(v.Claims)+len(v.Documents) == 0
	if after != "" || v.Nothing {
		return nil
	}
	if q.Kind == query.KindEvents {
		return s.facets(ctx, q, v)
	}
	n, more, err := q.UpTo(ctx, s.cfg.Store, counted)
	v.Total = total(n, more, q.Kind)
	return err
}

// counted is up to how many answers are counted for a page: what takes a
// twentieth of a second when the archive has millions.
const counted = 2000

// total says how many there are, as far as counted.
func total(n int, more bool, kind query.Kind) string {
	switch {
	case more:
		return fmt.Sprintf("more than %d %s", n, kind)
	case n == 1:
		return "1 " + strings.TrimSuffix(string(kind), "s")
	}
	return fmt.Sprintf("%d %s", n, kind)
}

// facetKeys are the columns that answers are narrowed by: the count's name and the key of the condition.
var facetKeys = []struct{ by, name, key string }{{"type", "What", "type"}, {"actor", "Who", "actor"}, {"recipient", "Whom", "recipient"},
	{"source", "According to", "source"}, {"country", "Where", "country"}, {"publisher", "Outlet", "publisher"}, {"year", "When", "date"}}

// facets counts the answers and offers to narrow them down.
func (s *Server) facets(ctx context.Context, q *query.Query, v *searchView) error {
	var by []string
	for _, k := range facetKeys {
		by = append(by, k.by)
	}
	found, err := q.Facets(ctx, s.cfg.Store, counted, 7, by...)
	if err != nil {
		return err
	}
	v.Total, v.Part = total(found.Seen, found.More, q.Kind), found.More
	for _, k := range facetKeys {
		f := facet{Name: k.name}
		for _, c := range found.Counts[k.by] {
			if value := c.Values[0]; value != "" {
				f.Values = append(f.Values, link{Name: value, Count: c.Count, Href: addressOf("/search", "q", narrow(v.Search.Q, condition(k.key, value)))})
			}
		}
		if len(f.Values) > 1 { // one value narrows nothing down
			v.Facets = append(v.Facets, f)
		}
	}
	return nil
}

// condition quotes a value only when it has to be.
func condition(key, value string) string {
	for _, r := range value {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-') {
			return named(key, value)
		}
	}
	return key + ":" + value
}
