package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/eval"
	"herodotus/internal/event"
	"herodotus/internal/ingest"
	"herodotus/internal/pipeline"
)

// CastOptions say what Cast trains on and where it writes to.
type CastOptions struct {
	Gold      string    // folder of gold/1 files; their texts are named relative to the folder above
	Cases     string    // folder of files of cases; none when empty
	Sentences string    // PLOVER's gold standard records; none when empty
	Out       string    // the table of weights that is written
	Log       io.Writer // cross-validation; nil for none

	// Epochs over the data, the strength of the pull of weights towards zero, and the least samples that must have a
	// feature; 0 for those that the program's own table was made with.
	Epochs int
	L2     float64
	Least  int
}

const (
	leastCast = 10   // in how many samples a feature must stand to get a weight
	castRate  = 0.05 // the first step size
	castFolds = 5    // parts in cross-validation, by document
)

// Weights of what is not quite right or wrong by the reader's own word.
const (
	optionalCast = 0.5 // who takes part in an event that need not be noted
	mayBeLeftOut = 0.3 // one who takes part, but whom it is right not to name
	sentenceCast = 2   // those marked in a sentence that was chosen for them: few, and of many countries
)

// castSide is what readers say of one side of an event: of each one who takes part the names, any of which is right.
type castSide struct {
	names    [][]string
	spans    []doc.Span // where they stand, if the reader marked that
	anyOf    bool       // one of them suffices
	optional bool       // naming none is right too
	unknown  bool       // nothing is said
}

// castWanted is an event that a reader noted.
type castWanted struct {
	types              []string
	fit                func(at doc.Span) bool
	weight             float64
	mutual             bool
	actors, recipients castSide
}

// castEvent is an event with the samples of its parties: for each role one.
type castEvent struct {
	doc      int
	required bool
	rules    [2][]bool // by role and party
	samples  [2][]linearSample
	right    [2][]int // by role and party: which of those wanted it is, -1 for none
	want     [2]int
	anyOf    [2]bool
	optional [2]bool
	untested [2]bool
}

type castReader struct {
	coder    *pipeline.Coder
	finder   *event.Extractor
	features features
	events   []castEvent
	docs     int
}

// Cast trains the model that gives roles to those who may take part in an event: a logistic regression over the
// features of event.Castings.
func Cast(ctx context.Context, o CastOptions) error {
	if o.Log == nil {
		o.Log = io.Discard
	}
	r := castReader{features: newFeatures()}
	var err error
	if r.coder, err = pipeline.New(pipeline.Options{}); err != nil {
		return err
	}
	if r.finder, err = event.New(); err != nil {
		return err
	}
	for _, read := range []func(context.Context, CastOptions) error{r.reports, r.cases, r.sentences} {
		if err := read(ctx, o); err != nil {
			return err
		}
	}
	model := linearModel{logistic, cmp.Or(o.Epochs, 15), castRate, cmp.Or(o.L2, 0.03), cmp.Or(o.Least, leastCast)}
	r.crossValidate(o.Log, model)
	w := model.fit(&r.features, r.samples(func(int) bool { return true }))
	return os.WriteFile(o.Out, r.features.table("Weights of the roles in events, made by train.Cast", w, func(string) bool { return false }), 0o644)
}

