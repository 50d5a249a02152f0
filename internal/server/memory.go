package server

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"herodotus/internal/query"
)

// Figures of a whole archive take seconds to count when it has millions of
// events, and an archive that takes in news changes all the time. So they are
// counted when the server starts, and counted anew behind the back of who asks:
// he waits for a short while, else gets those of a moment ago.
const (
	maxKnown   = 128                    // figures that are kept
	patience   = 150 * time.Millisecond // how long one waits for new figures when there are old ones
	maxStale   = 10 * time.Minute       // older ones are not shown
	restFactor = 5                      // counting rests so many times as long as it took
	countTime  = 2 * time.Minute        // the longest that counting may take
)

// memory keeps figures by what was asked, of whatever type.
type memory struct {
	mu      sync.Mutex
	entries map[string]*list.Element // of *tallied
	recent  *list.List               // most recently used first
	flight  singleflight.Group
}

// tallied are figures with the version of the archive that they were counted in.
type tallied struct {
	key     string
	version uint64
	made    time.Time
	cost    time.Duration
	value   any
}

func newMemory() *memory { return &memory{entries: map[string]*list.Element{}, recent: list.New()} }

func (m *memory) get(key string) *tallied {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.entries[key]
	if e == nil {
		return nil
	}
	m.recent.MoveToFront(e)
	return e.Value.(*tallied)
}

func (m *memory) put(k *tallied) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e := m.entries[k.key]; e != nil {
		e.Value = k
		return
	}
	m.entries[k.key] = m.recent.PushFront(k)
	if m.recent.Len() > maxKnown {
		delete(m.entries, m.recent.Remove(m.recent.Back()).(*tallied).key)
	}
}

// staleKey holds an *atomic.Bool in the context of a request: whether its page shows older figures.
type staleKey struct{}

// withStale lets remember tell that figures are older ones.
func withStale(r *http.Request) (*http.Request, *atomic.Bool) {
	stale := new(atomic.Bool)
	return r.WithContext(context.WithValue(r.Context(), staleKey{}, stale)), stale
}

// remember gives the figures of a name and a question, counting them at most
// once for each version of the archive, whoever asks.
func remember[T any](ctx context.Context, s *Server, name, question string, count func(context.Context) (T, error)) (none T, err error) {
	version, err := s.cfg.Store.Version(ctx)
	if err != nil {
		return none, err
	}
	key := name + " " + today() + " " + question
	old := s.memory.get(key)
	if old != nil && old.version == version {
		return old.value.(T), nil
	}
	usable := old != nil && time.Since(old.made) < maxStale
	if usable && time.Since(old.made) < restFactor*old.cost {
		return older[T](ctx, old), nil
	}
	made := s.memory.flight.DoChan(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countTime)
		defer cancel()
		start := time.Now()
		v, err := count(ctx)
		if err != nil {
			return nil, err
		}
		k := &tallied{key: key, version: version, made: start, cost: time.Since(start), value: v}
		s.memory.put(k)
		return k, nil
	})
	var late <-chan time.Time // never, where there is nothing to show instead
	if usable {
		late = time.After(patience)
	}
	select {
	case r := <-made:
		if r.Err != nil {
			return none, r.Err
		}
		return r.Val.(*tallied).value.(T), nil
	case <-late:
		return older[T](ctx, old), nil
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// today is part of what is asked: "after:7d" means another week tomorrow.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

// older gives figures of an earlier version, and says so.
func older[T any](ctx context.Context, k *tallied) T {
	if stale, ok := ctx.Value(staleKey{}).(*atomic.Bool); ok {
		stale.Store(true)
	}
	return k.value.(T)
}

// warm counts what the front page and the views of the whole archive show. It
// rests as long as it counted, so that who asks meanwhile is not slowed down much.
func (s *Server) warm(ctx context.Context) {
	q := &query.Query{}
	start := time.Now()
	for _, count := range []func() error{
		func() error { _, err := s.holdings(ctx); return err },
		func() error { _, err := s.buckets(ctx, q, ""); return err },
		func() error { _, err := s.spots(ctx, q); return err },
		func() error { _, err := s.dyads(ctx, q); return err },
		func() error { _, err := s.persons(ctx, q); return err },
		func() error { _, err := s.voices(ctx, q); return err },
	} {
		begun := time.Now()
		if err := count(); err != nil {
			if ctx.Err() == nil {
				s.cfg.Log.Warn("count the archive", "error", err)
			}
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Since(begun)):
		}
	}
	s.cfg.Log.Info("counted the archive", "seconds", time.Since(start).Seconds())
}

func (s *Server) holdings(ctx context.Context) (query.Holdings, error) {
	return remember(ctx, s, "holdings", "", func(ctx context.Context) (query.Holdings, error) { return query.HoldingsOf(ctx, s.cfg.Store) })
}

func (s *Server) buckets(ctx context.Context, q *query.Query, step string) ([]query.Bucket, error) {
	return remember(ctx, s, "timeline "+step, q.String(), func(ctx context.Context) ([]query.Bucket, error) { return q.Timeline(ctx, s.cfg.Store, step) })
}

func (s *Server) spots(ctx context.Context, q *query.Query) ([]query.Spot, error) {
	return remember(ctx, s, "spots", q.String(), func(ctx context.Context) ([]query.Spot, error) { return q.Spots(ctx, s.cfg.Store, 500) })
}

func (s *Server) dyads(ctx context.Context, q *query.Query) ([]query.Dyad, error) {
	return remember(ctx, s, "dyads", q.String(), func(ctx context.Context) ([]query.Dyad, error) { return q.Dyads(ctx, s.cfg.Store, 150) })
}

func (s *Server) persons(ctx context.Context, q *query.Query) ([]query.Person, error) {
	return remember(ctx, s, "persons", q.String(), func(ctx context.Context) ([]query.Person, error) { return q.Persons(ctx, s.cfg.Store, 40) })
}

func (s *Server) voices(ctx context.Context, q *query.Query) ([]query.Person, error) {
	return remember(ctx, s, "voices", q.String(), func(ctx context.Context) ([]query.Person, error) { return q.Voices(ctx, s.cfg.Store, 30) })
}
