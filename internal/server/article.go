package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/internal/store"
	"herodotus/record"
)

// frontView is the front page: a box to paste into, and the archive in short.
type frontView struct {
	Paste   pasteForm
	Archive *archiveFront
}

// pasteForm is what was pasted, kept when something is wrong with it.
type pasteForm struct {
	Text, Published, Title, Publisher, Problem string
}

func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	s.showFront(w, r, http.StatusOK, pasteForm{})
}

func (s *Server) showFront(w http.ResponseWriter, r *http.Request, status int, p pasteForm) {
	v := frontView{Paste: p}
	if s.cfg.Store != nil {
		var err error
		if v.Archive, err = s.archiveFront(r.Context()); err != nil {
			s.trouble(w, r, err)
			return
		}
	}
	s.show(w, r, status, "front", "Who did what to whom, according to whom", v)
}

// paste codes what was pasted and leads to its page.
func (s *Server) paste(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.trouble(w, r, err)
		return
	}
	p := pasteForm{Text: r.PostFormValue("text"), Published: strings.TrimSpace(r.PostFormValue("published")),
		Title: strings.TrimSpace(r.PostFormValue("title")), Publisher: strings.TrimSpace(r.PostFormValue("publisher"))}
	a, rec, err := s.code(p)
	if err != nil {
		s.metrics.coded.WithLabelValues("refused").Inc()
		p.Problem = plainReason(err)
		s.showFront(w, r, http.StatusUnprocessableEntity, p)
		return
	}
	s.metrics.coded.WithLabelValues("coded").Inc()
	s.pasted.put(a, rec)
	http.Redirect(w, r, "/article/"+url.PathEscape(rec.Document.ID), http.StatusSeeOther)
}

// code reads plain text or a page's HTML, whichever it is, as files are read.
func (s *Server) code(p pasteForm) (a ingest.Article, rec *record.Record, err error) {
	if strings.TrimSpace(p.Text) == "" {
		return a, nil, errors.New("the box is empty")
	}
	if _, err := ingest.ParseDate(p.Published); err != nil {
		return a, nil, err
	}
	for a, err = range ingest.Read("pasted", strings.NewReader(p.Text)) {
		if err != nil {
			return a, nil, err
		}
		if p.Published != "" {
			a.Published = p.Published
		}
		if p.Title != "" {
			a.Title = p.Title
		}
		if p.Publisher != "" {
			a.Publisher = p.Publisher
		}
		rec, err = s.cfg.Coder.Code(a)
		return a, rec, err
	}
	return a, nil, errors.New("it holds no article")
}

// plainReason drops the name that pasted texts have inside.
func plainReason(err error) string { return strings.TrimPrefix(err.Error(), "pasted: ") }

// articleView is the page of one article.
type articleView struct {
	*page.Article
	Stored      bool
	Siblings    []store.Sibling
	Elsewhere   *query.Accounts // of the picked event, where other records tell it too
	Sides       []holders
	Corrections []store.Correction
	CanCorrect  bool
	CanKeep     bool
	WhyLink     string // leads to the reasons of what is picked; "" when they are there or not to be had
	NoWhy       string // why there are none
	Slots       []string
	Back        string
}

func (s *Server) article(w http.ResponseWriter, r *http.Request) {
	rec, stored, err := s.record(r)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	q := r.URL.Query()
	v := articleView{Stored: stored, Back: r.URL.Path, Slots: slots, Article: page.New(rec, page.Options{Event: q.Get("event"), Claim: q.Get("claim"), Link: func(id string) string {
		if strings.HasPrefix(id, "c") {
			return "?claim=" + id + "#side"
		}
		return "?event=" + id + "#in-" + id
	}})}
	if stored {
		if v.Siblings, err = s.cfg.Store.Siblings(r.Context(), rec.Document.ID); err != nil {
			s.trouble(w, r, err)
			return
		}
		if v.Corrections, err = s.cfg.Store.Corrections(r.Context(), rec.Document.ID); err != nil {
			s.trouble(w, r, err)
			return
		}
		if err := s.elsewhere(r, &v); err != nil {
			s.trouble(w, r, err)
			return
		}
		v.CanCorrect = asking(r).Editor()
		if q.Get("why") != "" {
			if err := s.reasons(r, rec, &v); err != nil {
				s.trouble(w, r, err)
				return
			}
		} else if v.Event != nil && len(v.Event.Why) == 0 {
			v.WhyLink = "?event=" + v.Event.ID + "&why=yes#side"
		} else if v.Claim != nil && len(v.Claim.Why) == 0 {
			v.WhyLink = "?claim=" + v.Claim.ID + "&why=yes#side"
		}
	}
	v.CanKeep = !stored && s.cfg.Keep != nil && asking(r).Editor()
	s.show(w, r, http.StatusOK, "article", v.heading(), v)
}

// elsewhere tells who else holds what of the picked event.
func (s *Server) elsewhere(r *http.Request, v *articleView) (err error) {
	if v.Event == nil {
		return nil
	}
	v.Elsewhere, err = query.AccountsOfEvent(r.Context(), s.cfg.Store, v.ID, v.Event.ID)
	if err != nil || v.Elsewhere == nil {
		return err
	}
	if len(v.Elsewhere.Accounts) < 2 && v.Elsewhere.Documents() < 2 { // the text alone
		v.Elsewhere = nil
		return nil
	}
	v.Sides = sidesOf(v.Elsewhere.Accounts)
	return nil
}

// heading is the title of the window: a picked event or claim comes first.
func (v articleView) heading() string {
	switch {
	case v.Event != nil:
		return fmt.Sprintf("%s “%s” · %s", v.Event.Type, v.Event.Trigger, v.Title)
	case v.Claim != nil:
		return v.Claim.Source + " says · " + v.Title
	}
	return v.Title
}

// record finds an article in the store, else among what was pasted.
func (s *Server) record(r *http.Request) (rec *record.Record, stored bool, err error) {
	id := r.PathValue("id")
	if s.cfg.Store != nil {
		rec, err = s.cfg.Store.Record(r.Context(), id)
		if err == nil || !errors.Is(err, store.ErrNotFound) {
			return rec, err == nil, err
		}
	}
	if rec = s.pasted.get(id); rec != nil {
		return rec, false, nil
	}
	return nil, false, store.ErrNotFound
}

func (s *Server) articleRecord(w http.ResponseWriter, r *http.Request) {
	rec, _, err := s.record(r)
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	b, err := rec.Marshal()
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="record.json"`)
	w.Write(append(b, '\n'))
}

// compare sets an article beside another outlet's version of it.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	a, err := s.cfg.Store.Record(r.Context(), r.PathValue("id"))
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	b, err := s.cfg.Store.Record(r.Context(), r.PathValue("other"))
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "compare", "Two versions of a report", page.Compare(a, b))
}

// day writes a moment as a day for tables.
func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }
