package server

import (
	"bytes"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/singleflight"
)

// maxCached bounds the finished pages that are kept, in bytes.
const maxCached = 32 << 20

// makingPlaces bounds the pages that are made from the archive at once: more
// would only make all of them slower.
func makingPlaces() int { return 4 * max(2, runtime.GOMAXPROCS(0)) }

// cache keeps finished pages of the archive until it changes, and lets many who
// ask for the same page at once wait for one answer.
type cache struct {
	mu      sync.Mutex
	entries map[string]*list.Element // of *cached
	recent  *list.List               // most recently used first
	bytes   int
	flight  singleflight.Group
}

// cached is one finished page. Only the compressed form is kept: nearly all ask
// for that, and it takes a fifth of the room.
type cached struct {
	key, tag, kind string
	status         int
	body           []byte
	zipped         bool // body is compressed
}

func newCache() *cache { return &cache{entries: map[string]*list.Element{}, recent: list.New()} }

func (c *cache) get(key string) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[key]
	if e == nil {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cached)
}

func (c *cache) put(p *cached) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[p.key] != nil || p.size() > maxCached/8 {
		return
	}
	c.entries[p.key] = c.recent.PushFront(p)
	for c.bytes += p.size(); c.bytes > maxCached; {
		last := c.recent.Back()
		old := c.recent.Remove(last).(*cached)
		delete(c.entries, old.key)
		c.bytes -= old.size()
	}
}

func (p *cached) size() int { return len(p.body) + len(p.key) + 200 }

// kept answers from the cache. A key holds all that a page depends on: the
// address, who asks, the day and the version of the archive.
func (s *Server) kept(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		version, err := s.cfg.Store.Version(r.Context())
		if err != nil {
			s.trouble(w, r, err)
			return
		}
		id := asking(r)
		key := fmt.Sprintf("%d %s %d %q %v %s", version, today(), id.Role, id.Name, strings.Contains(r.Header.Get("Accept"), "html"), r.URL.RequestURI())
		p := s.cache.get(key)
		if p == nil {
			made, _, shared := s.cache.flight.Do(key, func() (any, error) {
				s.making <- struct{}{}
				defer func() { <-s.making }()
				b := &taken{header: http.Header{}, status: http.StatusOK}
				r, stale := withStale(r)
				h(b, r)
				p := b.finish(key)
				if p.status == http.StatusOK && !stale.Load() {
					s.cache.put(p)
				}
				return p, nil
			})
			if p = made.(*cached); p.status != http.StatusOK && shared {
				h(w, r) // whoever asked first may have gone away
				return
			}
		}
		p.write(w, r)
	}
}

func (p *cached) write(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", p.kind)
	if p.status == http.StatusOK {
		w.Header().Set("ETag", p.tag)
		if strings.Contains(r.Header.Get("If-None-Match"), strings.TrimPrefix(p.tag, "W/")) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if !p.zipped {
		w.WriteHeader(p.status)
		w.Write(p.body)
		return
	}
	w.Header().Add("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip") // and the wrapper around compresses no more
		w.WriteHeader(p.status)
		w.Write(p.body)
		return
	}
	w.WriteHeader(p.status)
	if z, err := gzip.NewReader(bytes.NewReader(p.body)); err == nil { // of our own making
		io.Copy(w, z)
	}
}

// zip compresses a page once for all who will ask for it; what is small stays as it is.
func zip(body []byte) ([]byte, bool) {
	var b bytes.Buffer
	if len(body) < gzhttp.DefaultMinSize {
		return body, false
	}
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return body, false
	}
	if _, err := z.Write(body); err != nil || z.Close() != nil {
		return body, false
	}
	return b.Bytes(), true
}

// taken is a page that is taken in, to be kept.
type taken struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *taken) Header() http.Header         { return b.header }
func (b *taken) WriteHeader(status int)      { b.status = status }
func (b *taken) Write(p []byte) (int, error) { return b.body.Write(p) }

func (b *taken) finish(key string) *cached {
	sum := sha256.Sum256(b.body.Bytes())
	p := &cached{key: key, tag: `W/"` + hex.EncodeToString(sum[:12]) + `"`, kind: b.header.Get("Content-Type"), status: b.status}
	p.body, p.zipped = zip(b.body.Bytes())
	return p
}
