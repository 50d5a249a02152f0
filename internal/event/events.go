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
		Type: s.Type, Modes: s.Modes, Cameo: s.Cameo, Contexts: w.topics.At(inContext(c)),
		Actors: c.actors, Recipients: c.others,
		Place: w.placeOf(c), Time: w.timeOf(c),
		Trigger: w.triggerRange(c), Head: c.tok, Evidence: []doc.Range{w.evidence(c)},
		Claim: w.claimOf(c.tok), SameAs: doc.None,
	}
	if e.Cameo == "" {
		e.Cameo = ontology.Cameo(s.Type, s.Modes)
	}
	if e.Time >= 0 {
		e.From, e.To = w.d.Times.At(e.Time).From, w.d.Times.At(e.Time).To
	}
	facts, aux, why := w.facts(c.tok, e.Claim)
	if w.historical(c, e.Time) {
		aux |= auxHistorical
	}
	if typ := w.undertaking(c, e.Claim, facts[len(facts)-1].Value, aux); typ != "" {
		e.Type, e.Modes, e.Cameo = typ, nil, ontology.Cameo(typ, nil)
		if w.speaks(c, e.Claim) { // by saying so it is done
			facts[len(facts)-1].Value, aux = doc.CTPlus, aux&^(auxFuture|auxNegation)
		}
	}
	e.Facts, e.Auxiliary = facts, aux.names()
	e.Confidence, e.Magnitudes = c.chance, w.magnitudes(c)
	e.Why = w.why(c, why)
	return e
}

// triggerRange is the trigger with its particle or the other words of a compound noun.
func (w *work) triggerRange(c *candidate) doc.Range {
	r := doc.Range{Start: c.last, End: c.last + 1}
	if n := int32(len(c.sense.Before)); n > 0 && c.last >= n {
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
	out := []string{"frame " + c.sense.Frame + " (" + c.sense.Line + ")"}
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
		out = append(out, "runner-up "+c.next.Frame+" ("+c.next.Line+")")
	}
	return out
}

// undertaking gives what an act that is yet to come amounts to by the codebook:
// what will be given is promised, and one who says what he will do to others
// threatens, and what he will not do for them refuses; "" for none of these.
func (w *work) undertaking(c *candidate, claim int32, v doc.Value, aux auxiliary) string {
	if aux&auxFuture == 0 || aux&auxHypothetical != 0 || len(c.actors) == 0 {
		return ""
	}
	will, wont := v == doc.PRPlus, v == doc.PRMinus
	switch c.sense.Type {
	case "AID", "COOPERATE":
		if will {
			return "AGREE"
		}
		if wont && w.speaks(c, claim) {
			return "REJECT"
		}
	case "RETREAT":
		if will && w.speaks(c, claim) && len(c.others) > 0 { // "will free them", not "will resign"
			return "AGREE"
		}
	case "CONSULT":
		if wont && w.speaks(c, claim) {
			return "REJECT"
		}
	case "ASSAULT", "SANCTION":
		if will && w.speaks(c, claim) && w.verbal(c.tok) {
			return "THREATEN"
		}
	}
	return ""
}

// speaks tells whether the claim's source acts itself, or its state does.
func (w *work) speaks(c *candidate, claim int32) bool {
	if claim < 0 || w.d.Claims.At(claim).Source < 0 {
		return false
	}
	src := w.addMention(nil, w.d.Claims.At(claim).Source, "")
	return len(src) > 0 && w.sharing(src, c.actors) > 0
}
