package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/quantity"
)

// quantityOf gives how many the noun at token t stands for; false where the text gives no number. Of one who is named
// or described in the singular there is one.
func (w *work) quantityOf(t int32) (quantity.Quantity, bool) {
	if q, ok := w.counted(t); ok {
		return q, true
	}
	if w.single(t) {
		return quantity.Quantity{Least: 1, Most: 1, Words: w.d.Mentions.At(w.mentionAt[t]).Range}, true
	}
	return quantity.Quantity{}, false
}

// single tells whether a token heads the mention of one person.
func (w *work) single(t int32) bool {
	m := w.mentionAt[t]
	if m < 0 || w.tok(t).Tag == doc.TagNNS || w.d.Mentions.At(m).Kind == doc.PronounMention {
		return false
	}
	e := w.d.Entities.At(w.d.Mentions.At(m).Entity)
	return e.Type == doc.PER && !e.Plural
}

// counted gives the number that stands with the noun at token t.
func (w *work) counted(t int32) (quantity.Quantity, bool) {
	head := w.measuring(t)
	if head == t { // "a crowd of 5,000"
		if q, ok := w.measuredNumber(t); ok {
			return q, true
		}
	}
	for _, k := range w.tree.Kids(head) {
		if r := w.rel(k); k < head && (r == doc.Nummod || r == doc.Amod || r == doc.Det || r == doc.Compound) {
			q, ok := w.x.quantities.At(w.d, k)
			if ok && r == doc.Det { // "a judge", but not "a group"; "no deaths"
				ok = w.single(head) || q.Most == 0
				q.Words.End = head + 1
			}
			if ok {
				return q, true
			}
		}
	}
	for k := head - 1; k >= 0 && head-k <= 4 && w.tok(k).Sent == w.tok(head).Sent; k-- { // hung elsewhere by the parser
		switch w.tok(k).POS {
		case doc.NUM:
			return w.x.quantities.At(w.d, k)
		case doc.ADJ, doc.NOUN, doc.PROPN:
		case doc.PUNCT: // "2,000-strong"
			if w.tok(k).Tag != doc.TagHYPH {
				return w.x.quantities.At(w.d, head)
			}
		default:
			return w.x.quantities.At(w.d, head)
		}
	}
	return w.x.quantities.At(w.d, head)
}

// measuredNumber gives the number that stands behind a noun for a crowd: "a crowd of 5,000", "a crowd estimated at 20,000".
func (w *work) measuredNumber(t int32) (quantity.Quantity, bool) {
	if (w.is(t, lightMeasure) || w.x.casualties[w.Lemma[t]].how == byCrowd) && w.d.FormIs(t+1, "of") { // whatever the parser hangs the number on
		return w.x.quantities.After(w.d, t+1)
	}
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.Nmod:
			if w.hasCase(k, w.x.of) && w.tok(k).POS == doc.NUM {
				return w.x.quantities.At(w.d, k)
			}
		case doc.Acl:
			if w.d.FormIs(k, "estimated") || w.d.FormIs(k, "numbering") {
				return w.x.quantities.After(w.d, k)
			}
		}
	}
	return quantity.Quantity{}, false
}
