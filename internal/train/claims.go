package train

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

// ClaimOptions say what Claims trains on and where it writes to.
type ClaimOptions struct {
	Gold  string // folder of gold/1 files; their texts are named relative to the folder above
	Cases string // folder of case files; none when empty
	GUM   string // GUM's attributions (gum.jsonl.gz), of which the train part is used; none when empty
	Out   string // the table of weights that is written

	Attitudes    string    // file of cases with attitudes
	AttitudesOut string    // the table of weights for attitudes; not trained when empty
	Log          io.Writer // progress and cross-validation; nil for none

	// Epochs over the data and the strength of the pull of weights towards zero; 0 for those
	// that the program's own table was made with.
	Epochs int
	L2     float64
}

// claimFolds is the number of parts in cross-validation; the folds are by document.
const claimFolds = 5

// setWeights are those of the sets in training.
type setWeights struct{ gold, cases, gum float64 }

// GUM's guidelines count thoughts and the speakers of interviews as claims, the gold's do not; for attitudes it is the other way
// round: what the gold leaves out is no proof that it is none.
var (
	claimWeights    = setWeights{gold: 1, cases: 1, gum: 0.3}
	attitudeWeights = setWeights{gold: 0.1, cases: 1.5, gum: 0.5}
)

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
	set      int     // index into claimData.sets
	weight   float64 // of its set
}

// claimData is the training set with its features numbered.
type claimData struct {
	samples []sample
	sets    []claimSet
	names   []string
	seen    []int // how many candidates have the feature
	number  map[string]int32
	docs    int
}

// claimSet is one of the sets that the data comes from.
type claimSet struct {
	name     string
	weight   float64
	required int // claims that must be found
}

// Claims trains the models that tell claims, and attitudes, from what only looks like them: logistic regressions over the
// features of claim.Candidates.
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
	r, err := newClaimReader()
	if err != nil {
		return err
	}
	if err := r.claims(ctx, o); err != nil {
		return err
	}
	if err := r.data.train(o, o.Out); err != nil || o.AttitudesOut == "" {
		return err
	}
	fmt.Fprintln(o.Log, "attitudes")
	if err := r.attitudes(ctx, o); err != nil {
		return err
	}
	return r.data.train(o, o.AttitudesOut)
}

// train reports cross-validation and writes the table of weights.
func (data *claimData) train(o ClaimOptions, out string) error {
	for _, set := range data.sets {
		fmt.Fprintf(o.Log, "%s: %d claims to find\n", set.name, set.required)
	}
	fmt.Fprintf(o.Log, "%d candidates, %d features\n", len(data.samples), len(data.names))
	data.crossValidate(o)
	w := data.fit(o, func(int) bool { return true })
	return os.WriteFile(out, data.table(w), 0o644)
}

// fit trains on the documents that use accepts: stochastic gradient descent with AdaGrad's step sizes (Duchi et al. 2011), the
// weights averaged over the second half of the epochs, so that the order of the data does not tip what is near the threshold.
func (c *claimData) fit(o ClaimOptions, use func(doc int) bool) []float64 {
	w, grad := make([]float64, len(c.names)), make([]float64, len(c.names))
	var order []int
	for i := range c.samples {
		if s := &c.samples[i]; use(s.doc) {
			order = append(order, i)
		}
	}
	sum, n := make([]float64, len(w)), 0
	random := rand.New(rand.NewPCG(1, 2))
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			s := &c.samples[i]
			e := probability(w, s)
			if s.claim {
				e--
			}
			e *= s.weight
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
		if epoch >= o.Epochs/2 {
			n++
			for f := range w {
				sum[f] += w[f]
			}
		}
	}
	for f := range sum {
		sum[f] /= float64(n)
	}
	return sum
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
	for i, set := range c.sets {
		fmt.Fprintf(o.Log, "%s:\n", set.name)
		c.report(o.Log, p, func(s *sample) bool { return s.set == i }, set.required)
	}
}

// report tells how well the probabilities p of the samples of a set tell claims from the rest.
func (c *claimData) report(log io.Writer, p []float64, of func(*sample) bool, required int) {
	for _, least := range []float64{0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6} {
		right, wrong := 0, 0
		for i := range c.samples {
			switch s := &c.samples[i]; {
			case !of(s) || p[i] < least || s.optional:
			case s.claim:
				right++
			default:
				wrong++
			}
		}
		fmt.Fprintf(log, "  from %.2f: precision %.3f, recall %.3f, F1 %.3f\n", least, float64(right)/float64(right+wrong),
			float64(right)/float64(required), 2*float64(right)/float64(right+wrong+required))
	}
	off, all := 0.0, 0.0
	for b := range 10 {
		n, right, sum := 0, 0, 0.0
		for i := range c.samples {
			if s := &c.samples[i]; of(s) && !s.optional && min(int(p[i]*10), 9) == b {
				n++
				sum += p[i]
				if s.claim {
					right++
				}
			}
		}
		all, off = all+float64(n), off+math.Abs(sum-float64(right))
		fmt.Fprintf(log, "  probability %.1f to %.1f: %d of %d\n", float64(b)/10, float64(b+1)/10, right, n)
	}
	fmt.Fprintf(log, "  expected calibration error %.3f\n", off/all)
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
	b.WriteString("# Weights of a claim model, made by train.Claims: weight, tab, feature.\n")
	for _, i := range order {
		fmt.Fprintf(&b, "%.3f\t%s\n", w[i], c.names[i])
	}
	return b.Bytes()
}
