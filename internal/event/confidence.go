package event

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"herodotus/internal/doc"
)

//go:embed confidence.txt
var confidenceTable string

// confidences are the weights of confidence.txt.
type confidences struct {
	base, sense, noActor, noRecipient, order, through, borrowed, heading, aux float64
}

func (x *Extractor) loadConfidence() error {
	c := &x.confidences
	at := map[string]*float64{"base": &c.base, "sense": &c.sense, "noactor": &c.noActor, "norecipient": &c.noRecipient, "order": &c.order,
		"through": &c.through, "borrowed": &c.borrowed, "heading": &c.heading, "aux": &c.aux}
	n := 0
	for line := range strings.Lines(confidenceTable) {
		n++
		body, _, _ := strings.Cut(line, "#")
		f := strings.Fields(body)
		if len(f) == 0 {
			continue
		}
		if len(f) != 2 || at[f[0]] == nil {
			return fmt.Errorf("confidence.txt:%d: want NAME WEIGHT", n)
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return fmt.Errorf("confidence.txt:%d: %w", n, err)
		}
		*at[f[0]] = v
	}
	return nil
}

// confidence gives the probability that the event is right.
func (w *work) confidence(c *candidate, aux auxiliary) float32 {
	t := &w.x.confidences
	sum := t.base + t.sense*(logOdds(float64(c.sense.weight))-logOdds(defaultWeight))
	if len(c.actors) == 0 {
		sum += t.noActor
	}
	if len(c.others) == 0 && len(c.actors) < 2 {
		sum += t.noRecipient
	}
	if foundBy(c, whyOrder) {
		sum += t.order
	}
	if foundBy(c, whyThrough) {
		sum += t.through
	}
	if c.borrowed {
		sum += t.borrowed
	}
	if w.d.SentenceOf(c.tok).Heading {
		sum += t.heading
	}
	if aux&^auxHistorical != 0 {
		sum += t.aux
	}
	return float32(1 / (1 + math.Exp(-sum)))
}

func logOdds(p float64) float64 {
	p = min(max(p, 0.02), 0.98)
	return math.Log(p / (1 - p))
}

// How participants were found when not by a slot of the tree.
const (
	whyOrder   = "order of words"
	whyThrough = "through "
)

// foundBy tells whether a participant was found in that way.
func foundBy(c *candidate, how string) bool {
	for _, args := range [2][]doc.Arg{c.actors, c.others} {
		for i := range args {
			if strings.HasPrefix(args[i].Why, how) {
				return true
			}
		}
	}
	return false
}
