package pipeline

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"herodotus/internal/doc"
	"herodotus/internal/ingest"
)

// texts reads the project's own articles.
func texts(tb testing.TB) []ingest.Article {
	tb.Helper()
	files, err := filepath.Glob("../../testdata/articles/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no articles: %v", err)
	}
	var out []ingest.Article
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, ingest.Article{Text: string(b), Published: filepath.Base(f)[:len("2006-01-02")]})
	}
	return out
}

// TestEveryStageLooks: after Annotate no layer is left unlooked at.
func TestEveryStageLooks(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"x", "Kim met Putin.", "\u00a0\n\n.\n"} {
		d, err := c.Annotate(ingest.Article{Text: text})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for name, looked := range map[string]bool{"known": d.Known.Looked(), "names": d.Names.Looked(), "times": d.Times.Looked(),
			"places": d.Places.Looked(), "mentions": d.Mentions.Looked(), "entities": d.Entities.Looked(), "claims": d.Claims.Looked(),
			"events": d.Events.Looked()} {
			if !looked {
				t.Errorf("%q: nobody looked for %s", text, name)
			}
		}
	}
}

// BenchmarkParse measures tokens, tags, names and trees: what the command parse does, without its output.
func BenchmarkParse(b *testing.B) {
	stages(b, func(c *Coder, d *doc.Doc) { c.Analyse(d) })
}

// BenchmarkSyntax measures tags, lemmas and trees alone.
func BenchmarkSyntax(b *testing.B) {
	stages(b, func(c *Coder, d *doc.Doc) { c.parser.Tag(d); c.parser.Parse(d) })
}

func stages(b *testing.B, run func(*Coder, *doc.Doc)) {
	c, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	articles := texts(b)
	bytes, tokens := 0, 0
	b.ReportAllocs()
	start := cpuTime(b)
	for b.Loop() {
		for _, a := range articles {
			d, err := c.Read(a)
			if err != nil {
				b.Fatal(err)
			}
			run(c, d)
			bytes += len(a.Text)
			tokens += len(d.Tokens)
		}
	}
	b.SetBytes(int64(bytes / b.N))
	b.ReportMetric(float64(tokens)/(cpuTime(b)-start).Seconds(), "tokens/cpu-s")
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
