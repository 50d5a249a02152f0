package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"herodotus/internal/ingest"
)

// poll looks at one feed.
func (w *Watcher) poll(ctx context.Context, f Feed) (Outcome, []found) {
	o := Outcome{Feed: f}
	got, err := w.fetch.get(ctx, f.URL, f.URL, http.Header{"If-None-Match": {f.ETag}, "If-Modified-Since": {f.LastModified},
		"Accept": {"application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"}})
	o.Feed.Checked = w.c.now()
	if err != nil {
		w.failed(&o, err)
		return o, nil
	}
	var list []found
	if got.status != http.StatusNotModified {
		items, err := w.c.Options.Feed(got.url, got.body)
		if err == nil {
			list, err = w.fresh(ctx, &o, items)
		}
		if err != nil {
			w.failed(&o, err)
			return o, nil
		}
		o.Entries = len(items)
		o.Feed.ETag, o.Feed.LastModified = got.header.Get("ETag"), got.header.Get("Last-Modified")
	}
	o.Feed.Failures, o.Feed.Error = 0, ""
	o.Feed.Next = o.Feed.Checked.Add(w.spread(max(w.c.Every, got.maxAge())))
	return o, list
}

// failed puts a feed off: twice as long after each failure, or as long as the server asks.
func (w *Watcher) failed(o *Outcome, err error) {
	o.Err = err
	f := &o.Feed
	f.Failures++
	f.Error = err.Error()
	wait := longestWait
	if n := f.Failures - 1; n < 12 {
		wait = min(w.c.Every<<n, longestWait)
	}
	wait = w.spread(wait)
	var refused *refusal
	if errors.As(err, &refused) {
		wait = max(wait, min(refused.after, longestWait))
		if refused.status == http.StatusGone {
			wait = goneWait
		}
	}
	f.Next = f.Checked.Add(wait)
}

// spread makes a wait longer by up to a fifth, so that feeds which were added
// together are not polled together for ever.
func (w *Watcher) spread(d time.Duration) time.Duration {
	return d + time.Duration(float64(d)/5*w.c.jitter())
}

// fresh makes articles of the entries that were not seen.
func (w *Watcher) fresh(ctx context.Context, o *Outcome, items []ingest.Item) ([]found, error) {
	var list []found
	for _, it := range items {
		seen, err := w.c.State.SeenItem(ctx, o.Feed.URL, it.Key)
		if err != nil {
			return nil, err
		}
		if seen || it.Key == "" {
			continue
		}
		if o.Feed.Title == "" {
			o.Feed.Title = it.Source
		}
		x := w.article(ctx, o.Feed.URL, it)
		x.article.Input = o.Feed.URL + " entry " + it.Key
		var fault *ingest.Fault
		if errors.As(x.err, &fault) {
			fault.Input = x.article.Input
		}
		w.notAhead(&x.article)
		if x.err == nil {
			o.Articles++
		}
		list = append(list, x)
		o.items = append(o.items, it.Key)
	}
	return list, nil
}

// article gives an entry's page where that is wanted and can be had, else the entry's own text.
func (w *Watcher) article(ctx context.Context, feed string, it ingest.Item) found {
	own, err := it.Article()
	if !w.c.Pages || it.Whole || it.URL == "" {
		return found{own, err}
	}
	got, fetchErr := w.fetch.get(ctx, feed, it.URL, http.Header{"Accept": {"text/html, application/xhtml+xml;q=0.9, */*;q=0.5"}})
	if fetchErr == nil {
		var page ingest.Article
		if page, fetchErr = w.c.Options.Page(it.URL, got.header.Get("Content-Type"), got.body); fetchErr == nil {
			// The feed's date is the publisher's own; pages often show that of the last change.
			if own.Published != "" {
				page.Published = own.Published
			}
			if page.Title == "" {
				page.Title = own.Title
			}
			return found{page, nil}
		}
	}
	own.Warnings = append(own.Warnings, fmt.Sprintf("only the summary was read: %v", fetchErr))
	return found{own, err}
}

// notAhead leaves out dates that lie in the future: a wrong clock, or an embargo.
func (w *Watcher) notAhead(a *ingest.Article) {
	day, err := ingest.ParseDate(a.Published)
	if err == nil && day.After(w.c.now().Add(48*time.Hour)) {
		a.Warnings = append(a.Warnings, "published: "+a.Published+" lies in the future")
		a.Published = ""
	}
}
