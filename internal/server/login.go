package server

import (
	"crypto/sha256"
	"errors"
	"net/http"
	"strings"
	"time"

	"herodotus/internal/store"
)

type loginView struct {
	Next, Name, Problem string
	Users               bool
}

func (s *Server) loginPage(w http.ResponseWriter, r *http.Request) {
	if !s.guarded() {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.show(w, r, http.StatusOK, "login", "Sign in", loginView{Next: localPath(r.FormValue("next")), Users: s.cfg.Users})
}

// login takes a name with a password, or the token alone. Tries are limited by
// address and by name, so that neither one nor many machines can guess fast.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	name, password, next := strings.TrimSpace(r.PostFormValue("name")), r.PostFormValue("password"), localPath(r.PostFormValue("next"))
	if !s.guarded() {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	if !s.logins.allow(address(r)) || name != "" && !s.logins.allow("name "+name) {
		w.Header().Set("Retry-After", "30")
		s.show(w, r, http.StatusTooManyRequests, "login", "Sign in", loginView{next, name, "Too many tries. Wait half a minute.", s.cfg.Users})
		return
	}
	cookie, err := s.signIn(r, name, password)
	if err != nil {
		s.cfg.Log.Warn("sign-in refused", "name", name, "from", address(r), "reason", err)
		s.show(w, r, http.StatusUnauthorized, "login", "Sign in", loginView{next, name, "That did not match. Check what you typed.", s.cfg.Users})
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: cookie, Path: "/", HttpOnly: true, Secure: r.TLS != nil,
		SameSite: http.SameSiteLaxMode, MaxAge: int(sessionTime.Seconds())})
	http.Redirect(w, r, next, http.StatusSeeOther)
}

var errSignIn = errors.New("wrong name or password")

func (s *Server) signIn(r *http.Request, name, password string) (cookie string, err error) {
	cookie, hash := secret()
	if s.cfg.Token != "" && name == "" && s.byToken(r.Context(), password).Role == admin {
		s.sessions.add(hash)
		return cookie, nil
	}
	if !s.cfg.Users {
		return "", errSignIn
	}
	u, err := s.cfg.Store.UserByName(r.Context(), name)
	if errors.Is(err, store.ErrNotFound) {
		checkPassword(nobody, password) // as slow as for a user who exists
		return "", errSignIn
	}
	if err != nil {
		return "", err
	}
	if !checkPassword(u.Hash, password) || u.Disabled {
		return "", errSignIn
	}
	return cookie, s.cfg.Store.AddSession(r.Context(), hash[:], u.ID, time.Now().Add(sessionTime))
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(cookieName); err == nil {
		hash := sha256.Sum256([]byte(c.Value))
		s.sessions.end(hash)
		if s.cfg.Users {
			if err := s.cfg.Store.EndSession(r.Context(), hash[:]); err != nil {
				s.cfg.Log.Error("end a session", "error", err)
			}
		}
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// localPath lets only paths of this server through, never "//elsewhere" or "/\elsewhere".
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || len(p) > 1 && (p[1] == '/' || p[1] == '\\') || strings.ContainsAny(p, "\r\n\t") {
		return "/"
	}
	return p
}
