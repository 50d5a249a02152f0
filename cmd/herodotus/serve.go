package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"

	"herodotus/internal/api"
	"herodotus/internal/ingest"
	"herodotus/internal/intake"
	"herodotus/internal/mcp"
	"herodotus/internal/pipeline"
	"herodotus/internal/server"
	"herodotus/internal/store"
)

type serveCmd struct {
	dictionaries
	database
	Listen    string  `default:"127.0.0.1:8080" help:"Address and port; any but loopback takes a token or users." placeholder:"HOST:PORT"`
	Token     string  `env:"HERODOTUS_TOKEN" help:"Let in who knows this token, 16 characters or more. Better given in the environment." placeholder:"TOKEN"`
	TokenFile string  `type:"existingfile" help:"The same from a file." placeholder:"FILE"`
	Users     bool    `help:"Let in users of the archive, with their roles: see herodotus user."`
	Cert      string  `type:"existingfile" help:"Certificate for HTTPS, PEM." placeholder:"FILE"`
	Key       string  `type:"existingfile" help:"Its key, PEM." placeholder:"FILE"`
	Rate      float64 `help:"Requests a second that one address may make; 0: 50, or no limit on loopback." default:"0"`
	LogFormat string  `enum:"text,json" default:"text" help:"Form of the log on standard error (${enum})."`
	Quiet     bool    `short:"q" help:"Log only warnings and errors."`
}

// Help shows examples below the flags.
func (serveCmd) Help() string {
	return `Examples:
  herodotus serve                                     paste reports at http://127.0.0.1:8080/
  herodotus serve --db news.db                        look at an archive
  HERODOTUS_TOKEN=… herodotus serve --db news.db --listen :8080
  herodotus user add anna --role admin --db news.db && herodotus serve --db news.db --users --listen :8443 --cert c.pem --key k.pem

The API is described at /openapi.json, the MCP endpoint is /mcp, metrics for Prometheus are at /metrics.`
}

// Run serves until it is interrupted; running requests are finished first.
func (c *serveCmd) Run(ctx context.Context, s *streams) error {
	token, err := c.token()
	if err != nil {
		return err
	}
	if (c.Cert == "") != (c.Key == "") {
		return usage{hinted{errors.New("--cert and --key belong together"), "give both, or neither"}}
	}
	opts := c.options()
	opts.Explain = true
	coder, err := pipeline.New(opts)
	if err != nil {
		return err
	}
	st, err := c.openIfThere(ctx)
	if err != nil {
		return err
	}
	if st != nil {
		defer st.Close()
	}
	log := c.logger(s)
	srv, err := server.New(server.Config{Coder: coder, Store: st, Listen: c.Listen, Token: token, Users: c.Users, Rate: c.Rate,
		Keep: keeper(c.options(), st), Certificate: c.Cert, Key: c.Key, Log: log, Mounts: mounts(coder, st, log)})
	if err != nil {
		return hinted{err, "herodotus serve --help tells about --token, --users and --listen"}
	}
	err = srv.Run(ctx, func(a net.Addr) {
		fmt.Fprintf(s.err, "Herodotus answers at %s\n", c.address(a))
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.err, "Stopped; all running requests were finished.")
	return nil
}

// keeper puts pasted articles into the archive, as add does: without reasons.
func keeper(opts pipeline.Options, st *store.Store) func(context.Context, ingest.Article) error {
	if st == nil {
		return nil
	}
	coder := sync.OnceValues(func() (*pipeline.Coder, error) { return pipeline.New(opts) })
	return func(ctx context.Context, a ingest.Article) error {
		plain, err := coder()
		if err != nil {
			return err
		}
		var fault error
		_, err = intake.Run(ctx, plain, func(yield func(ingest.Article, error) bool) { yield(a, nil) }, st,
			intake.Options{Jobs: 1, Complain: func(err error) { fault = err }}, nil)
		return errors.Join(err, fault)
	}
}

// mounts are the handlers of programs: the API and the MCP endpoint.
func mounts(coder *pipeline.Coder, st *store.Store, log *slog.Logger) map[string]http.Handler {
	version := coder.Provenance().Version
	m := map[string]http.Handler{"/mcp": mcp.Handler(mcp.New(mcp.Config{Coder: coder, Store: st, Version: version}))}
	h := api.New(api.Config{Coder: coder, Store: st, Version: version, Log: log})
	for _, path := range api.Paths() {
		m[path] = h
	}
	return m
}

// openIfThere opens the archive. Where none was named and the usual file does
// not exist there is none: pasted texts can be looked at all the same.
func (d *database) openIfThere(ctx context.Context) (*store.Store, error) {
	if d.DB == usualDB {
		if _, err := os.Stat(d.DB); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	return d.open(ctx, store.Options{MustExist: true})
}

// usualDB is the default of the flag --db.
const usualDB = "herodotus.db"

func (c *serveCmd) token() (string, error) {
	if c.TokenFile == "" {
		return c.Token, nil
	}
	b, err := os.ReadFile(c.TokenFile)
	if err != nil {
		return "", err
	}
	if t := strings.TrimSpace(string(b)); t != "" {
		return t, nil
	}
	return "", fmt.Errorf("%s: holds no token", c.TokenFile)
}

func (c *serveCmd) logger(s *streams) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	if c.Quiet {
		o.Level = slog.LevelWarn
	}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(s.err, o))
	}
	return slog.New(slog.NewTextHandler(s.err, o))
}

func (c *serveCmd) address(a net.Addr) string {
	scheme := "http"
	if c.Cert != "" {
		scheme = "https"
	}
	return scheme + "://" + a.String() + "/"
}
