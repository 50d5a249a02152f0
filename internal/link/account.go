package link

import (
	"slices"
	"strings"

	"herodotus/record"
)

// account is what one source holds of a happening.
type account struct {
	source     string // key; that of a text is settled by what is known of its copies (textSource)
	name       string
	root       uint64 // the text's first copy, where the text stands for the source: its writer, or somebody unnamed
	claim      bool   // said by somebody other than the writer
	value      string
	since      int32
	chains     []way
	start, end int // bytes of the event's word in the first chain's document
	text       string
}

// way is one document by which an account came.
type way struct {
	document uint64
	event    string
	via      []string
}

func (a *account) fields(c *codec) {
	c.str(&a.source)
	c.str(&a.name)
	c.uint(&a.root)
	c.bool(&a.claim)
	c.str(&a.value)
	c.day(&a.since)
	c.int(&a.start)
	c.int(&a.end)
	c.str(&a.text)
	list(c, &a.chains, func(w *way) {
		c.uint(&w.document)
		c.str(&w.event)
		list(c, &w.via, c.str)
	})
}

// keptChains bounds the documents listed for one account.
const keptChains = 12

// take adds an account, or one more way by which a known one came.
func (h *happening) take(a *account) {
	for i := range h.accounts {
		b := &h.accounts[i]
		if b.source != a.source || b.value != a.value || b.claim != a.claim {
			continue
		}
		if len(b.chains) < keptChains {
			b.chains = append(b.chains, a.chains...)
		}
		return
	}
	if len(h.accounts) >= keptAccounts {
		h.more++
		return
	}
	h.accounts = append(h.accounts, *a)
}

// accountsOf lists who says what of the event in this document. denied are claims
// that deny it without telling it again.
func (x *linking) accountsOf(t *told, denied []int) []account {
	var out []account
	for _, i := range t.events {
		e := &x.rec.Events[i]
		for _, f := range e.Factuality {
			if f.Value == "Uu" {
				continue
			}
			a := x.authorAccount()
			if f.Source != "author" {
				c := x.claim(f.Source)
				if c != nil && c.Cue != nil && c.Cue.Start < e.Trigger.End && e.Trigger.Start < c.Cue.End {
					continue // the event is the saying itself
				}
				a = x.claimAccount(c)
			}
			a.value, a.since = f.Value, x.day
			a.start, a.end, a.text = e.Trigger.Start, e.Trigger.End, e.Trigger.Text
			a.chains[0].event = e.ID
			out = addAccount(out, a)
		}
	}
	for _, i := range denied {
		c := &x.rec.Claims[i]
		a := x.claimAccount(c)
		a.value, a.since = "CT-", x.day
		a.start, a.end, a.text = c.Cue.Start, c.Cue.End, c.Cue.Text
		a.chains[0].event = c.ID
		out = addAccount(out, a)
	}
	return out
}

func addAccount(list []account, a account) []account {
	if slices.ContainsFunc(list, func(b account) bool { return b.source == a.source && b.value == a.value && b.claim == a.claim }) {
		return list
	}
	return append(list, a)
}

func (x *linking) claim(id string) *record.Claim {
	for i := range x.rec.Claims {
		if x.rec.Claims[i].ID == id {
			return &x.rec.Claims[i]
		}
	}
	return nil
}

// authorAccount is that of the text's own writer: of its agency, else of its outlet, else of the text.
func (x *linking) authorAccount() account {
	a := account{root: x.root, chains: []way{{document: x.doc.ID}}}
	a.source, a.name = x.textSource()
	if x.outlet != "" && x.outlet != a.source {
		a.chains[0].via = []string{x.outlet}
	}
	return a
}

// textSource is who stands behind the text, as far as is known of it and its copies.
func (x *linking) textSource() (key, name string) {
	switch {
	case x.group.agency != "":
		if a, ok := agencies().byKey[x.group.agency]; ok {
			return "agency:" + a.key, a.name
		}
		return "agency:" + x.group.agency, x.group.agency
	case x.root != x.doc.ID:
		if x.group.outlet != "" {
			return x.group.outlet, strings.TrimPrefix(x.group.outlet, "outlet:")
		}
		return "text:" + decimal(int(x.root)), "text " + decimal(int(x.root))
	case x.outlet != "":
		return x.outlet, x.publisher()
	}
	return "text:" + decimal(int(x.root)), "text " + decimal(int(x.root))
}

// claimAccount is that of a claim's own source, with those who relay it. Whoever is
// not named is no source to count: the text that cites him is.
func (x *linking) claimAccount(c *record.Claim) account {
	author := x.authorAccount()
	if c == nil {
		return author
	}
	a := account{claim: true, chains: []way{{document: x.doc.ID}}}
	via := author.chains[0].via
	if author.source != x.outlet || len(via) == 0 {
		via = append(via, author.source)
	}
	for p, n := c.Parent, 0; p != nil && n < 8; n++ {
		parent := x.claim(*p)
		if parent == nil {
			break
		}
		if key, _, ok := x.sourceOf(parent); ok {
			via = append(via, key)
		}
		p = parent.Parent
	}
	a.chains[0].via = slices.Compact(via)
	key, name, ok := x.sourceOf(c)
	if !ok {
		a.source, a.name, a.root = author.source, "unnamed, by "+author.name, x.root
		return a
	}
	a.source, a.name = key, name
	return a
}

// sourceOf is the key of a claim's source; false for one that could be anybody.
func (x *linking) sourceOf(c *record.Claim) (key, name string, ok bool) {
	if c.Source.Entity == nil {
		return "", "", false
	}
	a := x.actors[*c.Source.Entity]
	if a == nil {
		return "", "", false
	}
	if g := agencies().named(a.Name); g.key != "" {
		return "agency:" + g.key, g.name, true
	}
	if a.Named {
		return a.Key, a.Name, true
	}
	if c.Source.Kind == "anonymous" || a.Country == "" || a.Sector == "" {
		return "", "", false
	}
	return a.Key, a.Name, true
}

func asserts(value string) bool { return value == "CT+" || value == "PR+" }

func denies(value string) bool { return value == "CT-" || value == "PR-" }

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
	out := Account{Source: key, Name: a.name, Value: a.value, Since: a.since}
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
	if g.agency != "" {
		return "agency:" + g.agency, nil
	}
	return a.source, nil
}
