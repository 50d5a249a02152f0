package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"herodotus/internal/ingest"
)

// memory is a State.
type memory struct {
	mu    sync.Mutex
	feeds map[string]Feed
	seen  map[string]bool
}

func newMemory() *memory { return &memory{feeds: map[string]Feed{}, seen: map[string]bool{}} }

func (m *memory) Feeds(context.Context) ([]Feed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Feed
	for _, f := range m.feeds {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b Feed) int { return strings.Compare(a.URL, b.URL) })
	return out, nil
}

func (m *memory) SetFeed(_ context.Context, f Feed) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.feeds[f.URL] = f
	return nil
}

func (m *memory) SeenItem(_ context.Context, feed, item string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.seen[feed+" "+item], nil
}

func (m *memory) MarkItems(_ context.Context, feed string, items []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, i := range items {
		m.seen[feed+" "+i] = true
	}
	return nil
}

// site is a server whose pages and answers a test sets.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		page := s.pages[r.URL.Path]
		s.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) says(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, body) }
}

const sentence = "Kenya recalled its ambassador from Sudan on Monday, the foreign ministry in Nairobi said. "

func rss(items ...string) string {
	return `<rss version="2.0"><channel><title>Example Post</title>` + strings.Join(items, "") + `</channel></rss>`
}

func item(id, link, date string) string {
	return fmt.Sprintf(`<item><guid isPermaLink="false">%s</guid><link>%s</link><pubDate>%s</pubDate><title>Title %s</title><description>%sItem %s.</description></item>`, id, link, date, id, sentence, id)
}

var noon = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)

// watcher has a clock that stands still, and no pauses.
func watcher(state State, clock *time.Time, set func(*Config)) *Watcher {
	c := Config{State: state, Pause: time.Nanosecond, now: func() time.Time { return *clock }, jitter: func() float64 { return 0 }}
	if set != nil {
		set(&c)
	}
	return New(c)
}

// look polls what is due and gives the texts of the articles, the faults with "!", and the outcomes.
func look(t *testing.T, w *Watcher, urls ...string) (texts []string, outcomes []Outcome) {
	t.Helper()
	ctx := context.Background()
	named := map[string]bool{}
	var list []ingest.Subscription
	for _, u := range urls {
		named[u] = true
		list = append(list, ingest.Subscription{URL: u})
	}
	if err := w.Add(ctx, list); err != nil {
		t.Fatal(err)
	}
	due, _, err := w.Due(ctx, named)
	if err != nil {
		t.Fatal(err)
	}
	r := w.Round(due)
	for a, err := range r.Articles(ctx) {
		switch {
		case err != nil:
			texts = append(texts, "!"+err.Error())
		default:
			texts = append(texts, strings.TrimSpace(strings.TrimPrefix(a.Text, sentence))+strings.Join(a.Warnings, "; "))
		}
	}
	if err := r.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	return texts, r.Outcomes
}

func TestNewEntriesOnce(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	feed := s.URL + "/feed"
	s.says("/feed", rss(item("a", "", ""), item("b", "", "")))
	w := watcher(state, &clock, nil)
	if got, _ := look(t, w, feed); fmt.Sprint(got) != "[Item a. Item b.]" {
		t.Fatalf("first look: %q", got)
	}
	if got, o := look(t, w, feed); got != nil || o != nil {
		t.Errorf("polled again at once: %q", got)
	}
	s.says("/feed", rss(item("c", "", ""), item("a", "", ""), item("b", "", "")))
	clock = clock.Add(30 * time.Minute)
	w = watcher(state, &clock, nil) // a restart
	if got, _ := look(t, w, feed); fmt.Sprint(got) != "[Item c.]" {
		t.Errorf("after a restart: %q", got)
	}
}

// TestNothingIsLostBeforeCommit: a round that was cut off is read again.
func TestNothingIsLostBeforeCommit(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	feed := s.URL + "/feed"
	s.says("/feed", rss(item("a", "", ""), item("b", "", "")))
	state.SetFeed(context.Background(), Feed{URL: feed})
	w := watcher(state, &clock, nil)
	due, _, _ := w.Due(context.Background(), map[string]bool{feed: true})
	for range w.Round(due).Articles(context.Background()) {
		break
	}
	if got, _ := look(t, watcher(state, &clock, nil), feed); len(got) != 2 {
		t.Errorf("got %q", got)
	}
}

