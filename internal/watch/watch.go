// Package watch polls news feeds politely. In: addresses of feeds, and how far
// each was read before. Out: the articles that are new, and for each feed what
// came of it and when it is due again.
//
// It asks only for what changed (ETag, Last-Modified), obeys robots.txt,
// Retry-After and a pause between two requests to one host, and waits longer
// after each failure. It connects to private addresses only where the feed
// itself, as the user named it, lies there.
package watch

import (
	"cmp"
	"context"
	"iter"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"herodotus/internal/ingest"
)

// Feed is how far a feed was read.
type Feed struct {
	URL, Title         string
	ETag, LastModified string
	Checked            time.Time // zero: never
	Next               time.Time // not before; zero: at once
	Failures           int       // in a row
	Error              string    // the last one; "" after success
}

// State is what must outlive the process.
type State interface {
	Feeds(ctx context.Context) ([]Feed, error)
	SetFeed(ctx context.Context, f Feed) error
	SeenItem(ctx context.Context, feed, item string) (bool, error)
	MarkItems(ctx context.Context, feed string, items []string) error
}

// Config of a Watcher; only State is needed.
type Config struct {
	State     State
	Options   ingest.Options // how entries and pages are read
	Pages     bool           // fetch the page of an entry that holds only a summary
	Every     time.Duration  // between two looks at one feed; 0: 30 minutes
	Pause     time.Duration  // between two requests to one host; 0: 2 seconds
	Timeout   time.Duration  // of one request; 0: 30 seconds
	UserAgent string
	Jobs      int // feeds polled at once; 0: 8

	now    func() time.Time // for tests
	jitter func() float64   // in [0,1), for tests
}

// Limits of politeness and patience.
const (
	longestWait = 24 * time.Hour // between two looks at a feed that fails
	goneWait    = 30 * 24 * time.Hour
	perRound    = 64 // feeds whose news are stored before the next are polled
)

// Watcher polls feeds. It is for one goroutine.
type Watcher struct {
	c     Config
	fetch *fetcher
}

// New makes a Watcher.
func New(c Config) *Watcher {
	c.Every = cmp.Or(c.Every, 30*time.Minute)
	c.Pause = cmp.Or(c.Pause, 2*time.Second)
	c.Timeout = cmp.Or(c.Timeout, 30*time.Second)
	c.UserAgent = cmp.Or(c.UserAgent, "herodotus (news archive; obeys robots.txt)")
	c.Jobs = cmp.Or(c.Jobs, 8)
	if c.now == nil {
		c.now = time.Now
	}
	if c.jitter == nil {
		c.jitter = rand.Float64
	}
	return &Watcher{c: c, fetch: newFetcher(c)}
}

// Add takes feeds into the state that are not in it yet.
func (w *Watcher) Add(ctx context.Context, list []ingest.Subscription) error {
	known, err := w.c.State.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, s := range list {
		if !slices.ContainsFunc(known, func(f Feed) bool { return f.URL == s.URL }) {
			if err := w.c.State.SetFeed(ctx, Feed{URL: s.URL, Title: s.Title}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Due gives those of the feeds that may be polled now, the longest waiting
// first, and when the next is due where none may.
func (w *Watcher) Due(ctx context.Context, urls map[string]bool) (due []Feed, next time.Time, err error) {
	all, err := w.c.State.Feeds(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	now := w.c.now()
	for _, f := range all {
		switch {
		case !urls[f.URL]:
		case !f.Next.After(now):
			due = append(due, f)
		case next.IsZero() || f.Next.Before(next):
			next = f.Next
		}
	}
	slices.SortStableFunc(due, func(a, b Feed) int { return a.Next.Compare(b.Next) })
	return due[:min(len(due), perRound)], next, nil
}

// Outcome is what came of polling one feed.
type Outcome struct {
	Feed     Feed // as it stands after polling
	Entries  int  // in the feed
	Articles int  // new ones that were given
	Err      error

	items []string // to mark as seen
}

// Round is one look at several feeds. Articles must be read to the end, and
// what they gave be stored, before Commit.
type Round struct {
	w        *Watcher
	feeds    []Feed
	Outcomes []Outcome // in the order of the feeds, as far as they were polled
}

// Round prepares a look at feeds.
func (w *Watcher) Round(feeds []Feed) *Round { return &Round{w: w, feeds: feeds} }

// found is an article of a feed, or why there is none.
type found struct {
	article ingest.Article
	err     error
}

// Articles polls the feeds, several at once, and gives their new articles in
// the order of the feeds. A dead feed is an Outcome, not an error here; faults
// are those of single entries.
func (r *Round) Articles(ctx context.Context) iter.Seq2[ingest.Article, error] {
	type result struct {
		outcome Outcome
		list    []found
	}
	return func(yield func(ingest.Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		slots := make([]chan result, len(r.feeds))
		room := make(chan struct{}, r.w.c.Jobs)
		for i, f := range r.feeds {
			slots[i] = make(chan result, 1)
			wg.Go(func() {
				select {
				case room <- struct{}{}:
				case <-ctx.Done():
					slots[i] <- result{outcome: Outcome{Feed: f, Err: ctx.Err()}}
					return
				}
				defer func() { <-room }()
				o, list := r.w.poll(ctx, f)
				slots[i] <- result{o, list}
			})
		}
		for i := range r.feeds {
			got := <-slots[i]
			if ctx.Err() != nil { // cut off: the feed is polled again
				yield(ingest.Article{}, ctx.Err())
				return
			}
			for _, x := range got.list {
				if !yield(x.article, x.err) {
					return
				}
			}
			r.Outcomes = append(r.Outcomes, got.outcome)
		}
	}
}

// Commit keeps what the round read, so that it is not read again.
func (r *Round) Commit(ctx context.Context) error {
	for _, o := range r.Outcomes {
		if err := r.w.c.State.MarkItems(ctx, o.Feed.URL, o.items); err != nil {
			return err
		}
		if err := r.w.c.State.SetFeed(ctx, o.Feed); err != nil {
			return err
		}
	}
	return nil
}
