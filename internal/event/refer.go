package event

import "herodotus/internal/doc"

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
	return w.alongside(dst, t, why)
}

// alongside appends those that stand in one enumeration with t, by the words
// between them: parsers often lose the first of "Russia, China and Cuba".
func (w *work) alongside(dst []doc.Arg, t int32, why string) []doc.Arg {
	m := w.mentionAt[t]
	if m < 0 || w.d.Mentions.At(m).Kind != doc.NameMention {
		return dst
	}
	typ := w.d.Entities.At(w.d.Mentions.At(m).Entity).Type
	dst = w.joined(dst, m, typ, why)
	and := false
	for at := w.d.Mentions.At(m).Start - 1; at > 0; {
		switch {
		case equalFold(w.d.Form(at), "and"):
			and = true
		case equalFold(w.d.Form(at), "the"), w.roleAt[at], !and && w.tok(at).POS == doc.ADJ:
			at--
			continue
		case w.tok(at).Tag != doc.TagComma || !and:
			return dst
		}
		if w.tok(at-1).Tag == doc.TagComma {
			at--
		}
		k := w.endAt[at-1]
		if k < 0 || w.d.Mentions.At(k).Kind != doc.NameMention || w.d.Entities.At(w.d.Mentions.At(k).Entity).Type != typ {
			return dst
		}
		dst = w.addMention(dst, k, why)
		at = w.d.Mentions.At(k).Start - 1
	}
	return dst
}

// joined appends the name that "and" links to mention m on its right, unless it
// begins a clause of its own.
func (w *work) joined(dst []doc.Arg, m int32, typ doc.Type, why string) []doc.Arg {
	at := w.d.Mentions.At(m).End
	s := w.d.SentenceOf(at - 1)
	if at+1 >= s.End || !equalFold(w.d.Form(at), "and") {
		return dst
	}
	for at++; at < s.End; at++ {
		k := w.nameAt[at]
		if k < 0 {
			switch w.tok(at).POS {
			case doc.DET, doc.ADJ, doc.NOUN, doc.PROPN:
				continue
			}
			return dst
		}
		me := w.d.Mentions.At(k)
		if me.Kind == doc.NameMention && w.d.Entities.At(me.Entity).Type == typ && w.rel(me.Head) != doc.Nsubj && w.rel(me.Head) != doc.NsubjPass {
			return w.addMention(dst, k, why)
		}
		return dst
	}
	return dst
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
	if m := w.mentionAt[t]; m >= 0 {
		if dst = w.addMention(dst, m, why); len(dst) > n {
			if len(dst) == n+1 && depth == 0 && w.d.Mentions.At(m).Kind == doc.NominalMention {
				return w.homeOf(dst, n, t)
			}
			return dst
		}
	}
	if e := w.stateAt[t]; e >= 0 && depth > 0 {
		return w.addArg(dst, doc.Arg{Mention: doc.None, Entity: e, Why: why})
	}
	return w.behind(dst, t, depth)
}

// titled gives the person whose name follows a title that begins at t, where
// the parser took a word of the title for the head: "UN Secretary-General
// Antonio Guterres"; None if there is none.
func (w *work) titled(t int32) int32 {
	s := w.d.SentenceOf(t)
	for k := t + 1; k < s.End && k-t <= 6; k++ {
		if m := w.nameAt[k]; m >= 0 && w.roleAt[k-1] && w.d.Entities.At(w.d.Mentions.At(m).Entity).Type == doc.PER {
			return m
		}
		switch w.tok(k).POS {
		case doc.NOUN, doc.PROPN, doc.ADJ:
		case doc.ADP, doc.PUNCT:
			if tag := w.tok(k).Tag; tag != doc.TagHYPH && !equalFold(w.d.Form(k), "of") {
				return doc.None
			}
		default:
			return doc.None
		}
	}
	return doc.None
}

// homeOf gives a participant without a country that of the state behind its
// noun; several states ("the leaders of France and Italy") stand for themselves.
func (w *work) homeOf(dst []doc.Arg, n int, t int32) []doc.Arg {
	var buf [8]doc.Arg
	states := w.behind(buf[:0], t, 1)
	home := ""
	for i := range states {
		c := w.country(&states[i])
		if c == "" {
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

// behind appends the actor behind a noun that is none itself.
func (w *work) behind(dst []doc.Arg, t int32, depth int) []doc.Arg {
	n := len(dst)
	through := whyThrough + w.d.Form(t)
	for _, try := range derived {
		for _, k := range w.tree.Kids(t) {
			r := w.rel(k)
			if r != try.rel && r != try.or || try.kase != nil && !w.hasAnyCase(k, try.kase) || try.seat && w.town(k) {
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
	return dst
}

// derived lists where the actor behind a noun is looked for, in order.
var derived = []struct {
	rel, or doc.Rel
	kase    []string
	seat    bool // only what acts, no mere town
}{
	{doc.Appos, doc.Flat, nil, false},
	{doc.NmodPoss, doc.NmodPoss, nil, false},
	{doc.Nmod, doc.Nmod, []string{"of"}, false},
	{doc.Amod, doc.Compound, nil, false},
	{doc.Nmod, doc.Nmod, []string{"from", "in", "at", "by", "for", "between", "among"}, true},
}

func (w *work) hasAnyCase(k int32, forms []string) bool {
	for _, c := range w.tree.Kids(k) {
		if w.rel(c) != doc.Case {
			continue
		}
		for _, f := range forms {
			if equalFold(w.d.Form(c), f) {
				return true
			}
		}
	}
	return false
}

// addMention appends the entity of a mention, or the members of a group, if it can act.
func (w *work) addMention(dst []doc.Arg, m int32, why string) []doc.Arg {
	e := w.d.Mentions.At(m).Entity
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

// stateOf gives the state to which a town or region belongs, if the document
// speaks of it: what is done to a town is done to its state. None otherwise.
func (w *work) stateOf(e *doc.Entity) int32 {
	if e.Sector != "" || e.Country == "" || e.Type != doc.GPE && e.Type != doc.LOC && e.Type != doc.FAC {
		return doc.None
	}
	return w.stateBy(e.Country)
}

// stateBy gives the entity of a state by its code, None when the document does not speak of it.
func (w *work) stateBy(country string) int32 {
	if country == "" {
		return doc.None
	}
	for i := range w.d.Entities.All() {
		s := w.d.Entities.At(int32(i))
		if s.Type == doc.GPE && s.Sector == "GOV" && s.Country == country && s.Entry != nil {
			return int32(i)
		}
	}
	return doc.None
}

// addArg appends an argument unless its entity is there already.
func (w *work) addArg(dst []doc.Arg, a doc.Arg) []doc.Arg {
	if hasEntity(dst, a.Entity) {
		return dst
	}
	return append(dst, a)
}

func hasEntity(args []doc.Arg, e int32) bool {
	for i := range args {
		if args[i].Entity == e {
			return true
		}
	}
	return false
}

// canAct tells whether an entity may be an event's participant.
func canAct(e *doc.Entity) bool {
	switch e.Type {
	case doc.EVENT, doc.OBJ:
		return false
	case doc.LOC, doc.FAC, doc.MISC:
		return e.Country != "" || e.Sector != ""
	}
	return true
}

// kinds gives what kinds of thing an entity is, for the conditions of the lexicon.
func kinds(e *doc.Entity) refs {
	var r refs
	switch e.Type {
	case doc.GPE, doc.NORP:
		if e.Country != "" {
			r |= refState | refGov
		}
	case doc.PER:
		r |= refPerson
	case doc.ORG:
		r |= refOrg
	}
	switch e.Sector {
	case "MIL", "COP", "REB", "UAF", "PRM", "SPY":
		r |= refArmed
	case "GOV", "LEG", "JUD":
		r |= refGov
	case "":
	default:
		r |= refCivil
	}
	if e.Country != "" || e.Sector != "" {
		r |= refActor
	}
	return r
}

// country gives the country of an argument.
func (w *work) country(a *doc.Arg) string {
	if a.Country != "" {
		return a.Country
	}
	return w.d.Entities.At(a.Entity).Country
}
