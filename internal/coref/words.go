package coref

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed words.txt
var wordsText string

//go:embed pronouns.txt
var pronounsText string

//go:embed given.txt
var givenText string

// class says how a noun is resolved; see words.txt.
type class uint8

const (
	noClass class = iota
	state
	neighbour
	town
	side
	leader
	kin
	person
	crowd
	body
	media
	armed
	ship
	house
	document
	quantity
	title
	kind
	where
	fromTo
	motion
	speech
	ruler
	former
	notYet
	backing
	site
	light
	plenty
	particle
	chair
	vague
	trait
)

var classNames = [...]string{"", "state", "neighbour", "town", "side", "leader", "kin", "person", "crowd", "body", "media", "armed",
	"ship", "house", "document", "quantity", "title", "kind", "where", "fromto", "motion", "speech", "ruler", "former", "notyet", "backing", "site", "light", "plenty", "particle", "chair", "vague", "trait"}

// word is what the table knows of a noun.
type word struct {
	class  class
	sector string
	male   bool
	female bool
	plural bool
	byBody bool // its sector is that of the body it speaks or acts for
}

// pronoun is a row of pronouns.txt. The zero byte in number and gender means any.
type pronoun struct {
	person   byte // '1', '2' or '3'
	number   byte // 's' or 'p'
	gender   byte // 'm', 'f' or 'n'
	poss     bool
	relative bool
	self     bool // himself
	points   bool // this: what was said, or a thing
}

// lexicon holds both tables; it never changes once read.
type lexicon struct {
	nouns    map[string]word
	marks    map[string]uint32 // sets of classes of words that are no participants, as bits
	titles   map[string]word
	kinds    map[string]string   // adjectives and first nouns that give a sector
	traits   map[string]string   // words of a body's name or phrase that tell its sector where its noun does not
	epithets map[string][]string // nouns and adjectives that only some states bear
	endings  map[string]word     // of nouns of persons
	pronouns map[string]pronoun
	given    map[string]byte // given names in lower case: 'm' or 'f'
}

// longestEnding and shortestEnding bound the length of endings in bytes.
const longestEnding, shortestEnding = 8, 3

// readLexicon parses the three tables; an error names the line.
func readLexicon(words, pronouns, given string) (*lexicon, error) {
	l := &lexicon{nouns: make(map[string]word, 512), marks: make(map[string]uint32, 256),
		titles: make(map[string]word, 32), kinds: make(map[string]string, 64), traits: make(map[string]string, 256), epithets: make(map[string][]string, 16),
		endings: make(map[string]word, 64), pronouns: make(map[string]pronoun, 32),
		given: make(map[string]byte, 5000)}
	n := 0
	for line := range strings.Lines(words) {
		n++
		if err := l.addWords(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("words.txt:%d: %w", n, err)
		}
	}
	n = 0
	for line := range strings.Lines(pronouns) {
		n++
		if err := l.addPronoun(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("pronouns.txt:%d: %w", n, err)
		}
	}
	n = 0
	for line := range strings.Lines(given) {
		n++
		if err := l.addGiven(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("given.txt:%d: %w", n, err)
		}
	}
	return l, nil
}

func (l *lexicon) addWords(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	head, list, ok := strings.Cut(line, ":")
	keys := strings.Fields(head)
	if ok && len(keys) == 2 && keys[0] == "epithet" {
		l.epithets[keys[1]] = strings.Fields(list)
		return nil
	}
	if !ok || len(keys) == 0 {
		return fmt.Errorf("want CLASS [SECTOR] [flag…]: words, got %q", line)
	}
	w, err := parseWord(keys)
	if err != nil {
		return err
	}
	for _, s := range strings.Fields(list) {
		switch {
		case s[0] == '-':
			l.endings[s[1:]] = w
		case w.class == title:
			l.titles[s] = w
		case w.class == kind:
			l.kinds[s] = w.sector
		case w.class == trait:
			l.traits[s] = w.sector
		case w.class > title:
			l.marks[strings.ReplaceAll(s, "_", " ")] |= 1 << w.class
		default:
			if _, twice := l.nouns[s]; twice {
				return fmt.Errorf("%q stands twice", s)
			}
			l.nouns[s] = w
		}
	}
	return nil
}

func parseWord(keys []string) (word, error) {
	var w word
	for i, n := range classNames {
		if n == keys[0] {
			w.class = class(i)
		}
	}
	if w.class == noClass && keys[0] != "not" {
		return w, fmt.Errorf("no class %q", keys[0])
	}
	for _, k := range keys[1:] {
		switch {
		case k == "m":
			w.male = true
		case k == "f":
			w.female = true
		case k == "pl":
			w.plural = true
		case k == "by":
			w.byBody = true
		case len(k) == 3 && strings.ToUpper(k) == k:
			w.sector = k
		default:
			return w, fmt.Errorf("no flag or sector %q", k)
		}
	}
	return w, nil
}

func (l *lexicon) addPronoun(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	f := strings.Fields(line)
	if len(f) != 5 || len(f[1]) != 1 || len(f[2]) != 1 || len(f[3]) != 1 {
		return fmt.Errorf("want form, person, number, gender, kind, got %q", line)
	}
	p := pronoun{person: f[1][0], number: f[2][0], gender: f[3][0], poss: f[4] == "o", relative: f[4] == "r", self: f[4] == "s"}
	p.points = f[4] == "d"
	if p.number == '-' {
		p.number = 0
	}
	if p.gender == '-' {
		p.gender = 0
	}
	l.pronouns[f[0]] = p
	return nil
}

func (l *lexicon) addGiven(line string) error {
	if line == "" || line[0] == '#' {
		return nil
	}
	sex, list, _ := strings.Cut(line, " ")
	if sex != "m" && sex != "f" {
		return fmt.Errorf("want m or f and names, got %q", line)
	}
	for name := range strings.FieldsSeq(list) {
		l.given[name] = sex[0]
	}
	return nil
}

// noun looks a noun up by lemma, whatever its capitals; one that no line has is a person
// by its ending, or none.
func (l *lexicon) noun(lemma string) (word, bool) {
	w, ok := l.nouns[lemma]
	if !ok && lemma != "" && lemma[0] >= 'A' && lemma[0] <= 'Z' {
		w, ok = l.nouns[strings.ToLower(lemma)]
	} else if !ok {
		w, ok = l.byEnding(lemma)
	}
	return w, ok && w.class != noClass
}

// byEnding finds what a noun is by the longest ending that the table lists.
func (l *lexicon) byEnding(lemma string) (word, bool) {
	for n := min(longestEnding, len(lemma)-2); n >= shortestEnding; n-- {
		if w, ok := l.endings[lemma[len(lemma)-n:]]; ok {
			return w, true
		}
	}
	return word{}, false
}

// pronoun looks a pronoun up by form, whatever its capitals.
func (l *lexicon) pronoun(form string) (pronoun, bool) {
	if len(form) > len("themselves") {
		return pronoun{}, false
	}
	p, ok := l.pronouns[form]
	if !ok && form != "" && form[0] >= 'A' && form[0] <= 'Z' {
		p, ok = l.pronouns[strings.ToLower(form)]
	}
	return p, ok
}

// is tells whether a word, given in lower case, is marked as a class.
func (l *lexicon) is(lower string, c class) bool { return l.marks[lower]&(1<<c) != 0 }
