package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// samples are articles of our own, as every format must give them back.
func samples(tb testing.TB) []Article {
	tb.Helper()
	names, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(names) == 0 {
		tb.Fatalf("no articles: %v", err)
	}
	var out []Article
	for i, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		var lines []string
		for l := range strings.Lines(string(raw)) {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
		out = append(out, Article{
			ID: fmt.Sprintf("tag:%d", i), Text: strings.Join(lines, "\n\n"), Title: fmt.Sprintf("Envoys & “guards” meet, part %d", i+1),
			URL: fmt.Sprintf("https://news.example/2023/%d", i), Publisher: "The Example Post", Language: "en",
			Published: fmt.Sprintf("2023-09-%02dT10:30:00Z", i+1)})
	}
	return out
}

func paragraphs(a Article) string {
	var b strings.Builder
	for _, p := range strings.Split(a.Text, "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
	}
	return b.String()
}

func page(a Article) string {
	e := html.EscapeString
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s | Example</title>
<meta property="og:title" content="%s"><meta property="og:site_name" content="%s"><link rel="canonical" href="%s">
<meta property="article:published_time" content="%s"></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>%s</h1>%s</article><footer>Terms of use</footer></body></html>`, e(a.Title), e(a.Title), e(a.Publisher), e(a.URL), a.Published, e(a.Title), paragraphs(a))
}

func x(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// writers make one file of articles in each format; what the format cannot
// carry is named in lost.
var writers = []struct {
	name, lost string
	write      func(tb testing.TB, list []Article) []byte
}{
	{"a.jsonl", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		for _, a := range list {
			line, _ := json.Marshal(map[string]string{"id": a.ID, "text": a.Text, "title": a.Title, "url": a.URL, "publisher": a.Publisher, "published": a.Published})
			fmt.Fprintf(&b, "%s\n", line)
		}
		return b.Bytes()
	}},
	{"list.json", "", func(tb testing.TB, list []Article) []byte {
		var all []map[string]any
		for _, a := range list {
			all = append(all, map[string]any{"guid": a.ID, "content": a.Text, "headline": a.Title, "link": a.URL, "source": map[string]string{"name": a.Publisher}, "publishedAt": a.Published})
		}
		raw, _ := json.MarshalIndent(map[string]any{"status": "ok", "articles": all}, "", " ")
		return raw
	}},
	{"a.csv", "", func(tb testing.TB, list []Article) []byte { return table2(list, ',') }},
	{"semicolons.csv", "", func(tb testing.TB, list []Article) []byte { return table2(list, ';') }},
	{"a.tsv", "", func(tb testing.TB, list []Article) []byte { return table2(list, '\t') }},
	{"a.parquet", "", writeParquet},
	{"rss.xml", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>%s</title><link>https://news.example/</link><language>en-gb</language>`, x(list[0].Publisher))
		for _, a := range list {
			when, _ := time.Parse(time.RFC3339, a.Published)
			fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate><description>Short.</description><content:encoded>%s</content:encoded></item>`,
				x(a.Title), x(a.URL), x(a.ID), when.Format(time.RFC1123Z), x(paragraphs(a)))
		}
		b.WriteString("</channel></rss>")
		return b.Bytes()
	}},
	{"atom.xml", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		fmt.Fprintf(&b, `<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>f</id>`, x(list[0].Publisher))
		for _, a := range list {
			fmt.Fprintf(&b, `<entry><title>%s</title><link href="%s"/><id>%s</id><published>%s</published><updated>2024-01-01T00:00:00Z</updated><content type="html">%s</content></entry>`,
				x(a.Title), x(a.URL), x(a.ID), a.Published, x(paragraphs(a)))
		}
		b.WriteString("</feed>")
		return b.Bytes()
	}},
	{"feed.json", "", func(tb testing.TB, list []Article) []byte {
		var items []map[string]any
		for _, a := range list {
			items = append(items, map[string]any{"id": a.ID, "url": a.URL, "title": a.Title, "content_text": a.Text, "date_published": a.Published})
		}
		raw, _ := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": list[0].Publisher, "items": items})
		return raw
	}},
	{"ninjs1.json", "", ninjs(func(a Article) map[string]any {
		return map[string]any{"uri": a.URL, "type": "text", "headline": a.Title, "body_html": paragraphs(a), "versioncreated": a.Published, "language": "en", "infosource": []any{map[string]any{"name": a.Publisher}}}
	})},
	{"ninjs2.json", "", ninjs(func(a Article) map[string]any {
		return map[string]any{"uri": a.URL, "type": "text", "headlines": []any{map[string]any{"value": a.Title}}, "bodies": []any{map[string]any{"contenttype": "text/html", "value": paragraphs(a)}, map[string]any{"contenttype": "text/plain", "value": a.Text}},
			"firstcreated": a.Published, "infosources": []any{map[string]any{"name": a.Publisher}}}
	})},
	{"ninjs3.json", "", ninjs(func(a Article) map[string]any {
		return map[string]any{"uri": a.URL, "standard": map[string]any{"name": "ninjs", "version": "3.0"}, "headlines": []any{map[string]any{"role": "main", "value": a.Title}}, "bodies": []any{map[string]any{"contentType": "text/html", "value": paragraphs(a)}},
			"versionCreated": a.Published, "infoSources": []any{map[string]any{"name": a.Publisher}}}
	})},
	{"newsml.xml", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		b.WriteString(`<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><packageItem guid="p"><itemMeta/></packageItem>`)
		for i, a := range list {
			body := fmt.Sprintf(`<nitf><head/><body><body.head><hedline><hl1>Other</hl1></hedline></body.head><body.content>%s</body.content></body></nitf>`, paragraphs(a))
			if i%2 == 1 {
				body = fmt.Sprintf(`<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Other</h:title></h:head><h:body>%s</h:body></h:html>`, strings.ReplaceAll(strings.ReplaceAll(paragraphs(a), "<p>", "<h:p>"), "</p>", "</h:p>"))
			}
			fmt.Fprintf(&b, `<newsItem guid="%s" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/><provider qcode="x:y"><name>%s</name></provider><versionCreated>%s</versionCreated></itemMeta><contentMeta><headline>%s</headline></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">%s</inlineXML></contentSet></newsItem>`,
				x(a.ID), x(a.Publisher), a.Published, x(a.Title), body)
		}
		b.WriteString(`</itemSet></newsMessage>`)
		return b.Bytes()
	}},
	{"newsml1.xml", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		b.WriteString(`<?xml version="1.0"?><!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "http://www.iptc.org/std/NewsML/1.2/specification/NewsML_1.2.dtd"><NewsML><NewsEnvelope/>`)
		for i, a := range list {
			body := paragraphs(a)
			if i%2 == 0 {
				body = "<nitf><body><body.content>" + body + "</body.content></body></nitf>"
			}
			when, _ := time.Parse(time.RFC3339, a.Published)
			fmt.Fprintf(&b, `<NewsItem><Identification><NewsIdentifier><ProviderId>news.example</ProviderId><PublicIdentifier>%s</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>%s</FirstCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>%s</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="%s"/></Provider></AdministrativeMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
<NewsComponent><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata><ContentItem><MediaType FormalName="Text"/><DataContent>%s</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem>`,
				x(a.ID), when.Format("20060102T150405Z0700"), x(a.Title), x(a.Publisher), body)
		}
		b.WriteString(`</NewsML>`)
		return b.Bytes()
	}},
	{"a.mbox", "", func(tb testing.TB, list []Article) []byte {
		var b bytes.Buffer
		for _, a := range list {
			fmt.Fprintf(&b, "From x@y Thu Sep 14 10:00:00 2023\n%s\n", strings.ReplaceAll(message(a), "\r\n", "\n"))
		}
		return b.Bytes()
	}},
	{"a.warc", "", func(tb testing.TB, list []Article) []byte { return writeWARC(list, false) }},
	{"a.warc.gz", "", func(tb testing.TB, list []Article) []byte { return writeWARC(list, true) }},
}

