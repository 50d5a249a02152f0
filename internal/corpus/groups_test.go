package corpus

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestGroups reads the project's own groups and holds that there are enough of them.
func TestGroups(t *testing.T) {
	files, err := filepath.Glob("groups/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	tellings := map[string]map[string]bool{} // by group: events told twice or more
	told := map[string]string{}
	for _, f := range files {
		list, err := OpenGroups(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			if tellings[r.Group] == nil {
				tellings[r.Group] = map[string]bool{}
			}
			for _, m := range r.Marks {
				if where, ok := told[m.Event]; ok && where != r.Where {
					tellings[r.Group][m.Event] = true
				}
				told[m.Event] = r.Where
				if strings.TrimSpace(r.Text[m.Start:m.End]) == "" {
					t.Errorf("%s: empty mark", r.Where)
				}
			}
		}
	}
	for g, events := range tellings {
		if len(events) == 0 {
			t.Errorf("%s: no event is told by two reports", g)
		}
	}
	if len(tellings) < 40 {
		t.Errorf("%d groups, want 40 or more", len(tellings))
	}
}

func TestReadGroupsFaults(t *testing.T) {
	for text, want := range map[string]string{
		"== 2020-01-01 | A\nx":                 "f:1: want",
		"@@ g\ntext":                           "f:2: text before",
		"@@ g\n== 2020-01-01 | A\nx {a:killed": "f:3: a mark",
		"@@ g\n== 2020-01-01\nx":               "f:2: want",
	} {
		if _, err := ReadGroups("f", strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s …", text, err, want)
		}
	}
}
