package train

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const pronounText = `Ada Stone opened the bridge on Monday. She thanked the builders. Ivan Petrov left early. He denied the report.
`

const pronounGold = `{"id": "bridge", "file": "text/bridge.txt", "published": "2024-05-06",
 "entities": [{"name": "Ivan Petrov", "aliases": ["Petrov"]}], "events": [],
 "claims": [{"id": "C1", "source": "Ivan Petrov", "cue": "denied", "near": "He denied the report"}]}`

// pronounChains is the text as an annotated set has it: tokens, and mentions with heads and chains.
func pronounChains(t *testing.T) []byte {
	t.Helper()
	type at struct {
		Start int `json:"bstart"`
		End   int `json:"bend"`
	}
	type mention struct {
		at
		Chain int `json:"chain"`
		Head  int `json:"head"`
	}
	var tokens []at
	var mentions []mention
	chain := map[string]int{"Ada": 1, "She": 1, "Ivan": 2, "He": 2} // a name is headed by its first word
	pos := 0
	for i, w := range strings.Fields(strings.ReplaceAll(pronounText, ".", " .")) {
		pos += strings.Index(pronounText[pos:], w)
		tokens = append(tokens, at{pos, pos + len(w)})
		if c := chain[w]; c > 0 {
			mentions = append(mentions, mention{tokens[i], c, i})
		}
		pos += len(w)
	}
	line, err := json.Marshal(map[string]any{"id": "own", "text": pronounText, "partition": "train", "genre": "news", "tokens": tokens, "mentions": mentions})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(line); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPronouns(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string][]byte{"text/bridge.txt": []byte(pronounText), "gold/bridge.json": []byte(pronounGold), "gum/layers.jsonl.gz": pronounChains(t)} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var tables [2][]byte
	for i := range tables {
		var log strings.Builder
		o := PronounOptions{Data: dir, Gold: filepath.Join(dir, "gold"), Out: filepath.Join(dir, "weights.txt"), Log: &log, L2: 0.01}
		if err := Pronouns(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(log.String(), "trained on: 3 of 3 right") {
			t.Errorf("log is %q, want two pronouns of the chains and one of the report", log.String())
		}
		b, err := os.ReadFile(o.Out)
		if err != nil {
			t.Fatal(err)
		}
		tables[i] = b
	}
	if !bytes.Equal(tables[0], tables[1]) {
		t.Error("two runs on the same data give different tables")
	}
}

func TestPronounsNeedsData(t *testing.T) {
	if err := Pronouns(context.Background(), PronounOptions{Data: t.TempDir(), Out: "unused"}); err == nil {
		t.Error("no error without data")
	}
}
