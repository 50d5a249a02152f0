package server

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"herodotus/internal/page"
	"herodotus/internal/query"
	"herodotus/internal/store"
)

//go:embed templates/*.html
var templateFiles embed.FS

// view is what every page is made of.
type view struct {
	Title   string
	Path    string // of the address, to mark where one is
	Query   string // in the search box
	Who     identity
	Guarded bool // someone is signed in and may sign out
	Archive bool // there is a store to look at
	Data    any
}

// loadPages parses each page with the frame and the shared parts around it.
func loadPages(a assets) (map[string]*template.Template, error) {
	names, err := templateFiles.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, f := range names {
		name := strings.TrimSuffix(f.Name(), ".html")
		if name == "frame" || name == "parts" {
			continue
		}
		t, err := page.Templates()
		if err != nil {
			return nil, err
		}
		t, err = t.Funcs(funcs).Funcs(template.FuncMap{"asset": a.path}).ParseFS(templateFiles, "templates/frame.html", "templates/parts.html", "templates/"+f.Name())
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		pages[name] = t
	}
	return pages, nil
}

// show renders a page. It is made whole before the first byte goes out, so that
// a fault yields an error and not half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) {
	id := asking(r)
	v := view{Title: title, Path: r.URL.Path, Who: id, Guarded: s.guarded() && id.Role != stranger, Archive: s.cfg.Store != nil, Data: data}
	if q, ok := data.(interface{ query() string }); ok {
		v.Query = q.query()
	}
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "frame", v); err != nil {
		s.cfg.Log.Error("render", "page", name, "error", err)
		http.Error(w, "this page could not be made; the reason is in the log", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// problem is an error as RFC 9457 has it.
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

// fail answers with a page for people and with problem+json for programs.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, detail string) {
	if strings.HasPrefix(r.URL.Path, "/v1/") || !strings.Contains(r.Header.Get("Accept"), "html") {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(problem{http.StatusText(status), status, detail})
		return
	}
	s.show(w, r, status, "error", http.StatusText(status), struct {
		Status int
		Detail string
	}{status, detail})
}

// trouble answers for an error of the store or of the coder.
func (s *Server) trouble(w http.ResponseWriter, r *http.Request, err error) {
	var tooLarge *http.MaxBytesError
	var unknown *query.Unknown
	switch {
	case errors.As(err, &unknown):
		s.fail(w, r, http.StatusUnprocessableEntity, strings.TrimSpace(unknown.Error()+". "+unknown.Hint))
	case errors.Is(err, store.ErrNotFound):
		s.fail(w, r, http.StatusNotFound, "There is no such thing in the archive.")
	case errors.Is(err, query.ErrCursor):
		s.fail(w, r, http.StatusUnprocessableEntity, "The page that this address asks for does not belong to this question. Begin anew.")
	case errors.As(err, &tooLarge):
		s.fail(w, r, http.StatusRequestEntityTooLarge, fmt.Sprintf("What was sent is longer than %d MB.", tooLarge.Limit>>20))
	case r.Context().Err() != nil:
		s.fail(w, r, http.StatusServiceUnavailable, "This took too long. Narrow the question down, for instance by date.")
	default:
		s.cfg.Log.Error("request failed", "path", r.URL.Path, "query", r.URL.RawQuery, "error", err)
		s.fail(w, r, http.StatusInternalServerError, "Something went wrong here. The reason is in the log.")
	}
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, http.StatusNotFound, "There is no page at this address.")
}

func (s *Server) help(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "help", "Help", helpData())
}
