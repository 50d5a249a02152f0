package event

import (
	_ "embed"
	"fmt"
	"strings"

	"herodotus/internal/doc"
)

//go:embed irregular.txt
var irregularTable string

// loadIrregular notes the lemma of each irregular past form of a verb that the lexicon names.
func (x *Extractor) loadIrregular() error {
	v := x.lex.vocab
	n := 0
	for line := range strings.Lines(irregularTable) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		switch len(f) {
		case 0:
			continue
		case 1:
			return fmt.Errorf("irregular.txt:%d: a lemma without forms", n)
		}
		lemma := v.find(f[0])
		if lemma == 0 {
			continue
		}
		for _, form := range f[1:] {
			w := v.add(form)
			for len(x.pastOf) <= int(w) {
				x.pastOf = append(x.pastOf, 0)
			}
			x.pastOf[w] = lemma
		}
	}
	return nil
}

// restem gives a verb's lemma where the lemmatiser gave none that the lexicon
// knows ("unfroze", "aided" read as "aide"); 0 when there is none.
func (w *work) restem(t int32) word {
	if f := w.form[t]; int(f) < len(w.x.pastOf) && w.x.pastOf[f] != 0 {
		return w.x.pastOf[f]
	}
	form := w.d.Form(t)
	v := w.x.lex.vocab
	for _, suffix := range [...]string{"ed", "d", "ing", "es", "s"} {
		n := len(form) - len(suffix)
		if n < 2 || !equalFold(form[n:], suffix) {
			continue
		}
		stem := form[:n]
		if id := v.find(stem); w.verbTrigger(id) {
			return id
		}
		if n > 2 && stem[n-1] == stem[n-2] { // "stopped"
			if id := v.find(stem[:n-1]); w.verbTrigger(id) {
				return id
			}
		}
		if suffix == "ing" { // "seizing"
			var buf [32]byte
			if id := v.find(string(append(append(buf[:0], stem...), 'e'))); w.verbTrigger(id) {
				return id
			}
		}
	}
	return 0
}

// verbTrigger tells whether the word is a verb of the lexicon.
func (w *work) verbTrigger(id word) bool {
	if id == 0 {
		return false
	}
	for i := range w.x.lex.of(id) {
		if w.x.lex.of(id)[i].pos == 'v' {
			return true
		}
	}
	return false
}

// stems puts right the lemmas of verbs that the lexicon does not know.
func (w *work) stems() {
	for i := range w.d.Tokens {
		t := int32(i)
		if w.tok(t).POS == doc.VERB && !w.verbTrigger(w.lemma[t]) {
			if id := w.restem(t); id != 0 {
				w.lemma[t] = id
			}
		}
	}
}
