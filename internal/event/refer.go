package event

import (
	"sort"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
)

// refer appends what token t and those coordinated with it refer to.
func (w *work) refer(dst []doc.Arg, t int32, why string) []doc.Arg {
	if t < 0 {
		return dst
	}
	dst = w.referOne(dst, t, why, 0)
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) == doc.Conj && !w.verbal(k) {
			dst = w.refer(dst, k, why)
		}
	}
	return w.alongside(w.afar(dst, t, why), t, why)
}

// afar appends the person whom the parser coordinated with the place behind another person:
// "the ambassador in Addis Ababa and his wife", "the premier of Japan and the president of Peru".
func (w *work) afar(dst []doc.Arg, t int32, why string) []doc.Arg {
	if !w.person(t) {
		return dst
	}
	for _, k := range w.tree.Kids(t) {
		if w.rel(k) != doc.Nmod || w.person(k) {
			continue
		}
		for _, c := range w.tree.Kids(k) {
			if w.rel(c) == doc.Conj && w.person(c) {
				dst = w.refer(dst, c, why)
			}
		}
	}
	return dst
}

// person tells whether a token heads the mention of a person.
func (w *work) person(t int32) bool {
	m := w.mentionAt[t]
	return m >= 0 && w.d.Entities.At(w.d.Mentions.At(m).Entity).Type == doc.PER
}

// demonym tells whether an adjective in the range names a state.
func (w *work) demonym(r doc.Range) bool {
	for i := range w.d.Known.All() {
		k := w.d.Known.At(int32(i))
		if k.Sense == doc.SenseDemonym && r.Start <= k.Start && k.End <= r.End {
			return true
		}
	}
	return false
}

// referOne appends the actor that token t names. A noun that is no actor
// itself stands for the one it belongs to: "Moscow's actions", "facilities in
// Russia", "dozens of protesters".
func (w *work) referOne(dst []doc.Arg, t int32, why string, depth int) []doc.Arg {
	if t < 0 || depth > 3 || w.timeAt[t] >= 0 {
		return dst
	}
	n := len(dst)
	if m := w.titled(t); m >= 0 {
		return w.addMention(dst, m, why)
	}
	if w.is(t, lightWeapon) && (w.mentionAt[t] < 0 || w.d.Mentions.At(w.mentionAt[t]).Kind == doc.NominalMention) {
		// A weapon stands for the state that its own description names; whose drone it was is never guessed.
		if dst = w.behind(dst, t, depth); len(dst) > n || w.mentionAt[t] < 0 || !w.demonym(w.d.Mentions.At(w.mentionAt[t]).Range) {
			return dst
		}
		return w.addMention(dst, w.mentionAt[t], why) // "Syrian warplanes" where nothing else speaks of Syria
	}
	if m := w.mentionAt[t]; m >= 0 {
		if states := w.severalStates(m); states != nil && !w.asking {
			for _, k := range states {
				dst = w.addArg(dst, doc.Arg{Mention: m, Entity: w.introduce(k), Why: why})
			}
			return dst
		}
		if dst = w.addMention(dst, m, why); len(dst) > n {
			if len(dst) == n+1 && depth == 0 && w.d.Mentions.At(m).Kind == doc.NominalMention {
				return w.homeOf(dst, n, t)
			}
			return dst
		}
	}
	if e := w.stateAt[t]; e >= 0 && (depth > 0 || w.rel(t) == doc.Amod || w.rel(t) == doc.Compound) {
		return w.addArg(dst, doc.Arg{Mention: doc.None, Entity: e, Why: why})
	}
	if w.unnamedAt[t] >= 0 && depth > 0 && !w.asking {
		return w.addArg(dst, doc.Arg{Mention: doc.None, Entity: w.introduce(w.unnamedAt[t]), Why: why})
	}
	return w.behind(dst, t, depth)
}

// homeOf gives a participant without a country that of the state behind its
// noun; several states ("the leaders of France and Italy") stand for themselves.
func (w *work) homeOf(dst []doc.Arg, n int, t int32) []doc.Arg {
	var buf [8]doc.Arg
	was := w.asking
	w.asking = true
	states := w.behind(buf[:0], t, 1)
	w.asking = was
	home := ""
	for i := range states {
		c := w.country(&states[i])
		if c == "" || kinds(w.d.Entities.At(states[i].Entity))&frame.RefGov == 0 {
			return dst
		}
		if home != "" && c != home {
			return append(dst[:n], states...)
		}
		home = c
	}
	if w.country(&dst[n]) == "" {
		dst[n].Country = home
	}
	return dst
}

