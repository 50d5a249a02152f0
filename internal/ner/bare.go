package ner

import (
	_ "embed"
	"fmt"
	"strings"

	"herodotus/internal/doc"
)

//go:embed tables/titles.txt
var titlesText string

//go:embed tables/heads.txt
var headsText string

//go:embed tables/compounds.txt
var compoundsText string

// Tables hold the words that stand around and at the head of names. They are
// asked a few times a name, never once a token.
type Tables struct {
	titles    map[string]bool
	heads     map[string]doc.Type
	compounds map[string]bool
}

// ReadTables reads the embedded tables.
func ReadTables() (*Tables, error) {
	t := &Tables{titles: words(titlesText), heads: map[string]doc.Type{}, compounds: words(compoundsText)}
	for _, f := range tableLines(headsText) {
		typ, ok := doc.ParseType(f[0])
		if !ok {
			return nil, fmt.Errorf("heads of names: unknown type %q", f[0])
		}
		for _, w := range f[1:] {
			t.heads[w] = typ
		}
	}
	return t, nil
}

// words reads a plain list.
func words(text string) map[string]bool {
	m := map[string]bool{}
	for _, f := range tableLines(text) {
		for _, w := range f {
			m[w] = true
		}
	}
	return m
}

// tableLines gives the fields of each line that holds any, comments removed.
func tableLines(text string) [][]string {
	var out [][]string
	for l := range strings.Lines(text) {
		l, _, _ = strings.Cut(l, "#")
		if f := strings.Fields(l); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// IsTitle tells whether the word is a title of persons.
func (t *Tables) IsTitle(form string) bool { return t.titles[strings.ToLower(form)] }

// PlaceType tells what kind of place a name is by its last or first word: GPE, LOC or FAC, or NoType.
func (t *Tables) PlaceType(d *doc.Doc, r doc.Range) doc.Type {
	if r.Len() < 2 {
		return doc.NoType
	}
	for _, i := range [...]int32{r.End - 1, r.Start} {
		if typ := t.heads[strings.ToLower(d.Form(i))]; isPlace(typ) {
			return typ
		}
	}
	return doc.NoType
}

// endsAsFacility tells whether the last word of the name is that of a built thing.
func (t *Tables) endsAsFacility(d *doc.Doc, r doc.Range) bool {
	return t.heads[strings.ToLower(d.Form(r.End-1))] == doc.FAC
}

// ThingType tells what kind of thing a name of no other type is by its words: EVENT, OBJ or MISC.
func (t *Tables) ThingType(d *doc.Doc, r doc.Range) doc.Type {
	for i := r.End - 1; i >= r.Start; i-- {
		if typ := t.heads[strings.ToLower(d.Form(i))]; typ == doc.EVENT || typ == doc.OBJ {
			return typ
		}
	}
	return doc.MISC
}

// Bare gives the bare name within a range: without leading articles, without
// titles and what precedes them ("Russian President Vladimir Putin"), and
// without a trailing 's; the empty range when nothing is left.
func (t *Tables) Bare(d *doc.Doc, r doc.Range, typ doc.Type) doc.Range {
	for r.Len() > 0 && trailing(d.Form(r.End-1)) {
		r.End--
	}
	if typ == doc.PER {
		for i := r.End - 2; i >= r.Start; i-- {
			if t.IsTitle(d.Form(i)) {
				r.Start = i + 1
				break
			}
		}
	}
	for r.Len() > 0 && leading(d.Form(r.Start)) {
		r.Start++
	}
	for i := r.Start + 2; i < r.End && typ == doc.PER; i++ {
		if f := d.Form(i); f == "of" || f == "for" {
			r.End = i // "Ann Lee of the Times"
		}
	}
	return r
}

func trailing(form string) bool {
	switch form {
	case "'s", "’s", "'S", "'", "’", ",", "-", "–", "\"", "”", ")", ".", ":", "and", "of":
		return true
	}
	return false
}

func leading(form string) bool {
	switch form {
	case "the", "The", "THE", "a", "A", "an", "An", "'s", "’s", "'", "’", "-", "–", "\"", "“", "(", "of", "and", ",":
		return true
	}
	return false
}
