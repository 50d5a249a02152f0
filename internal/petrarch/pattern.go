package petrarch

import (
	"slices"
	"strings"
)

// trigger is a trigger line of the lexicon.
type trigger struct {
	verbs        []string
	conds        []condition
	actor, other string // role lists
	sym, negated bool
}

// condition is a condition "slot=list".
type condition struct{ slot, list string }

// anyTarget is where the target of a verb stands unless a pattern says so:
// PETRARCH takes the first actor of the verb phrase.
const anyTarget = "iobj,obj,with,to,against,on,for,from"

// beyondObject is the same where the object is a thing that the pattern names.
const beyondObject = "iobj,with,to,against,on,for,from,obj"

// auxiliaries are auxiliaries: a tree has them below the verb, so patterns need not name them.
var auxiliaries = wordSet("is are am was were be been being have has had do does did")

// beForms are those with which a participle is a passive.
var beForms = wordSet("is are am was were be been being")

// fullVerbs are auxiliaries that are verbs of their own as well.
var fullVerbs = wordSet("have has had do does did")

// modals are words before the verb that make another event of it and on
// which the lexicon has no condition.
var modals = wordSet("will would may might can could must should shall to said say says wo ca")

// negations are negations.
var negations = wordSet("not never n't no neither nor")

// skipped are words that no condition names.
var skipped = wordSet("a an the its their his her and or that whether")

// particles follow a verb directly.
var particles = wordSet("up down off out away back forward apart aside ahead together")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// pattern reads "- $ &WEAPON * {NOUN PHRASE} (PREP NOUN) + [190]" and writes its frame.
func (p *reader) pattern(l *row) {
	body, rest, found := strings.Cut(l.text[1:], "[")
	raw, _, closed := strings.Cut(rest, "]")
	if !found || !closed {
		p.warn(l.n, "a pattern ends with a [code]")
		return
	}
	code, ok := p.readCode(l.n, raw)
	if !ok {
		return
	}
	if len(p.open) == 0 {
		p.warn(l.n, "a pattern without a verb above it")
		return
	}
	before, after, one := p.tokens(body)
	if !one {
		p.warn(l.n, "a pattern has one * or **")
		return
	}
	c := conditions{p: p, actor: "subj", other: anyTarget}
	if why := c.pattern(before, after); why != "" {
		p.warn(l.n, "%s", why)
		return
	}
	p.frame(l.n, code, c.triggers(p.open))
}

// tokens splits a pattern at its verb. Underscores are blanks; parentheses and braces are tokens.
func (p *reader) tokens(s string) (before, after []string, one bool) {
	for _, c := range []string{"(", ")", "{", "}", "*", "$", "+", "%", "^"} {
		s = strings.ReplaceAll(s, c, " "+c+" ")
	}
	stars := 0
	for _, w := range strings.Fields(s) {
		for _, t := range p.parts(w) {
			switch {
			case t == "*":
				stars++
			case stars == 0:
				before = append(before, t)
			default:
				after = append(after, t)
			}
		}
	}
	return before, after, stars == 1 || stars == 2 && strings.Contains(s, "*  *")
}

// parts splits a word at its underscores, but for those within the name of a set.
func (p *reader) parts(w string) (out []string) {
	for w = strings.Trim(w, "_"); w != ""; w = strings.Trim(w, "_") {
		if name, ok := strings.CutPrefix(w, "&"); ok {
			for {
				if _, known := p.sets[name]; known {
					break
				}
				i := strings.LastIndexByte(name, '_')
				if i < 0 {
					name = w[1:]
					break
				}
				name = name[:i]
			}
			out, w = append(out, "&"+name), w[1+len(name):]
			continue
		}
		part, rest, _ := strings.Cut(w, "_")
		out, w = append(out, strings.ToLower(part)), rest
	}
	return out
}

// conditions gathers the conditions and roles of one pattern.
type conditions struct {
	p            *reader // for sets and verbs; nil when only a verb's own particles are read
	list         []condition
	infinitive   int // 1 + index of a condition that may also be on an infinitive, or 0
	actor, other string
	sym, negated bool
	reason       string
}

// pattern reads both sides and gives the reason why the pattern is not used, or "".
func (c *conditions) pattern(before, after []string) string {
	if !c.before(before, slices.Contains(after, "by") && slices.Contains(after, "$")) || !c.after(after) {
		return c.reason
	}
	if c.other == anyTarget && c.has("obj") {
		c.other = beyondObject
	}
	return ""
}

// add adds a condition; one slot has one condition.
func (c *conditions) add(slot, list string) bool {
	for _, have := range c.list {
		if have.slot == slot {
			return have.list == list || c.fail("two words for "+slot)
		}
	}
	c.list = append(c.list, condition{slot, list})
	return true
}

func (c *conditions) fail(reason string) bool {
	c.reason = reason
	return false
}

