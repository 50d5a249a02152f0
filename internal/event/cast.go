package event

import (
	_ "embed"
	"slices"

	"herodotus/internal/doc"
	"herodotus/internal/model"
	"herodotus/internal/ontology"
)

//go:embed cast.txt
var castTable string

// The chances from which a party is given a role: one that the rules gave it is easily kept, another must be almost
// certain, unless nobody else has the role, or fewer than two in what takes two. Chosen by cross-validation.
const (
	castKeep      = 0.15
	castAdd       = 0.8
	castActor     = 0.3
	castRecipient = 0.5
	castPartner   = 0.4
)

// side is a role in an event.
type side uint8

const (
	noSide side = iota
	actorSide
	recipientSide
)

var sideNames = [...]string{"none", "actor", "recipient"}

// party is one who may take part in an event.
type party struct {
	doc.Arg
	head int32  // token in the event's sentence, doc.None for one who is named elsewhere
	rule side   // the role that the rules give it
	from string // where it was looked for

	actor, recipient float32 // the chances that it has the role
	cast             side    // the role that it is given
}

// cast gives the roles of the kept events anew: the rules propose, a model that also sees who else is spoken of
// decides. Parsers err too often for the tree alone to tell.
func (w *work) cast() {
	for n, i := range w.kept {
		if c := &w.cands[i]; c.castable() && !w.byRules {
			w.castEvent(c, w.before(n))
		}
	}
}

// castable tells whether the model may change who takes part: not where a user's own sense says it, nor in what takes
// two when the rules could tell the host from the guest.
func (c *candidate) castable() bool {
	return c.sense.Layer == 0 && c.sense.Type != ontology.None && (!c.sense.Sym || len(c.others) == 0)
}

// before gives the kept event told before the n-th, nil if there is none near.
func (w *work) before(n int) *candidate {
	if n == 0 {
		return nil
	}
	old, c := &w.cands[w.kept[n-1]], &w.cands[w.kept[n]]
	if w.tok(c.tok).Sent-w.tok(old.tok).Sent > 1 {
		return nil
	}
	return old
}

func (w *work) castEvent(c, before *candidate) {
	parties := w.partiesOf(c, before)
	view := w.viewOf(c, before, parties)
	blamers := w.blamers(c)
	for i := range parties {
		p := &parties[i]
		b := ballot{weights: &w.x.casting}
		w.castFeatures(&view, p, &b)
		if p.actor = b.chance(0); !c.sense.Sym {
			p.recipient = b.chance(1)
		}
		if p.rule != actorSide && slices.ContainsFunc(blamers, func(a doc.Arg) bool { return a.Entity == p.Entity }) {
			p.actor = 0
		}
		acts, suffers := p.actor >= needed(p, actorSide), p.recipient >= needed(p, recipientSide)
		switch {
		case acts && (p.actor >= p.recipient || !suffers):
			p.cast = actorSide
		case suffers:
			p.cast = recipientSide
		}
	}
	least := float32(castActor)
	if c.sense.Sym && has(parties, actorSide) == 1 {
		least = castPartner
	}
	if n := has(parties, actorSide); n == 0 || n == 1 && c.sense.Sym {
		fillIn(parties, actorSide, least)
	}
	if !c.sense.Sym && has(parties, recipientSide) == 0 {
		fillIn(parties, recipientSide, castRecipient)
	}
	c.actors, c.others = nil, nil
	for i := range parties {
		switch p := &parties[i]; p.cast {
		case actorSide:
			c.actors = append(c.actors, p.Arg)
		case recipientSide:
			c.others = append(c.others, p.Arg)
		}
	}
}

// blamers gives the actors of the accusation whose object event c is: who condemns an attack did not make it.
func (w *work) blamers(c *candidate) []doc.Arg {
	for _, i := range w.kept {
		if o := &w.cands[i]; o.sense.Type == "ACCUSE" && w.tok(c.tok).Head == o.tok && w.tok(c.tok).Rel.Base() == doc.Obj {
			return o.actors
		}
	}
	return nil
}

// has counts those who were given a role.
func has(parties []party, s side) (n int) {
	for i := range parties {
		if parties[i].cast == s {
			n++
		}
	}
	return n
}

// fillIn gives a role to the likeliest of those who have none.
func fillIn(parties []party, s side, least float32) {
	best := -1
	for i := range parties {
		p := &parties[i]
		mine, other := p.actor, p.recipient
		if s == recipientSide {
			mine, other = other, mine
		}
		if p.cast == noSide && mine >= least && mine > other {
			best, least = i, mine
		}
	}
	if best >= 0 {
		parties[best].cast = s
	}
}

func needed(p *party, s side) float32 {
	if p.rule == s {
		return castKeep
	}
	return castAdd
}

// ballot sums the weights of a party's features for both roles, actor and recipient, or, without weights, lists their
// names for training.
type ballot struct {
	weights *model.Named
	sums    [2]float32
	names   [2][]string
}

