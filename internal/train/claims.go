package train

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"herodotus/internal/claim"
	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// ClaimOptions say what Claims trains on and where it writes to.
type ClaimOptions struct {
	Gold string    // folder of gold/1 files; their texts are named relative to the folder above
	Out  string    // the table of weights that is written
	Log  io.Writer // progress and cross-validation; nil for none

	// Epochs over the data and the strength of the pull of weights towards zero; 0 for those
	// that the program's own table was made with.
	Epochs int
	L2     float64
}

// claimFolds is the number of parts in cross-validation; the folds are by document.
const claimFolds = 5

// optionalWeight is how much a candidate that a careful reader may or may not note counts in training, as a claim.
const optionalWeight = 0.15

// leastSeen is in how many candidates a feature must stand to get a weight.
const leastSeen = 3

// leastWeight is the smallest weight that is written.
const leastWeight = 0.02

// sample is a candidate claim: its features and whether it is one.
type sample struct {
	features []int32
	claim    bool
	optional bool // neither right nor wrong
	doc      int
}

// claimData is the training set with its features numbered.
type claimData struct {
	samples  []sample
	required int // claims in the gold that must be found
	names    []string
	seen     []int // how many candidates have the feature
	number   map[string]int32
}

// Claims trains the model that tells claims from what only looks like them: a logistic regression over the features
// of claim.Candidates.
func Claims(ctx context.Context, o ClaimOptions) error {
	if o.Epochs == 0 {
		o.Epochs = 30
	}
	if o.L2 == 0 {
		o.L2 = 0.06
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	data, err := readClaims(ctx, o.Gold)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "%d candidates, %d features, %d claims to find\n", len(data.samples), len(data.names), data.required)
	data.crossValidate(o)
	w := data.fit(o, func(int) bool { return true })
	return os.WriteFile(o.Out, data.table(w), 0o644)
}

// readClaims codes the gold texts and labels the candidates found in them.
func readClaims(ctx context.Context, dir string) (*claimData, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no gold files in %s", dir)
	}
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	finder, err := claim.New()
	if err != nil {
		return nil, err
	}
	data := &claimData{number: make(map[string]int32)}
	for i, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		gold, err := eval.ReadGold(path)
		if err != nil {
			return nil, err
		}
		text, err := os.ReadFile(filepath.Join(filepath.Dir(path), "..", gold.File))
		if err != nil {
			return nil, err
		}
		d, err := coder.Annotate(ingest.Article{Text: string(text), Published: gold.Published})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		data.add(i, d, gold, finder.Candidates(d))
	}
	return data, nil
}

// add labels a document's candidates by the gold claims that they answer.
func (c *claimData) add(n int, d *doc.Doc, gold *eval.Gold, found []claim.Candidate) {
	answers := make([]*eval.GoldClaim, len(found))
	for _, optional := range []bool{false, true} { // required ones choose first
		for i := range gold.Claims {
			g := &gold.Claims[i]
			if g.Optional != optional {
				continue
			}
			if !optional {
				c.required++
			}
			if k := bestCandidate(d, g, found, answers); k >= 0 {
				answers[k] = g
			}
		}
	}
	for k := range found {
		s := sample{doc: n, claim: answers[k] != nil, optional: answers[k] != nil && answers[k].Optional}
		for _, name := range found[k].Features {
			id, ok := c.number[name]
			if !ok {
				id = int32(len(c.names))
				c.number[name] = id
				c.names, c.seen = append(c.names, name), append(c.seen, 0)
			}
			c.seen[id]++
			s.features = append(s.features, id)
		}
		c.samples = append(c.samples, s)
	}
}

// bestCandidate gives the candidate without an answer yet that fits a gold claim best, as the scorer has it: by its cue, then
// by the overlap of its content; -1 when none does.
func bestCandidate(d *doc.Doc, g *eval.GoldClaim, found []claim.Candidate, answers []*eval.GoldClaim) int {
	near := locate(d.Text, g.Near, 0)
	best, bestScore := -1, 0.0
	for k := range found {
		if answers[k] != nil {
			continue
		}
		cue := false
		at := d.SpanOf(found[k].Cue)
		for _, q := range g.Cue {
			i := strings.Index(g.Near, q)
			cue = cue || i >= 0 && at.Overlaps(doc.Span{Start: near.Start + int32(i), End: near.Start + int32(i+len(q))})
		}
		f := contentOverlap(d, g, near, found[k].Content)
		if f < 0.5 && !(cue && (f > 0 || len(g.Content) == 0)) {
			continue
		}
		score := f
		if cue {
			score += 2
		}
		if best < 0 || score > bestScore {
			best, bestScore = k, score
		}
	}
	return best
}

