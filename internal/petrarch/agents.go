package petrarch

import "strings"

// Agent is a role noun with its code.
type Agent struct {
	Line      int
	One, Many string // in lower case; Many is "" when there is no plural, or a regular one
	Regular   bool   // the plural is made as English makes it
	Code      string
	Suffix    bool // the code goes after that of a country: [~GOV]
}

// Agents reads an agent dictionary:
//
//	!PERSON! = MAN, MEN, WOMAN     a set that stands for each of its words; no plurals are made
//	AGENT_ {PLURAL_} [~GOV]        without braces the plural is regular, {} tells that there is none
func Agents(f File, warn Warner) []Agent {
	sets := map[string][]string{}
	for r := range rows(f.Text) {
		if name, words, ok := strings.Cut(r.text, "="); ok && r.isSet() {
			name = strings.TrimSpace(name)
			for w := range strings.SplitSeq(words, ",") {
				if w = spaced(w); w != "" {
					sets[name] = append(sets[name], w)
				}
			}
		}
	}
	var out []Agent
	for r := range rows(f.Text) {
		if r.isSet() {
			continue
		}
		head, rest, _ := strings.Cut(r.text, "[")
		code, _, closed := strings.Cut(rest, "]")
		bare := strings.Trim(strings.TrimSpace(code), "~")
		switch {
		case !closed:
			warn(f.Name, r.n, "an agent is NAME_ {PLURAL_} [~CODE]")
		case !actorCode(bare):
			warn(f.Name, r.n, "%q is no agent code", code)
		default:
			a := Agent{Line: r.n, Code: bare, Suffix: strings.HasPrefix(strings.TrimSpace(code), "~")}
			out = appendAgents(out, a, f.Name, head, sets, warn)
		}
	}
	return out
}

// isSet tells whether the row is "!NAME! = WORD, WORD".
func (r row) isSet() bool {
	return r.text[0] == '!' && strings.Contains(r.text, "=") && !strings.Contains(r.text, "[")
}

// appendAgents adds an agent, once for each word of the set that its name holds.
func appendAgents(out []Agent, a Agent, file, head string, sets map[string][]string, warn Warner) []Agent {
	name, many, braces := strings.Cut(head, "{")
	many, _, _ = strings.Cut(many, "}")
	a.Many = strings.ToLower(spaced(many))
	a.Regular = !braces && !strings.Contains(name, "!")
	for _, one := range substituted(name, sets) {
		if strings.Contains(one, "!") {
			warn(file, a.Line, "no set of words explains %q", one)
			continue
		}
		if a.One = strings.ToLower(spaced(one)); a.One == "" {
			warn(file, a.Line, "an agent without words")
			continue
		}
		out = append(out, a)
	}
	return out
}

// substituted gives the name with its first set replaced by each of the set's words.
func substituted(name string, sets map[string][]string) []string {
	i := strings.IndexByte(name, '!')
	if i < 0 {
		return []string{name}
	}
	n := strings.IndexByte(name[i+1:], '!')
	if n < 0 {
		return []string{name}
	}
	words := sets[name[i:i+n+2]]
	if words == nil {
		return []string{name}
	}
	out := make([]string, len(words))
	for k, w := range words {
		out[k] = name[:i] + w + name[i+n+2:]
	}
	return out
}
