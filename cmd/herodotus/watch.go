package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"herodotus/internal/ingest"
	"herodotus/internal/intake"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
	"herodotus/internal/watch"
)

type watchCmd struct {
	Feeds []string `arg:"" optional:"" name:"feed" help:"Addresses of feeds, OPML files, or text files with an address a line. Without any: the feeds that the archive knows." predictor:"file"`
	database
	dictionaries
	Pages       bool          `help:"Fetch the pages of entries that hold only a summary."`
	Once        bool          `help:"Poll what is due once and end, for cron."`
	Every       time.Duration `default:"30m" help:"Time between two looks at a feed."`
	Pause       time.Duration `default:"2s" help:"Time between two requests to one host."`
	UserAgent   string        `help:"How the servers see us; name a page or address where you can be reached." default:"herodotus/${version} (news archive; obeys robots.txt)"`
	AnyLanguage bool          `help:"Take reports too that seem to be in another language than English."`
	Jobs        int           `short:"j" help:"Reports coded at once; 0: as many as there are cores." default:"0"`
	Format      string        `enum:"auto,text,json" default:"auto" help:"How each round is told: text, or a line of JSON; auto: text on a terminal (${enum})."`
}

// Help shows examples below the flags.
func (watchCmd) Help() string {
	return `Examples:
  herodotus watch feeds.opml --db news.db                   poll for ever; Ctrl-C ends it
  herodotus watch https://news.example/rss --pages          fetch the article where the feed has only a summary
  herodotus watch --once --db news.db                       poll what is due of the feeds that the archive knows, and end

Feeds are asked only for what changed (ETag, Last-Modified). robots.txt, Retry-After and a pause for each host are
obeyed; a feed that fails is asked half as often after each failure, once a day at least. How far each feed was read is
kept in the archive, so that a restart loses nothing. Private addresses are reached only where a feed that you name lies.`
}

// Run polls until it is stopped.
func (c *watchCmd) Run(ctx context.Context, s *streams) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	list, err := subscriptions(c.Feeds)
	if err != nil {
		return err
	}
	coder, err := pipeline.New(c.options())
	if err != nil {
		return err
	}
	st, err := c.open(ctx, store.Options{MustExist: len(list) == 0})
	if err != nil {
		return err
	}
	defer st.Close()
	r := watchRun{watchCmd: c, s: s, st: st, coder: coder, w: watch.New(watch.Config{State: feedState{st}, Pages: c.Pages, Every: c.Every,
		Pause: c.Pause, UserAgent: c.UserAgent, Options: ingest.Options{AnyLanguage: c.AnyLanguage}})}
	if err := r.choose(ctx, list); err != nil {
		return advised(err)
	}
	err = r.loop(ctx)
	if errors.Is(err, context.Canceled) && !c.Once {
		fmt.Fprintln(s.err, "stopped; what was read is stored")
		return nil
	}
	return advised(err)
}

