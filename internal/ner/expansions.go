package ner

import (
	"slices"
	"strings"
	"unicode/utf8"

	"herodotus/internal/doc"
)

// expansions finds full names that introduce their short form in brackets,
// "Cable News Network (CNN)", and makes names of both.
func (s *scratch) expansions(d *doc.Doc) {
	for i := int32(1); int(i)+2 < len(d.Tokens); i++ {
		if d.Form(i) != "(" || d.Form(i+2) != ")" || s.words.list[i+1].casing != allCapital || d.Tokens[i].Sent != d.Tokens[i+2].Sent {
			continue
		}
		if r := s.spelled(d, i, d.Form(i+1)); r.Len() > 1 {
			typ := s.typeOf(r)
			s.replace(doc.Name{Range: r, Type: typ, Score: expansionScore})
			s.replace(doc.Name{Range: doc.Range{Start: i + 1, End: i + 2}, Type: typ, Score: expansionScore})
		}
	}
}

// expansionScore is how often a phrase is a name whose initials follow in brackets.
const expansionScore = 0.95

// spelled gives the range before token end whose capitals spell the short form.
func (s *scratch) spelled(d *doc.Doc, end int32, short string) doc.Range {
	letters := strings.ReplaceAll(short, ".", "")
	first := d.SentenceOf(end).Start
	i := end
	for letters != "" && i > first {
		i--
		f := d.Form(i)
		c, n := utf8.DecodeLastRuneInString(letters)
		switch r, _ := utf8.DecodeRuneInString(f); {
		case r == c && s.words.list[i].casing >= upperCase:
			letters = letters[:len(letters)-n]
		case !smallWord(f):
			return doc.Range{}
		}
	}
	if letters != "" || s.words.list[i].casing < upperCase {
		return doc.Range{}
	}
	return doc.Range{Start: i, End: end}
}

func smallWord(f string) bool {
	switch f {
	case "of", "and", "for", "the", "in", "on", "to", "&", "-", "de", "against", "at":
		return true
	}
	return false
}

// typeOf gives the type of the name that has the range, else ORG.
func (s *scratch) typeOf(r doc.Range) doc.Type {
	for i := range s.names {
		if s.names[i].Range == r && s.names[i].Type != doc.PER {
			return s.names[i].Type
		}
	}
	return doc.ORG
}

// replace puts a name in the place of those that it overlaps, in text order.
func (s *scratch) replace(name doc.Name) {
	s.names = slices.DeleteFunc(s.names, func(n doc.Name) bool { return n.Overlaps(name.Range) })
	at, _ := slices.BinarySearchFunc(s.names, name, byStart)
	s.names = slices.Insert(s.names, at, name)
}
