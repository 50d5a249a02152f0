package server

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

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
