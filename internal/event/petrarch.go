package event

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"herodotus/internal/ontology"
)

// This file and its neighbours turn the verb dictionaries of PETRARCH, PETRARCH2
// and UniversalPetrarch (Open Event Data Alliance) into lexicon files:
// petrarchread.go reads blocks and synonym sets, petrarchverb.go their verbs,
// petrarchpattern.go and petrarchwalk.go make conditions of patterns,
// petrarchissue.go reads issues. docs/petrarch.md tells what is kept,
// approximated and passed over.

// PetrarchVerbs turns a verb dictionary into a lexicon file with one frame a
// line, named after the line, so that explain points at it. Lines that are not
// understood are told as "file:line: reason"; the others are used.
func PetrarchVerbs(name, text string) (f File, warnings []string) {
	p := &petrarchReader{file: name, block: petrarchCode{raw: "---"}, sets: map[string]int{}, verbs: map[string]bool{}, seen: map[string]petrarchSeen{}}
	p.lines = petrarchLines(text)
	p.gather()
	for i := range p.lines {
		p.line(&p.lines[i])
	}
	return File{name, p.out.String()}, p.warnings
}

// petrarchReader holds what a verb dictionary has said so far.
type petrarchReader struct {
	file     string
	lines    []petrarchLine
	sets     map[string]int  // lines at which synonym sets begin, by name without "&"
	verbs    map[string]bool // all verbs of the file, to tell infinitives from nouns
	block    petrarchCode    // of the open block
	open     []petrarchVerb  // verbs of the open block
	inBlock  bool
	patterns bool                    // a pattern stood after the open verbs
	seen     map[string]petrarchSeen // triggers with their conditions
	out      strings.Builder
	warnings []string
}

// petrarchSeen is where a trigger stood first and with what code.
type petrarchSeen struct {
	line int
	code string
}

func (p *petrarchReader) warn(line int, format string, args ...any) {
	w := fmt.Sprintf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...))
	if n := len(p.warnings); n == 0 || p.warnings[n-1] != w { // a pattern may give two trigger lines
		p.warnings = append(p.warnings, w)
	}
}

// petrarchCode is what a code of the dictionary makes of a line.
type petrarchCode struct {
	raw     string // "0871"; of a pair the first, and the second of ":173"
	swapped bool   // ":173": only the target does it
	both    bool   // "040:040": each does it to the other
}

// readCode reads "032", "032:033", ":173" or "---". Of a pair the first is
// used: an event has both sides and is recorded once.
func (p *petrarchReader) readCode(line int, s string) (c petrarchCode, ok bool) {
	s = strings.TrimSpace(s)
	first, second, pair := strings.Cut(s, ":")
	first, second = strings.TrimSpace(first), strings.TrimSpace(second)
	c.raw, c.both = first, pair && first == second
	if pair && (first == "" || first == "---") && second != "" {
		c.raw, c.swapped = second, true
	}
	if c.raw == "---" || c.raw == "" {
		c.raw = "---"
		return c, true
	}
	if _, ok := plover(c.raw); !ok {
		p.warn(line, "%q is no CAMEO code", s)
		return c, false
	}
	return c, true
}

// plover gives what a CAMEO code is in PLOVER: the code's own row, else that of
// the code without its last digits. "---" and root 01 (statements) are no
// events; an appeal (02) is what PLOVER calls REQUEST.
func plover(code string) (ontology.Code, bool) {
	if code == "---" {
		return ontology.Code{Type: ontology.None}, true
	}
	for i := 0; i < len(code); i++ {
		if code[i] < '0' || code[i] > '9' {
			return ontology.Code{}, false
		}
	}
	if len(code) < 2 || len(code) > 4 {
		return ontology.Code{}, false
	}
	for n := len(code); n >= 2; n-- {
		if c, ok := ontology.FromCameo(code[:n]); ok {
			return c, true
		}
	}
	if c, ok := ontology.FromCameo(code[:2] + "0"); ok {
		return c, true
	}
	switch code[:2] {
	case "01":
		return ontology.Code{Type: ontology.None}, true
	case "02":
		return ontology.FromCameo("100")
	}
	return ontology.Code{}, false
}

// frame writes a line of the dictionary as a frame: triggers, each with its conditions and roles.
func (p *petrarchReader) frame(line int, c petrarchCode, triggers []petrarchTrigger) {
	code, _ := plover(c.raw) // readCode has looked
	var body strings.Builder
	for _, t := range triggers {
		verbs := p.unseen(line, c.raw, t)
		if len(verbs) == 0 {
			continue
		}
		fmt.Fprintf(&body, "  %s", strings.Join(verbs, " "))
		for _, cond := range t.conds {
			fmt.Fprintf(&body, " %s=%s", cond.slot, cond.list)
		}
		actor, other := t.actor, t.other
		if c.swapped {
			actor, other = other, actor
		}
		fmt.Fprintf(&body, " a=%s r=%s", actor, other)
		if t.sym || c.both {
			body.WriteString(" sym")
		}
		if t.negated {
			body.WriteString(" own=CT+")
		}
		body.WriteByte('\n')
	}
	if body.Len() == 0 {
		return
	}
	fmt.Fprintf(&p.out, "frame %s:%d %s", petrarchName(p.file), line, code.Type)
	if code.Type != ontology.None {
		fmt.Fprintf(&p.out, " cameo=%s", code.Cameo)
		if code.Mode != "" {
			fmt.Fprintf(&p.out, " modes=%s", code.Mode)
		}
		if len(code.Contexts) > 0 {
			fmt.Fprintf(&p.out, " ctx=%s", strings.Join(code.Contexts, ","))
		}
	}
	p.out.WriteByte('\n')
	p.out.WriteString(body.String())
}

// unseen gives the verbs of a trigger that did not stand before with the same
// conditions; of two codes the first is kept.
func (p *petrarchReader) unseen(line int, code string, t petrarchTrigger) []string {
	conds := make([]string, len(t.conds))
	for i, c := range t.conds {
		conds[i] = c.slot + "=" + c.list
	}
	slices.Sort(conds)
	key := strings.Join(conds, " ")
	var out []string
	warned := false
	for _, v := range t.verbs {
		k := v + " " + key
		old, ok := p.seen[k]
		if !ok {
			p.seen[k] = petrarchSeen{line, code}
			out = append(out, v+".v")
		} else if old.code != code && !warned {
			warned = true
			p.warn(line, "%s stands with the same conditions at line %d, which is kept", v, old.line)
		}
	}
	return out
}

// petrarchName makes a file's name fit to name frames and classes.
func petrarchName(file string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n%,=#>+!@&", r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, file)
}