var ballotRoles = [2]string{" actor", " recipient"}

// add counts a feature for both roles; its words are hashed once.
func (b *ballot) add(words ...string) {
	if b.weights == nil {
		for s := range b.names {
			b.names[s] = append(b.names[s], model.NameText(words...)+ballotRoles[s])
		}
		return
	}
	h := model.NameOf(words...)
	for s, role := range ballotRoles {
		b.sums[s] += b.weights.At(h.On(role))
	}
}

// addTo counts a feature for one role.
func (b *ballot) addTo(s int, words ...string) {
	if b.weights == nil {
		b.names[s] = append(b.names[s], model.NameText(words...)+ballotRoles[s])
		return
	}
	b.sums[s] += b.weights.At(model.NameOf(words...).On(ballotRoles[s]))
}

func (b *ballot) chance(s int) float32 { return model.Chance(b.sums[s]) }

// partiesOf lists who may take part: those whom the rules name, those spoken of in the sentence, the source of the
// claim, and those who took part in the event before.
func (w *work) partiesOf(c, before *candidate) []party {
	var out []party
	add := func(args []doc.Arg, head int32, rule side, from string) {
		for _, a := range args {
			for i := range out {
				if out[i].Entity == a.Entity {
					if p := &out[i]; p.rule == noSide && head >= 0 && (p.head < 0 || near(head, c.tok) < near(p.head, c.tok)) {
						p.Arg, p.head = a, head
					}
					a.Entity = doc.None
					break
				}
			}
			if a.Entity != doc.None {
				out = append(out, party{Arg: a, head: head, rule: rule, from: from})
			}
		}
	}
	for _, a := range c.actors {
		add([]doc.Arg{a}, w.headIn(a.Mention, c.tok), actorSide, "rule")
	}
	for _, a := range c.others {
		add([]doc.Arg{a}, w.headIn(a.Mention, c.tok), recipientSide, "rule")
	}
	s := w.d.SentenceOf(c.tok)
	var buf [4]doc.Arg
	for t := s.Start; t < s.End; t++ {
		if m := w.mentionAt[t]; m >= 0 && t != c.tok && t != c.last && w.d.Mentions.At(m).Head == t && w.timeAt[t] < 0 {
			add(w.addMention(buf[:0], m, whySpoken), t, noSide, "sentence")
		} else if e := w.stateAt[t]; e >= 0 {
			add(append(buf[:0], doc.Arg{Mention: doc.None, Entity: e, Why: whySpoken}), t, noSide, "sentence")
		}
	}
	if k := w.claimed(c); k >= 0 {
		add(w.addMention(buf[:0], w.d.Claims.At(k).Source, "the source, by the model"), doc.None, noSide, "source")
	}
	if before != nil && (len(c.actors) == 0 || len(c.others) == 0) {
		add(retold(before.actors), doc.None, noSide, "before")
		add(retold(before.others), doc.None, noSide, "before")
	}
	return out
}

// whySpoken is how those were found whom the sentence names and the rules did not choose.
const whySpoken = "the sentence, by the model"

// claimed gives the claim with a source that tells the event or whose cue it is.
func (w *work) claimed(c *candidate) int32 {
	for _, k := range [2]int32{w.cueOf(c.last), w.claimOf(c.tok)} {
		if k >= 0 && w.d.Claims.At(k).Source >= 0 {
			return k
		}
	}
	return doc.None
}

// headIn gives the head of a mention that stands in the sentence of token t.
func (w *work) headIn(m, t int32) int32 {
	if m < 0 || w.tok(w.d.Mentions.At(m).Head).Sent != w.tok(t).Sent {
		return doc.None
	}
	return w.d.Mentions.At(m).Head
}

func near(a, b int32) int32 { return max(a-b, b-a) }

// Casting is an event with those who may take part in it, for the trainer of roles.
type Casting struct {
	doc.Event
	Mutual  bool // all who take part are actors
	Parties []Party
}

// Party is one of them, with the features by which the model judges its roles.
type Party struct {
	doc.Arg
	Rule             string // the role that the rules give it
	Actor, Recipient []string
}

// Castings gives the events that Extract would find, cast by the rules alone. The stages before this one must have run;
// nothing is written.
func (x *Extractor) Castings(d *doc.Doc) []Casting {
	w := x.pool.Get().(*work)
	defer x.pool.Put(w)
	w.reset(x, d)
	w.find()
	var out []Casting
	for n, i := range w.kept {
		c := &w.cands[i]
		if !c.castable() {
			continue
		}
		x := Casting{Event: w.event(c), Mutual: c.sense.Sym}
		parties := w.partiesOf(c, w.before(n))
		view := w.viewOf(c, w.before(n), parties)
		for i := range parties {
			p := &parties[i]
			var b ballot
			w.castFeatures(&view, p, &b)
			x.Parties = append(x.Parties, Party{p.Arg, sideNames[p.rule], b.names[0], b.names[1]})
		}
		out = append(out, x)
	}
	w.release()
	return out
}
