package timex

import "herodotus/internal/doc"

// anchor knows from where relative expressions count: the day of writing, the time that the text speaks of, and
// the tense of the verb.
type anchor struct {
	written int // day of publication
	dated   bool
	// focus is the last time that was spoken of, focusDay the last day.
	focus, focusDay         moment
	focusSent, focusDaySent int // sentences of the two, -1: none yet
	sent                    int
	first                   int // first expression of the sentence in finder.out
}

func (a *anchor) begin(d *doc.Doc) {
	*a = anchor{focusSent: -1, focusDaySent: -1}
	if !d.Published.IsZero() {
		y, m, day := d.Published.Date()
		a.written, a.dated = dayNumber(y, int(m), day), true
	}
}

// speakOf makes a moment the one that the text speaks of.
func (a *anchor) speakOf(m moment) {
	a.focus, a.focusSent = m, a.sent
	if m.unit == day {
		a.focusDay, a.focusDaySent = onDay(m.at), a.sent
	}
}

// nearBy is how many sentences a day stays the one that "a day earlier" counts from.
const nearBy = 2

// reference gives the day that "a day earlier" or "the same day" counts from: one spoken of shortly before, else the
// day of writing.
func (a *anchor) reference() (int, bool) {
	if a.focusDaySent >= 0 && a.sent-a.focusDaySent <= nearBy {
		return a.focusDay.at, true
	}
	return a.written, a.dated
}

// A tense tells on which side of the day of writing an undated day lies.
type tense int8

const (
	unknown tense = iota
	past
	future
)

// tense gives that of the verb that governs the words [start, end) of the sentence.
func (f *finder) tense(start, end int) tense {
	if start > 0 && f.words[start-1].lit != 0 {
		switch f.form(start - 1) {
		case "until", "till", "by":
			return future
		case "since":
			return past
		}
	}
	first, last := f.words[start].first, f.words[end-1].last
	if f.d.Tokens[first].Rel != doc.NoRel {
		return f.treeTense(first, last)
	}
	return f.linearTense(first, last)
}

// maxClimb bounds the way up the tree, so that a broken tree ends.
const maxClimb = 24

// treeTense climbs from the expression to the first verb that shows a tense.
func (f *finder) treeTense(first, last int32) tense {
	i := f.d.Tokens[last].Head
	for n := 0; i >= 0 && n < maxClimb; n++ {
		if i < first || i > last {
			if t := f.verbTense(i); t != unknown {
				return t
			}
		}
		i = f.d.Tokens[i].Head
	}
	return unknown
}

// reach is how many tokens before and behind an expression its verb is looked for, without a tree.
const reach = 16

// linearTense takes the nearest verb before, else the nearest after.
func (f *finder) linearTense(first, last int32) tense {
	s := f.d.SentenceOf(first)
	for i := first - 1; i >= s.Start && first-i <= reach; i-- {
		if t := f.verbTense(i); t != unknown {
			return t
		}
	}
	for i := last + 1; i < s.End && i-last <= reach; i++ {
		if t := f.verbTense(i); t != unknown {
			return t
		}
	}
	return unknown
}

// verbTense judges one token with the auxiliaries before it.
func (f *finder) verbTense(i int32) tense {
	tok := &f.d.Tokens[i]
	switch tok.Tag {
	case doc.TagMD:
		return future
	case doc.TagVBD, doc.TagVBN, doc.TagVBZ, doc.TagVBP, doc.TagVB, doc.TagVBG, doc.TagJJ:
	default:
		return unknown
	}
	if w := f.lookup(f.d.Form(i)); w != nil && w.classes&cPlan.bit() != 0 {
		return future
	}
	switch tok.Tag {
	case doc.TagVBD:
		return past
	case doc.TagJJ:
		return unknown
	case doc.TagVBZ, doc.TagVBP:
		if tok.POS == doc.AUX {
			return unknown
		}
		return future
	}
	return f.auxiliaries(i)
}

// auxiliaries reads the tense of a form that shows none from the words before it.
func (f *finder) auxiliaries(i int32) tense {
	s := f.d.SentenceOf(i)
	tag := f.d.Tokens[i].Tag
	for k := i - 1; k >= s.Start && i-k <= 4; k-- {
		switch t := &f.d.Tokens[k]; {
		case t.Tag == doc.TagMD:
			return future
		case t.Tag == doc.TagTO && tag == doc.TagVB:
			return future
		case t.Tag == doc.TagVBD:
			return past
		case t.Tag == doc.TagVBZ || t.Tag == doc.TagVBP:
			if tag == doc.TagVBG {
				return future
			}
			return past
		case t.Tag == doc.TagVB || t.Tag == doc.TagVBN || t.POS == doc.ADV || t.POS == doc.PART:
		default:
			k = s.Start
		}
	}
	if tag == doc.TagVBN {
		return past
	}
	return unknown
}

// form gives word i in the text's own case.
func (f *finder) form(i int) string { return f.d.Text[f.words[i].start:f.words[i].end] }

// since tells whether "since" stands before word i.
func (f *finder) since(i int) bool {
	return i > 0 && (f.form(i-1) == "since" || f.form(i-1) == "Since")
}
