package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"herodotus/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

func records(t *testing.T) []*record.Record {
	t.Helper()
	var out []*record.Record
	for _, name := range []string{"war", "diplomacy"} {
		b, err := os.ReadFile(filepath.Join("..", "page", "testdata", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var r record.Record
		if err := json.Unmarshal(b, &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, &r)
	}
	return out
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := FromRecords("", records(t)).Markdown(&b); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "report.md")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || !bytes.Equal(want, b.Bytes()) {
		t.Errorf("differs from %s (write it anew with -update): %v", golden, err)
	}
}

// TestSelfContained proves that the HTML loads nothing, runs nothing, has no id
// twice, and that every link within it leads somewhere.
func TestSelfContained(t *testing.T) {
	rs := records(t)
	rs[0].Document.Title = new(string)
	*rs[0].Document.Title = `<script>alert("x")</script>`
	var b bytes.Buffer
	if err := FromRecords("", rs).HTML(&b); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	ids, links := map[string]bool{}, []string{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "link", "img", "iframe", "object", "embed", "video", "audio"}, n.Data) {
			t.Errorf("holds a %s", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q stands twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href":
				links = append(links, a.Val)
			case a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			}
		}
	}
	for _, l := range links {
		if !strings.HasPrefix(l, "#") || !ids[l[1:]] {
			t.Errorf("link %q leads nowhere within the file", l)
		}
	}
	if len(links) < 20 {
		t.Errorf("only %d links", len(links))
	}
}

func TestPictures(t *testing.T) {
	r := FromRecords("", records(t))
	for _, name := range Pictures() {
		p, err := r.Picture(name)
		if err != nil || len(p.Table.Rows) == 0 {
			t.Errorf("%s: nothing to see: %v", name, err)
		}
	}
	if _, err := r.Picture("pie"); err == nil {
		t.Error("there is a pie")
	}
}

func TestNothing(t *testing.T) {
	for _, write := range []func(*Report) error{
		func(r *Report) error { return r.HTML(&bytes.Buffer{}) },
		func(r *Report) error { return r.Markdown(&bytes.Buffer{}) },
	} {
		if err := write(FromRecords("", nil)); err != nil {
			t.Error(err)
		}
	}
}
