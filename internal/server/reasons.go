package server

import (
	"fmt"
	"net/http"
	"net/url"

	"herodotus/internal/ingest"
	"herodotus/record"
)

// reasons fills in why the picked event or claim of a stored article was coded
// so. Archives keep no reasons: the text is coded again, and what has the same
// words is taken for the same finding.
func (s *Server) reasons(r *http.Request, rec *record.Record, v *articleView) error {
	if v.Event == nil && v.Claim == nil {
		return nil
	}
	select {
	case s.coding <- struct{}{}:
		defer func() { <-s.coding }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	d := rec.Document
	again, err := s.cfg.Coder.Code(ingest.Article{ID: d.ID, Text: d.Text, Title: known(d.Title), URL: known(d.URL), Publisher: known(d.Publisher), Published: known(d.Published), Language: d.Language})
	if err != nil {
		return err
	}
	var why []string
	if v.Event != nil {
		for _, e := range again.Events {
			if e.Trigger == v.Event.Record.Trigger && e.Type == v.Event.Type {
				why = e.Why
			}
		}
		v.Event.Why, v.Event.Open = why, true
	} else {
		for _, c := range again.Claims {
			if c.Cue != nil && v.Claim.Record.Cue != nil && *c.Cue == *v.Claim.Record.Cue {
				why = c.Why
			}
		}
		v.Claim.Why, v.Claim.Open = why, true
	}
	if why == nil {
		v.NoWhy = fmt.Sprintf("This was found by version %s; the version that runs here reads the text otherwise and has no reasons for it.", rec.Provenance.Version)
	}
	return nil
}

func known(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// keep puts a pasted article into the archive.
func (s *Server) keep(w http.ResponseWriter, r *http.Request) {
	a, ok := s.pasted.article(r.PathValue("id"))
	if !ok || s.cfg.Keep == nil {
		s.notFound(w, r)
		return
	}
	if err := s.cfg.Keep(r.Context(), a); err != nil {
		s.trouble(w, r, err)
		return
	}
	http.Redirect(w, r, "/article/"+url.PathEscape(r.PathValue("id")), http.StatusSeeOther)
}
