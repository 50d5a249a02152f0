package train

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"herodotus/internal/coref"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
	"herodotus/internal/kb"
	"herodotus/internal/pipeline"
)

// PronounOptions say what Pronouns trains on and where it writes to.
type PronounOptions struct {
	Data string    // folder with gum/layers.jsonl.gz
	Gold string    // folder of gold/1 files; their texts are named relative to the folder above; none when empty
	Out  string    // the table of weights that is written
	Log  io.Writer // progress; nil for none

	// Rounds of descent and the strength of the pull of weights towards zero; 0 for those
	// that the program's own table was made with.
	Rounds int
	L2     float64
}

// newsWeight and wireWeight are how much a pronoun of annotated news and of a wire report
// counts beside one of an interview, guide or judgment: they are what the program is for.
const (
	newsWeight = 2
	wireWeight = 3
)

// pronoun is one choice of the training data, of a pronoun or a noun phrase: the options, the first of which is none.
type pronoun struct {
	options [][]int32 // features of each
	right   []bool
	weight  float64
	noun    bool // a noun phrase
	news    bool
	dev     bool
}

// pronounData is the training set.
type pronounData struct {
	names    []string
	number   map[string]int32
	pronouns []pronoun
}

// Pronouns trains the ranker of antecedents, a log-linear choice among the candidates and
// none (Denis and Baldridge 2008), of pronouns and of noun phrases whose noun was used before,
// on the chains of GUM and on wire reports, where a pronoun that is the subject or object of
// a listed event or claim is one of its participants, and a phrase is what its alias means.
func Pronouns(ctx context.Context, o PronounOptions) error {
	o.Rounds, o.L2 = cmp.Or(o.Rounds, 400), cmp.Or(o.L2, 1)
	if o.Log == nil {
		o.Log = io.Discard
	}
	data, err := readPronouns(ctx, o)
	if err != nil {
		return err
	}
	trained := func(p *pronoun) bool { return !p.dev }
	w := data.fit(o, trained)
	data.report(o.Log, "trained on", w, trained)
	for _, noun := range []bool{false, true} {
		what := map[bool]string{false: "pronouns", true: "noun phrases"}[noun]
		data.report(o.Log, what+" held out", w, func(p *pronoun) bool { return p.dev && p.noun == noun })
		data.report(o.Log, what+" held out, news", w, func(p *pronoun) bool { return p.dev && p.news && p.noun == noun })
	}
	data.lean(w)
	return os.WriteFile(o.Out, data.table(w), 0o644)
}

func readPronouns(ctx context.Context, o PronounOptions) (*pronounData, error) {
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	base, err := kb.Open()
	if err != nil {
		return nil, err
	}
	data := &pronounData{names: coref.FeatureNames(), number: make(map[string]int32)}
	for i, n := range data.names {
		data.number[n] = int32(i)
	}
	finder := coref.New(base)
	if err := data.readChains(ctx, coder, finder, filepath.Join(o.Data, "gum", "layers.jsonl.gz")); err != nil {
		return nil, err
	}
	if o.Gold != "" {
		if err := data.readWire(ctx, coder, finder, o.Gold); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(o.Log, "%d pronouns\n", len(data.pronouns))
	return data, nil
}

// readChains adds the pronouns that stand in an annotated chain.
func (p *pronounData) readChains(ctx context.Context, coder *pipeline.Coder, finder *coref.Resolver, path string) error {
	list, err := eval.ReadPassages(path, func(*eval.Passage) bool { return true })
	if err != nil {
		return err
	}
	for i := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		g := &list[i]
		d, err := coder.Annotate(g.Article())
		if err != nil {
			return fmt.Errorf("%s: %w", g.ID, err)
		}
		chain := make(map[int32]int) // from the first byte of a mention's head, from 1
		for k, c := range g.Chains {
			for _, m := range c {
				chain[m.Start] = k + 1
			}
		}
		news := g.Genre == "news"
		weight := 1.0
		if news {
			weight = newsWeight
		}
		for _, c := range finder.Choices(d) {
			if k := chain[d.Tokens[c.Head].Start]; k > 0 || c.Noun {
				x := p.choice(&c, func(a *coref.Candidate) bool { return k > 0 && chain[d.Tokens[a.Head].Start] == k })
				x.weight, x.news, x.dev, x.noun = weight, news, g.Partition == "dev", c.Noun
				p.pronouns = append(p.pronouns, x)
			}
		}
	}
	return nil
}

