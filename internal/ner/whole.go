package ner

import (
	"unicode"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// whole extends a person's name to what the marks and small words around it
// show to be its own: "Moon Jae" + "-in", "Musaed bin" + "Mohammed Al-Aiban".
// It reaches back no further than token limit.
func (t *Tables) whole(d *doc.Doc, r doc.Range, limit int32) doc.Range {
	s := d.SentenceOf(r.Start).Range
	if r.End+2 <= s.End && d.Form(r.End) == "-" && tight(d, r.End) && tight(d, r.End+1) {
		last, next := d.Form(r.End-1), d.Form(r.End+1)
		if len(last) <= maxSyllable && len(next) <= maxSyllable && !t.compounds[next] && lowerWord(next) {
			r.End += 2
		}
	}
	limit = max(limit, s.Start)
	for r.Start-2 >= limit && patronymic(d.Form(r.Start-1)) && capital(d.Form(r.Start-2)) && !t.IsTitle(d.Form(r.Start-2)) {
		r.Start -= 2
	}
	return r
}

// maxSyllable is the length of a written syllable of an East Asian given name, in bytes.
const maxSyllable = 5

func tight(d *doc.Doc, i int32) bool { return d.Tokens[i].Flags&doc.SpaceBefore == 0 }

func patronymic(form string) bool {
	switch form {
	case "bin", "ibn", "bint", "ben":
		return true
	}
	return false
}

func lowerWord(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLower(r)
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}
