package link

import "slices"

// settle writes the happening back and tells how it stands.
func (x *linking) settle(h *happening, t *told, m Merge) error {
	keys := x.happeningKeys(t)
	day := h.days.first
	if h.days.known == guessed && h.days.last != NoDay {
		day = h.days.last
	}
	if err := x.memory.Save(KindHappening, h.id, day, keys, encode(h)); err != nil {
		return err
	}
	m.Happening, m.Type, m.Documents = h.id, h.typ, h.documents
	m.FirstDay, m.LastDay = h.days.first, h.days.last
	if err := x.standing(h, &m); err != nil {
		return err
	}
	for n, i := range t.events {
		m.Event = x.rec.Events[i].ID
		if n > 0 {
			m.New = false
		}
		x.result.Events[i] = m
	}
	return nil
}

// standing counts independent sources and says how the happening stands.
func (x *linking) standing(h *happening, m *Merge) error {
	asserting, denying := map[string]bool{}, map[string]bool{}
	possible, reported := false, false
	cited := h.cited()
	for i := range h.accounts {
		a := &h.accounts[i]
		key, err := x.currentSource(a)
		if err != nil {
			return err
		}
		switch {
		case asserts(a.value):
			reported = reported || !a.claim
			if !a.derived(cited) {
				asserting[key] = true
			}
		case denies(a.value):
			denying[key] = true
		default:
			possible = true
		}
		m.Sources = append(m.Sources, a.public(key))
	}
	m.Independent = len(asserting)
	switch yes, no := len(asserting), len(denying); {
	case yes > 0 && no > 0:
		m.Status = "disputed"
	case no > 0:
		m.Status = "denied"
	case yes > 0 && h.planned:
		m.Status = "planned"
	case yes > 1:
		m.Status = "corroborated"
	case yes > 0 && reported:
		m.Status = "reported"
	case yes > 0:
		m.Status = "claimed"
	case possible:
		m.Status = "possible"
	default:
		m.Status = "open"
	}
	return nil
}

// cited are the documents in which a source other than the writer asserts the happening.
func (h *happening) cited() map[uint64]bool {
	out := map[uint64]bool{}
	for i := range h.accounts {
		if a := &h.accounts[i]; a.claim && asserts(a.value) {
			for _, w := range a.chains {
				out[w.document] = true
			}
		}
	}
	return out
}

// derived: a writer who names somebody for it each time is no source of his own.
func (a *account) derived(cited map[uint64]bool) bool {
	return !a.claim && !slices.ContainsFunc(a.chains, func(w way) bool { return !cited[w.document] })
}

func (a *account) public(key string) Account {
	out := Account{Source: key, Name: a.name, Value: a.value, Since: a.first().day}
	for _, w := range a.chains {
		out.Chains = append(out.Chains, Chain{w.document, w.event, w.via})
	}
	return out
}

// currentSource settles who stands behind a text by what later copies told of its origin.
func (x *linking) currentSource(a *account) (string, error) {
	if a.root == 0 {
		return a.source, nil
	}
	root, err := x.rootOf(a.root)
	if err != nil {
		return "", err
	}
	g := &x.group
	if root != x.root {
		g = &group{}
		if _, err := x.load(KindGroup, root, g); err != nil {
			return "", err
		}
	}
	switch {
	case g.agency != "":
		return "agency:" + g.agency, nil
	case root != a.root && g.outlet != "":
		return g.outlet, nil
	}
	return a.source, nil
}
