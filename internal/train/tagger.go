package train

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/syntax"
)

// sentence is one sentence of a treebank with its gold analysis.
type sentence struct {
	d *doc.Doc
	r doc.Range
	// fold says whose tagger tags the sentence for the parser; a rewritten copy shares it.
	fold int
}

func sentences(docs []*doc.Doc) []sentence {
	var list []sentence
	for _, d := range docs {
		for _, s := range d.Sentences {
			list = append(list, sentence{d, s.Range, len(list) / foldRun % folds})
		}
	}
	return list
}

// tokens gives the sentence's tokens with the gold analysis.
func (s sentence) tokens() []doc.Token { return s.d.Tokens[s.r.Start:s.r.End] }

// tagClasses lists the joint classes that occur at least a number of times, the
// most frequent first; rarer ones are slips of annotation more often than not.
func tagClasses(sents []sentence, times int) []syntax.Class {
	count := map[syntax.Class]int{}
	for _, s := range sents {
		for _, t := range s.tokens() {
			count[syntax.Class{Tag: t.Tag, POS: t.POS}]++
		}
	}
	var list []syntax.Class
	for c, n := range count {
		if n >= times && c.Tag != doc.NoTag && c.POS != doc.NoPOS {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b syntax.Class) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.POS, b.POS))
	})
	return list
}

// trainTagger trains the tag classifier, its own tags standing in for those before.
func trainTagger(ctx context.Context, sents []sentence, classes []syntax.Class, epochs int, seed uint64) (*Perceptron, error) {
	number := map[syntax.Class]int{}
	for i, c := range classes {
		number[c] = i
	}
	clusters, err := syntax.LoadClusters()
	if err != nil {
		return nil, err
	}
	p := NewPerceptron()
	var (
		words  syntax.Words
		keys   []uint64
		atoms  [256]uint32
		scores = make([]int32, len(classes))
		order  = make([]int, len(sents))
		rng    = rand.New(rand.NewPCG(seed, 1))
	)
	for i := range order {
		order[i] = i
	}
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			s := sents[n]
			words.Prepare(s.d, s.r, clusters)
			tag1, tag2 := uint8(0), uint8(0)
			for i, t := range s.tokens() {
				keys = words.TagKeys(keys[:0], &atoms, i, tag1, tag2)
				clear(scores)
				p.Score(keys, scores)
				best := syntax.Best(scores)
				p.Step()
				if gold, ok := number[syntax.Class{Tag: t.Tag, POS: t.POS}]; ok && gold != best {
					p.Update(keys, gold, best)
				}
				tag1, tag2 = uint8(best)+1, tag1
			}
		}
	}
	return p, nil
}

// taggerFile packs a tagger, its sure words and a lemmatiser into a model file.
func taggerFile(ps []*Perceptron, classes []syntax.Class, sure []model.Entry, l *lemmas, features, quiet int) ([]byte, error) {
	weights, err := model.NewSparse(len(classes), Rows(features, ps...), quiet)
	if err != nil {
		return nil, err
	}
	sureWords, err := model.NewLookup(sure)
	if err != nil {
		return nil, err
	}
	endings, err := model.NewLookup(l.entries)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(classes))
	for i, c := range classes {
		names[i] = c.String()
	}
	f := model.File{Kind: syntax.TaggerKind, Sections: []model.Section{
		{Name: "classes", Data: model.AppendStrings(nil, names)},
		{Name: "weights", Data: weights.Append(nil)},
		{Name: "sure words", Data: sureWords.Append(nil)},
		{Name: "lemma rules", Data: model.AppendStrings(nil, l.rules)},
		{Name: "lemma endings", Data: endings.Append(nil)},
	}}
	return f.Append(nil), nil
}
