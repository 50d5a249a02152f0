package server

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"herodotus/internal/api"
	"herodotus/internal/ingest"
	"herodotus/internal/mcp"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
	"herodotus/internal/store/storetest"
	"herodotus/record"
)

var coder = sync.OnceValues(func() (*pipeline.Coder, error) { return pipeline.New(pipeline.Options{Explain: true}) })

// archive opens a new SQLite store with two articles of our own.
func archive(t testing.TB) *store.Store { return archiveAt(t, filepath.Join(t.TempDir(), "t.db")) }

func archiveAt(t testing.TB, dsn string) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	run, err := st.Run(ctx, record.Provenance{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	story := store.Links{Story: store.Story{ID: 1, Title: "A market and a sea", FirstDay: 19000, LastDay: 19900, Documents: 2, Outlets: 2}}
	var items []store.Item
	for _, name := range []string{"war", "diplomacy"} {
		items = append(items, store.Item{Record: load(t, name), Links: story})
	}
	side := func(i int) store.Side {
		e := items[0].Record.Events[i]
		return store.Side{Document: 1, Local: e.ID, Start: e.Trigger.Start, End: e.Trigger.End, Text: e.Trigger.Text, Holder: e.ID, Name: "Source of " + e.ID}
	}
	items[1].Links.Contradictions = []store.Contradiction{{Kind: "denial", Story: 1, Since: 19667, A: side(0), B: side(1), Summary: "Who struck the market"}}
	if _, err := st.Put(ctx, run, items); err != nil {
		t.Fatal(err)
	}
	return st
}

func load(t testing.TB, name string) *record.Record {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "page", "testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var r record.Record
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// start serves a configuration on a port of its own.
func start(t testing.TB, cfg Config) *httptest.Server {
	t.Helper()
	ts := httptest.NewServer(server(t, cfg))
	t.Cleanup(ts.Close)
	return ts
}

// server makes one with the API and MCP.
func server(t testing.TB, cfg Config) *Server {
	t.Helper()
	c, err := coder()
	if err != nil {
		t.Fatal(err)
	}
	cfg.Coder = c
	if cfg.Mounts == nil {
		h := api.New(api.Config{Coder: c, Store: cfg.Store, Version: "test"})
		cfg.Mounts = map[string]http.Handler{"/mcp": mcp.Handler(mcp.New(mcp.Config{Coder: c, Store: cfg.Store}))}
		for _, p := range api.Paths() {
			cfg.Mounts[p] = h
		}
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// call makes a request like a browser's on the same site; redirects are not followed.
func call(t testing.TB, method, address string, form url.Values, headers ...string) (*http.Response, string) {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Header.Set("Accept", "text/html")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(b)
}

// TestPages opens every view with and without a query, good and bad, on both databases.
func TestPages(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { openAll(t, archive(t)) })
	t.Run("postgres", func(t *testing.T) { openAll(t, archiveAt(t, storetest.Postgres(t))) })
}

func openAll(t *testing.T, st *store.Store) {
	u := start(t, Config{Store: st}).URL
	doc := url.PathEscape(load(t, "war").Document.ID)
	for _, x := range []struct {
		path   string
		status int
		holds  string
	}{
		{"/", 200, "Newest events"}, {"/help", 200, "type:ASSAULT"}, {"/api", 200, "GET /v1/events"}, {"/search", 200, "Narrow down"}, {"/search?q=type:ASSAULT", 200, "told as fact"},
		{"/search?q=tpye:ASSAULT", 400, "did you mean"}, {"/search?q=" + url.QueryEscape(`"no such words anywhere"`), 200, "Nothing matches"},
		{"/search?kind=claims", 200, "claims"}, {"/search?kind=documents", 200, "documents"}, {"/search?q=near:Xyzzyx/50km", 422, "Xyzzyx"},
		{"/timeline", 200, "<svg"}, {"/timeline?step=month&q=type:ASSAULT", 200, "<svg"}, {"/timeline?q=(", 400, "error"}, {"/map", 200, "<svg"}, {"/actors", 200, "network"},
		{"/ledger", 200, "Who struck the market"}, {"/stories", 200, "A market and a sea"}, {"/story/1", 200, "Documents"}, {"/story/99", 404, "no such thing"}, {"/story/x", 404, "no such thing"},
		{"/article/" + doc, 200, "Who claims what"}, {"/article/" + doc + "?event=v1", 200, "How certain"}, {"/article/" + doc + "?claim=c1", 200, "Read rightly"},
		{"/article/" + doc + "?event=v999", 200, "Who claims what"}, {"/article/" + doc + "/record.json", 200, `"schema"`}, {"/article/" + doc + "/compare/" + url.PathEscape(load(t, "diplomacy").Document.ID), 200, "only here"}, {"/article/" + doc + "/compare/none", 404, "no such thing"}, {"/article/none", 404, "no such thing"},
		{"/watches", 200, "A new one"}, {"/corrections", 200, "None yet"}, {"/users", 200, "A new user"}, {"/nowhere", 404, "no page"},
		{"/healthz", 200, "ok"}, {"/readyz", 200, "ready"}, {"/metrics", 200, "herodotus_http_requests_total"}, {"/openapi.json", 200, `"openapi":"3.1`},
	} {
		resp, body := call(t, "GET", u+x.path, nil)
		if resp.StatusCode != x.status || !strings.Contains(body, x.holds) {
			t.Errorf("%s: %d, want %d with %q:\n%.600s", x.path, resp.StatusCode, x.status, x.holds, body)
		}
	}
}

func TestPaste(t *testing.T) {
	u := start(t, Config{}).URL
	for _, text := range []string{"Kenya recalled its ambassador from Sudan on Wednesday, officials said.",
		"<!doctype html><html><body><article><p>Kenya recalled its ambassador from Sudan on Wednesday, officials said. The move came after weeks of talks between the two governments about a border crossing, and diplomats in Nairobi said that more steps would follow.</p></article></body></html>"} {
		resp, body := call(t, "POST", u+"/code", url.Values{"text": {text}, "published": {"2021-02-05"}})
		if resp.StatusCode != http.StatusSeeOther {
			t.Fatalf("paste: %s\n%s", resp.Status, body)
		}
		resp, body = call(t, "GET", u+resp.Header.Get("Location")+"?event=v1", nil)
		if resp.StatusCode != 200 || !strings.Contains(body, "Kenya") || !strings.Contains(body, "2021-02-03") || !strings.Contains(body, "Why it was coded so") {
			t.Errorf("coded article: %s\n%s", resp.Status, body)
		}
	}
	for _, bad := range []url.Values{{"text": {" "}}, {"text": {"Kenya recalled its ambassador."}, "published": {"5.2.2021"}}, {"text": {"\x00\x01\x02\x03"}}} {
		if resp, body := call(t, "POST", u+"/code", bad); resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "cannot be coded") {
			t.Errorf("%v: %s", bad, resp.Status)
		}
	}
}

// TestReasons: a stored article is coded again for the reasons of what is picked.
func TestReasons(t *testing.T) {
	u := start(t, Config{Store: archive(t)}).URL
	article := u + "/article/" + load(t, "war").Document.ID
	if _, body := call(t, "GET", article+"?event=v1", nil); !strings.Contains(body, `href="?event=v1&amp;why=yes#side"`) {
		t.Error("no way to the reasons")
	}
	for _, pick := range []string{"event=v1", "claim=c1"} {
		if _, body := call(t, "GET", article+"?why=yes&"+pick, nil); !strings.Contains(body, "<details open><summary>Why it was coded so") && !strings.Contains(body, "reads the text otherwise") {
			t.Errorf("%s: neither reasons nor why there are none", pick)
		}
	}
}

// TestKeep: what was pasted can be put into the archive.
func TestKeep(t *testing.T) {
	var kept []ingest.Article
	u := start(t, Config{Store: archive(t), Keep: func(_ context.Context, a ingest.Article) error { kept = append(kept, a); return nil }}).URL
	resp, _ := call(t, "POST", u+"/code", url.Values{"text": {"Kenya recalled its ambassador from Sudan."}, "title": {"Recalled"}})
	at := resp.Header.Get("Location")
	if _, body := call(t, "GET", u+at, nil); !strings.Contains(body, "Put it into the archive") {
		t.Error("nothing to keep it with")
	}
	if resp, _ := call(t, "POST", u+at+"/keep", url.Values{}); resp.StatusCode != http.StatusSeeOther || len(kept) != 1 || kept[0].Title != "Recalled" {
		t.Errorf("keep: %s %+v", resp.Status, kept)
	}
	if resp, _ := call(t, "POST", u+"/article/none/keep", url.Values{}); resp.StatusCode != http.StatusNotFound {
		t.Errorf("keep nothing: %s", resp.Status)
	}
}

func TestCorrections(t *testing.T) {
	st := archive(t)
	u := start(t, Config{Store: st}).URL
	doc := load(t, "war").Document.ID
	form := url.Values{"event": {"v2"}, "slot": {"recipient"}, "verdict": {"wrong"}, "value": {"the market"}, "note": {"<b>bold</b>"}}
	if resp, body := call(t, "POST", u+"/article/"+doc+"/corrections", form); resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("correct: %s\n%s", resp.Status, body)
	}
	form.Set("verdict", "perhaps")
	if resp, _ := call(t, "POST", u+"/article/"+doc+"/corrections", form); resp.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an unknown verdict: %s", resp.Status)
	}
	for _, path := range []string{"/article/" + doc, "/corrections"} {
		if _, body := call(t, "GET", u+path, nil); !strings.Contains(body, "the market") || !strings.Contains(body, "local") || strings.Contains(body, "<b>bold") {
			t.Errorf("%s does not show the correction, or shows its markup:\n%s", path, body)
		}
	}
	_, body := call(t, "GET", u+"/corrections.jsonl", nil)
	var line trainingLine
	if err := json.Unmarshal([]byte(body), &line); err != nil || line.Coded == nil || line.Coded.ID != "v2" || line.By != "local" || line.Text == "" {
		t.Errorf("export: %v\n%s", err, body)
	}
}
