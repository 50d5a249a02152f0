package event

import (
	"cmp"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/frame"
	"herodotus/internal/ontology"
)

// settle decides which candidates become events and lists them in w.kept.
func (w *work) settle() {
	w.merge()
	for i := range w.cands {
		c := &w.cands[i]
		s := c.sense
		c.dropped = s.Type != ontology.None && (s.NeedA && len(c.actors) == 0 || s.NeedR && len(c.others) == 0)
	}
	w.markContents()
	for t, by := range w.eaten {
		if by >= 0 && w.candAt[t] >= 0 && w.candAt[t] != by {
			w.digest(&w.cands[by], &w.cands[w.candAt[t]])
		}
	}
	for i := range w.cands {
		if c := &w.cands[i]; c.sense.Type == ontology.None {
			continue
		}
		if w.weigh(int32(i)); w.accepted(&w.cands[i]) {
			w.kept = append(w.kept, int32(i))
		}
	}
	for _, i := range w.kept {
		w.cands[i].beaten = w.twice(i)
	}
	w.contend()
	slices.SortStableFunc(w.kept, func(a, b int32) int { return cmp.Compare(w.cands[a].tok, w.cands[b].tok) })
}

// twice tells whether a candidate is the noun on which a kept event of the same type rests: "held two hours of
// discussions" is one event.
func (w *work) twice(i int32) bool {
	c := &w.cands[i]
	for _, t := range [2]int32{c.tok, c.last} {
		if by := w.eaten[t]; by >= 0 && by != i && w.cands[by].sense.Type == c.sense.Type && slices.Contains(w.kept, by) {
			return true
		}
	}
	return false
}

// digest gives an event that names nobody the participants of the noun on which
// its sense rests, if that is of the same type; if it still has none the noun
// stands for itself.
func (w *work) digest(c, noun *candidate) {
	if c.sense.Type == ontology.None || len(c.actors)+len(c.others) > 0 || len(noun.actors)+len(noun.others) == 0 {
		return
	}
	if noun.sense.Type == c.sense.Type {
		c.actors, c.others = slices.Clone(noun.actors), slices.Clone(noun.others)
		return
	}
	c.dropped = true
}

// merge lets an attack and the killing that it is the subject of share their
// participants: "a raid that killed two policemen" is one event told twice.
func (w *work) merge() {
	for i := range w.cands {
		v := &w.cands[i]
		if v.sense.Type != "ASSAULT" || !w.verbal(v.tok) {
			continue
		}
		s := w.deepSubj(v.tok, 0)
		if s < 0 || w.candAt[s] < 0 {
			continue
		}
		n := &w.cands[w.candAt[s]]
		if n.sense.Type != "ASSAULT" {
			continue
		}
		if len(n.others) == 0 {
			n.others = slices.Clone(v.others)
		}
		if len(v.actors) == 0 {
			v.actors = slices.Clone(n.actors)
		}
	}
}

// spelledOut tells whether the word for a threat ("warned") is
// followed by the threat itself ("will not hesitate to strike"): then that is
// the event.
func (w *work) spelledOut(c *candidate) bool {
	if c.sense.Type != "THREATEN" {
		return false
	}
	claim := w.cueOf(c.last)
	if claim < 0 {
		return false
	}
	for i := range w.cands {
		o := &w.cands[i]
		if o.sense.Type == c.sense.Type && !o.dropped && o.tok != c.tok && w.verbal(o.tok) && w.within(o.tok, claim) {
			return true
		}
	}
	return false
}

// private tells of words and deeds between people who hold no office and speak
// for nobody: "she supported her son" is no political event.
func (w *work) private(c *candidate) bool {
	switch c.sense.Type {
	case "CONSULT", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID", "COOPERATE":
	default:
		return false
	}
	if len(c.actors) == 0 || len(c.others) == 0 {
		return false
	}
	for _, args := range [2][]doc.Arg{c.actors, c.others} {
		for i := range args {
			e := w.d.Entities.At(args[i].Entity)
			if e.Type != doc.PER || e.Plural || len(e.Roles) > 0 {
				return false
			}
			switch e.Sector {
			case "", "CVL", "EDU", "MED", "BUS":
			default:
				return false
			}
		}
	}
	return true
}

// borrowReach is how many events back a bare mention ("the talks") may refer.
const borrowReach = 30

// borrow gives an event without participants those of the event told before
// that it seems to repeat: a noun of the same kind, definite or of the same word.
func (w *work) borrow(c *candidate) bool {
	if w.verbal(c.tok) {
		return false
	}
	for n := len(w.kept) - 1; n >= 0 && len(w.kept)-n <= borrowReach; n-- {
		old := &w.cands[w.kept[n]]
		if old.sense.Type != c.sense.Type || len(old.actors)+len(old.others) == 0 || !modesAgree(old.sense.Modes, c.sense.Modes) {
			continue
		}
		if !w.definite(c.tok) && !w.kin(c.tok, old.tok) {
			continue
		}
		c.actors, c.others, c.borrowed = retold(old.actors), retold(old.others), true
		return true
	}
	return false
}

func modesAgree(a, b []string) bool { return len(a) == 0 || len(b) == 0 || a[0] == b[0] }

// retold copies participants that an earlier sentence named.
func retold(args []doc.Arg) []doc.Arg {
	out := slices.Clone(args)
	for i := range out {
		out[i].Why = "the event told before"
	}
	return out
}

// newsworthy tells whether an event is worth writing down although nobody is
// named: it is told for a fact, by a word that seldom means anything else, and a
// verb does not say it of things ("the storm struck").
func (w *work) newsworthy(c *candidate) bool {
	if w.nobody(c.tok) {
		return true
	}
	j := w.judge(c.tok, w.claimOf(c.tok), 0)
	if j.certainty < 3 || j.negative {
		return false
	}
	strong := c.sense.Weight >= 0.7
	if w.verbal(c.tok) {
		s := w.subjAt(c.tok)
		return strong && (s < 0 || w.passive(c.tok) || w.tok(s).Tag == doc.TagPRP && !w.d.FormIs(s, "it")) || c.sense.Type == "COERCE" && w.placeOf(c) >= 0
	}
	switch c.sense.Type {
	case "CONSULT", "AGREE", "RETREAT", "MOBILIZE", "SUPPORT", "PROTEST":
		return strong
	case "ASSAULT", "COERCE":
		return w.placeOf(c) >= 0 || strong && w.definite(c.tok)
	}
	return strong && w.definite(c.tok)
}

// nobody tells whether the verb's own subject says that none did or suffered it:
// "no one was arrested".
func (w *work) nobody(t int32) bool {
	if !w.verbal(t) {
		return false
	}
	k := w.subjAt(t)
	return k > 0 && (w.d.FormIs(k, "nobody") || w.d.FormIs(k, "one") && w.d.FormIs(k-1, "no"))
}

// outlives tells whether a fight is an event of its own beside the act that
// ends or mediates it: "ended the war".
func (w *work) outlives(c, by *candidate) bool {
	return c.sense.Type == "ASSAULT" && by.sense.Type != "ASSAULT" && by.sense.Type != ontology.None && w.verbal(by.tok) && w.definite(c.tok)
}

// markContents marks what stands in the infinitive of a promise, threat or demand.
func (w *work) markContents() {
	for i := range w.cands {
		c := &w.cands[i]
		switch c.sense.Type {
		case "AGREE", "THREATEN", "REQUEST", "REJECT":
		default:
			continue
		}
		for _, sl := range c.sense.Emb {
			promise := sl[0].Kind == frame.Xcomp || sl[0].Kind == frame.Prep && c.sense.Type != "AGREE" && c.sense.Type != "REJECT"
			if c.dropped || !promise || len(sl) > 1 {
				continue
			}
			mark := len(w.stack)
			for k := w.args(c.tok, sl); k < len(w.stack); k++ {
				if e := w.candAt[w.stack[k]]; e >= 0 && w.verbal(w.stack[k]) {
					w.cands[e].content = true
				}
			}
			w.stack = w.stack[:mark]
		}
	}
}

// promised tells whether the candidate is what a promise, threat or demand is
// about: that is part of the promise and no event of its own.
func (w *work) promised(c *candidate) bool {
	if c.content {
		return true
	}
	t := c.tok
	for range 3 {
		g := w.governor(t)
		if g < 0 {
			return false
		}
		switch w.rel(t) {
		case doc.Conj:
			t = g
			continue
		case doc.Xcomp, doc.Ccomp:
		case doc.Acl, doc.Advcl:
			if !w.infinitive(t) {
				return false
			}
		default:
			return false
		}
		if o := w.candAt[g]; o >= 0 && !w.cands[o].dropped {
			switch w.cands[o].sense.Type {
			case "AGREE", "THREATEN", "REQUEST", "REJECT":
				return w.rel(t) != doc.Ccomp || w.tok(t).Tag == doc.TagVB
			}
		}
		return false
	}
	return false
}
