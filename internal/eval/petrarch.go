package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"herodotus/record"
)

// CodedSentence is a sentence with the CAMEO events that PETRARCH's validation
// file wants of it: none, one or several.
type CodedSentence struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Date   string `json:"date"` // YYYYMMDD
	Events []struct {
		Code string `json:"event"`
	} `json:"gold_events"`
}

// Published gives the date as ingest wants it, "" when there is none.
func (s *CodedSentence) Published() string {
	if len(s.Date) != 8 {
		return ""
	}
	return s.Date[:4] + "-" + s.Date[4:6] + "-" + s.Date[6:]
}

// ReadCodedSentences reads validation sentences, one JSON object a line. Those
// whose text was not kept are left out.
func ReadCodedSentences(r io.Reader) ([]CodedSentence, error) {
	var out []CodedSentence
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		var x CodedSentence
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if x.Text != "" {
			out = append(out, x)
		}
	}
	return out, s.Err()
}

// RootCodes adds one coded sentence to the board. A root code is the first two
// digits of a CAMEO code; of a sentence it counts once, however many events have
// it. Right are the roots that both the gold and the record have, invented those
// of the record alone, missed those of the gold alone. Roots 01 and 02 (public
// statements and appeals) are no events in PLOVER, so the second figure is over
// gold without them.
func RootCodes(b *Board, g *CodedSentence, r *record.Record) {
	gold, found := set{}, set{}
	for _, e := range g.Events {
		gold.addRoot(e.Code)
	}
	for _, e := range r.Events {
		found.addRoot(e.Cameo)
	}
	countSets(b.Count("root code"), gold, found)
	inPlover := set{}
	for code := range gold {
		if code > "02" {
			inPlover[code] = true
		}
	}
	countSets(b.Count("root code that PLOVER has"), inPlover, found)
	if !slices.Equal(sorted(gold), sorted(found)) {
		b.note(g.ID, "want %v, got %v: %s", sorted(gold), sorted(found), g.Text)
	}
}

func (a set) addRoot(code string) {
	if len(code) >= 2 {
		a[code[:2]] = true
	}
}

// countSets counts what two sets share and what only one of them has.
func countSets(c *Count, gold, found set) {
	for x := range gold {
		if found[x] {
			c.Right++
		} else {
			c.Missed++
		}
	}
	for x := range found {
		if !gold[x] {
			c.Invented++
		}
	}
}

func sorted(a set) []string {
	out := make([]string, 0, len(a))
	for x := range a {
		out = append(out, x)
	}
	slices.Sort(out)
	return out
}
