package mcp

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"herodotus/internal/pipeline"
	"herodotus/internal/store"
	"herodotus/record"
)

func config(t *testing.T) Config {
	t.Helper()
	ctx := context.Background()
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "t.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	run, err := st.Run(ctx, coder.Provenance())
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join("..", "page", "testdata", "war.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r record.Record
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Put(ctx, run, []store.Item{{Record: &r}}); err != nil {
		t.Fatal(err)
	}
	return Config{Coder: coder, Store: st, Version: "test"}
}

// connect gives a client over the transport.
func connect(t *testing.T, transport sdk.Transport) *sdk.ClientSession {
	t.Helper()
	s, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(context.Background(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// call uses a tool and reads its structured answer.
func call(t *testing.T, s *sdk.ClientSession, tool string, args map[string]any, out any) *sdk.CallToolResult {
	t.Helper()
	res, err := s.CallTool(context.Background(), &sdk.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	if res.IsError || out == nil {
		return res
	}
	b, err := json.Marshal(res.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, out); err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, b)
	}
	return res
}

// TestTools uses every tool, in memory and over HTTP, and proves all quotes.
func TestTools(t *testing.T) {
	server := New(config(t))
	here, there := sdk.NewInMemoryTransports()
	if _, err := server.Connect(context.Background(), there, nil); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(Handler(server))
	defer web.Close()
	for name, transport := range map[string]sdk.Transport{"memory": here, "http": &sdk.StreamableClientTransport{Endpoint: web.URL}} {
		t.Run(name, func(t *testing.T) { useAll(t, connect(t, transport)) })
	}
}

func useAll(t *testing.T, s *sdk.ClientSession) {
	list, err := s.ListTools(context.Background(), nil)
	if err != nil || len(list.Tools) != 5 {
		t.Fatalf("%d tools, %v", len(list.Tools), err)
	}
	var f Findings
	call(t, s, "code_text", map[string]any{"text": "Israel bombed the port of Beirut on Monday, the Lebanese army said.", "published": "2024-10-09"}, &f)
	if len(f.Events) != 1 || f.Events[0].Type != "ASSAULT" || f.Events[0].When != "2024-10-07" || f.Events[0].Status != "claim" || !strings.Contains(f.Events[0].Confirmed, "Nobody") {
		t.Errorf("code_text: %+v", f)
	}
	proven(t, f)
	var found Found
	call(t, s, "search", map[string]any{"query": "type:ASSAULT", "limit": 3}, &found)
	if len(found.Events) == 0 || found.Total < len(found.Events) || len(found.Quotes) != len(found.Events) {
		t.Fatalf("search: %+v", found)
	}
	var doc Findings
	call(t, s, "read_document", map[string]any{"id": found.Events[0].DocID}, &doc)
	proven(t, doc)
	for _, words := range found.Quotes {
		for _, w := range words {
			if doc.Text[w.Start:w.End] != w.Text {
				t.Errorf("search quotes %q, the text has %q", w.Text, doc.Text[w.Start:w.End])
			}
		}
	}
	var periods Periods
	call(t, s, "timeline", map[string]any{"step": "month"}, &periods)
	var ledger Ledger
	call(t, s, "ledger", map[string]any{}, &ledger)
	if len(periods.Periods) == 0 || ledger.Contradictions == nil {
		t.Errorf("timeline %+v, ledger %+v", periods, ledger)
	}
	for tool, args := range map[string]map[string]any{"search": {"query": "tpye:ASSAULT"}, "read_document": {"id": "none"}, "code_text": {"text": " "}} {
		if res := call(t, s, tool, args, nil); !res.IsError || len(res.Content) == 0 {
			t.Errorf("%s %v is no error", tool, args)
		}
	}
}

// proven holds that each quote is what stands at its offsets.
func proven(t *testing.T, f Findings) {
	t.Helper()
	var all []Words
	for _, e := range f.Events {
		all = append(append(all, e.Trigger), e.Evidence...)
	}
	for _, c := range f.Claims {
		all = append(all, c.Content...)
	}
	if len(all) == 0 {
		t.Error("no quotes")
	}
	for _, w := range all {
		if f.Text[w.Start:w.End] != w.Text {
			t.Errorf("%q stands not at %d to %d", w.Text, w.Start, w.End)
		}
	}
}
