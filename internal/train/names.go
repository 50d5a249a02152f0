package train

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/kb"
	"herodotus/internal/model"
	"herodotus/internal/ner"
	"herodotus/internal/syntax"
)

// NamesOptions say what Names trains on and where it writes to.
type NamesOptions struct {
	Data string    // folder of the annotated data: syntax/, names/, gum/, gazetteer/
	Wire string    // folder of reports with listed participants: text/, gold/; "" for none
	Out  string    // folder that gets names.model
	Log  io.Writer // progress; nil for none

	// 0 for what the program's own model was made with.
	Epochs    int
	Times     int     // features that occur less often are left out
	L1        float64 // more makes the model smaller
	TagEpochs int     // of the taggers whose tags the model learns to live with
}

func (o NamesOptions) withDefaults() NamesOptions {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	if o.Times == 0 {
		o.Times = 2
	}
	if o.L1 == 0 {
		o.L1 = 0.3
	}
	if o.TagEpochs == 0 {
		o.TagEpochs = 4
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return o
}

// Names trains the name recogniser.
func Names(ctx context.Context, opts NamesOptions) error {
	o := opts.withDefaults()
	b, err := namesModel(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "names.model: %d bytes\n", len(b))
	return os.WriteFile(filepath.Join(o.Out, "names.model"), b, 0o644)
}

func namesModel(ctx context.Context, o NamesOptions) ([]byte, error) {
	docs, err := nameDocs(ctx, o)
	if err != nil {
		return nil, err
	}
	table, err := nameLexicon(o.Data, docs)
	if err != nil {
		return nil, err
	}
	lex, err := ner.NewLexicon(table)
	if err != nil {
		return nil, err
	}
	sents := chainSentences(docs, lex)
	c := newCRF(sents, int32(o.Times), 0.1, o.L1, 1e-3)
	fmt.Fprintf(o.Log, "%d documents, %d sentences, %d features\n", len(docs), len(sents), len(c.index))
	err = c.train(ctx, sents, o.Epochs, 1, func(epoch int, loss float64) {
		fmt.Fprintf(o.Log, "epoch %d: loss %.0f\n", epoch, loss)
	})
	if err != nil {
		return nil, err
	}
	weights, err := c.table()
	if err != nil {
		return nil, err
	}
	f := model.File{Kind: ner.Kind, Sections: []model.Section{
		{Name: "weights", Data: weights.Append(nil)},
		{Name: "transitions", Data: ner.AppendTransitions(nil, c.transitions())},
		{Name: "lexicon", Data: table.Append(nil)},
	}}
	return f.Append(nil), nil
}

// nameDocs reads all training documents and has them tagged and annotated as
// the recogniser will meet them.
func nameDocs(ctx context.Context, o NamesOptions) ([]*nameDoc, error) {
	base, err := kb.Open()
	if err != nil {
		return nil, err
	}
	tables, err := ner.ReadTables()
	if err != nil {
		return nil, err
	}
	taggers, err := foldTaggers(ctx, o)
	if err != nil {
		return nil, err
	}
	prepare := func(n *nameDoc) {
		taggers[foldOf(n.id)].Tag(n.d)
		base.Annotate(n.d)
	}
	ewt, err := readNER(filepath.Join(o.Data, "syntax", "ewt-train.conllu.gz"), filepath.Join(o.Data, "names", "uner-ewt-train.iob2.gz"), prepare)
	if err != nil {
		return nil, err
	}
	gum, err := readGUM(filepath.Join(o.Data, "gum", "layers.jsonl.gz"), tables, prepare)
	if err != nil {
		return nil, err
	}
	docs := append(ewt, gum...)
	if o.Wire != "" {
		wire, err := readWire(o.Wire, tables, prepare)
		if err != nil {
			return nil, err
		}
		docs = append(docs, wire...)
	}
	for _, n := range docs {
		n.settlePlaces(tables)
	}
	return docs, nil
}

// foldTaggers trains taggers, each on a part of the treebanks' documents, for
// the documents of the other parts. The last has seen none of the reports.
func foldTaggers(ctx context.Context, o NamesOptions) ([]*syntax.Parser, error) {
	var docs []*doc.Doc
	for _, name := range []string{"ewt-train", "gum-train"} {
		ds, err := corpus.OpenConllu(filepath.Join(o.Data, "syntax", name+".conllu.gz"))
		if err != nil {
			return nil, err
		}
		docs = append(docs, ds...)
	}
	list := make([]*syntax.Parser, nameFolds)
	for fold := range list {
		var part []*doc.Doc
		for _, d := range docs {
			if foldOf(d.ID) != fold {
				part = append(part, d)
			}
		}
		sents := sentences(part)
		classes := tagClasses(sents, 4)
		p, err := trainTagger(ctx, sents, classes, o.TagEpochs, uint64(fold)+20)
		if err != nil {
			return nil, err
		}
		b, err := taggerFile([]*Perceptron{p}, classes, nil, &lemmas{}, 150e3, model.Quiet)
		if err != nil {
			return nil, err
		}
		if list[fold], err = syntax.Load(b, nil); err != nil {
			return nil, err
		}
		fmt.Fprintf(o.Log, "tagger %d of %d\n", fold+1, nameFolds)
	}
	return list, nil
}

const nameFolds = 3

// foldOf gives the part of the data that a document belongs to.
func foldOf(id string) int { return int(model.Hash(id) % nameFolds) }

// Knowledge that training hides in a part of the documents: what the tables
// know of today's persons and bodies they will not know of tomorrow's.
const hidden = 0.35

// chainSentences makes the features of all sentences.
func chainSentences(docs []*nameDoc, lex *ner.Lexicon) []chainSentence {
	var (
		out   []chainSentence
		words ner.Words
		atoms [256]uint32
		rng   = rand.New(rand.NewPCG(7, 7))
	)
	for _, n := range docs {
		d := n.d
		if rng.Float64() < hidden {
			d = withoutNames(d)
		}
		words.Prepare(d, lex)
		for _, s := range d.Sentences {
			c := chainSentence{weight: n.weight, allowed: n.allowed[s.Start:s.End]}
			for i := s.Start; i < s.End; i++ {
				c.keys = append(c.keys, words.Keys(nil, &atoms, s.Range, i))
			}
			if len(c.keys) > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// withoutNames gives the document without what the knowledge base knows of persons and bodies.
func withoutNames(d *doc.Doc) *doc.Doc {
	c := *d
	c.Known = doc.Layer[doc.Known]{}
	var known []doc.Known
	for _, k := range d.Known.All() {
		if k.Entry == nil || k.Sense != doc.SenseName || k.Entry.Type == doc.GPE || k.Entry.Type == doc.LOC {
			known = append(known, k)
		}
	}
	c.Known.Set(known)
	return &c
}
