package kb

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"herodotus/internal/doc"
)

// This file brings the actor and agent dictionaries of PETRARCH, PETRARCH2 and
// UniversalPetrarch (Open Event Data Alliance) into the knowledge base;
// petrarchread.go reads their lines. Those files come from many hands, so a line
// that is not understood is a warning and the others are used.

// PetrarchFile is a dictionary file: a name for messages and its text.
type PetrarchFile struct{ Name, Text string }

// WithPetrarchActors adds actor dictionaries (Phoenix.Countries.actors.txt and the like).
func WithPetrarchActors(files ...PetrarchFile) Option {
	return func(o *options) { o.actors = append(o.actors, files...) }
}

// WithPetrarchAgents adds agent dictionaries (Phoenix.agents.txt and the like).
func WithPetrarchAgents(files ...PetrarchFile) Option {
	return func(o *options) { o.agents = append(o.agents, files...) }
}

// Warnings tells which lines of PETRARCH dictionaries were passed over and why,
// as "file:line: reason" in the order of the files.
func (b *Base) Warnings() []string { return slices.Clone(b.warnings) }

//go:embed petrarch.txt
var petrarchTable string

// cameoGroup is what a three-letter group of an actor code is in PLOVER.
type cameoGroup struct {
	country string // as the first group
	body    string // as a later group
	sector  string
	noun    string // one who belongs to the sector
	faith   bool
}

// cameoGroups parses petrarch.txt when the first dictionary asks for it; a test reads it as well.
var cameoGroups = sync.OnceValues(func() (map[string]cameoGroup, error) {
	out := map[string]cameoGroup{}
	n := 0
	for line := range strings.Lines(petrarchTable) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		if len(f) == 0 {
			continue
		}
		if err := addGroup(out, f); err != nil {
			return nil, fmt.Errorf("petrarch.txt:%d: %w", n, err)
		}
	}
	return out, nil
})

func addGroup(groups map[string]cameoGroup, f []string) error {
	g := groups[f[0]]
	switch kind := strings.Join(f[1:min(2, len(f))], ""); {
	case len(f[0]) != 3:
		return fmt.Errorf("%q has not three letters", f[0])
	case kind == "country" && len(f) == 3:
		g.country = f[2]
	case kind == "body" && len(f) == 3 && international[f[2]]:
		g.body = f[2]
	case kind == "role" && len(f) == 4 && sectorNames[f[2]]:
		g.sector, g.noun = f[2], strings.ReplaceAll(f[3], "_", " ")
	case kind == "faith" && len(f) == 2:
		g.faith = true
	case kind == "none" && len(f) == 2:
	default:
		return fmt.Errorf("not understood: %q", f)
	}
	groups[f[0]] = g
	return nil
}

// standing is an actor code in PLOVER's terms.
type standing struct {
	country string
	sectors []string
	noun    string // of the first sector
	known   bool   // the code's first group is understood
}

// standing reads an actor code. A first group of which nothing is known stands
// for a country of the user's own; the codes of agents have no country.
func (l *loader) standing(code string, agent bool) (s standing) {
	groups, _ := cameoGroups() // petrarch has reported the error
	faith := false
	for at := 0; at+3 <= len(code); at += 3 {
		name := code[at : at+3]
		g, listed := groups[name]
		first := at == 0 && !agent
		switch {
		case at == 0 && g.country != "" && (!agent || international[g.country]):
			s.country, s.known = g.country, true
		case first && l.isState(name):
			s.country, s.known = cmp.Or(l.b.entries[name].Country, name), true
		case first && !listed:
			s.country = name
		case g.body != "" && international[s.country]:
			s.country = g.body
		case g.sector != "":
			s.known = true
			if len(s.sectors) == 0 {
				s.noun = g.noun
			}
			if !slices.Contains(s.sectors, g.sector) {
				s.sectors = append(s.sectors, g.sector)
			}
		case listed:
			s.known = true
			faith = faith || g.faith
		}
	}
	if faith && len(s.sectors) == 0 && !international[s.country] {
		s.sectors, s.noun = []string{"REL"}, "believer"
	}
	return s
}

