package claim

import "herodotus/internal/doc"

// maxClimb bounds the search for a subject up the tree.
const maxClimb = 5

// subject gives the token whose referent does what verb v says, or None: its own subject, the agent of a
// passive, or the subject that it shares with the verb above it.
func (f *finder) subject(v int32) int32 {
	if f.passive(v) {
		return f.agent(v)
	}
	participle := f.d.Tokens[v].Tag == doc.TagVBG
	if s := f.anySubject(v); s >= 0 && !(participle && f.isScene(s)) {
		return s
	}
	if h := f.nounBefore(v); participle && h >= 0 && !f.afterComma(v) && f.canSpeak(h) && f.led(h, "with") { // "with local media reporting"
		return h
	}
	for range maxClimb {
		t := &f.d.Tokens[v]
		h := t.Head
		if h < 0 {
			break
		}
		switch r := t.Rel.Base(); {
		case r == doc.Acl:
			if !participle {
				return doc.None
			}
			if !f.afterComma(v) && !f.isScene(h) || f.canSpeak(h) && !f.isScene(h) {
				return h
			}
		case r == doc.Xcomp:
			if o := f.tree.Kid(h, doc.Obj, doc.Iobj); o >= 0 && o < v {
				return o
			}
		case r == doc.Advcl && f.led(v, "as"):
			if f.passive(h) { // "was quoted by the agency as saying"
				return f.anySubject(h)
			}
			return f.tree.Kid(h, doc.Obj) // "quoted him as saying"
		case r != doc.Conj && r != doc.Advcl && r != doc.Parataxis && r != doc.Ccomp && r != doc.Advmod && !participle:
			return doc.None
		}
		if up := f.d.Tokens[h].Head; participle && f.d.Tokens[h].Rel == doc.Ccomp && up >= 0 && f.cueClaim[up] >= 0 {
			v = h // "said he would go, adding that": it is the sayer who adds
			continue
		}
		s := f.anySubject(h)
		if a := f.agent(h); a >= 0 && f.passive(h) && f.canSpeak(a) && participle {
			s = a // "was blamed by Oslo, saying"
		}
		if s >= 0 && (!participle || f.canSpeak(s) || f.speechVerb(h)) {
			return s
		}
		v = h
	}
	return doc.None
}

// anySubject gives the subject of h, whatever its voice. Where the tree has several, it is the first noun behind the last
// break: "Hours before the vote, Bishop Ann Lee of the Holy See said".
func (f *finder) anySubject(h int32) int32 {
	s := doc.None
	for _, k := range f.tree.Kids(h) {
		if f.d.Tokens[k].Rel.Base() != doc.Nsubj || s >= 0 && f.inTime(k) { // "the mayor, Ann Lee, on Sunday said"
			continue
		}
		if s < 0 || f.inTime(s) || k < h && (!f.nominal(s) || f.breakAfter(s, k) < k && !f.lives(s, k)) {
			s = k
		}
	}
	if s < 0 {
		return doc.None
	}
	return f.antecedent(s, h)
}

// isScene tells whether noun h is a place where something happens: "outside Washington".
func (f *finder) isScene(h int32) bool {
	if f.d.Tokens[h].POS == doc.PROPN && (f.is(h-1, "on") || f.is(h-1, "via")) { // "a message on Twitter saying"
		return true
	}
	m := f.byHead[h]
	if m < 0 || f.entity(m).Type != doc.GPE && f.entity(m).Type != doc.LOC {
		return false
	}
	for _, prep := range [...]string{"in", "at", "near", "outside", "inside"} {
		if f.led(h, prep) {
			return true
		}
	}
	return false
}

// lives tells whether noun k is no more than the place that a comma joins to person s: "Ann Lee of the University of Oslo, Bergen".
func (f *finder) lives(s, k int32) bool {
	m := f.byHead[k]
	return m >= 0 && f.entity(m).Type == doc.GPE && f.voiceOf(s) == person
}

