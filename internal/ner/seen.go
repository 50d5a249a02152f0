package ner

import "herodotus/internal/doc"

// Bits of word.seen.
const (
	seenCapital uint32 = 1 << iota // capitalised inside a sentence, elsewhere in the document
	seenLower                      // in lower case somewhere in the document
)

// seenTable counts how a document writes its words: open addressing by lower-case hash.
type seenTable struct {
	keys []uint32
	bits []uint8
}

func (t *seenTable) reset(words int) {
	n := 256
	for n < 2*words {
		n *= 2
	}
	if len(t.keys) < n {
		t.keys, t.bits = make([]uint32, n), make([]uint8, n)
		return
	}
	clear(t.keys)
	clear(t.bits)
}

// slot gives the place of a hash, never 0.
func (t *seenTable) slot(h uint32) uint32 {
	mask := uint32(len(t.keys) - 1)
	i := h & mask
	for t.keys[i] != 0 && t.keys[i] != h {
		i = (i + 1) & mask
	}
	t.keys[i] = h
	return i
}

// markSeen tells of each capitalised word how the document writes it elsewhere.
func (w *Words) markSeen(d *doc.Doc) {
	w.seen.reset(len(w.list))
	for s := range d.Sentences {
		r := d.Sentences[s].Range
		headline := d.Sentences[s].Heading || w.titleCase(r)
		inside := false // past the first word
		for i := r.Start; i < r.End; i++ {
			switch p := &w.list[i]; p.casing {
			case lowerCase:
				w.seen.bits[w.seen.slot(p.lower)] |= uint8(seenLower)
				inside = true
			case upperCase, allCapital:
				if inside && !headline {
					w.seen.bits[w.seen.slot(p.lower)] |= uint8(seenCapital)
				}
				inside = true
			}
		}
	}
	for i := range w.list {
		if p := &w.list[i]; p.casing >= upperCase {
			p.seen = uint32(w.seen.bits[w.seen.slot(p.lower)])
		}
	}
}
