package train

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const claimText = `The ferry was safe, the minister said on Monday. The senator thanked the crew.
Anna Berg denied that the doors had been open. "We checked them," she told reporters.
`

const claimGold = `{"id": "ferry", "file": "text/ferry.txt", "published": "2024-05-06", "entities": [], "claims": [
 {"id": "C1", "source": "minister", "cue": "said", "near": "the minister said on Monday", "content": ["The ferry was safe"], "quote": "indirect"},
 {"id": "C2", "source": "Anna Berg", "cue": "denied", "near": "Anna Berg denied", "content": ["the doors had been open"], "quote": "indirect"},
 {"id": "C3", "source": "Anna Berg", "cue": "told", "near": "she told reporters", "content": ["We checked them"], "quote": "direct"}]}`

const claimCases = `@ 2024-05-06
The pier was closed, the harbour master said. Nobody was hurt.
> harbour master <said> indirect: The pier was closed
`

const claimAttitudes = `@ 2024-05-06
The mayor wants to close the pier. The fleet plans to sail.
> The mayor <wants> indirect: to close the pier
`

func TestClaims(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"text/ferry.txt": claimText, "gold/ferry.json": claimGold, "cases/pier.txt": claimCases, "attitudes.txt": claimAttitudes} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var tables, attitudes [2][]byte
	for i := range tables {
		var log strings.Builder
		out := filepath.Join(dir, "weights.txt")
		wants := filepath.Join(dir, "attitude_weights.txt")
		if err := Claims(context.Background(), ClaimOptions{Gold: filepath.Join(dir, "gold"), Cases: filepath.Join(dir, "cases"), Out: out,
			Attitudes: filepath.Join(dir, "attitudes.txt"), AttitudesOut: wants, Log: &log}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"gold: 3 claims to find", "cases: 1 claims to find", "expected calibration error", "attitudes"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("log lacks %q: %q", want, log.String())
			}
		}
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		tables[i] = b
		if attitudes[i], err = os.ReadFile(wants); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(tables[0], tables[1]) || !bytes.Equal(attitudes[0], attitudes[1]) {
		t.Error("two runs on the same data give different tables")
	}
	if !bytes.Contains(tables[0], []byte("\tbias\n")) {
		t.Errorf("no weight for the bias in\n%s", tables[0])
	}
}

func TestClaimsNeedsGold(t *testing.T) {
	err := Claims(context.Background(), ClaimOptions{Gold: t.TempDir(), Out: "unused"})
	if err == nil || !strings.Contains(err.Error(), "no gold files") {
		t.Errorf("got error %v", err)
	}
}
