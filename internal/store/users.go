package store

import (
	"context"
	"time"
)

// User is somebody who may log in.
type User struct {
	ID       int64     `json:"id"`
	Name     string    `json:"name"` // unique
	Hash     string    `json:"-"`    // of the password
	Role     string    `json:"role"` // reader, editor or admin
	Created  time.Time `json:"created"`
	Disabled bool      `json:"disabled"`
}

// AddUser keeps a user and gives the id.
func (s *Store) AddUser(ctx context.Context, u User) (int64, error) {
	return s.insert(ctx, "add user "+u.Name, "INSERT INTO users (id, name, hash, role, created, disabled) VALUES ("+next("users")+
		", ?, ?, ?, ?, ?)", clean(u.Name), u.Hash, u.Role, stamp(u.Created), zeroOne(u.Disabled))
}

// UserByName gives a user, or ErrNotFound.
func (s *Store) UserByName(ctx context.Context, name string) (User, error) {
	return single(s.users(ctx, "WHERE name = ?", clean(name)))
}

// Users gives all users by name.
func (s *Store) Users(ctx context.Context) ([]User, error) { return s.users(ctx, "ORDER BY name") }

func (s *Store) users(ctx context.Context, where string, args ...any) ([]User, error) {
	return list(ctx, s, "list users", func(scan func(...any) error) (u User, err error) {
		err = scan(&u.ID, &u.Name, &u.Hash, &u.Role, moment{&u.Created}, &u.Disabled)
		return u, err
	}, "SELECT id, name, hash, role, created, disabled <> 0 FROM users "+where, args...)
}

// SetUser changes name, hash, role and whether the user may log in, or gives ErrNotFound.
func (s *Store) SetUser(ctx context.Context, u User) error {
	return touched(s.change(ctx, "change user "+u.Name, "UPDATE users SET name = ?, hash = ?, role = ?, disabled = ? WHERE id = ?",
		clean(u.Name), u.Hash, u.Role, zeroOne(u.Disabled), u.ID))
}

func zeroOne(b bool) int {
	if b {
		return 1
	}
	return 0
}

// AddSession keeps the hash of a session's secret until it expires; those that
// have expired are forgotten.
func (s *Store) AddSession(ctx context.Context, hash []byte, user int64, expires time.Time) error {
	if _, err := s.change(ctx, "forget sessions", "DELETE FROM sessions WHERE expires < ?", sortable(time.Now())); err != nil {
		return err
	}
	_, err := s.change(ctx, "add a session", "INSERT INTO sessions (hash, user_id, expires) VALUES (?, ?, ?)", hash, user, sortable(expires))
	return err
}

// sortable writes a moment so that texts compare as moments do.
func sortable(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// Session gives the user of a session that has not expired, or ErrNotFound.
func (s *Store) Session(ctx context.Context, hash []byte, now time.Time) (User, error) {
	return single(s.users(ctx, "WHERE disabled = 0 AND id = (SELECT user_id FROM sessions WHERE hash = ? AND expires > ?)", hash, sortable(now)))
}

// EndSession forgets a session.
func (s *Store) EndSession(ctx context.Context, hash []byte) error {
	_, err := s.change(ctx, "end a session", "DELETE FROM sessions WHERE hash = ?", hash)
	return err
}

// Token lets a program in.
type Token struct {
	ID      int64     `json:"id"`
	Name    string    `json:"name"`
	Role    string    `json:"role"`
	Hash    []byte    `json:"-"` // of the secret
	Created time.Time `json:"created"`
}

// AddToken keeps a token and gives its id.
func (s *Store) AddToken(ctx context.Context, t Token) (int64, error) {
	return s.insert(ctx, "add a token", "INSERT INTO tokens (id, name, role, hash, created) VALUES ("+next("tokens")+", ?, ?, ?, ?)",
		clean(t.Name), t.Role, t.Hash, stamp(t.Created))
}

// TokenByHash gives a token, or ErrNotFound.
func (s *Store) TokenByHash(ctx context.Context, hash []byte) (Token, error) {
	return single(s.tokens(ctx, "WHERE hash = ?", hash))
}

// Tokens gives all tokens, oldest first.
func (s *Store) Tokens(ctx context.Context) ([]Token, error) { return s.tokens(ctx, "ORDER BY id") }

func (s *Store) tokens(ctx context.Context, where string, args ...any) ([]Token, error) {
	return list(ctx, s, "list tokens", func(scan func(...any) error) (t Token, err error) {
		err = scan(&t.ID, &t.Name, &t.Role, &t.Hash, moment{&t.Created})
		return t, err
	}, "SELECT id, name, role, hash, created FROM tokens "+where, args...)
}

// DeleteToken forgets a token, or gives ErrNotFound.
func (s *Store) DeleteToken(ctx context.Context, id int64) error {
	return touched(s.change(ctx, "delete a token", "DELETE FROM tokens WHERE id = ?", id))
}
