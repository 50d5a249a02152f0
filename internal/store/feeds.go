package store

import (
	"context"
	"time"
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

// Feeds gives all feeds by URL.
func (s *Store) Feeds(ctx context.Context) ([]Feed, error) {
	return list(ctx, s, "list feeds", func(scan func(...any) error) (f Feed, err error) {
		err = scan(&f.URL, &f.Title, &f.ETag, &f.LastModified, moment{&f.Checked}, moment{&f.Next}, &f.Failures, &f.Error)
		return f, err
	}, "SELECT url, title, etag, last_modified, checked, next, failures, error FROM feeds ORDER BY url")
}

// SetFeed keeps the state of a feed.
func (s *Store) SetFeed(ctx context.Context, f Feed) error {
	_, err := s.change(ctx, "keep the state of "+f.URL, `INSERT INTO feeds (url, title, etag, last_modified, checked, next, failures, error)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET title = excluded.title, etag = excluded.etag,
		last_modified = excluded.last_modified, checked = excluded.checked, next = excluded.next,
		failures = excluded.failures, error = excluded.error`,
		clean(f.URL), clean(f.Title), clean(f.ETag), clean(f.LastModified), maybe(f.Checked), maybe(f.Next), f.Failures, clean(f.Error))
	return err
}

// maybe writes a moment; the zero time is "".
func maybe(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t)
}

// SeenItem tells whether an item of a feed was marked.
func (s *Store) SeenItem(ctx context.Context, feed, item string) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, s.sql("SELECT count(*) FROM feed_items WHERE feed = ? AND item = ?"), clean(feed), clean(item)).Scan(&n)
	return n > 0, s.fault("look up an item of "+feed, err)
}

// MarkItems remembers that items of a feed were dealt with.
func (s *Store) MarkItems(ctx context.Context, feed string, items []string) error {
	if len(items) == 0 {
		return nil
	}
	return s.update(ctx, "remember items of "+feed, func(t *tx) error {
		for _, item := range items {
			err := t.exec(ctx, "INSERT INTO feed_items (feed, item, seen) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
				clean(feed), clean(item), now())
			if err != nil {
				return err
			}
		}
		return nil
	})
}
