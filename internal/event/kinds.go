package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/frame"
)

// stateOf gives the state to which a town or region belongs, if the document
// speaks of it: what is done to a town is done to its state. None otherwise.
func (w *work) stateOf(e *doc.Entity) int32 {
	if e.Sector != "" || e.Country == "" || e.Type != doc.GPE && e.Type != doc.LOC && e.Type != doc.FAC {
		return doc.None
	}
	return w.stateBy(e.Country)
}

// stateBy gives the entity of a state by its code, None when the document does not speak of it.
func (w *work) stateBy(country string) int32 {
	if country == "" {
		return doc.None
	}
	for i := range w.d.Entities.All() {
		s := w.d.Entities.At(int32(i))
		if s.Type == doc.GPE && s.Sector == "GOV" && s.Country == country && s.Entry != nil {
			return int32(i)
		}
	}
	return doc.None
}

// addArg appends an argument unless its entity is there already.
func (w *work) addArg(dst []doc.Arg, a doc.Arg) []doc.Arg {
	if hasEntity(dst, a.Entity) {
		return dst
	}
	return append(dst, a)
}

func hasEntity(args []doc.Arg, e int32) bool {
	for i := range args {
		if args[i].Entity == e {
			return true
		}
	}
	return false
}

// canAct tells whether an entity may be an event's participant.
func canAct(e *doc.Entity) bool {
	switch e.Type {
	case doc.EVENT, doc.OBJ:
		return false
	case doc.LOC, doc.FAC, doc.MISC:
		return e.Country != "" || e.Sector != ""
	}
	return true
}

// kinds gives what kinds of thing an entity is, for the conditions of the lexicon.
func kinds(e *doc.Entity) frame.Refs {
	var r frame.Refs
	switch e.Type {
	case doc.GPE, doc.NORP:
		if e.Country != "" {
			r |= frame.RefState | frame.RefGov
		}
	case doc.PER:
		r |= frame.RefPerson
	case doc.ORG:
		r |= frame.RefOrg
	}
	switch e.Sector {
	case "MIL", "COP", "REB", "UAF", "PRM", "SPY":
		r |= frame.RefArmed
	case "GOV", "LEG", "JUD":
		r |= frame.RefGov
	case "":
	default:
		r |= frame.RefCivil
	}
	if e.Country != "" || e.Sector != "" {
		r |= frame.RefActor
	}
	return r
}

// country gives the country of an argument.
func (w *work) country(a *doc.Arg) string {
	if a.Country != "" {
		return a.Country
	}
	return w.d.Entities.At(a.Entity).Country
}

// state tells whether a token refers to a state.
func (w *work) state(t int32) bool {
	if w.mentionAt[t] < 0 {
		return w.stateAt[t] >= 0
	}
	return kinds(w.d.Entities.At(w.d.Mentions.At(w.mentionAt[t]).Entity))&frame.RefState != 0
}
