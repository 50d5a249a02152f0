package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"herodotus/internal/server"
	"herodotus/internal/store"
)

type userCmd struct {
	Add   userAdd   `cmd:"" help:"Add a user; the password is asked for, or read from standard input."`
	List  userList  `cmd:"" help:"List users and tokens."`
	Role  userRole  `cmd:"" help:"Change a user's role, or shut one out."`
	Token userToken `cmd:"" help:"Make a token for a program; it is shown once."`
}

type userAdd struct {
	database
	Name string `arg:"" help:"Name to sign in with."`
	Role string `enum:"reader,editor,admin" default:"reader" help:"reader looks and asks, editor also corrects and watches, admin also keeps users (${enum})."`
}

// Run keeps the user with an argon2id hash of the password.
func (c *userAdd) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer st.Close()
	if _, err := st.UserByName(ctx, c.Name); err == nil {
		return hinted{fmt.Errorf("there is a user %q already", c.Name), "herodotus user role changes it"}
	} else if !errors.Is(err, store.ErrNotFound) {
		return advised(err)
	}
	password, err := s.password()
	if err != nil {
		return err
	}
	hash, err := server.HashPassword(password)
	if err != nil {
		return err
	}
	_, err = st.AddUser(ctx, store.User{Name: c.Name, Hash: hash, Role: c.Role, Created: time.Now().UTC()})
	return advised(err)
}

// password asks on a terminal without showing what is typed, else it reads a line.
func (s *streams) password() (string, error) {
	if f, ok := s.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(s.err, "Password: ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(s.err)
		return string(b), err
	}
	line, err := bufio.NewReader(s.in).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.Join(errors.New("no password on standard input"), err)
	}
	return line, nil
}

type userList struct{ database }

// Run prints a table.
func (c *userList) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer st.Close()
	users, err := st.Users(ctx)
	if err != nil {
		return advised(err)
	}
	tokens, err := st.Tokens(ctx)
	if err != nil {
		return advised(err)
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tKIND\tROLE\tSINCE")
	for _, u := range users {
		role := u.Role
		if u.Disabled {
			role += ", shut out"
		}
		fmt.Fprintf(w, "%s\tuser\t%s\t%s\n", u.Name, role, u.Created.Format(time.DateOnly))
	}
	for _, t := range tokens {
		fmt.Fprintf(w, "%s\ttoken\t%s\t%s\n", t.Name, t.Role, t.Created.Format(time.DateOnly))
	}
	return w.Flush()
}

type userRole struct {
	database
	Name    string `arg:"" help:"The user."`
	Role    string `arg:"" enum:"reader,editor,admin" help:"The new role (${enum})."`
	ShutOut bool   `help:"Let the user in no more."`
}

// Run changes the user; sessions follow at once.
func (c *userRole) Run(ctx context.Context) error {
	st, err := c.open(ctx, store.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer st.Close()
	u, err := st.UserByName(ctx, c.Name)
	if err != nil {
		return hinted{fmt.Errorf("user %q: %w", c.Name, err), "herodotus user list shows who there is"}
	}
	u.Role, u.Disabled = c.Role, c.ShutOut
	return advised(st.SetUser(ctx, u))
}

type userToken struct {
	database
	Name string `arg:"" help:"What the token is for."`
	Role string `enum:"reader,editor,admin" default:"reader" help:"What it allows (${enum})."`
}

// Run prints the token; the archive keeps its digest only.
func (c *userToken) Run(ctx context.Context, s *streams) error {
	st, err := c.open(ctx, store.Options{MustExist: true})
	if err != nil {
		return err
	}
	defer st.Close()
	b := make([]byte, 32)
	rand.Read(b) // never fails
	token := base64.RawURLEncoding.EncodeToString(b)
	hash := sha256.Sum256([]byte(token))
	if _, err := st.AddToken(ctx, store.Token{Name: c.Name, Role: c.Role, Hash: hash[:], Created: time.Now().UTC()}); err != nil {
		return advised(err)
	}
	fmt.Fprintln(s.out, token)
	return nil
}
