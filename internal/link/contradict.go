package link

import (
	"fmt"
	"slices"
	"strings"
)

// counted is a number that somebody gave for a happening.
type counted struct {
	number
	document     uint64
	local        string
	text         string
	source, name string
	day          int32
}

func (n *counted) fields(c *codec) {
	c.str(&n.kind)
	for _, p := range []*int{&n.low, &n.high, &n.start, &n.end} {
		c.int(p)
	}
	c.uint(&n.document)
	for _, p := range []*string{&n.local, &n.text, &n.source, &n.name} {
		c.str(p)
	}
	c.day(&n.day)
}

// sureMerge is how certain it must be that two tellings are one event before they can contradict each other.
const sureMerge = 0.8

// comparable: what is to come cannot deny what was, and of words and talks only those
// told in one word are surely the same.
func (h *happening) comparable(t *told) bool {
	return h.planned == t.planned && (kin().family[t.typ] == "force" || intersects(h.triggers, t.triggers))
}

// contradict files a pair of sides; the older stands first. What one source says
// twice in one text is wording, not contradiction.
func (x *linking) contradict(kind string, h *happening, a, b Side, summary string) {
	c := Contradiction{Kind: kind, Story: x.result.Story.ID, Happening: h.id, SinceDay: b.Day, A: a, B: b, Changed: a.Holder == b.Holder, Summary: summary}
	if c.Changed && a.Document == b.Document {
		return
	}
	if c.Changed {
		c.Summary = b.Name + " changed its account: " + summary
	}
	x.result.Contradictions = append(x.result.Contradictions, c)
}

// contradictAccount compares a new account with those that hold the opposite.
func (x *linking) contradictAccount(h *happening, a *account) {
	cited := h.cited()
	if !asserts(a.value) && !denies(a.value) || a.derived(cited) || slices.ContainsFunc(h.accounts, a.repeats) {
		return
	}
	for i := range h.accounts {
		b := &h.accounts[i]
		if a.opposes(b) && !b.derived(cited) {
			x.contradict("denial", h, b.side(), a.side(), b.stand()+", "+a.stand())
			return
		}
	}
}

func (a *account) repeats(b account) bool {
	return a.source == b.source && (a.value == b.value || asserts(a.value) && asserts(b.value) || denies(a.value) && denies(b.value))
}

func (a *account) opposes(b *account) bool {
	return asserts(a.value) && denies(b.value) || denies(a.value) && asserts(b.value)
}

// stand says in words where the source stands.
func (a *account) stand() string {
	if denies(a.value) {
		return "denied by " + a.name + " (“" + a.text + "”)"
	}
	return "asserted by " + a.name + " (“" + a.text + "”)"
}

func (a *account) side() Side {
	w := a.chains[0]
	return Side{Document: w.document, Local: w.event, Start: a.start, End: a.end, Text: a.text, Holder: a.source, Name: a.name, Day: a.since}
}

// contradictNumbers compares the numbers told with those known, and keeps them. How many
// were arrested or freed is often counted of parts, and contradicts nothing.
func (x *linking) contradictNumbers(h *happening, t *told, sure bool) {
	for _, n := range t.numbers {
		c := x.counted(n)
		if slices.ContainsFunc(h.numbers, func(k counted) bool {
			return k.kind == n.kind && k.low == n.low && k.high == n.high && (k.source == c.source || k.document == c.document)
		}) {
			continue
		}
		for i := len(h.numbers) - 1; sure && i >= 0; i-- {
			k := &h.numbers[i]
			if k.kind == n.kind && n.kind != "people" && k.document != c.document && (n.low > k.high || k.low > n.high) {
				x.contradict("number", h, k.side(), c.side(), fmt.Sprintf("%s: %s (%s), %s (%s)", n.kind, k.amount(), k.name, c.amount(), c.name))
				break
			}
		}
		if len(h.numbers) < keptNumbers {
			h.numbers = append(h.numbers, c)
		}
	}
}

// counted says whose number it is: the source of the claim that it stands in, else the writer.
func (x *linking) counted(n number) counted {
	e := &x.rec.Events[n.event]
	a := x.authorAccount()
	if e.Claim != nil {
		a = x.claimAccount(x.claims[*e.Claim])
	}
	return counted{n, x.doc.ID, e.ID, x.rec.Document.Text[n.start:n.end], a.source, a.name, x.day}
}

func (n *counted) side() Side {
	return Side{Document: n.document, Local: n.local, Start: n.start, End: n.end, Text: n.text, Holder: n.source, Name: n.name, Day: n.day}
}

func (n *counted) amount() string {
	switch {
	case n.high == unlimited:
		return decimal(n.low) + " or more"
	case n.low == n.high:
		return decimal(n.low)
	case n.low == 0:
		return "up to " + decimal(n.high)
	}
	return decimal(n.low) + " to " + decimal(n.high)
}

// contradictSlots notes a different actor, recipient, place or date in what is one deed
// otherwise; of words and talks, two with other people are two.
func (x *linking) contradictSlots(h *happening, t *told) {
	if len(h.accounts) == 0 || kin().family[t.typ] != "force" {
		return
	}
	old := h.accounts[len(h.accounts)-1].side()
	e := &x.rec.Events[t.events[0]]
	now := Side{Document: x.doc.ID, Local: e.ID, Start: e.Trigger.Start, End: e.Trigger.End, Text: e.Trigger.Text, Day: x.day}
	a := x.authorAccount()
	if e.Claim != nil {
		a = x.claimAccount(x.claims[*e.Claim])
	}
	now.Holder, now.Name = a.source, a.name
	for _, side := range []struct {
		kind        string
		told, known []party
	}{{"actor", t.actors, h.actors}, {"recipient", t.recipients, h.recipients}} {
		if agree, _, _ := sidesAgree(side.told, side.known); agree <= -0.5 && accountable(side.told) && accountable(side.known) {
			x.contradict(side.kind, h, old, now, fmt.Sprintf("%s: %s, or %s", side.kind, partyNames(side.known), partyNames(side.told)))
		}
	}
	if t.place.name != "" && !t.place.state && h.placed && !slices.ContainsFunc(h.places, func(s spot) bool {
		switch t.place.agrees(s) {
		case "place.far", "place.foreign":
			return false
		}
		return true
	}) {
		x.contradict("place", h, old, now, fmt.Sprintf("place: %s, or %s", h.places[0].name, t.place.name))
	}
	if gap := t.days.first - h.days.first; t.days.known == exact && h.days.known == exact && max(gap, -gap) > 1 && max(gap, -gap) < slackDays { // midnight is elsewhere at other hours
		x.contradict("date", h, old, now, fmt.Sprintf("date: %s, or %s", dayText(h.days.first), dayText(t.days.first)))
	}
}

// accountable: somebody in particular is meant, and no mere attackers or civilians.
func accountable(side []party) bool {
	return slices.ContainsFunc(side, func(p party) bool {
		return p.named || p.country != "" && p.sector != "" && p.sector != "UAF" && p.sector != "UNK" && p.sector != "CVL"
	})
}

func partyNames(side []party) string {
	var names []string
	for _, p := range side {
		names = append(names, p.name)
	}
	return strings.Join(names, ", ")
}