// passive tells whether verb v stands in the passive or is a past participle after its noun.
func (f *finder) passive(v int32) bool {
	t := &f.d.Tokens[v]
	if t.Tag != doc.TagVBN && t.Tag != doc.TagVBD {
		return false
	}
	if f.reduced(v) {
		return true
	}
	have := false
	for _, k := range f.tree.Kids(v) {
		if k > v {
			break
		}
		switch f.d.Tokens[k].Rel {
		case doc.Aux, doc.AuxPass:
			switch f.d.Lemma(k) {
			case "be", "get":
				return true
			case "have":
				have = true
			}
		}
	}
	return t.Tag == doc.TagVBN && !have && !f.haveBefore(v) && (t.Rel == doc.Acl || f.tree.Kid(v, doc.OblAgent) >= 0)
}

// reduced tells whether verb v, a past by its looks, begins a participle between commas whose noun has a verb behind it: "Ann Lee,
// asked whether she would go, said".
func (f *finder) reduced(v int32) bool {
	s := f.d.SentenceOf(v).Range
	if f.d.Tokens[v].Tag != doc.TagVBD || !f.afterComma(v) || v-2 < s.Start || !f.nominal(v-2) || f.opening(v+1) != nil {
		return false
	}
	end := f.breakAfter(v, s.End)
	return end+1 < s.End && f.is(end, ",") && f.d.Tokens[end+1].Tag.Finite() && !f.hasFinite(doc.Range{Start: f.clauseStart(s.Start, v), End: v})
}

// haveBefore tells whether "have" stands before participle v with an aside between: "has, in a statement, called on".
func (f *finder) haveBefore(v int32) bool {
	s := f.d.SentenceOf(v).Range
	if !f.afterComma(v) {
		return false
	}
	between := f.stretch(v-1, s)
	return between.Start-1 > s.Start && f.is(between.Start-1, ",") && f.d.Lemma(between.Start-2) == "have"
}

// agent gives the head of the by-phrase of a passive, or None.
func (f *finder) agent(v int32) int32 {
	if a := f.tree.Kid(v, doc.OblAgent); a >= 0 {
		return a
	}
	return f.oblique(v, "by")
}

// oblique gives the dependent of v that preposition prep leads in, or None.
func (f *finder) oblique(v int32, prep string) int32 {
	for _, k := range f.tree.Kids(v) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Obl, doc.Nmod, doc.Advcl, doc.Acl, doc.Xcomp:
			if f.led(k, prep) {
				return k
			}
		}
	}
	return doc.None
}

// led tells whether preposition prep marks token k.
func (f *finder) led(k int32, prep string) bool {
	for _, m := range f.tree.Kids(k) {
		if m > k {
			break
		}
		if r := f.d.Tokens[m].Rel; (r == doc.Case || r == doc.Mark) && f.d.Lemma(m) == prep {
			return true
		}
	}
	return false
}

// antecedent gives the noun that a relative pronoun stands for; other tokens as they are.
func (f *finder) antecedent(s, v int32) int32 {
	switch f.d.Tokens[s].Tag {
	case doc.TagWDT, doc.TagWP:
	default:
		return s
	}
	near := f.nounBefore(s)
	if f.d.Tokens[s].Tag == doc.TagWP && near >= 0 && !f.canSpeak(near) && f.canSpeak(s-1) { // "the trust of voters who say"
		return s - 1
	}
	for range maxClimb {
		t := &f.d.Tokens[v]
		if t.Rel == doc.AclRelcl && t.Head >= 0 && f.nominal(t.Head) && (near < 0 || f.tree.Under(near, t.Head)) {
			return t.Head
		}
		if t.Rel != doc.Conj || t.Head < 0 {
			break
		}
		v = t.Head
	}
	return near
}

// nounBefore gives the head of the noun phrase that ends before token i, or before the comma before it; None when
// something else stands there.
func (f *finder) nounBefore(i int32) int32 {
	start := f.d.SentenceOf(i).Start
	if i > start && f.is(i-1, ",") {
		i--
	}
	if i <= start || !f.nominal(i-1) && f.byHead[i-1] < 0 {
		return doc.None
	}
	h := i - 1
	for range maxClimb {
		up := f.d.Tokens[h].Head
		if up < start || up >= i || !f.nominal(up) || f.d.Tokens[h].Rel == doc.Conj || up < h && f.breakAfter(up, h) < h {
			break
		}
		h = up
	}
	return h
}
