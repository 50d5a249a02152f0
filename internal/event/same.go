package event

import (
	"strings"

	"herodotus/internal/doc"
)

// sameEnough is how much must speak for two events being the same.
const sameEnough = 3

// link finds for each event the earlier one that it repeats.
func (w *work) link(events []doc.Event) {
	for i := range events {
		e := &events[i]
		best, score := doc.None, sameEnough-1
		for k := i - 1; k >= 0 && i-k <= maxLink; k-- {
			if s := w.likeness(e, &events[k]); s > score {
				best, score = int32(k), s
			}
		}
		if best < 0 {
			continue
		}
		if first := events[best].SameAs; first >= 0 {
			best = first
		}
		e.SameAs = best
	}
}

// maxLink is how many events back an event may refer, so that long texts cost no more for each event than short ones.
const maxLink = 200

// likeness counts what speaks for e being the earlier event again; negative
// when something speaks against it. Words are said more than once: that
// somebody accuses somebody twice does not make it the same accusation, so an
// act of speech must also be told by the same word or a noun that refers back.
func (w *work) likeness(e, old *doc.Event) int {
	if e.Type != old.Type || w.apart(e, old) {
		return -1
	}
	actors, recipients := w.sharing(e.Actors, old.Actors), w.sharing(e.Recipients, old.Recipients)
	if actors < 0 || recipients < 0 {
		return -1
	}
	n := actors + recipients
	kin, back := w.kin(e.Head, old.Head), w.nounLike(e)
	if kin {
		n++
	}
	if back {
		n++
		if kin && len(e.Actors)+len(e.Recipients) == 0 { // "the attack", and no more of it
			n++
		}
	}
	victim := w.sameVictim(e, old)
	if victim {
		n++
	}
	if w.verbal(e.Head) && w.deepSubj(e.Head, 0) == old.Head {
		n += 2 // "a raid that killed two policemen"
	}
	switch {
	case len(e.Modes) == 0 || len(old.Modes) == 0:
	case e.Modes[0] == old.Modes[0]:
		n++
	case !victim: // one is shot and murdered at once
		n -= 2
	}
	switch e.Type {
	case "AGREE", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "REJECT", "CONCEDE":
		if !kin && !back {
			return -1
		}
	}
	return n
}

// sameVictim tells whether the same single person suffers both: one is seldom
// killed, arrested or freed twice in one report.
func (w *work) sameVictim(e, old *doc.Event) bool {
	switch e.Type {
	case "ASSAULT", "COERCE", "SANCTION", "RETREAT":
	default:
		return false
	}
	for i := range e.Recipients {
		v := w.d.Entities.At(e.Recipients[i].Entity)
		if v.Type == doc.PER && !v.Plural && hasEntity(old.Recipients, e.Recipients[i].Entity) {
			return true
		}
	}
	return false
}

// apart tells whether time or auxiliary modes keep the events apart.
func (w *work) apart(e, old *doc.Event) bool {
	if e.From != "" && old.From != "" && (e.From > old.To || old.From > e.To) {
		return true
	}
	const told = auxNegation | auxHypothetical | auxFuture
	return auxiliaries(e)&told != auxiliaries(old)&told
}

func auxiliaries(e *doc.Event) auxiliary {
	a := auxiliary(0)
	for _, n := range e.Auxiliary {
		a |= auxOf(n)
	}
	return a
}

// sharing weighs how far two lists of participants agree: 2 for a common
// entity, 1 for a common country, 0 when one of them is empty or unknown, -1
// when they differ.
func (w *work) sharing(a, b []doc.Arg) int {
	best := 0
	if len(a) > 0 && len(b) > 0 {
		best = -1
	}
	for i := range a {
		if hasEntity(b, a[i].Entity) {
			return 2
		}
		for k := range b {
			x, y := w.country(&a[i]), w.country(&b[k])
			switch {
			case x == "" || y == "":
				best = max(best, 0)
			case x == y:
				best = max(best, 1)
			}
		}
	}
	return best
}

// kin tells whether two triggers are forms of one word: "airlifted", "airlift".
func (w *work) kin(a, b int32) bool {
	x, y := strings.ToLower(w.d.Lemma(a)), strings.ToLower(w.d.Lemma(b))
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n >= 5 || x == y
}

// nounLike tells whether the event is told by a definite noun, which refers back.
func (w *work) nounLike(e *doc.Event) bool {
	return !w.verbal(e.Head) && w.definite(e.Head)
}
