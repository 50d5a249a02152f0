package claim

import (
	"strings"

	"herodotus/internal/doc"
)

// clauseOf finds a finite clause that v reports: its complement on either side, or the clause that it
// interrupts or follows as a parenthesis.
func (f *finder) clauseOf(c *cue, at doc.Range) []doc.Range {
	v := at.Start
	left := doc.None
	for _, k := range f.tree.Kids(v) {
		if !f.reported(c, v, k) {
			continue
		}
		if k > v {
			if f.otherSays(at.End, k) {
				continue
			}
			return []doc.Range{f.extent(c, at, k)}
		}
		if f.passive(v) || f.briefly(c, at) {
			left = k
		}
	}
	if p := f.following(c, at); p != nil {
		return p
	}
	if left >= 0 {
		return f.around(f.tree.Subtree(left), f.cuePhrase(v, at))
	}
	t := &f.d.Tokens[v]
	as := t.Rel == doc.Advcl && f.led(v, "as") && f.tree.Kid(v, doc.Obj) < 0 // "as the agency reported"
	if h := t.Head; h >= 0 && c.has(quotation) && (t.Rel == doc.Parataxis && f.briefly(c, at) || as) && f.parenthesis(v) {
		return f.around(f.tree.Subtree(h), f.cuePhrase(v, at))
	}
	return nil
}

// briefly tells whether no more than the circumstances of the speech follow a cue, so that what is said can stand before it.
func (f *finder) briefly(c *cue, at doc.Range) bool {
	if c.toObj || int(at.End) >= len(f.d.Tokens) || f.inTime(at.End) {
		return true
	}
	switch f.d.Tokens[at.End].POS {
	case doc.ADP, doc.ADV, doc.PART, doc.SCONJ, doc.PUNCT, doc.CCONJ:
		return true
	}
	return false
}

// otherSays tells whether a participle of speech stands between token i and the clause with head k: it is that which the clause
// belongs to ("posted a message blaming Oslo, saying that").
func (f *finder) otherSays(i, k int32) bool {
	for end := f.tree.Subtree(k).Start; i < end; i++ {
		if f.d.Tokens[i].Tag == doc.TagVBG && f.speechVerb(i) {
			return true
		}
	}
	return false
}

// reported tells whether dependent k of v is a clause that v reports.
func (f *finder) reported(c *cue, v, k int32) bool {
	switch f.d.Tokens[k].Rel.Base() {
	case doc.Ccomp:
	case doc.Xcomp: // a finite clause taken for an infinitive
		if k < v || f.tree.Kid(k, doc.Nsubj, doc.NsubjPass) < 0 || f.toInfinitive(k) {
			return false
		}
	case doc.Parataxis:
		if !c.has(quotation) || k > v && !f.joined(v, k) {
			return false
		}
	case doc.Csubj:
		if !f.passive(v) { // "it was reported that"
			return false
		}
	default:
		return false
	}
	return (c.has(whClause) || !f.isQuestion(k)) && (k < v || f.finite(k))
}

