package train

import (
	"cmp"
	_ "embed" // the list of lemmas
	"fmt"
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// lemmas is a learned lemmatiser: rules, and endings that choose one.
type lemmas struct {
	rules   []string
	entries []model.Entry
}

// ending is what the forms with one ending and tag ask for.
type ending struct {
	key    uint64
	parent uint64 // the ending that is a byte shorter; 0 for the empty one
	length int
	count  map[string]int
	best   string
}

// lemmaList has forms whose endings mislead: "shelled" is no "controlled".
//
//go:embed lists/lemmas.tsv
var lemmaList string

// endings counts which rules forms ask for.
type endings struct {
	all  map[uint64]*ending
	seen map[string]bool // form, tag and rule
	keys []uint64
}

// trainLemmas learns which rule each ending asks for, and keeps those endings
// whose rule differs from that of the next shorter one kept. Endings count
// words once, so that "was" does not teach about "gas"; whole forms count all.
func trainLemmas(sents []sentence) (*lemmas, error) {
	e := &endings{all: map[uint64]*ending{}, seen: map[string]bool{}}
	for _, s := range sents {
		for i := s.r.Start; i < s.r.End; i++ {
			form, lemma := s.d.Form(i), s.d.Lemmas[i]
			if lemma == "_" && form != "_" {
				continue
			}
			t := &s.d.Tokens[i]
			e.count(form, t.Tag, t.POS, lemma, true)
		}
	}
	n := 0
	for line := range strings.Lines(lemmaList) {
		n++
		if line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 4 {
			return nil, fmt.Errorf("lists/lemmas.tsv, line %d: %d fields", n, len(f))
		}
		tag, ok1 := doc.ParseTag(f[1])
		pos, ok2 := doc.ParsePOS(f[2])
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("lists/lemmas.tsv, line %d: unknown tag", n)
		}
		e.count(f[0], tag, pos, f[3], false)
	}
	return chooseEndings(e.all), nil
}

// count notes the rule that leads from a form to its lemma, for the whole form
// and, where it teaches, for each of its endings.
func (e *endings) count(form string, tag doc.Tag, pos doc.POS, lemma string, teaches bool) {
	base := syntax.LemmaBase(nil, form)
	rule := syntax.LemmaRule(string(base), strings.ToLower(lemma))
	typ := string(base) + "\t" + tag.String() + pos.String() + "\t" + rule
	teaches = teaches && !e.seen[typ]
	e.seen[typ] = true
	e.keys = syntax.Endings(e.keys[:0], base, tag, pos)
	parent := uint64(0)
	for n, k := range e.keys {
		at := e.all[k]
		if at == nil {
			at = &ending{key: k, parent: parent, length: n, count: map[string]int{}}
			e.all[k] = at
		}
		if teaches || n == len(e.keys)-1 {
			at.count[rule]++
		}
		parent = k
	}
}

func chooseEndings(all map[uint64]*ending) *lemmas {
	list := make([]*ending, 0, len(all))
	for _, e := range all {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *ending) int { return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(a.key, b.key)) })
	l := &lemmas{}
	number := map[string]uint16{}
	for _, e := range list {
		e.best = bestRule(e.count)
		if len(e.count) == 0 && e.parent != 0 {
			e.best = all[e.parent].best
		}
		if e.parent != 0 && all[e.parent].best == e.best {
			continue
		}
		n, ok := number[e.best]
		if !ok {
			n = uint16(len(l.rules))
			number[e.best] = n
			l.rules = append(l.rules, e.best)
		}
		l.entries = append(l.entries, model.Entry{Key: e.key, Value: n})
	}
	return l
}

// bestRule gives the most frequent rule, the first by name of equal ones.
func bestRule(count map[string]int) string {
	best, most := "", 0
	for r, n := range count {
		if n > most || n == most && r < best {
			best, most = r, n
		}
	}
	return best
}
