package event

import "herodotus/internal/doc"

// auxiliary is a set of PLOVER's auxiliary modes.
type auxiliary uint8

const (
	auxFuture auxiliary = 1 << iota
	auxHypothetical
	auxHistorical
	auxNegation
)

var auxNames = [...]string{"future", "hypothetical", "historical", "negation"}

func auxOf(name string) auxiliary {
	for i, n := range auxNames {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// names lists the modes in the order of auxNames.
func (a auxiliary) names() []string {
	var out []string
	for i, n := range auxNames {
		if a&(1<<i) != 0 {
			out = append(out, n)
		}
	}
	return out
}

// judged is what the text makes of an event.
type judged struct {
	belief
	aux auxiliary
	why string // the word that decided
}

// judge gives what the text within a claim's content (None: the whole text)
// makes of the event that token t heads: its own negation and modality, and
// those of the words it stands under.
func (w *work) judge(t, claim int32, depth int) judged { return w.judgeOver(t, doc.None, claim, depth) }

// judgeOver is judge for a word that stands over dependent below, whose "no" is
// the dependent's own.
func (w *work) judgeOver(t, below, claim int32, depth int) judged {
	own := w.own(t, below, claim)
	if c := w.candAt[t]; c >= 0 && depth == 0 && w.cands[c].sense.Own != "" {
		b, _ := parseBelief(string(w.cands[c].sense.Own)) // checked when the lexicon was loaded
		own = judged{belief: b}
	}
	t = w.measuring(t)
	g := w.governor(t)
	if g < 0 || depth > maxClimb {
		return own
	}
	if !w.within(g, claim) {
		// "pledged to withdraw": what is claimed is an aim, as the cue says.
		if o := w.operatorOver(t, g); o != nil && w.verbal(t) && w.infinitive(t) {
			return combine(own, judged{o.apply(certain), auxOf(o.aux), w.d.Form(g)})
		}
		return own
	}
	up := w.context(t, g, claim, depth+1)
	return combine(own, up)
}

// governor gives the word that t stands under. An infinitive that the parser
// hung on an actor belongs to the verb: "urged states to recognise him".
func (w *work) governor(t int32) int32 {
	g := w.tok(t).Head
	if g >= 0 && w.rel(t) == doc.Acl && w.mentionAt[g] >= 0 && w.infinitive(t) {
		if h := w.tok(g).Head; h >= 0 && w.verbal(h) && h < t {
			return h
		}
	}
	return g
}

func combine(own, up judged) judged {
	out := judged{own.under(up.belief), own.aux | up.aux, own.why}
	if out.why == "" || up.certainty < own.certainty {
		if up.why != "" {
			out.why = up.why
		}
	}
	return out
}

// within tells whether a token stands in the claim's content.
func (w *work) within(t, claim int32) bool {
	if claim < 0 {
		return true
	}
	for _, r := range w.d.Claims.At(claim).Content {
		if r.Has(t) {
			return true
		}
	}
	return false
}

// spoken tells whether noun t is an act of speech: what is refused, shelved or
// denied of it is what it says, not that it was said.
func (w *work) spoken(t int32) bool {
	c := w.candAt[t]
	if c < 0 || w.verbal(t) {
		return false
	}
	switch w.cands[c].sense.Type {
	case "REQUEST", "ACCUSE", "THREATEN":
		return true
	}
	return false
}

// context gives what the governor g makes of t, which stands below it.
func (w *work) context(t, g, claim int32, depth int) judged {
	plain := judged{belief: certain}
	switch w.rel(t) {
	case doc.Conj:
		return w.conjContext(t, g, claim, depth)
	case doc.AclRelcl, doc.Parataxis, doc.Appos, doc.Compound, doc.NmodPoss:
		return plain
	case doc.Amod:
		return plain
	}
	if o := w.operatorOver(t, g); o != nil && !(o.affirmed.negative && w.spoken(t)) {
		up := w.judgeOver(g, t, claim, depth)
		return judged{o.apply(up.belief), up.aux&^auxNegation | auxOf(o.aux), w.d.Form(g)}
	}
	return w.defaultContext(t, g, claim, depth)
}
