// Package train makes the model files out of annotated text.
//
// In: treebanks and other annotated data, as package corpus reads them. Out:
// model files, the same bytes for the same data and options.
package train

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// SyntaxOptions say what Syntax trains on and where it writes to.
type SyntaxOptions struct {
	Data string    // folder of the data: treebanks in syntax/, names in actors/ and gazetteer/
	Out  string    // folder that gets tagger.model and parser.model
	Log  io.Writer // progress; nil for none

	// Rounds over the data, models learnt in different orders and added up, and
	// features kept; 0 for what the program's own models were made with.
	TaggerEpochs, ParserEpochs                int
	Models                                    int
	TaggerFeatures, MoveFeatures, ArcFeatures int
}

func (o SyntaxOptions) withDefaults() SyntaxOptions {
	for _, d := range []struct {
		field *int
		value int
	}{
		{&o.TaggerEpochs, 8}, {&o.ParserEpochs, 8}, {&o.Models, 3},
		{&o.TaggerFeatures, 150e3}, {&o.MoveFeatures, 600e3}, {&o.ArcFeatures, 160e3},
	} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return o
}

// folds is how many taggers tag the parser's training data, each a part that it
// was not trained on, so that the parser meets the errors it will meet in use.
const (
	folds   = 4
	foldRun = 50 // sentences in a row that share a fold: about a document
)

// Syntax trains the tagger, lemmatiser and parser.
func Syntax(ctx context.Context, opts SyntaxOptions) error {
	o := opts.withDefaults()
	sents, err := treebanks(o.Data)
	if err != nil {
		return err
	}
	names, err := readWorldNames(o.Data)
	if err != nil {
		return err
	}
	lemmas, err := trainLemmas(sents)
	if err != nil {
		return err
	}
	natural := len(sents)
	sents = append(sents, augment(sents, names, 1)...)
	classes := tagClasses(sents, 4)
	sure, err := sureWords(sents[:natural], classes)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "%d sentences, %d classes\n", len(sents), len(classes))
	taggers, err := several(o.Models, func(seed uint64) (*Perceptron, error) {
		return trainTagger(ctx, sents, classes, o.TaggerEpochs, seed)
	})
	if err != nil {
		return err
	}
	tagger, err := taggerFile(taggers, classes, sure, lemmas, o.TaggerFeatures, model.Quiet)
	if err != nil {
		return err
	}
	if err := write(o, "tagger.model", tagger); err != nil {
		return err
	}
	if o.ParserEpochs < 0 {
		return nil
	}
	rels := relations(sents)
	trees, err := jackknife(ctx, o, sents, classes, rels)
	if err != nil {
		return err
	}
	parsers, err := several(o.Models, func(seed uint64) (*parserTrainer, error) {
		return trainParser(ctx, trees, rels, o.ParserEpochs, seed)
	})
	if err != nil {
		return err
	}
	b, err := parserFile(parsers, rels, o.MoveFeatures, o.ArcFeatures)
	if err != nil {
		return err
	}
	return write(o, "parser.model", b)
}

// several trains models side by side, each with its own seed.
func several[T any](n int, do func(seed uint64) (T, error)) ([]T, error) {
	list, errs := make([]T, n), make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { list[i], errs[i] = do(uint64(i) + 1) })
	}
	wait.Wait()
	return list, errors.Join(errs...)
}

func treebanks(dir string) ([]sentence, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "syntax", "*-train.conllu*"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no syntax/*-train.conllu files in %s", dir)
	}
	var sents []sentence
	for _, path := range paths {
		docs, err := corpus.OpenConllu(path)
		if err != nil {
			return nil, err
		}
		sents = append(sents, sentences(docs)...)
	}
	return sents, nil
}

func write(o SyntaxOptions, name string, b []byte) error {
	fmt.Fprintf(o.Log, "%s: %d bytes\n", name, len(b))
	return os.WriteFile(filepath.Join(o.Out, name), b, 0o644)
}

// jackknife tags every sentence with a tagger trained on the other folds.
func jackknife(ctx context.Context, o SyntaxOptions, sents []sentence, classes []syntax.Class, rels []doc.Rel) ([]tagged, error) {
	var class [doc.NumRel]uint8
	for i, r := range rels {
		class[r] = uint8(i)
	}
	trees := make([]tagged, len(sents))
	for fold := range folds {
		var rest []sentence
		for _, s := range sents {
			if s.fold != fold {
				rest = append(rest, s)
			}
		}
		p, err := trainTagger(ctx, rest, classes, (o.TaggerEpochs+1)/2, uint64(fold)+101)
		if err != nil {
			return nil, err
		}
		file, err := taggerFile([]*Perceptron{p}, classes, nil, &lemmas{}, o.TaggerFeatures, 0)
		if err != nil {
			return nil, err
		}
		tagger, err := syntax.Load(file, nil)
		if err != nil {
			return nil, err
		}
		for i, s := range sents {
			if s.fold == fold {
				trees[i] = tag(tagger, s, classes, &class)
			}
		}
		fmt.Fprintf(o.Log, "fold %d of %d tagged\n", fold+1, folds)
	}
	return trees, nil
}

// tag tags a copy of the sentence and keeps the gold tree beside it.
func tag(p *syntax.Parser, s sentence, classes []syntax.Class, rel *[doc.NumRel]uint8) tagged {
	d := &doc.Doc{Text: s.d.Text, Tokens: append([]doc.Token(nil), s.tokens()...)}
	d.Sentences = []doc.Sentence{{Range: doc.Range{End: int32(len(d.Tokens))}}}
	t := tagged{gold: newGold(s.tokens(), s.r.Start, rel)}
	p.Tag(d)
	t.words = d.Tokens
	for i := range d.Tokens {
		for k, c := range classes {
			if c.Tag == d.Tokens[i].Tag && c.POS == d.Tokens[i].POS {
				t.tags = append(t.tags, uint8(k))
			}
		}
	}
	return t
}
