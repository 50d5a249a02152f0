package frame

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLexicon checks the built-in lexicon, read from the disk: each fault with its file and line.
func TestLexicon(t *testing.T) {
	paths, err := filepath.Glob("lexicon/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{p, string(text)})
	}
	lex, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d triggers, %d examples", lex.Len(), len(lex.Examples()))
}

const goodLexicon = `
# A comment.
class airattack = airstrike, strike
  raid, air_raid
class arms = %airattack, missile

frame air-attack ASSAULT modes=aerial cameo=195 ctx=military   > A frame's example.
  bomb.v strafe.v       a=subj r=obj     > Jets bombed the port.
  airstrike.n           a=poss,mod,by r=on,against
  launch.v obj=%airattack r=on,obj.on w=0.9
  launch.v obj=%airattack !on=* subj=@armed,@state
  carry.v prt=out obj=%arms
frame visit CONSULT modes=visit sym need=a
  state_visit.n r=e.a,to+in.poss
frame not NONE
  visit.n mod=web
`

func TestLoad(t *testing.T) {
	lex, err := Load([]File{{"good.txt", goodLexicon}})
	if err != nil {
		t.Fatal(err)
	}
	if lex.Len() != 8 || len(lex.Examples()) != 2 {
		t.Errorf("%d triggers and %d examples, want 8 and 2", lex.Len(), len(lex.Examples()))
	}
	launch := lex.Of(lex.Vocab.Find("Launch"))
	if len(launch) != 2 || len(launch[0].Conds) != 3 || len(launch[1].Conds) != 1 {
		t.Fatalf("senses of launch are not tried by size: %+v", launch)
	}
	if s := launch[1]; s.Weight != 0.9 || s.Cameo != "195" || s.Modes[0] != "aerial" || SlotText(lex.Vocab, s.Other[1][0]) != "obj.on" {
		t.Errorf("launch: %+v", s)
	}
	if c := launch[1].Conds[0]; len(c.Words) != 3 || len(c.Phrases) != 1 {
		t.Errorf("class not expanded: %+v", c)
	}
	if s := lex.Of(lex.Vocab.Find("visit")); len(s) != 2 || len(s[0].Before)+len(s[1].Before) != 1 {
		t.Errorf("visit: %+v", s)
	}
	if lex.Of(0) == nil || len(lex.Of(0)) != 0 {
		t.Errorf("an unknown word has senses: %v", lex.Of(0))
	}
}

func TestLoadFaults(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"frame x ASSAULT\n  bomb.x", "f.txt:2: bomb.x: a trigger is"},
		{"frame x ASSAULTS\n  bomb.v", "f.txt:1: ASSAULTS is no PLOVER type"},
		{"frame x ASSAULT modes=visit\n  bomb.v", `f.txt:2: modes=: ASSAULT has no mode "visit"`},
		{"frame x ASSAULT ctx=war\n  bomb.v", `"war" is no context`},
		{"frame x ASSAULT cameo=999\n  bomb.v", "no CAMEO code"},
		{"frame x ASSAULT\n  bomb.v a=sub", `f.txt:2: a=: unknown slot or preposition "sub"`},
		{"frame x ASSAULT\n  bomb.v obj=%arms", `no class "arms"`},
		{"class a = %b\nclass b = %a\nframe x ASSAULT\n  bomb.v obj=%a", "holds itself"},
		{"frame x ASSAULT\n  bomb.v obj=@thing", `unknown kind "@thing"`},
		{"frame x ASSAULT\n  bomb.v\n  bomb.v", "f.txt:3: bomb.v stands with the same conditions at f.txt:2"},
		{"frame x ASSAULT\n  bomb.v\nframe x ASSAULT\n  raid.v", "f.txt:3: frame x stands already at f.txt:1"},
		{"frame x ASSAULT\n  bomb.v need=q", "want a, r or ar"},
		{"frame x ASSAULT\n  bomb.v w=2", "f.txt:2: w=: a confidence"},
		{"frame x ASSAULT\n  bomb.v val=CT", "f.txt:2: val=: want one of"},
		{"frame x ASSAULT\n  bomb.v a=subj a=obj", `"a" stands twice`},
		{"frame x ASSAULT\n  a=subj", "f.txt:2: a trigger line begins with"},
		{"frame x ASSAULT", "f.txt:1: frame x has no triggers"},
		{"frame x", "f.txt:1: a frame is"},
		{"  bomb.v", "f.txt:1: a trigger line without a frame"},
		{"bomb.v", "f.txt:1: a line begins with frame, class"},
		{"> A sentence.", "f.txt:1: an example without a frame"},
		{"class a b = c", "f.txt:1: a class is"},
		{"class a = b\nclass a = c", "f.txt:2: class a stands already at f.txt:1"},
		{"\xff", "f.txt:1: not UTF-8"},
	} {
		_, err := Load([]File{{"f.txt", test.text}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.text, err, test.want)
		}
	}
}

// TestLoadExtra: a user's file replaces frames and extends classes.
func TestLoadExtra(t *testing.T) {
	extra := "class airattack += sortie\nframe visit CONSULT\n  call.n\nframe web NONE\n  bomb.v\n"
	lex, err := Load([]File{{"good.txt", goodLexicon}}, File{"user.txt", extra})
	if err != nil {
		t.Fatal(err)
	}
	if s := lex.Of(lex.Vocab.Find("bomb")); len(s) != 2 || s[0].Type != "NONE" {
		t.Errorf("the user's sense is not tried first: %+v", s)
	}
	if s := lex.Of(lex.Vocab.Find("launch")); len(s[1].Conds[0].Words) != 4 {
		t.Errorf("class not extended: %+v", s[1].Conds[0])
	}
	for _, s := range lex.Of(lex.Vocab.Find("visit")) {
		if s.Frame == "visit" {
			t.Errorf("frame not replaced: %+v", s)
		}
	}
}

func FuzzLoadLexicon(f *testing.F) {
	f.Add(goodLexicon)
	f.Add("class a = %a\nframe x NONE sym\n\tb_c.n !of=*,@state > x # y\n")
	f.Fuzz(func(t *testing.T, text string) {
		lex, err := Load([]File{{"f.txt", text}}, File{"g.txt", text})
		if (lex == nil) == (err == nil) {
			t.Fatalf("lexicon %v and error %v", lex, err)
		}
	})
}

func BenchmarkLoadLexicon(b *testing.B) {
	files, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, f := range files {
		n += len(f.Text)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(files); err != nil {
			b.Fatal(err)
		}
	}
}
