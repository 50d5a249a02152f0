package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// role is what someone may do; each holds what those before it hold.
type role int

const (
	stranger role = iota
	reader        // look and ask
	editor        // also correct, watch
	admin         // also users and metrics
)

// roles by their names in the store.
var roles = map[string]role{"reader": reader, "editor": editor, "admin": admin}

// identity is who asks.
type identity struct {
	Name string
	Role role
}

// Editor tells templates whether to show what only editors may do.
func (i identity) Editor() bool { return i.Role >= editor }

// Admin tells the same of admins.
func (i identity) Admin() bool { return i.Role >= admin }

type identityKey struct{}

func withAnswer(ctx context.Context, a *answer) context.Context {
	return context.WithValue(ctx, answerKey{}, a)
}

// asking gives who makes the request.
func asking(r *http.Request) identity {
	id, _ := r.Context().Value(identityKey{}).(identity)
	return id
}

// userHeader tells handlers mounted behind the server, such as package api, who
// asks. What a client sends under this name is dropped.
const userHeader = "X-Herodotus-User"

const (
	cookieName  = "herodotus"
	sessionTime = 12 * time.Hour
)

// guarded tells whether anyone has to say who they are.
func (s *Server) guarded() bool { return s.cfg.Token != "" || s.cfg.Users }

// authenticate finds out who asks and lets strangers see only the way in.
func (s *Server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del(userHeader)
		id := identity{"local", admin}
		if s.guarded() {
			id = s.identify(r)
		}
		if id.Role == stranger && !public(r.URL.Path) {
			s.askIn(w, r)
			return
		}
		if id.Role < editor && changes(r) {
			s.fail(w, r, http.StatusForbidden, "This takes the role of an editor.")
			return
		}
		r.Header.Set(userHeader, id.Name)
		if a, ok := r.Context().Value(answerKey{}).(*answer); ok {
			a.user = id.Name
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), identityKey{}, id)))
	})
}

// public are the paths that strangers need to come in, or to see whether the server lives.
func public(path string) bool {
	switch path {
	case "/login", "/healthz", "/readyz", "/favicon.ico":
		return true
	}
	return strings.HasPrefix(path, "/static/")
}

// changes tells of requests to the API that write; coding a text writes nothing.
func changes(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/v1/") && r.URL.Path != "/v1/code" && r.Method != "GET" && r.Method != "HEAD"
}

func (s *Server) askIn(w http.ResponseWriter, r *http.Request) {
	if r.Method == "GET" && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Redirect(w, r, "/login?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="herodotus"`)
	if strings.HasSuffix(r.URL.Path, ".atom") {
		w.Header().Set("WWW-Authenticate", `Basic realm="herodotus: any name, a token as password"`)
	}
	s.fail(w, r, http.StatusUnauthorized, "Sign in, or send a token: Authorization: Bearer …")
}

// identify reads a token (Bearer; feed readers send it as the password of Basic) or the cookie of a session.
func (s *Server) identify(r *http.Request) identity {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return s.byToken(r.Context(), strings.TrimSpace(token))
	}
	if _, password, ok := r.BasicAuth(); ok {
		return s.byToken(r.Context(), password)
	}
	c, err := r.Cookie(cookieName)
	if err != nil {
		return identity{}
	}
	return s.bySession(r.Context(), c.Value)
}

func (s *Server) byToken(ctx context.Context, token string) identity {
	given, want := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(s.cfg.Token))
	if s.cfg.Token != "" && subtle.ConstantTimeCompare(given[:], want[:]) == 1 {
		return identity{"token", admin}
	}
	if s.cfg.Users {
		if t, err := s.cfg.Store.TokenByHash(ctx, given[:]); err == nil {
			return identity{t.Name, roles[t.Role]}
		}
	}
	return identity{}
}

func (s *Server) bySession(ctx context.Context, value string) identity {
	hash := sha256.Sum256([]byte(value))
	if id, ok := s.sessions.get(hash); ok {
		return id
	}
	if s.cfg.Users {
		if u, err := s.cfg.Store.Session(ctx, hash[:], time.Now()); err == nil && !u.Disabled {
			return identity{u.Name, roles[u.Role]}
		}
	}
	return identity{}
}

// needs lets only those through who hold the role.
func (s *Server) needs(want role, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asking(r).Role < want {
			s.fail(w, r, http.StatusForbidden, "Your role does not allow this.")
			return
		}
		h(w, r)
	})
}

// tokenSessions are sign-ins by the token; they end with the process.
type tokenSessions struct {
	mu sync.Mutex
	m  map[[32]byte]time.Time // digest of the cookie, end
}

func (t *tokenSessions) get(hash [32]byte) (identity, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return identity{"token", admin}, time.Now().Before(t.m[hash])
}

func (t *tokenSessions) add(hash [32]byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for h, end := range t.m {
		if time.Now().After(end) {
			delete(t.m, h)
		}
	}
	t.m[hash] = time.Now().Add(sessionTime)
}

func (t *tokenSessions) end(hash [32]byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.m, hash)
}

// secret gives 32 random bytes in letters, and their digest, which alone is stored.
func secret() (string, [32]byte) {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	s := base64.RawURLEncoding.EncodeToString(b)
	return s, sha256.Sum256([]byte(s))
}
