package kb

import (
	"strings"

	"herodotus/internal/doc"
)

// role reads a row of roles.tsv: noun, plural, sector, office, abbreviations.
func (l *loader) role(r *row) error {
	if err := l.sector(r, r.f[2]); err != nil {
		return err
	}
	k := doc.Known{Sense: doc.SenseRole, Sector: r.f[2], Type: doc.PER, Office: r.f[3]}
	return l.noun(r, k, r.f[0], r.f[1], r.f[4])
}

// body reads a row of bodies.tsv: noun, plural, sector, abbreviations.
func (l *loader) body(r *row) error {
	if err := l.sector(r, r.f[2]); err != nil {
		return err
	}
	return l.noun(r, doc.Known{Sense: doc.SenseBody, Sector: r.f[2], Type: doc.ORG}, r.f[0], r.f[1], r.f[3])
}

func (l *loader) sector(r *row, s string) error {
	if s != "" && !sectorNames[s] {
		return r.errorf("no PLOVER sector %q", s)
	}
	return nil
}

// modifier is what a word does to the name or role beside it.
type modifier uint8

const (
	noModifier modifier = iota
	former              // makes a past holder of the role that follows
	side                // makes a supporter or opponent of the people that follows
	title               // goes before a surname without being a first name
)

// modifier reads a row of modifiers.tsv.
func (l *loader) modifier(r *row) error {
	m, ok := map[string]modifier{"former": former, "side": side, "title": title}[r.f[0]]
	if !ok {
		return r.errorf("no modifier %q", r.f[0])
	}
	eachItem(r.f[1], func(w string) {
		for _, word := range appendWords(nil, w, 0) {
			l.b.modifier[word.hash] = m
		}
	})
	return nil
}

// noun makes a noun's forms stand for a meaning. The plural is regular when
// the cell is empty; "-" tells that there is none, "=" that the noun is a plural itself.
func (l *loader) noun(r *row, k doc.Known, one, many, also string) error {
	if one == "" {
		return r.errorf("no noun")
	}
	if err := l.isOffice(r, k.Office); err != nil {
		return err
	}
	k.Plural = many == "="
	m := l.meaning(k)
	if err := l.patterns(r, one, m); err != nil {
		return err
	}
	if err := l.patterns(r, also, m); err != nil {
		return err
	}
	if k.Office != "" {
		eachItem(one, func(s string) { l.titled(s, k.Office) })
		eachItem(also, func(s string) { l.titled(s, k.Office) })
	}
	if many == "-" || many == "=" {
		return nil
	}
	k.Plural = true
	m = l.meaning(k)
	if many != "" {
		return l.patterns(r, many, m)
	}
	var err error
	eachItem(one, func(s string) {
		if err == nil {
			err = l.pattern(r, plural(s), m)
		}
	})
	return err
}

// titled makes words ask for an office; an office's own title asks for itself.
func (l *loader) titled(words, office string) {
	words = strings.ToLower(words)
	if _, ok := l.b.offices[words]; !ok {
		l.b.canon[words] = office
	}
}

func (l *loader) isOffice(r *row, title string) error {
	if _, ok := l.b.offices[title]; title != "" && !ok {
		return r.errorf("no office %q", title)
	}
	return nil
}

// plural gives the regular plural of a noun phrase: of its last word, or of
// the one before "of", "for", "in", "to" ("ministers of defence").
func plural(noun string) string {
	head, tail := noun, ""
	for _, link := range []string{" of ", " for ", " in ", " to ", " at "} {
		if at := strings.Index(noun, link); at >= 0 && at < len(head) {
			head, tail = noun[:at], noun[at:]
		}
	}
	n := len(head)
	switch {
	case strings.HasSuffix(head, "man") && !strings.HasSuffix(head, "human"):
		return head[:n-2] + "en" + tail
	case strings.HasSuffix(head, "y") && n > 1 && !strings.ContainsRune("aeiou", rune(head[n-2])):
		return head[:n-1] + "ies" + tail
	case strings.HasSuffix(head, "s"), strings.HasSuffix(head, "x"), strings.HasSuffix(head, "ch"), strings.HasSuffix(head, "sh"):
		return head + "es" + tail
	}
	return head + "s" + tail
}

// portfolio reads a row of portfolios.tsv and makes its ministry, minister and
// their kin: office, sector, words before "ministry", words after "ministry of",
// templates beyond the usual ones.
func (l *loader) portfolio(r *row) error {
	office, sector := r.f[0], r.f[1]
	if err := l.sector(r, sector); err != nil {
		return err
	}
	body := l.meaning(doc.Known{Sense: doc.SenseBody, Sector: sector, Type: doc.ORG})
	bodies := l.meaning(doc.Known{Sense: doc.SenseBody, Sector: sector, Type: doc.ORG, Plural: true})
	if _, ok := l.b.offices[office]; !ok {
		l.b.offices[office] = sector
	}
	l.b.canon[office] = office
	one := l.meaning(doc.Known{Sense: doc.SenseRole, Sector: sector, Type: doc.PER, Office: office})
	many := l.meaning(doc.Known{Sense: doc.SenseRole, Sector: sector, Type: doc.PER, Office: office, Plural: true})
	deputy := l.meaning(doc.Known{Sense: doc.SenseRole, Sector: sector, Type: doc.PER, Office: ""})
	var err error
	add := func(text string, meaning int32) {
		if err == nil {
			err = l.pattern(r, text, meaning)
		}
	}
	eachItem(r.f[2], func(w string) {
		add(w+" ministry", body)
		add(w+" ministries", bodies)
		add(w+" department", body)
		for _, t := range []string{" minister", " secretary"} {
			add(w+t, one)
			add(w+t+"s", many)
			for _, rank := range []string{"deputy ", "vice ", "junior ", "first deputy ", "shadow "} {
				add(rank+w+t, deputy)
			}
			l.titled(w+t, office)
		}
	})
	eachItem(r.f[3], func(w string) {
		for _, t := range []string{"ministry of ", "department of ", "ministry for ", "department for "} {
			add(t+w, body)
			add(t+"the "+w, body)
		}
		add("ministries of "+w, bodies)
		for _, t := range []string{" of ", " for ", " of the ", " for the "} {
			add("minister"+t+w, one)
			add("ministers"+t+w, many)
			add("secretary"+t+w, one)
			add("deputy minister"+t+w, deputy)
			l.titled("minister"+t+w, office)
			l.titled("secretary"+t+w, office)
		}
	})
	if err == nil {
		err = l.patterns(r, r.f[4], one)
	}
	eachItem(r.f[4], func(w string) { l.titled(w, office) })
	return err
}
