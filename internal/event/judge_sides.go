package event

import (
	"strings"

	"herodotus/internal/doc"
	"herodotus/internal/model"
)

// How participants were found when not by a slot of the tree.
const (
	whyOrder   = "order of words"
	whyThrough = "through "
)

// sideFeatures tell who takes part and how they were found.
func (w *work) sideFeatures(c *candidate, t *model.Tally) {
	typ := c.sense.Type
	a, r := countNames[min(len(c.actors), 2)], countNames[min(len(c.others), 2)]
	t.Add("sides", a, r)
	t.Add("sides", a, r, typ)
	t.Add("sides", a, r, w.posName(c), c.sense.Frame)
	w.argFeatures("actor", c.actors, c, t)
	w.argFeatures("recipient", c.others, c, t)
	if c.borrowed {
		t.Add("borrowed")
		t.Add("borrowed", typ)
	}
	from := w.between(c)
	t.Add("countries", from)
	t.Add("countries", from, typ)
}

var countNames = [...]string{"no", "one", "many"}

func (w *work) argFeatures(side string, args []doc.Arg, c *candidate, t *model.Tally) {
	if len(args) == 0 {
		return
	}
	a := &args[0]
	e := w.d.Entities.At(a.Entity)
	why := a.Why
	if strings.HasPrefix(why, whyThrough) {
		why = "through"
	}
	t.Add(side, "by", why)
	t.Add(side, "by", why, c.sense.Type)
	sector := e.Sector
	if sector == "" {
		sector = "-"
	}
	t.Add(side, e.Type.String(), sector)
	t.Add(side, e.Type.String(), sector, c.sense.Type)
	if a.Mention >= 0 {
		t.Add(side, w.d.Mentions.At(a.Mention).Kind.String())
	}
	if w.country(a) == "" {
		t.Add(side, "of no country", c.sense.Type)
	}
}

// between tells whether the sides are of one country.
func (w *work) between(c *candidate) string {
	if len(c.actors) == 0 || len(c.others) == 0 && len(c.actors) < 2 {
		return "one side"
	}
	from, to := w.country(&c.actors[0]), ""
	if len(c.others) > 0 {
		to = w.country(&c.others[0])
	} else {
		to = w.country(&c.actors[1])
	}
	switch {
	case from == "" || to == "":
		return "unknown"
	case from == to:
		return "the same"
	}
	return "foreign"
}
