package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"testing"

	"herodotus/internal/ingest"

	"github.com/klauspost/compress/gzip"
)

// BenchmarkInput codes the same articles from lines of JSON and from a
// compressed WARC file of web pages, as they are: what finding the article in
// its page costs is the difference in tokens a second of processor time.
func BenchmarkInput(b *testing.B) {
	list := texts(b)
	for _, in := range []struct {
		name string
		raw  []byte
	}{{"in.jsonl", lines(list)}, {"in.warc.gz", webArchive(list)}} {
		b.Run(in.name, func(b *testing.B) {
			c, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			start, bytes, n := cpuTime(b), 0, 0
			for b.Loop() {
				for r := range c.Run(context.Background(), ingest.Read(in.name, strings.NewReader(string(in.raw))), 2) {
					if r.Err != nil {
						b.Fatal(r.Err)
					}
					bytes += len(r.Record.Document.Text)
					n++
				}
			}
			if n != b.N*len(list) {
				b.Fatalf("%d articles, want %d", n, b.N*len(list))
			}
			b.ReportMetric(float64(bytes)/(cpuTime(b)-start).Seconds()/1e3, "KB/cpu-s")
		})
	}
}

func lines(list []ingest.Article) []byte {
	var b bytes.Buffer
	for _, a := range list {
		line, _ := json.Marshal(map[string]string{"text": a.Text, "published": a.Published})
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// webArchive wraps each article in a page of some 60 KB, of which most are
// scripts, styles and links, as on news sites.
func webArchive(list []ingest.Article) []byte {
	script := "<script>" + strings.Repeat("window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}", 400) + "</script>"
	style := "<style>" + strings.Repeat(".card__title--large{margin:0 auto;padding:4px 8px}", 200) + "</style>"
	var menu, more strings.Builder
	for i := range 60 {
		fmt.Fprintf(&menu, `<li class="nav__item"><a class="nav__link" href="/section/%d">Section %d</a></li>`, i, i)
		fmt.Fprintf(&more, `<div class="card"><a href="/story/%d"><img src="/i/%d.jpg"><h3 class="card__title">Another story with a headline of some length %d</h3></a></div>`, i, i, i)
	}
	var out bytes.Buffer
	for i, a := range list {
		var body strings.Builder
		for p := range strings.Lines(a.Text) {
			if p = strings.TrimSpace(p); p != "" {
				fmt.Fprintf(&body, "<p>%s</p>", html.EscapeString(p))
			}
		}
		page := fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>Story %d</title><meta property="article:published_time" content="%s">%s%s</head><body><header><ul>%s</ul></header><main><article>%s</article></main><section class="related">%s</section>%s</body></html>`,
			i, a.Published, style, script, menu.String(), body.String(), more.String(), script[:len(script)/3]+"</script>")
		answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
		z := gzip.NewWriter(&out)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(answer), answer)
		z.Close()
	}
	return out.Bytes()
}
