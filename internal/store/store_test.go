package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/internal/store/storetest"
	"herodotus/record"
)

// onEach runs a test on SQLite and, when HERODOTUS_POSTGRES names a server, on
// PostgreSQL, each time with an empty store.
func onEach(t *testing.T, f func(t *testing.T, s *Store)) {
	t.Run("sqlite", func(t *testing.T) { f(t, open(t, filepath.Join(t.TempDir(), "news.db"))) })
	t.Run("postgres", func(t *testing.T) { f(t, open(t, storetest.Postgres(t))) })
}

func open(t testing.TB, dsn string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// articles are the records of our own articles.
func articles(t testing.TB) []*record.Record {
	t.Helper()
	names, err := filepath.Glob("../../testdata/articles/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no records: %v", err)
	}
	var list []*record.Record
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := new(record.Record)
		if err := json.Unmarshal(b, r); err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

// varied gives n different documents made of the articles.
func varied(t testing.TB, n int) []Item {
	t.Helper()
	list := articles(t)
	random := rand.New(rand.NewPCG(1, 2))
	items := make([]Item, n)
	for i := range items {
		r := *list[i%len(list)]
		r.Document.ID = fmt.Sprintf("doc-%06d", i)
		date := fmt.Sprintf("20%02d-%02d-%02d", 10+random.IntN(15), 1+random.IntN(12), 1+random.IntN(28))
		r.Document.Published = &date
		// A tail of words of its own; the spans before it stay right.
		r.Document.Text += fmt.Sprintf("\nWire %d of desk %d.\n", i, random.IntN(1000))
		items[i] = Item{Record: &r, Input: fmt.Sprintf("wire.jsonl:%d", i+1)}
	}
	return items
}

func put(t testing.TB, s *Store, p record.Provenance, items []Item) []Outcome {
	t.Helper()
	run, err := s.Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.Put(t.Context(), run, items)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPutAndRead(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		items := varied(t, 20)
		out := put(t, s, record.Provenance{Version: "1"}, items)
		for i, o := range out {
			if !o.Added || o.Known || o.Document != int64(i+1) {
				t.Fatalf("item %d: %+v", i, o)
			}
			r, err := s.Record(t.Context(), items[i].Record.Document.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(items[i].Record, r); diff != "" {
				t.Fatalf("record %d came back otherwise: %s", i, diff)
			}
		}
		st, err := s.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if st.Documents != 20 || st.Events == 0 || st.Claims == 0 || st.Actors == 0 || len(st.Runs) != 1 {
			t.Errorf("stats: %+v", st)
		}
		var events int64
		if err := s.DB().QueryRow("SELECT count(*) FROM current_events").Scan(&events); err != nil || events != st.Events {
			t.Errorf("%d current events, stats say %d, %v", events, st.Events, err)
		}
	})
}

func TestTheSameTwiceIsOne(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		items := varied(t, 3)
		items = append(items, items[1]) // within one batch too
		first := put(t, s, record.Provenance{Version: "1"}, items)
		if !first[3].Known || first[3].Document != first[1].Document {
			t.Errorf("twice in a batch: %+v", first)
		}
		for i, o := range put(t, s, record.Provenance{Version: "1"}, items) {
			if o.Added || !o.Known || o.Document != first[i].Document {
				t.Errorf("again: item %d: %+v", i, o)
			}
		}
		st, err := s.Stats(t.Context())
		if err != nil || st.Documents != 3 || st.Findings != 3 {
			t.Errorf("stats %+v, %v", st, err)
		}
	})
}

func TestNewerVersionsAndRuns(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		items := varied(t, 2)
		put(t, s, record.Provenance{Version: "1"}, items)

		changed := *items[0].Record
		changed.Document.Text += "Correction: zeppelin.\n"
		out := put(t, s, record.Provenance{Version: "1"}, []Item{{Record: &changed}})
		if out[0].Added || out[0].Known {
			t.Errorf("a new text: %+v", out)
		}
		r, err := s.Record(ctx, changed.Document.ID)
		if err != nil || r.Document.Text != changed.Document.Text {
			t.Errorf("the newest text is not shown: %v", err)
		}
		var old string
		if err := s.DB().QueryRow("SELECT text FROM old_texts").Scan(&old); err != nil || old != items[0].Record.Document.Text {
			t.Errorf("the older text is lost: %v", err)
		}
		for words, want := range map[string]int{"zeppelins": 1, "wire": 2} {
			if n := found(t, s, words); n != want {
				t.Errorf("%d documents with %q, want %d", n, words, want)
			}
		}

		back := put(t, s, record.Provenance{Version: "1"}, []Item{items[0]}) // the correction is taken back
		r, err = s.Record(ctx, changed.Document.ID)
		if err != nil || r.Document.Text != items[0].Record.Document.Text || back[0].Known || back[0].Added {
			t.Errorf("the text that came back is not shown: %v %+v", err, back)
		}
		if n := found(t, s, "zeppelin"); n != 0 {
			t.Errorf("%d documents with words that were taken back", n)
		}
		if again := put(t, s, record.Provenance{Version: "1"}, []Item{items[0]}); !again[0].Known {
			t.Errorf("what is shown is not known: %+v", again)
		}
		if _, err := s.Verify(ctx, func(fault string) { t.Error(fault) }); err != nil {
			t.Error(err)
		}
		put(t, s, record.Provenance{Version: "1"}, []Item{{Record: &changed}})

		again := *items[1].Record
		again.Events = again.Events[1:]
		put(t, s, record.Provenance{Version: "2"}, []Item{{Record: &again}})
		st, err := s.Stats(ctx)
		if err != nil || st.Documents != 2 || st.Findings != 4 || len(st.Runs) != 2 || st.Runs[1].Newest != 1 {
			t.Errorf("stats %+v, %v", st, err)
		}
		before, err := s.RunRecord(ctx, again.Document.ID, 1)
		if err != nil || len(before.Events) != len(again.Events)+1 {
			t.Errorf("the older run's record: %v", err)
		}
		var current, all int
		if err := s.DB().QueryRow(s.sql("SELECT sum(current), count(*) FROM events WHERE document = ?"), 2).Scan(&current, &all); err != nil ||
			current != len(again.Events) || all != 2*len(again.Events)+1 {
			t.Errorf("%d of %d events are current, %v", current, all, err)
		}
	})
}

