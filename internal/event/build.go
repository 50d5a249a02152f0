package event

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/ontology"
	"herodotus/internal/vocab"
)

// defaultWeight is the confidence of a sense about which the lexicon says nothing.
const defaultWeight = 0.8

// build turns the raw statements into senses.
func (l *loader) build() *Lexicon {
	lex := &Lexicon{vocab: l.vocab, contexts: l.contexts}
	seen := map[string]place{}
	for _, f := range l.order {
		if f.replaced {
			continue
		}
		if f.typ != ontology.None && ontology.Lookup(f.typ) == nil {
			l.fail(f.place, "%s is no PLOVER type", f.typ)
			continue
		}
		if len(f.triggers) == 0 {
			l.fail(f.place, "frame %s has no triggers", f.name)
		}
		for _, t := range f.triggers {
			l.buildTrigger(lex, f, t, seen)
		}
		lex.examples = append(lex.examples, f.examples...)
	}
	lex.order()
	return lex
}

// buildTrigger makes a sense of each word of a trigger line.
func (l *loader) buildTrigger(lex *Lexicon, f *rawFrame, t rawTrigger, seen map[string]place) {
	base := rule{frame: f.name, typ: f.typ, layer: f.layer, line: t.String(), weight: defaultWeight}
	var conds []string
	for _, a := range merge(f.attrs, t.attrs) {
		isCond, err := l.set(&base, a)
		if err != nil {
			l.fail(t.place, "%s=: %v", a.key, err)
		}
		if isCond {
			conds = append(conds, strconv.FormatBool(a.not)+a.key+"="+a.value)
		}
	}
	slices.Sort(conds)
	conditions := strings.Join(conds, " ")
	var byPos ['z']*rule // the rule with its roles filled, by part of speech
	for _, w := range t.words {
		s, err := l.trigger(w)
		if err != nil {
			l.fail(t.place, "%s: %v", w, err)
			continue
		}
		key := strconv.Itoa(f.layer) + w + " " + conditions
		if old, ok := seen[key]; ok {
			l.fail(t.place, "%s stands with the same conditions at %s", w, old)
			continue
		}
		seen[key] = t.place
		if byPos[s.pos] == nil {
			r := base
			l.defaults(&r, s.pos)
			byPos[s.pos] = &r
		}
		s.rule = byPos[s.pos]
		lex.senses = append(lex.senses, s)
	}
}

// trigger reads "lemma.pos" or "several_words.n".
func (l *loader) trigger(w string) (s sense, err error) {
	i := strings.LastIndexByte(w, '.')
	if i <= 0 || i != len(w)-2 || !strings.Contains("vna", w[i+1:]) {
		return s, fmt.Errorf("a trigger is lemma.v, lemma.n or lemma.a")
	}
	if w != strings.ToLower(w) {
		return s, fmt.Errorf("a trigger is in lower case")
	}
	s.pos = w[i+1]
	words := l.phrase(w[:i])
	if slices.Contains(words, 0) {
		return s, fmt.Errorf("an empty word")
	}
	if s.pos != 'n' && len(words) > 1 {
		return s, fmt.Errorf("only nouns have several words; a verb's particle is prt=")
	}
	s.head, s.before = words[len(words)-1], words[:len(words)-1]
	return s, nil
}

func (l *loader) phrase(s string) []vocab.Word {
	var out []vocab.Word
	for p := range strings.SplitSeq(s, "_") {
		out = append(out, l.vocab.Add(p))
	}
	return out
}

// set applies one attribute to a sense and tells whether it was a condition.
func (l *loader) set(s *rule, a attr) (isCond bool, err error) {
	if a.not {
		return true, l.addCond(s, a)
	}
	switch a.key {
	case "a":
		s.actor, err = l.roles(a.value)
	case "r":
		s.other, err = l.roles(a.value)
	case "emb":
		s.emb, err = l.slots(a.value, ",")
	case "sym":
		s.sym = true
	case "need":
		s.needA, s.needR = strings.Contains(a.value, "a"), strings.Contains(a.value, "r")
		if strings.Trim(a.value, "ar") != "" {
			err = fmt.Errorf("want a, r or ar, not %q", a.value)
		}
	case "val":
		s.val = doc.Value(a.value)
		err = oneOf(a.value, "CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu")
	case "own":
		s.own = doc.Value(a.value)
		err = oneOf(a.value, "CT+", "CT-", "PR+", "PS+", "Uu")
	case "aux":
		s.aux = a.value
		err = oneOf(a.value, "historical", "future", "hypothetical", "negation")
	case "modes":
		s.modes, err = checkModes(s.typ, a.value)
	case "ctx":
		s.contexts, err = checkContexts(a.value)
	case "cameo":
		s.cameo = a.value
		if _, ok := ontology.FromCameo(a.value); !ok {
			err = fmt.Errorf("%q is no CAMEO code", a.value)
		}
	case "w":
		var w float64
		if w, err = strconv.ParseFloat(a.value, 32); err == nil && !(0 < w && w <= 1) {
			err = fmt.Errorf("a confidence lies above 0 and is at most 1")
		}
		s.weight = float32(w)
	default:
		return true, l.addCond(s, a)
	}
	return false, err
}

func oneOf(s string, allowed ...string) error {
	if !slices.Contains(allowed, s) {
		return fmt.Errorf("want one of %s, not %q", strings.Join(allowed, " "), s)
	}
	return nil
}

func checkModes(typ, value string) ([]string, error) {
	modes := splitList(value)
	t := ontology.Lookup(typ)
	for _, m := range modes {
		if t == nil || t.Mode(m) == nil {
			return nil, fmt.Errorf("%s has no mode %q", typ, m)
		}
	}
	return modes, nil
}

func checkContexts(value string) ([]string, error) {
	ctx := splitList(value)
	for _, c := range ctx {
		if !ontology.IsContext(c) {
			return nil, fmt.Errorf("%q is no context", c)
		}
	}
	return ctx, nil
}

// roles reads a list of slots; equal ones are shared.
func (l *loader) roles(value string) (roles, error) {
	if r := l.roleLists[value]; r != nil {
		return r, nil
	}
	var out roles
	for group := range strings.SplitSeq(value, ",") {
		slots, err := l.slots(group, "+")
		if err != nil {
			return nil, err
		}
		out = append(out, slots)
	}
	l.roleLists[value] = out
	return out, nil
}

func (l *loader) slots(value, sep string) ([]slot, error) {
	var out []slot
	for name := range strings.SplitSeq(value, sep) {
		s, err := l.slot(name)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// slot reads one slot; equal ones are shared.
func (l *loader) slot(name string) (slot, error) {
	if s := l.slotsRead[name]; s != nil {
		return s, nil
	}
	s, err := parseSlot(l.vocab, name)
	if err == nil {
		l.slotsRead[name] = s
	}
	return s, err
}

// defaults fills the roles that a rule leaves open for words of one part of speech.
func (l *loader) defaults(r *rule, pos byte) {
	actor, other := "subj", "obj"
	switch pos {
	case 'n':
		actor, other = "poss,by,mod,of", "against,on,with,to"
	case 'a':
		actor, other = "subj,head", "about,at,by,with,to,of"
	}
	// The defaults are parsed from constants and cannot fail.
	if r.actor == nil {
		r.actor, _ = l.roles(actor)
	}
	if r.other == nil {
		r.other, _ = l.roles(other)
	}
}
