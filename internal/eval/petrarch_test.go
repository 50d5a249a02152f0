package eval

import (
	"strings"
	"testing"

	"herodotus/record"
)

func TestRootCodes(t *testing.T) {
	list, err := ReadCodedSentences(strings.NewReader(
		`{"id":"a","text":"Kenya met Chad and said so.","date":"20150609","gold_events":[{"event":"040"},{"event":"010"}]}
{"id":"b","text":"It rained.","gold_events":[]}
{"id":"c","text":"","gold_events":[{"event":"190"}]}
`))
	if err != nil || len(list) != 2 {
		t.Fatalf("%d sentences, %v", len(list), err)
	}
	if got := list[0].Published() + list[1].Published(); got != "2015-06-09" {
		t.Errorf("published %q", got)
	}
	b := NewBoard()
	RootCodes(b, &list[0], &record.Record{Events: []record.Event{{Cameo: "042"}, {Cameo: "046"}, {Cameo: "190"}}})
	RootCodes(b, &list[1], &record.Record{})
	if got, want := *b.Count("root code"), (Count{Right: 1, Invented: 1, Missed: 1}); got != want {
		t.Errorf("root code: %+v, want %+v", got, want)
	}
	if got, want := *b.Count("root code that PLOVER has"), (Count{Right: 1, Invented: 1}); got != want {
		t.Errorf("root code that PLOVER has: %+v, want %+v", got, want)
	}
	if len(b.Notes) != 1 {
		t.Errorf("notes: %q", b.Notes)
	}
	if _, err := ReadCodedSentences(strings.NewReader("{}\n{")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a broken line gives %v", err)
	}
}
