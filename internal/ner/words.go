package ner

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// word holds what features know of one token.
type word struct {
	form   uint32 // form, digits as 0, curly quotes straight
	lower  uint32 // the same in lower case
	suf    [2]uint32
	pre    [2]uint32
	shape  uint32 // kinds of characters, runs cut
	casing casing
	lex    uint32 // bits of the lexicon: places, given names, surnames, common words
	known  uint32 // bits of the knowledge base
	seen   uint32 // how the document writes the word elsewhere
	tag    uint32
	run    int32 // index into runs of the run of capitals that the token belongs to, -1 none
}

type casing uint8

const (
	noCase casing = iota
	lowerCase
	upperCase  // an initial capital
	allCapital // two letters or more, all capitals
)

// maxForm is how many bytes of a form count: longer ones are addresses and noise.
const maxForm = 64

// set hashes the form; buf is scratch and comes back, perhaps grown.
func (w *word) set(buf []byte, form string) []byte {
	if len(form) > maxForm {
		form = form[:maxForm]
	}
	buf = plain(buf[:0], form)
	w.form = model.Hash(buf) | 1
	w.shape, w.casing = shape(buf)
	lowerInPlace(buf)
	w.lower = model.Hash(buf) | 1
	for i := range w.suf {
		w.suf[i] = model.Hash(buf[max(0, len(buf)-i-3):]) | 1
		w.pre[i] = model.Hash(buf[:min(len(buf), i+2)]) | 1
	}
	return buf
}

// plain appends the form with digits as 0 and typographic marks in ASCII.
func plain(b []byte, form string) []byte {
	for i := 0; i < len(form); {
		c := form[i]
		if c < utf8.RuneSelf {
			if '0' <= c && c <= '9' {
				c = '0'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(form[i:])
		i += n
		switch r {
		case '“', '”', '„', '«', '»':
			b = append(b, '"')
		case '‘', '’', 'ʼ':
			b = append(b, '\'')
		case '—', '–', '‑', '‐':
			b = append(b, '-')
		default:
			b = utf8.AppendRune(b, fold(r))
		}
	}
	return b
}

// fold takes the accent off a Latin letter, so that Erdoğan and Erdogan are one word.
func fold(r rune) rune {
	if r >= 0xc0 && int(r-0xc0) < len(folded) {
		if f := folded[r-0xc0]; f != 0 {
			return rune(f)
		}
	}
	return r
}

// folded gives the plain letters of U+00C0 to U+017F; 0 where there is none.
const folded = "AAAAAAACEEEEIIIIDNOOOOO\x00OUUUUYTsaaaaaaaceeeeiiiidnooooo\x00ouuuuyty" +
	"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"

func lowerInPlace(b []byte) {
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
}

// shape hashes the kinds of characters of a form, runs of more than two cut, and tells its casing.
func shape(b []byte) (uint32, casing) {
	h := uint32(2166136261)
	var last byte
	run, letters, capitals := 0, 0, 0
	first := noCase
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
			capitals++
			letters++
		case unicode.IsLetter(r):
			c = 'x'
			letters++
		case r == '0' || unicode.IsDigit(r):
			c = '0'
		case r == '-' || r == '\'':
			c = byte(r)
		}
		if i == 0 {
			switch c {
			case 'X':
				first = upperCase
			case 'x':
				first = lowerCase
			}
		}
		i += n
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		h = (h ^ uint32(c)) * 16777619
	}
	if first == upperCase && capitals == letters && letters > 1 {
		first = allCapital
	}
	return h | 1, first
}

// Bits of word.known: what the knowledge base says of the token's place in a
// stretch that it recognises. Types take two bits each, begin and inside.
const (
	knownPER uint32 = 1 << (2 * iota)
	knownORG
	knownGPE
	knownLOC
	knownFAC
	knownDemonym
	knownCapital
	knownSeat
	knownRole
	knownBody
)

// knownBit gives the begin bit of a recognised stretch, or 0.
func knownBit(k *doc.Known) uint32 {
	switch k.Sense {
	case doc.SenseDemonym:
		return knownDemonym
	case doc.SenseCapital:
		return knownCapital
	case doc.SenseSeat:
		return knownSeat
	case doc.SenseRole:
		return knownRole
	case doc.SenseBody:
		return knownBody
	}
	if k.Entry == nil {
		return 0
	}
	switch k.Entry.Type {
	case doc.PER:
		return knownPER
	case doc.ORG:
		return knownORG
	case doc.GPE:
		return knownGPE
	case doc.LOC:
		return knownLOC
	case doc.FAC:
		return knownFAC
	}
	return 0
}
