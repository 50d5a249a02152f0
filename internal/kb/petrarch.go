package kb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/petrarch"
)

// This file brings the actor and agent dictionaries of PETRARCH, PETRARCH2 and
// UniversalPetrarch (Open Event Data Alliance) into the knowledge base: package
// petrarch reads their lines, petrarchcode.go the codes of actors, petrarchname.go
// makes patterns of names. Those files come from many hands, so a line that is not
// understood is a warning and the others are used.

// WithPetrarchActors adds actor dictionaries (Phoenix.Countries.actors.txt and the like).
func WithPetrarchActors(files ...petrarch.File) Option {
	return func(o *options) { o.actors = append(o.actors, files...) }
}

// WithPetrarchAgents adds agent dictionaries (Phoenix.agents.txt and the like).
func WithPetrarchAgents(files ...petrarch.File) Option {
	return func(o *options) { o.agents = append(o.agents, files...) }
}

// Warnings tells which lines of PETRARCH dictionaries were passed over and why,
// as "file:line: reason" in the order of the files.
func (b *Base) Warnings() []string { return slices.Clone(b.warnings) }

// petrarch adds all dictionaries to the base.
func (l *loader) petrarch(o *options) error {
	if len(o.actors)+len(o.agents) == 0 {
		return nil
	}
	if _, err := cameoGroups(); err != nil {
		return err
	}
	l.user = true
	for _, f := range o.actors {
		for _, a := range petrarch.Actors(f, l.warn) {
			l.actor(f.Name, &a)
		}
	}
	for _, f := range o.agents {
		for _, a := range petrarch.Agents(f, l.warn) {
			l.agent(f.Name, &a)
		}
	}
	return nil
}

// petrarchFiles notes the dictionaries of a user's folder: *.actors.txt and *.agents.txt.
func (l *loader) petrarchFiles(dir fs.FS, o *options) error {
	for _, kind := range []struct {
		pattern string
		files   *[]petrarch.File
	}{{"*.actors.txt", &o.actors}, {"*.agents.txt", &o.agents}} {
		names, err := fs.Glob(dir, kind.pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			text, err := fs.ReadFile(dir, name)
			if err != nil {
				return err
			}
			sum := sha256.Sum256(text)
			l.b.sums["user/"+name] = hex.EncodeToString(sum[:])
			*kind.files = append(*kind.files, petrarch.File{Name: name, Text: string(text)})
		}
	}
	return nil
}

func (l *loader) warn(file string, line int, format string, args ...any) {
	l.b.warnings = append(l.b.warnings, fmt.Sprintf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
}

// actor adds one actor with its synonyms.
func (l *loader) actor(file string, a *petrarch.Actor) {
	if len(a.Codes) == 0 {
		l.warn(file, a.Line, "%s has no code", a.Names[0])
		return
	}
	r := &row{file: file, line: a.Line}
	e := l.petrarchState(file, a)
	if e == nil {
		e = l.petrarchEntry(a)
		l.codes(file, e, a.Codes)
	}
	for _, raw := range a.Names {
		name := properCase(raw)
		if l.stands(name, e) {
			continue
		}
		if err := l.pattern(r, name, l.meaning(nameOf(e, name))); err != nil {
			l.b.warnings = append(l.b.warnings, err.Error())
		}
	}
}

// nameOf tells in what sense a name stands for an entry. A state's further names
// are spellings, adjectives and inhabitants, which begin as it does, and else
// towns and provinces, which stand for it as its capital does.
func nameOf(e *doc.Entry, name string) doc.Known {
	switch {
	case e.Type != doc.GPE || e.Key != e.Country:
	case demonym(name, e.Name):
		return doc.Known{Sense: doc.SenseDemonym, Entry: e, Type: doc.NORP, Plural: strings.HasSuffix(name, "s")}
	case name != e.Name && !strings.Contains(name, e.Name) && !alike(name, e.Name):
		return doc.Known{Sense: doc.SenseCapital, Entry: e, Type: doc.GPE}
	}
	return doc.Known{Sense: doc.SenseName, Entry: e, Type: e.Type, Sector: e.Sector}
}

// petrarchState gives the state or international body for which an actor's only
// code stands, or nil: AFG and IGOUNO are such codes, AFGTAL is that of a group in the state.
func (l *loader) petrarchState(file string, a *petrarch.Actor) *doc.Entry {
	c := &a.Codes[0]
	s := l.standing(c.Code, false)
	groups, _ := cameoGroups()
	if len(a.Codes) > 1 || c.Dated() || s.country == "" || len(c.Code) > 3 && groups[c.Code[len(c.Code)-3:]].body != s.country {
		return nil
	}
	if e := l.b.entries[s.country]; e != nil || international[s.country] {
		return e
	}
	l.warn(file, c.Line, "%s is no code of ISO 3166-1; kept as a country of your own", s.country)
	e := &doc.Entry{Key: s.country, Name: properCase(a.Names[0]), Type: doc.GPE, Country: s.country, Sector: "GOV"}
	l.b.entries[e.Key] = e
	return e
}

// petrarchEntry gives the person or organisation that one of the names stands for already, or a new one.
func (l *loader) petrarchEntry(a *petrarch.Actor) *doc.Entry {
	for _, n := range a.Names {
		if e := l.called(properCase(n)); e != nil {
			return e
		}
	}
	name := properCase(a.Names[0])
	key := "petrarch/" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
	e := l.b.entries[key]
	if e == nil {
		e = &doc.Entry{Key: key, Name: name, Type: l.petrarchType(a)}
		l.b.entries[key] = e
	}
	return e
}

// codes sets country, sectors and, from dated codes, offices of an entry. The
// country is that of the code without a date, else of the last one.
func (l *loader) codes(file string, e *doc.Entry, codes []petrarch.Code) {
	for i := range codes {
		c := &codes[i]
		s := l.standing(c.Code, false)
		if !s.known {
			l.warn(file, c.Line, "nothing is known of the code %s", c.Code)
		}
		if s.country != "" {
			e.Country = s.country
		}
		switch {
		case !c.Dated():
			if len(s.sectors) > 0 {
				e.Sector, e.Sectors = s.sectors[0], s.sectors[1:]
			}
		case len(s.sectors) > 0:
			e.Offices = append(e.Offices, doc.Office{Title: s.noun, Of: s.country, Sector: s.sectors[0], From: c.From, To: c.To})
		}
	}
	for i := range codes {
		if s := l.standing(codes[i].Code, false); !codes[i].Dated() && s.country != "" {
			e.Country = s.country
		}
	}
	slices.SortStableFunc(e.Offices, func(a, b doc.Office) int { return b.From.Compare(a.From) })
}

// petrarchType guesses whether a new actor is a person: actors with dated codes
// are, and names of two or three words none of which is a noun for a body.
func (l *loader) petrarchType(a *petrarch.Actor) doc.Type {
	for i := range a.Codes {
		if a.Codes[i].Dated() {
			return doc.PER
		}
	}
	words := strings.Fields(a.Names[0])
	if len(words) < 2 || len(words) > 3 || len(l.standing(a.Codes[0].Code, false).sectors) == 0 {
		return doc.ORG
	}
	for _, w := range words {
		if joins[strings.ToLower(w)] || l.isNoun(strings.ToLower(w)) {
			return doc.ORG
		}
	}
	return doc.PER
}

// joins are words that stand in names of bodies rather than of persons.
var joins = set("of the for and in on & against party front movement group union council association organization organisation " +
	"brigade forces army committee federation league congress alliance institute university bank company corporation agency")
