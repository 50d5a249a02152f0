package coref

import (
	"strings"
	"testing"
)

func TestGrounds(t *testing.T) {
	g, err := readGrounds(groundsText)
	if err != nil {
		t.Fatal(err)
	}
	for why, known := range map[string]bool{"same name": true, "holder of president of FRA on 2024-05-06": true, "a whim": false} {
		if s := g.share(why); s > 0 != known || s > 1 {
			t.Errorf("ground %q has share %v", why, s)
		}
	}
	for _, text := range []string{"1.2 too sure", "half unsure", "0.5"} {
		if _, err := readGrounds("# head\n" + text); err == nil || !strings.Contains(err.Error(), "grounds.txt:2") {
			t.Errorf("table %q: error %v, want one that names line 2", text, err)
		}
	}
}
