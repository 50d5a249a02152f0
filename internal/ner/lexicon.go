package ner

import (
	"fmt"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// Bits of the lexicon: what a word or a phrase may be.
const (
	LexPlace   uint16 = 1 << iota // a populated place or province
	LexInside                     // inside such a name of several words
	LexGiven                      // a given name
	LexSurname                    // a surname
	LexCommon                     // a word that is mostly written in lower case

)

// maxPhrase is the longest place name in tokens.
const maxPhrase = 4

// Lexicon is a table of words and phrases: places, persons' names, common words.
type Lexicon struct{ table *model.Lookup }

// NewLexicon wraps a table whose keys are PhraseKey's and whose values are Lex bits.
func NewLexicon(t *model.Lookup) (*Lexicon, error) {
	if t == nil {
		return nil, fmt.Errorf("no table")
	}
	return &Lexicon{t}, nil
}

// PhraseKey gives the key of a phrase of forms; case and accents do not count.
func PhraseKey(forms ...string) uint64 {
	key := uint64(0)
	var w word
	var buf []byte
	for _, f := range forms {
		buf = w.set(buf, f)
		key = model.Key(key, uint64(w.lower))
	}
	return key
}

// mark sets the lexicon's bits of each word; in lower case only those of places
// and persons tell something, and what follows in capitals is another phrase.
func (l *Lexicon) mark(words []word, d *doc.Doc) {
	for s := range d.Sentences {
		r := d.Sentences[s].Range
		for i := r.Start; i < r.End; i++ {
			if words[i].casing == noCase {
				continue
			}
			key, best := uint64(0), int32(0)
			for n := int32(0); n < maxPhrase && i+n < r.End; n++ {
				key = model.Key(key, uint64(words[i+n].lower))
				bits, ok := l.table.Find(key)
				if !ok {
					continue
				}
				if n == 0 {
					words[i].lex |= uint32(bits &^ LexPlace)
				}
				if bits&LexPlace != 0 {
					best = n + 1
				}
			}
			if best > 0 {
				words[i].lex |= uint32(LexPlace)
			}
			for n := int32(1); n < best; n++ {
				words[i+n].lex |= uint32(LexInside)
			}
		}
	}
}

// town tells whether the range is the name of a town or province in the lexicon, no more and no less.
func (w *Words) town(r doc.Range) bool {
	if w.list[r.Start].lex&uint32(LexPlace) == 0 || int(r.End) < len(w.list) && w.list[r.End].lex&uint32(LexInside) != 0 {
		return false
	}
	for i := r.Start + 1; i < r.End; i++ {
		if w.list[i].lex&uint32(LexInside) == 0 {
			return false
		}
	}
	return true
}
