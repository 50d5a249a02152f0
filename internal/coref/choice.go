package coref

import (
	"iter"
	"strconv"

	"herodotus/internal/doc"
)

// Choice is a third-person pronoun or a noun phrase with all that it may mean: what the
// ranker's weights are trained on.
type Choice struct {
	Head       int32 // token
	Noun       bool  // a noun phrase, not a pronoun
	Thing      bool  // no participant
	Words      string
	None       []string // features of the choice of no antecedent
	Candidates []Candidate
}

// Candidate is a mention that a pronoun or noun phrase may refer to.
type Candidate struct {
	Head     int32    // token
	Thing    bool     // no participant
	Names    []string // of its entity, as far as the text up to here tells
	Features []string
}

// Choices gives the pronouns and noun phrases of a report that a Resolver would choose an
// antecedent for.
// What a candidate was called before, and how often, is as the resolver's own weights have it.
func (x *Resolver) Choices(d *doc.Doc) []Choice {
	r := x.pool.Get().(*run)
	defer x.pool.Put(r)
	var out []Choice
	r.begin(d, x)
	r.find()
	r.watch = func(c *Choice) { out = append(out, *c) }
	r.sweep()
	r.watch = nil
	r.end()
	return out
}

// ask shows a choice to the one who watches; there is one.
func (r *run) ask(i int32, noun bool, alone facts, candidates iter.Seq2[int32, *facts]) {
	all := FeatureNames()
	c := Choice{Head: r.ms[i].Head, Noun: noun, Thing: r.ms[i].thing, Words: r.d.Words(r.ms[i].Range), None: alone.names(all)}
	for j, f := range candidates {
		c.Candidates = append(c.Candidates, Candidate{Head: r.ms[j].Head, Thing: r.ms[j].thing, Names: r.namesSoFar(j), Features: f.names(all)})
	}
	r.watch(&c)
}

// namesSoFar gives the names of mention j's entity and the mention's own words.
func (r *run) namesSoFar(j int32) []string {
	m := &r.ms[j]
	var out []string
	if m.Kind != doc.PronounMention {
		out = append(out, r.d.Words(m.Range))
	}
	if m.Entity == none {
		return out
	}
	if e := &r.ents[m.Entity]; e.best != none {
		out = append(out, r.d.Words(r.ms[e.best].Range))
	}
	if s := r.ents[m.Entity].Name; s != "" {
		out = append(out, s)
	}
	return out
}

// Determiners lists the kinds of determiners of noun phrases, with which names of features begin.
func Determiners() []string { return detKindNames[:] }

// FeatureNames lists the features of the ranker in the order of its table.
func FeatureNames() []string {
	out := append(make([]string, 0, allFeatures), featureNames[:]...)
	for _, d := range detKindNames {
		for _, n := range nounFeatureNames {
			out = append(out, d+"/"+n)
		}
	}
	for g := range numGroups {
		out = append(out, "group/"+strconv.Itoa(g))
	}
	return out
}

func (f *facts) names(all []string) []string {
	out := make([]string, f.n)
	for i, x := range f.at[:f.n] {
		out[i] = all[x]
	}
	return out
}