// following finds a clause behind v that the tree has attached elsewhere: behind "that", or from the subject of the first
// finite verb on, to the end of what is said.
func (f *finder) following(c *cue, at doc.Range) []doc.Range {
	if that := f.distantThat(at); that >= 0 {
		return []doc.Range{{Start: that + 1, End: f.endOfSaid(that+1, at.Start)}}
	}
	speech := c.has(quotation) || c.has(infinitive) || c.act == "deny"
	r := f.behindCue(at)
	for i := r.Start; i < r.End; i++ {
		t := &f.d.Tokens[i]
		switch {
		case f.isThat(i) && (speech || t.POS == doc.SCONJ):
			if o := f.tree.Kid(at.Start, doc.Obj); o >= at.End && o < i && c.has(object) {
				return nil // "denied reports that"
			}
			return []doc.Range{{Start: i + 1, End: f.endOfSaid(i+1, at.Start)}}
		case t.Tag == doc.TagWP, t.Tag == doc.TagWDT, t.Tag == doc.TagWRB, t.Tag == doc.TagTO, t.Tag == doc.TagVBG && f.speechVerb(i):
			return nil // the last: "wrote to members, arguing that"
		case t.Tag.Finite(), t.Tag == doc.TagVB && f.nominal(i-1): // "they apply", tagged as an infinitive
			start := f.subjectStart(i, r)
			if i > r.Start && f.saysOnly(c, at) && !f.takesObject(at.Start) {
				from := f.skipLead(r.Start, i, at.Start) // "said most of the injured were minors", the subject hung elsewhere
				return []doc.Range{{Start: from, End: f.endOfSaid(from, at.Start)}}
			}
			if start < 0 && i == at.End && speech && !c.weak && f.inRelative(at.Start) {
				start = i // "a withdrawal that officials say was never completed"
			}
			if start < 0 || !speech && start > f.skipLead(at.End, i, at.Start) {
				return nil
			}
			if f.d.Tokens[at.Start].Tag == doc.TagVBN && f.passive(at.Start) && !f.impersonal(at.Start) {
				return nil
			}
			return []doc.Range{{Start: f.skipLead(start, i, at.Start), End: f.endOfSaid(i, at.Start)}}
		}
	}
	if !c.has(quotation) || c.weak || c.toObj || c.has(object) || !f.d.Tokens[at.Start].Tag.Finite() {
		return nil
	}
	n := f.verblike(r)
	if n < 0 {
		n = f.beyondAside(at)
	}
	if n >= 0 {
		return []doc.Range{{Start: f.skipLead(r.Start, n, at.Start), End: f.endOfSaid(n, at.Start)}}
	}
	return nil
}

// impersonal tells whether passive verb v has "it" for its subject: "it was reported on Saturday the mayor was ill".
func (f *finder) impersonal(v int32) bool {
	s := f.anySubject(v)
	return s >= 0 && f.d.Lemma(s) == "it"
}

// verblike gives the word of r that can be a verb in the past though the tagger has none ("the army said hundreds of men escaped"):
// one in -ed right behind a noun; None when there is none.
func (f *finder) verblike(r doc.Range) int32 {
	for i := r.Start + 1; i < r.End; i++ {
		t := &f.d.Tokens[i]
		if (t.Tag == doc.TagVBN || t.POS == doc.ADJ || t.POS == doc.X) && strings.HasSuffix(f.d.Form(i), "ed") &&
			(f.nominal(i-1) || f.d.Tokens[i-1].Tag == doc.TagVBN) {
			return i
		}
	}
	return doc.None
}

// distantThat gives the "that" which follows the cue behind words between commas ("argued, without offering proof,
// that"), or None.
func (f *finder) distantThat(at doc.Range) int32 {
	end := f.d.SentenceOf(at.Start).End
	first := f.breakAfter(at.End-1, end)
	second := f.breakAfter(first, end)
	between := doc.Range{Start: at.End, End: second}
	if f.relative(doc.Range{Start: first + 1, End: second}) { // "said in a letter, which the paper has seen, that"
		between.End = first
	}
	if second+1 < end && f.setsOff(first) && f.setsOff(second) && f.isThat(second+1) && !f.hasFinite(between) {
		return second + 1
	}
	return doc.None
}

// setsOff tells whether token i is a comma or dash.
func (f *finder) setsOff(i int32) bool { return f.is(i, ",") || isDash(f.d.Form(i)) }

// subjectStart gives where the clause of finite verb i begins within r, or None when its subject does not stand there.
func (f *finder) subjectStart(i int32, r doc.Range) int32 {
	for _, v := range [...]int32{i, f.d.Tokens[i].Head} {
		if v < 0 {
			continue
		}
		if s := f.tree.Kid(v, doc.Nsubj, doc.NsubjPass, doc.Expl); s >= 0 && r.Has(s) {
			return max(r.Start, f.tree.Subtree(s).Start)
		}
	}
	for i > r.Start && f.d.Tokens[i-1].POS == doc.ADV {
		i--
	}
	if i > r.Start && f.nominal(i-1) {
		return r.Start
	}
	return doc.None
}

