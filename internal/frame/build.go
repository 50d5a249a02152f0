package frame

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
const DefaultWeight = 0.8

// build turns the raw statements into senses.
func (l *loader) build() *Lexicon {
	lex := &Lexicon{Vocab: l.vocab, Contexts: l.contexts}
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
	lex.Order()
	return lex
}

// buildTrigger makes a sense of each word of a trigger line.
func (l *loader) buildTrigger(lex *Lexicon, f *rawFrame, t rawTrigger, seen map[string]place) {
	base := Rule{Frame: f.name, Type: f.typ, Layer: f.layer, Line: t.String(), Weight: DefaultWeight}
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
	var byPos ['z']*Rule // the rule with its roles filled, by part of speech
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
		if byPos[s.POS] == nil {
			r := base
			l.defaults(&r, s.POS)
			byPos[s.POS] = &r
		}
		s.Rule = byPos[s.POS]
		lex.Senses = append(lex.Senses, s)
	}
}

// trigger reads "lemma.pos" or "several_words.n".
func (l *loader) trigger(w string) (s Sense, err error) {
	i := strings.LastIndexByte(w, '.')
	if i <= 0 || i != len(w)-2 || !strings.Contains("vna", w[i+1:]) {
		return s, fmt.Errorf("a trigger is lemma.v, lemma.n or lemma.a")
	}
	if w != strings.ToLower(w) {
		return s, fmt.Errorf("a trigger is in lower case")
	}
	s.POS = w[i+1]
	words := l.phrase(w[:i])
	if slices.Contains(words, 0) {
		return s, fmt.Errorf("an empty word")
	}
	if s.POS != 'n' && len(words) > 1 {
		return s, fmt.Errorf("only nouns have several words; a verb's particle is prt=")
	}
	s.head, s.Before = words[len(words)-1], words[:len(words)-1]
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
func (l *loader) set(s *Rule, a attr) (isCond bool, err error) {
	if a.not {
		return true, l.addCond(s, a)
	}
	switch a.key {
	case "a":
		s.Actor, err = l.roles(a.value)
	case "r":
		s.Other, err = l.roles(a.value)
	case "emb":
		s.Emb, err = l.slots(a.value, ",")
	case "sym":
		s.Sym = true
	case "need":
		s.NeedA, s.NeedR = strings.Contains(a.value, "a"), strings.Contains(a.value, "r")
		if strings.Trim(a.value, "ar") != "" {
			err = fmt.Errorf("want a, r or ar, not %q", a.value)
		}
	case "val":
		s.Val = doc.Value(a.value)
		err = oneOf(a.value, "CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu")
	case "own":
		s.Own = doc.Value(a.value)
		err = oneOf(a.value, "CT+", "CT-", "PR+", "PS+", "Uu")
	case "aux":
		s.Aux = a.value
		err = oneOf(a.value, "historical", "future", "hypothetical", "negation")
	case "modes":
		s.Modes, err = checkModes(s.Type, a.value)
	case "ctx":
		s.Contexts, err = checkContexts(a.value)
	case "cameo":
		s.Cameo = a.value
		if _, ok := ontology.FromCameo(a.value); !ok {
			err = fmt.Errorf("%q is no CAMEO code", a.value)
		}
	case "w":
		var w float64
		if w, err = strconv.ParseFloat(a.value, 32); err == nil && !(0 < w && w <= 1) {
			err = fmt.Errorf("a confidence lies above 0 and is at most 1")
		}
		s.Weight = float32(w)
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
func (l *loader) roles(value string) (Roles, error) {
	if r := l.roleLists[value]; r != nil {
		return r, nil
	}
	var out Roles
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

func (l *loader) slots(value, sep string) ([]Slot, error) {
	var out []Slot
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
func (l *loader) slot(name string) (Slot, error) {
	if s := l.slotsRead[name]; s != nil {
		return s, nil
	}
	s, err := ParseSlot(l.vocab, name)
	if err == nil {
		l.slotsRead[name] = s
	}
	return s, err
}

// defaults fills the roles that a rule leaves open for words of one part of speech.
func (l *loader) defaults(r *Rule, pos byte) {
	actor, other := "subj", "obj"
	switch pos {
	case 'n':
		actor, other = "poss,by,mod,of", "against,on,with,to"
	case 'a':
		actor, other = "subj,head", "about,at,by,with,to,of"
	}
	// The defaults are parsed from constants and cannot fail.
	if r.Actor == nil {
		r.Actor, _ = l.roles(actor)
	}
	if r.Other == nil {
		r.Other, _ = l.roles(other)
	}
}
