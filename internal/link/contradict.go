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

// said is a side with what it holds, in words.
type said struct {
	Side
	words string
}

// contradict files a pair of sides, whatever the order in which they came: the
// older stands first. What one source says twice in one text is wording, not
// contradiction. The form puts both words together.
func (x *linking) contradict(kind string, h *happening, a, b said, form string) {
	if b.Day != NoDay && b.Day < a.Day {
		a, b = b, a
	}
	c := Contradiction{Kind: kind, Story: x.result.Story.ID, Happening: h.id, SinceDay: b.Day, A: a.Side, B: b.Side, Changed: a.Holder == b.Holder,
		Summary: fmt.Sprintf(form, a.words, b.words)}
	if c.Changed && a.Document == b.Document {
		return
	}
	if c.Changed {
		c.Summary = b.Name + " changed its account: " + c.Summary
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
		if b.quotable() && a.opposes(b) && !b.derived(cited) {
			x.contradict("denial", h, said{b.side(), b.stand()}, said{a.side(), a.stand()}, "%s, %s")
			return
		}
	}
}

// quotable: the words of its first teller are known. They are not where another
// was the first until it was taken back, in what an older version remembered.
func (a *account) quotable() bool { return a.first().text != "" }

func (a *account) repeats(b account) bool {
	return a.source == b.source && (a.value == b.value || asserts(a.value) && asserts(b.value) || denies(a.value) && denies(b.value))
}

func (a *account) opposes(b *account) bool {
	return asserts(a.value) && denies(b.value) || denies(a.value) && asserts(b.value)
}

// stand says in words where the source stands.
func (a *account) stand() string {
	if denies(a.value) {
		return "denied by " + a.name + " (“" + a.first().text + "”)"
	}
	return "asserted by " + a.name + " (“" + a.first().text + "”)"
}

func (a *account) side() Side {
	w := a.first()
	return Side{Document: w.document, Local: w.event, Start: w.start, End: w.end, Text: w.text, Holder: a.source, Name: a.name, Day: w.day}
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
				x.contradict("number", h, said{k.side(), k.stand()}, said{c.side(), c.stand()}, n.kind+": %s, %s")
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

// stand says in words which number the source gives.
func (n *counted) stand() string { return n.amount() + " (" + n.name + ")" }

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
	last := len(h.accounts) - 1
	if !h.accounts[last].quotable() {
		return
	}
	old := h.accounts[last].side()
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
			x.contradict(side.kind, h, said{old, partyNames(side.known)}, said{now, partyNames(side.told)}, side.kind+": %s, or %s")
		}
	}
	if t.place.name != "" && !t.place.state && h.placed && !slices.ContainsFunc(h.places, func(s spot) bool {
		switch t.place.agrees(s) {
		case "place.far", "place.foreign":
			return false
		}
		return true
	}) {
		x.contradict("place", h, said{old, h.places[0].name}, said{now, t.place.name}, "place: %s, or %s")
	}
	if gap := t.days.first - h.days.first; t.days.known == exact && h.days.known == exact && max(gap, -gap) > 1 && max(gap, -gap) < slackDays { // midnight is elsewhere at other hours
		x.contradict("date", h, said{old, dayText(h.days.first)}, said{now, dayText(t.days.first)}, "date: %s, or %s")
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
