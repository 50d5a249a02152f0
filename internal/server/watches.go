package server

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/internal/store"
)

// watchesView lists saved searches; Secret is shown once, after one with a webhook was made.
type watchesView struct {
	Watches         []store.Watch
	Form            store.Watch
	Problem, Secret string
}

func (s *Server) watches(w http.ResponseWriter, r *http.Request) {
	s.showWatches(w, r, http.StatusOK, watchesView{})
}

func (s *Server) showWatches(w http.ResponseWriter, r *http.Request, status int, v watchesView) {
	var err error
	if v.Watches, err = s.cfg.Store.Watches(r.Context()); err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, status, "watches", "Saved searches and watches", v)
}

// addWatch saves a query. What matches now counts as seen: only news is told.
func (s *Server) addWatch(w http.ResponseWriter, r *http.Request) {
	x := store.Watch{Owner: asking(r).Name, Name: clean(r.PostFormValue("name"), 120), Query: clean(r.PostFormValue("query"), 4000),
		Webhook: strings.TrimSpace(r.PostFormValue("webhook")), Created: time.Now().UTC()}
	if problem := s.checkWatch(x); problem != "" {
		s.showWatches(w, r, http.StatusUnprocessableEntity, watchesView{Form: x, Problem: problem})
		return
	}
	if x.Webhook != "" {
		x.Secret, _ = secret()
	}
	newest, err := s.newEvents(r.Context(), store.Watch{}, 1)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	if len(newest) > 0 {
		x.Seen = newest[0].ID
	}
	if _, err := s.cfg.Store.AddWatch(r.Context(), x); err != nil {
		s.trouble(w, r, err)
		return
	}
	if x.Webhook == "" {
		http.Redirect(w, r, "/watches", http.StatusSeeOther)
		return
	}
	s.showWatches(w, r, http.StatusOK, watchesView{Secret: x.Secret})
}

func (s *Server) checkWatch(x store.Watch) string {
	if x.Name == "" || x.Query == "" {
		return "A saved search needs a name and a query."
	}
	if _, err := query.Parse(x.Query); err != nil {
		return "The query has a fault: " + err.Error()
	}
	if x.Webhook == "" {
		return ""
	}
	u, err := url.Parse(x.Webhook)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return "The webhook is no address of the web (https://…)."
	}
	return ""
}

func (s *Server) deleteWatch(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.trouble(w, r, store.ErrNotFound)
		return
	}
	if err := s.cfg.Store.DeleteWatch(r.Context(), id); err != nil {
		s.trouble(w, r, err)
		return
	}
	http.Redirect(w, r, "/watches", http.StatusSeeOther)
}

// Atom (RFC 4287), as much of it as a feed of events needs.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// watchFeed is the saved search as a feed, newest first.
func (s *Server) watchFeed(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		s.trouble(w, r, store.ErrNotFound)
		return
	}
	x, err := s.cfg.Store.Watch(r.Context(), id)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	events, err := s.newEvents(r.Context(), store.Watch{Query: x.Query}, 50)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	base := origin(r)
	feed := atomFeed{ID: fmt.Sprintf("tag:herodotus,2026:watch:%d", x.ID), Title: x.Name, Updated: x.Created.Format(time.RFC3339), Author: "Herodotus",
		Links: []atomLink{{"self", base + r.URL.Path}, {"alternate", base + addressOf("/search", "q", x.Query)}}}
	for _, e := range events {
		feed.Entries = append(feed.Entries, atomOf(e, base))
	}
	if len(feed.Entries) > 0 {
		feed.Updated = feed.Entries[0].Updated
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Write([]byte(xml.Header))
	if err := xml.NewEncoder(w).Encode(feed); err != nil {
		s.cfg.Log.Warn("write a feed", "watch", x.ID, "error", err)
	}
}

func atomOf(e query.Event, base string) atomEntry {
	updated := "1970-01-01T00:00:00Z"
	if e.Published != nil {
		if updated = *e.Published; len(updated) == len(time.DateOnly) {
			updated += "T00:00:00Z"
		}
	}
	return atomEntry{ID: fmt.Sprintf("tag:herodotus,2026:%s:%s", url.PathEscape(e.DocID), e.Local), Title: sentence(e), Updated: updated,
		Link:    atomLink{"alternate", base + addressOf("/article/"+url.PathEscape(e.DocID), "event", e.Local)},
		Summary: fmt.Sprintf("“%s” (%s, %s)", e.Evidence, status(e), outlet(e.Source))}
}

// sentence says who did what to whom.
func sentence(e query.Event) string {
	parts := []string{names(e.Actors), page.Noun(e.Type), names(e.Recipients)}
	if parts[0] == "" {
		parts[0] = "someone"
	}
	if parts[2] == "" {
		parts = parts[:2]
	}
	return strings.Join(parts, " → ")
}