// locate gives where needle stands in text: the occurrence nearest to byte at.
func locate(text, needle string, at int32) doc.Span {
	best := doc.Span{}
	for from := 0; from <= len(text); {
		i := strings.Index(text[from:], needle)
		if i < 0 {
			break
		}
		s := doc.Span{Start: int32(from + i), End: int32(from + i + len(needle))}
		if best.Len() == 0 || distance(s.Start, at) < distance(best.Start, at) {
			best = s
		}
		from += i + 1
	}
	return best
}

func distance(a, b int32) int32 { return max(a-b, b-a) }

// contentOverlap gives the Dice coefficient of two contents in bytes.
func contentOverlap(d *doc.Doc, g *eval.GoldClaim, near doc.Span, content []doc.Range) float64 {
	both, all := 0, 0
	for i, piece := range g.Content {
		gold := locate(d.Text, piece, near.Start)
		all += gold.Len()
		for _, r := range content {
			s := d.SpanOf(r)
			both += max(0, int(min(s.End, gold.End)-max(s.Start, gold.Start)))
			if i == 0 {
				all += s.Len()
			}
		}
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}

// fit trains on the documents that use accepts: stochastic gradient descent with AdaGrad's step sizes (Duchi et al. 2011).
func (c *claimData) fit(o ClaimOptions, use func(doc int) bool) []float64 {
	w, grad := make([]float64, len(c.names)), make([]float64, len(c.names))
	var order []int
	for i := range c.samples {
		if s := &c.samples[i]; use(s.doc) {
			order = append(order, i)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			s := &c.samples[i]
			e := probability(w, s)
			if s.claim {
				e--
			}
			if s.optional {
				e *= optionalWeight
			}
			for _, f := range s.features {
				if c.seen[f] < leastSeen {
					continue
				}
				g := e + o.L2*w[f]
				grad[f] += g * g
				w[f] -= 0.3 * g / math.Sqrt(grad[f]+1e-6)
			}
		}
	}
	return w
}

func probability(w []float64, s *sample) float64 {
	z := 0.0
	for _, f := range s.features {
		z += w[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// crossValidate reports precision, recall and F1 at several thresholds on documents that were not trained on, and how
// often candidates of about the same probability are claims.
func (c *claimData) crossValidate(o ClaimOptions) {
	p := make([]float64, len(c.samples))
	for k := range claimFolds {
		w := c.fit(o, func(doc int) bool { return doc%claimFolds != k })
		for i := range c.samples {
			if s := &c.samples[i]; s.doc%claimFolds == k {
				p[i] = probability(w, s)
			}
		}
	}
	for _, least := range []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6} {
		right, wrong := 0, 0
		for i := range c.samples {
			switch s := &c.samples[i]; {
			case p[i] < least || s.optional:
			case s.claim:
				right++
			default:
				wrong++
			}
		}
		fmt.Fprintf(o.Log, "from %.1f: precision %.3f, recall %.3f, F1 %.3f\n", least, float64(right)/float64(right+wrong),
			float64(right)/float64(c.required), 2*float64(right)/float64(right+wrong+c.required))
	}
	for b := range 10 {
		n, right := 0, 0
		for i := range c.samples {
			if s := &c.samples[i]; !s.optional && int(p[i]*10) == b {
				n++
				if s.claim {
					right++
				}
			}
		}
		fmt.Fprintf(o.Log, "probability %.1f to %.1f: %d of %d\n", float64(b)/10, float64(b+1)/10, right, n)
	}
}

// table writes the weights, the heaviest first.
func (c *claimData) table(w []float64) []byte {
	var order []int
	for i := range w {
		if math.Abs(w[i]) >= leastWeight {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if d := math.Abs(w[b]) - math.Abs(w[a]); d != 0 {
			return int(math.Copysign(1, d))
		}
		return strings.Compare(c.names[a], c.names[b])
	})
	var b bytes.Buffer
	b.WriteString("# Weights of the claim model, made by train.Claims: weight, tab, feature.\n")
	for _, i := range order {
		fmt.Fprintf(&b, "%.3f\t%s\n", w[i], c.names[i])
	}
	return b.Bytes()
}
