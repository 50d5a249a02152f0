package petrarch

import (
	"slices"
	"strings"
	"unicode"
)

// verb is a verb of a block.
type verb struct {
	head  string      // in lower case
	forms []string    // irregular forms: "went"
	conds []condition // what else it takes: prt=off for CORDON_OFF
}

// readVerb reads "WIRE_+TAP", "+CORDON_OFF" or "ABANDON", up to braces or
// brackets: the verb bears the plus, else it is the first word.
func readVerb(text string) (v verb, ok bool) {
	if i := strings.IndexAny(text, "{["); i >= 0 {
		text = text[:i]
	}
	words := strings.FieldsFunc(strings.ToLower(text), blank)
	at := 0
	for i, w := range words {
		if strings.HasPrefix(w, "+") {
			at = i
			words[i] = w[1:]
		}
	}
	for _, w := range words {
		if !isWord(w) || strings.ContainsAny(w, "/") {
			return v, false
		}
	}
	if len(words) == 0 || auxiliaries[words[at]] && !fullVerbs[words[at]] {
		return v, false
	}
	v.head = words[at]
	if at > 0 { // "wire tap", "wiretap" and "wire-tap" are one
		v.forms = append(v.forms, strings.Join(words[:at+1], "-"), strings.Join(words[:at+1], ""))
		v.head = v.forms[0]
	}
	c := conditions{}
	if !c.after(words[at+1:]) {
		return v, false
	}
	v.conds = c.list
	return v, true
}

// irregular keeps those forms that do not begin as the verb does.
func (v *verb) irregular(list string) {
	stem := v.head[:max(1, len(v.head)-1)]
	for f := range strings.FieldsFuncSeq(strings.ToLower(list), func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		words := strings.FieldsFunc(f, blank)
		for _, w := range words {
			plus := strings.HasPrefix(w, "+")
			w = strings.TrimPrefix(w, "+")
			if (plus || len(words) == 1) && isWord(w) && !strings.HasPrefix(w, stem) && len(v.forms) < maxForms {
				v.forms = append(v.forms, w)
			}
		}
	}
}

// maxForms bounds what one verb may list.
const maxForms = 12

// triggers gives the words that stand for the verb, each once.
func (v *verb) triggers() []string {
	out := []string{v.head}
	for _, f := range v.forms {
		dup := false
		for _, o := range out {
			dup = dup || o == f
		}
		if !dup {
			out = append(out, f)
		}
	}
	return out
}

// with joins a verb's own conditions and a pattern's. The object of a verb that
// ends in a preposition ("SEARCH_FOR") stands after it. No slot has two conditions.
func (v *verb) with(conds []condition) (out []condition, ok bool) {
	out = slices.Clone(v.conds)
	for _, c := range conds {
		if rest, object := strings.CutPrefix(c.slot, "obj"); object && v.preposition() != "" {
			c.slot = v.preposition() + rest
		}
		switch i := slices.IndexFunc(out, func(o condition) bool { return o.slot == c.slot }); {
		case i < 0:
			out = append(out, c)
		case out[i].list == "*":
			out[i].list = c.list
		case c.list != "*" && c.list != out[i].list:
			return nil, false
		}
	}
	return out, true
}

// targets puts what follows the verb's preposition before its objects.
func (v *verb) targets(other string) string {
	if prep := v.preposition(); prep != "" && strings.HasPrefix(other, "iobj") {
		return prep + "," + other
	}
	return other
}

// preposition gives that in which a verb of several words ends, or "".
func (v *verb) preposition() string {
	if n := len(v.conds); n > 0 && v.conds[n-1].list == "*" {
		return v.conds[n-1].slot
	}
	return ""
}
