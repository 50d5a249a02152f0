package claim

import (
	"sort"

	"herodotus/internal/doc"
)

// Attitudes sets d.Attitudes: what sources are said to think, know, want, plan and feel, in the order of the text. It comes
// after Extract, whose claims it reads, and after all stages that look for participants: the sources that it adds to
// the mentions stand behind the others.
func (x *Extractor) Attitudes(d *doc.Doc) {
	f := x.finders.Get().(*finder)
	defer x.release(f)
	f.findAttitudes(x, d)
	var kept []doc.Claim
	var heads []int32
	for i := range f.claims {
		c := f.claims[i]
		if c.Confidence = f.score(int32(i), f.attitudeWeights); c.Confidence < attitudeThreshold {
			continue
		}
		c.Time = f.timeOf(&c)
		kept, heads = append(kept, c), append(heads, f.hints[i].head)
	}
	f.admitLast(kept, heads)
	d.Attitudes.Set(kept)
}

// attitudeThreshold is the probability below which an attitude is dropped. It is low because the reports that the model learns
// from leave most attitudes out, so that it takes them for rarer than they are.
const attitudeThreshold = 0.4

// AttitudeCandidates gives all that the rules find, before the model drops any: what the model is trained on.
func (x *Extractor) AttitudeCandidates(d *doc.Doc) []Candidate {
	f := x.finders.Get().(*finder)
	defer x.release(f)
	f.findAttitudes(x, d)
	return f.candidates()
}

// findAttitudes collects the candidates in f.claims; the claims of the document are f.told.
func (f *finder) findAttitudes(x *Extractor, d *doc.Doc) {
	f.reset(x, d)
	f.quotes = findQuotes(d, f.quotes[:0])
	f.indexQuotes()
	f.told, f.second = d.Claims.All(), true
	f.coverTold()
	for k := range f.told {
		for i := f.told[k].Cue.Start; i < f.told[k].Cue.End; i++ {
			f.cueClaim[i] = int32(k)
		}
	}
	for i := range int32(len(d.Tokens)) {
		if f.cueClaim[i] < 0 && f.under[i] < 0 { // what a source says of others' wishes is its claim already
			f.token(f.attitudes, i)
		}
	}
}

// coverTold notes for each token under which of the document's claims it stands, if any.
func (f *finder) coverTold() {
	claims := f.claims
	f.claims = f.told
	all := make([]int32, len(f.told))
	for i := range all {
		all[i] = int32(i)
	}
	f.cover(all)
	f.claims = claims
}

// toldBefore gives the claims before token h, in about the order of the text: those made so far, or in the second pass the
// document's.
func (f *finder) toldBefore(h int32) []doc.Claim {
	if !f.second {
		return f.claims
	}
	return f.told[:sort.Search(len(f.told), func(k int) bool { return min(f.told[k].Cue.Start, f.told[k].Content[0].Start) > h })]
}

// adjective handles predicates that name an attitude: "is confident that", "were worried about", "ready to".
func (f *finder) adjective(c *cue, at doc.Range) bool {
	a := at.Start
	h := f.anySubject(a)
	if up := f.d.Tokens[a].Head; h < 0 && up >= 0 && f.d.Tokens[a].Rel == doc.Xcomp { // "remains confident that"
		h = f.anySubject(up)
	}
	if h < 0 || h > a || f.nobody(h) {
		return false
	}
	pieces, s := f.content(c, at)
	if len(pieces) == 0 || pieces[0].Start < at.End {
		return false
	}
	src := f.sourceAt(h)
	if !f.plausible(c, a, s, src, h) {
		return false
	}
	f.add(c, f.predicateWords(at, h), src, pieces, s)
	return true
}

// predicateWords adds to a cue the auxiliaries, the copula and the negation right before it, behind its subject h: "is not sure".
func (f *finder) predicateWords(at doc.Range, h int32) doc.Range {
	for i := at.Start - 1; i > h; i-- {
		if p := f.d.Tokens[i].POS; p != doc.AUX && p != doc.PART && p != doc.ADV || f.cueClaim[i] >= 0 {
			break
		}
		at.Start = i
	}
	return at
}

// accusativeInfinitive finds an object and what it is thought or wished to do: "wants the sides to talk".
func (f *finder) accusativeInfinitive(v int32) []doc.Range {
	o := f.tree.Kid(v, doc.Obj, doc.Iobj)
	for _, k := range f.tree.Kids(v) {
		r := f.d.Tokens[k].Rel.Base()
		if k <= v || r != doc.Xcomp && r != doc.Ccomp && r != doc.Advcl || !f.toInfinitive(k) {
			continue
		}
		if o > v && o < k {
			return []doc.Range{f.join(o, k)}
		}
		if s := f.tree.Kid(k, doc.Nsubj, doc.NsubjPass); s > v {
			return []doc.Range{f.join(s, k)}
		}
	}
	if o > v { // the infinitive hung on the object
		for _, k := range f.tree.Kids(o) {
			if k > o && f.d.Tokens[k].Rel.Base() == doc.Acl && f.toInfinitive(k) {
				return []doc.Range{f.tree.Subtree(o)}
			}
		}
	}
	return nil
}

// nounInfinitive finds what the noun of a plan or promise leads to: "the promise to resign".
func (f *finder) nounInfinitive(n int32) []doc.Range {
	for _, k := range f.tree.Kids(n) {
		if r := f.d.Tokens[k].Rel.Base(); k > n && (r == doc.Acl || r == doc.Xcomp || r == doc.Advcl) && f.toInfinitive(k) {
			return []doc.Range{f.tree.Subtree(k)}
		}
	}
	if i := n + 1; int(i)+1 < len(f.d.Tokens) && f.d.Tokens[i].Tag == doc.TagTO && f.d.Tokens[i+1].Tag == doc.TagVB {
		return []doc.Range{{Start: i, End: f.clauseBreak(i, f.d.SentenceOf(n).End)}} // hung elsewhere
	}
	return nil
}
