package train

import (
	"cmp"
	"slices"
	"strings"

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

// trainLemmas learns which rule each ending asks for, and keeps those endings
// whose rule differs from that of the next shorter one kept. Endings count
// words once, so that "was" does not teach about "gas"; whole forms count all.
func trainLemmas(sents []sentence) *lemmas {
	all := map[uint64]*ending{}
	seen := map[string]bool{}
	var keys []uint64
	for _, s := range sents {
		for i := s.r.Start; i < s.r.End; i++ {
			t := &s.d.Tokens[i]
			form := syntax.LemmaBase(nil, s.d.Form(i))
			lemma := s.d.Lemmas[i]
			if lemma == "_" && string(form) != "_" {
				continue
			}
			rule := syntax.LemmaRule(string(form), strings.ToLower(lemma))
			keys = syntax.Endings(keys[:0], form, t.Tag, t.POS)
			typ := string(form) + "\t" + t.Tag.String() + t.POS.String() + "\t" + rule
			first := !seen[typ]
			seen[typ] = true
			parent := uint64(0)
			for n, k := range keys {
				e := all[k]
				if e == nil {
					e = &ending{key: k, parent: parent, length: n, count: map[string]int{}}
					all[k] = e
				}
				if first || n == len(keys)-1 {
					e.count[rule]++
				}
				parent = k
			}
		}
	}
	return chooseEndings(all)
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
