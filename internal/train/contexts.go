package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/event"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// ContextOptions say what Contexts trains on and where it writes to.
type ContextOptions struct {
	Gold string    // folder of gold/1 files
	Out  string    // the table of weights that is written
	Log  io.Writer // progress and cross-validation; nil for none

	// Epochs over the data, the strength of the pull of weights towards zero, and the least samples that must have a
	// feature; 0 for those that the program's own table was made with.
	Epochs int
	L2     float64
	Least  int
}

// contextRate is the first step size; contextFolds the number of parts in cross-validation, by document.
const (
	contextRate  = 0.05
	contextFolds = 5
)

// contextEvent is an event whose contexts a reader noted.
type contextEvent struct {
	doc     int
	samples []linearSample // by context
	ranks   []int          // the table's order
}

// Contexts trains the judge of contexts: a logistic regression over what speaks for each.
func Contexts(ctx context.Context, o ContextOptions) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	all := newFeatures()
	events, err := readContexts(ctx, o, &all)
	if err != nil {
		return err
	}
	m := linearModel{logistic, cmp.Or(o.Epochs, 10), contextRate, cmp.Or(o.L2, 0.01), cmp.Or(o.Least, 8)}
	fmt.Fprintf(o.Log, "%d events, %d features\n", len(events), len(all.names))
	crossValidateContexts(o.Log, m, &all, events)
	w := m.fit(&all, contextSamples(events, func(int) bool { return true }))
	return os.WriteFile(o.Out, all.table("Weights of the judge of contexts, made by train.Contexts", w, func(string) bool { return false }), 0o644)
}

// crossValidateContexts reports, on documents that were not trained on, how good the likeliest contexts are by the table
// alone and by the model.
func crossValidateContexts(log io.Writer, m linearModel, all *features, events []contextEvent) {
	p := make([][]float64, len(events))
	for k := range contextFolds {
		w := m.fit(all, contextSamples(events, func(doc int) bool { return doc%contextFolds != k }))
		for i := range events {
			if e := &events[i]; e.doc%contextFolds == k {
				for _, s := range e.samples {
					p[i] = append(p[i], logistic(total(w, s.features)))
				}
			}
		}
	}
	by := func(most int) func(i, c int) bool {
		return func(i, c int) bool { return events[i].ranks[c] >= 0 && events[i].ranks[c] < most }
	}
	for most := 1; most <= 4; most++ {
		fmt.Fprintf(log, "at most %d\n  by the table: %s\n", most, contextScore(events, by(most)))
		fmt.Fprintf(log, "  by the model: %s\n", contextScore(events, func(i, c int) bool { return better(p[i], c) < most }))
	}
	for _, least := range []float64{0.1, 0.15, 0.2, 0.3} {
		fmt.Fprintf(log, "from %.2f, from 0.3 where no word speaks of it, or first by the table: %s\n", least, contextScore(events, func(i, c int) bool {
			return by(1)(i, c) || better(p[i], c) < 4 && (p[i][c] >= 0.3 || p[i][c] >= least && events[i].ranks[c] >= 0)
		}))
	}
}

// better counts the contexts that are likelier than c.
func better(p []float64, c int) (n int) {
	for i := range p {
		if p[i] > p[c] || p[i] == p[c] && i < c {
			n++
		}
	}
	return n
}

// contextScore tells how often an event is given a context that a reader gave it, and how well all of them agree.
func contextScore(events []contextEvent, given func(event, context int) bool) string {
	hit, right, wrong, missed := 0, 0, 0, 0
	for i := range events {
		any := false
		for c, s := range events[i].samples {
			switch g := given(i, c); {
			case g && s.want == 1:
				right++
				any = true
			case g:
				wrong++
			case s.want == 1:
				missed++
			}
		}
		if any {
			hit++
		}
	}
	return fmt.Sprintf("one right %.3f, precision %.3f, recall %.3f, F1 %.3f", float64(hit)/float64(len(events)), float64(right)/float64(right+wrong),
		float64(right)/float64(right+missed), 2*float64(right)/float64(2*right+wrong+missed))
}

func contextSamples(events []contextEvent, use func(doc int) bool) (out []linearSample) {
	for i := range events {
		if use(events[i].doc) {
			out = append(out, events[i].samples...)
		}
	}
	return out
}

// readContexts reads the events of the gold files that have contexts.
func readContexts(ctx context.Context, o ContextOptions, all *features) ([]contextEvent, error) {
	coder, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	finder, err := event.New()
	if err != nil {
		return nil, err
	}
	var out []contextEvent
	docs := 0
	err = eachReport(ctx, o.Gold, func(gold *eval.Gold, a ingest.Article) error {
		d, err := coder.Annotate(a)
		if err != nil {
			return err
		}
		found := finder.InContexts(d)
		for i := range gold.Events {
			g := &gold.Events[i]
			if e := contextsOf(d, g, found); e != nil {
				out = append(out, labelContexts(docs, g, e, all))
			}
		}
		docs++
		return nil
	})
	return out, err
}

// contextsOf gives the event that a reader noted, nil when it was not found or has no contexts.
func contextsOf(d *doc.Doc, g *eval.GoldEvent, found []event.InContext) *event.InContext {
	if len(g.Contexts) == 0 {
		return nil
	}
	for i := range found {
		if slices.Contains(g.Types, found[i].Type) && fitGold(d, g, &event.Candidate{Event: found[i].Event}) == 2 {
			return &found[i]
		}
	}
	return nil
}

func labelContexts(doc int, g *eval.GoldEvent, e *event.InContext, all *features) contextEvent {
	out := contextEvent{doc: doc}
	for _, b := range e.Ballots {
		want := 0.0
		if slices.Contains(g.Contexts, b.Context) {
			want = 1
		}
		out.samples = append(out.samples, linearSample{all.numbers(b.Features), want, 1})
		out.ranks = append(out.ranks, b.Rank)
	}
	return out
}
