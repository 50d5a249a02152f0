package link

import (
	"slices"
	"strings"

	"herodotus/record"
)

// account is what one source holds of a happening.
type account struct {
	source string // key; that of a text is settled by what is known of its copies (textSource)
	name   string
	root   uint64 // the text's first copy, where the text stands for the source: its writer, or somebody unnamed
	claim  bool   // said by somebody other than the writer
	value  string
	chains []way // the earliest first
}

// way is one document by which an account came.
type way struct {
	document   uint64
	day        int32
	event      string
	via        []string
	start, end int // bytes of the event's word in the document
	text       string
}

func (a *account) fields(c *codec) {
	c.str(&a.source)
	c.str(&a.name)
	c.uint(&a.root)
	c.bool(&a.claim)
	c.str(&a.value)
	first := way{day: NoDay}
	if c.version == 1 {
		first.words(c)
	}
	list(c, &a.chains, func(w *way) {
		c.uint(&w.document)
		c.str(&w.event)
		list(c, &w.via, c.str)
		if c.version > 1 {
			w.words(c)
		}
	})
	if len(a.chains) == 0 {
		c.fail() // nobody would have told it
		return
	}
	if c.version == 1 {
		w := &a.chains[0]
		w.day, w.start, w.end, w.text = first.day, first.start, first.end, first.text
	}
}

func (w *way) words(c *codec) {
	c.day(&w.day)
	c.int(&w.start)
	c.int(&w.end)
	c.str(&w.text)
}

// keptChains bounds the documents listed for one account.
const keptChains = 12

// take adds an account, or one more way by which a known one came.
func (h *happening) take(a *account) {
	for i := range h.accounts {
		b := &h.accounts[i]
		if b.source == a.source && b.value == a.value && b.claim == a.claim {
			b.add(a.chains[0])
			return
		}
	}
	if len(h.accounts) >= keptAccounts {
		h.more++
		return
	}
	h.accounts = append(h.accounts, *a)
}

// add puts a way behind those of its day and before those of later days, whatever
// the order in which documents come; one without a day is the last.
func (a *account) add(w way) {
	at := len(a.chains)
	for at > 0 && w.day != NoDay && (a.chains[at-1].day > w.day || a.chains[at-1].day == NoDay) {
		at--
	}
	a.chains = slices.Insert(a.chains, at, w)
	a.chains = a.chains[:min(len(a.chains), keptChains)]
}

// first is the way by which the account came first.
func (a *account) first() *way { return &a.chains[0] }

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
				c := x.claims[f.Source]
				if c != nil && c.Cue != nil && c.Cue.Start < e.Trigger.End && e.Trigger.Start < c.Cue.End {
					continue // the event is the saying itself
				}
				a = x.claimAccount(c)
			}
			a.value = f.Value
			a.first().quote(e.ID, e.Trigger)
			out = addAccount(out, a)
		}
	}
	for _, i := range denied {
		c := &x.rec.Claims[i]
		a := x.claimAccount(c)
		a.value = "CT-"
		a.first().quote(c.ID, *c.Cue)
		out = addAccount(out, a)
	}
	return out
}

func (w *way) quote(local string, q record.Quote) {
	w.event, w.start, w.end, w.text = local, q.Start, q.End, q.Text
}

func addAccount(list []account, a account) []account {
	if slices.ContainsFunc(list, func(b account) bool { return b.source == a.source && b.value == a.value && b.claim == a.claim }) {
		return list
	}
	return append(list, a)
}

// authorAccount is that of the text's own writer: of its agency, else of its outlet, else of the text.
func (x *linking) authorAccount() account {
	a := account{root: x.root, chains: []way{{document: x.doc.ID, day: x.day}}}
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
		return "text:" + decimal(int(x.root)), "“" + x.title() + "”"
	case x.outlet != "":
		return x.outlet, x.publisher()
	}
	return "text:" + decimal(int(x.root)), "“" + x.title() + "”"
}

// claimAccount is that of a claim's own source, with those who relay it. Whoever is
// not named is no source to count: the text that cites him is.
func (x *linking) claimAccount(c *record.Claim) account {
	author := x.authorAccount()
	if c == nil {
		return author
	}
	a := account{claim: true, chains: []way{{document: x.doc.ID, day: x.day}}}
	via := author.chains[0].via
	if author.source != x.outlet || len(via) == 0 {
		via = append(via, author.source)
	}
	for p, n := c.Parent, 0; p != nil && n < 8; n++ {
		parent := x.claims[*p]
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
		a.source, a.name, a.root = author.source, "unnamed sources of "+author.name, x.root
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
	if a.Named && a.Sector == "JRN" {
		return outletKey(a.Name), a.Name, true
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
