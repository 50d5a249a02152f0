package event

import (
	_ "embed"
	"fmt"

	"herodotus/internal/doc"
	"herodotus/internal/table"
	"herodotus/internal/vocab"
)

//go:embed irregular.txt
var irregularTable string

// loadIrregular notes the lemma of each irregular past form of a verb that the lexicon names.
func (x *Extractor) loadIrregular() error {
	v := x.lex.Vocab
	return table.Rows("irregular.txt", irregularTable, func(_ bool, f []string) error {
		if len(f) == 1 {
			return fmt.Errorf("a lemma without forms")
		}
		lemma := v.Find(f[0])
		if lemma == 0 {
			return nil
		}
		for _, form := range f[1:] {
			w := v.Add(form)
			for len(x.pastOf) <= int(w) {
				x.pastOf = append(x.pastOf, 0)
			}
			x.pastOf[w] = lemma
		}
		return nil
	})
}

// restem gives a verb's lemma where the lemmatiser gave none that the lexicon
// knows ("unfroze", "aided" read as "aide"); 0 when there is none.
func (w *work) restem(t int32) vocab.Word {
	if f := w.Form[t]; int(f) < len(w.x.pastOf) && w.x.pastOf[f] != 0 {
		return w.x.pastOf[f]
	}
	form := w.d.Form(t)
	v := w.x.lex.Vocab
	for _, suffix := range [...]string{"ed", "d", "ing", "es", "s"} {
		n := len(form) - len(suffix)
		if n < 2 || !doc.FoldsTo(form[n:], suffix) {
			continue
		}
		stem := form[:n]
		if id := v.Find(stem); w.verbTrigger(id) {
			return id
		}
		if n > 2 && stem[n-1] == stem[n-2] { // "stopped"
			if id := v.Find(stem[:n-1]); w.verbTrigger(id) {
				return id
			}
		}
		if suffix == "ing" { // "seizing"
			var buf [32]byte
			if id := v.Find(string(append(append(buf[:0], stem...), 'e'))); w.verbTrigger(id) {
				return id
			}
		}
	}
	return 0
}

// verbTrigger tells whether the word is a verb of the lexicon.
func (w *work) verbTrigger(id vocab.Word) bool {
	if id == 0 {
		return false
	}
	for i := range w.x.lex.Of(id) {
		if w.x.lex.Of(id)[i].POS == 'v' {
			return true
		}
	}
	return false
}

// stems puts right the lemmas of verbs that the lexicon does not know, and finds
// verbs of the lexicon that the tagger took for something else.
func (w *work) stems() {
	for i := range w.d.Tokens {
		t := int32(i)
		switch w.tok(t).POS {
		case doc.VERB:
			if w.verbTrigger(w.Lemma[t]) {
				continue
			}
			if id := w.restem(t); id != 0 {
				w.Lemma[t] = id
			}
		case doc.ADJ, doc.NOUN, doc.AUX:
			if w.verbLike(t) {
				if id := w.restem(t); id != 0 {
					w.Lemma[t], w.mistagged[t] = id, true
				} else if w.verbTrigger(w.Lemma[t]) {
					w.mistagged[t] = true
				}
			}
		}
	}
}

// verbLike tells whether a token that is tagged as no verb stands where only a
// verb can: with a subject and an object of its own and no copula, as the head
// of a sentence in the past tense, or as an auxiliary that is none.
func (w *work) verbLike(t int32) bool {
	if w.d.SentenceOf(t).Heading {
		return false
	}
	if tok := w.tok(t); tok.POS == doc.AUX {
		return tok.Tag == doc.TagVBD && !w.beForm(t) && !w.haveForm(t) && !w.d.FormIs(t, "did") && !w.d.FormIs(t, "got")
	}
	subj, obj := false, false
	for _, k := range w.tree.Kids(t) {
		switch w.rel(k) {
		case doc.Nsubj:
			subj = true
		case doc.Obj:
			obj = true
		case doc.Cop, doc.Aux, doc.AuxPass:
			return false
		}
	}
	if subj && obj {
		return true
	}
	return w.pastForm(t) && !w.finite(w.d.SentenceOf(t).Range)
}

// pastForm tells whether a token has the form of a past tense.
func (w *work) pastForm(t int32) bool {
	form := w.d.Form(t)
	if len(form) > 4 && doc.FoldsTo(form[len(form)-2:], "ed") {
		return true
	}
	f := w.Form[t]
	return int(f) < len(w.x.pastOf) && w.x.pastOf[f] != 0
}
