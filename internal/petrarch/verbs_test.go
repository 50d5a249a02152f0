package petrarch

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/own.lexicon.txt anew")

func read(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestVerbs compares the lexicon made of a dictionary of our own with what it should be. That it loads is tested by
// package event.
func TestVerbs(t *testing.T) {
	lexicon, warnings := Verbs(File{"own.verbs.txt", read(t, "own.verbs.txt")})
	got := lexicon + "\n" + strings.Join(warnings, "\n") + "\n"
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", "own.lexicon.txt"), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(t, "own.lexicon.txt"), got); diff != "" {
		t.Error(diff)
	}
}

func TestIssues(t *testing.T) {
	lexicon, warnings := Issues(File{"own.issues.txt", read(t, "own.issues.txt")})
	want := "context trafficking = ferry-smuggler\ncontext crime = crate_of_eel\ncontext crime = contraband\ncontext economic = barley\n"
	if lexicon != want {
		t.Errorf("got\n%s\nwant\n%s", lexicon, want)
	}
	wantFaults := []string{"own.issues.txt:9: PLOVER has no context", "own.issues.txt:11: an issue without words", "own.issues.txt:12: \"b@d\" is no word",
		"own.issues.txt:6: phrases that are no instance"}
	if len(warnings) != len(wantFaults) {
		t.Fatalf("warnings %q", warnings)
	}
	for i, w := range wantFaults {
		if !strings.HasPrefix(warnings[i], w) {
			t.Errorf("warning %q, want %q", warnings[i], w)
		}
	}
}

func BenchmarkVerbs(b *testing.B) {
	text := read(b, "own.verbs.txt")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Verbs(File{"own.verbs.txt", text})
	}
}