// joined tells whether only a comma, a colon or nothing stands between v and what depends on it as
// parataxis, so that it can be what v says; a semicolon or dash begins something new.
func (f *finder) joined(v, k int32) bool {
	for i := v + 1; i < k; i++ {
		if f.within[i] != f.within[v] {
			continue
		}
		switch f.d.Form(i) {
		case ";", "–", "—", "-":
			return false
		}
	}
	return true
}

// finite tells whether the clause with head k has a finite verb or begins with "that".
func (f *finder) finite(k int32) bool {
	if f.d.Tokens[k].Tag.Finite() {
		return true
	}
	for _, j := range f.tree.Kids(k) {
		t := &f.d.Tokens[j]
		switch t.Rel.Base() {
		case doc.Aux, doc.Cop:
			if t.Tag.Finite() {
				return true
			}
		case doc.Nsubj:
			return true
		case doc.Mark:
			if f.d.Lemma(j) == "that" {
				return true
			}
		}
	}
	return false
}

// isQuestion tells whether the clause with head k is an indirect question.
func (f *finder) isQuestion(k int32) bool {
	first := f.tree.Subtree(k).Start
	switch f.d.Lemma(first) {
	case "whether", "if":
		return f.d.Tokens[first].Head == k && f.d.Tokens[first].Rel == doc.Mark && f.d.Lemma(first) == "whether"
	case "how", "why", "where", "when", "who", "what", "which":
		return f.d.Tokens[first].Rel != doc.Mark || f.d.Lemma(first) != "when"
	}
	return false
}

// afterMark gives the clause with head k without the "that" that leads it in.
func (f *finder) afterMark(k int32) doc.Range {
	r := f.tree.Subtree(k)
	for _, j := range f.tree.Kids(k) {
		if j >= k {
			break
		}
		if f.d.Tokens[j].Rel == doc.Mark && f.d.Lemma(j) == "that" && j-r.Start <= 2 {
			r.Start = j + 1
			break
		}
	}
	return r
}

// parenthesis tells whether verb v with its subject is set off by commas, quotation marks or the sentence's end, and
// has little else: "…, he said, …".
func (f *finder) parenthesis(v int32) bool {
	return f.tree.Kid(v, doc.Nsubj, doc.NsubjPass) >= 0 || f.tree.Kid(v, doc.OblAgent) >= 0 || f.oblique(v, "by") >= 0
}

// cuePhrase gives the words that belong to the cue in a parenthesis: from its subject to the next comma.
func (f *finder) cuePhrase(v int32, at doc.Range) doc.Range {
	r := at
	for _, k := range f.tree.Kids(v) {
		switch f.d.Tokens[k].Rel.Base() {
		case doc.Nsubj, doc.Aux, doc.Advmod, doc.Obj, doc.Iobj, doc.Obl, doc.Advcl, doc.Mark, doc.Xcomp, doc.Conj, doc.Cc:
			s := f.tree.Subtree(k)
			r.Start, r.End = min(r.Start, s.Start), max(r.End, s.End)
		}
	}
	return r
}

// around gives what is left of a clause when the words of an attribution are taken out of it.
func (f *finder) around(r, hole doc.Range) []doc.Range {
	switch {
	case !r.Overlaps(hole):
		return []doc.Range{r}
	case hole.Start <= r.Start:
		return []doc.Range{{Start: hole.End, End: r.End}}
	case hole.End >= r.End:
		return []doc.Range{{Start: r.Start, End: hole.Start}}
	}
	return []doc.Range{{Start: r.Start, End: hole.Start}, {Start: hole.End, End: r.End}}
}
