package train

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

const castGold = `{"id": "envoys", "file": "text/envoys.txt", "published": "2024-05-06", "entities": [
  {"name": "Norway", "country": "NOR", "aliases": ["Norway"]}, {"name": "envoys", "country": "RUS", "aliases": ["two Russian diplomats"]},
  {"name": "Russia", "country": "RUS", "aliases": ["Moscow"]}],
 "events": [
 {"id": "V1", "types": ["SANCTION"], "near": "Norway expelled two Russian diplomats", "trigger": "expelled", "actors": ["Norway"], "recipients": ["envoys"]},
 {"id": "V2", "types": ["ACCUSE"], "near": "Moscow condemned the expulsion", "trigger": "condemned", "actors": ["Russia"], "recipients": ["Norway"], "recipients_optional": true}]}`

func TestCast(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"text/envoys.txt": eventText, "gold/envoys.json": castGold, "cases/visits.txt": eventCase} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	o := CastOptions{Gold: filepath.Join(dir, "gold"), Cases: filepath.Join(dir, "cases"), Out: filepath.Join(dir, "cast.txt"), Log: &log, Epochs: 2, Least: 1}
	var tables [2][]byte
	for i := range tables {
		if err := Cast(context.Background(), o); err != nil {
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
	if !bytes.Contains(tables[0], []byte("\tbias actor\n")) || !bytes.Contains(tables[0], []byte(" recipient\n")) {
		t.Errorf("table %.300s", tables[0])
	}
	if !bytes.Contains(log.Bytes(), []byte("the best possible: actors 3 of 3")) {
		t.Errorf("not all who act are found: %s", &log)
	}
	o.Gold = filepath.Join(dir, "none")
	if err := Cast(context.Background(), o); err == nil {
		t.Error("no error for a folder without gold")
	}
}
