package kb

import (
	"cmp"
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

// loader builds a Base from rows.
type loader struct {
	b       *Base
	user    bool         // reading a user's table: known keys are extended
	persons []*doc.Entry // in order of the tables
	words   []word
}

func newLoader() *loader {
	return &loader{b: &Base{
		entries:  make(map[string]*doc.Entry, 1<<13),
		capitals: make(map[string]*doc.Entry, 1<<8),
		held:     make(map[string][]holding, 1<<9),
		regimes:  make(map[string][]regime, 1<<7),
		offices:  make(map[string]string, 1<<7),
		sole:     make(map[string]string, 1<<3),
		canon:    make(map[string]string, 1<<9),
		sums:     make(map[string]string, 1),
		modifier: make(map[uint64]modifier),
		spelled:  make(map[uint64]uint64, 1<<8),
		trie:     newTrie(1 << 16),
	}}
}

// finish gives the built base.
func (l *loader) finish() *Base {
	b := l.b
	l.index()
	b.the = appendWords(nil, "the", 0)[0].hash
	b.scratch.New = func() any { return new(scratch) }
	return b
}

// pattern makes the text of an alias stand for a meaning. A leading "the "
// must stand in the text but is no part of what is found.
func (l *loader) pattern(r *row, alias string, meaning int32) error {
	rest, article := strings.CutPrefix(alias, "the ")
	l.split(rest)
	if len(l.words) == 0 || len(l.words) > maxWords {
		return r.errorf("%q has %d words", alias, len(l.words))
	}
	l.b.trie.add(l.words, meaning, article)
	return nil
}

// split sets l.words to the words of an alias.
func (l *loader) split(rest string) {
	l.words = l.words[:0]
	for rest != "" {
		var w string
		w, rest, _ = strings.Cut(rest, " ")
		if n := len(w) - 1; n > 0 && w[n] == ',' { // the tokeniser makes a token of a comma
			l.words = l.b.appendWords(l.words, w[:n], 0)
			w = ","
		}
		l.words = l.b.appendWords(l.words, w, 0)
	}
}

// patterns makes each alias of a cell stand for a meaning.
func (l *loader) patterns(r *row, cell string, meaning int32) (err error) {
	eachItem(cell, func(alias string) {
		if err == nil {
			err = l.pattern(r, alias, meaning)
		}
	})
	return err
}

// meaning stores what patterns mean and gives its number.
func (l *loader) meaning(k doc.Known) int32 {
	l.b.meanings = append(l.b.meanings, k)
	return int32(len(l.b.meanings) - 1)
}

// entry gives the entry of a key, new or, in a user's table, known.
func (l *loader) entry(r *row, key, name string) (*doc.Entry, error) {
	e := l.b.entries[key]
	switch {
	case key == "":
		return nil, r.errorf("no key")
	case e != nil && !l.user:
		return nil, r.errorf("key %q stands twice", key)
	case e == nil && name == "":
		return nil, r.errorf("no name for %q", key)
	case e == nil:
		e = &doc.Entry{Key: key}
		l.b.entries[key] = e
	}
	if name != "" {
		e.Name = name
	}
	return e, nil
}

// place reads coordinates in degrees into the entry.
func place(r *row, e *doc.Entry, lat, lon string) error {
	if lat == "" && lon == "" {
		return nil
	}
	y, err1 := strconv.ParseFloat(lat, 32)
	x, err2 := strconv.ParseFloat(lon, 32)
	if err1 != nil || err2 != nil || y < -90 || y > 90 || x < -180 || x > 180 {
		return r.errorf("coordinates %q, %q are not degrees", lat, lon)
	}
	e.Lat, e.Lon, e.Located = float32(y), float32(x), true
	return nil
}

// state reads a row of states.tsv.
func (l *loader) state(r *row) error {
	e, err := l.entry(r, r.f[0], r.f[1])
	if err != nil {
		return err
	}
	e.Type, e.Sector = doc.GPE, "GOV"
	e.Country = cmp.Or(r.f[6], e.Country, e.Key)
	if r.f[2] != "" {
		e.Wikidata = r.f[2]
	}
	if r.f[3] != "" {
		id, err := strconv.ParseInt(r.f[3], 10, 32)
		if err != nil {
			return r.errorf("GeoNames id %q is not a number", r.f[3])
		}
		e.Geonames = int32(id)
	}
	if err := place(r, e, r.f[4], r.f[5]); err != nil {
		return err
	}
	if err := l.named(r, e, r.f[7]); err != nil {
		return err
	}
	if err := l.demonyms(r, e, r.f[8]); err != nil {
		return err
	}
	return l.capital(r, e)
}

// named makes the entry's name and aliases stand for it.
func (l *loader) named(r *row, e *doc.Entry, aliases string) error {
	m := l.meaning(doc.Known{Sense: doc.SenseName, Entry: e, Type: e.Type, Sector: e.Sector})
	if r.f[1] != "" && aliases != "-" {
		// A list that begins with "-" keeps the canonical name from being a pattern.
		if rest, ok := strings.CutPrefix(aliases, "-|"); ok {
			aliases = rest
		} else if err := l.pattern(r, e.Name, m); err != nil {
			return err
		}
	}
	if aliases == "-" {
		return nil
	}
	return l.patterns(r, aliases, m)
}

// demonyms makes adjectives and inhabitants stand for a state.
func (l *loader) demonyms(r *row, e *doc.Entry, cell string) (err error) {
	one := l.meaning(doc.Known{Sense: doc.SenseDemonym, Entry: e, Type: doc.NORP})
	many := l.meaning(doc.Known{Sense: doc.SenseDemonym, Entry: e, Type: doc.NORP, Plural: true})
	eachItem(cell, func(d string) {
		m := one
		if strings.HasSuffix(d, "s") && !strings.HasSuffix(d, "ss") || strings.HasSuffix(d, "men") {
			m = many
		}
		if err == nil {
			err = l.pattern(r, d, m)
		}
	})
	return err
}

// capital makes the state's capital, which stands for its government and is a place as well.
func (l *loader) capital(r *row, state *doc.Entry) error {
	if r.f[9] == "" {
		return nil
	}
	name, _, _ := strings.Cut(r.f[9], "|")
	town := &doc.Entry{Key: state.Key + "/" + name, Name: name, Type: doc.GPE, Country: state.Country}
	if err := place(r, town, r.f[10], r.f[11]); err != nil {
		return err
	}
	l.b.capitals[state.Key] = town
	return l.patterns(r, r.f[9], l.meaning(doc.Known{Sense: doc.SenseCapital, Entry: state, Type: doc.GPE}))
}

// region reads a row of regions.tsv: a part of a state that is often named
// instead of it, as an entry of its own.
func (l *loader) region(r *row) error {
	name, rest, _ := strings.Cut(r.f[1], "|")
	e, err := l.part(r, name)
	if err != nil {
		return err
	}
	e.Type = doc.GPE
	if r.f[3] != "" {
		e.Type = doc.LOC
	}
	r.f[1] = name
	if err := l.named(r, e, rest); err != nil {
		return err
	}
	return l.demonyms(r, e, r.f[2])
}

// part gives the entry of a part of the state that the first column names ("-": of no state).
func (l *loader) part(r *row, name string) (*doc.Entry, error) {
	country := r.f[0]
	if country == "-" {
		country = ""
	} else if l.b.entries[country] == nil {
		return nil, r.errorf("no state %q", country)
	}
	e, err := l.entry(r, country+"/"+name, name)
	if err == nil {
		e.Country = country
	}
	return e, err
}

// people reads a row of peoples.tsv: a people as an entry of its own.
func (l *loader) people(r *row) error {
	name, _, _ := strings.Cut(r.f[1], "|")
	e, err := l.part(r, name)
	if err != nil {
		return err
	}
	e.Type = doc.NORP
	return l.demonyms(r, e, r.f[1])
}

// organisation reads a row of organisations.tsv or parties.tsv.
func (l *loader) organisation(r *row) error {
	e, err := l.entry(r, r.f[0], r.f[1])
	if err != nil {
		return err
	}
	e.Type = doc.ORG
	if err := l.describe(r, e, r.f[2], r.f[3]); err != nil {
		return err
	}
	if r.f[5] != "" {
		e.Wikidata = r.f[5]
	}
	if err := place(r, e, r.f[6], r.f[7]); err != nil {
		return err
	}
	return l.named(r, e, r.f[4])
}

// describe sets country and sectors of an entry.
func (l *loader) describe(r *row, e *doc.Entry, country, sectors string) error {
	if country != "" {
		if !international[country] && l.b.entries[country] == nil {
			return r.errorf("no state %q", country)
		}
		e.Country = country
	}
	first := true
	var err error
	eachItem(sectors, func(s string) {
		if !sectorNames[s] {
			err = r.errorf("no PLOVER sector %q", s)
		}
		if first {
			e.Sector, e.Sectors, first = s, nil, false
			return
		}
		e.Sectors = append(e.Sectors, s)
	})
	return err
}

// international are PLOVER's codes of actors that belong to no state.
var international = set("UNO EUR IGO NGO ISM IMG MNC")

// sectorNames are PLOVER's sectors.
var sectorNames = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// seat reads a row of seats.tsv: a building or street that stands for who sits there.
func (l *loader) seat(r *row) error {
	e := l.b.entries[r.f[1]]
	if e == nil {
		return r.errorf("no entry %q", r.f[1])
	}
	return l.patterns(r, r.f[0], l.meaning(doc.Known{Sense: doc.SenseSeat, Entry: e, Type: doc.ORG, Sector: r.f[2]}))
}
