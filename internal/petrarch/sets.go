package petrarch

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"herodotus/internal/ontology"
)

// capitals gives the rows of a dictionary in capitals, as most are written.
func capitals(text string) (out []row) {
	for r := range rows(text) {
		r.text = strings.ToUpper(r.text)
		out = append(out, r)
	}
	return out
}

// gather notes the names of all sets and verbs, for patterns may use them before
// they stand, and writes the sets as classes.
func (p *reader) gather() {
	set := ""
	for _, l := range p.rows {
		switch l.text[0] {
		case '&':
			set = p.newSet(l)
		case '+':
			if set != "" {
				p.member(set, l)
				continue
			}
			fallthrough
		default:
			set = ""
			if l.text[0] != '-' && l.text[0] != '~' {
				if v, ok := readVerb(l.text); ok {
					p.verbs[v.head] = true
				}
			}
		}
	}
}

// newSet begins a class for a synonym set; a set that stands twice goes on.
func (p *reader) newSet(l row) string {
	name := strings.TrimRight(strings.TrimSpace(l.text[1:]), "_")
	if name == "" || strings.ContainsAny(name, " \t=%,&") {
		p.warn(l.n, "a set of synonyms is &NAME with +MEMBER lines below it")
		return ""
	}
	if _, ok := p.sets[name]; !ok {
		p.sets[name] = l.n
		// The empty class first: each member adds to it.
		fmt.Fprintf(&p.out, "class %s =\n", p.class(name))
	} else {
		p.warn(l.n, "the set &%s stands already at line %d; this one is passed over", name, p.sets[name])
		return ""
	}
	return name
}

// class gives the name of a set's class, which no other file has.
func (p *reader) class(set string) string {
	return fitName(p.file) + ":" + strings.ToLower(fitName(set))
}

// member adds a synonym to the class that was opened last.
func (p *reader) member(set string, l row) {
	s := strings.TrimSpace(l.text[1:])
	if inner, ok := strings.CutPrefix(s, "&"); ok {
		inner = strings.TrimRight(inner, "_")
		if _, known := p.sets[inner]; !known || inner == set {
			p.warn(l.n, "no set &%s stands above", inner)
			return
		}
		fmt.Fprintf(&p.out, "  %%%s\n", p.class(inner))
		return
	}
	words := strings.FieldsFunc(strings.ToLower(s), blank)
	for _, w := range words {
		if !isWord(w) {
			p.warn(l.n, "%q is no word", s)
			return
		}
	}
	if len(words) == 0 {
		p.warn(l.n, "a synonym without words")
		return
	}
	fmt.Fprintf(&p.out, "  %s\n", strings.Join(forms(words), " "))
}

// isWord tells whether a lower-case word may stand in a lexicon line.
func isWord(w string) bool {
	for _, r := range w {
		if !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '\'' || r == '/' || r >= utf8.RuneSelf && r != utf8.RuneError && !unicode.IsSpace(r)) {
			return false
		}
	}
	return w != "" && w[0] != '-'
}

// forms gives the words as a list item and, of a plural, the singular beside it:
// lists hold lemmas, dictionaries often plurals.
func forms(words []string) []string {
	whole := strings.Join(words, "_")
	last := words[len(words)-1]
	for _, end := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(last, end) {
			return []string{whole}
		}
	}
	if len(last) < 4 {
		return []string{whole}
	}
	for _, plural := range [][2]string{{"ies", "y"}, {"ches", "ch"}, {"shes", "sh"}, {"xes", "x"}, {"sses", "ss"}, {"s", ""}} {
		if stem, ok := strings.CutSuffix(whole, plural[0]); ok && (plural[0] != "ies" || len(last) > 4) { // "ties" is of "tie"
			return []string{whole, stem + plural[1]}
		}
	}
	return []string{whole}
}

// line takes one line of the dictionary.
func (p *reader) line(l *row) {
	switch t := l.text; {
	case strings.HasPrefix(t, "---"):
		p.startBlock(l)
	case t[0] == '&', t[0] == '+' && !p.inBlock:
		p.inBlock = false // sets were read before
	case t[0] == '~':
		p.warn(l.n, "transformations of PETRARCH2 are not read")
	case t[0] == '-':
		p.patterns = true
		p.pattern(l)
	default:
		p.verb(l)
	}
}

// startBlock reads "--- ABANDON [080] ---".
func (p *reader) startBlock(l *row) {
	p.open, p.patterns, p.inBlock = p.open[:0], false, true
	p.block = eventCode{raw: "---"}
	_, rest, found := strings.Cut(l.text, "[")
	code, _, closed := strings.Cut(rest, "]")
	switch {
	case found && !closed:
		p.warn(l.n, "no ] closes the block's code")
	case found:
		if c, ok := p.readCode(l.n, code); ok {
			p.block = c
		}
	}
}

// verb reads "GIVE {GAVE GIVEN} [070]" and writes its frame.
func (p *reader) verb(l *row) {
	v, ok := readVerb(l.text)
	if !ok {
		p.warn(l.n, "%q is no verb that can be looked for", l.text)
		return
	}
	if p.patterns { // blocks need no "---" line: verbs after patterns begin another one
		p.open, p.patterns = p.open[:0], false
	}
	code := p.block
	if _, rest, found := strings.Cut(l.text, "["); found {
		s, _, closed := strings.Cut(rest, "]")
		c, ok := p.readCode(l.n, s)
		if !closed || !ok {
			p.warn(l.n, "the code of %s is not read; that of its block is used", v.head)
		} else {
			code = c
		}
	}
	if _, rest, found := strings.Cut(l.text, "{"); found {
		list, _, _ := strings.Cut(rest, "}")
		v.irregular(list)
	}
	p.open = append(p.open, v)
	// A verb that is no event by itself keeps the reading that the lexicon has, if any.
	if c, _ := plover(code.raw); c.Type != ontology.None {
		p.frame(l.n, code, []trigger{{verbs: v.triggers(), conds: v.conds, actor: "subj", other: v.targets(anyTarget)}})
	}
}
