package coref

import "herodotus/internal/doc"

// Choice is a third-person pronoun with all that it may mean: what the ranker's weights
// are trained on.
type Choice struct {
	Head       int32    // token
	None       []string // features of the choice of no antecedent
	Candidates []Candidate
}

// Candidate is a mention that a pronoun may refer to.
type Candidate struct {
	Head     int32    // token
	Thing    bool     // no participant
	Names    []string // of its entity, as far as the text up to the pronoun tells
	Features []string
}

// Choices gives the pronouns of a report that a Resolver would choose an antecedent for.
// What a candidate was called before, and how often, is as the resolver's own weights have it.
func (x *Resolver) Choices(d *doc.Doc) []Choice {
	r := x.pool.Get().(*run)
	defer x.pool.Put(r)
	r.begin(d, x)
	r.find()
	var out []Choice
	for i := range r.ms {
		m := &r.ms[i]
		if m.Kind == doc.PronounMention && m.pro.person == '3' && !m.pro.relative && !m.pro.self {
			out = append(out, r.choice(int32(i)))
		}
		r.resolve(int32(i))
	}
	r.end()
	return out
}

func (r *run) choice(i int32) Choice {
	f := r.noneFeatures(i)
	c := Choice{Head: r.ms[i].Head, None: f.names()}
	for j, f := range r.candidates(i) {
		c.Candidates = append(c.Candidates, Candidate{Head: r.ms[j].Head, Thing: r.ms[j].thing, Names: r.namesSoFar(j), Features: f.names()})
	}
	return c
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

// FeatureNames lists the features of the ranker in the order of its table.
func FeatureNames() []string { return featureNames[:] }

func (f *facts) names() []string {
	out := make([]string, f.n)
	for i, x := range f.at[:f.n] {
		out[i] = featureNames[x]
	}
	return out
}
