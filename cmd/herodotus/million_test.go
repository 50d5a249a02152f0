//go:build slow

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkMillion asks an archive of a million events, each time with a new
// process. HERODOTUS_MILLION names one that was made before with
// `go run ./internal/store/gen`; else one is made, which takes minutes.
//
//	go test ./cmd/herodotus -tags slow -run xxx -bench Million
func BenchmarkMillion(b *testing.B) {
	db := os.Getenv("HERODOTUS_MILLION")
	if db == "" {
		db = filepath.Join(b.TempDir(), "million.db")
		if out, err := exec.Command("go", "run", "../../internal/store/gen", "-db", db).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
	questions := [][]string{
		{"type:ASSAULT actor:RUS recipient:UKR after:2018-09-01 factuality:CT+"},
		{"type:ASSAULT actor:RUS recipient:UKR after:2016-09-01 factuality:CT+ corroborated:>=2 text:\"grain\""},
		{"dyad:USA-CHN"},
		{"RUS>UKR"},
		{"text:\"ceasefire\""},
		{"text:\"grain border\""},
		{"corroborated:>=3"},
		{"quad:conflict country:SYR"},
		{"near:50.45,30.52,200km"},
		{"publisher:Courier type:PROTEST on:2019-05-01"},
		{"kind:claims act:accuse after:2019-01-01"},
		{"kind:documents text:election"},
		{"mode:visit context:military"},
		{"type:CONSULT", "--count", "month"},
		{"actor:USA after:2019-01-01", "--count", "week,type"},
		{"actor:ISR recipient:PSE", "--count", "year"},
		{"country:UKR", "--count", "type"},
	}
	var took []time.Duration
	b.ResetTimer()
	for range b.N {
		for _, q := range questions {
			start := time.Now()
			if out, err := exec.Command("herodotus", append([]string{"query", "--db", db}, q...)...).CombinedOutput(); err != nil {
				b.Fatalf("%s: %v: %s", q, err, out)
			}
			took = append(took, time.Since(start))
			if b.N == 1 {
				b.Logf("%8s %s", took[len(took)-1].Round(time.Millisecond), q)
			}
		}
	}
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median/query")
	b.ReportMetric(float64(took[len(took)*9/10].Microseconds())/1000, "ms-p90/query")
}
