package event

import (
	_ "embed"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

//go:embed degrees.txt
var degreesTable string

// mostDegree is the end of the scale of degrees: 3 surely happened, -3 surely did not, 0 unsaid (UDS-IH2, Rudinger,
// White and Van Durme 2018).
const mostDegree = 3

// Predicate is a word of which it is asked how surely the text has it happen, for the trainer of degrees.
type Predicate struct {
	Degree   float32 // from -3 to 3
	Features []string
}

// Degrees tells of each of the given tokens how surely the text has it happen, from -3 to 3: any predicate, event of
// the ontology or not. It rests on the same reading of negation, modality and governing words as the events' factuality.
func (x *Extractor) Degrees(d *doc.Doc, at []int32) []float32 {
	out := make([]float32, len(at))
	x.predicates(d, func(w *work) {
		for i, t := range at {
			out[i] = w.degree(t)
		}
	})
	return out
}

// Predicates is Degrees with the features that it rests on.
func (x *Extractor) Predicates(d *doc.Doc, at []int32) []Predicate {
	out := make([]Predicate, len(at))
	x.predicates(d, func(w *work) {
		for i, t := range at {
			var list model.Tally
			w.degreeFeatures(t, &list)
			out[i] = Predicate{w.degree(t), list.Names}
		}
	})
	return out
}

func (x *Extractor) predicates(d *doc.Doc, run func(*work)) {
	w := x.pool.Get().(*work)
	defer x.pool.Put(w)
	w.reset(x, d)
	w.findTriggers()
	run(w)
	w.release()
}

func (w *work) degree(t int32) float32 {
	sum := model.Tally{Weights: &w.x.degrees}
	w.degreeFeatures(t, &sum)
	return min(max(sum.Sum, -mostDegree), mostDegree)
}

// degreeFeatures describes how a predicate is told. Names are readable: they stand in degrees.txt.
func (w *work) degreeFeatures(t int32, f *model.Tally) {
	f.Add("bias")
	w.judgedFeatures(t, f)
	w.formFeatures("own", t, f)
	w.settingFeatures(t, f)
	f.Add("word", w.d.Lemma(t))
	f.AddClass("class", w.tok(t).Cluster, "-")
	f.AddClass("group", w.tok(t).Cluster>>8, "-")
	g := w.tok(t).Head
	if g < 0 {
		return
	}
	rel := w.rel(t).String()
	w.formFeatures("above", g, f)
	f.Add("under", w.d.Lemma(g), rel)
	f.Add("under", w.d.Lemma(g), rel, w.tok(t).Tag.String())
	f.AddClass("under class", w.tok(g).Cluster, rel)
	f.AddClass("under group", w.tok(g).Cluster>>8, rel)
	f.Add("under", w.tok(g).Tag.String(), rel)
	f.Add("under", w.tok(g).Tag.String(), rel, w.tok(t).Tag.String())
	if g = w.tok(g).Head; g >= 0 {
		f.Add("far under", w.d.Lemma(g), rel)
		f.Add("far under", w.tok(g).Tag.String(), w.rel(w.tok(t).Head).String(), rel)
		w.formFeatures("far above", g, f)
	}
}

// judgedFeatures tell what the rules make of the predicate.
func (w *work) judgedFeatures(t int32, f *model.Tally) {
	j := w.judge(t, doc.None, 0)
	value := string(j.value())
	f.Add("judged", value)
	f.Add("judged", value, w.rel(t).String())
	f.Add("judged", value, w.tok(t).Tag.String())
	f.Add("judged", value, j.why)
	for i, name := range auxNames {
		if j.aux&(1<<i) != 0 {
			f.Add("aux", name)
			f.Add("aux", name, value)
		}
	}
	own := w.own(t, doc.None, doc.None)
	f.Add("by itself", string(own.value()), value)
}

// formFeatures tell of a word's tense, mood, negation and conjunctions, and of its subject.
func (w *work) formFeatures(where string, t int32, f *model.Tally) {
	tag, rel := w.tok(t).Tag.String(), w.rel(t).String()
	f.Add(where, "tag", tag)
	f.Add(where, "relation", rel)
	f.Add(where, "relation", rel, tag)
	first, subject := "", "no subject"
	for _, k := range w.tree.Kids(t) {
		switch r := w.rel(k); r {
		case doc.Aux, doc.AuxPass, doc.Cop:
			f.Add(where, "has", w.d.Form(k))
			f.Add(where, "has", w.d.Lemma(k), tag)
			if first == "" {
				first = w.d.Form(k)
			}
		case doc.Mark, doc.Case, doc.Cc:
			f.Add(where, "mark", w.d.Form(k))
			f.Add(where, "mark", w.d.Form(k), tag, rel)
		case doc.Advmod:
			f.Add(where, "adverb", w.d.Lemma(k))
		case doc.Nsubj, doc.NsubjPass:
			subject = w.tok(k).POS.String()
			if w.tok(k).POS == doc.PRON {
				subject = w.d.Lemma(k)
			}
			f.Add(where, "subject", subject)
			f.Add(where, "subject", subject, tag)
		case doc.Obj, doc.Iobj, doc.Xcomp, doc.Ccomp, doc.Advcl, doc.Conj, doc.Parataxis, doc.Discourse:
			f.Add(where, "with", r.String(), tag)
		}
	}
	f.Add(where, "begins", first, tag)
	f.Add(where, "begins", first, tag, rel, subject)
}

// settingFeatures tell of the sentence around a predicate.
func (w *work) settingFeatures(t int32, f *model.Tally) {
	s := w.d.SentenceOf(t)
	tag := w.tok(t).Tag.String()
	if w.question(t) {
		f.Add("question")
		f.Add("question", tag)
		f.Add("question", w.rel(t).String())
	}
	if s.End > s.Start {
		f.Add("ends", w.d.Form(s.End-1))
	}
	if t > s.Start {
		f.Add("after", w.d.Lemma(t-1))
		f.Add("after", w.tok(t-1).Tag.String(), tag)
		if t-1 > s.Start {
			f.Add("after", w.d.Lemma(t-2), w.d.Lemma(t-1))
		}
	} else {
		f.Add("first", tag)
	}
	if t+1 < s.End {
		f.Add("before", w.tok(t+1).Tag.String(), tag)
	}
	for k := s.Start; k < t; k++ {
		switch w.tok(k).Tag {
		case doc.TagMD:
			f.Add("earlier", w.d.Lemma(k))
		}
		if w.d.FormIs(k, "if") || w.d.FormIs(k, "not") || w.d.FormIs(k, "n't") {
			f.Add("earlier", w.d.Form(k))
		}
	}
}
