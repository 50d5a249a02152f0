package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

const sound = "Kenya recalled its ambassador from Sudan on Monday, the foreign ministry in Nairobi said."

// hostile are files that should not be, with what must become of them: the
// articles that are still found in them and the reasons of their faults.
func hostile(tb testing.TB) []struct {
	name, in string
	articles int
	reasons  []Reason
} {
	gz := func(s string) string { return string(pack(tb, "gzip", []byte(s))) }
	zst := func(s string) string { return string(pack(tb, "zstd", []byte(s))) }
	line := `{"text":"` + sound + `"}` + "\n"
	noise := make([]byte, 9000)
	rand.New(rand.NewSource(1)).Read(noise)
	good := Article{Text: sound + " " + sound + "\n\n" + strings.Repeat(sound+" ", 3), Title: "T", URL: "https://news.example/1", Publisher: "P", Published: "2023-09-14"}
	pageText := page(good)
	record := warcRecord("response", good.URL, answer("text/html", pageText))
	rss := func(items string) string {
		return `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>` + items + `</channel></rss>`
	}
	item := `<item><title>T</title><description>` + sound + `</description></item>`
	parquetFile := string(writeParquet(tb, samples(tb)))
	ones := func(r ...Reason) []Reason { return r }
	return []struct {
		name, in string
		articles int
		reasons  []Reason
	}{
		// Nothing, and nothing but white space.
		{"empty.txt", "", 0, ones(Empty)}, {"empty.jsonl", "", 0, ones(Empty)}, {"empty.html", "", 0, ones(Empty)}, {"empty.warc.gz", "", 0, ones(Empty)},
		{"empty.csv", "", 0, ones(Empty)}, {"empty.parquet", "", 0, ones(Empty)}, {"empty.eml", "", 0, ones(Empty)}, {"empty.gz", gz(""), 0, ones(Empty)},
		{"empty.zst", zst(""), 0, ones(Empty)}, {"blanks.txt", " \n\t\n\u00a0", 0, ones(Empty)}, {"mark.txt", "\ufeff", 0, ones(Empty)},
		{"empty.xml", " ", 0, ones(UnknownFormat)},
		// Compression.
		{"cut.txt.gz", gz(strings.Repeat(sound, 50))[:60], 0, ones(Broken)}, {"cut.txt.zst", zst(strings.Repeat(string(noise), 9))[:900], 0, ones(Broken)},
		{"head.gz", "\x1f\x8b", 0, ones(Broken)}, {"rubbish.gz", "\x1f\x8b" + string(noise), 0, ones(Broken)},
		{"rubbish.zst", "\x28\xb5\x2f\xfd" + string(noise), 0, ones(Broken)}, {"crc.txt.gz", flip(gz(sound), -6), 0, ones(Broken)},
		{"trailing.jsonl.gz", gz(line) + "rubbish", 1, ones(Broken)}, {"members.jsonl.gz", gz(line) + gz(line), 2, nil},
		{"bomb.txt.gz", string(bomb(tb, "gzip", 100<<20)), 0, ones(TooLarge)}, {"bomb.jsonl.zst", string(bomb(tb, "zstd", 100<<20)), 0, ones(TooLarge)},
		{"nested.gz", gz(gz(gz(gz(gz(sound))))), 0, ones(TooLarge)}, {"twice.txt.gz", gz(gz(sound)), 1, nil},
		{"named.gz.txt", sound, 1, nil}, {"named.txt.gz", sound, 1, nil}, {"zst-as-gz.txt.gz", zst(sound), 1, nil},
		// Characters.
		{"utf16.txt", utf16(sound, "\xff\xfe", 0), 1, nil}, {"utf16be.txt", utf16(sound, "\xfe\xff", 1), 1, nil}, {"utf16-bare.txt", utf16(sound, "", 0), 1, nil},
		{"utf16.jsonl", utf16(line+line, "\xff\xfe", 0), 2, nil}, {"utf16.csv", utf16("text\n"+sound+"\n", "\xff\xfe", 0), 1, nil},
		{"utf16.html", utf16(pageText, "\xff\xfe", 0), 1, nil}, {"utf16.rss", utf16(strings.Replace(rss(item), `"1.0"`, `"1.0" encoding="utf-16"`, 1), "\xff\xfe", 0), 1, nil},
		{"odd-utf16.txt", utf16(sound, "\xff\xfe", 0) + "x", 1, nil}, {"nuls.txt", "Kenya\x00 recalled its envoy." + strings.Repeat(sound, 9), 1, nil},
		{"all-nuls.txt", strings.Repeat("\x00", 4000), 0, ones(Binary)}, {"noise.bin", string(noise), 0, ones(Binary)}, {"invalid.txt", "Kenya \xff\xfe\xc3 recalled its envoy from Sudan.", 1, nil},
		{"surrogate.jsonl", `{"text":"Kenya \ud83d recalled \udc00 its envoy from Sudan."}`, 1, nil}, {"nul.jsonl", `{"text":"Kenya\u0000 recalled its envoy from Sudan."}`, 1, nil},
		{"controls.txt", strings.Repeat("\x01\x02", 99), 0, ones(Binary)}, {"bidi.txt", "\u202e" + sound + "\u202c\u200b", 1, nil},
		{"zalgo.txt", "K" + strings.Repeat("\u0301", 5000) + sound, 1, nil}, {"latin1.html", strings.Replace(pageText, "Kenya", "K\xe9nya", 1), 1, nil},
		// Length and depth.
		{"line.txt", strings.Repeat("x", 50<<20), 0, ones(TooLarge)}, {"long.jsonl", `{"text":"` + strings.Repeat("x", maxLine) + `"}` + "\n" + line, 1, ones(TooLarge)},
		{"line.csv", "text\n" + strings.Repeat("x", 17<<20) + "\n" + sound + "\n", 1, ones(TooLarge)}, {"deep.html", strings.Repeat("<div>", 100000) + sound, 0, ones(Broken)},
		{"deep-list.html", "<html><body>" + strings.Repeat("<ul><li>", 300) + sound + "</body></html>", 0, ones(Broken)}, {"deep.json", strings.Repeat("[", 100000), 0, ones(Broken)},
		{"deep.jsonl", strings.Repeat(`{"a":`, 20000) + "\n" + line, 1, ones(Broken)}, {"scripts.html", "<html>" + strings.Repeat("<script>", 200000), 0, ones(NoArticle)},
		{"attributes.html", "<html><p " + strings.Repeat("a=b ", 100000) + ">", 0, ones(NoArticle)}, {"open.html", "<html><body><p>" + strings.Repeat("<b><i>", 300) + sound, 0, ones(Broken)},
		// XML.
		{"laughs.xml", laughs(rss("<item><title>&lol9;</title><description>&lol9;</description></item>")), 1, nil},
		{"external.xml", `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rss(`<item><description>&x;</description></item>`)[21:], 1, nil},
		{"cut.rss", rss(item)[:90], 0, ones(Broken)}, {"no-items.rss", rss(""), 0, ones(NoArticle)}, {"no-text.rss", rss("<item><title>T</title></item>" + item), 1, ones(Empty)},
		{"no-date.rss", rss(item), 1, nil}, {"absurd-date.rss", rss(strings.Replace(item, "<item>", "<item><pubDate>Thu, 99 Foo 99999 25:61:61 XYZ</pubDate>", 1)), 1, nil},
		{"other.xml", `<?xml version="1.0"?><svg><text>x</text></svg>`, 0, ones(UnknownFormat)}, {"cut.newsml", `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="1"><itemMeta>`, 0, ones(Broken)},
		{"no-text.newsml", `<newsItem guid="1"><itemMeta/><contentSet/></newsItem>`, 0, ones(NoArticle)}, {"list.opml", `<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>`, 0, ones(NoArticle)},
		{"cut.opml", `<opml><body><outline`, 0, ones(Broken)}, {"nul.rss", rss(item) + "\x00", 0, ones(Broken)}, {"bad.rss", rss(item + "<item><description>a & b < c</wrong></item>"), 0, ones(Broken)},
		// JSON.
		{"broken.jsonl", line + "{\n" + line, 2, ones(Broken)}, {"null.jsonl", "null\n" + line, 1, ones(Broken)}, {"list.jsonl", `["a"]` + "\n" + line, 1, ones(Broken)},
		{"two.jsonl", strings.TrimSpace(line) + line, 0, ones(Broken)}, {"no-text.jsonl", `{"headline":"T"}` + "\n" + line, 1, ones(NoArticle)}, {"wrong-type.jsonl", `{"text":{"a":1}}` + "\n" + line, 1, ones(Empty)},
		{"cut.json", "[" + strings.TrimSpace(line) + ",{", 1, ones(Broken)}, {"open.json", "[" + strings.TrimSpace(line), 1, ones(Broken)}, {"numbers.json", "[1,2]", 0, ones(Broken, Broken)},
		{"absurd-date.jsonl", `{"text":"` + sound + `","published":"0000-00-00"}`, 1, nil}, {"huge-number.jsonl", `{"text":"` + sound + `","published":1e999}`, 1, nil},
		{"duplicate-keys.jsonl", `{"text":"x","text":"` + sound + `"}`, 1, nil},
		// Tables.
		{"ragged.csv", "id;text;date\n1;" + sound + "\n2;" + sound + ";2023-01-01;x;y\n3;" + sound + ";2023-01-02\n", 2, ones(Broken)},
		{"quotes.csv", "text\n\"" + sound + "\nwithout an end\n", 1, nil}, {"no-text.csv", "a,b\n1,2\n", 0, ones(NoArticle)}, {"header.csv", "text,title\n", 0, ones(NoArticle)},
		{"nul.csv", "text\nKenya\x00 recalled its envoy from Sudan.\n", 1, nil}, {"cut.parquet", parquetFile[:len(parquetFile)/2], 0, ones(Broken)},
		{"magic.parquet", "PAR1PAR1", 0, ones(Broken)}, {"flipped.parquet", flip(parquetFile, -6), 0, ones(Broken)}, {"rubbish.parquet", "PAR1" + string(noise) + "\xff\xff\xff\x7fPAR1", 0, ones(Broken)},
		// Mail.
		{"cut.eml", message(good)[:200], 0, ones(NoArticle)}, {"no-boundary.eml", "From: a@b.c\nSubject: x\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\n" + sound, 1, nil},
		{"picture.eml", "From: a@b.c\nSubject: x\nDate: x\nContent-Type: image/png\n\nxx", 0, ones(NoArticle)}, {"rubbish.eml", ":::\n\n" + string(noise), 0, ones(Binary)},
		{"bad.mbox", "From x\nSubject: y\n\nFrom \n\n", 0, ones(NoArticle, NoArticle)},
		// WARC.
		{"cut.warc", record[:len(record)-900], 0, ones(Broken)}, {"cut.warc.gz", gz(record)[:500], 0, ones(Broken)}, {"middle.warc.gz", gz(record) + flip(gz(record), 300) + gz(record), 2, ones(Broken)},
		{"rubbish-between.warc.gz", gz(record) + string(noise) + gz(record), 2, ones(Broken)}, {"cut-member.warc.gz", gz(record) + gz(record)[:400] + gz(record), 2, ones(Broken)},
		{"bad-length.warc", strings.Replace(record, "Content-Length: ", "Content-Length: 9", 1) + record, 1, ones(Broken)}, {"no-length.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + record, 1, ones(Broken)},
		{"negative.warc", "WARC/1.0\r\nContent-Length: -5\r\n\r\n" + record, 1, ones(Broken)}, {"huge-length.warc", "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n" + record, 1, ones(TooLarge)},
		{"short-length.warc", warcRecord("response", "x", "HTTP/1.1 200 OK\r\n\r\nxx") + "rubbish" + record, 1, ones(Broken)},
		{"whole.warc.gz", gz(record + record), 2, nil}, {"empty-body.warc", warcRecord("response", "x", answer("text/html", "")) + record, 1, ones(Empty)},
		{"no-http.warc", warcRecord("response", "x", "rubbish") + record, 1, ones(Broken)}, {"bomb.warc.gz", string(bomb(tb, "warc", 200<<20)), 0, ones(TooLarge, TooLarge)},
		{"gzip-body.warc", warcRecord("response", "x", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+gz(pageText)) + record, 2, nil},
		{"cut-body.warc", warcRecord("response", "x", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+gz(pageText)[:200]) + record, 1, ones(Broken)},
		{"chunked.warc", warcRecord("response", "x", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"+fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(pageText), pageText)), 1, nil},
		{"magics.warc.gz", gz(record) + strings.Repeat(gzipMark, 20000) + gz(record), 2, ones(Broken)}, {"text.warc", "WARC/1.0 is a format of files.\n\n" + sound, 0, ones(Broken)},
		// Other kinds of files under any name.
		{"a.pdf", "%PDF-1.7\n" + string(noise), 0, ones(Binary)}, {"a.txt", "PK\x03\x04" + string(noise), 0, ones(Broken)}, {"a.html", "\x89PNG\r\n" + string(noise), 0, ones(Binary)},
		{"page.txt", pageText, 1, nil}, {"text.html", sound + " " + sound, 1, nil}, {"a.docx", zipped(tb, "[Content_Types].xml", "<x/>"), 0, ones(Binary)},
		// Files that hold files.
		{"a.zip", zipped(tb, "a.txt", sound, "__MACOSX/._a.txt", "x", "b/c.jsonl", line+line, "b/.hidden", "x", "d.html", pageText), 4, nil},
		{"cut.zip", zipped(tb, "a.txt", sound)[:60], 0, ones(Broken)}, {"none.zip", zipped(tb), 0, ones(NoArticle)},
		{"member.zip", flip(zipped(tb, "a.txt", sound, "b.txt", sound), 45), 1, ones(Broken)}, {"bomb.zip", zipped(tb, "a.txt", strings.Repeat("x", 100<<20)), 0, ones(TooLarge)},
		{"deep.zip", zipped(tb, "b.zip", zipped(tb, "c.zip", zipped(tb, "d.zip", zipped(tb, "e.txt", sound), "f.txt", sound))), 1, ones(TooLarge)},
		{"pages.zip.gz", gz(zipped(tb, "x.warc.gz", gz(record), "old.txt.gz", gz(sound))), 2, nil}, {"tar.tar.gz", gz(tarred(tb, "a.txt", sound, "b.csv", "text\n"+sound+"\n")), 2, nil},
		{"cut.tar", tarred(tb, "a.txt", sound, "b.txt", strings.Repeat(sound, 30))[:2400], 1, ones(Broken, Broken)}, {"none.tar", tarred(tb, ".DS_Store", "x"), 0, ones(NoArticle)},
	}
}

// zipped and tarred pack files, given by name and content in turn.
func zipped(tb testing.TB, files ...string) string {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			tb.Fatal(err)
		}
		io.WriteString(w, files[i+1])
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func tarred(tb testing.TB, files ...string) string {
	tb.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))}); err != nil {
			tb.Fatal(err)
		}
		io.WriteString(w, files[i+1])
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func flip(s string, at int) string {
	b := []byte(s)
	if at < 0 {
		at += len(b)
	}
	b[at] ^= 0x55
	return string(b)
}

func utf16(s, mark string, first int) string {
	b := []byte(mark)
	for i := range len(s) {
		pair := [2]byte{}
		pair[first] = s[i]
		b = append(b, pair[:]...)
	}
	return string(b)
}

func laughs(feed string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol0 "lol">`)
	for i := range 9 {
		fmt.Fprintf(&b, `<!ENTITY lol%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	return b.String() + "]>" + strings.TrimPrefix(feed, `<?xml version="1.0"?>`)
}

// bomb packs n bytes of nothing; as WARC it is one record of them.
func bomb(tb testing.TB, kind string, n int) []byte {
	tb.Helper()
	if kind != "warc" {
		return pack(tb, kind, make([]byte, n))
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", n)
	zeros := make([]byte, 1<<20)
	for range n >> 20 {
		z.Write(zeros)
	}
	z.Close()
	return b.Bytes()
}

// TestHostile: each file gives what can be saved of it, and for the rest a
// fault that names the input, the reason and the detail; nothing panics.
func TestHostile(t *testing.T) {
	cases := hostile(t)
	if len(cases) < 60 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		articles := 0
		var reasons []Reason
		for a, err := range Read(c.name, strings.NewReader(c.in)) {
			if err == nil {
				articles++
				checkArticle(t, c.name, a)
				continue
			}
			var f *Fault
			if !errors.As(err, &f) || f.Input == "" || f.Reason == "" || !strings.HasPrefix(f.Input, c.name) || f.Err.Error() == "" {
				t.Errorf("%s: fault without input or reason: %#v", c.name, err)
				continue
			}
			reasons = append(reasons, f.Reason)
		}
		if articles != c.articles || fmt.Sprint(reasons) != fmt.Sprint(c.reasons) {
			t.Errorf("%s: %d articles, faults %q; want %d, %q", c.name, articles, reasons, c.articles, c.reasons)
			for _, err := range Read(c.name, strings.NewReader(c.in)) {
				t.Logf("   %.200v", err)
			}
		}
	}
}

// checkArticle: what every article must be like.
func checkArticle(t *testing.T, name string, a Article) {
	t.Helper()
	if strings.TrimSpace(a.Text) == "" || strings.ContainsRune(a.Text, 0) || a.Text != strings.ToValidUTF8(a.Text, "") {
		t.Errorf("%s: text %.80q", name, a.Text)
	}
	if _, err := ParseDate(a.Published); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	at := int32(0)
	for _, s := range a.Skip {
		if s.Start < at || s.End <= s.Start || int(s.End) > len(a.Text) {
			t.Errorf("%s: spans %v of %d bytes", name, a.Skip, len(a.Text))
			break
		}
		at = s.End
	}
	if a.Input == "" || len(a.RawSHA256) != 64 || a.Language == "" {
		t.Errorf("%s: input %q, hash %q, language %q", name, a.Input, a.RawSHA256, a.Language)
	}
}

// TestHostileFiles: what only the file system can do.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("b/one.txt", sound, 0o644)
	write("news.db", "SQLite format 3\x00"+strings.Repeat("\x00", 52)+"HERO", 0o644)
	write("news.db-wal", "x", 0o644)
	write("a.jsonl", `{"text":"`+sound+`"}`, 0o644)
	write("c.txt", sound, 0)
	write("d/no.txt", sound, 0o644)
	os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "e.txt"))
	os.Symlink(dir, filepath.Join(dir, "f"))
	os.Chmod(filepath.Join(dir, "d"), 0)
	defer os.Chmod(filepath.Join(dir, "d"), 0o755)
	var got []string
	for a, err := range Open(context.Background(), []string{dir, "missing.txt", filepath.Join(dir, "*.none")}, Options{}) {
		var f *Fault
		if errors.As(err, &f) {
			got = append(got, "!"+string(f.Reason))
		} else {
			got = append(got, strings.TrimPrefix(a.Input, dir))
		}
	}
	want := "[/a.jsonl:1 /b/one.txt !unreadable !unreadable !unreadable !unreadable !unreadable !unreadable]"
	if os.Geteuid() == 0 { // to whom nothing is forbidden
		want = "[/a.jsonl:1 /b/one.txt /c.txt /d/no.txt !unreadable !unreadable !unreadable !unreadable]"
	}
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// brokenReader fails after its text: a disk or a connection that goes away.
type brokenReader struct{ r io.Reader }

func (b brokenReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		err = errors.New("input/output error")
	}
	return n, err
}

// TestBrokenReader: an error of reading is never taken for the end.
func TestBrokenReader(t *testing.T) {
	list := samples(t)
	for _, w := range writers {
		raw := w.write(t, list)
		faults := 0
		for _, err := range Read(w.name, brokenReader{bytes.NewReader(raw[:len(raw)/2])}) {
			if err != nil && strings.Contains(err.Error(), "input/output error") {
				faults++
			}
		}
		if faults != 1 {
			t.Errorf("%s: %d faults name the error of reading", w.name, faults)
		}
	}
}

// TestStops: a consumer that has enough, and a context that ends, end the reading.
func TestStops(t *testing.T) {
	var many bytes.Buffer
	for range 1000 {
		line, _ := json.Marshal(map[string]string{"text": sound})
		many.Write(append(line, '\n'))
	}
	for _, jobs := range []int{1, 4} {
		n := 0
		for range (Options{Jobs: jobs}).Read("a.jsonl", bytes.NewReader(many.Bytes())) {
			if n++; n == 3 {
				break
			}
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		name := filepath.Join(t.TempDir(), "a.jsonl")
		os.WriteFile(name, many.Bytes(), 0o644)
		var last error
		for _, err := range Open(ctx, []string{name}, Options{Jobs: jobs}) {
			cancel()
			last = err
		}
		if !errors.Is(last, context.Canceled) {
			t.Errorf("jobs %d: ended with %v", jobs, last)
		}
	}
}