func (r *castReader) samples(use func(doc int) bool) []linearSample {
	var out []linearSample
	for i := range r.events {
		e := &r.events[i]
		if !use(e.doc) {
			continue
		}
		for k := range e.samples {
			for _, s := range e.samples[k] {
				if s.weight > 0 {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// reports reads the gold files.
func (r *castReader) reports(ctx context.Context, o CastOptions) error {
	return eachReport(ctx, o.Gold, func(gold *eval.Gold, a ingest.Article) error {
		d, err := r.coder.Annotate(a)
		if err != nil {
			return err
		}
		r.add(d, goldCast(d, gold))
		return nil
	})
}

func goldCast(d *doc.Doc, gold *eval.Gold) []castWanted {
	names := map[string][]string{}
	for i := range gold.Entities {
		e := &gold.Entities[i]
		names[e.Name] = append([]string{e.Name}, e.Aliases...)
	}
	list := func(want []string) (out [][]string) {
		for _, n := range want {
			out = append(out, looseNames(append([]string{n}, names[n]...)))
		}
		return out
	}
	var out []castWanted
	for i := range gold.Events {
		g := &gold.Events[i]
		at := locate(d.Text, g.Near, 0)
		w := castWanted{types: g.Types, weight: 1, mutual: g.Reciprocal, fit: func(s doc.Span) bool { return onTrigger(g, at, s) },
			actors:     castSide{names: list(g.Actors), anyOf: g.ActorsAny, optional: g.ActorsOptional},
			recipients: castSide{names: list(g.Recipients), anyOf: g.RecipientsAny, optional: g.RecipientsOptional}}
		if g.Optional {
			w.weight = optionalCast
		}
		out = append(out, w)
	}
	return out
}

func onTrigger(g *eval.GoldEvent, near, at doc.Span) bool {
	for _, t := range g.Trigger {
		if i := strings.Index(g.Near, t); i >= 0 && at.Overlaps(doc.Span{Start: near.Start + int32(i), End: near.Start + int32(i+len(t))}) {
			return true
		}
	}
	return false
}

// cases reads the files of cases.
func (r *castReader) cases(ctx context.Context, o CastOptions) error {
	paths, err := caseFiles(o.Cases)
	if err != nil {
		return err
	}
	return eachCase(ctx, paths, func(c *corpus.Case, a ingest.Article) error {
		d, err := r.coder.Annotate(a)
		if err != nil {
			return err
		}
		r.add(d, caseCast(d, c))
		return nil
	})
}

func caseCast(d *doc.Doc, c *corpus.Case) []castWanted {
	var out []castWanted
	for k := range c.Events {
		g := &c.Events[k]
		w := castWanted{types: g.Types, weight: 1, actors: caseSide(g.Actors, g.AnyActors), recipients: caseSide(g.Recipients, g.AnyRecipients)}
		at := caseTrigger(d.Text, g)
		w.fit = func(s doc.Span) bool { return s.Overlaps(at) }
		if g.Optional {
			w.weight = optionalCast
		}
		out = append(out, w)
	}
	return out
}

func caseSide(want [][]string, untested bool) castSide {
	s := castSide{unknown: untested, optional: len(want) > 0}
	for _, names := range want {
		s.names = append(s.names, looseNames(names))
		s.optional = s.optional && slices.Contains(names, "-")
	}
	return s
}

func looseNames(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = looseName(n)
	}
	return out
}

// add labels the parties of a document's events by the events that readers noted.
func (r *castReader) add(d *doc.Doc, want []castWanted) {
	used := make([]bool, len(want))
	for _, c := range r.finder.Castings(d) {
		at := d.SpanOf(c.Trigger)
		for i := range want {
			if w := &want[i]; !used[i] && slices.Contains(w.types, c.Type) && w.fit(at) {
				used[i] = true
				r.events = append(r.events, r.label(d, &c, w))
				break
			}
		}
	}
	r.docs++
}

func (r *castReader) label(d *doc.Doc, c *event.Casting, w *castWanted) castEvent {
	e := castEvent{doc: r.docs, required: w.weight == 1}
	for k, s := range [2]*castSide{&w.actors, &w.recipients} {
		e.want[k], e.anyOf[k], e.optional[k], e.untested[k] = len(s.names), s.anyOf, s.optional, s.unknown || k == 1 && (w.mutual || c.Mutual)
		for i := range c.Parties {
			p := &c.Parties[i]
			names, role := p.Actor, "actor"
			if k == 1 {
				names, role = p.Recipient, "recipient"
			}
			hit := s.is(d, p)
			sample := linearSample{r.features.numbers(names), 0, w.weight}
			switch {
			case s.unknown || w.mutual && k == 1:
				sample.weight = 0
			case hit >= 0:
				sample.want = 1
				if s.optional {
					sample.weight *= mayBeLeftOut
				}
			case c.Mutual && k == 0 && w.recipients.is(d, p) >= 0:
				sample.want = 1
			case c.Mutual && k == 1:
				sample.weight = 0
			}
			e.rules[k] = append(e.rules[k], p.Rule == role)
			e.samples[k] = append(e.samples[k], sample)
			e.right[k] = append(e.right[k], hit)
		}
	}
	return e
}

// is gives which of those on a side the party is, -1 for none.
func (s *castSide) is(d *doc.Doc, p *event.Party) int {
	have := []string{d.Entities.At(p.Entity).Name}
	if p.Mention >= 0 {
		at := d.SpanOf(d.Mentions.At(p.Mention).Range)
		if i := slices.IndexFunc(s.spans, at.Overlaps); i >= 0 {
			return i
		}
		have = append(have, d.Words(d.Mentions.At(p.Mention).Range))
	}
	return slices.IndexFunc(s.names, func(want []string) bool { return sharesName(have, want) })
}

// crossValidate reports how often the sides of required events are right, on documents that were not trained on.
func (r *castReader) crossValidate(log io.Writer, m linearModel) {
	p := make([][2][]float64, len(r.events))
	for k := range castFolds {
		w := m.fit(&r.features, r.samples(func(doc int) bool { return doc%castFolds != k }))
		for i := range r.events {
			if e := &r.events[i]; e.doc%castFolds == k {
				for s := range e.samples {
					for _, x := range e.samples[s] {
						p[i][s] = append(p[i][s], logistic(total(w, x.features)))
					}
				}
			}
		}
	}
	r.report(log, "rules", func(e, s, i int) bool { return r.events[e].rules[s][i] })
	r.report(log, "alone", func(e, s, i int) bool { return p[e][s][i] >= 0.5 && p[e][s][i] > p[e][1-s][i] })
	r.report(log, "the best possible", func(e, s, i int) bool { return r.events[e].samples[s][i].want == 1 })
}

// report tells how many sides of required events are right when chosen tells which parties have them.
func (r *castReader) report(log io.Writer, what string, chosen func(event, side, party int) bool) {
	var right, all [2]int
	both, events := 0, 0
	for i := range r.events {
		e := &r.events[i]
		if !e.required {
			continue
		}
		events++
		whole := true
		for s := range e.samples {
			if e.untested[s] {
				continue
			}
			all[s]++
			if e.sideRight(s, func(k int) bool { return chosen(i, s, k) }) {
				right[s]++
			} else {
				whole = false
			}
		}
		if whole {
			both++
		}
	}
	fmt.Fprintf(log, "  %s: actors %d of %d, recipients %d of %d, both %d of %d\n", what, right[0], all[0], right[1], all[1], both, events)
}

func (e *castEvent) sideRight(s int, chosen func(int) bool) bool {
	met := map[int]bool{}
	n := 0
	for k := range e.samples[s] {
		if !chosen(k) {
			continue
		}
		n++
		if e.samples[s][k].want == 0 {
			return false
		}
		met[e.right[s][k]] = true
	}
	switch {
	case n == 0:
		return e.want[s] == 0 || e.optional[s]
	case e.anyOf[s]:
		return true
	}
	return len(met) >= e.want[s]
}
