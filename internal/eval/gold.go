package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Words is a JSON string or list of strings: any of them is right.
type Words []string

// UnmarshalJSON takes null, a string or a list (null elements count as "").
func (w *Words) UnmarshalJSON(b []byte) error {
	*w = nil
	if string(b) == "null" {
		return nil
	}
	if len(b) > 0 && b[0] == '"' {
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		*w = Words{s}
		return nil
	}
	var l []*string
	if err := json.Unmarshal(b, &l); err != nil {
		return err
	}
	for _, s := range l {
		if s == nil {
			*w = append(*w, "")
		} else {
			*w = append(*w, *s)
		}
	}
	return nil
}

func (w Words) has(s string) bool {
	for _, x := range w {
		if x == s {
			return true
		}
	}
	return false
}

// Gold is one hand-made file, gold/1.
type Gold struct {
	ID        string       `json:"id"`
	File      string       `json:"file"` // the text, relative to the folder above the gold
	Published string       `json:"published"`
	Entities  []GoldEntity `json:"entities"`
	Times     []GoldTime   `json:"times"`
	Places    []GoldPlace  `json:"places"`
	Events    []GoldEvent  `json:"events"`
	Claims    []GoldClaim  `json:"claims"`
	Never     []GoldNever  `json:"never"`
}

// GoldEntity names all surface strings of one entity.
type GoldEntity struct {
	Name    string   `json:"name"`
	Country Words    `json:"country"` // "*" untested
	Sector  string   `json:"sector"`
	Sectors []string `json:"sectors"`
	Aliases []string `json:"aliases"`
}

// GoldTime is a time expression inside near.
type GoldTime struct {
	Text  string `json:"text"`
	Near  string `json:"near"`
	Value Words  `json:"value"`
}

// GoldPlace is right within km of its coordinates.
type GoldPlace struct {
	Text string  `json:"text"`
	Near string  `json:"near"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	KM   float64 `json:"km"`
}

// GoldEvent is one reported event.
type GoldEvent struct {
	ID                 string           `json:"id"`
	Types              []string         `json:"types"`
	Near               string           `json:"near"`
	Trigger            Words            `json:"trigger"`
	Actors             []string         `json:"actors"`
	Recipients         []string         `json:"recipients"`
	ActorsAny          bool             `json:"actors_any"`
	RecipientsAny      bool             `json:"recipients_any"`
	ActorsOptional     bool             `json:"actors_optional"`
	RecipientsOptional bool             `json:"recipients_optional"`
	Reciprocal         bool             `json:"reciprocal"`
	Optional           bool             `json:"optional"`
	Modes              []string         `json:"modes"`
	ModesOptional      bool             `json:"modes_optional"`
	Contexts           []string         `json:"contexts"`
	Date               string           `json:"date"`
	Place              string           `json:"place"`
	PlaceOptional      bool             `json:"place_optional"`
	Aux                []string         `json:"aux"`
	Author             Words            `json:"author"`
	Source             map[string]Words `json:"source"`
	Claim              *string          `json:"claim"`
	HasClaim           bool             `json:"-"` // "claim" stands in the file, be it null
	SameAs             string           `json:"same_as"`
}

// UnmarshalJSON also notes whether "claim" is given.
func (g *GoldEvent) UnmarshalJSON(b []byte) error {
	type plain GoldEvent
	if err := json.Unmarshal(b, (*plain)(g)); err != nil {
		return err
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(b, &keys); err != nil {
		return err
	}
	_, g.HasClaim = keys["claim"]
	return nil
}

// GoldClaim is one attribution.
type GoldClaim struct {
	ID       string   `json:"id"`
	Source   Words    `json:"source"`
	Near     string   `json:"near"`
	Cue      Words    `json:"cue"`
	Content  []string `json:"content"`
	Quote    Words    `json:"quote"`
	Kind     Words    `json:"kind"`
	Parent   string   `json:"parent"`
	Optional bool     `json:"optional"`
}

// GoldNever is a trap.
type GoldNever struct {
	Types []string `json:"types"`
	Near  string   `json:"near"`
	Value []string `json:"value"`
	Why   string   `json:"why"`
}

// ReadGold reads a gold file.
func ReadGold(path string) (*Gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	g := &Gold{}
	if err := json.Unmarshal(b, g); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return g, nil
}

// norm makes names comparable: case, quotation marks, articles and titles do not count.
func norm(s string) string {
	s = strings.Trim(strings.ReplaceAll(strings.ToLower(s), "’", "'"), " .,“”\"'")
	for _, lead := range []string{"the ", "a ", "an ", "its ", "his ", "her ", "their ", "mr. ", "mr ", "ms. ", "mrs. ", "president "} {
		s = strings.TrimPrefix(s, lead)
	}
	return s
}

// span is a half-open stretch of bytes; start < 0 means not found.
type span struct{ start, end int }

var nowhere = span{-1, -1}

func overlap(a, b span) int { return max(0, min(a.end, b.end)-max(a.start, b.start)) }

// find gives the first occurrence of needle inside a span of text.
func find(text, needle string, in span) span {
	if in.start < 0 {
		return nowhere
	}
	i := strings.Index(text[in.start:in.end], needle)
	if i < 0 {
		return nowhere
	}
	return span{in.start + i, in.start + i + len(needle)}
}

// findAll gives every occurrence, overlapping ones too.
func findAll(text, needle string) []span {
	var out []span
	for at := 0; at <= len(text); {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			break
		}
		out = append(out, span{at + i, at + i + len(needle)})
		at += i + 1
	}
	return out
}
