package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWatch polls a feed and a dead one, then again after a restart, then a
// list with one entry more.
func TestWatch(t *testing.T) {
	items := entry(1)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Example Post</title>%s</channel></rss>`, items)
	}))
	defer site.Close()
	dir := t.TempDir()
	db, list := filepath.Join(dir, "w.db"), filepath.Join(dir, "feeds.opml")
	os.WriteFile(list, fmt.Appendf(nil, `<opml version="2.0"><body><outline xmlUrl="%s/feed"/><outline xmlUrl="%s/dead"/></body></opml>`, site.URL, site.URL), 0o644)
	watch := func(want string, code int, args ...string) {
		t.Helper()
		var out, err bytes.Buffer
		got := run(append([]string{"watch", "--once", "--pause", "1ms", "--db", db}, args...), &streams{in: strings.NewReader(""), out: &out, err: &err})
		if all := out.String() + err.String(); got != code || !strings.Contains(all, want) {
			t.Errorf("watch %v: exit %d, want %d with %q:\n%s", args, got, code, want, all)
		}
	}
	watch(`"documents":1`, exitSome, list)
	watch("", exitOK)
	items += entry(2)
	watch(`"documents":1`, exitOK, "--every", "1ns", site.URL+"/feed?again")
	watch("feeds are read from the web", exitUsage, "ftp://news.example/")
	watch("names no feed", exitSome, os.DevNull)
}

func entry(n int) string {
	return fmt.Sprintf(`<item><guid isPermaLink="false">%d</guid><title>T</title><pubDate>Fri, 0%d Mar 2024 08:00:00 GMT</pubDate>
<description>Kenya recalled its ambassador from Sudan on Monday, the foreign ministry in Nairobi said.</description></item>`, n, n)
}
