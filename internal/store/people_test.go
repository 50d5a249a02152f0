package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"herodotus/record"
)

// hostile is a text that must come back as it went in.
const hostile = `it's "quoted"; DROP TABLE users; -- ? $1 ` + "Ünïcode \n\t"

func TestCorrections(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		at := time.Date(2024, 2, 3, 4, 5, 6, 7000, time.UTC)
		want := []Correction{{ID: 1, At: at, By: "ann", Document: "d", Event: "v1", Slot: "place", Verdict: "wrong", Value: hostile},
			{ID: 2, At: at, By: "bob", Document: "d", Event: "v1", Verdict: "right"}}
		for _, c := range want {
			id, err := s.AddCorrection(t.Context(), c)
			if err != nil || id != c.ID {
				t.Fatal(id, err)
			}
		}
		got, err := s.Corrections(t.Context(), "d")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
		got, err = s.AllCorrections(t.Context(), 1, 10)
		if diff := cmp.Diff(want[1:], got); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if none, err := s.Corrections(t.Context(), "x"); err != nil || none == nil || len(none) != 0 {
			t.Error(none, err)
		}
	})
}

func TestWatches(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		w := Watch{Owner: "ann", Name: hostile, Query: `actor:RUS text:"x"`, Secret: "s", Created: time.Unix(1e9, 0).UTC()}
		id, err := s.AddWatch(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		w.ID, w.Seen, w.Failed = id, 9, "404"
		if err := s.SetWatch(t.Context(), w); err != nil {
			t.Fatal(err)
		}
		got, err := s.Watch(t.Context(), id)
		if diff := cmp.Diff(w, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if err := s.DeleteWatch(t.Context(), id); err != nil {
			t.Error(err)
		}
		if all, err := s.Watches(t.Context()); len(all) != 0 || err != nil {
			t.Error(all, err)
		}
		if _, err := s.Watch(t.Context(), id); !errors.Is(err, ErrNotFound) {
			t.Error(err)
		}
		if err := s.SetWatch(t.Context(), w); !errors.Is(err, ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestUsersSessionsTokens(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		u := User{Name: "ann", Hash: "h", Role: "editor", Created: time.Unix(1e9, 0).UTC()}
		var err error
		if u.ID, err = s.AddUser(ctx, u); err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddUser(ctx, u); err == nil {
			t.Error("two users of one name")
		}
		now := time.Now()
		if err := s.AddSession(ctx, []byte("secret"), u.ID, now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		got, err := s.Session(ctx, []byte("secret"), now)
		if diff := cmp.Diff(u, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if _, err := s.Session(ctx, []byte("secret"), now.Add(2*time.Hour)); !errors.Is(err, ErrNotFound) {
			t.Errorf("an expired session: %v", err)
		}
		u.Disabled = true
		if err := s.SetUser(ctx, u); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Session(ctx, []byte("secret"), now); !errors.Is(err, ErrNotFound) {
			t.Errorf("a disabled user's session: %v", err)
		}
		if got, err := s.UserByName(ctx, "ann"); err != nil || !got.Disabled {
			t.Error(got, err)
		}
		id, err := s.AddToken(ctx, Token{Name: "bot", Role: "reader", Hash: []byte{0, 1, 255}})
		if err != nil {
			t.Fatal(err)
		}
		if tok, err := s.TokenByHash(ctx, []byte{0, 1, 255}); err != nil || tok.ID != id || tok.Name != "bot" {
			t.Error(tok, err)
		}
		if err := s.DeleteToken(ctx, id); err != nil {
			t.Error(err)
		}
	})
}

func TestFeeds(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		f := Feed{URL: "https://example.org/feed", ETag: `W/"1"`, Checked: time.Unix(1e9, 0).UTC(), Failures: 2, Error: hostile}
		for range 2 {
			if err := s.SetFeed(ctx, f); err != nil {
				t.Fatal(err)
			}
			f.Failures++
		}
		f.Failures--
		all, err := s.Feeds(ctx)
		if diff := cmp.Diff([]Feed{f}, all); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if err := s.MarkItems(ctx, f.URL, []string{"a", "b", "a"}); err != nil {
			t.Fatal(err)
		}
		for item, want := range map[string]bool{"a": true, "c": false} {
			if seen, err := s.SeenItem(ctx, f.URL, item); err != nil || seen != want {
				t.Error(item, seen, err)
			}
		}
	})
}

func TestVersionAndSiblings(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		before, err := s.Version(ctx)
		if err != nil {
			t.Fatal(err)
		}
		items := varied(t, 3)
		for i := range items {
			items[i].Links.Story = Story{ID: 1, Title: "Flood", FirstDay: NoDay, LastDay: NoDay}
		}
		items[2].Links.CopyOf = 1
		put(t, s, record.Provenance{}, items)
		if after, err := s.Version(ctx); err != nil || after <= before {
			t.Error(before, after, err)
		}
		got, err := s.Siblings(ctx, items[0].Record.Document.ID)
		if err != nil || len(got) != 2 || !got[0].CopyOf || got[0].DocID != items[2].Record.Document.ID || got[1].CopyOf {
			t.Error(got, err)
		}
	})
}
