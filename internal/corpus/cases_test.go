package corpus

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestReadCases(t *testing.T) {
	const text = `# comment
@ 2024-03-12
Israel bombed the port of Beirut on Monday, the Lebanese army said.
> Lebanese army <said> indirect: Israel bombed the port of Beirut on Monday
  ASSAULT/COERCE bombed: Israel -> Lebanon/Beirut + Hezbollah Uu @CT+ future
? AGREE port#1: * -> - *

The striker attacked the goal.
`
	list, err := ReadCases("x", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Published != "2024-03-12" || list[0].Where != "x:3" || len(list[1].Events) != 0 {
		t.Fatalf("got %+v", list)
	}
	e := list[0].Events[0]
	if e.Author != "Uu" || e.Source != "CT+" || len(e.Recipients) != 2 || e.Recipients[0][1] != "Beirut" || e.Aux[0] != "future" || len(e.Types) != 2 {
		t.Errorf("event %+v", e)
	}
	if o := list[0].Events[1]; !o.Optional || !o.AnyActors || len(o.Recipients) != 0 || o.Author != "" {
		t.Errorf("optional event %+v", o)
	}
}

func TestReadCasesFaults(t *testing.T) {
	for in, want := range map[string]string{
		"  ASSAULT x: - -> -":                         "x:1: want a text",
		"A met B.\n  CONSULT talked: A -> B":          "x:2: the trigger",
		"A met B.\n  CONSULT met: A B":                "no ->",
		"A met B.\n> A <said> spoken: A met B":        "direct, indirect or mixed",
		"A met B, C said.\n> C <said> direct: A left": "does not stand in the text",
	} {
		if _, err := ReadCases("x", strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", in, err, want)
		}
	}
}

// TestCasesAreSound reads all case files of the repository.
func TestCasesAreSound(t *testing.T) {
	files, err := filepath.Glob("cases/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, err := OpenCases(f); err != nil {
			t.Error(err)
		}
	}
}

func FuzzReadCases(f *testing.F) {
	f.Add("@ 2024-01-01\nA met B.\n> A <met> direct: B\n  CONSULT met: A -> B CT+ @Uu\n? X Y#2: * -> * *")
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = ReadCases("x", strings.NewReader(s)) // must not panic
	})
}
