package event

import (
	_ "embed"

	"herodotus/internal/model"
)

//go:embed judge.txt
var judgeTable string

// judgeThreshold is the probability from which a candidate becomes an event: when it is likelier right than wrong. In
// cross-validation F1 is flat from 0.40 to 0.50, and an invented event costs a reader's trust.
const judgeThreshold = 0.5

// weigh judges candidate i: the hard rules' doubts about it are among the features of the model that decides.
func (w *work) weigh(i int32) {
	w.doubt(i)
	c := &w.cands[i]
	t := model.Tally{Weights: &w.x.verdicts}
	w.features(c, &t)
	c.chance = model.Chance(t.Sum)
}

// accepted tells whether a candidate becomes an event. A user's own senses are not the model's to judge.
func (w *work) accepted(c *candidate) bool {
	if c.sense.Layer > 0 || w.byRules {
		return c.doubts == 0
	}
	// In a field where words of conflict are figures of speech the rule has the last word.
	return c.chance >= judgeThreshold && c.doubts&doubtFigurative == 0
}
