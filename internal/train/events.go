package train

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
)

// EventOptions say what Events trains on and where it writes to.
type EventOptions struct {
	Gold      string    // folder of gold/1 files; their texts are named relative to the folder above
	Cases     string    // folder of files of cases; none when empty
	Sentences string    // PLOVER's gold standard records; none when empty
	Out       string    // the table of weights that is written
	Log       io.Writer // progress and cross-validation; nil for none

	// Epochs over the data and the strength of the pull of weights towards zero; 0 for those
	// that the program's own table was made with.
	Epochs int
	L2     float64
}

// eventRate is the first step size; small enough that a few epochs do not learn rare features by heart.
const eventRate = 0.05

// leastEvent is in how many candidates a feature must stand to get a weight.
const leastEvent = 8

// eventFolds is the number of parts in cross-validation; the folds are by document.
const eventFolds = 5

// eventSample is a candidate event: its features and whether it is one.
type eventSample struct {
	features []int32
	event    bool
	weight   float64 // 0: neither right nor wrong
	doubted  bool    // the rules alone would drop it
	rivals   int     // first of the samples of the same word, of which one at most is accepted
	doc      int
}

// eventSet is one source of samples.
type eventSet struct {
	name     string
	samples  []eventSample
	required int  // events that must be found
	tuned    bool // the lexicon was tuned on these texts
}

// eventData is the training data with the features numbered.
type eventData struct {
	features
	sets []*eventSet
	docs int
}

// Events trains the judge of events: a logistic regression over the features of event.Candidates.
func Events(ctx context.Context, o EventOptions) error {
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.L2 == 0 {
		o.L2 = 0.01
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	data, err := readEvents(ctx, o)
	if err != nil {
		return err
	}
	for _, s := range data.sets {
		fmt.Fprintf(o.Log, "%s: %d candidates, %d events to find\n", s.name, len(s.samples), s.required)
	}
	data.crossValidate(o)
	return os.WriteFile(o.Out, data.table("Weights of the judge of events, made by train.Events", data.fit(o, func(int) bool { return true }),
		func(name string) bool { return strings.HasPrefix(name, "tuned") }), 0o644)
}

// fit trains on the documents that use accepts.
func (c *eventData) fit(o EventOptions, use func(doc int) bool) []float64 {
	var samples []linearSample
	for _, set := range c.sets {
		for i := range set.samples {
			if s := &set.samples[i]; s.weight > 0 && use(s.doc) {
				want := 0.0
				if s.event {
					want = 1
				}
				samples = append(samples, linearSample{s.features, want, s.weight})
			}
		}
	}
	return linearModel{logistic, o.Epochs, eventRate, o.L2, leastEvent}.fit(&c.features, samples)
}

// crossValidate reports, on documents that were not trained on, precision, recall and F1 of the rules and of the model
// at several thresholds, and how often candidates of about the same probability are events.
func (c *eventData) crossValidate(o EventOptions) {
	p := make([][]float64, len(c.sets))
	for i, s := range c.sets {
		p[i] = make([]float64, len(s.samples))
	}
	for k := range eventFolds {
		w := c.fit(o, func(doc int) bool { return doc%eventFolds != k })
		for n, set := range c.sets {
			for i := range set.samples {
				if s := &set.samples[i]; s.doc%eventFolds == k {
					p[n][i] = logistic(total(w, s.features))
				}
			}
		}
	}
	for n, set := range c.sets {
		if set.required == 0 {
			continue
		}
		fmt.Fprintf(o.Log, "%s\n  rules: %s\n  all: %s\n", set.name, set.score(func(i int) bool { return !set.samples[i].doubted }), set.score(func(int) bool { return true }))
		for _, least := range []float64{0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6} {
			fmt.Fprintf(o.Log, "  from %.2f: %s\n", least, set.score(func(i int) bool { return p[n][i] >= least && set.best(i, p[n]) }))
		}
		set.calibration(o.Log, p[n])
	}
}

// best tells whether a sample is the likeliest of its word.
func (s *eventSet) best(i int, p []float64) bool {
	from := s.samples[i].rivals
	for k := from; k < len(s.samples) && s.samples[k].rivals == from; k++ {
		if p[k] > p[i] || p[k] == p[i] && k < i {
			return false
		}
	}
	return true
}

// score gives precision, recall and F1 of the candidates that are accepted.
func (s *eventSet) score(accept func(i int) bool) string {
	right, wrong := 0, 0
	for i := range s.samples {
		switch x := &s.samples[i]; {
		case x.weight < 1 || !accept(i):
		case x.event:
			right++
		default:
			wrong++
		}
	}
	return fmt.Sprintf("precision %.3f, recall %.3f, F1 %.3f", float64(right)/float64(max(right+wrong, 1)),
		float64(right)/float64(max(s.required, 1)), 2*float64(right)/float64(max(right+wrong+s.required, 1)))
}

// calibration reports how often candidates of about the same probability are events.
func (s *eventSet) calibration(log io.Writer, p []float64) {
	var n, right [10]int
	for i := range s.samples {
		if x := &s.samples[i]; x.weight == 1 {
			b := min(int(p[i]*10), 9)
			n[b]++
			if x.event {
				right[b]++
			}
		}
	}
	fmt.Fprint(log, "  events by tenths of probability:")
	for b := range n {
		fmt.Fprintf(log, " %d/%d", right[b], n[b])
	}
	fmt.Fprintln(log)
}
