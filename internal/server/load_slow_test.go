//go:build slow

package server

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"herodotus/internal/store"
	"herodotus/record"
)

// TestLoad puts HERODOTUS_LOAD (a duration such as 2m) of 200 mixed requests a
// second on an archive of 100,000 generated documents, and reports how long they
// took. HERODOTUS_LOAD_DB keeps the archive for further runs.
//
//	HERODOTUS_LOAD=2m go test -tags slow ./internal/server -run TestLoad -v -timeout 30m
func TestLoad(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("HERODOTUS_LOAD"))
	if err != nil {
		t.Skip("HERODOTUS_LOAD names no duration")
	}
	const documents, perSecond = 100_000, 200
	st := generated(t, documents)
	s := server(t, Config{Store: st})
	ts := httptest.NewServer(s)
	t.Cleanup(ts.Close)
	go s.warm(t.Context()) // as Run does
	u := ts.URL
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}, Timeout: 30 * time.Second}
	var mu sync.Mutex
	took := map[string][]time.Duration{}
	failures, first := 0, ""
	one := func(name, address string) {
		begin := time.Now()
		resp, err := client.Get(u + address)
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		mu.Lock()
		defer mu.Unlock()
		took[name] = append(took[name], time.Since(begin))
		if err != nil || resp.StatusCode != http.StatusOK {
			failures++
			if first == "" {
				first = fmt.Sprint(address, " ", err, " ", resp)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	var wg sync.WaitGroup
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	total := int(length.Seconds() * perSecond)
	for i := range total {
		<-tick.C
		if i%(perSecond*30) == perSecond*10 {
			t.Logf("after %5.1f minutes: %s", float64(i)/perSecond/60, memoryNow())
		}
		name, address := request(r, documents)
		wg.Go(func() { one(name, address) })
	}
	wg.Wait()
	t.Logf("at the end: %s", memoryNow())
	var all []time.Duration
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for k := range took {
			if !yield(k) {
				return
			}
		}
	}) {
		all = append(all, took[name]...)
		t.Logf("%-10s %6d requests, p50 %v p95 %v p99 %v", name, len(took[name]), quantile(took[name], .5), quantile(took[name], .95), quantile(took[name], .99))
	}
	t.Logf("all        %6d requests in %v at %d a second: p50 %v p95 %v p99 %v; %d errors", len(all), length, perSecond,
		quantile(all, .5), quantile(all, .95), quantile(all, .99), failures)
	if failures > 0 {
		t.Errorf("%d requests failed, the first: %s", failures, first)
	}
}

// memoryNow is what lives on the heap after a collection, and the memory of the
// process without the pages of the archive that it has mapped.
func memoryNow() string {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	own := "unknown"
	status, _ := os.ReadFile("/proc/self/status") // Linux only
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			own = strings.TrimSpace(kb)
		}
	}
	return fmt.Sprintf("heap %d MB, own memory %s, %d goroutines", m.HeapAlloc>>20, own, runtime.NumGoroutine())
}

func quantile(d []time.Duration, q float64) time.Duration {
	slices.Sort(d)
	return d[min(int(float64(len(d))*q), len(d)-1)].Round(100 * time.Microsecond)
}

var loadTypes = []string{"ASSAULT", "CONSULT", "AGREE", "REQUEST", "ACCUSE", "PROTEST", "SANCTION", "COERCE"}

// request draws one of the mix: reading prevails, then searching. Any document may
// be read; questions are 400 different ones, drawn by Zipf's law as people ask.
func request(r *rand.Rand, documents int) (name, address string) {
	k := int(rand.NewZipf(r, 1.1, 4, 399).Uint64())
	country, typ := loadCountries[k%len(loadCountries)], loadTypes[k/3%len(loadTypes)]
	month := fmt.Sprintf("%d-%02d", 2015+k%9, 1+k/5%12)
	narrow := fmt.Sprintf("type:%s actor:%s date:%s", typ, country, month)
	switch n := r.IntN(100); {
	case n < 35:
		return "article", fmt.Sprintf("/article/load-%d?event=v%d", r.IntN(documents), 1+r.IntN(9))
	case n < 55:
		return "search", "/search?q=" + url.QueryEscape(narrow)
	case n < 60:
		return "claims", "/search?kind=claims&q=" + url.QueryEscape("published:"+month)
	case n < 75:
		return "api", "/v1/events?limit=20&q=" + url.QueryEscape(narrow)
	case n < 83:
		return "timeline", "/timeline?q=" + url.QueryEscape(fmt.Sprintf("actor:%s date:%s", country, month))
	case n < 88:
		return "map", "/map?q=" + url.QueryEscape(narrow)
	case n < 92:
		return "actors", "/actors?q=" + url.QueryEscape(fmt.Sprintf("type:%s date:%s", typ, month))
	case n < 94:
		return "ledger", "/ledger?q=" + url.QueryEscape("date:"+month)
	case n < 97:
		return "stories", "/stories"
	}
	return "front", "/"
}

var loadCountries = []string{"RUS", "UKR", "USA", "CHN", "SDN", "TUR", "IRN", "ISR", "FRA", "DEU", "GBR", "IND", "KEN", "BRA", "EGY", "SYR"}

// generated makes documents of our two articles, on other days and with other countries.
func generated(t *testing.T, documents int) *store.Store {
	t.Helper()
	ctx := context.Background()
	name := os.Getenv("HERODOTUS_LOAD_DB")
	if name == "" {
		name = filepath.Join(t.TempDir(), "load.db")
	}
	st, err := store.Open(ctx, name, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	stats, err := st.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	run, err := st.Run(ctx, record.Provenance{Version: "load"})
	if err != nil {
		t.Fatal(err)
	}
	bases := []*record.Record{load(t, "war"), load(t, "diplomacy")}
	var items []store.Item
	for i := int(stats.Documents); i < documents; i++ {
		items = append(items, store.Item{Record: varied(bases[i%2], i)})
		if len(items) == 1000 || i == documents-1 {
			if _, err := st.Put(ctx, run, items); err != nil {
				t.Fatal(err)
			}
			items = items[:0]
		}
	}
	return st
}

// varied is a record under another id, on another day, of other countries.
func varied(base *record.Record, i int) *record.Record {
	c := *base
	day := time.Date(2015, 1, 1+i%3280, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	c.Document.ID, c.Document.Published = fmt.Sprintf("load-%d", i), &day
	c.Events = slices.Clone(base.Events)
	for k := range c.Events {
		e := &c.Events[k]
		e.From, e.To, e.Actors, e.Recipients = &day, &day, slices.Clone(e.Actors), slices.Clone(e.Recipients)
		for a := range e.Actors {
			e.Actors[a].Country = &loadCountries[(i+a)%len(loadCountries)]
		}
		for a := range e.Recipients {
			e.Recipients[a].Country = &loadCountries[(i/7+a+1)%len(loadCountries)]
		}
	}
	return &c
}
