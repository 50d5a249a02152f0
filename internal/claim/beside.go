package claim

import "herodotus/internal/doc"

// Who stands beside a quotation, where no cue that the tree knows leads to them.

// signed makes a claim of a quotation that a dash and a name follow: a pull quote's signature, which is its cue too.
func (f *finder) signed(q *quote) int32 {
	dash := q.outer().End
	if int(dash)+1 >= len(f.d.Tokens) || !isDash(f.d.Form(dash)) {
		return doc.None
	}
	for i := dash + 1; i < f.d.SentenceOf(dash).End; i++ {
		m := f.byHead[i]
		if m < 0 || !f.isPerson(m) {
			continue
		}
		if x := f.d.Mentions.At(m); x.Start == dash+1 || f.d.Tokens[dash+1].POS == doc.PROPN {
			f.add(colonCue, doc.Range{Start: dash, End: x.End}, source{m, f.kindOf(m, i), i}, []doc.Range{q.inner}, quotation)
			return f.cueClaim[dash]
		}
		break
	}
	return doc.None
}

// utteredBy makes a claim of a quotation that goes on with a comma or the like of its own and with somebody and a verb
// that is no cue by itself: “One,” counted the priest; “We go,” her brother messaged.
func (f *finder) utteredBy(q *quote) int32 {
	at := q.outer().End
	if q.close < 0 || int(at) >= len(f.d.Tokens) || f.d.Tokens[q.inner.End-1].POS != doc.PUNCT {
		return doc.None
	}
	s := f.d.SentenceOf(at).Range
	if s.Start == at && !f.lowerCase(at) {
		return doc.None
	}
	for v := at; v < f.breakAfter(at-1, s.End); v++ {
		if t := &f.d.Tokens[v]; t.POS != doc.VERB || !t.Tag.Finite() || f.cueClaim[v] >= 0 || f.unsaid(v) {
			continue
		}
		h := f.anySubject(v)
		switch {
		case h < at && v == at: // the teacher in “…,” counted the teacher, taken for its object
			h = f.tree.Kid(v, doc.Obj)
		case h < at:
			h = f.adjacent(v)
		}
		if h < at || !f.canSpeak(h) {
			return doc.None
		}
		f.add(utterCue, doc.Range{Start: v, End: v + 1}, f.sourceAt(h), []doc.Range{q.inner}, quotation)
		return f.cueClaim[v]
	}
	return doc.None
}

// utterCue is the reading of a verb that is no cue but has a quotation and somebody beside it.
var utterCue = &cue{kind: verbCue, name: "…", act: "report", commit: doc.CTPlus, frames: []frame{{shape: quotation}}}

// speakerBeside gives the head of who stands between a quotation and the verb v behind it, or right behind that verb, where the tree
// has no subject for it: “…,” a driver threatened; “…?” asked the driver. None when there is nobody.
func (f *finder) speakerBeside(v int32, q *quote) int32 {
	from := q.outer().End
	if v == from || v == from+1 && f.is(from, ",") { // “…”, reads the report
		for _, k := range f.tree.Kids(v) {
			if k > v && f.nominal(k) && f.tree.Subtree(k).Start == v+1 {
				return k
			}
		}
		return doc.None
	}
	if v < from || v-from > reach/2 || f.hasFinite(doc.Range{Start: from, End: v}) {
		return doc.None
	}
	return f.nounOf(doc.Range{Start: from, End: f.verbStart(v)}, v)
}
