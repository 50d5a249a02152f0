package event

import (
	"herodotus/internal/doc"
	"herodotus/internal/ontology"
)

// events writes down the kept candidates.
func (w *work) events() []doc.Event {
	out := make([]doc.Event, 0, len(w.kept))
	for _, i := range w.kept {
		out = append(out, w.event(&w.cands[i]))
	}
	w.link(out)
	return out
}

func (w *work) event(c *candidate) doc.Event {
	s := c.sense
	e := doc.Event{
		Type: s.typ, Modes: s.modes, Cameo: s.cameo, Contexts: w.contexts(c),
		Actors: c.actors, Recipients: c.others,
		Place: w.placeOf(c), Time: w.timeOf(c),
		Trigger: w.triggerRange(c), Head: c.tok, Evidence: []doc.Range{w.evidence(c)},
		Claim: w.claimOf(c.tok), SameAs: doc.None,
	}
	if e.Cameo == "" {
		e.Cameo = ontology.Cameo(s.typ, s.modes)
	}
	if e.Time >= 0 {
		e.From, e.To = w.d.Times.At(e.Time).From, w.d.Times.At(e.Time).To
	}
	facts, aux, why := w.facts(c.tok, e.Claim)
	if w.historical(c, e.Time) {
		aux |= auxHistorical
	}
	if cooperative(s.typ) && aux&auxFuture != 0 && facts[len(facts)-1].Value == doc.PRPlus {
		e.Type, e.Modes, e.Cameo = "AGREE", nil, ontology.Cameo("AGREE", nil)
	}
	e.Facts, e.Auxiliary = facts, aux.names()
	e.Confidence = c.chance
	e.Why = w.why(c, why)
	return e
}

// triggerRange is the trigger with its particle or the other words of a compound noun.
func (w *work) triggerRange(c *candidate) doc.Range {
	r := doc.Range{Start: c.last, End: c.last + 1}
	if n := int32(len(c.sense.before)); n > 0 && c.last >= n {
		r.Start -= n
	}
	if int(r.End) < len(w.d.Tokens) && w.tok(r.End).Head == c.tok && w.rel(r.End) == doc.CompoundPrt {
		r.End++
	}
	return r
}

// evidence is the clause that tells the event, without punctuation at its ends.
func (w *work) evidence(c *candidate) doc.Range {
	r := w.tree.Subtree(w.clauseHead(c.tok))
	s := w.d.SentenceOf(c.tok)
	r.Start, r.End = max(r.Start, s.Start), min(r.End, s.End)
	for r.End-1 > c.tok && w.tok(r.End-1).POS == doc.PUNCT {
		r.End--
	}
	for r.Start < c.tok && w.tok(r.Start).POS == doc.PUNCT {
		r.Start++
	}
	return r
}

// why tells which rule and slots made the event, for explain.
func (w *work) why(c *candidate, factuality string) []string {
	out := []string{"frame " + c.sense.frame + " (" + c.sense.line + ")"}
	for _, a := range c.actors {
		out = append(out, "actor from "+a.Why)
	}
	for _, a := range c.others {
		out = append(out, "recipient from "+a.Why)
	}
	if factuality != "" {
		out = append(out, "factuality from “"+factuality+"”")
	}
	if c.next != nil {
		out = append(out, "runner-up "+c.next.frame+" ("+c.next.line+")")
	}
	return out
}

// cooperative tells whether an act that is yet to come is an agreement by the
// codebook: what will be given or traded is promised.
func cooperative(typ string) bool { return typ == "AID" || typ == "COOPERATE" }
