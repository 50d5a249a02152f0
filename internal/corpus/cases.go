package corpus

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Case is a text of our own with all its events and claims; cases/README.md
// describes the format.
type Case struct {
	Where     string // file:line
	Published string
	Text      string
	Events    []CaseEvent
	Claims    []CaseClaim
}

// CaseEvent is one event line.
type CaseEvent struct {
	Optional           bool
	Types              []string
	Trigger            string // the word, and …
	Nth                int    // … which of its occurrences, from 1
	Actors, Recipients [][]string
	AnyActors          bool // "*": untested
	AnyRecipients      bool
	Author, Source     string // FactBank values; "" untested
	Aux                []string
}

// CaseClaim is one claim line.
type CaseClaim struct {
	Optional bool
	Relayed  bool // by the claim in the line before
	Source   string
	Cue      string
	Quote    string
	Content  []string
}

// OpenCases reads a file of cases.
func OpenCases(path string) ([]Case, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadCases(path, f)
}

// ReadCases reads cases; faults name file and line.
func ReadCases(name string, r io.Reader) ([]Case, error) {
	x := cases{name: name}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		x.n++
		if err := x.line(s.Text()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, x.n, err)
		}
	}
	x.end()
	return x.out, s.Err()
}

type cases struct {
	name, date string
	n          int
	open       *Case
	out        []Case
}

func (x *cases) end() {
	if x.open != nil {
		x.out = append(x.out, *x.open)
		x.open = nil
	}
}

func (x *cases) line(s string) error {
	body := strings.TrimSpace(s)
	optional := false
	if rest, ok := strings.CutPrefix(body, "? "); ok {
		optional, body = true, strings.TrimSpace(rest)
	}
	switch {
	case body == "":
		x.end()
	case strings.HasPrefix(s, "#"):
	case strings.HasPrefix(s, "@"):
		x.end()
		x.date = strings.TrimSpace(s[1:])
	case strings.HasPrefix(body, ">"):
		return x.claim(strings.TrimSpace(body[1:]), optional)
	case s[0] == ' ' || s[0] == '\t' || optional:
		return x.event(body, optional)
	default:
		x.text(s)
	}
	return nil
}

func (x *cases) text(s string) {
	if x.open != nil && len(x.open.Events)+len(x.open.Claims) > 0 {
		x.end()
	}
	if x.open == nil {
		x.open = &Case{Where: fmt.Sprintf("%s:%d", x.name, x.n), Published: x.date, Text: s}
		return
	}
	x.open.Text += "\n" + s
}

func (x *cases) claim(s string, optional bool) error {
	c := CaseClaim{Optional: optional}
	s, c.Relayed = strings.CutPrefix(s, "^")
	source, rest, ok1 := strings.Cut(s, "<")
	cue, rest, ok2 := strings.Cut(rest, ">")
	quote, content, ok3 := strings.Cut(rest, ":")
	if x.open == nil || !ok1 || !ok2 || !ok3 {
		return fmt.Errorf("want a text, then > SOURCE <CUE> KIND: CONTENT, not %q", s)
	}
	c.Source, c.Cue, c.Quote = strings.TrimSpace(source), strings.TrimSpace(cue), strings.TrimSpace(quote)
	if c.Quote != "direct" && c.Quote != "indirect" && c.Quote != "mixed" {
		return fmt.Errorf("a claim is direct, indirect or mixed, not %q", c.Quote)
	}
	for _, piece := range strings.Split(content, " | ") {
		if piece = strings.TrimSpace(piece); !strings.Contains(x.open.Text, piece) || piece == "" {
			return fmt.Errorf("%q does not stand in the text", piece)
		} else {
			c.Content = append(c.Content, piece)
		}
	}
	if !strings.Contains(x.open.Text, c.Cue) {
		return fmt.Errorf("the cue %q does not stand in the text", c.Cue)
	}
	x.open.Claims = append(x.open.Claims, c)
	return nil
}

func (x *cases) event(s string, optional bool) error {
	head, rest, ok := strings.Cut(s, ":")
	kind, trigger, ok2 := strings.Cut(strings.TrimSpace(head), " ")
	if x.open == nil || !ok || !ok2 {
		return fmt.Errorf("want a text, then TYPE TRIGGER: ACTORS -> RECIPIENTS VALUE, not %q", s)
	}
	e := CaseEvent{Optional: optional, Types: strings.Split(kind, "/"), Trigger: strings.TrimSpace(trigger), Nth: 1}
	if word, nth, ok := strings.Cut(e.Trigger, "#"); ok {
		e.Trigger = word
		if _, err := fmt.Sscanf(nth, "%d", &e.Nth); err != nil {
			return fmt.Errorf("occurrence %q of the trigger is no number", nth)
		}
	}
	if e.Trigger == "" || strings.Count(x.open.Text, e.Trigger) < e.Nth {
		return fmt.Errorf("the trigger %q does not stand in the text %d times", e.Trigger, e.Nth)
	}
	actors, recipients, ok := strings.Cut(rest, "->")
	if !ok {
		return fmt.Errorf("no -> between actors and recipients in %q", s)
	}
	recipients = e.values(strings.TrimSpace(recipients))
	e.Actors, e.AnyActors = participants(actors)
	e.Recipients, e.AnyRecipients = participants(recipients)
	x.open.Events = append(x.open.Events, e)
	return nil
}

var valueWords = map[string]bool{"CT+": true, "CT-": true, "PR+": true, "PR-": true, "PS+": true, "PS-": true, "Uu": true}
var auxWords = map[string]bool{"future": true, "hypothetical": true, "negation": true, "historical": true}

// values takes values and auxiliaries off the end and gives what stands before them.
func (e *CaseEvent) values(s string) string {
	words := strings.Fields(s)
	for i := len(words) - 1; i > 0; i-- {
		w := words[i]
		switch v, source := strings.CutPrefix(w, "@"); {
		case auxWords[w]:
			e.Aux = append(e.Aux, w)
		case source && valueWords[v]:
			e.Source = v
		case valueWords[w]:
			e.Author = w
		case w == "*":
			e.Author = ""
		default:
			return strings.Join(words[:i+1], " ")
		}
	}
	return strings.Join(words[:min(1, len(words))], "")
}

func participants(s string) (names [][]string, anyone bool) {
	s = strings.TrimSpace(s)
	switch s {
	case "", "-":
		return nil, false
	case "*":
		return nil, true
	}
	for _, p := range strings.Split(s, " + ") {
		other := strings.Split(strings.TrimSpace(p), "/")
		if slices.Contains(other, "*") {
			return nil, true
		}
		names = append(names, other)
	}
	return names, false
}
