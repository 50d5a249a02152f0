package event

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"herodotus/internal/frame"
	"herodotus/internal/petrarch"
)

// dictionary reads a PETRARCH dictionary of our own.
func dictionary(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "petrarch", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPetrarchLoads: what package petrarch makes of verbs and issues is a lexicon.
func TestPetrarchLoads(t *testing.T) {
	verbs, _ := petrarch.Verbs(petrarch.File{Name: "own.verbs.txt", Text: dictionary(t, "own.verbs.txt")})
	issues, _ := petrarch.Issues(petrarch.File{Name: "own.issues.txt", Text: dictionary(t, "own.issues.txt")})
	x, err := New(frame.File{Name: "own.verbs.txt", Text: verbs}, frame.File{Name: "own.issues.txt", Text: issues})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(x.lex.Contexts, frame.ContextWord{Words: "barley", Context: "economic"}) {
		t.Error("barley does not speak of the economy")
	}
	if _, err := New(frame.File{Name: "f.txt", Text: "context weather = rain\n"}); err == nil || !strings.Contains(err.Error(), "f.txt:1: a context is") {
		t.Errorf("an unknown context gives %v", err)
	}
}

func FuzzPetrarch(f *testing.F) {
	f.Add(dictionary(f, "own.verbs.txt"))
	f.Add(dictionary(f, "own.issues.txt"))
	f.Add("&A_\n+B_C\n--- X [190] ---\n+GO_OFF {+WENT_OFF} [031]\n- + WAS_* {&A B} (TO &A) BY $ [:173]\n")
	f.Add("&A\n+LONGISH S\n+IES\nX [190]\n- &A * [190]\n")
	f.Add("X [031]\n+GO_OFF {+WENT\xa0BY_OFF} [031]\n") // a blank of Latin-1 within a word
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(petrarch.File) (string, []string){petrarch.Verbs, petrarch.Issues} {
			lexicon, _ := read(petrarch.File{Name: "fuzz file.txt", Text: text})
			if _, err := frame.Load([]frame.File{{Name: "fuzz file.txt", Text: lexicon}}); err != nil {
				t.Errorf("%v\nof\n%s", err, lexicon)
			}
		}
	})
}
