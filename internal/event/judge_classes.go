package event

import (
	"fmt"
	"slices"

	"herodotus/internal/syntax"
	"herodotus/internal/vocab"
)

// loadClasses notes the distributional classes of the words that conditions list, so that what is not listed can be
// compared with what is.
func (x *Extractor) loadClasses() error {
	clusters, err := syntax.LoadClusters()
	if err != nil {
		return fmt.Errorf("classes of listed words: %w", err)
	}
	words := x.lex.Vocab
	of := make([]uint16, words.Len())
	for i := range of {
		of[i] = clusters.Of(syntax.WordHash(words.String(vocab.Word(i))))
	}
	seen := map[*vocab.Word][]uint16{} // lists are shared by many conditions
	for i := range x.lex.Senses {
		conds := x.lex.Senses[i].Conds
		for k := range conds {
			c := &conds[k]
			if len(c.Words) == 0 || c.Classes != nil {
				continue
			}
			classes, ok := seen[&c.Words[0]]
			if !ok {
				classes = classesOf(c.Words, of)
				seen[&c.Words[0]] = classes
			}
			c.Classes = classes
		}
	}
	return nil
}

// classesOf gives the classes of the words in ascending order, each once.
func classesOf(words []vocab.Word, of []uint16) []uint16 {
	out := make([]uint16, 0, len(words))
	for _, w := range words {
		if of[w] != 0 {
			out = append(out, of[w])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
