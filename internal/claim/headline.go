package claim

import "herodotus/internal/doc"

// sourceWords is how many words a source in a headline may have.
const sourceWords = 5

// headlines finds the claims of headings with a colon: "Minister: ferry was safe", "Ferry was safe: minister".
func (f *finder) headlines() {
	for i := range f.d.Sentences {
		s := &f.d.Sentences[i]
		if !s.Heading {
			continue
		}
		for c := s.Start + 1; c+1 < s.End; c++ {
			if !f.is(c, ":") {
				continue
			}
			before, after := doc.Range{Start: s.Start, End: c}, doc.Range{Start: c + 1, End: s.End}
			if !f.heading(c, before, after) {
				f.heading(c, after, before)
			}
			break
		}
	}
}

// heading makes a claim of a heading's two sides when the first is a source and the second says something.
func (f *finder) heading(colon int32, who, what doc.Range) bool {
	src, ok := f.onlySource(who)
	if !ok || !f.saysSomething(what) {
		return false
	}
	f.add(colonCue, doc.Range{Start: colon, End: colon + 1}, src, f.tidy([]doc.Range{what}), clause)
	return true
}

// onlySource tells whether a stretch is a source and nothing else.
func (f *finder) onlySource(r doc.Range) (source, bool) {
	for i := r.Start + 1; i < r.End; i++ {
		if f.is(i, "to") { // "Oslo to Bergen: Pay up"
			r.End = i
		}
	}
	if r.Len() > sourceWords {
		return source{}, false
	}
	for i := r.Start; i < r.End; i++ {
		if p := f.d.Tokens[i].POS; p != doc.DET && p != doc.ADJ && p != doc.NUM && p != doc.PUNCT && !f.nominal(i) {
			return source{}, false
		}
	}
	for i := r.Start; i < r.End; i++ {
		if r.Has(f.d.Tokens[i].Head) || !f.nominal(i) {
			continue
		}
		if src := f.sourceAt(i); src.kind == doc.Document && f.headline[f.d.Lemma(i)] {
			return src, true
		} else if src.mention >= 0 && (f.speaks(src.mention) || f.talker[f.d.Lemma(i)]) {
			return src, true
		}
	}
	return source{}, false
}

// saysSomething tells whether a stretch has a verb.
func (f *finder) saysSomething(r doc.Range) bool {
	for i := r.Start; i < r.End; i++ {
		if p := f.d.Tokens[i].POS; p == doc.VERB || p == doc.AUX {
			return true
		}
	}
	return false
}
