package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"herodotus/internal/ingest"
	"herodotus/internal/store"
	"herodotus/record"
)

// fixed gives one record whatever it is asked to code.
type fixed struct{ r *record.Record }

func (f fixed) Code(ingest.Article) (*record.Record, error) { return f.r, nil }

func load(t *testing.T, name string) *record.Record {
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

func start(t *testing.T) *httptest.Server {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "t.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	run, err := st.Run(ctx, record.Provenance{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	war := load(t, "war")
	if _, err := st.Put(ctx, run, []store.Item{{Record: war}, {Record: load(t, "diplomacy")}}); err != nil {
		t.Fatal(err)
	}
	ts := httptest.NewServer(New(Config{Coder: fixed{war}, Store: st, Version: "test"}))
	t.Cleanup(ts.Close)
	return ts
}

func do(t *testing.T, method, address, body string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, b
}

// document is /openapi.json as far as the test reads it.
type document struct {
	OpenAPI    string                                `json:"openapi"`
	Raw        map[string]map[string]json.RawMessage `json:"paths"`
	Components struct {
		Schemas map[string]json.RawMessage `json:"schemas"`
	} `json:"components"`
}

// TestOpenAPI asks every operation of the description and proves each answer
// against the schema that the description gives for its status.
func TestOpenAPI(t *testing.T) {
	ts := start(t)
	_, raw := do(t, "GET", ts.URL+"/openapi.json", "")
	var spec document
	if err := json.Unmarshal(raw, &spec); err != nil || !strings.HasPrefix(spec.OpenAPI, "3.1") {
		t.Fatalf("openapi %q: %v", spec.OpenAPI, err)
	}
	check := newChecker(t, spec)
	war := load(t, "war").Document.ID
	seen := map[string]bool{}
	for _, x := range []struct {
		method, path, address, body string
		status                      int
	}{
		{"post", "/v1/code", "/v1/code", `{"text":"Kenya recalled its ambassador.","published":"2021-02-03","explain":true}`, 200},
		{"post", "/v1/code", "/v1/code", `{"text":"x","published":"3.2.2021"}`, 422},
		{"post", "/v1/code", "/v1/code", `{"txt":"x"}`, 422},
		{"get", "/v1/events", "/v1/events?q=type:ASSAULT&limit=2", "", 200}, {"get", "/v1/events", "/v1/events?q=tpye:X", "", 422},
		{"get", "/v1/claims", "/v1/claims", "", 200}, {"get", "/v1/documents", "/v1/documents", "", 200}, {"get", "/v1/ledger", "/v1/ledger", "", 200},
		{"get", "/v1/stories", "/v1/stories", "", 200}, {"get", "/v1/stories/{id}", "/v1/stories/1", "", 404}, {"get", "/v1/entities", "/v1/entities", "", 200},
		{"get", "/v1/dyads", "/v1/dyads", "", 200}, {"get", "/v1/places", "/v1/places", "", 200}, {"get", "/v1/timeline", "/v1/timeline?step=month", "", 200},
		{"get", "/v1/timeline", "/v1/timeline?step=hour", "", 422}, {"get", "/v1/counts", "/v1/counts?by=type,month", "", 200}, {"get", "/v1/counts", "/v1/counts", "", 422},
		{"get", "/v1/stats", "/v1/stats", "", 200}, {"get", "/v1/documents/{id}", "/v1/documents/" + war, "", 200}, {"get", "/v1/documents/{id}", "/v1/documents/none", "", 404},
		{"get", "/v1/documents/{id}/siblings", "/v1/documents/" + war + "/siblings", "", 200},
		{"post", "/v1/documents/{id}/corrections", "/v1/documents/" + war + "/corrections", `{"event":"v1","slot":"type","verdict":"wrong","value":"PROTEST"}`, 201},
		{"post", "/v1/documents/{id}/corrections", "/v1/documents/" + war + "/corrections", `{"event":"v999","verdict":"wrong"}`, 422},
		{"get", "/v1/documents/{id}/corrections", "/v1/documents/" + war + "/corrections", "", 200},
		{"get", "/v1/export/events", "/v1/export/events", "", 200}, {"get", "/v1/export/claims", "/v1/export/claims", "", 200},
		{"get", "/v1/export/documents", "/v1/export/documents", "", 200}, {"get", "/v1/export/records", "/v1/export/records?q=type:ASSAULT", "", 200},
	} {
		resp, body := do(t, strings.ToUpper(x.method), ts.URL+x.address, x.body)
		if resp.StatusCode != x.status {
			t.Errorf("%s %s: %s, want %d\n%s", x.method, x.address, resp.Status, x.status, body)
			continue
		}
		seen[x.method+" "+x.path] = true
		check.answer(x.method, x.path, resp, body)
	}
	for path, ops := range spec.Raw {
		for method := range ops {
			if !seen[method+" "+path] {
				t.Errorf("%s %s is described and never tried", method, path)
			}
		}
	}
}

// checker proves answers against the description with huma's own validator.
type checker struct {
	t        *testing.T
	spec     document
	registry huma.Registry
}

func newChecker(t *testing.T, spec document) *checker {
	r := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	for name, raw := range spec.Components.Schemas {
		var s huma.Schema
		if err := json.Unmarshal(singular(raw), &s); err != nil {
			t.Fatalf("schema %s: %v", name, err)
		}
		r.Map()[name] = &s
	}
	for _, s := range r.Map() {
		s.PrecomputeMessages()
	}
	return &checker{t, spec, r}
}

// nullType is how OpenAPI 3.1 says that a value may be null; huma reads it as "nullable".
var nullType = regexp.MustCompile(`"type":\["(\w+)","null"\]`)

func singular(raw []byte) []byte {
	return nullType.ReplaceAll(raw, []byte(`"type":"$1","nullable":true`))
}

func (c *checker) answer(method, path string, resp *http.Response, body []byte) {
	c.t.Helper()
	var op struct {
		Responses map[string]struct {
			Content map[string]struct {
				Schema huma.Schema `json:"schema"`
			} `json:"content"`
		} `json:"responses"`
	}
	if err := json.Unmarshal(singular(c.spec.Raw[path][method]), &op); err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	content, ok := op.Responses[fmt.Sprint(resp.StatusCode)].Content[kind]
	if !ok {
		c.t.Errorf("%s %s: %d with %s is not described", method, path, resp.StatusCode, kind)
		return
	}
	if kind == "application/jsonl" {
		for line := range strings.Lines(string(body)) {
			if !json.Valid([]byte(line)) {
				c.t.Errorf("%s: not JSON: %.100s", path, line)
			}
		}
		return
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		c.t.Errorf("%s %s: %v", method, path, err)
		return
	}
	content.Schema.PrecomputeMessages()
	res := &huma.ValidateResult{}
	huma.Validate(c.registry, &content.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, res)
	for _, err := range res.Errors {
		c.t.Errorf("%s %s: the answer is not as described: %v", method, path, err)
	}
}

// TestPages walks a list by its cursors and gets each item once.
func TestPages(t *testing.T) {
	ts := start(t)
	read := func(address string) (l list[struct {
		ID int64 `json:"id"`
	}]) {
		_, b := do(t, "GET", ts.URL+address, "")
		if err := json.Unmarshal(b, &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	whole := read("/v1/events?limit=1000")
	var walked []struct {
		ID int64 `json:"id"`
	}
	for after := ""; ; {
		l := read("/v1/events?limit=7&after=" + after)
		walked = append(walked, l.Items...)
		if after = l.Next; after == "" {
			break
		}
	}
	if !reflect.DeepEqual(whole.Items, walked) || len(walked) < 20 {
		t.Errorf("%d items in pages, %d at once", len(walked), len(whole.Items))
	}
}

func TestETag(t *testing.T) {
	ts := start(t)
	resp, _ := do(t, "GET", ts.URL+"/v1/events", "")
	tag := resp.Header.Get("ETag")
	if resp, body := do(t, "GET", ts.URL+"/v1/events", "", "If-None-Match", tag); resp.StatusCode != http.StatusNotModified || len(body) != 0 || tag == "" {
		t.Errorf("with the tag %q: %s, %d bytes", tag, resp.Status, len(body))
	}
	if resp, _ := do(t, "GET", ts.URL+"/v1/claims", "", "If-None-Match", tag); resp.StatusCode != http.StatusOK {
		t.Errorf("another answer with this tag: %s", resp.Status)
	}
}

// TestExplain: reasons come only to those who ask for them.
func TestExplain(t *testing.T) {
	r := load(t, "war")
	r.Events[0].Why = []string{"because"}
	ts := httptest.NewServer(New(Config{Coder: fixed{r}}))
	defer ts.Close()
	for body, want := range map[string]bool{`{"text":"a","explain":true}`: true, `{"text":"a"}`: false} {
		if _, got := do(t, "POST", ts.URL+"/v1/code", body); strings.Contains(string(got), "because") != want {
			t.Errorf("%s: reasons are there: %v", body, !want)
		}
	}
	if resp, _ := do(t, "GET", ts.URL+"/v1/events", ""); resp.StatusCode != http.StatusNotFound {
		t.Errorf("events without an archive: %s", resp.Status)
	}
}
