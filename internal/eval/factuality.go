package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"

	"herodotus/internal/doc"
)

// JudgedText is a sentence whose predicates readers have judged: a line of UDS factuality.
type JudgedText struct {
	ID         string            `json:"id"`
	Split      string            `json:"split"` // train or dev
	Text       string            `json:"text"`
	Predicates []JudgedPredicate `json:"predicates"`
}

// JudgedPredicate is a word with how surely it happens, from -3 to 3. Offsets are bytes.
type JudgedPredicate struct {
	Degree float64 `json:"factual"`
	Start  int     `json:"bstart"`
	End    int     `json:"bend"`
}

// ReadJudged reads the lines of a gzipped set that belong to a part of it.
func ReadJudged(path, part string) ([]JudgedText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []JudgedText
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		var x JudgedText
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if x.Split == part {
			out = append(out, x)
		}
	}
	return out, s.Err()
}

// Tokens gives the token of each predicate, doc.None where the text was cut otherwise.
func (j *JudgedText) Tokens(d *doc.Doc) []int32 {
	at := make([]int32, len(j.Predicates))
	for i, p := range j.Predicates {
		at[i] = doc.None
		for t := range d.Tokens {
			if s := &d.Tokens[t]; int(s.Start) < p.End && p.Start < int(s.End) {
				at[i] = int32(t)
			}
		}
	}
	return at
}

// Fit compares numbers with what they ought to be; fits of parts add up.
type Fit struct {
	N                   int
	x, y, xx, yy, xy, e float64
}

// Add counts a number with the right one.
func (f *Fit) Add(is, want float64) {
	f.N++
	f.x, f.y = f.x+is, f.y+want
	f.xx, f.yy, f.xy = f.xx+is*is, f.yy+want*want, f.xy+is*want
	f.e += math.Abs(is - want)
}

// R gives Pearson's correlation, 0 where either does not vary.
func (f *Fit) R() float64 {
	n := float64(f.N)
	spread := (n*f.xx - f.x*f.x) * (n*f.yy - f.y*f.y)
	if spread <= 0 {
		return 0
	}
	return (n*f.xy - f.x*f.y) / math.Sqrt(spread)
}

// MeanError gives the mean absolute error.
func (f *Fit) MeanError() float64 { return f.e / float64(max(f.N, 1)) }
