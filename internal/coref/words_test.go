package coref

import (
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	l, err := readLexicon(wordsText, pronounsText, givenText)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		noun   string
		class  class
		sector string
	}{
		{"country", state, "GOV"}, {"Kingdom", state, "GOV"}, {"tanker", ship, "BUS"}, {"counterpart", kin, "GOV"},
		{"wife", kin, "CVL"}, {"newspaper", media, "JRN"}, {"soldier", person, "MIL"},
	} {
		if w, ok := l.noun(c.noun); !ok || w.class != c.class || w.sector != c.sector {
			t.Errorf("noun %q is %+v, want class %d, sector %s", c.noun, w, c.class, c.sector)
		}
	}
	for noun, person := range map[string]bool{"seismologist": true, "stonemason-owner": true, "townsman": true, "dockworker": true,
		"shortlist": false, "human": false, "storm": false, "gist": false, "Christian": false} {
		if w, ok := l.noun(noun); ok && w.class != noClass != person {
			t.Errorf("noun %q is %+v, want a person: %v", noun, w, person)
		}
	}
	if p, ok := l.pronoun("Their"); !ok || p.number != 'p' || !p.poss {
		t.Errorf("pronoun Their is %+v, %v", p, ok)
	}
	if !l.is("prime minister", ruler) || l.is("prime minister", speech) || !l.is("tell", speech) {
		t.Error("marks of words are wrong")
	}
}

func TestTableFaults(t *testing.T) {
	for _, c := range []struct{ words, pronouns, given, want string }{
		{"person CVL man woman", "", "", "words.txt:1"},
		{"# fine\nhuman: man", "", "", "words.txt:2"},
		{"person tall: man", "", "", "flag"},
		{"person: man man", "", "", "twice"},
		{"", "he 3 s", "", "pronouns.txt:1"},
		{"", "", "m adam\nx eve", "given.txt:2"},
	} {
		if _, err := readLexicon(c.words, c.pronouns, c.given); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("tables %q, %q: error %v, want one with %q", c.words, c.pronouns, err, c.want)
		}
	}
}
