package server

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"herodotus/internal/store"
	"herodotus/record"
)

// TestRemember: figures are counted once a version; when the archive has changed,
// the old ones are shown at once and new ones counted behind.
func TestRemember(t *testing.T) {
	st := archive(t)
	s, err := New(Config{Coder: nil, Store: st})
	if err != nil {
		t.Fatal(err)
	}
	var counted atomic.Int32
	slow := make(chan struct{}, 10)
	ask := func(ctx context.Context) (int32, error) {
		return remember(ctx, s, "figure", "q", func(context.Context) (int32, error) {
			<-slow
			return counted.Add(1), nil
		})
	}
	slow <- struct{}{}
	for range 3 {
		if n, err := ask(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
	}
	run, err := st.Run(t.Context(), record.Provenance{Version: "more"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Put(t.Context(), run, []store.Item{{Record: load(t, "war")}}); err != nil {
		t.Fatal(err)
	}
	s.memory.get("figure " + today() + " q").cost = 0 // else counting would rest
	var stale atomic.Bool
	ctx := context.WithValue(t.Context(), staleKey{}, &stale)
	if n, err := ask(ctx); n != 1 || err != nil || !stale.Load() {
		t.Fatal("no older figure while the new one is counted:", n, err, stale.Load())
	}
	slow <- struct{}{}
	for range 100 {
		if n, err := ask(ctx); err != nil {
			t.Fatal(err)
		} else if n == 2 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the new figure never came")
}

func TestRememberFaults(t *testing.T) {
	s, err := New(Config{Store: archive(t)})
	if err != nil {
		t.Fatal(err)
	}
	bad := errors.New("no such table")
	if _, err := remember(t.Context(), s, "figure", "", func(context.Context) (int, error) { return 0, bad }); !errors.Is(err, bad) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := remember(ctx, s, "figure", "", func(ctx context.Context) (int, error) { return 1, nil }); err == nil {
		t.Error("who has gone away gets an answer")
	}
}

// TestMemoryIsBounded: of many figures the last ones are kept.
func TestMemoryIsBounded(t *testing.T) {
	m := newMemory()
	for i := range 3 * maxKnown {
		m.put(&tallied{key: string(rune('a' + i))})
		m.put(&tallied{key: "again"})
		m.get("again")
	}
	if len(m.entries) != maxKnown || m.recent.Len() != maxKnown || m.get("again") == nil || m.get("a") != nil {
		t.Error(len(m.entries), m.recent.Len())
	}
}