func (l *loader) isState(code string) bool {
	e := l.b.entries[code]
	return e != nil && e.Type == doc.GPE
}

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
		for _, a := range readActors(f, l.warn) {
			l.actor(f.Name, &a)
		}
	}
	for _, f := range o.agents {
		for _, a := range readAgents(f, l.warn) {
			l.agent(f.Name, &a)
		}
	}
	return nil
}

// petrarchFiles notes the dictionaries of a user's folder: *.actors.txt and *.agents.txt.
func (l *loader) petrarchFiles(dir fs.FS, o *options) error {
	for _, kind := range []struct {
		pattern string
		files   *[]PetrarchFile
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
			*kind.files = append(*kind.files, PetrarchFile{name, string(text)})
		}
	}
	return nil
}

func (l *loader) warn(file string, line int, format string, args ...any) {
	l.b.warnings = append(l.b.warnings, fmt.Sprintf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
}

// actor adds one actor with its synonyms.
func (l *loader) actor(file string, a *petrarchActor) {
	if len(a.codes) == 0 {
		l.warn(file, a.line, "%s has no code", a.names[0])
		return
	}
	r := &row{file: file, line: a.line}
	e := l.petrarchState(file, a)
	if e == nil {
		e = l.petrarchEntry(a)
		l.codes(file, e, a.codes)
	}
	for _, raw := range a.names {
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
func (l *loader) petrarchState(file string, a *petrarchActor) *doc.Entry {
	c := &a.codes[0]
	s := l.standing(c.code, false)
	groups, _ := cameoGroups()
	if len(a.codes) > 1 || c.dated() || s.country == "" || len(c.code) > 3 && groups[c.code[len(c.code)-3:]].body != s.country {
		return nil
	}
	if e := l.b.entries[s.country]; e != nil || international[s.country] {
		return e
	}
	l.warn(file, c.line, "%s is no code of ISO 3166-1; kept as a country of your own", s.country)
	e := &doc.Entry{Key: s.country, Name: properCase(a.names[0]), Type: doc.GPE, Country: s.country, Sector: "GOV"}
	l.b.entries[e.Key] = e
	return e
}

// petrarchEntry gives the person or organisation that one of the names stands for already, or a new one.
func (l *loader) petrarchEntry(a *petrarchActor) *doc.Entry {
	for _, n := range a.names {
		if e := l.called(properCase(n)); e != nil {
			return e
		}
	}
	name := properCase(a.names[0])
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
func (l *loader) codes(file string, e *doc.Entry, codes []petrarchCode) {
	for i := range codes {
		c := &codes[i]
		s := l.standing(c.code, false)
		if !s.known {
			l.warn(file, c.line, "nothing is known of the code %s", c.code)
		}
		if s.country != "" {
			e.Country = s.country
		}
		switch {
		case !c.dated():
			if len(s.sectors) > 0 {
				e.Sector, e.Sectors = s.sectors[0], s.sectors[1:]
			}
		case len(s.sectors) > 0:
			e.Offices = append(e.Offices, doc.Office{Title: s.noun, Of: s.country, Sector: s.sectors[0], From: c.from, To: c.to})
		}
	}
	for i := range codes {
		if s := l.standing(codes[i].code, false); !codes[i].dated() && s.country != "" {
			e.Country = s.country
		}
	}
	slices.SortStableFunc(e.Offices, func(a, b doc.Office) int { return b.From.Compare(a.From) })
}

// petrarchType guesses whether a new actor is a person: actors with dated codes
// are, and names of two or three words none of which is a noun for a body.
func (l *loader) petrarchType(a *petrarchActor) doc.Type {
	for i := range a.codes {
		if a.codes[i].dated() {
			return doc.PER
		}
	}
	words := strings.Fields(a.names[0])
	if len(words) < 2 || len(words) > 3 || len(l.standing(a.codes[0].code, false).sectors) == 0 {
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
