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
	words := x.lex.vocab
	of := make([]uint16, words.Len())
	for i := range of {
		of[i] = clusters.Of(syntax.WordHash(words.String(vocab.Word(i))))
	}
	seen := map[*vocab.Word][]uint16{} // lists are shared by many conditions
	for i := range x.lex.senses {
		conds := x.lex.senses[i].conds
		for k := range conds {
			c := &conds[k]
			if len(c.words) == 0 || c.classes != nil {
				continue
			}
			classes, ok := seen[&c.words[0]]
			if !ok {
				classes = classesOf(c.words, of)
				seen[&c.words[0]] = classes
			}
			c.classes = classes
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
