package timex

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed words.txt
var wordsText string

//go:embed rules.txt
var rulesText string

// A class is a set of words that patterns may ask for.
type class uint8

const (
	literal class = iota
	cMonth
	cWeekday
	cUnit
	cUnits
	cNum
	cTens
	cScale
	cVague
	cOrd
	cPart
	cSeason
	cDecade
	cRel
	cAna
	cMode
	cEdge
	cDeictic
	cAgo
	cShift
	cAMPM
	cZone
	cFreq
	cPrep
	cCount
	cPlan
	cSay
	// Classes of numbers, set by lex.go.
	cDayNum
	cYear
	cClock
	cHour
	cHHMM
	numClass
)

var classNames = [numClass]string{"", "MONTH", "WEEKDAY", "UNIT", "UNITS", "NUM", "TENS", "SCALE", "VAGUE", "ORD", "PART",
	"SEASON", "DECADE", "REL", "ANA", "MODE", "EDGE", "DEICTIC", "AGO", "SHIFT", "AMPM", "ZONE", "FREQ", "PREP", "COUNT", "PLAN", "SAY", "DAYNUM", "YEAR",
	"CLOCK", "HOUR", "HHMM"}

// classSet is a bit set of classes.
type classSet uint32

func (c class) bit() classSet { return 1 << c }

// entry is what words.txt and the literals of rules.txt say of one word.
type entry struct {
	classes classSet
	weak    bool           // ambiguous: needs company
	lit     uint16         // number of the literal, 0 when no rule names the word
	values  [numClass]int8 // by class
}

// tables are the compiled words and rules.
type tables struct {
	words   map[string]*entry
	longest int // bytes of the longest word
	hyphen  *entry
	comma   *entry
	rules   []rule
	byClass [numClass][]int16 // rules that may begin with a word of the class
	byLit   [][]int16         // rules that may begin with the literal
}

// loadTables compiles the two embedded tables.
func loadTables() (*tables, error) {
	t := &tables{words: make(map[string]*entry, 512), byLit: make([][]int16, 1)}
	for n, line := range strings.Split(wordsText, "\n") {
		if err := t.addWords(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("timex: words.txt:%d: %w", n+1, err)
		}
	}
	for n, line := range strings.Split(rulesText, "\n") {
		if err := t.addRule(line); err != nil {
			return nil, fmt.Errorf("timex: rules.txt:%d: %w", n+1, err)
		}
	}
	t.hyphen, t.comma = t.entry("-"), t.entry(",")
	for w := range t.words {
		t.longest = max(t.longest, len(w))
	}
	return t, nil
}

func (t *tables) addWords(f []string) error {
	if len(f) == 0 || strings.HasPrefix(f[0], "#") {
		return nil
	}
	c := classNamed(f[0])
	if c == literal || len(f) < 3 {
		return fmt.Errorf("want CLASS VALUE word …, got %q", strings.Join(f, " "))
	}
	v, err := strconv.Atoi(f[1])
	if err != nil {
		return fmt.Errorf("value %q is no number", f[1])
	}
	for _, w := range f[2:] {
		w, weak := strings.CutPrefix(w, "~")
		e := t.entry(w)
		if e.classes&c.bit() != 0 {
			return fmt.Errorf("%q stands twice in class %s", w, f[0])
		}
		e.classes |= c.bit()
		e.weak = e.weak || weak
		// SCALE's thousand does not fit: kept as a power (see scaleOf).
		if c == cScale {
			v = scaleIndex(v)
		}
		e.values[c] = int8(v)
	}
	return nil
}

func (t *tables) entry(w string) *entry {
	e := t.words[w]
	if e == nil {
		e = &entry{}
		t.words[w] = e
	}
	return e
}

// literal numbers a word that a rule names.
func (t *tables) literal(w string) uint16 {
	e := t.entry(w)
	if e.lit == 0 {
		e.lit = uint16(len(t.byLit))
		t.byLit = append(t.byLit, nil)
	}
	return e.lit
}

func classNamed(s string) class {
	for c, n := range classNames {
		if n == s {
			return class(c)
		}
	}
	return literal
}

// scales are the multipliers of class SCALE; the class's value is an index.
var scales = [...]int{12, 100, 1000}

func scaleIndex(v int) int {
	for i, s := range scales {
		if s == v {
			return i
		}
	}
	return 0
}
