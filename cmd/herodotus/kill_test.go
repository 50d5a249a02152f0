package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"herodotus/internal/store"
)

// writeWire writes n short reports as JSON Lines.
func writeWire(t *testing.T, name string, n int) {
	t.Helper()
	who := []string{"Kenya", "Peru", "Norway", "Egypt", "Chile", "Ghana", "Nepal", "Oman"}
	what := []string{"recalled its ambassador from", "signed a treaty with", "bombed the capital of", "sent food to", "threatened to attack"}
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id":"wire-%04d","published":"2024-%02d-%02d","text":"%s %s %s on Monday, the government said. Report %d."}`+"\n",
			i, 1+i/28%12, 1+i%28, who[i%8], what[i%5], who[(i/8+i+1)%8], i)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestKilledAtAnyMoment kills `herodotus add` again and again: what was seen
// stored is never lost, no document is half there, and the next start goes on.
func TestKilledAtAnyMoment(t *testing.T) {
	dir := t.TempDir()
	input := filepath.Join(dir, "wire.jsonl")
	const articles = 300
	writeWire(t, input, articles)
	random := rand.New(rand.NewPCG(7, 7))
	var db string
	seen, finished := articles, 0
	for i := 0; i < kills; {
		if seen == articles { // all is in: begin another archive
			db = filepath.Join(dir, fmt.Sprintf("%d.db", i))
			seen = 0
		}
		cmd := exec.Command("herodotus", "add", "--db", db, "--batch", "2", "--jobs", "1", input)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		exited := make(chan error, 1)
		go func() { exited <- cmd.Wait() }()
		seen = killLater(t, db, seen, random, exited, cmd.Process)
		err := <-exited
		if err == nil {
			finished++
		} else if cmd.ProcessState.Exited() {
			t.Fatalf("add failed by itself: %v\n%s", err, out.String())
		} else {
			i++
		}
		if now := proven(t, db); now < seen {
			t.Fatalf("%d documents had been stored, %d are left", seen, now)
		} else {
			seen = now
		}
	}
	t.Logf("%d kills, %d runs came to their end", kills, finished)
}

// killLater looks at the archive while it is written and kills the writer at a
// random moment; it gives the number of documents last seen.
func killLater(t *testing.T, db string, seen int, random *rand.Rand, exited chan error, p *os.Process) int {
	t.Helper()
	deadline := time.Now().Add(time.Duration(random.IntN(700)) * time.Millisecond)
	for time.Now().Before(deadline) {
		select {
		case err := <-exited:
			exited <- err
			return seen
		default:
		}
		if s, err := store.Open(t.Context(), db, store.Options{ReadOnly: true}); err == nil {
			if stats, err := s.Stats(t.Context()); err == nil {
				seen = max(seen, int(stats.Documents))
			}
			s.Close()
		}
		time.Sleep(time.Duration(random.IntN(30)) * time.Millisecond)
	}
	if err := p.Kill(); err != nil {
		t.Log(err) // it came to its end just now
	}
	return seen
}

// proven proves the archive and gives the number of its documents.
func proven(t *testing.T, db string) int {
	t.Helper()
	if _, err := os.Stat(db); err != nil {
		return 0 // killed before it was made
	}
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	proof, err := s.Verify(t.Context(), func(fault string) { t.Error(fault) })
	if err != nil {
		t.Fatal(err)
	}
	return proof.Documents
}

// TestInterrupted presses Ctrl-C: what is coded is stored, the file is whole
// without its log, the exit code is 130, and the next run does the rest.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	input, db := filepath.Join(dir, "wire.jsonl"), filepath.Join(dir, "news.db")
	const articles = 3000
	writeWire(t, input, articles)
	cmd := exec.Command("herodotus", "add", "--db", db, "--batch", "5", input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 500 { // until something is stored
		if proven(t, db) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitStop || !bytes.Contains(out.Bytes(), []byte("the same command goes on from there")) {
		t.Fatalf("exit code %d: %s", code, out.String())
	}
	if _, err := os.Stat(db + "-wal"); err == nil {
		t.Error("the log lies beside the archive")
	}
	first := proven(t, db)
	if first == 0 || first == articles {
		t.Errorf("%d of %d documents were stored before the interruption", first, articles)
	}
	writeWire(t, input, first+20) // enough to see that it goes on
	text, err := exec.Command("herodotus", "add", "--db", db, input).Output()
	if want := fmt.Sprintf(`{"documents":20,"updated":0,"known":%d,`, first); err != nil || !bytes.HasPrefix(text, []byte(want)) {
		t.Errorf("the next run: %v, %s; want %s", err, text, want)
	}
}
