package coref

import "herodotus/internal/model"

// Sum names the embedded tables by their content: the digest that records carry.
func Sum() string {
	return model.SumAll(wordsText, pronounsText, givenText, weightsText, groundsText)
}
