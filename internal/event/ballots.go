package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/topic"
)

// InContext is an event with what speaks for each context of it, for the trainer of contexts.
type InContext struct {
	doc.Event
	Ballots []topic.Ballot
}

// InContexts gives the events that Extract would find, with what speaks for their contexts. The stages before this one
// must have run; nothing is written.
func (x *Extractor) InContexts(d *doc.Doc) []InContext {
	w := x.pool.Get().(*work)
	defer x.pool.Put(w)
	w.reset(x, d)
	w.find()
	w.cast()
	var out []InContext
	for _, i := range w.kept {
		c := &w.cands[i]
		out = append(out, InContext{w.event(c), w.topics.Ballots(inContext(c))})
	}
	w.release()
	return out
}

// inContext is what contexts are asked for.
func inContext(c *candidate) topic.Event {
	return topic.Event{Token: c.tok, Type: c.sense.Type, Contexts: c.sense.Contexts}
}
