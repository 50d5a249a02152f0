package train

import (
	"bytes"
	"compress/gzip"
	"context"
	"os"
	"path/filepath"
	"testing"
)

const judgedText = `{"id": "1", "split": "train", "text": "The baker left.", "predicates": [{"bstart": 10, "bend": 14, "factual": 1.2}]}
{"id": "2", "split": "train", "text": "The baker might leave.", "predicates": [{"bstart": 16, "bend": 21, "factual": -0.4}]}
{"id": "3", "split": "dev", "text": "The cook left.", "predicates": [{"bstart": 9, "bend": 13, "factual": 1}]}
`

func TestFactuality(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "judged.jsonl.gz")
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	if _, err := g.Write([]byte(judgedText)); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(data, z.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	o := FactualityOptions{Data: data, Out: filepath.Join(dir, "degrees.txt"), Log: &log, Epochs: 30, Least: 1}
	var tables [2][]byte
	for i := range tables {
		if err := Factuality(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		var err error
		if tables[i], err = os.ReadFile(o.Out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(tables[0], tables[1]) {
		t.Error("trained twice, the tables differ")
	}
	if !bytes.Contains(tables[0], []byte("\town has might\n")) || !bytes.Contains(log.Bytes(), []byte("2 predicates")) {
		t.Errorf("table %.300s\nlog %s", tables[0], &log)
	}
	o.Data = filepath.Join(dir, "none.gz")
	if err := Factuality(context.Background(), o); err == nil {
		t.Error("no error for a missing file")
	}
}