// before reads what stands before the verb: its subject, or with a form of "be" or "by $" its object.
func (c *conditions) before(tokens []string, byAgent bool) bool {
	var phrase []string
	source, target, passive := false, false, byAgent
	for _, t := range tokens {
		name := strings.TrimPrefix(t, "&")
		switch {
		case t == "$":
			source = true
		case t == "+":
			target = true
		case t == "%":
			c.sym = true
		case t == "^", t == "{", t == "}", skipped[t]:
		case auxiliaries[t], t != name && (strings.HasPrefix(name, "AUXVERB") || strings.HasPrefix(name, "TOBEVERB")):
			passive = passive || target && (beForms[t] || name == "AUXVERB1" || strings.HasPrefix(name, "TOBEVERB"))
			if name == "AUXVERB2" {
				return c.fail("tense and mood of a verb are no conditions: &AUXVERB2")
			}
		case negations[t]:
			c.negated = true
		case modals[t]:
			return c.fail("tense and mood of a verb are no conditions: " + strings.ToUpper(t))
		case len(t) > 4 && strings.HasSuffix(t, "ly"):
			if !c.add("prt", t) {
				return false
			}
		case t == "(", t == ")", isPreposition(t):
			return c.fail("phrases with prepositions before the verb are not looked for")
		default:
			phrase = append(phrase, t)
		}
	}
	subject := "subj"
	if passive && target {
		subject = "obj"
		c.other = "obj"
	} else if target {
		c.actor, c.other = "by,from,with", "subj"
	}
	if source && passive && !target {
		c.actor = "obj,subj"
	}
	if c.negated && !c.add("prt", "not,never,n't") {
		return false
	}
	return c.phrase(subject, phrase)
}

// phrase makes conditions of a noun phrase: its last word is the head, the one before modifies it.
func (c *conditions) phrase(slot string, tokens []string) bool {
	if len(tokens) == 0 {
		return true
	}
	for _, t := range tokens {
		if strings.HasPrefix(t, "&") {
			if _, ok := c.p.sets[t[1:]]; !ok {
				return c.fail("no set " + t)
			}
		} else if !isWord(t) {
			return c.fail("“" + t + "” is no word")
		}
	}
	head := tokens[len(tokens)-1]
	plain := !slices.ContainsFunc(tokens, func(t string) bool { return strings.HasPrefix(t, "&") })
	switch {
	case len(tokens) == 1:
		return c.add(slot, c.item(head))
	case len(tokens) == 2 && strings.Count(slot, ".") < 2 && tokens[0] != "no":
		return c.add(slot, c.item(head)) && c.add(slot+".mod", c.item(tokens[0]))
	case plain:
		return c.add(slot, strings.Join(forms(tokens), ","))
	}
	return c.fail("a noun phrase of three words and more has no sets in it")
}

// item gives a word with its singular, or a set's class.
func (c *conditions) item(t string) string {
	if name, ok := strings.CutPrefix(t, "&"); ok {
		return "%" + c.p.class(name)
	}
	return strings.Join(forms([]string{t}), ",")
}

// after reads what follows the verb: particles, objects, phrases with prepositions.
func (c *conditions) after(tokens []string) bool {
	w := walk{c: c, slot: "obj"}
	for i, t := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = tokens[i+1]
		}
		inside := i > 0 && tokens[i-1] == "("
		switch {
		case particles[t] && (i == 0 || inside && (next == ")" || !isPreposition(t))): // "OFF", "(OFF)", "(ASIDE RIFT)"
			if !c.add("prt", t) {
				return false
			}
		case t == ")" && w.bare() && strings.Contains("$+%", next) && next != "": // "(IN) $"
		case !w.token(t):
			return false
		}
	}
	return w.close()
}

// triggers gives the trigger lines of a block's verbs: verbs that take nothing of
// their own share a line. A word that may be a noun or a verb ("* COOPERATE",
// "(TO MEET)") is tried as an infinitive too.
func (c *conditions) triggers(verbs []verb) (out []trigger) {
	lists := [][]condition{c.list}
	if i := c.infinitive - 1; i >= 0 && i < len(c.list) {
		other := slices.Clone(c.list)
		other[i].slot = "xcomp"
		lists = append(lists, other)
	}
	for _, conds := range lists {
		plain := trigger{conds: conds, actor: c.actor, other: c.other, sym: c.sym, negated: c.negated}
		for i := range verbs {
			v := &verbs[i]
			if len(v.conds) == 0 {
				plain.verbs = append(plain.verbs, v.triggers()...)
				continue
			}
			t, ok := plain, false
			if t.conds, ok = v.with(conds); ok {
				t.verbs = v.triggers()
				t.other = v.targets(t.other)
				out = append(out, t)
			}
		}
		if len(plain.verbs) > 0 {
			out = append(out, plain)
		}
	}
	return out
}
