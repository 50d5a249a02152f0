package table

import (
	"fmt"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	var got []string
	err := Rows("t.txt", "# a comment\nverb go run # moves\n\n     walk\nnoun road\n", func(head bool, f []string) error {
		got = append(got, fmt.Sprint(head, f))
		return nil
	})
	if s := strings.Join(got, " "); err != nil || s != "true [verb go run] false [walk] true [noun road]" {
		t.Errorf("%s, %v", s, err)
	}
}

// TestRowsFaults: a fault names the file and the line.
func TestRowsFaults(t *testing.T) {
	for text, want := range map[string]string{"# c\n  walk\n": "t.txt:2: an indented row", "go\nrun\n": "t.txt:2: bad run"} {
		err := Rows("t.txt", text, func(_ bool, f []string) error {
			if f[0] == "run" {
				return fmt.Errorf("bad %s", f[0])
			}
			return nil
		})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}
