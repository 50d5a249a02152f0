package kb

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/petrarch"
)

// agent adds one agent: a noun for people or a body with the sector of its code.
// A noun that is known already keeps its sense and office and takes the sector.
func (l *loader) agent(file string, a *petrarch.Agent) {
	s := l.standing(a.Code, a.Suffix)
	if s.country != "" {
		l.band(file, a, s)
		return
	}
	if len(s.sectors) == 0 {
		l.warn(file, a.Line, "the code %s has no sector in PLOVER", a.Code)
		return
	}
	k := doc.Known{Sense: doc.SenseRole, Sector: s.sectors[0], Type: doc.PER}
	if words := strings.Fields(a.One); l.isBody(words[len(words)-1]) {
		k.Sense, k.Type = doc.SenseBody, doc.ORG
	}
	r := &row{file: file, line: a.Line}
	for i, noun := range []string{a.One, many(a)} {
		if noun == "" || l.override(noun, k.Sector) {
			continue
		}
		k.Plural = i == 1
		if err := l.pattern(r, noun, l.meaning(k)); err != nil {
			l.b.warnings = append(l.b.warnings, err.Error())
		}
	}
}

// many gives the plural of an agent, "" for one that has none.
func many(a *petrarch.Agent) string {
	if a.Regular {
		return plural(a.One)
	}
	return a.Many
}

// band adds an agent whose code tells whose it is ("OBSERVERS [IGO~]"): the
// noun is a name of such a body.
func (l *loader) band(file string, a *petrarch.Agent, s standing) {
	key := "petrarch/" + strings.ReplaceAll(a.One, " ", "-")
	e := l.b.entries[key]
	if e == nil {
		e = &doc.Entry{Key: key, Name: a.One, Type: doc.ORG, Country: s.country}
		l.b.entries[key] = e
	}
	if len(s.sectors) > 0 {
		e.Sector, e.Sectors = s.sectors[0], s.sectors[1:]
	}
	m := l.meaning(doc.Known{Sense: doc.SenseName, Entry: e, Type: e.Type, Sector: e.Sector})
	r := &row{file: file, line: a.Line}
	for _, noun := range []string{a.One, many(a)} {
		if noun == "" {
			continue
		}
		if err := l.pattern(r, noun, m); err != nil {
			l.b.warnings = append(l.b.warnings, err.Error())
		}
	}
}

// found gives the patterns that have exactly the words.
func (l *loader) found(text string) []int32 {
	l.split(text)
	node := int32(0)
	for i := range l.words {
		if node = l.b.trie.step(node, l.words[i].hash); node == 0 {
			return nil
		}
	}
	var out []int32
	for p := l.b.trie.nodes[node]; p != 0; p = l.b.trie.patterns[p].next {
		out = append(out, p)
	}
	return out
}

// override gives the sector to all that the noun means already, and tells whether it means something.
func (l *loader) override(noun, sector string) bool {
	any := false
	for _, p := range l.found(noun) {
		pat := &l.b.trie.patterns[p]
		k := l.b.meanings[pat.meaning]
		if k.Entry != nil {
			continue
		}
		any = true
		if k.Sector != sector {
			k.Sector = sector
			pat.meaning = l.meaning(k)
		}
	}
	return any
}

// stands tells whether the name stands for the entry already.
func (l *loader) stands(name string, e *doc.Entry) bool {
	return slices.ContainsFunc(l.found(name), func(p int32) bool { return l.b.meanings[l.b.trie.patterns[p].meaning].Entry == e })
}

// called gives the person or organisation that the name stands for, or nil.
func (l *loader) called(name string) *doc.Entry {
	for _, p := range l.found(name) {
		k := &l.b.meanings[l.b.trie.patterns[p].meaning]
		if k.Sense == doc.SenseName && k.Entry != nil && (k.Entry.Type == doc.PER || k.Entry.Type == doc.ORG) {
			return k.Entry
		}
	}
	return nil
}

// isNoun tells whether the word is a noun for a role or body.
func (l *loader) isNoun(word string) bool {
	return slices.ContainsFunc(l.found(word), func(p int32) bool { return l.b.meanings[l.b.trie.patterns[p].meaning].Entry == nil })
}

// isBody tells whether the word is a noun for a body.
func (l *loader) isBody(word string) bool {
	return slices.ContainsFunc(l.found(word), func(p int32) bool {
		k := &l.b.meanings[l.b.trie.patterns[p].meaning]
		return k.Entry == nil && k.Sense == doc.SenseBody
	})
}

// properCase writes a name in capitals as a pattern for names: "KIM_JONG-UN" was
// read as "KIM JONG-UN" and gives "Kim Jong-un". Small words may have any case;
// a lone word of up to three letters must stand in capitals, for else "US" and
// "WHO" would be found everywhere. A name that has small letters stays.
func properCase(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	if !strings.Contains(name, " ") && len(name) <= 3 {
		return name
	}
	out := []byte(strings.ToLower(name))
	for at := 0; at < len(out); {
		end := at
		for end < len(out) && out[end] != ' ' && out[end] != '-' {
			end++
		}
		if part := string(out[at:end]); at == 0 || len(part) > 2 && !small[part] {
			if len(part) > 0 && 'a' <= part[0] && part[0] <= 'z' {
				out[at] -= 'a' - 'A'
			}
		}
		at = end + 1
	}
	return string(out)
}

// small are the words of three letters and more that names have in small letters.
var small = set("the and for del der den des los las von van bin ibn dos und")

// demonym tells whether a state's further name is an adjective or inhabitant of
// it: it begins as the state does and ends as such words do.
func demonym(name, state string) bool {
	if strings.Contains(name, " ") || !alike(name, state) || strings.EqualFold(name, state) {
		return false
	}
	name = strings.TrimSuffix(strings.ToLower(name), "s")
	for _, place := range []string{"stan", "land"} {
		if strings.HasSuffix(name, place) {
			return false
		}
	}
	for _, end := range []string{"an", "ese", "ish", "i", "ic", "er", "men"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// alike tells whether two names begin with the same three letters.
func alike(name, state string) bool {
	n := min(3, len(state))
	return len(name) >= n && strings.EqualFold(name[:n], state[:n])
}
