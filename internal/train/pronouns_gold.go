package train

import (
	"slices"
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/eval"
)

// meanings tells what the gold of a report says that its pronouns mean.
type meanings struct {
	d       *doc.Doc
	names   map[string][]string // of an entity: its name and aliases in a form to compare
	verbs   []goldVerb
	byAlias map[string]string // to the name of the entity; "" when there are several
}

// goldVerb is the word of an event or claim with those who do it and those it is done to.
type goldVerb struct {
	doc.Span
	by, to []string
}

func newMeanings(d *doc.Doc, g *eval.Gold) *meanings {
	m := &meanings{d: d, names: make(map[string][]string), byAlias: make(map[string]string)}
	for i := range g.Entities {
		e := &g.Entities[i]
		for _, a := range append([]string{e.Name}, e.Aliases...) {
			m.names[e.Name] = append(m.names[e.Name], looseName(a))
		}
		for _, a := range m.names[e.Name] {
			if of, taken := m.byAlias[a]; taken && of != e.Name {
				m.byAlias[a] = ""
				continue
			}
			m.byAlias[a] = e.Name
		}
	}
	for i := range g.Claims {
		c := &g.Claims[i]
		m.add(c.Near, c.Cue, c.Source, nil)
	}
	for i := range g.Events {
		if e := &g.Events[i]; !e.Reciprocal {
			m.add(e.Near, e.Trigger, e.Actors, e.Recipients)
		}
	}
	return m
}

func (m *meanings) add(near string, words, by, to []string) {
	at := strings.Index(m.d.Text, near)
	for _, w := range words {
		if i := strings.Index(near, w); at >= 0 && i >= 0 {
			start := int32(at + i)
			m.verbs = append(m.verbs, goldVerb{doc.Span{Start: start, End: start + int32(len(w))}, by, to})
		}
	}
}

// of gives the names of what the pronoun at token i means; none when the gold does not say.
func (m *meanings) of(i int32) []string {
	t := &m.d.Tokens[i]
	if t.Head < 0 {
		return nil
	}
	h := m.d.SpanOf(doc.Range{Start: t.Head, End: t.Head + 1})
	var out []string
	for _, v := range m.verbs {
		if !v.Overlaps(h) {
			continue
		}
		list := v.by
		switch t.Rel {
		case doc.NsubjPass, doc.Obj:
			list = v.to
		case doc.NmodPoss: // "its invasion", "his arrest"
			list = slices.Concat(v.by, v.to)
		case doc.Nsubj:
		default:
			continue
		}
		for _, e := range list {
			out = append(out, m.names[e]...)
		}
	}
	return out
}

// called gives the names of the one entity that words are an alias of; none when that is
// not one.
func (m *meanings) called(words string) []string {
	return m.names[m.byAlias[looseName(words)]]
}

// looseName makes names comparable: case, articles and possessives do not count.
func looseName(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	for _, lead := range []string{"the ", "a ", "an ", "its ", "his ", "her ", "their "} {
		s = strings.TrimPrefix(s, lead)
	}
	return s
}

// sharesName tells whether one of have is one of want, or one ends in the other.
func sharesName(have, want []string) bool {
	return slices.ContainsFunc(have, func(h string) bool {
		h = looseName(h)
		return slices.ContainsFunc(want, func(w string) bool {
			return h == w || strings.HasSuffix(h, " "+w) || strings.HasSuffix(w, " "+h)
		})
	})
}