// readWire adds the pronouns whose meaning the gold of a wire report gives away and that
// have it among their candidates.
func (p *pronounData) readWire(ctx context.Context, coder *pipeline.Coder, finder *coref.Resolver, dir string) error {
	err := eachReport(ctx, dir, func(gold *eval.Gold, a ingest.Article) error {
		d, err := coder.Annotate(a)
		if err != nil {
			return err
		}
		meant := newMeanings(d, gold)
		for _, c := range finder.Choices(d) {
			names := meant.of(c.Head)
			if c.Noun {
				names = meant.called(c.Words)
			}
			x := p.choice(&c, func(a *coref.Candidate) bool { return !a.Thing && sharesName(a.Names, names) })
			if len(names) > 0 && (c.Noun && !c.Thing || !x.right[0]) {
				x.weight, x.news, x.noun = wireWeight, true, c.Noun
				p.pronouns = append(p.pronouns, x)
			}
		}
		return nil
	})
	if errors.Is(err, errNoReports) {
		return nil
	}
	return err
}

// choice numbers a choice's features and marks the right candidates: participants if there
// are any among them, else things, else none.
func (p *pronounData) choice(c *coref.Choice, right func(*coref.Candidate) bool) pronoun {
	x := pronoun{options: [][]int32{p.numbers(c.None)}, right: make([]bool, 1+len(c.Candidates))}
	participants, any := false, false
	for i := range c.Candidates {
		a := &c.Candidates[i]
		x.options = append(x.options, p.numbers(a.Features))
		x.right[i+1] = right(a)
		any = any || x.right[i+1]
		participants = participants || x.right[i+1] && !a.Thing
	}
	for i := range c.Candidates {
		x.right[i+1] = x.right[i+1] && !(participants && c.Candidates[i].Thing)
	}
	x.right[0] = !any
	return x
}

func (p *pronounData) numbers(features []string) []int32 {
	out := make([]int32, len(features))
	for i, f := range features {
		out[i] = p.number[f]
	}
	return out
}

// fit maximises the likelihood of the right options, all pronouns a round, with Adam's
// steps (Kingma and Ba 2015).
func (p *pronounData) fit(o PronounOptions, use func(*pronoun) bool) []float64 {
	const step, keepMean, keepSquare = 0.05, 0.9, 0.999
	n := len(p.names)
	w, grad, mean, square := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for t := 1; t <= o.Rounds; t++ {
		for i := range grad {
			grad[i] = -o.L2 * w[i]
		}
		for i := range p.pronouns {
			if x := &p.pronouns[i]; use(x) {
				x.addGradient(w, grad)
			}
		}
		for i, g := range grad {
			mean[i] = keepMean*mean[i] + (1-keepMean)*g
			square[i] = keepSquare*square[i] + (1-keepSquare)*g*g
			m, s := mean[i]/(1-math.Pow(keepMean, float64(t))), square[i]/(1-math.Pow(keepSquare, float64(t)))
			w[i] += step * m / (math.Sqrt(s) + 1e-8)
		}
	}
	return w
}

// addGradient adds the gradient of the log of the right options' probability.
func (x *pronoun) addGradient(w, grad []float64) {
	all, right := 0.0, 0.0
	odds := make([]float64, len(x.options))
	for i, f := range x.options {
		odds[i] = math.Exp(sum(w, f))
		all += odds[i]
		if x.right[i] {
			right += odds[i]
		}
	}
	for i, f := range x.options {
		g := -odds[i] / all
		if x.right[i] {
			g += odds[i] / right
		}
		for _, k := range f {
			grad[k] += x.weight * g
		}
	}
}

func sum(w []float64, features []int32) float64 {
	s := 0.0
	for _, f := range features {
		s += w[f]
	}
	return s
}

// report tells how many pronouns get a right option.
func (p *pronounData) report(log io.Writer, what string, w []float64, use func(*pronoun) bool) {
	n, ok := 0, 0
	for i := range p.pronouns {
		x := &p.pronouns[i]
		if !use(x) {
			continue
		}
		best := 0
		for k := range x.options {
			if sum(w, x.options[k]) > sum(w, x.options[best]) {
				best = k
			}
		}
		n++
		if x.right[best] {
			ok++
		}
	}
	fmt.Fprintf(log, "%s: %d of %d right\n", what, ok, n)
}

// lean takes what speaks for links from the weights of the choice of none.
func (p *pronounData) lean(w []float64) {
	for _, d := range coref.Determiners() {
		w[p.number[d+"/alone"]] -= coref.KeenParties
		w[p.number[d+"/alone-thing"]] -= coref.KeenThings - coref.KeenParties
	}
}

// table writes the weights in the order of the features.
func (p *pronounData) table(w []float64) []byte {
	var b bytes.Buffer
	b.WriteString("# Weights of the ranker of antecedents, a log-linear choice among the candidates and none, made by train.Pronouns.\n" +
		"# pronounrank.go tells what those of pronouns mean, nounrank.go those of noun phrases (determiner/fact); group/N is a\n" +
		"# group of nouns by use, see doc.Token.Cluster.\n")
	for i, n := range p.names {
		fmt.Fprintf(&b, "%s %.2f\n", n, w[i])
	}
	return b.Bytes()
}
