package server

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkPages makes pages of a small archive; "kept" is one that was asked for before.
func BenchmarkPages(b *testing.B) {
	c, err := coder()
	if err != nil {
		b.Fatal(err)
	}
	s, err := New(Config{Coder: c, Store: archive(b)})
	if err != nil {
		b.Fatal(err)
	}
	id := load(b, "war").Document.ID
	for name, path := range map[string]string{"article": "/article/" + id + "?event=v1&n=N", "search": "/search?q=type:ASSAULT&n=N", "map": "/map?n=N", "kept": "/map?n=0"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				r := httptest.NewRequest("GET", "http://localhost"+strings.Replace(path, "N", strconv.Itoa(i+1), 1), nil)
				r.Header.Set("Accept-Encoding", "gzip")
				w := httptest.NewRecorder()
				if s.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatal(w.Code, w.Body)
				}
			}
		})
	}
}
