package link

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// term is one feature of a text or story: a stem or a name, by hash.
type term struct {
	id     uint32 // hash
	weight float32
	label  string // for people; not kept, as those of the text at hand serve
}

func (t *term) fields(c *codec) {
	c.fixed32(&t.id)
	c.float(&t.weight)
}

// vector is a set of terms by rising id, with a length of 1 unless said otherwise.
type vector []term

//go:embed idf.txt
var idfFile string

// rarity is the idf of common stems, ln(N/df), counted over some five hundred
// news reports; a stem that is not listed is as rare as they come. A fixed table
// makes the weight of a word the same on all days and in any order of arrival.
var rarity = sync.OnceValue(func() map[string]float32 {
	out := map[string]float32{}
	for line := range strings.Lines(idfFile) {
		w, v, ok := strings.Cut(strings.TrimSpace(line), " ")
		if x, err := strconv.ParseFloat(v, 32); ok && err == nil {
			out[w] = float32(x)
		}
	}
	return out
})

const (
	rarest = 6.0 // ln(N/df) of a stem that the table lacks
	// What names count beside words, by what they name: a state is in half of all reports.
	nameWeight, placeWeight, stateWeight = 7.0, 5.0, 2.0
	textTerms                            = 64
	leadWords                            = 60 // title and lead count double
)

// stem cuts English endings off, so that "strikes" and "striking" meet.
func stem(w string) string {
	n := len(w)
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 5 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches")):
		return w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return stem(w[:n-1])
	case n > 6 && strings.HasSuffix(w, "ing"):
		return undouble(w[:n-3])
	case n > 5 && strings.HasSuffix(w, "ed"):
		return undouble(w[:n-2])
	case n > 4 && w[n-1] == 'e':
		return w[:n-1]
	}
	return w
}

func undouble(w string) string {
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		return w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}

// termsOf weighs the words of a text and the names in it.
func (x *linking) termsOf() vector {
	counts := map[string]float64{}
	stop := stopWords()
	for i, w := range x.words {
		if stop[w.low] || len(w.low) < 3 || w.low[0] >= '0' && w.low[0] <= '9' {
			continue
		}
		n := 1.0
		if i < leadWords {
			n = 2
		}
		counts[stem(w.low)] += n
	}
	idf := rarity()
	var out vector
	for s, n := range counts {
		r, ok := idf[s]
		if !ok {
			r = rarest
		}
		out = append(out, term{termID("word", s), float32(1+math.Log(n)) * r, s})
	}
	for key, n := range x.nameCounts() {
		a := key.actor
		weight := nameWeight
		switch {
		case a.Type == "GPE" && strings.HasPrefix(a.Key, "wikidata:"):
			weight = stateWeight
		case classOf(a.Type) == "place":
			weight = placeWeight
		}
		out = append(out, term{termID("name", a.Key), float32((1 + math.Log(float64(n))) * weight), a.Name})
	}
	return out.top(textTerms).unit()
}

// termID has 32 bits: among a hundred terms of a story two meet by chance once in a million.
func termID(kind, s string) uint32 { return uint32(hash(kind, s)) }

type namedActor struct{ actor *Actor }

// nameCounts counts the mentions of each named identity.
func (x *linking) nameCounts() map[namedActor]int {
	byKey := map[string]*Actor{}
	out := map[namedActor]int{}
	for i := range x.rec.Mentions {
		a := x.actors[x.rec.Mentions[i].Entity]
		if a == nil || !a.Named {
			continue
		}
		if byKey[a.Key] == nil {
			byKey[a.Key] = a
		}
		out[namedActor{byKey[a.Key]}]++
	}
	return out
}

// top keeps the n heaviest, by rising id.
func (v vector) top(n int) vector {
	slices.SortFunc(v, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	v = v[:min(len(v), n)]
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.id, b.id) })
	return v
}

func (v vector) unit() vector {
	var sum float64
	for _, t := range v {
		sum += float64(t.weight) * float64(t.weight)
	}
	if sum == 0 {
		return v
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i].weight *= scale
	}
	return v
}

// dot is the cosine of two unit vectors; shared lists the terms that weigh most in it.
func (v vector) dot(w vector) (cosine float64, shared []string) {
	var common []term
	for i, j := 0, 0; i < len(v) && j < len(w); {
		switch {
		case v[i].id == w[j].id:
			p := v[i].weight * w[j].weight
			cosine += float64(p)
			common = append(common, term{v[i].id, p, v[i].label})
			i++
			j++
		case v[i].id < w[j].id:
			i++
		default:
			j++
		}
	}
	slices.SortFunc(common, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id)) })
	for _, t := range common[:min(len(common), 6)] {
		shared = append(shared, t.label)
	}
	return cosine, shared
}

// plus gives the sum, its own terms first multiplied by keep.
func (v vector) plus(w vector, keep float32) vector {
	out := make(vector, 0, len(v)+len(w))
	i, j := 0, 0
	for i < len(v) || j < len(w) {
		switch {
		case j == len(w) || i < len(v) && v[i].id < w[j].id:
			out = append(out, term{v[i].id, v[i].weight * keep, v[i].label})
			i++
		case i == len(v) || w[j].id < v[i].id:
			out = append(out, w[j])
			j++
		default:
			out = append(out, term{v[i].id, v[i].weight*keep + w[j].weight, v[i].label})
			i++
			j++
		}
	}
	return out
}

// heaviest gives the ids of the n heaviest terms.
func (v vector) heaviest(n int) []uint64 {
	var ids []uint64
	for _, t := range slices.Clone(v).top(n) {
		ids = append(ids, uint64(t.id))
	}
	return ids
}
