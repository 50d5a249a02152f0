package herodotus_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"herodotus"
	"herodotus/internal/doc"
	"herodotus/internal/tokenize"
	"herodotus/record"
)

var update = flag.Bool("update", false, "write the golden records again")

var coder = sync.OnceValues(func() (*herodotus.Coder, error) { return herodotus.New(herodotus.Options{}) })

func theCoder(t testing.TB) *herodotus.Coder {
	t.Helper()
	c, err := coder()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ownArticles reads testdata/articles; the file name begins with the day of publication.
func ownArticles(t testing.TB) []herodotus.Article {
	t.Helper()
	files, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	var out []herodotus.Article
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		out = append(out, herodotus.Article{ID: name, Text: string(b), Published: name[:len("2006-01-02")]})
	}
	return out
}

func TestGolden(t *testing.T) {
	for _, a := range ownArticles(t) {
		r, err := theCoder(t).Code(a)
		if err != nil {
			t.Errorf("%s: %v", a.ID, err)
			continue
		}
		r.Provenance = record.Provenance{} // digests change with every model; the findings are what counts
		got, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata/articles", a.ID+".json")
		if *update {
			if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v (go test . -run Golden -update writes it)", err)
		}
		if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(want)), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s (-golden +now):\n%s", a.ID, diff)
		}
	}
}

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	var many []herodotus.Article
	for range 5 {
		many = append(many, ownArticles(t)...)
	}
	one := lines(t, many, 1)
	for _, jobs := range []int{2, 7} {
		if !slices.Equal(one, lines(t, many, jobs)) {
			t.Errorf("%d workers give other bytes than one", jobs)
		}
	}
}

func lines(t *testing.T, articles []herodotus.Article, jobs int) []string {
	t.Helper()
	var out []string
	for r := range theCoder(t).Run(context.Background(), sequence(articles), jobs) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		b, err := r.Record.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

func sequence(articles []herodotus.Article) iter.Seq2[herodotus.Article, error] {
	return func(yield func(herodotus.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func TestRunEndsEarly(t *testing.T) {
	n := 0
	for range theCoder(t).Run(context.Background(), sequence(ownArticles(t)), 2) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var last error
	for r := range theCoder(t).Run(ctx, sequence(ownArticles(t)), 2) {
		last = r.Err
	}
	if last != context.Canceled {
		t.Errorf("a cancelled run ends with %v", last)
	}
}

// TestAnyText: whatever the text, the record is sound (Code checks it) and comes back from JSON.
func TestAnyText(t *testing.T) {
	pieces := []string{"Kim Jong-un", " ", "“", "”", "said", ".", "\n\n", "Mr.", "the U.S.", "on Wednesday", ", ", "'s", "—", "\u00a0", "é", "🙂", "\t",
		"not", "attacked", "Russia", "will", "visit", "according to", "(", ")", "2019", "$5bn", "http://x.y/z", "don't", "\r\n", "\u200b", "漢字"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
		c, err := coder()
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Code(herodotus.Article{Text: text, Published: "2023-09-14"})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		b, err := r.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		var back record.Record
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		again, err := back.Marshal()
		if err != nil || !bytes.Equal(b, again) {
			t.Fatalf("%q: the record does not survive JSON: %v", text, err)
		}
	})
}

// BenchmarkCode measures the whole way from text to record.
func BenchmarkCode(b *testing.B) {
	c := theCoder(b)
	articles := ownArticles(b)
	bytes, tokens := 0, 0
	for _, a := range articles {
		bytes += len(a.Text)
		d, err := doc.New(a.Text)
		if err != nil {
			b.Fatal(err)
		}
		tokenize.Split(d)
		tokens += len(d.Tokens)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	start := cpuTime(b)
	for b.Loop() {
		for _, a := range articles {
			if _, err := c.Code(a); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(tokens*b.N)/(cpuTime(b)-start).Seconds(), "tokens/cpu-s")
}

// cpuTime gives the process's CPU time so far, which a loaded machine does not distort as it does the clock.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkNew measures start-up: all models and tables.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := herodotus.New(herodotus.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
