package petrarch

import (
	"slices"
	"strings"
)

// walk is the way through what follows the verb.
type walk struct {
	c      *conditions
	slot   string   // where the words that come next stand
	phrase []string // words of the open noun phrase
	filled bool     // words stood in the slot
	noun   string   // slot of the last noun phrase, to which "of" belongs
	object bool     // the object is the target, whatever it is
}

func (w *walk) token(t string) bool {
	c := w.c
	switch {
	case t == ")":
		if !w.close() {
			return false
		}
		w.slot, w.filled = "obj", true
		return true
	case t == "(", t == "{", t == "}":
		return w.end()
	case t == "+", t == "$", t == "%", t == "^":
		return w.end() && w.symbol(t)
	case skipped[t], auxiliaries[t]:
		return w.end()
	case negations[t] && t != "no": // "no confidence"
		return c.fail("a negation after the verb is no condition")
	case modals[t] && t != "to":
		return c.fail("a second verb is no condition: " + strings.ToUpper(t))
	case isPreposition(t):
		return w.preposition(t)
	case len(t) > 4 && strings.HasSuffix(t, "ly") && len(w.phrase) == 0:
		return c.add("prt", t)
	}
	w.phrase = append(w.phrase, t)
	return true
}

// bare tells whether a preposition stands open with nothing behind it.
func (w *walk) bare() bool { return w.slot != "obj" && !w.filled && len(w.phrase) == 0 }

// preposition opens the slot of a preposition. "of" after one in a phrase belongs to that phrase's noun.
func (w *walk) preposition(t string) bool {
	if !w.close() {
		return false
	}
	w.slot, w.filled = t, false
	if t == "of" && w.noun != "" && w.noun != "obj" && !strings.Contains(w.noun, ".") {
		w.slot = w.noun + ".of"
	}
	return true
}

// symbol gives a role to the slot, in which something must stand.
func (w *walk) symbol(t string) bool {
	slot := w.slot
	switch {
	case slot != "obj":
		w.filled = false // close asks for it
	case w.filled && w.c.infinitive > 0: // "vowed to attack +"
		slot = "xcomp.obj,obj,iobj"
	case w.filled:
		slot = "obj,iobj"
	default:
		slot, w.filled = "iobj,obj", true
		w.object = t == "+"
	}
	switch t {
	case "+":
		w.c.other = slot
	case "$":
		if slot != "by" { // a passive's by-phrase is the deep subject
			w.c.actor = slot
			if w.c.other == anyTarget { // "received aid from $"
				w.c.other = "subj"
			}
		}
	case "%":
		w.c.sym = true
		if slot == "between" || slot == "among" {
			w.c.actor = slot
		} else {
			w.c.other = slot
		}
	}
	return true
}

// end closes a noun phrase, so that the next words are another one.
func (w *walk) end() bool {
	if len(w.phrase) == 0 {
		return true
	}
	phrase := w.phrase
	w.phrase, w.filled, w.noun = nil, true, w.slot
	if w.c.p != nil && len(phrase) == 1 && w.c.infinitive == 0 && phrase[0][0] != '&' && (w.slot == "to" || w.slot == "obj" && w.c.p.verbs[phrase[0]]) {
		w.c.infinitive = len(w.c.list) + 1
	}
	if w.c.p == nil { // a verb's own words are plain
		return w.c.add(w.slot, strings.Join(forms(phrase), ","))
	}
	return w.c.phrase(w.slot, phrase)
}

// close ends a slot; a preposition alone asks that something follows it.
func (w *walk) close() bool {
	if !w.end() {
		return false
	}
	switch {
	case w.slot != "obj" && !w.filled:
		return w.c.add(w.slot, "*")
	case w.object && !w.c.has("obj"):
		w.object = false
		return w.c.add("obj", "*")
	}
	return true
}

// has tells whether a slot has a condition already.
func (c *conditions) has(slot string) bool {
	return slices.ContainsFunc(c.list, func(x condition) bool { return x.slot == slot })
}

func isPreposition(t string) bool { return prepositions[t] }

// prepositions are the words of patterns that the lexicon's slots know as prepositions.
var prepositions = wordSet(`about above across after against along alongside amid among around as aboard at behind before below
	beneath beside between beyond by concerning despite down during for following from in inside into like near off on onto
	opposite out outside over past per regarding since than through throughout till to toward towards under until unto up upon
	versus via with within without of`)
