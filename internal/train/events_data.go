package train

import (
	"context"
	"fmt"
	"strings"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/event"
	"herodotus/internal/frame"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// Weights of what is not quite a right or wrong event by the reader's own word.
const (
	optionalEvent  = 0.1 // it may or may not be noted
	sentenceEvent  = 0.5 // the one event for which a sentence was chosen
	otherEvent     = 0.1 // what else such a sentence tells was not worth a record to those who chose it
	lexiconExample = 0.3 // written for the sense that it tests
)

// eventReader codes texts and labels their candidates.
type eventReader struct {
	coder  *pipeline.Coder
	finder *event.Extractor
	data   *eventData
}

// readEvents reads all sources.
func readEvents(ctx context.Context, o EventOptions) (*eventData, error) {
	r := eventReader{data: &eventData{features: newFeatures()}}
	var err error
	if r.coder, err = pipeline.New(pipeline.Options{}); err != nil {
		return nil, err
	}
	if r.finder, err = event.New(); err != nil {
		return nil, err
	}
	for _, read := range []func(context.Context, EventOptions) error{r.reports, r.cases, r.sentences, r.examples} {
		if err := read(ctx, o); err != nil {
			return nil, err
		}
	}
	return r.data, nil
}

func (r *eventReader) set(name string, tuned bool) *eventSet {
	s := &eventSet{name: name, tuned: tuned}
	r.data.sets = append(r.data.sets, s)
	return s
}

func (r *eventReader) candidates(a ingest.Article) (*doc.Doc, []event.Candidate, error) {
	d, err := r.coder.Annotate(a)
	if err != nil {
		return nil, nil, err
	}
	return d, r.finder.Candidates(d), nil
}

// reports reads the gold files.
func (r *eventReader) reports(ctx context.Context, o EventOptions) error {
	set := r.set("reports", true)
	return eachReport(ctx, o.Gold, func(gold *eval.Gold, a ingest.Article) error {
		d, found, err := r.candidates(a)
		if err != nil {
			return err
		}
		var want []wanted
		for i := range gold.Events {
			g := &gold.Events[i]
			want = append(want, wanted{types: g.Types, optional: g.Optional, near: len(g.Near), fit: func(c *event.Candidate) int { return fitGold(d, g, c) }})
		}
		r.data.add(set, found, want)
		return nil
	})
}

// fitGold rates a candidate for a gold event as the scorer does: 2 on the trigger, 1 elsewhere in the clause, 0 not at all.
func fitGold(d *doc.Doc, g *eval.GoldEvent, c *event.Candidate) int {
	at := d.SpanOf(c.Trigger)
	near := locate(d.Text, g.Near, 0)
	if onTrigger(g, near, at) {
		return 2
	}
	if near.Start <= at.Start && at.End <= near.End {
		return 1
	}
	return 0
}

// cases reads the files of cases.
func (r *eventReader) cases(ctx context.Context, o EventOptions) error {
	paths, err := caseFiles(o.Cases)
	if err != nil || len(paths) == 0 {
		return err
	}
	set := r.set("cases", true)
	return eachCase(ctx, paths, func(c *corpus.Case, a ingest.Article) error {
		d, found, err := r.candidates(a)
		if err != nil {
			return err
		}
		var want []wanted
		for k := range c.Events {
			g := &c.Events[k]
			want = append(want, wanted{types: g.Types, optional: g.Optional, near: len(g.Trigger), fit: func(c *event.Candidate) int { return fitCase(d, g, c) }})
		}
		r.data.add(set, found, want)
		return nil
	})
}

// fitCase rates a candidate for a case's event: 2 on the trigger, 1 when the trigger lies in its clause, 0 not at all.
func fitCase(d *doc.Doc, g *corpus.CaseEvent, c *event.Candidate) int {
	at := caseTrigger(d.Text, g)
	if at.End == 0 {
		return 0
	}
	if d.SpanOf(c.Trigger).Overlaps(at) {
		return 2
	}
	for _, e := range c.Evidence {
		if s := d.SpanOf(e); s.Start <= at.Start && at.End <= s.End {
			return 1
		}
	}
	return 0
}

// caseTrigger finds the word of a case's event; the zero span when the text does not hold it.
func caseTrigger(text string, g *corpus.CaseEvent) (at doc.Span) {
	for from, n := 0, 0; n < g.Nth; n++ {
		i := strings.Index(text[from:], g.Trigger)
		if i < 0 {
			return doc.Span{}
		}
		at = doc.Span{Start: int32(from + i), End: int32(from + i + len(g.Trigger))}
		from += i + 1
	}
	return at
}

// sentences reads PLOVER's records: the candidates of the record's type are events, of the others nothing is known.
func (r *eventReader) sentences(ctx context.Context, o EventOptions) error {
	if o.Sentences == "" {
		return nil
	}
	set := r.set("sentences", true)
	return eachSentence(ctx, o.Sentences, func(x *eval.Sentence, a ingest.Article) error {
		_, found, err := r.candidates(a)
		if err != nil {
			return err
		}
		for k := range found {
			s := r.data.sample(set, &found[k])
			switch {
			case found[k].Type != x.Type:
				s.weight = otherEvent
			case !found[k].Eaten:
				s.event, s.weight = true, sentenceEvent
			}
			set.samples = append(set.samples, s)
		}
		r.data.docs++
		return nil
	})
}

// examples reads the lexicon's own: candidates of the frame for which an example was written are events, all those of
// an example of what is none are none.
func (r *eventReader) examples(ctx context.Context, _ EventOptions) error {
	files, err := frame.Builtin()
	if err != nil {
		return err
	}
	lex, err := frame.Load(files)
	if err != nil {
		return err
	}
	set := r.set("examples", true)
	for _, ex := range lex.Examples() {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, found, err := r.candidates(ingest.Article{Text: ex.Text, Published: "2000-01-01"})
		if err != nil {
			return fmt.Errorf("%s:%d: %w", ex.File, ex.Line, err)
		}
		for k := range found {
			s := r.data.sample(set, &found[k])
			s.event = found[k].Type == ex.Type && found[k].Frame == ex.Frame && !found[k].Eaten
			if s.event || ex.Type == "NONE" {
				s.weight = lexiconExample
			}
			set.samples = append(set.samples, s)
		}
		r.data.docs++
	}
	return nil
}
