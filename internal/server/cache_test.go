package server

import (
	"net/http"
	"strings"
	"sync"
	"testing"
)

// TestKept: one page is made for all who ask at once, again only when the archive
// changes, and is the same with and without compression.
func TestKept(t *testing.T) {
	st := archive(t)
	u := start(t, Config{Store: st}).URL
	resp, plain := call(t, "GET", u+"/map", nil, "Accept-Encoding", "identity")
	tag := resp.Header.Get("ETag")
	resp, zipped := call(t, "GET", u+"/map", nil) // Go's client asks for gzip and undoes it
	if plain != zipped || !resp.Uncompressed || !strings.Contains(plain, "</html>") {
		t.Error("the compressed page is another")
	}
	if resp, body := call(t, "GET", u+"/map", nil, "If-None-Match", tag); resp.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("with its tag: %s", resp.Status)
	}
	if _, other := call(t, "GET", u+"/map?q=type:CONSULT", nil); other == plain {
		t.Error("another question, the same page")
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for k := range 100 {
				c.put(&cached{key: strings.Repeat("k", i*100+k+1), body: make([]byte, 1<<20)})
				c.get("k")
			}
		})
	}
	wg.Wait()
	if c.bytes > maxCached || len(c.entries) != c.recent.Len() || c.recent.Len() < 20 {
		t.Errorf("%d bytes in %d entries, %d in the list", c.bytes, len(c.entries), c.recent.Len())
	}
}
