// Package server is the web side of Herodotus: pages to look and ask, and the
// frame of safety around them and around the API and the MCP endpoint that
// the caller mounts.
//
// In: a coder, and a store where there is one. Out: an http.Handler, and Run,
// which serves it until its context ends. Pages are made on the server from
// html/template; every view is a URL, and all of them work without JavaScript.
package server

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/store"
	"herodotus/record"
)

// Coder codes one article; *pipeline.Coder does.
type Coder interface {
	Code(ingest.Article) (*record.Record, error)
}

// Config of a server. Coder is needed; the rest has useful zero values.
type Config struct {
	Coder Coder
	Store *store.Store // nil: only pasted texts can be looked at

	// Keep, when set, puts an article into the store, so that what was pasted can be kept.
	Keep func(context.Context, ingest.Article) error

	// Mounts are further handlers behind the same protection, by pattern: the
	// API, the MCP endpoint.
	Mounts map[string]http.Handler

	Listen string // host:port; "" means 127.0.0.1:8080
	// Token lets in who knows it, as an editor. Without it and without Users
	// only a loopback address may be listened on, and everyone there is admin.
	Token string
	// Users asks everyone to sign in as a user of the store.
	Users bool
	// Rate is how many requests a second one address may make on average; 0
	// means 50, or no limit where only loopback is served.
	Rate float64

	Certificate, Key string // TLS from these PEM files
	Log              *slog.Logger
	// AllowPrivate lets webhooks reach private addresses; for tests.
	AllowPrivate bool
}

// Limits of requests.
const (
	maxForm    = 4 << 20 // bytes of a pasted page
	maxHeader  = 64 << 10
	handleTime = 30 * time.Second
	keptPasted = 200 // pasted articles that stay in memory
)

// Server serves the pages.
type Server struct {
	cfg      Config
	pages    map[string]*template.Template
	assets   assets
	pasted   *shelf
	cache    *cache
	memory   *memory
	limits   *limiter
	logins   *limiter
	sessions tokenSessions
	metrics  *metrics
	coding   chan struct{} // a place for each text that may be coded at once
	making   chan struct{} // and for each page of the archive
	handler  http.Handler
}

// New checks the configuration and builds the handler.
func New(cfg Config) (*Server, error) {
	if cfg.Listen == "" {
		cfg.Listen = "127.0.0.1:8080"
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Users && cfg.Store == nil {
		return nil, errors.New("users are kept in a store, and none is open")
	}
	local := Loopback(cfg.Listen)
	if !local && cfg.Token == "" && !cfg.Users {
		return nil, fmt.Errorf("%s can be reached from other machines: a token or users are needed", cfg.Listen)
	}
	if cfg.Token != "" && len(cfg.Token) < 16 {
		return nil, errors.New("the token is shorter than 16 characters and could be guessed")
	}
	if cfg.Rate == 0 && !local {
		cfg.Rate = 50
	}
	s := &Server{cfg: cfg, assets: newAssets(), pasted: newShelf(keptPasted), cache: newCache(), memory: newMemory(), sessions: tokenSessions{m: map[[32]byte]time.Time{}}, limits: newLimiter(cfg.Rate, int(4*cfg.Rate)),
		logins: newLimiter(0.2, 8), metrics: newMetrics(), coding: make(chan struct{}, codingPlaces()), making: make(chan struct{}, makingPlaces())}
	var err error
	if s.pages, err = loadPages(s.assets); err != nil {
		return nil, err
	}
	s.handler = s.protect(s.routes())
	return s, nil
}

// Loopback tells whether an address to listen on can only be reached from this machine.
func Loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Run listens and serves until ctx ends, then lets running requests finish for
// up to ten seconds. ready, when set, is called with the address.
func (s *Server) Run(ctx context.Context, ready func(net.Addr)) error {
	l, err := net.Listen("tcp", s.cfg.Listen)
	if err != nil {
		return err
	}
	if ready != nil {
		ready(l.Addr())
	}
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 2 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.cfg.Log.Handler(), slog.LevelWarn)}
	background, stop := context.WithCancel(ctx)
	defer stop()
	told := s.startNotifier(background)
	if s.cfg.Store != nil {
		go s.warm(background)
	}
	failed := make(chan error, 1)
	go func() {
		if s.cfg.Certificate != "" {
			failed <- srv.ServeTLS(l, s.cfg.Certificate, s.cfg.Key)
			return
		}
		failed <- srv.Serve(l)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	err = srv.Shutdown(last)
	<-told
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("some requests were cut off: they took longer than ten seconds to finish")
	}
	return err
}
