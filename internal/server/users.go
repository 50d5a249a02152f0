package server

import (
	"net/http"
	"strings"
	"time"
	"unicode"

	"herodotus/internal/store"
)

type usersView struct {
	Users   []store.User
	Problem string
}

func (s *Server) users(w http.ResponseWriter, r *http.Request) {
	s.showUsers(w, r, http.StatusOK, "")
}

func (s *Server) showUsers(w http.ResponseWriter, r *http.Request, status int, problem string) {
	list, err := s.cfg.Store.Users(r.Context())
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	s.show(w, r, status, "users", "Users", usersView{list, problem})
}

// goodName tells whether a name can stand in addresses and logs: letters and
// digits, and . _ @ - after the first.
func goodName(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (i == 0 || !strings.ContainsRune("._@-", r)) {
			return false
		}
	}
	return name != "" && len(name) <= 120
}

func (s *Server) addUser(w http.ResponseWriter, r *http.Request) {
	u := store.User{Name: r.PostFormValue("name"), Role: r.PostFormValue("role"), Created: time.Now().UTC()}
	var err error
	u.Hash, err = HashPassword(r.PostFormValue("password"))
	switch {
	case err != nil:
		s.showUsers(w, r, http.StatusUnprocessableEntity, err.Error())
		return
	case !goodName(u.Name) || roles[u.Role] == stranger:
		s.showUsers(w, r, http.StatusUnprocessableEntity, "A name has letters, digits, and . _ @ - inside; a role is reader, editor or admin.")
		return
	}
	if _, err := s.cfg.Store.UserByName(r.Context(), u.Name); err == nil {
		s.showUsers(w, r, http.StatusConflict, "There is a user of this name already.")
		return
	}
	if _, err := s.cfg.Store.AddUser(r.Context(), u); err != nil {
		s.trouble(w, r, err)
		return
	}
	http.Redirect(w, r, "/users", http.StatusSeeOther)
}

// changeUser sets the role of a user, or shuts one out. Nobody changes himself,
// so that the last admin cannot lock everyone out.
func (s *Server) changeUser(w http.ResponseWriter, r *http.Request) {
	u, err := s.cfg.Store.UserByName(r.Context(), r.PathValue("name"))
	if err != nil {
		s.trouble(w, r, err)
		return
	}
	want := r.PostFormValue("role")
	if roles[want] == stranger || u.Name == asking(r).Name {
		s.showUsers(w, r, http.StatusUnprocessableEntity, "There is no such role, or this is yourself: another admin has to change you.")
		return
	}
	u.Role, u.Disabled = want, r.PostFormValue("disabled") != ""
	if err := s.cfg.Store.SetUser(r.Context(), u); err != nil {
		s.trouble(w, r, err)
		return
	}
	http.Redirect(w, r, "/users", http.StatusSeeOther)
}
