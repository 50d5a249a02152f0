package server

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"herodotus/internal/store"
)

// TestFeed holds that a saved search is a sound Atom feed.
func TestFeed(t *testing.T) {
	u := start(t, Config{Store: archive(t)}).URL
	if resp, body := call(t, "POST", u+"/watches", url.Values{"name": {"Attacks & more"}, "query": {"type:ASSAULT"}}); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("save: %s\n%s", resp.Status, body)
	}
	resp, body := call(t, "GET", u+"/watches/1/feed.atom", nil)
	var f atomFeed
	if err := xml.Unmarshal([]byte(body), &f); err != nil || f.Title != "Attacks & more" || len(f.Entries) == 0 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/atom+xml") {
		t.Errorf("feed: %v\n%s", err, body)
	}
	if err := soundFeed(body); err != nil {
		t.Errorf("feed: %v\n%s", err, body)
	}
	for _, bad := range []url.Values{{"name": {"x"}, "query": {"tpye:A"}}, {"name": {""}, "query": {"type:ASSAULT"}}, {"name": {"x"}, "query": {"type:ASSAULT"}, "webhook": {"file:///etc/passwd"}},
		{"name": {"x"}, "query": {"type:ASSAULT"}, "webhook": {"http://user:pass@example.org/"}}} {
		if resp, _ := call(t, "POST", u+"/watches", bad); resp.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%v: %s", bad, resp.Status)
		}
	}
	if resp, _ := call(t, "POST", u+"/watches/1/delete", url.Values{}); resp.StatusCode != http.StatusSeeOther {
		t.Errorf("delete: %s", resp.Status)
	}
	if resp, _ := call(t, "GET", u+"/watches/1/feed.atom", nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("deleted, and still a feed: %s", resp.Status)
	}
}

// soundFeed reads a feed as feed readers do, and checks what RFC 4287 asks of entries.
func soundFeed(body string) error {
	f, err := gofeed.NewParser().ParseString(body)
	if err != nil {
		return err
	}
	if f.FeedType != "atom" || f.FeedVersion != "1.0" || f.UpdatedParsed == nil || len(f.Items) == 0 || f.FeedLink == "" {
		return fmt.Errorf("%s %s of %v with %d entries, itself at %q", f.FeedType, f.FeedVersion, f.UpdatedParsed, len(f.Items), f.FeedLink)
	}
	seen := map[string]bool{}
	for _, item := range f.Items {
		if u, err := url.Parse(item.Link); err != nil || !u.IsAbs() || item.Title == "" || item.UpdatedParsed == nil || item.GUID == "" || seen[item.GUID] {
			return fmt.Errorf("entry %+v", item)
		}
		seen[item.GUID] = true
	}
	return nil
}

// TestWebhook: a delivery is signed, tried again after a fault, and made once.
func TestWebhook(t *testing.T) {
	st, ctx := archive(t), context.Background()
	var calls atomic.Int32
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if calls.Add(1) == 1 {
			http.Error(w, "not yet", http.StatusBadGateway)
			return
		}
		body, err := io.ReadAll(r.Body)
		if want := "sha256=" + Sign("s3cret", r.Header.Get("X-Herodotus-Timestamp"), body); err != nil || r.Header.Get("X-Herodotus-Signature") != want {
			t.Errorf("signature %q, want %q, %v", r.Header.Get("X-Herodotus-Signature"), want, err)
		}
		var d delivery
		if err := json.Unmarshal(body, &d); err != nil || d.Watch != "w" || len(d.Events) == 0 || d.Events[0].Type != "ASSAULT" {
			t.Errorf("delivery: %v\n%s", err, body)
		}
	}))
	defer hook.Close()
	id, err := st.AddWatch(ctx, store.Watch{Name: "w", Query: "type:ASSAULT", Webhook: hook.URL, Secret: "s3cret"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Store: st, AllowPrivate: true})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.notify(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if n := calls.Load(); n != 2 {
		t.Errorf("%d calls, want one that failed and one that was taken", n)
	}
	if w, err := st.Watch(ctx, id); err != nil || w.Seen == 0 || w.Failed != "" {
		t.Errorf("%+v %v", w, err)
	}
}

// TestWebhookOnce: of two servers on one database one delivers.
func TestWebhookOnce(t *testing.T) {
	st := archive(t)
	var calls atomic.Int32
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		time.Sleep(100 * time.Millisecond)
	}))
	defer hook.Close()
	id, err := st.AddWatch(t.Context(), store.Watch{Name: "w", Query: "type:ASSAULT", Webhook: hook.URL})
	if err != nil {
		t.Fatal(err)
	}
	var servers sync.WaitGroup
	for range 4 {
		s, err := New(Config{Store: st, AllowPrivate: true})
		if err != nil {
			t.Fatal(err)
		}
		servers.Go(func() {
			if err := s.notify(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	servers.Wait()
	if n := calls.Load(); n != 1 {
		t.Errorf("%d deliveries", n)
	}
	held, err := st.LeaseWatch(t.Context(), id, "", time.Now().Add(time.Minute))
	if err != nil || held == "" {
		t.Errorf("the lease was not given back: %q %v", held, err)
	}
	if again, err := st.LeaseWatch(t.Context(), id, "", time.Now().Add(time.Minute)); err != nil || again != "" {
		t.Errorf("leased twice: %q %v", again, err)
	}
}

// TestWebhookInside: one that leads into the private network is never called, and says so.
func TestWebhookInside(t *testing.T) {
	st, ctx := archive(t), context.Background()
	hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("called") }))
	defer hook.Close()
	id, err := st.AddWatch(ctx, store.Watch{Name: "w", Query: "type:ASSAULT", Webhook: hook.URL})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Store: st})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.notify(ctx); err != nil {
		t.Fatal(err)
	}
	if w, err := st.Watch(ctx, id); err != nil || !strings.Contains(w.Failed, "private network") || w.Seen != 0 {
		t.Errorf("%+v %v", w, err)
	}
}
