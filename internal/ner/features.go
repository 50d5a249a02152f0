package ner

import (
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// Words are the prepared tokens of one document. The zero value is ready; a
// trainer and the recogniser prepare a document alike.
type Words struct {
	list []word
	runs []run
	seen seenTable
	buf  []byte
}

// run is a stretch of capitalised tokens with what binds them: "of", "the", hyphens.
type run struct {
	start, end  int32
	first, last uint32 // lower-case hashes of its first and last word
	lastKnown   uint32
	lastLex     uint32
}

// Prepare hashes the tokens of a document and looks them up.
func (w *Words) Prepare(d *doc.Doc, lex *Lexicon) {
	n := len(d.Tokens)
	if cap(w.list) < n {
		w.list = make([]word, n)
	}
	w.list = w.list[:n]
	for i := range d.Tokens {
		p := &w.list[i]
		*p = word{run: -1, tag: uint32(d.Tokens[i].Tag) + 1}
		w.buf = p.set(w.buf, d.Form(int32(i)))
	}
	w.markKnown(d.Known.All())
	lex.mark(w.list, d)
	w.markSeen(d)
	w.markRuns(d)
}

// markKnown sets the bits of what the knowledge base recognises.
func (w *Words) markKnown(known []doc.Known) {
	for i := range known {
		k := &known[i]
		bit := knownBit(k)
		if bit == 0 {
			continue
		}
		w.list[k.Start].known |= bit
		for j := k.Start + 1; j < k.End; j++ {
			w.list[j].known |= bit << 1
		}
	}
}

// markRuns finds the runs of capitalised words. In a sentence whose words are
// mostly capitalised a run says nothing, so there are none.
func (w *Words) markRuns(d *doc.Doc) {
	w.runs = w.runs[:0]
	for s := range d.Sentences {
		r := d.Sentences[s].Range
		if w.titleCase(r) {
			continue
		}
		for i := r.Start; i < r.End; {
			if w.list[i].casing < upperCase {
				i++
				continue
			}
			i = w.addRun(i, r.End)
		}
	}
}

// titleCase tells whether most words of the sentence have a capital.
func (w *Words) titleCase(r doc.Range) bool {
	upper, lower := 0, 0
	for i := r.Start; i < r.End; i++ {
		switch w.list[i].casing {
		case upperCase, allCapital:
			upper++
		case lowerCase:
			lower++
		}
	}
	return upper > 3 && upper > 2*lower
}

// addRun adds the run that begins at i and gives the token after it.
func (w *Words) addRun(i, end int32) int32 {
	last := i
	for j := i + 1; j < end && j <= last+3; j++ {
		p := &w.list[j]
		if p.casing >= upperCase {
			last = j
		} else if !binds(p.lower) {
			break
		}
	}
	n := int32(len(w.runs))
	for j := i; j <= last; j++ {
		w.list[j].run = n
	}
	l := &w.list[last]
	w.runs = append(w.runs, run{start: i, end: last + 1, first: w.list[i].lower, last: l.lower, lastKnown: l.known, lastLex: l.lex})
	return last + 1
}

// binding lists the small words and marks inside names: "Bank of the West", "Jong-un".
var binding = func() (hs []uint32) {
	for _, s := range []string{"of", "the", "-", "&", "de", "al", "bin", "ibn", "van", "von", "da", "del", "for"} {
		hs = append(hs, model.Hash(s)|1)
	}
	return hs
}()

func binds(lower uint32) bool { return slices.Contains(binding, lower) }

// Atoms: what a template may name.
const (
	_ = iota
	form0
	form1
	form2
	formB1 // B: before
	formB2
	low0
	low1
	lowB1
	suf3
	suf4
	pre2
	pre3
	shape0
	shape1
	shapeB1
	tag0
	tag1
	tagB1
	tag2
	tagB2
	known0
	known1
	knownB1
	lex0
	lex1
	lexB1
	context0 // casing, place in the sentence, what the document shows
	runFirst
	runLast
	runPlace // distance from the ends of the run
	runLen
	runBefore
	runAfter
	runLastKnown
	atoms
)

// templates lists the features; the order is part of the model.
var templates = []model.Template{
	{form0}, {form1}, {form2}, {formB1}, {formB2},
	{formB1, form0}, {form0, form1}, {formB1, form1}, {formB2, formB1}, {form1, form2},
	{low0}, {low0, context0}, {lowB1, tag0}, {low1, tag0},
	{suf3}, {suf4}, {pre2}, {pre3}, {suf3, shape0},
	{shape0}, {shape0, shapeB1}, {shape0, shape1}, {shapeB1, shape0, shape1}, {shape0, context0},
	{tag0}, {tagB1, tag0}, {tag0, tag1}, {tagB1, tag0, tag1}, {tagB2, tagB1, tag0}, {tag0, tag1, tag2},
	{known0}, {known0, knownB1}, {known0, known1}, {known0, shape0}, {known0, tag0, context0}, {known0, tag1},
	{lex0}, {lexB1, lex0}, {lex0, lex1}, {lexB1, lex0, lex1}, {lex0, tag0, context0}, {lex0, shape0},
	{context0}, {context0, tag0},
	{runLast}, {runLast, runPlace}, {runFirst, runPlace}, {runBefore, runLen}, {runAfter, runLen},
	{runBefore, shape0}, {runAfter, shape0}, {runPlace, runLen, tag0}, {runLastKnown, runPlace}, {runLast, lex0}, {runBefore, lex0}, {runAfter, lex0},
	{runBefore, runAfter},
	{lowB1, lex0}, {lowB1, known0}, {low1, lex0}, {low1, known0}, {lex0, form1, context0}, {known0, lex0, context0},
}

// Keys appends the features of token i of the sentence r.
func (w *Words) Keys(keys []uint64, a *[256]uint32, r doc.Range, i int32) []uint64 {
	p := &w.list[i]
	before, before2 := w.at(r, i-1), w.at(r, i-2)
	after, after2 := w.at(r, i+1), w.at(r, i+2)
	a[form0], a[form1], a[form2], a[formB1], a[formB2] = p.form, after.form, after2.form, before.form, before2.form
	a[low0], a[low1], a[lowB1] = p.lower, after.lower, before.lower
	a[suf3], a[suf4], a[pre2], a[pre3] = p.suf[0], p.suf[1], p.pre[0], p.pre[1]
	a[shape0], a[shape1], a[shapeB1] = p.shape, after.shape, before.shape
	a[tag0], a[tag1], a[tagB1], a[tag2], a[tagB2] = p.tag, after.tag, before.tag, after2.tag, before2.tag
	a[known0], a[known1], a[knownB1] = p.known+1, after.known+1, before.known+1
	a[lex0], a[lex1], a[lexB1] = p.lex+1, after.lex+1, before.lex+1
	first := uint32(0)
	if before == &edge || before.casing == noCase && i-1 == r.Start {
		first = 1
	}
	a[context0] = 1 + uint32(p.casing) + 4*first + 8*p.seen
	w.runAtoms(a, r, i, p)
	return model.Keys(keys, templates, a)
}

func (w *Words) runAtoms(a *[256]uint32, r doc.Range, i int32, p *word) {
	if p.run < 0 {
		a[runFirst], a[runLast], a[runPlace], a[runLen], a[runBefore], a[runAfter], a[runLastKnown] = 0, 0, 0, 0, 0, 0, 0
		return
	}
	g := &w.runs[p.run]
	a[runFirst], a[runLast] = g.first, g.last
	a[runPlace] = 1 + uint32(min(i-g.start, 3)) + 4*uint32(min(g.end-1-i, 3))
	a[runLen] = 1 + uint32(min(g.end-g.start, 5))
	a[runBefore], a[runAfter] = w.at(r, g.start-1).lower, w.at(r, g.end).lower
	a[runLastKnown] = 1 + g.lastKnown<<6 + g.lastLex
}

// edge stands for the words outside the sentence.
var edge = word{form: 2, lower: 2, shape: 2, tag: 200, run: -1}

func (w *Words) at(r doc.Range, i int32) *word {
	if !r.Has(i) {
		return &edge
	}
	return &w.list[i]
}
