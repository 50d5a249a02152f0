package event

import (
	"herodotus/internal/frame"
	"herodotus/internal/model"
	"herodotus/internal/quantity"
	"herodotus/internal/topic"
)

// Sum names the embedded tables by their content, those of the packages that this one reads among them: the digest that
// records carry.
func Sum() string {
	return model.SumAll(frame.Sum(), topic.Sum(), quantity.Sum(), judgeTable, castTable, degreesTable, domainsTable, lightTable,
		implicativesTable, irregularTable, casualtiesTable)
}
