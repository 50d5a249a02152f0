package link

import (
	"slices"
	"strings"
)

// Former is what a document that comes again, coded anew or with another text,
// belonged to until now.
type Former struct {
	Story      uint64 // 0: it was not linked
	Happenings []uint64
	Events     map[Telling]Tie
}

// Tie leads from an event to its happening.
type Tie struct {
	Happening uint64
	// Similarity is how sure it is that others tell of the same: that of the event to the
	// happening as it stood; of the first that told it, that of those who followed.
	Similarity float64
}

// Telling is an event by its words.
type Telling struct {
	Type, Trigger string
	Evidence      string // the clauses that say so, " … " between
}

// keep finds the tellings that stay as they were, word for word.
func (x *linking) keep(units []*told) {
	x.kept, x.taken = map[*told]Tie{}, map[uint64]bool{}
	if x.doc.Was == nil {
		return
	}
	for _, t := range units {
		for _, i := range t.events {
			if tie := x.doc.Was.Events[x.telling(i)]; x.open[tie.Happening] != nil {
				x.kept[t], x.taken[tie.Happening] = tie, true
				break
			}
		}
	}
}

// telling gives the words of an event of the record.
func (x *linking) telling(event int) Telling {
	e := &x.rec.Events[event]
	var pieces []string
	for _, s := range e.Evidence {
		pieces = append(pieces, x.rec.Document.Text[s.Start:s.End])
	}
	return Telling{e.Type, e.Trigger.Text, strings.Join(pieces, " … ")}
}

// stays gives the happening of a telling that stays as it was: what came later
// must not draw it away. nil for another telling, and where the two no longer fit.
func (x *linking) stays(t *told) (*happening, Merge) {
	tie := x.kept[t]
	h := x.open[tie.Happening]
	if h == nil {
		return nil, Merge{}
	}
	if h.documents == 0 {
		h.restart(t)
		return h, Merge{New: true, Similarity: 1}
	}
	s, evidence := x.likeness(t, h)
	if s < 0 {
		return nil, Merge{}
	}
	return h, Merge{Similarity: tie.Similarity, Evidence: evidence} // the happening holds its own words: it is like itself
}

// reuse gives the happening that the former version alone told and that is most
// like the telling, so that it keeps its number; nil for none.
func (x *linking) reuse(t *told) *happening {
	if x.doc.Was == nil {
		return nil
	}
	var best *happening
	likest := 0.0
	for _, id := range x.doc.Was.Happenings {
		h := x.open[id]
		if h == nil || h.documents > 0 || x.taken[id] {
			continue
		}
		if s, _ := x.likeness(t, h); s >= 0 && (best == nil || s > likest) {
			best, likest = h, s
		}
	}
	return best
}

// retract takes back what the document's former version left: its accounts and
// numbers in happenings, and its place in a story. What it lent to the common
// picture (words, names, days) stays where others tell the happening too.
func (x *linking) retract() error {
	if x.doc.Was == nil {
		return nil
	}
	known, err := x.happenings(x.doc.Was.Happenings)
	if err != nil {
		return err
	}
	for _, h := range known {
		x.orphans = append(x.orphans, h.forget(x.doc.ID)...)
		if err := x.save(KindHappening, h.id, h); err != nil {
			return err
		}
	}
	var s story
	found, err := x.load(KindStory, x.doc.Was.Story, &s)
	if err != nil || !found {
		return err
	}
	s.documents = max(0, s.documents-1)
	return x.save(KindStory, x.doc.Was.Story, &s)
}

// orphan is an account that has lost its first teller.
type orphan struct {
	happening     uint64
	source, value string
	claim         bool
}

// forget drops what only that document told, and gives the accounts that others
// told after it.
func (h *happening) forget(document uint64) (orphans []orphan) {
	h.documents = max(0, h.documents-1)
	var kept []account
	for _, a := range h.accounts {
		first := a.first().document
		a.chains = slices.DeleteFunc(a.chains, func(w way) bool { return w.document == document })
		if len(a.chains) == 0 {
			continue
		}
		if first == document {
			orphans = append(orphans, orphan{h.id, a.source, a.value, a.claim})
		}
		kept = append(kept, a)
	}
	h.accounts = kept
	h.numbers = slices.DeleteFunc(h.numbers, func(n counted) bool { return n.document == document })
	return orphans
}

// contradictOrphans tells again what accounts that have lost their first teller
// contradict, in the words of the next: the store drops all that was told in the
// words of the document. It comes last, when the document has told what it tells now.
func (x *linking) contradictOrphans() {
	for _, o := range x.orphans {
		h := x.open[o.happening]
		at := slices.IndexFunc(h.accounts, func(a account) bool { return a.source == o.source && a.value == o.value && a.claim == o.claim })
		if at < 0 || !h.accounts[at].quotable() {
			continue
		}
		a, cited := &h.accounts[at], h.cited()
		for i := range h.accounts {
			if b := &h.accounts[i]; a.opposes(b) && b.quotable() && !a.derived(cited) && !b.derived(cited) && !x.filed(a, b) {
				x.contradict("denial", h, said{b.side(), b.stand()}, said{a.side(), a.stand()}, "%s, %s")
			}
		}
	}
}

// filed: this document has brought up the two already.
func (x *linking) filed(a, b *account) bool {
	p, q := a.side(), b.side()
	return slices.ContainsFunc(x.result.Contradictions, func(c Contradiction) bool {
		return c.Kind == "denial" && (c.A == p && c.B == q || c.A == q && c.B == p)
	})
}

// leaveCopies takes the document out of its group of copies, unless others are
// copies of it: it stays the first of those.
func (x *linking) leaveCopies() error {
	if x.doc.Was == nil {
		return nil
	}
	var g group
	if found, err := x.load(KindGroup, x.doc.ID, &g); err != nil || !found {
		return err
	}
	if g.parent == 0 {
		x.first = g.documents > 1
		if x.first {
			x.group, x.root = g, x.doc.ID
		}
		return nil
	}
	root, err := x.rootOf(g.parent)
	if err != nil {
		return err
	}
	if found, err := x.load(KindGroup, root, &g); err != nil || !found {
		return err
	}
	g.documents--
	if err := x.save(KindGroup, root, &g); err != nil {
		return err
	}
	return x.save(KindGroup, x.doc.ID, &group{agency: x.agency.key, outlet: x.outlet, documents: 1})
}

// tellLeft gives what the document belonged to and no longer does, as it stands without it.
func (x *linking) tellLeft() error {
	if x.doc.Was == nil {
		return nil
	}
	x.contradictOrphans()
	known, err := x.happenings(x.doc.Was.Happenings)
	if err != nil {
		return err
	}
	for _, h := range known {
		if x.toldIn[h.id] != 0 {
			continue
		}
		m := Merge{Happening: h.id, Type: h.typ, FirstDay: h.days.first, LastDay: h.days.last, Documents: h.documents}
		if err := x.standing(h, &m); err != nil {
			return err
		}
		x.result.Left = append(x.result.Left, m)
	}
	if id := x.doc.Was.Story; id != 0 && id != x.result.Story.ID {
		var s story
		if found, err := x.load(KindStory, id, &s); err != nil || !found {
			return err
		}
		x.result.LeftStory = &Story{ID: id, Title: s.title, FirstDay: s.first, LastDay: s.last, Documents: s.documents, Outlets: len(s.outlets)}
	}
	return nil
}