// found counts documents with the words.
func found(t *testing.T, s *Store, words string) (n int) {
	t.Helper()
	d := s.Dialect()
	err := s.DB().QueryRow("SELECT count(*) FROM documents WHERE "+d.TextMatch("id", 1), d.TextQuery(words)).Scan(&n)
	if err != nil {
		t.Fatalf("search for %q: %v", words, err)
	}
	return n
}

func TestSkip(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		for _, k := range []Skip{{"a.html", "no article", "x"}, {"a.html", "no article", "y"}, {"b.txt", "other language", "Welsh"}} {
			if err := s.Skip(t.Context(), k); err != nil {
				t.Fatal(err)
			}
		}
		st, err := s.Stats(t.Context())
		if diff := cmp.Diff(map[string]int64{"no article": 1, "other language": 1}, st.Skipped); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func TestMemory(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		link := func(m *Memory, id int64, was *Former, it *Item) error {
			got, err := m.Lookup(1, []uint64{7, 1 << 63, 9}, 0, 100, 2, 10)
			if err != nil {
				return err
			}
			if want := map[int64]string{1: "[]", 2: "[1]", 3: "[1 2]", 4: "[3 2 1]"}[id]; fmt.Sprint(got) != want {
				t.Errorf("document %d: looked up %v, want %s", id, got, want)
			}
			next, err := m.NextID(3)
			if err != nil || next != uint64(id) {
				t.Errorf("next id %d, %v", next, err)
			}
			it.Links.Story = Story{ID: 1, Title: "Flood", FirstDay: 3, LastDay: NoDay, Documents: int(id), Outlets: 1}
			if err := m.Save(1, uint64(id), int32(id), []uint64{7, 1 << 63}[:1+id%2], []byte{byte(id)}); err != nil {
				return err
			}
			blobs, err := m.Load(1, []uint64{uint64(id), 99})
			if err != nil || len(blobs[0]) != 1 || blobs[1] != nil {
				t.Errorf("loaded %v, %v", blobs, err)
			}
			return nil
		}
		run, err := s.Run(t.Context(), record.Provenance{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.PutLinked(t.Context(), run, varied(t, 4), link); err != nil {
			t.Fatal(err)
		}
		if st, err := s.Stats(t.Context()); err != nil || st.Stories != 1 {
			t.Errorf("%+v %v", st, err)
		}
	})
}

// A put that fails leaves nothing, and the next one works.
func TestAllOrNothing(t *testing.T) {
	onEach(t, func(t *testing.T, s *Store) {
		run, err := s.Run(t.Context(), record.Provenance{})
		if err != nil {
			t.Fatal(err)
		}
		items := varied(t, 5)
		_, err = s.PutLinked(t.Context(), run, items, func(_ *Memory, id int64, _ *Former, _ *Item) error {
			if id == 4 {
				return fmt.Errorf("torn")
			}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), "torn") {
			t.Fatalf("got %v", err)
		}
		if st, err := s.Stats(t.Context()); err != nil || st.Documents != 0 || st.Actors != 0 {
			t.Errorf("%+v %v", st, err)
		}
		if out, err := s.Put(t.Context(), run, items); err != nil || len(out) != 5 {
			t.Error(err)
		}
	})
}

func BenchmarkPut(b *testing.B) {
	dsns := []string{filepath.Join(b.TempDir(), "bench.db")}
	if storetest.Running() {
		dsns = append(dsns, storetest.Postgres(b))
	}
	for _, dsn := range dsns {
		s := open(b, dsn)
		b.Run(s.Dialect().String(), func(b *testing.B) {
			run, err := s.Run(b.Context(), record.Provenance{Version: fmt.Sprint(b.N)})
			if err != nil {
				b.Fatal(err)
			}
			items := varied(b, b.N)
			events := 0
			for i, it := range items {
				it.Record.Document.ID = fmt.Sprintf("%d-%d", b.N, i)
				events += len(it.Record.Events)
			}
			b.ResetTimer()
			putAll(b, s, run, items)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
			b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
			b.StopTimer()
			if st, err := s.Stats(context.Background()); err == nil {
				b.ReportMetric(float64(st.BytesPerDoc), "B-on-disk/document")
			}
		})
	}
}

// putAll stores items in batches from two goroutines: while one batch is
// written the next is packed.
func putAll(b *testing.B, s *Store, run int64, items []Item) {
	batches := make(chan []Item)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for batch := range batches {
				if _, err := s.Put(context.Background(), run, batch); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for batch := range slices.Chunk(items, 256) {
		batches <- batch
	}
	close(batches)
	wg.Wait()
}
