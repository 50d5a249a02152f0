package event

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var updatePetrarch = flag.Bool("update", false, "write testdata/petrarch/own.lexicon.txt anew")

func readPetrarch(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "petrarch", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPetrarchVerbs compares the lexicon made of a dictionary of our own with what it should be.
func TestPetrarchVerbs(t *testing.T) {
	f, warnings := PetrarchVerbs("own.verbs.txt", readPetrarch(t, "own.verbs.txt"))
	got := f.Text + "\n" + strings.Join(warnings, "\n") + "\n"
	if *updatePetrarch {
		if err := os.WriteFile(filepath.Join("testdata", "petrarch", "own.lexicon.txt"), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := readPetrarch(t, "own.lexicon.txt")
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		a, b := "", ""
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Errorf("line %d: got %q, want %q", i+1, a, b)
		}
	}
	if _, err := New(f); err != nil {
		t.Errorf("the lexicon does not load: %v", err)
	}
}

func FuzzPetrarchVerbs(f *testing.F) {
	f.Add(readPetrarch(f, "own.verbs.txt"))
	f.Add("&A_\n+B_C\n--- X [190] ---\n+GO_OFF {+WENT_OFF} [031]\n- + WAS_* {&A B} (TO &A) BY $ [:173]\n")
	f.Add("&A\n+LONGISH S\n+IES\nX [190]\n- &A * [190]\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := PetrarchVerbs("fuzz file.txt", text)
		if _, err := LoadLexicon([]File{file}); err != nil {
			t.Errorf("%v\nof\n%s", err, file.Text)
		}
	})
}

func TestPetrarchIssues(t *testing.T) {
	f, warnings := PetrarchIssues("own.issues.txt", readPetrarch(t, "own.issues.txt"))
	want := "context trafficking = ferry-smuggler\ncontext crime = crate_of_eel\ncontext crime = contraband\ncontext economic = barley\n"
	if f.Text != want {
		t.Errorf("got\n%s\nwant\n%s", f.Text, want)
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
	x, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	if w := x.lex.vocab.find("barley"); w == 0 || int(w) >= len(x.topics.single) || x.topics.single[w] != 1<<contextIndex("economic") {
		t.Error("barley does not speak of the economy")
	}
	if _, err := New(File{"f.txt", "context weather = rain\n"}); err == nil || !strings.Contains(err.Error(), "f.txt:1: a context is") {
		t.Errorf("an unknown context gives %v", err)
	}
}

func FuzzPetrarchIssues(f *testing.F) {
	f.Add(readPetrarch(f, "own.issues.txt"))
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := PetrarchIssues("fuzz.txt", text)
		if _, err := LoadLexicon([]File{file}); err != nil {
			t.Errorf("%v\nof\n%s", err, file.Text)
		}
	})
}

func BenchmarkPetrarchVerbs(b *testing.B) {
	text := readPetrarch(b, "own.verbs.txt")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		PetrarchVerbs("own.verbs.txt", text)
	}
}