// subscriptions reads the feeds of the command line.
func subscriptions(args []string) ([]ingest.Subscription, error) {
	var list []ingest.Subscription
	for _, arg := range args {
		if scheme, _, ok := strings.Cut(arg, "://"); ok {
			if scheme != "http" && scheme != "https" {
				return nil, usage{hinted{fmt.Errorf("%s: feeds are read from the web", arg), "name an address that begins with https:// or http://"}}
			}
			list = append(list, ingest.Subscription{URL: arg})
			continue
		}
		raw, err := os.ReadFile(arg)
		if err != nil {
			return nil, hinted{err, "a feed is an address (https://…), an OPML file, or a text file with an address a line"}
		}
		more, err := ingest.Subscriptions(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		if len(more) == 0 {
			return nil, hinted{fmt.Errorf("%s: names no feed", arg), "an OPML file has <outline xmlUrl=\"…\">, a text file an address a line"}
		}
		list = append(list, more...)
	}
	return list, nil
}

// watchRun is one run of the command.
type watchRun struct {
	*watchCmd
	s     *streams
	st    *store.Store
	coder *pipeline.Coder
	w     *watch.Watcher
	urls  map[string]bool
	dead  int // feeds that failed, for the exit code of --once
}

// choose settles which feeds are polled: those named, else all that the archive knows.
func (r *watchRun) choose(ctx context.Context, list []ingest.Subscription) error {
	if err := r.w.Add(ctx, list); err != nil {
		return err
	}
	r.urls = map[string]bool{}
	for _, f := range list {
		r.urls[f.URL] = true
	}
	if len(list) > 0 {
		return nil
	}
	known, err := r.st.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range known {
		r.urls[f.URL] = true
	}
	if len(known) == 0 {
		return usage{hinted{errors.New("the archive knows no feed"), "name one: herodotus watch feeds.opml"}}
	}
	return nil
}

// loop polls what is due, round after round.
func (r *watchRun) loop(ctx context.Context) error {
	for {
		due, next, err := r.w.Due(ctx, r.urls)
		if err != nil {
			return err
		}
		switch {
		case len(due) > 0:
			if err := r.round(ctx, due); err != nil {
				return err
			}
			for _, f := range due {
				if r.Once {
					delete(r.urls, f.URL)
				}
			}
		case r.Once && r.dead > 0:
			return errSome
		case r.Once:
			return nil
		default:
			if err := sleep(ctx, time.Until(next)); err != nil {
				return err
			}
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(max(d, time.Second)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// round polls some feeds, codes and stores what is new, and keeps how far they were read.
func (r *watchRun) round(ctx context.Context, due []watch.Feed) error {
	round := r.w.Round(due)
	sum, err := intake.Run(ctx, r.coder, r.s.warned(round.Articles(ctx)), r.st,
		intake.Options{Jobs: r.Jobs, Complain: func(err error) { r.s.fault(err) }}, nil)
	if err != nil {
		return err
	}
	if err := round.Commit(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	return r.tell(round.Outcomes, sum)
}

// told is a round as JSON.
type told struct {
	At        time.Time         `json:"at"`
	Feeds     int               `json:"feeds"`
	Entries   int               `json:"new_entries"`
	Documents int               `json:"documents"`
	Events    int               `json:"events"`
	Claims    int               `json:"claims"`
	Skipped   map[string]int    `json:"skipped"`
	Failed    map[string]string `json:"failed"` // feed → reason
}

func (r *watchRun) tell(outcomes []watch.Outcome, sum intake.Summary) error {
	t := told{At: time.Now().UTC().Truncate(time.Second), Feeds: len(outcomes), Documents: sum.Documents, Events: sum.Events, Claims: sum.Claims,
		Skipped: sum.Reasons, Failed: map[string]string{}}
	for _, o := range outcomes {
		t.Entries += o.Articles
		if o.Err != nil {
			r.dead++
			t.Failed[o.Feed.URL] = o.Feed.Error
			fmt.Fprintf(r.s.err, "warning: %s: %s; asked again after %s\n", o.Feed.URL, o.Feed.Error, o.Feed.Next.UTC().Format("2006-01-02 15:04 MST"))
		}
	}
	if r.Format == "json" || r.Format == "auto" && !r.s.tty {
		return json.NewEncoder(r.s.out).Encode(t)
	}
	_, err := fmt.Fprintf(r.s.out, "%s  %d feeds, %d failed: %d new documents, %d events, %d claims\n",
		t.At.Local().Format("2006-01-02 15:04:05"), t.Feeds, len(t.Failed), t.Documents, t.Events, t.Claims)
	return err
}

// feedState keeps the state of feeds in the archive.
type feedState struct{ *store.Store }

// Feeds gives all feeds that the archive knows.
func (f feedState) Feeds(ctx context.Context) ([]watch.Feed, error) {
	list, err := f.Store.Feeds(ctx)
	out := make([]watch.Feed, len(list))
	for i, x := range list {
		out[i] = watch.Feed(x)
	}
	return out, err
}

// SetFeed keeps how far a feed was read.
func (f feedState) SetFeed(ctx context.Context, x watch.Feed) error {
	return f.Store.SetFeed(ctx, store.Feed(x))
}
