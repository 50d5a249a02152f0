package intake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
	"herodotus/internal/store"
)

var coder = sync.OnceValues(func() (*pipeline.Coder, error) { return pipeline.New(pipeline.Options{}) })

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// reports are n short articles; texts repeat now and then, as copies.
func reports(n int) []ingest.Article {
	who := strings.Fields("Kenya Peru Norway Egypt Chile")
	what := []string{"recalled its ambassador from", "signed a treaty with", "sent food to", "threatened to attack"}
	list := make([]ingest.Article, n)
	for i := range list {
		k := i % 17
		list[i] = ingest.Article{ID: fmt.Sprintf("r%03d", i), Published: "2024-05-06", Title: "Report", Input: fmt.Sprintf("wire:%d", i+1),
			Publisher: fmt.Sprintf("Paper %d", i%3),
			Text:      fmt.Sprintf("%s %s %s on Monday, the foreign ministry said.", who[k%5], what[k%4], who[(k/2+k+1)%5])}
	}
	return list
}

func seq(list []ingest.Article) iter.Seq2[ingest.Article, error] {
	return func(yield func(ingest.Article, error) bool) {
		for _, a := range list {
			var err error
			if a.Text == "" {
				err = &ingest.Fault{Input: a.Input, Reason: ingest.Reason(a.Title), Err: errors.New("so it is")}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

func run(t *testing.T, ctx context.Context, st *store.Store, in iter.Seq2[ingest.Article, error], o Options) (Summary, error) {
	t.Helper()
	c, err := coder()
	if err != nil {
		t.Fatal(err)
	}
	return Run(ctx, c, in, st, o, nil)
}

func TestRunStoresOnce(t *testing.T) {
	st := open(t)
	list := reports(40)
	sum, err := run(t, t.Context(), st, seq(list), Options{Batch: 7})
	if err != nil || sum.Documents != 40 || sum.Known != 0 || sum.Events == 0 || sum.Claims == 0 || sum.Tokens < 400 {
		t.Fatalf("%+v %v", sum, err)
	}
	stats, err := st.Stats(t.Context())
	if err != nil || stats.Documents != 40 || stats.Events != int64(sum.Events) {
		t.Errorf("%+v %v", stats, err)
	}
	sum, err = run(t, t.Context(), st, seq(list), Options{})
	if err != nil || sum.Documents != 0 || sum.Known != 40 || sum.Events != 0 {
		t.Errorf("again: %+v %v", sum, err)
	}
	if _, err := st.Verify(t.Context(), func(f string) { t.Error(f) }); err != nil {
		t.Error(err)
	}
}

func TestReasons(t *testing.T) {
	st := open(t)
	list := append(reports(3), ingest.Article{Input: "a.html", Title: string(ingest.NoArticle)}, ingest.Article{Input: "b.gz", Title: string(ingest.Broken)})
	list[1].Published = "the day before" // which the coder refuses
	var told []string
	sum, err := run(t, t.Context(), st, seq(list), Options{Complain: func(err error) { told = append(told, err.Error()) }})
	if err != nil || sum.Documents != 2 || sum.Skipped != 1 || sum.Failed != 2 || len(told) != 2 || !strings.Contains(told[1], "b.gz: so it is") {
		t.Errorf("%+v %v %q", sum, err, told)
	}
	want := map[string]int{"no article": 1, "broken": 1, "not coded": 1}
	if diff := cmp.Diff(want, sum.Reasons); diff != "" {
		t.Error(diff)
	}
	list[1].Published = "2024-05-06"
	if _, err := run(t, t.Context(), st, seq(list), Options{}); err != nil {
		t.Fatal(err)
	}
	stats, err := st.Stats(t.Context())
	if diff := cmp.Diff(map[string]int64{"no article": 1, "broken": 1}, stats.Skipped); diff != "" || err != nil {
		t.Errorf("a reason stays after the article was taken: %s %v", diff, err)
	}
}

// An interrupted run keeps what it coded; the next one does the rest.
func TestInterrupted(t *testing.T) {
	st := open(t)
	list := reports(60)
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	sum, err := run(t, ctx, st, func(yield func(ingest.Article, error) bool) {
		for a, err := range seq(list) {
			if n++; n == 30 {
				cancel()
			}
			if !yield(a, err) {
				return
			}
		}
	}, Options{Jobs: 2, Batch: 4})
	if !errors.Is(err, context.Canceled) || sum.Documents == 0 || sum.Documents == 60 {
		t.Fatalf("%+v %v", sum, err)
	}
	stats, err := st.Stats(t.Context())
	if err != nil || stats.Documents != int64(sum.Documents) {
		t.Errorf("%d stored, the summary says %d, %v", stats.Documents, sum.Documents, err)
	}
	rest, err := run(t, t.Context(), st, seq(list), Options{})
	if err != nil || rest.Known != sum.Documents || rest.Documents != 60-sum.Documents {
		t.Errorf("the rest: %+v %v", rest, err)
	}
}

// A store that fails ends the run with its error.
func TestStoreFails(t *testing.T) {
	st := open(t)
	_, err := run(t, t.Context(), st, func(yield func(ingest.Article, error) bool) {
		for i, a := range reports(500) {
			if i == 20 {
				st.Close()
			}
			if !yield(a, nil) {
				return
			}
		}
	}, Options{Batch: 5})
	if err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The same articles leave the same tables, whatever the number of workers and the batches.
func TestSameTables(t *testing.T) {
	list := reports(30)
	var first []string
	for _, o := range []Options{{Jobs: 1, Batch: 1}, {Jobs: 4, Batch: 64}} {
		st := open(t)
		if _, err := run(t, t.Context(), st, seq(list), o); err != nil {
			t.Fatal(err)
		}
		got := dump(t, st)
		if first == nil {
			first = got
		} else {
			same(t, first, got)
		}
	}
}

func same(t *testing.T, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func dump(t *testing.T, st *store.Store) (lines []string) {
	t.Helper()
	for _, q := range []string{
		"SELECT doc_id || '|' || coalesce(story, 0) || '|' || coalesce(copy_of, 0) || '|' || events FROM documents ORDER BY id",
		"SELECT id || '|' || document || '|' || local || '|' || type || '|' || coalesce(happening, 0) || '|' || independent || '|' || coalesce(actor, 0) FROM events ORDER BY id",
		"SELECT id || '|' || key FROM actors ORDER BY id",
		"SELECT id || '|' || documents || '|' || status || '|' || accounts FROM happenings ORDER BY id",
		"SELECT kind || '|' || key || '|' || day || '|' || id FROM link_keys ORDER BY kind, key, day, id",
		"SELECT key FROM findings ORDER BY document, run, article",
	} {
		rows, err := st.DB().Query(q)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return lines
}

// bombed are two accounts of one raid, one of its consequence, and a text of its own.
func bombed() []ingest.Article {
	return []ingest.Article{
		{ID: "a", Published: "2023-11-06", Publisher: "Coast Daily", Text: "Strike on market\n\nThe Sudanese army bombed a market in Omdurman on Sunday and killed nine people, the Rapid Support Forces said."},
		{ID: "b", Published: "2023-11-07", Publisher: "City Courier", Text: "Army rejects blame\n\nThe Sudanese army denied that it had bombed a market in Omdurman on Sunday."},
		{ID: "c", Published: "2023-11-07", Publisher: "Plains Tribune", Text: "Omdurman\n\nThe Sudanese army bombed a market in Omdurman on Sunday and killed 19 people, the Rapid Support Forces said."},
	}
}

// ledger lists who holds what of each happening, and what contradicts.
func ledger(t *testing.T, st *store.Store) []string {
	t.Helper()
	var lines []string
	rows, err := st.DB().Query(`SELECT type || ' ' || status || ' ' || documents || ' ' || independent FROM happenings
		UNION ALL SELECT kind || ' ' || a_name || ' ' || a_text || ' | ' || b_name || ' ' || b_text || ' ' || since_day || ' ' || changed FROM contradictions
		UNION ALL SELECT 'story ' || documents FROM stories ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

// A document that comes again, coded by another version or with another text,
// replaces what it told before: accounts, contradictions and counts are those of
// an archive that never saw the former version.
func TestComesAgain(t *testing.T) {
	st := open(t)
	list := bombed()
	if _, err := run(t, t.Context(), st, seq(list), Options{}); err != nil {
		t.Fatal(err)
	}
	first := ledger(t, st)
	if s := strings.Join(first, "\n"); !strings.Contains(s, "denial ") || !strings.Contains(s, "number ") || !strings.Contains(s, "ASSAULT disputed 3 ") {
		t.Fatalf("the reports say too little: %s", s)
	}
	lexicon := filepath.Join(t.TempDir(), "own.txt")
	if err := os.WriteFile(lexicon, []byte("frame own REJECT\n  recall.v  a=subj r=from\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	other, err := pipeline.New(pipeline.Options{Lexicon: []string{lexicon}}) // codes these alike, as another run
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := Run(t.Context(), other, seq(list), st, Options{}, nil); err != nil || sum.Updated != 3 {
		t.Fatalf("%+v %v", sum, err)
	}
	same(t, first, ledger(t, st))

	withdrawn := list[0]
	withdrawn.Text = "Market reopens\n\nTraders returned to a market in Omdurman on Sunday."
	for _, c := range []struct {
		now   ingest.Article
		fresh []ingest.Article // what a new archive would be given
	}{{withdrawn, []ingest.Article{withdrawn, list[1], list[2]}}, {list[0], []ingest.Article{list[1], list[2], list[0]}}} {
		if _, err := run(t, t.Context(), st, seq([]ingest.Article{c.now}), Options{}); err != nil {
			t.Fatal(err)
		}
		alone := open(t)
		if _, err := run(t, t.Context(), alone, seq(c.fresh), Options{}); err != nil {
			t.Fatal(err)
		}
		same(t, ledger(t, alone), ledger(t, st))
	}
	if _, err := st.Verify(t.Context(), func(f string) { t.Error(f) }); err != nil {
		t.Error(err)
	}
}

// Another version codes again: actors and happenings stay what they were.
func TestCodedAgain(t *testing.T) {
	st := open(t)
	list := reports(20)
	if _, err := run(t, t.Context(), st, seq(list), Options{}); err != nil {
		t.Fatal(err)
	}
	actors := number(t, st, "SELECT count(*) FROM actors")
	lexicon := filepath.Join(t.TempDir(), "own.txt")
	if err := os.WriteFile(lexicon, []byte("frame own REJECT\n  recall.v  a=subj r=from\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := pipeline.New(pipeline.Options{Lexicon: []string{lexicon}})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := Run(t.Context(), c, seq(list), st, Options{}, nil)
	if err != nil || sum.Updated != 20 || sum.Run != 2 {
		t.Fatalf("%+v %v", sum, err)
	}
	if n := number(t, st, "SELECT count(*) FROM actors"); n != actors {
		t.Errorf("%d actors have become %d", actors, n)
	}
	if n := number(t, st, "SELECT count(*) FROM current_events WHERE happening IS NULL"); n > 0 {
		t.Errorf("%d events have lost their happening", n)
	}
	if n := number(t, st, "SELECT count(*) FROM stories WHERE documents > 20"); n > 0 {
		t.Error("documents that come again are counted twice")
	}
	if _, err := st.Verify(t.Context(), func(f string) { t.Error(f) }); err != nil {
		t.Error(err)
	}
}

func number(t *testing.T, st *store.Store, query string) (n int) {
	t.Helper()
	if err := st.DB().QueryRow(query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