func TestConditional(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	feed := s.URL + "/feed"
	var asked []string
	s.pages["/feed"] = func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match")+"|"+r.Header.Get("If-Modified-Since"))
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Fri, 01 Mar 2024 10:00:00 GMT")
		fmt.Fprint(w, rss(item("a", "", "")))
	}
	for range 3 {
		_, o := look(t, watcher(state, &clock, nil), feed)
		if o[0].Err != nil {
			t.Fatal(o[0].Err)
		}
		clock = clock.Add(time.Hour)
	}
	if want := `"1"|Fri, 01 Mar 2024 10:00:00 GMT`; fmt.Sprint(asked) != fmt.Sprint([]string{"|", want, want}) {
		t.Errorf("asked %q", asked)
	}
}

// TestDeadFeeds: each way to fail is told, puts the feed off, and leaves the others alone.
func TestDeadFeeds(t *testing.T) {
	s, clock := newSite(t), noon
	s.says("/good", rss(item("a", "", "")))
	s.says("/rubbish", "this is no feed")
	s.pages["/busy"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	s.pages["/gone"] = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) }
	s.pages["/circle"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) }
	s.pages["/huge"] = func(w http.ResponseWriter, r *http.Request) {
		chunk := make([]byte, 1<<20)
		for range 40 {
			w.Write(chunk)
		}
	}
	s.pages["/cut"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, "<rss>")
	}
	for _, c := range []struct {
		url, err string
		wait     time.Duration
	}{
		{s.URL + "/missing", "404", 30 * time.Minute}, {s.URL + "/rubbish", "broken feed", 30 * time.Minute}, {s.URL + "/busy", "429", 2 * time.Hour},
		{s.URL + "/gone", "410", goneWait}, {s.URL + "/circle", "redirected", 30 * time.Minute}, {s.URL + "/huge", "longer than", 30 * time.Minute},
		{s.URL + "/cut", "EOF", 30 * time.Minute}, {"http://127.0.0.1:1/feed", "refused", 30 * time.Minute}, {"ftp://news.example/feed", "no address of the web", 30 * time.Minute},
		{"http://no-such-host.invalid/", "robots.txt", 30 * time.Minute},
	} {
		state := newMemory()
		texts, outcomes := look(t, watcher(state, &clock, nil), c.url, s.URL+"/good")
		if len(texts) != 1 {
			t.Errorf("%s: the other feed gave %q", c.url, texts)
		}
		for _, o := range outcomes {
			if o.Feed.URL != c.url {
				continue
			}
			if o.Err == nil || !strings.Contains(o.Err.Error(), c.err) || o.Feed.Failures != 1 || o.Feed.Error == "" {
				t.Errorf("%s: %v", c.url, o.Err)
			}
			if got := o.Feed.Next.Sub(clock); got != c.wait {
				t.Errorf("%s: put off by %v, want %v", c.url, got, c.wait)
			}
		}
	}
}

func TestBackOff(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	var waits []time.Duration
	for range 8 {
		_, o := look(t, watcher(state, &clock, nil), s.URL+"/missing")
		waits = append(waits, o[0].Feed.Next.Sub(clock))
		clock = o[0].Feed.Next
	}
	if want := "[30m0s 1h0m0s 2h0m0s 4h0m0s 8h0m0s 16h0m0s 24h0m0s 24h0m0s]"; fmt.Sprint(waits) != want {
		t.Errorf("got %v, want %s", waits, want)
	}
	s.says("/missing", rss(item("a", "", "")))
	if got, o := look(t, watcher(state, &clock, nil), s.URL+"/missing"); len(got) != 1 || o[0].Feed.Failures != 0 || o[0].Feed.Error != "" {
		t.Errorf("after it came back: %q, %+v", got, o)
	}
}

