package petrarch

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/ontology"
)

// Verbs turns a verb dictionary into the text of a lexicon file with one frame a
// line, named after the line, so that explain points at it. sets.go reads blocks
// and synonym sets, verb.go their verbs; pattern.go and walk.go make conditions of
// patterns. Lines that are not understood are told as "file:line: reason"; the
// others are used.
func Verbs(f File) (lexicon string, warnings []string) {
	p := &reader{file: f.Name, block: eventCode{raw: "---"}, sets: map[string]int{}, verbs: map[string]bool{}, seen: map[string]firstSeen{}}
	p.rows = capitals(f.Text)
	p.gather()
	for i := range p.rows {
		p.line(&p.rows[i])
	}
	return p.out.String(), p.warnings
}

// reader holds what a verb dictionary has said so far.
type reader struct {
	file     string
	rows     []row
	sets     map[string]int  // lines at which synonym sets begin, by name without "&"
	verbs    map[string]bool // all verbs of the file, to tell infinitives from nouns
	block    eventCode       // of the open block
	open     []verb          // verbs of the open block
	inBlock  bool
	patterns bool                 // a pattern stood after the open verbs
	seen     map[string]firstSeen // triggers with their conditions
	out      strings.Builder
	warnings []string
}

// firstSeen is where a trigger stood first and with what code.
type firstSeen struct {
	line int
	code string
}

func (p *reader) warn(line int, format string, args ...any) {
	w := fmt.Sprintf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...))
	if n := len(p.warnings); n == 0 || p.warnings[n-1] != w { // a pattern may give two trigger lines
		p.warnings = append(p.warnings, w)
	}
}

// eventCode is what a code of the dictionary makes of a line.
type eventCode struct {
	raw     string // "0871"; of a pair the first, and the second of ":173"
	swapped bool   // ":173": only the target does it
	both    bool   // "040:040": each does it to the other
}

// readCode reads "032", "032:033", ":173" or "---". Of a pair the first is
// used: an event has both sides and is recorded once.
func (p *reader) readCode(line int, s string) (c eventCode, ok bool) {
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
func (p *reader) frame(line int, c eventCode, triggers []trigger) {
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
	fmt.Fprintf(&p.out, "frame %s:%d %s", fitName(p.file), line, code.Type)
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
func (p *reader) unseen(line int, code string, t trigger) []string {
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
			p.seen[k] = firstSeen{line, code}
			out = append(out, v+".v")
		} else if old.code != code && !warned {
			warned = true
			p.warn(line, "%s stands with the same conditions at line %d, which is kept", v, old.line)
		}
	}
	return out
}

// fitName makes a file's name fit to name frames and classes.
func fitName(file string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("%,=#>+!@&", r) || unicode.IsSpace(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, file)
}