// severalStates gives the known names of the states to which a description assigns its people where it names more than
// one: "Hungarian and Romanian officials" are no one's in particular; nil otherwise.
func (w *work) severalStates(m int32) []int32 {
	me := w.d.Mentions.At(m)
	if me.Kind != doc.NominalMention || me.Len() < 4 {
		return nil
	}
	known := w.d.Known.All()
	var out []int32
	for i := sort.Search(len(known), func(i int) bool { return known[i].Start >= me.Start }); i < len(known) && known[i].End <= me.Head; i++ {
		k := &known[i]
		if k.Sense != doc.SenseDemonym || k.Entry == nil || k.Entry.Type != doc.GPE || k.Entry.Sector != "GOV" {
			continue
		}
		if len(out) > 0 && !w.onlyAnd(known[out[len(out)-1]].End, k.Start) {
			return nil
		}
		out = append(out, int32(i))
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// onlyAnd tells whether nothing but a comma and "and" stands between two tokens.
func (w *work) onlyAnd(from, to int32) bool {
	for t := from; t < to; t++ {
		if w.tok(t).Tag != doc.TagComma && !w.d.FormIs(t, "and") {
			return false
		}
	}
	return from < to
}

// behind appends the actor behind a noun that is none itself.
func (w *work) behind(dst []doc.Arg, t int32, depth int) []doc.Arg {
	n := len(dst)
	through := whyThrough + w.d.Form(t)
	for _, try := range derived {
		for _, k := range w.tree.Kids(t) {
			r := w.rel(k)
			if r != try.rel && r != try.or || try.kase != nil && !w.hasAnyCase(k, try.kase) || try.seat && (!w.state(k) || w.mere(k)) {
				continue
			}
			dst = w.referOne(dst, k, through, depth+1)
			for _, c := range w.tree.Kids(k) {
				if w.rel(c) == doc.Conj && len(dst) > n {
					dst = w.referOne(dst, c, through, depth+1)
				}
			}
		}
		if len(dst) > n {
			return dst
		}
	}
	if a := w.tree.Kid(t, doc.Acl); a > t && depth == 0 && w.passive(a) { // "a decree signed by the president"
		dst = w.referOne(dst, w.agent(a), through, depth+1)
	}
	return dst
}

// derived lists where the actor behind a noun is looked for, in order.
var derived = []struct {
	rel, or doc.Rel
	kase    []string
	seat    bool // only states, no mere towns and no houses
}{
	{doc.Appos, doc.Flat, nil, false},
	{doc.NmodPoss, doc.NmodPoss, nil, false},
	{doc.Nmod, doc.Nmod, []string{"of"}, false},
	{doc.Amod, doc.Compound, nil, false},
	{doc.Nmod, doc.Nmod, []string{"between"}, false},
	{doc.Nmod, doc.Nmod, []string{"from", "in", "at", "by", "for", "among"}, true},
}

func (w *work) hasAnyCase(k int32, forms []string) bool {
	for _, c := range w.tree.Kids(k) {
		if w.rel(c) != doc.Case {
			continue
		}
		for _, f := range forms {
			if w.d.FormIs(c, f) {
				return true
			}
		}
	}
	return false
}

// speaker gives the entity that says "I" or "we" in a direct quotation, None for other mentions.
func (w *work) speaker(m int32) int32 {
	me := w.d.Mentions.At(m)
	if me.Kind != doc.PronounMention {
		return doc.None
	}
	switch tag := w.tok(me.Head).Tag; tag {
	case doc.TagPRP, doc.TagPRPS:
	default:
		return doc.None
	}
	for _, f := range [...]string{"i", "we", "me", "us", "my", "our"} {
		if !w.d.FormIs(me.Head, f) {
			continue
		}
		c := w.claimOf(me.Head)
		if c < 0 || w.d.Claims.At(c).Quote == doc.Indirect || w.d.Claims.At(c).Source < 0 {
			return doc.None
		}
		return w.d.Mentions.At(w.d.Claims.At(c).Source).Entity
	}
	return doc.None
}

// addMention appends the entity of a mention, or the members of a group, if it can act.
func (w *work) addMention(dst []doc.Arg, m int32, why string) []doc.Arg {
	e := w.d.Mentions.At(m).Entity
	if s := w.speaker(m); s >= 0 {
		e = s
	}
	if h := w.d.Mentions.At(m).Head; h > 0 && w.d.FormIs(h, "one") && w.d.FormIs(h-1, "no") {
		return dst
	}
	ent := w.d.Entities.At(e)
	if len(ent.Members) > 0 {
		for _, x := range ent.Members {
			dst = w.addArg(dst, doc.Arg{Mention: m, Entity: x, Why: why})
		}
		return dst
	}
	if !canAct(ent) {
		return dst
	}
	if s := w.stateOf(ent); s >= 0 {
		return w.addArg(dst, doc.Arg{Mention: m, Entity: s, Why: why})
	}
	return w.addArg(dst, doc.Arg{Mention: m, Entity: e, Why: why})
}
