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
	// told is the last day or month told with its year.
	told     moment
	toldSent int
	first    int // first expression of the sentence in finder.out
}

func (a *anchor) begin(d *doc.Doc) {
	*a = anchor{focusSent: -1, focusDaySent: -1, toldSent: -1}
	if !d.Published.IsZero() {
		y, m, day := d.Published.Date()
		a.written, a.dated = dayNumber(y, int(m), day), true
	}
}

// speakOf makes a moment the one that the text speaks of. The day of a saying ("he said on Thursday") does not push
// aside that of the thing said, told in the same sentence.
func (a *anchor) speakOf(m moment, saying bool) {
	if saying && a.focusSent == a.sent {
		return
	}
	a.focus, a.focusSent = m, a.sent
	if m.unit == day {
		a.focusDay, a.focusDaySent = onDay(m.at), a.sent
	}
}

// How many sentences a day stays the one spoken of: for "the same day", which must mean one; for "a day earlier", which
// may count from the day of writing; and for "the morning", which is that of the news unless the sentence tells a day.
const (
	nearSame  = 5
	nearShift = 1
	nearPart  = 1
)

// freshDays is how many days back the day of "the morning" may lie.
const freshDays = 4

// reference gives the day spoken of in the last sentences, else the day of writing.
func (a *anchor) reference(sentences int) (int, bool) {
	if a.focusDaySent >= 0 && a.sent-a.focusDaySent <= sentences {
		return a.focusDay.at, true
	}
	return a.written, a.dated
}

// recent tells whether a time was spoken of in the last sentences.
func (a *anchor) recent() bool { return a.focusSent >= 0 && a.sent-a.focusSent <= nearSame }

// toldYear gives the year of a story from earlier years ("In July 2014 … In August"): that of a day or month told with its
// year in this sentence or the last ones of the paragraph.
func (f *finder) toldYear() (int, bool) {
	if f.toldSent < 0 || f.sent-f.toldSent > nearStory || f.d.Sentences[f.sent].Para != f.d.Sentences[f.toldSent].Para {
		return 0, false
	}
	y, _, _ := civil(f.told.at)
	return y, true
}

// nearStory is how many sentences a year told holds for the months after it.
const nearStory = 2

// A tense tells on which side of the day of writing an undated day lies.
type tense int8

const (
	unknown tense = iota
	past
	future
)

// tense gives that of the verb that governs the words [start, end) of the sentence, or what a preposition tells.
func (f *finder) tense(start, end int) tense {
	if f.since(start) {
		return past
	}
	first, last := f.words[start].first, f.words[end-1].last
	t := f.planned(first)
	switch {
	case t != unknown:
	case f.d.Tokens[first].Rel != doc.NoRel:
		t = f.treeTense(first, last)
	default:
		t = f.linearTense(first, last)
	}
	if t == unknown && start > 0 {
		switch f.form(start - 1) {
		case "until", "till", "by", "Until", "By":
			return future
		}
	}
	return t
}

// planned looks for "ahead of talks on Friday" and "is due to end on Sunday" before the expression.
func (f *finder) planned(first int32) tense {
	s := f.d.SentenceOf(first)
	for i := first - 1; i > s.Start && first-i <= 10; i-- {
		tok := &f.d.Tokens[i]
		if f.d.Form(i) == "of" && f.d.Form(i-1) == "ahead" {
			return future
		}
		if w := f.lookup(f.d.Form(i)); w != nil && w.classes&cPlan.bit() != 0 && tok.Tag != doc.TagVBD {
			return future
		}
		if tok.POS == doc.PUNCT || tok.Tag == doc.TagVBD || tok.Tag == doc.TagVBZ || tok.Tag == doc.TagVBP || tok.Tag == doc.TagVBN {
			return unknown
		}
	}
	return unknown
}

// maxClimb bounds the way up the tree, so that a broken tree ends.
const maxClimb = 24

// treeTense climbs from the expression to the first verb that shows a tense. Behind a noun only a verb that is plainly past
// or future counts: what happens now says nothing of when the thing takes place.
func (f *finder) treeTense(first, last int32) tense {
	i := f.d.Tokens[last].Head
	// A report that begins with the day tells what happened on it, whatever tag its verb got.
	direct := first > f.d.SentenceOf(first).Start+1
	for n := 0; i >= 0 && n < maxClimb; n++ {
		if i < first || i > last {
			if t := f.verbTense(i, direct); t != unknown {
				return t
			}
			direct = false
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
		if t := f.verbTense(i, true); t != unknown {
			return t
		}
	}
	for i := last + 1; i < s.End && i-last <= reach; i++ {
		if t := f.verbTense(i, true); t != unknown {
			return t
		}
	}
	return unknown
}

// verbTense judges one token with the auxiliaries before it; direct: it governs the expression itself.
func (f *finder) verbTense(i int32, direct bool) tense {
	tok := &f.d.Tokens[i]
	switch tok.Tag {
	case doc.TagMD:
		return modal(f.d.Form(i), direct)
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
		if tok.POS == doc.AUX || !direct {
			return unknown
		}
		return future
	}
	return f.auxiliaries(i, direct)
}

// modal: "will" looks ahead, the others only from the verb that governs the expression.
func modal(s string, direct bool) tense {
	switch s {
	case "will", "shall", "'ll", "’ll", "wo", "Will":
		return future
	case "could":
		return unknown
	}
	if direct {
		return future
	}
	return unknown
}

// auxiliaries reads the tense of a form that shows none from the words before it.
func (f *finder) auxiliaries(i int32, direct bool) tense {
	s := f.d.SentenceOf(i)
	tag := f.d.Tokens[i].Tag
	for k := i - 1; k >= s.Start && i-k <= 4; k-- {
		switch t := &f.d.Tokens[k]; {
		case t.Tag == doc.TagMD:
			return modal(f.d.Form(k), direct)
		case t.Tag == doc.TagTO && direct && tag != doc.TagVBG:
			return future
		case t.Tag == doc.TagVBD && t.POS == doc.AUX:
			return past
		case (t.Tag == doc.TagVBZ || t.Tag == doc.TagVBP) && t.POS == doc.AUX:
			if tag != doc.TagVBG {
				return past
			}
			if direct {
				return future
			}
			return unknown
		case t.Tag == doc.TagVB && t.POS == doc.AUX || t.Tag == doc.TagVBN && t.POS == doc.AUX || t.POS == doc.ADV || t.POS == doc.PART:
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
