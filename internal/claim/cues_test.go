package claim

import (
	"strings"
	"testing"
)

func TestBuiltInCues(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, readings := range x.cues.byLemma {
		for _, c := range readings {
			words[strings.Join(c.words, " ")] = true
		}
	}
	if len(words) < 500 {
		t.Errorf("the table has %d different cues, want at least 500", len(words))
	}
	for _, list := range []map[string]bool{x.document, x.talker, x.unnamed, x.refuse, x.lend} {
		if len(list) < 10 {
			t.Errorf("a list of sources.txt has %d words", len(list))
		}
	}
}

func TestUserCuesComeFirst(t *testing.T) {
	x, err := New(Table{"mine.txt", "verb threaten Uu that: say\nverb report CT+ that quote: ventriloquise"})
	if err != nil {
		t.Fatal(err)
	}
	if got := x.cues.byLemma["say"][0].act; got != "threaten" {
		t.Errorf("first reading of say is %q, want the user's", got)
	}
	if len(x.cues.byLemma["ventriloquise"]) != 1 {
		t.Error("the user's verb is missing")
	}
}

func TestLongerPhrasesComeFirst(t *testing.T) {
	x, err := New(Table{"mine.txt", "verb report CT+ that: nod, nod to\nverb urge Uu obj+inf: nod in favour"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range x.cues.byLemma["nod"] {
		got = append(got, strings.Join(c.words, " "))
	}
	if s := strings.Join(got, ", "); s != "nod in favour, nod to, nod" {
		t.Errorf("readings in the order %s", s)
	}
}

func TestCueErrors(t *testing.T) {
	for _, test := range []struct{ name, table, want string }{
		{"no colon", "verb report CT+ that say", "t:1: no colon"},
		{"kind", "# x\nparticle report CT+ that: up", `t:2: unknown kind "particle"`},
		{"commitment", "verb report CT* that: say", `unknown commitment "CT*"`},
		{"frame", "verb report CT+ Clause: say", `unknown frame "Clause"`},
		{"phrase", "verb report CT+ obj+: say", `unknown frame "obj+"`},
		{"source", "verb report CT+ that src=: say", `unknown frame "src="`},
		{"no frame", "verb report CT+ weak: say", "no frame says"},
		{"few fields", "verb report: say", "have 2 fields"},
		{"continuation", "  say, tell", "t:1: a continuation line before"},
		{"twice", "verb report CT+ that: say,\n  tell, say", `t:2: cue "say" stands twice`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(Table{"t", test.table})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestListErrors(t *testing.T) {
	for table, want := range map[string]string{
		"report, poll":         "t:1: no colon",
		"# x\n report":         "t:2: a continuation line before",
		"document: a\nb, c: d": "",
	} {
		_, err := parseLists("t", table)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got error %v, want %q", table, err, want)
		}
	}
}

func FuzzCues(f *testing.F) {
	f.Add(cuesTable)
	f.Add("verb report CT+ that obj+of src=from weak: say, tell\n  write # x\n")
	f.Add(":\n,")
	f.Fuzz(func(t *testing.T, table string) {
		lex, err := loadCues([]Table{{"t", table}})
		if err != nil {
			return
		}
		for lemma, readings := range lex.byLemma {
			for _, c := range readings {
				if c.words[0] != lemma || len(c.frames) == 0 {
					t.Fatalf("bad reading %+v of %q", c, lemma)
				}
			}
		}
	})
}
