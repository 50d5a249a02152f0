package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
)

// deontic is the sense of "must" and "should" said of somebody else: "London
// said that Libya must hand over the men" asks Libya to do so.
var deontic = frame.Sense{Rule: &frame.Rule{Frame: "must", Type: "REQUEST", Cameo: "100", Weight: 0.6, Own: doc.CTPlus, Line: "deontic.go"}, POS: 'v'}

// demands turns what others must do, as somebody says, into requests.
func (w *work) demands() {
	for i := range w.d.Claims.All() {
		c := w.d.Claims.At(int32(i))
		if c.Source < 0 {
			continue
		}
		for _, r := range c.Content {
			for t := r.Start; t < r.End; t++ {
				if w.rel(t) == doc.Aux && w.obliges(t) && w.claimOf(t) == int32(i) {
					w.demand(w.tok(t).Head, c)
				}
			}
		}
	}
}

func (w *work) obliges(t int32) bool {
	f := w.d.Form(t)
	return doc.FoldsTo(f, "must") || doc.FoldsTo(f, "should") || doc.FoldsTo(f, "ought")
}

// demand makes a request of the verb that somebody is said to owe, unless the
// speaker owes it.
func (w *work) demand(v int32, c *doc.Claim) {
	if v < 0 || w.passive(v) || w.question(v) {
		return
	}
	actors := w.addMention(nil, c.Source, "who says so")
	others := without(w.refer(nil, w.subjKid(v), "who must"), actors)
	if len(actors) == 0 || len(others) == 0 || !w.official(&others[0]) || w.country(&actors[0]) == "" {
		return
	}
	made := candidate{tok: v, last: v, sense: &deontic, actors: actors, others: others, filled: true}
	if old := w.candAt[v]; old >= 0 {
		w.cands[old] = made
		return
	}
	w.candAt[v] = int32(len(w.cands))
	w.cands = append(w.cands, made)
}

// official tells whether an argument is a state or one who acts for one.
func (w *work) official(a *doc.Arg) bool {
	return kinds(w.d.Entities.At(a.Entity))&(frame.RefState|frame.RefGov|frame.RefArmed|frame.RefOrg) != 0
}
