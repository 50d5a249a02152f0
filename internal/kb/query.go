package kb

import (
	"strings"
	"time"

	"herodotus/internal/doc"
)

// Country gives the state or territory of a code (ISO 3166-1 alpha-3, XKX for
// Kosovo), or nil. UNO and EUR give the United Nations and the European Union.
func (b *Base) Country(code string) *doc.Entry { return b.entries[code] }

// Entry gives the entry of a key, or nil.
func (b *Base) Entry(key string) *doc.Entry { return b.entries[key] }

// Capital gives the located capital of a state, or nil.
func (b *Base) Capital(code string) *doc.Entry { return b.capitals[code] }

// Holder gives the person who held an office of a country or organisation on a
// day; an unknown day stands for today's holder. The office is a title in any
// of the words that name it ("prime minister", "premier", "PM"), or "leader",
// "head of state", "head of government", which are looked up by the state's
// constitution. Where two held it, the later one is given.
func (b *Base) Holder(country, office string, on time.Time) *doc.Entry {
	e, _ := b.holder(country, b.Title(office), on)
	return e
}

// Title gives the canonical title for the words that name an office ("PM"
// gives "prime minister"); other words come back in lower case.
func (b *Base) Title(words string) string {
	words = strings.ToLower(strings.TrimSpace(words))
	if title, ok := b.canon[words]; ok {
		return title
	}
	return words
}

// holder gives the office as well. It tries the titles that the constitution
// counts as the asked one in their order.
func (b *Base) holder(country, title string, on time.Time) (*doc.Entry, *doc.Office) {
	for _, regimes := range [][]regime{b.regimes[country], b.regimes["*"]} {
		for i := range regimes {
			g := &regimes[i]
			if g.as != title || !g.covers(on) {
				continue
			}
			for _, t := range g.titles {
				if e, o := b.holds(country, t, on); e != nil {
					return e, o
				}
			}
		}
	}
	if e, o := b.holds(country, title, on); e != nil {
		return e, o
	}
	return b.holds(b.sole[title], title, on)
}

// covers tells whether the regime is in force on the day; of an unknown day, whether it still is.
func (g *regime) covers(on time.Time) bool {
	if on.IsZero() {
		return g.to.IsZero()
	}
	return !on.Before(g.from) && (g.to.IsZero() || on.Before(g.to))
}

// holds gives the last of those who held exactly this title.
func (b *Base) holds(country, title string, on time.Time) (*doc.Entry, *doc.Office) {
	var last holding
	for _, h := range b.held[country] {
		if h.office.Title == title && h.office.Holds(on) && (last.office == nil || !h.office.From.Before(last.office.From)) {
			last = h
		}
	}
	return last.entry, last.office
}

// OfficeOf gives the office that a person held on a day (unknown: holds now),
// the one taken last where there are several, or nil.
func (b *Base) OfficeOf(e *doc.Entry, on time.Time) *doc.Office {
	var last *doc.Office
	for i := range e.Offices {
		if o := &e.Offices[i]; o.Holds(on) && (last == nil || o.From.After(last.From)) {
			last = o
		}
	}
	return last
}

// Standing gives a person's country and PLOVER sector on a day: by the office
// held, ELI for one who held office before, else what the entry says. Who
// serves an international body has its code for a country (UNO).
func (b *Base) Standing(e *doc.Entry, on time.Time) (country, sector string) {
	if o := b.OfficeOf(e, on); o != nil {
		of := b.entries[o.Of]
		if of != nil && (e.Country == "" || international[of.Country] || international[e.Country]) {
			return of.Country, o.Sector
		}
		return e.Country, o.Sector
	}
	for i := range e.Offices {
		if o := &e.Offices[i]; !o.To.IsZero() && (on.IsZero() || !on.Before(o.To)) && elite[o.Sector] {
			return e.Country, "ELI"
		}
	}
	return e.Country, e.Sector
}

// elite are the sectors whose former members PLOVER codes ELI.
var elite = set("GOV LEG JUD")
