package server

import "net/http"

// routes gives all pages by pattern. What changes something or shows users
// names the role that it takes.
func (s *Server) routes() http.Handler {
	m := http.NewServeMux()
	front := s.front
	if s.cfg.Store != nil {
		front = s.kept(s.front)
	}
	m.HandleFunc("GET /{$}", front)
	m.HandleFunc("POST /code", s.paste)
	m.HandleFunc("GET /article/{id}", s.article)
	m.HandleFunc("GET /article/{id}/record.json", s.articleRecord)
	m.HandleFunc("GET /help", s.help)
	m.HandleFunc("GET /api", s.apiPage)
	m.HandleFunc("GET /static/{hash}/{name}", s.assets.serve)
	m.HandleFunc("GET /favicon.ico", s.assets.favicon)
	m.HandleFunc("GET /login", s.loginPage)
	m.HandleFunc("POST /login", s.login)
	m.HandleFunc("POST /logout", s.logout)
	m.HandleFunc("GET /healthz", s.healthz)
	m.HandleFunc("GET /readyz", s.readyz)
	m.Handle("GET /metrics", s.needs(admin, s.metrics.handler().ServeHTTP))
	if s.cfg.Store != nil {
		s.archiveRoutes(m)
	}
	for pattern, h := range s.cfg.Mounts {
		m.Handle(pattern, h)
	}
	m.HandleFunc("/", s.notFound)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.ServeHTTP(w, r)
		if a, ok := r.Context().Value(answerKey{}).(*answer); ok {
			a.route = r.Pattern // for the metrics
		}
	})
}

// archiveRoutes are the views of the store.
func (s *Server) archiveRoutes(m *http.ServeMux) {
	m.HandleFunc("GET /search", s.kept(s.search))
	m.HandleFunc("GET /timeline", s.kept(s.timeline))
	m.HandleFunc("GET /map", s.kept(s.worldMap))
	m.HandleFunc("GET /actors", s.kept(s.actors))
	m.HandleFunc("GET /ledger", s.kept(s.ledger))
	m.HandleFunc("GET /stories", s.kept(s.stories))
	m.HandleFunc("GET /story/{id}", s.kept(s.story))
	m.HandleFunc("GET /article/{id}/compare/{other}", s.compare)
	m.HandleFunc("GET /watches", s.watches)
	m.Handle("POST /watches", s.needs(editor, s.addWatch))
	m.Handle("POST /watches/{id}/delete", s.needs(editor, s.deleteWatch))
	m.HandleFunc("GET /watches/{id}/feed.atom", s.watchFeed)
	m.Handle("POST /article/{id}/corrections", s.needs(editor, s.correct))
	m.Handle("POST /article/{id}/keep", s.needs(editor, s.keep))
	m.HandleFunc("GET /corrections", s.corrections)
	m.HandleFunc("GET /corrections.jsonl", s.correctionsExport)
	m.Handle("GET /users", s.needs(admin, s.users))
	m.Handle("POST /users", s.needs(admin, s.addUser))
	m.Handle("POST /users/{name}", s.needs(admin, s.changeUser))
}
