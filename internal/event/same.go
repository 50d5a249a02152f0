package event

import "herodotus/internal/doc"

// link finds for each event the earlier one that it repeats.
func (w *work) link(events []doc.Event) {
	for i := range events {
		e := &events[i]
		for k := i - 1; k >= 0; k-- {
			if w.same(e, &events[k]) {
				e.SameAs = int32(k)
				if first := events[k].SameAs; first >= 0 {
					e.SameAs = first
				}
				break
			}
		}
	}
}

// same tells whether e may be the earlier event again: of the same type, with
// compatible participants, time and place, and not a different act by its very
// tense.
func (w *work) same(e, old *doc.Event) bool {
	if e.Type != old.Type || w.conflicting(e, old) {
		return false
	}
	shared := w.sharedArgs(e.Actors, old.Actors)
	if shared < 0 {
		return false
	}
	other := w.sharedArgs(e.Recipients, old.Recipients)
	if other < 0 {
		return false
	}
	return shared+other > 0 && (w.nounLike(e) || shared > 0 && other > 0)
}

// conflicting tells whether time, place or auxiliary modes keep the events apart.
func (w *work) conflicting(e, old *doc.Event) bool {
	if e.From != "" && old.From != "" && (e.From > old.To || old.From > e.To) {
		return true
	}
	return auxiliaries(e) != auxiliaries(old)
}

func auxiliaries(e *doc.Event) auxiliary {
	a := auxiliary(0)
	for _, n := range e.Auxiliary {
		a |= auxOf(n)
	}
	return a
}

// sharedArgs counts the entities in both lists; -1 when both have some and none is shared.
func (w *work) sharedArgs(a, b []doc.Arg) int {
	n := 0
	for i := range a {
		if hasEntity(b, a[i].Entity) {
			n++
		}
	}
	if n == 0 && len(a) > 0 && len(b) > 0 {
		return -1
	}
	return n
}

// nounLike tells whether the event is told by a definite noun, which refers back.
func (w *work) nounLike(e *doc.Event) bool {
	return !w.verbal(e.Head) && w.definite(e.Head)
}
