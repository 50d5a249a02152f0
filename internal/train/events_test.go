package train

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const eventText = `Norway expelled two Russian diplomats on Monday. The keeper attacked the ball.
Moscow condemned the expulsion and summoned the Norwegian ambassador.
`

const eventGold = `{"id": "envoys", "file": "text/envoys.txt", "published": "2024-05-06", "entities": [], "events": [
 {"id": "V1", "types": ["SANCTION"], "near": "Norway expelled two Russian diplomats", "trigger": "expelled"},
 {"id": "V2", "types": ["ACCUSE"], "near": "Moscow condemned the expulsion", "trigger": "condemned"},
 {"id": "V3", "types": ["ACCUSE"], "near": "summoned the Norwegian ambassador", "trigger": "summoned", "optional": true}]}`

const eventCase = `The minister visited Oslo.
  CONSULT visited: minister -> Norway

The minister visited his mother.
`

func TestEvents(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"text/envoys.txt": eventText, "gold/envoys.json": eventGold, "cases/visits.txt": eventCase,
		"gsr.jsonl": `{"id": "1", "text": "Norway expelled two Russian diplomats.", "event_2021": "SANCTION"}` + "\n"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := EventOptions{Gold: filepath.Join(dir, "gold"), Cases: filepath.Join(dir, "cases"), Sentences: filepath.Join(dir, "gsr.jsonl"), Out: filepath.Join(dir, "judge.txt"), Epochs: 1}
	var tables [2][]byte
	for i := range tables {
		var log strings.Builder
		o.Log = &log
		if err := Events(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"reports:", "2 events to find", "cases:", "1 events to find"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("no %q in the log:\n%s", want, log.String())
			}
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
	if !bytes.Contains(tables[0], []byte("\tno doubt\n")) {
		t.Errorf("no weight for what nothing speaks against in\n%.300s", tables[0])
	}
}

func TestEventsNeedsGold(t *testing.T) {
	err := Events(context.Background(), EventOptions{Gold: t.TempDir(), Out: "unused"})
	if err == nil || !strings.Contains(err.Error(), "no gold files") {
		t.Errorf("got error %v", err)
	}
}
