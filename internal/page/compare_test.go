package page

import (
	"strings"
	"testing"

	"herodotus/record"
)

// report is a record of sentences, one a line.
func report(id string, lines ...string) *record.Record {
	r := &record.Record{Document: record.Document{ID: id, Text: strings.Join(lines, "\n")}}
	at := 0
	for _, l := range lines {
		r.Sentences = append(r.Sentences, record.Sentence{Span: record.Span{Start: at, End: at + len(l)}})
		at += len(l) + 1
	}
	return r
}

func TestCompare(t *testing.T) {
	c := Compare(report("a", "Two bridges fell on Monday.", "Nobody was hurt, police said.", "It rained."),
		report("b", "NOBODY was hurt – police said", "Two old bridges fell late on Monday.", "The mayor resigned."))
	states := func(v Version) string {
		var out []string
		for _, s := range v.Sentences {
			out = append(out, s.State)
		}
		return strings.Join(out, " ")
	}
	if got := states(c.A); got != "changed same only" || c.Both != 1 || c.A.Only != 1 || c.A.Changed != 1 {
		t.Errorf("first: %s %+v", got, c)
	}
	if got := states(c.B); got != "same changed only" {
		t.Errorf("second: %s", got)
	}
}
