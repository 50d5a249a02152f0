package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"

	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/event"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// FactualityOptions say what Factuality trains on and where it writes to.
type FactualityOptions struct {
	Data string    // UDS factuality of predicates in EWT
	Out  string    // the table of weights that is written
	Log  io.Writer // the fit on the dev part; nil for none

	// Epochs over the data, the strength of the pull of weights towards zero, and the least predicates that must
	// have a feature; 0 for those that the program's own table was made with.
	Epochs int
	L2     float64
	Least  int
}

// degreeRate is the first step size of the regression.
const degreeRate = 0.02

// Factuality trains the degrees of predicates: a linear regression over the features of event.Predicates.
func Factuality(ctx context.Context, o FactualityOptions) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	r := degreeReader{features: newFeatures()}
	var err error
	if r.coder, err = pipeline.New(pipeline.Options{}); err != nil {
		return err
	}
	if r.finder, err = event.New(); err != nil {
		return err
	}
	samples, err := r.read(ctx, o.Data, "train")
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "%d predicates, %d features\n", len(samples), len(r.features.names))
	model := linearModel{identity, cmp.Or(o.Epochs, 12), degreeRate, cmp.Or(o.L2, 0.005), cmp.Or(o.Least, 5)}
	w := model.fit(&r.features, samples)
	table := r.features.table("Weights of the degrees of predicates, made by train.Factuality", w, func(string) bool { return false })
	dev, err := r.read(ctx, o.Data, "dev")
	if err != nil {
		return err
	}
	var fit eval.Fit
	for i := range dev {
		fit.Add(total(w, dev[i].features), dev[i].want)
	}
	fmt.Fprintf(o.Log, "dev part: r %.3f, mean absolute error %.3f\n", fit.R(), fit.MeanError())
	return os.WriteFile(o.Out, table, 0o644)
}

// degreeReader codes sentences and lists their predicates.
type degreeReader struct {
	coder    *pipeline.Coder
	finder   *event.Extractor
	features features
}

// read codes the sentences of a part and gives their predicates.
func (r *degreeReader) read(ctx context.Context, path, part string) ([]linearSample, error) {
	list, err := eval.ReadJudged(path, part)
	if err != nil {
		return nil, err
	}
	var out []linearSample
	for i := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d, err := r.coder.Annotate(ingest.Article{ID: list[i].ID, Text: list[i].Text})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", list[i].ID, err)
		}
		var at []int32
		var want []float64
		for k, t := range list[i].Tokens(d) {
			if t != doc.None {
				at, want = append(at, t), append(want, list[i].Predicates[k].Degree)
			}
		}
		for k, p := range r.finder.Predicates(d, at) {
			out = append(out, linearSample{r.features.numbers(p.Features), want[k], 1})
		}
	}
	return out, nil
}
