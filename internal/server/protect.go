package server

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// policy forbids whatever the pages do not need: no inline script or style, no
// other host, no frame around or inside.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protect puts the common safety around all routes, outermost first.
func (s *Server) protect(h http.Handler) http.Handler {
	h = s.limitCoding(h)
	h = s.authenticate(h)
	h = http.NewCrossOriginProtection().Handler(h) // CSRF: by Sec-Fetch-Site and Origin
	h = s.limit(h)
	h = s.bounds(h)
	h = gzhttp.GzipHandler(h)
	h = s.headers(h)
	h = s.recoverer(h)
	return s.observe(h)
}

func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "private, no-cache")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// bounds refuses foreign host names on loopback (a page elsewhere whose name
// was made to lead here), limits the body and gives each request its time.
func (s *Server) bounds(next http.Handler) http.Handler {
	local := Loopback(s.cfg.Listen)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if local && !localHost(r.Host) {
			http.Error(w, "this server answers only to the names of the local machine", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		ctx, cancel := context.WithTimeout(r.Context(), handleTime)
		if streams(r.URL.Path) {
			cancel()
			ctx, cancel = context.WithCancel(r.Context())
		}
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// streams tells of the paths whose answers may take as long as there is something to write.
func streams(path string) bool {
	return strings.HasPrefix(path, "/v1/export") || path == "/mcp" || path == "/corrections.jsonl"
}

func localHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// recoverer turns a panic into a plain 500; what happened goes to the log only.
func (s *Server) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				s.cfg.Log.Error("panic", "path", r.URL.Path, "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				http.Error(w, "something went wrong here; it has been written to the log", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// codingPlaces bounds the texts coded at once: coding uses one core each.
func codingPlaces() int { return max(2, runtime.GOMAXPROCS(0)) }

// limitCoding lets requests that code a text wait a little for a free place, and
// else says that the server is too busy.
func (s *Server) limitCoding(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.URL.Path != "/code" && r.URL.Path != "/v1/code" && r.URL.Path != "/mcp" {
			next.ServeHTTP(w, r)
			return
		}
		wait := time.NewTimer(10 * time.Second)
		defer wait.Stop()
		select {
		case s.coding <- struct{}{}:
			defer func() { <-s.coding }()
			next.ServeHTTP(w, r)
		case <-wait.C:
			w.Header().Set("Retry-After", "10")
			s.fail(w, r, http.StatusServiceUnavailable, "Too many texts are being coded at the moment. Try again in a few seconds.")
		case <-r.Context().Done():
		}
	})
}