func TestRobots(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	s.says("/robots.txt", "User-agent: *\nDisallow: /private/\nUser-agent: herodotus\nDisallow: /ours/\n")
	s.says("/open/feed", rss(item("a", "", "")))
	s.says("/ours/feed", rss(item("b", "", "")))
	w := watcher(state, &clock, nil)
	texts, outcomes := look(t, w, s.URL+"/open/feed", s.URL+"/ours/feed")
	if fmt.Sprint(texts) != "[Item a.]" || outcomes[1].Err == nil || !strings.Contains(outcomes[1].Err.Error(), "forbids /ours/feed") {
		t.Errorf("got %q, %v", texts, outcomes[1].Err)
	}
	n := 0
	for _, path := range s.asked {
		if path == "/robots.txt" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("robots.txt was fetched %d times", n)
	}
	s.pages["/robots.txt"] = func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) }
	if texts, o := look(t, watcher(newMemory(), &clock, nil), s.URL+"/open/feed"); len(texts) != 0 || o[0].Err == nil {
		t.Errorf("with a failing robots.txt: %q", texts)
	}
}

func TestPages(t *testing.T) {
	s, clock := newSite(t), noon
	other := newSite(t)
	page := "<html><head><title>The page</title></head><body><article><p>" + strings.Repeat(sentence, 5) + "</p><p>" + sentence + "From the page.</p></article></body></html>"
	s.says("/1", page)
	other.says("/2", page)
	s.pages["/3"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/2", http.StatusFound) }
	s.says("/feed", rss(item("a", s.URL+"/1", "Fri, 01 Mar 2024 08:00:00 GMT"), item("b", s.URL+"/missing", ""), item("c", other.URL+"/2", ""), item("d", s.URL+"/3", ""), item("e", "file:///etc/passwd", "")))
	texts, _ := look(t, watcher(newMemory(), &clock, func(c *Config) { c.Pages = true }), s.URL+"/feed")
	for i, want := range []string{"From the page.", "only the summary was read: the server answers 404", "is a private address", "is a private address", "no address of the web"} {
		if i >= len(texts) || !strings.Contains(texts[i], want) {
			t.Errorf("entry %d: %q, want %q", i, texts, want)
		}
	}
	if len(other.asked) != 0 {
		t.Errorf("a private address that nobody named was asked for %q", other.asked)
	}
}

func TestFutureDates(t *testing.T) {
	s, clock := newSite(t), noon
	s.says("/feed", rss(item("a", "", "Fri, 01 Mar 2044 08:00:00 GMT"), item("b", "", "no date")))
	texts, _ := look(t, watcher(newMemory(), &clock, nil), s.URL+"/feed")
	if len(texts) != 2 || !strings.Contains(texts[0], "lies in the future") || !strings.Contains(texts[1], "is no date") {
		t.Errorf("got %q", texts)
	}
}

func TestPause(t *testing.T) {
	s, clock := newSite(t), noon
	s.says("/a", rss(item("a", "", "")))
	s.says("/b", rss(item("b", "", "")))
	start := time.Now()
	look(t, watcher(newMemory(), &clock, func(c *Config) { c.Pause = 60 * time.Millisecond }), s.URL+"/a", s.URL+"/b")
	if d := time.Since(start); d < 60*time.Millisecond {
		t.Errorf("two requests to one host within %v", d)
	}
}

func TestCancel(t *testing.T) {
	s, state, clock := newSite(t), newMemory(), noon
	stop := make(chan struct{})
	defer close(stop)
	s.pages["/slow"] = func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	var last error
	r := watcher(state, &clock, nil).Round([]Feed{{URL: s.URL + "/slow"}})
	for _, err := range r.Articles(ctx) {
		last = err
	}
	if !errors.Is(last, context.DeadlineExceeded) || len(r.Outcomes) != 0 {
		t.Errorf("ended with %v, %v", last, r.Outcomes)
	}
}

func TestOnlyPublic(t *testing.T) {
	for ip, public := range map[string]bool{"93.184.216.34": true, "2606:2800:220:1::1": true, "127.0.0.1": false, "10.1.2.3": false, "192.168.0.1": false,
		"172.16.0.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "::1": false, "fe80::1": false, "fd00::1": false,
		"::ffff:127.0.0.1": false, "64:ff9b::7f00:1": false, "255.255.255.255": false} {
		if err := onlyPublic("tcp", netip.AddrPortFrom(netip.MustParseAddr(ip), 80).String(), nil); (err == nil) != public {
			t.Errorf("%s: %v", ip, err)
		}
	}
}
