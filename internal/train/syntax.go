// Package train makes the model files out of annotated text.
//
// In: treebanks and other annotated data, as package corpus reads them. Out:
// model files, the same bytes for the same data and options.
package train

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"herodotus/internal/corpus"
	"herodotus/internal/doc"
	"herodotus/internal/syntax"
)

// SyntaxOptions say what Syntax trains on and where it writes to.
type SyntaxOptions struct {
	Data string    // folder of the treebanks' *-train.conllu or .conllu.gz files
	Out  string    // folder that gets tagger.model and parser.model
	Log  io.Writer // progress; nil for none

	// Rounds over the data, and features updated less often than which are left
	// out; 0 for those that the program's own models were made with.
	TaggerEpochs, ParserEpochs             int
	TaggerUpdates, MoveUpdates, ArcUpdates int
}

func (o SyntaxOptions) withDefaults() SyntaxOptions {
	for _, d := range []struct {
		field *int
		value int
	}{
		{&o.TaggerEpochs, 8}, {&o.ParserEpochs, 12}, {&o.TaggerUpdates, 4}, {&o.MoveUpdates, 5}, {&o.ArcUpdates, 4},
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
	classes := tagClasses(sents, 4)
	fmt.Fprintf(o.Log, "%d sentences, %d classes\n", len(sents), len(classes))
	p, err := trainTagger(ctx, sents, classes, o.TaggerEpochs, 1)
	if err != nil {
		return err
	}
	tagger, err := taggerFile(p, classes, trainLemmas(sents), o.TaggerUpdates)
	if err != nil {
		return err
	}
	if err := write(o, "tagger.model", tagger); err != nil {
		return err
	}
	rels := relations(sents)
	trees, err := jackknife(ctx, o, sents, classes, rels)
	if err != nil {
		return err
	}
	parser, err := trainParser(ctx, trees, rels, o.ParserEpochs, 1)
	if err != nil {
		return err
	}
	b, err := parserFile(parser, rels, o.MoveUpdates, o.ArcUpdates)
	if err != nil {
		return err
	}
	return write(o, "parser.model", b)
}

func treebanks(dir string) ([]sentence, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*-train.conllu*"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no *-train.conllu files in %s", dir)
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
		for i, s := range sents {
			if i/foldRun%folds != fold {
				rest = append(rest, s)
			}
		}
		p, err := trainTagger(ctx, rest, classes, (o.TaggerEpochs+1)/2, uint64(fold)+2)
		if err != nil {
			return nil, err
		}
		file, err := taggerFile(p, classes, &lemmas{}, o.TaggerUpdates)
		if err != nil {
			return nil, err
		}
		tagger, err := syntax.Load(file, nil)
		if err != nil {
			return nil, err
		}
		for i, s := range sents {
			if i/foldRun%folds == fold {
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