func ninjs(item func(Article) map[string]any) func(testing.TB, []Article) []byte {
	return func(tb testing.TB, list []Article) []byte {
		var all []any
		for _, a := range list {
			all = append(all, item(a))
		}
		raw, _ := json.Marshal(all)
		return raw
	}
}

func table2(list []Article, comma rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	w.Write([]string{"ID", "Published At", "Headline", "Body", "Source", "URL"})
	for _, a := range list {
		w.Write([]string{a.ID, a.Published, a.Title, a.Text, a.Publisher, a.URL})
	}
	w.Flush()
	return b.Bytes()
}

func writeParquet(tb testing.TB, list []Article) []byte {
	type source struct {
		Name string `parquet:"name"`
	}
	type row struct {
		GUID  string    `parquet:"guid"`
		Title *string   `parquet:"title,optional"`
		Text  []string  `parquet:"text,list"`
		When  time.Time `parquet:"date,timestamp(millisecond)"`
		From  source    `parquet:"source"`
		URL   string    `parquet:"url"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.Compression(&parquet.Zstd))
	for _, a := range list {
		when, err := time.Parse(time.RFC3339, a.Published)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]row{{a.ID, &a.Title, strings.Split(a.Text, "\n\n"), when, source{a.Publisher}, a.URL}}); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// mhtml is a page as browsers save it.
func mhtml(a Article) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: <Saved by Blink>\r\nSnapshot-Content-Location: %s\r\nSubject: x\r\nDate: Fri, 1 Dec 2023 10:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n\r\n------B\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: %s\r\n\r\n", a.URL, a.URL)
	q := quotedprintable.NewWriter(&b)
	q.Write([]byte(strings.ReplaceAll(page(a), "\n", "\r\n")))
	q.Close()
	b.WriteString("\r\n------B\r\nContent-Type: text/css\r\nContent-Location: cid:css@mhtml.blink\r\n\r\nbody { margin: 0 }\r\n------B--\r\n")
	return b.String()
}

func message(a Article) string {
	var b bytes.Buffer
	when, _ := time.Parse(time.RFC3339, a.Published)
	fmt.Fprintf(&b, "From: \"%s\" <news@news.example>\r\nTo: x@y.example\r\nSubject: =?utf-8?q?Envoys_&_=E2=80=9Cguards=E2=80=9D_meet,_part_%s?=\r\nDate: %s\r\nMessage-ID: <%s>\r\nArchived-At: <%s>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
		a.Publisher, a.Title[len(a.Title)-1:], when.Format(time.RFC1123Z), a.ID, a.URL)
	q := quotedprintable.NewWriter(&b)
	q.Write([]byte(strings.ReplaceAll(a.Text, "\n", "\r\n")))
	q.Close()
	b.WriteString("\r\n")
	return b.String()
}

func warcRecord(kind, uri, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Record-ID: <urn:x>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, len(block), block)
}

func answer(contentType, body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nX-Crawler-Content-Encoding: gzip\r\n\r\n%s", contentType, body)
}

func writeWARC(list []Article, packed bool) []byte {
	var b bytes.Buffer
	records := []string{warcRecord("warcinfo", "", "software: test\r\n"), warcRecord("request", "https://news.example/", "GET / HTTP/1.1\r\n\r\n"),
		warcRecord("response", "https://news.example/a.png", answer("image/png", "\x89PNG")),
		warcRecord("response", "https://news.example/moved", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")}
	for _, a := range list {
		records = append(records, warcRecord("response", a.URL, answer("text/html; charset=utf-8", page(a))))
	}
	for _, r := range records {
		if !packed {
			b.WriteString(r)
			continue
		}
		z := gzip.NewWriter(&b)
		z.Write([]byte(r))
		z.Close()
	}
	return b.Bytes()
}

// noID are formats that carry no identifier, or use the address as one.
func expect(name string, a Article) Article {
	switch {
	case strings.Contains(name, "warc"), strings.HasSuffix(name, "xml") && !strings.HasPrefix(name, "newsml"), name == "feed.json":
		a.ID = ""
	case strings.HasPrefix(name, "ninjs"):
		a.ID = a.URL
	case strings.HasPrefix(name, "newsml"):
		a.URL = ""
	}
	return a
}

// A page that a browser saved is read as the page that it is.
func TestSavedPage(t *testing.T) {
	want := samples(t)[0]
	for a, err := range Read("page.mhtml", strings.NewReader(mhtml(want))) {
		if err != nil || a.Text != want.Text || a.Title != want.Title || a.URL != want.URL || a.Published != want.Published || a.Publisher != want.Publisher {
			t.Errorf("%+v %v", a, err)
		}
	}
}

func TestRoundTrips(t *testing.T) {
	list := samples(t)
	for _, w := range writers {
		raw := w.write(t, list)
		for _, p := range []struct{ ext, kind string }{{"", ""}, {".gz", "gzip"}, {".zst", "zstd"}} {
			var got []Article
			for a, err := range Read(w.name+p.ext, bytes.NewReader(pack(t, p.kind, raw))) {
				if err != nil {
					t.Errorf("%s%s: %v", w.name, p.ext, err)
				}
				if len(a.RawSHA256) != 64 {
					t.Errorf("%s%s: hash %q", w.name, p.ext, a.RawSHA256)
				}
				for _, w := range a.Warnings {
					t.Errorf("%s: warning %s", a.Input, w)
				}
				a.Input, a.RawSHA256, a.Skip, a.Agency = "", "", nil, ""
				got = append(got, a)
			}
			var want []Article
			for _, a := range list {
				want = append(want, expect(w.name, a))
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s%s (-want +got):\n%.3000s", w.name, p.ext, d)
			}
		}
	}
}

// TestSingle reads the formats that hold one article.
func TestSingle(t *testing.T) {
	a := samples(t)[0]
	nitfFile := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata><doc-id id-string="%s"/><date.issue norm="20230901T103000Z"/></docdata><pubdata name="%s"/></head><body><body.head><hedline><hl1>%s</hl1></hedline></body.head><body.content>%s</body.content></body></nitf>`,
		x(a.ID), x(a.Publisher), x(a.Title), paragraphs(a))
	for _, c := range []struct{ name, in string }{{"a.html", page(a)}, {"unnamed", page(a)}, {"a.eml", message(a)}, {"-", message(a)}, {"a.xml", nitfFile}} {
		for got, err := range Read(c.name, strings.NewReader(c.in)) {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got.Title != a.Title || got.Published != a.Published || got.Publisher != a.Publisher {
				t.Errorf("%s: got %q, %q, %q", c.name, got.Title, got.Published, got.Publisher)
			}
			if d := cmp.Diff(a.Text, strings.TrimRight(got.Text, "\n")); d != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, d)
			}
		}
	}
}

func pack(tb testing.TB, kind string, raw []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	switch kind {
	case "gzip":
		z := gzip.NewWriter(&b)
		z.Write(raw)
		z.Close()
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			tb.Fatal(err)
		}
		z.Write(raw)
		z.Close()
	default:
		return raw
	}
	return b.Bytes()
}
