package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"herodotus/record"
)

// Sentence is one of PLOVER's gold standard records: a sentence with one event.
type Sentence struct {
	ID     string     `json:"id"`
	Text   string     `json:"text"`
	Type   string     `json:"event_2021"`
	Source []GSRActor `json:"source"`
	Target GSRActors  `json:"target"`
	Spans  []GSRSpan  `json:"spans"`
}

// GSRSpan is a stretch of the sentence and what it tells: SRC, TAR, SRC/TAR or EVT.
type GSRSpan struct {
	Role  string `json:"role"`
	Start int32  `json:"bstart"`
	End   int32  `json:"bend"`
	Text  string `json:"text"`
}

// GSRActor is an actor's code: the first three letters are its country.
type GSRActor struct {
	Code string `json:"code"`
}

// GSRActors skips what is no object.
type GSRActors []GSRActor

// UnmarshalJSON takes null and lists with stray strings.
func (a *GSRActors) UnmarshalJSON(b []byte) error {
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*a = nil
	for _, x := range raw {
		var g GSRActor
		if json.Unmarshal(x, &g) == nil {
			*a = append(*a, g)
		}
	}
	return nil
}

// ReadSentences reads the gold standard records, one JSON object a line.
func ReadSentences(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var x Sentence
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("line %d: %w", len(out)+1, err)
		}
		out = append(out, x)
	}
	return out, s.Err()
}

// slips in the gold's country codes.
var slips = map[string]string{"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}

type set map[string]bool

func codes(actors []GSRActor) set {
	out := set{}
	for _, a := range actors {
		c := a.Code[:min(3, len(a.Code))]
		if fixed, ok := slips[c]; ok {
			c = fixed
		}
		if c != "" {
			out[c] = true
		}
	}
	return out
}

func (a set) meets(b set) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

func (a set) plus(b set) set {
	out := set{}
	for x := range a {
		out[x] = true
	}
	for x := range b {
		out[x] = true
	}
	return out
}

// bodies are the codes of non-states, which count as alike.
var bodies = set{"UNO": true, "EUR": true, "NGO": true, "ISM": true, "IMG": true, "MNC": true, "IGO": true}

// same: both sides empty, or a code in common, or a non-state on both.
func same(p, q set) bool {
	if len(p) == 0 || len(q) == 0 {
		return len(p) == len(q)
	}
	return p.meets(q) || p.meets(bodies) && q.meets(bodies)
}

// GSR adds one coded sentence to the board. Precision is a lower bound: the
// gold gives one event a sentence and the sentence may hold more.
func GSR(b *Board, g *Sentence, r *record.Record) {
	country := map[string]string{}
	for _, e := range r.Entities {
		country[e.ID] = deref(e.Country)
	}
	side := func(args []record.Arg) set {
		out := set{}
		for _, a := range args {
			c := deref(a.Country)
			if c == "" {
				c = country[a.Entity]
			}
			if c != "" {
				out[c] = true
			}
		}
		return out
	}
	src, tgt := codes(g.Source), codes(g.Target)
	types, full := set{}, false
	for _, e := range r.Events {
		types[e.Type] = true
		full = full || e.Type == g.Type && dyad(e.Type, side(e.Actors), side(e.Recipients), src, tgt)
	}
	addTo(b.Count("type"), types[g.Type], len(types))
	addTo(b.Count("type and both countries"), full, len(r.Events))
	if !full {
		b.note(g.ID, "%s %v -> %v: %s", g.Type, src, tgt, g.Text)
	}
}

// addTo counts one gold item that was hit or not, against n predictions.
func addTo(c *Count, hit bool, n int) {
	if hit {
		c.Right++
		c.Invented += n - 1
		return
	}
	c.Missed++
	c.Invented += n
}

func dyad(typ string, x, y, src, tgt set) bool {
	if len(tgt) == 0 {
		return same(x.plus(y), src)
	}
	if same(x, src) && same(y, tgt) {
		return true
	}
	mutual := typ == "CONSULT" || typ == "ASSAULT" || typ == "COOPERATE" || typ == "AGREE"
	return mutual && len(x) > 1 && len(y) == 0 && same(x.plus(y), src.plus(tgt))
}
