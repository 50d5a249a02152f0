package timex

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"herodotus/internal/doc"
)

// TestScore counts the right values on annotated reports that lie outside the repository; it reports, and fails
// only below a floor. HERODOTUS_SHARED names the folder; without it, "shared" beside the repository is tried.
func TestScore(t *testing.T) {
	root := os.Getenv("HERODOTUS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(root, "train", "gold")); err != nil {
		t.Skip("no annotated reports to score on: set HERODOTUS_SHARED to their folder")
	}
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		pattern string
		floor   float64
	}{{"train/gold/*.json", 0.85}, {"gold/*.json", 0.85}} {
		files, _ := filepath.Glob(filepath.Join(root, set.pattern))
		var all tally
		for _, f := range files {
			scoreFile(t, g, f, &all)
		}
		t.Logf("%s: %d of %d values right, %.3f", set.pattern, all.right, all.all, all.share())
		if len(files) > 0 && all.share() < set.floor {
			t.Errorf("%s: %.3f is below %.2f", set.pattern, all.share(), set.floor)
		}
	}
}

type tally struct{ right, all int }

func (t tally) share() float64 { return float64(t.right) / float64(max(t.all, 1)) }

// values is a JSON string or a list of them.
type values []string

func (v *values) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*v = values{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(v))
}

func scoreFile(t *testing.T, g *Tagger, file string, all *tally) {
	var gold struct {
		ID, File, Published string
		Times               []struct {
			Text, Near string
			Value      values
		}
	}
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, &gold)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(file)), gold.File))
	if err != nil {
		t.Fatal(err)
	}
	d := split(t, string(text), gold.Published)
	g.Find(d)
	for _, want := range gold.Times {
		near := strings.Index(d.Text, want.Near)
		at := near + strings.Index(want.Near, want.Text)
		span := doc.Span{Start: int32(at), End: int32(at + len(want.Text))}
		var got []string
		ok := false
		for _, x := range d.Times.All() {
			if timeSpan(d, &x).Overlaps(span) {
				got = append(got, x.Value+" <"+x.Why+">")
				ok = ok || slices.Contains(want.Value, x.Value)
			}
		}
		all.all++
		if ok {
			all.right++
		} else {
			t.Logf("%s: %q in %q: want %v got %v", gold.ID, want.Text, want.Near, want.Value, got)
		}
	}
}

func timeSpan(d *doc.Doc, x *doc.Time) doc.Span {
	if x.Sub.Len() > 0 {
		return x.Sub
	}
	return d.SpanOf(x.Range)
}
